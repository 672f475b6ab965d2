import type { RouteTarget } from '../../../../src';
import type { PathIngress } from '../../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../../src/api/routes/path-ingress-options';
import { BackendProtocol, type RoutePolicies } from '../../../../src/api/routes/route-policies';
import { AnnotationRisk } from '../../../../src/dialects/ingress-nginx/public';
import { collectWarnings, nginx, nginxAnnotations, synthRoutes, to, unknownNginx } from '../../../synth-routes';

/** Settings that reach further than the route that asks for them: over its host, its Service, or its namespace. */
const warnings = collectWarnings();

/** The first lines of what is warned of. */
function warned(build: (ingress: PathIngress) => void, props: PathIngressProps = {}): string[] {
  synthRoutes(build, props);
  return warnings.map((text) => /\[ingress-nginx\/[^\n]*/.exec(text)?.[0] ?? text);
}

const { HTTPS, GRPC, AUTO_HTTP } = BackendProtocol;
const verified: RoutePolicies = { backendProtocol: HTTPS, backendTls: { secretName: 'ca', verify: true } };
const takes = (what: string) => [
  `[ingress-nginx/backend-tls-takes-host] route "shop.example.com/b" takes over ${what} of route "shop.example.com/a", because they are on one host`,
];

describe('TLS towards the backend of one route holds for the host', () => {
  test.each<[string, RoutePolicies, RoutePolicies, string[]]>([
    ['of a route without settings', verified, { backendProtocol: HTTPS }, takes('all of backendTls')],
    ['of one that is asked as the client came', verified, { backendProtocol: AUTO_HTTP }, takes('all of backendTls')],
    [
      'of one that the annotations describe',
      { ingressNginx: { backendProtocol: 'https', proxySslSecret: 'web/ca' } },
      { ingressNginx: { backendProtocol: 'https' } },
      takes('all of backendTls'),
    ],
    [
      'the name also of one with a Secret',
      { backendProtocol: HTTPS, backendTls: { secretName: 'ca', serverName: 'a.internal' } },
      { backendProtocol: HTTPS, backendTls: { secretName: 'other' } },
      takes('serverName'),
    ],
    ['not of one with a Secret, where none has a name', verified, { backendProtocol: HTTPS, backendTls: { secretName: 'other' } }, []],
    ['not of one that says the same', verified, verified, []],
    ['not of plain http', verified, {}, []],
    ['not of gRPC, which has no such settings', verified, { backendProtocol: GRPC }, []],
    ['not where nobody has a Secret', { backendProtocol: HTTPS }, { backendProtocol: AUTO_HTTP }, []],
  ])('%s', (_, a, b, expected) => {
    const build = (ingress: PathIngress) => {
      ingress.addRoute('/a', to('a'), a);
      ingress.addRoute('/b', to('b'), b);
    };
    expect(warned(build)).toEqual(expected);
  });

  const two = (ingress: PathIngress) => {
    ingress.addRoute('/a', to('a'), verified);
    ingress.addRoute('/b', to('b'), { backendProtocol: HTTPS, host: 'b.example.com' });
  };
  test('not of another host', () => expect(warned(two)).toEqual([]));

  test('not where the controller keeps it to the location', () => {
    const build = (ingress: PathIngress) => {
      ingress.addRoute('/a', to('a'), verified);
      ingress.addRoute('/b', to('b'), { backendProtocol: HTTPS });
    };
    expect(warned(build, { controller: nginx({ 'proxy-ssl-location-only': 'true' }) })).toEqual([]);
  });

  test('without a Secret nothing is written: the controller would not read it', () => {
    const [manifest] = synthRoutes((ingress) => ingress.addRoute('/a', to('a'), { backendProtocol: HTTPS, backendTls: { verify: false } }));
    expect(nginxAnnotations(manifest)).toEqual({ 'backend-protocol': 'HTTPS' });
  });
});

const differ = (name: string, first: string, second: string) => [
  `[ingress-nginx/upstream-settings-differ] routes "shop.example.com/a" and "shop.example.com/b" go to web:80 with different ${name}: ${first} and ${second}`,
];

describe('a Service is treated in one way', () => {
  test.each<[string, RoutePolicies, RoutePolicies, string[]]>([
    [
      'names of a cookie',
      { sessionAffinity: { cookieName: 'a' } },
      { sessionAffinity: { cookieName: 'b' } },
      differ('session-cookie-name', '"a"', '"b"'),
    ],
    ['a hash and none', { ingressNginx: { upstreamHashBy: '$request_uri' } }, {}, differ('upstream-hash-by', '"$request_uri"', 'none')],
    ['two ways to balance', { ingressNginx: { loadBalance: 'ewma' } }, {}, differ('load-balance', '"ewma"', 'none')],
    [
      'a hash of a header and the other of a cookie',
      { loadBalancing: { hashHeader: 'X-User' } },
      { loadBalancing: { hashCookie: 'user' } },
      differ('upstream-hash-by', '"$http_x_user"', '"$cookie_user"'),
    ],
    ['its address and its pods', {}, { ingressNginx: { serviceUpstream: true } }, differ('service-upstream', 'none', '"true"')],
    ['off is the same as absent', {}, { ingressNginx: { serviceUpstream: false } }, []],
    ['a cookie on one route alone does no harm', { sessionAffinity: { cookieName: 'a' } }, {}, []],
    ['the same', { sessionAffinity: { cookieName: 'a' } }, { sessionAffinity: { cookieName: 'a' }, upstreamHost: 'b.example.com' }, []],
    ['what belongs to the route', { upstreamHost: 'a.example.com' }, { upstreamHost: 'b.example.com' }, []],
  ])('%s', (_, a, b, expected) => {
    const build = (ingress: PathIngress) => {
      ingress.addRoute('/a', to('web'), a);
      ingress.addRoute('/b', to('web'), b);
    };
    expect(warned(build)).toEqual(expected);
  });

  test.each<[string, RouteTarget]>([
    ['another Service', to('other')],
    ['another port', to('web', 81)],
  ])('%s is another matter', (_, target) => {
    const build = (ingress: PathIngress) => {
      ingress.addRoute('/a', to('web'), { ingressNginx: { loadBalance: 'ewma' } });
      ingress.addRoute('/b', target);
    };
    expect(warned(build)).toEqual([]);
  });
});

describe('objects of other namespaces', () => {
  const clients: PathIngressProps = { clientCertificates: { secretName: 'ca', secretNamespace: 'other' } };
  const one = (ingress: PathIngress) => ingress.addRoute('/a', to('a'));
  test.each<[string, PathIngressProps]>([
    ['that the controller is set to take', { ...clients, controller: nginx({ 'allow-cross-namespace-resources': 'true' }) }],
    ['that are those of the routes', { clientCertificates: { secretName: 'ca', secretNamespace: 'web' } }],
    ['that nothing reads', { ingressNginx: { authSecret: 'other/users' } }],
  ])('%s are no error', (_, props) => {
    expect(warned(one, props).filter((line) => line.includes('namespace'))).toEqual([]);
  });

  test('without the settings of the controller it is a warning', () => {
    expect(warned(one, { ...clients, controller: unknownNginx() })).toEqual([
      '[ingress-nginx/setting-not-known] it could not be decided whether the controller allows "other/ca for clientCertificates", because its settings are not known',
    ]);
  });
});

describe('a firewall', () => {
  const one = (ingress: PathIngress) => ingress.addRoute('/a', to('a'), { waf: {} });
  const on = { 'enable-modsecurity': 'true', 'modsecurity-snippet': 'SecRuleEngine On' };
  const snippets = nginx({ 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' });
  test.each<[string, PathIngressProps]>([
    ['of a controller that says so for all routes', { controller: nginx(on) }],
    [
      'of a route that says so in its own snippet',
      { controller: snippets, ingressNginx: { acceptedRisk: AnnotationRisk.CRITICAL, modsecuritySnippet: 'SecRuleEngine On' } },
    ],
  ])('%s refuses, so nobody is warned that it does not', (_, props) => {
    expect(warned(one, props).filter((line) => line.includes('firewall'))).toEqual([]);
  });

  test('without the settings of the controller may refuse or not', () => {
    expect(warned(one, { controller: unknownNginx() })).toEqual([
      '[ingress-nginx/firewall-only-reports] whether the firewall of route "shop.example.com/a" refuses requests that break a rule could not be decided',
    ]);
  });
});
