/** Reports whose recorded answer is not reached, each with the reason. */
export const EXCUSED_REPORTS: { readonly [name: string]: string } = {
  'kubernetes/ingress-nginx#4576: 503 of a Service without pods and default-backend':
    'the manifest has no EndpointSlice, so nothing says that the pods are missing; a later report of the list has it',
  'goharbor/harbor-helm#1265: Ingress without class is ignored':
    'nothing in the manifest names ingress-nginx; that the controller is assumed is said',
  'kubernetes/ingress-nginx#7850: class annotation whose IngressClass has another controller value':
    'nothing in the manifest names ingress-nginx; the same with the Deployment is reached',
  'kubernetes/ingress-nginx#3897: gRPC without TLS on port 80':
    'the backend of the recording spoke no gRPC, hence 502; the Service that is asked is the same',
  'cloudposse/charts#163; bitly/oauth2_proxy#411: /oauth2 in the same Ingress as auth-url: the sign-in asks for auth itself':
    'the recording had no DNS for the name of the auth-url and timed out; the answers with and without a session are named',
  'kubernetes/ingress-nginx#646: the known work-around: redirect by configuration-snippet': 'snippets are not decided',
  'nextcloud/helm#559: server-snippet with location for .well-known': 'snippets are not decided',
  'traefik/traefik#13690: server-snippet with regex locations and rewrite': 'snippets are not decided',
  'kubernetes/ingress-nginx#4641: ExternalName with HTTPS and upstream-vhost':
    'the recording could not resolve the external name, hence 503; DNS is not among the manifests',
  'kubernetes/ingress-nginx#1600: ExternalName without ports':
    'the recording could not resolve the external name, hence 503; DNS is not among the manifests',
  'kubernetes/ingress-nginx#3996: use-proxy-protocol while the load balancer does not send it':
    'the recording sent no PROXY header, so the connection was closed; that the header is needed is said as a condition',
  'oauth2-proxy/oauth2-proxy#1843: the same with strict-validate-path-type off':
    'the Service is not among the manifests, so that the number of its named port is not known',
};

/** Files whose right outcome is not reached, each with the reason. */
export const EXCUSED_CASES: { readonly [file: string]: string } = {
  'cases/text-grpc-on-port-80': 'explain does not say that port 80 speaks no HTTP/2',
  'cases/text-rewrite-semicolon': 'explain shows no step for a rewrite-target whose rewrite nginx ends early',
  'cases/undecided-server-snippet-locations': 'snippets are not decided',
  'cases/undecided-snippet-rewrite-redirect': 'snippets are not decided',
};
