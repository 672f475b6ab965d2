import { shapeOf } from '../../src/dialects/routing-kinds';
import type { Shape } from '../../src/kinds/shapes';
import { checkObject } from '../../src/manifests/check-object';

/** Objects of controllers' own kinds that the API server refuses by their schema: read as they are, they would seem to say nothing. */

type Spec = { readonly [field: string]: unknown };

const problemsOf = (apiVersion: string, kind: string, spec: unknown): readonly string[] =>
  checkObject(
    { apiVersion, kind, metadata: { name: 'x', namespace: 'default' }, spec } as never,
    shapeOf(apiVersion, kind) as Shape,
    () => '',
  ).findings.map(({ code, what }) => `${code}: ${what}`);

const HAPROXY = 'ingress.v3.haproxy.org/v3';
const ENVOY = 'gateway.envoyproxy.io/v1alpha1';
const ISTIO = 'security.istio.io/v1';
const TRAEFIK = 'traefik.io/v1alpha1';

test.each<readonly [string, string, unknown, string]>([
  [HAPROXY, 'Backend', 'deny', 'spec must be a map, and is the string "deny"'],
  [HAPROXY, 'Backend', { http_request_rule_list: { type: 'deny' } }, 'spec.http_request_rule_list must be a list, and is a map'],
  [HAPROXY, 'Backend', { http_request_rule_list: 'deny' }, 'spec.http_request_rule_list must be a list, and is the string "deny"'],
  [HAPROXY, 'Backend', { http_request_rule_list: [{ cond: 'if' }] }, 'spec.http_request_rule_list[0].type is missing'],
  [HAPROXY, 'Backend', { default_server: { ssl: true } }, 'spec.default_server.ssl must be a text, and is the boolean true'],
  [HAPROXY, 'Backend', { tcp_request_rule_list: 'x' }, 'spec.tcp_request_rule_list must be a list, and is the string "x"'],
  [ENVOY, 'SecurityPolicy', { targetRefs: { kind: 'HTTPRoute', name: 'a' } }, 'spec.targetRefs must be a list, and is a map'],
  [ENVOY, 'SecurityPolicy', { authorization: { rules: { action: 'Deny' } } }, 'spec.authorization.rules must be a list, and is a map'],
  [
    ENVOY,
    'SecurityPolicy',
    { cors: { allowCredentials: 'true' } },
    'spec.cors.allowCredentials must be true or false, and is the string "true"',
  ],
  [ENVOY, 'BackendTrafficPolicy', { rateLimit: { type: 1 } }, 'spec.rateLimit.type must be a text, and is the number 1'],
  [ENVOY, 'ClientTrafficPolicy', { path: [] }, 'spec.path must be a map, and is a list'],
  [
    ENVOY,
    'HTTPRouteFilter',
    { directResponse: { statusCode: '503' } },
    'spec.directResponse.statusCode must be a whole number, and is the string "503"',
  ],
  [ENVOY, 'Backend', { endpoints: {} }, 'spec.endpoints must be a list, and is a map'],
  [ENVOY, 'EnvoyProxy', { filterOrder: 'x' }, 'spec.filterOrder must be a list, and is the string "x"'],
  [ISTIO, 'AuthorizationPolicy', { rules: { to: [] } }, 'spec.rules must be a list, and is a map'],
  [ISTIO, 'RequestAuthentication', { jwtRules: 'x' }, 'spec.jwtRules must be a list, and is the string "x"'],
  [
    TRAEFIK,
    'Middleware',
    { headers: { customRequestHeaders: ['X-A'] } },
    'spec.headers.customRequestHeaders must be a map of strings, and is a list',
  ],
  [TRAEFIK, 'Middleware', { forwardAuth: 'http://auth' }, 'spec.forwardAuth must be a map, and is the string "http://auth"'],
  [
    TRAEFIK,
    'Middleware',
    { ipAllowList: { sourceRange: '10.0.0.0/8' } },
    'spec.ipAllowList.sourceRange must be a list, and is the string "10.0.0.0/8"',
  ],
  [TRAEFIK, 'IngressRoute', { routes: { match: 'x' } }, 'spec.routes must be a list, and is a map'],
  [TRAEFIK, 'IngressRoute', { entryPoints: ['web'] }, 'spec.routes is missing'],
  [TRAEFIK, 'TLSOption', { clientAuth: { secretNames: 'ca' } }, 'spec.clientAuth.secretNames must be a list, and is the string "ca"'],
  [TRAEFIK, 'ServersTransport', { insecureSkipVerify: 'no' }, 'spec.insecureSkipVerify must be true or false, and is the string "no"'],
])('%s %s with %j: %s', (apiVersion, kind, spec, expected) => {
  expect(problemsOf(apiVersion, kind, spec)).toContainEqual(expect.stringContaining(expected));
});

test.each<readonly [string, string, Spec]>([
  [HAPROXY, 'Backend', { http_request_rule_list: [{ type: 'deny', deny_status: 403 }], balance: { algorithm: 'roundrobin' } }],
  [ENVOY, 'SecurityPolicy', { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a' }], cors: { maxAge: '1h' } }],
  [ISTIO, 'AuthorizationPolicy', { rules: [{ to: [{ operation: { paths: ['/a'] } }] }] }],
  [TRAEFIK, 'Middleware', { rateLimit: { average: 1, period: '1s' } }],
])('%s %s with %j is accepted', (apiVersion, kind, spec) => {
  expect(problemsOf(apiVersion, kind, spec)).toEqual([]);
});
