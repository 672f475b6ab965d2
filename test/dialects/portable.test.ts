import { App, Chart, Duration, Testing } from 'cdk8s';
import { PathType, Rewrite, RouteTarget, Tls, TlsCipher } from '../../src';
import { PathIngress } from '../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../src/api/routes/path-ingress-options';

import { BackendProtocol, HttpsRedirect } from '../../src/api/routes/route-policies';
import { DIALECTS } from '../../src/dialects/registry';
import { expectValid } from '../kubernetes-schema';
import { codesOf, collectWarnings, type Manifest, messageOf, to, withHost } from '../synth-routes';

collectWarnings();

const synthPortable = (build: (ingress: PathIngress) => void, props: PathIngressProps = {}): Manifest[] => {
  const chart = new Chart(new App(), 'test');
  build(new PathIngress(chart, 'shop', { name: 'shop', ...withHost(props) }));
  return Testing.synth(chart) as Manifest[];
};

test('without a controller, routes become one Ingress with the fields of the API and nothing else', () => {
  const manifests = synthPortable(
    (ingress) => {
      ingress.addRoute('/api/', to('api', 8080));
      ingress.addRoute('/health', to('api', 8080), { pathType: PathType.EXACT });
      ingress.addRoute('/named', RouteTarget.external('web', 80), { host: 'b.example.com' });
      ingress.addRoute('/any', to('any'), { pathType: PathType.IMPLEMENTATION_SPECIFIC });
      ingress.addDefaultBackend(to('fallback'));
    },
    {
      tls: Tls.secret('cert'),
      ingressClassName: 'any',
      namespace: 'web',
      labels: { team: 'shop' },
      annotations: { 'a.example.com/b': 'c' },
    },
  );
  expectValid(manifests);
  const backend = (name: string, number: number) => ({ service: { name, port: { number } } });
  expect(manifests).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop', namespace: 'web', labels: { team: 'shop' }, annotations: { 'a.example.com/b': 'c' } },
      spec: {
        ingressClassName: 'any',
        defaultBackend: backend('fallback', 80),
        tls: [{ hosts: ['shop.example.com'], secretName: 'cert' }],
        rules: [
          {
            host: 'shop.example.com',
            http: {
              paths: [
                { path: '/api', pathType: 'Prefix', backend: backend('api', 8080) },
                { path: '/health', pathType: 'Exact', backend: backend('api', 8080) },
                { path: '/any', pathType: 'ImplementationSpecific', backend: backend('any', 80) },
              ],
            },
          },
          { host: 'b.example.com', http: { paths: [{ path: '/named', pathType: 'Prefix', backend: backend('web', 80) }] } },
        ],
      },
    },
  ]);
});

test('a rule without host has none', () => {
  const [manifest] = synthPortable((ingress) => ingress.addRoute('/', to('web')), { host: '' });
  expect(manifest?.spec?.rules).toEqual([
    { http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } },
  ]);
});

test('no class is written where none is named: the default class of the cluster holds', () => {
  const [manifest] = synthPortable((ingress) => ingress.addRoute('/', to('web')));
  expect(manifest?.spec).not.toHaveProperty('ingressClassName');
});

test('what the API has no field for is an error that says which controllers can do it', () => {
  const build = () => synthPortable((ingress) => ingress.addRoute('/httpd', to('httpd'), { rewrite: Rewrite.stripPrefix() }));
  const message = messageOf(build);
  expect(message).toContain(
    '[feature/not-supported] route "shop.example.com/httpd" asks for removing the path prefix of the route before the backend sees it, which the Ingress API alone cannot do',
  );
  expect(message).toMatch(/fix: .*ingress-nginx/);
});

describe('every feature that the API lacks is refused, on a route and for the default backend', () => {
  const x = (ingress: PathIngress) => ingress.addRoute('/x', to('x'));
  const fallback = (ingress: PathIngress) => ingress.addDefaultBackend(to('x'));
  const policies: readonly (readonly [string, PathIngressProps])[] = [
    ['httpsRedirect', { httpsRedirect: HttpsRedirect.ALWAYS }],
    ['cors', { cors: {} }],
    ['basicAuth', { basicAuth: { secretName: 'users' } }],
    ['externalAuth', { externalAuth: { url: 'https://auth.example.com' } }],
    ['allowSourceRanges', { allowSourceRanges: ['10.0.0.0/8'] }],
    ['denySourceRanges', { denySourceRanges: ['10.0.0.0/8'] }],
    ['rateLimit', { rateLimit: { requestsPerSecond: 1 } }],
    ['connectionLimit', { rateLimit: { connections: 1 } }],
    ['readTimeout', { timeouts: { read: Duration.seconds(1) } }],
    ['sessionAffinity', { sessionAffinity: {} }],
    ['backendGrpc', { backendProtocol: BackendProtocol.GRPC }],
    ['requestHeadersRemove', { requestHeaders: { remove: ['X-A'] } }],
    ['responseHeadersSet', { responseHeaders: { set: { 'X-A': 'b' } } }],
    ['upstreamHost', { upstreamHost: 'a.example.com' }],
    ['appRoot', { appRoot: '/app' }],
    ['hostAliases', { hostAliases: ['www.example.com'] }],
    ['tlsCiphers', { tlsPolicy: { ciphers: [TlsCipher.ECDHE_RSA_AES_128_GCM] } }],
    ['clientCertificates', { clientCertificates: { secretName: 'ca' } }],
  ];
  test.each(policies)('%s', (_, props) => {
    expect(codesOf(() => synthPortable(x, props))).toEqual(['feature/not-supported']);
    expect(codesOf(() => synthPortable(fallback, props))).toEqual(['feature/not-supported']);
  });

  test.each<[string, (ingress: PathIngress) => void]>([
    ['a pattern', (ingress) => ingress.addRoute('/(a|b)', to('x'), { pathType: PathType.REGEX })],
    ['weights', (ingress) => ingress.addRoute('/x', RouteTarget.weighted({ target: to('a'), weight: 1 }, { target: to('b'), weight: 1 }))],
    ['a canary', (ingress) => ingress.addRoute('/x', to('a'), { canary: { target: to('b'), cookie: 'beta' } })],
    ['a redirect', (ingress) => ingress.addRoute('/x', RouteTarget.redirect({ path: '/y' }))],
    ['a redirect that keeps the path', (ingress) => ingress.addRoute('/x', RouteTarget.redirect({ hostname: 'y.example.com' }))],
    ['a rewrite', (ingress) => ingress.addRoute('/x', to('a'), { rewrite: Rewrite.replacePath('/') })],
  ])('%s', (_, build) => {
    expect(codesOf(() => synthPortable(build))).toEqual(['feature/not-supported']);
  });

  test('settings of one controller alone are refused at once', () => {
    expect(codesOf(() => synthPortable(x, { ingressNginx: { useRegex: true } }))).toEqual(['feature/annotations-of-another-controller']);
  });
});

test.each(Object.values(DIALECTS).map((dialect) => [dialect.identity.name, dialect] as const))(
  '%s says what to do instead of each thing that it cannot do',
  (_, dialect) => {
    for (const answer of Object.values(dialect.answers)) {
      if (answer.kind === 'unsupported') expect(answer.instead).toMatch(/^[a-z].*[^.]$/s);
      if (answer.kind === 'approximate') expect(answer.differs).not.toBe('');
      if (answer.kind !== 'unsupported') expect(answer.how).not.toBe('');
    }
  },
);
