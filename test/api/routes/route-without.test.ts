import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import type { RouteOptions } from '../../../src/api/routes/route-options';

import { type RoutePolicies, RoutePolicy } from '../../../src/api/routes/route-policies';
import { nginxAnnotations, synthRoutes, to } from '../../synth-routes';

/** The annotations of a route that has these options, in a PathIngress with these properties. */
function annotationsOf(options: RouteOptions, props: PathIngressProps): { readonly [name: string]: string } {
  return nginxAnnotations(synthRoutes((ingress) => ingress.addRoute('/health', to('web'), options), props)[0]);
}

const SECURED: PathIngressProps = { basicAuth: { secretName: 'users' }, rateLimit: { requestsPerSecond: 5 } };

test('a route does without policies of its PathIngress, and has the others', () => {
  expect(annotationsOf({ without: [RoutePolicy.BASIC_AUTH] }, SECURED)).toEqual({ 'limit-rps': '5' });
  expect(annotationsOf({ without: [RoutePolicy.BASIC_AUTH, RoutePolicy.RATE_LIMIT] }, SECURED)).toEqual({});
});

test('what a route asks for itself stays', () => {
  const options = { without: [RoutePolicy.BASIC_AUTH], rateLimit: { requestsPerSecond: 50 } };
  expect(annotationsOf(options, SECURED)).toEqual({ 'limit-rps': '50' });
});

test('settings of one controller can be left out as a whole', () => {
  const props = { ...SECURED, ingressNginx: { proxyBuffering: 'off' } };
  expect(annotationsOf({ without: [RoutePolicy.INGRESS_NGINX, RoutePolicy.BASIC_AUTH] }, props)).toEqual({ 'limit-rps': '5' });
});

test('other routes have all policies, in an Ingress of their own', () => {
  const manifests = synthRoutes(
    (ingress) => {
      ingress.addRoute('/', to('web'));
      ingress.addRoute('/health', to('web'), { without: [RoutePolicy.BASIC_AUTH] });
    },
    { basicAuth: { secretName: 'users' } },
  );
  expect(manifests.map(nginxAnnotations).map((annotations) => 'auth-type' in annotations)).toEqual([true, false]);
});

test('a policy that the PathIngress does not have can be left out too', () => {
  expect(annotationsOf({ without: Object.values(RoutePolicy) }, {})).toEqual({});
});

test('every policy has a name', () => {
  const policies: { readonly [P in keyof RoutePolicies]-?: `${RoutePolicy}` } = {
    httpsRedirect: RoutePolicy.HTTPS_REDIRECT,
    cors: RoutePolicy.CORS,
    basicAuth: RoutePolicy.BASIC_AUTH,
    externalAuth: RoutePolicy.EXTERNAL_AUTH,
    jwt: RoutePolicy.JWT,
    oidc: RoutePolicy.OIDC,
    waf: RoutePolicy.WAF,
    allowSourceRanges: RoutePolicy.ALLOW_SOURCE_RANGES,
    denySourceRanges: RoutePolicy.DENY_SOURCE_RANGES,
    rateLimit: RoutePolicy.RATE_LIMIT,
    maxBodySize: RoutePolicy.MAX_BODY_SIZE,
    timeouts: RoutePolicy.TIMEOUTS,
    retries: RoutePolicy.RETRIES,
    mirror: RoutePolicy.MIRROR,
    customErrors: RoutePolicy.CUSTOM_ERRORS,
    loadBalancing: RoutePolicy.LOAD_BALANCING,
    healthChecks: RoutePolicy.HEALTH_CHECKS,
    sessionAffinity: RoutePolicy.SESSION_AFFINITY,
    backendProtocol: RoutePolicy.BACKEND_PROTOCOL,
    backendTls: RoutePolicy.BACKEND_TLS,
    backendProxyProtocol: RoutePolicy.BACKEND_PROXY_PROTOCOL,
    requestHeaders: RoutePolicy.REQUEST_HEADERS,
    responseHeaders: RoutePolicy.RESPONSE_HEADERS,
    upstreamHost: RoutePolicy.UPSTREAM_HOST,
    ingressNginx: RoutePolicy.INGRESS_NGINX,
    haproxy: RoutePolicy.HAPROXY,
    awsLoadBalancer: RoutePolicy.AWS_LOAD_BALANCER,
    traefik: RoutePolicy.TRAEFIK,
  };
  expect(Object.values(policies)).toEqual(Object.keys(policies));
  expect(Object.values(RoutePolicy)).toEqual(Object.keys(policies));
});
