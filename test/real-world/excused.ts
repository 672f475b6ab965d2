/** Why the recorded answers of a report are not reached, and what must be answered instead, one for each request. */
export interface Excuse {
  readonly because: string;
  readonly instead: readonly string[];
}

export const EXCUSED_REPORTS: { readonly [name: string]: Excuse } = {
  'kubernetes/ingress-nginx#3897: gRPC without TLS on port 80': {
    because: 'the backend of the recording spoke no gRPC, hence 502',
    instead: ['default/greeter:50051 /helloworld.Greeter/SayHello', 'default/greeter:50051 /helloworld.Greeter/SayHello'],
  },
  'cloudposse/charts#163; bitly/oauth2_proxy#411: /oauth2 in the same Ingress as auth-url: the sign-in asks for auth itself': {
    because: 'the recording had no DNS for the name of the auth-url and timed out; the answers of a session are these',
    instead: ['default/oauth2-proxy:4180 /oauth2/start', 'default/portal:80 /app?x=1'],
  },
  'kubernetes/ingress-nginx#4641: ExternalName with HTTPS and upstream-vhost': {
    because: 'the recording could not resolve the external name, hence 503; DNS is not among the manifests',
    instead: ['default/ext:80 /_search'],
  },
  'kubernetes/ingress-nginx#1600: ExternalName without ports': {
    because: 'the recording could not resolve the external name, hence 503; DNS is not among the manifests',
    instead: ['default/ext:443 /'],
  },
  'kubernetes/ingress-nginx#3996: use-proxy-protocol while the load balancer does not send it': {
    because: 'the recording sent no PROXY header, so the connection was closed; a request is taken to come with it, and explain says so',
    instead: ['default/app:80 /'],
  },
};
