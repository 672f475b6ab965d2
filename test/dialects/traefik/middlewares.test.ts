import { Duration, Size } from 'cdk8s';
import { BackendProtocol, LoadBalancingAlgorithm, PathType, Rewrite, type RouteOptions, RouteTarget, SameSite } from '../../../src';
import { allowedRanges } from '../../../src/dialects/traefik/render/source-ranges';
import { messageOf, to } from '../../synth-routes';
import { Edge, synthShop } from './synth';

const shop = (path: string, options: RouteOptions, target: RouteTarget = to('web')) =>
  synthShop((one) => one.addRoute(path, target, options));

test.each<[what: string, path: string, options: RouteOptions, specs: readonly object[]]>([
  ['strip', '/app', { rewrite: Rewrite.stripPrefix() }, [{ stripPrefix: { prefixes: ['/app'] } }]],
  ['replace', '/a.b', { rewrite: Rewrite.replacePrefix('/c') }, [{ replacePathRegex: { regex: '^/a\\.b', replacement: '/c' } }]],
  ['put before', '/', { rewrite: Rewrite.replacePrefix('/site') }, [{ addPrefix: { prefix: '/site' } }]],
  ['one path', '/app', { rewrite: Rewrite.replacePath('/x') }, [{ replacePath: { path: '/x' } }]],
  [
    'captures',
    '/users/([a-z]+)$',
    { pathType: PathType.REGEX, rewrite: Rewrite.regex('/of/$1s') },
    [{ replacePathRegex: { regex: '^/users/([a-z]+)$', replacement: '/of/${1}s' } }],
  ],
  [
    'addresses',
    '/',
    { allowSourceRanges: ['10.0.0.0/8'], denySourceRanges: ['10.128.0.0/9'] },
    [{ ipAllowList: { sourceRange: ['10.0.0.0/9'] } }],
  ],
  [
    'limits, connections first',
    '/',
    { rateLimit: { requestsPerMinute: 60, connections: 5, burstMultiplier: 2 } },
    [
      { inFlightReq: { amount: 5, sourceCriterion: { ipStrategy: { depth: 0 } } } },
      { rateLimit: { average: 60, period: '1m', burst: 120, sourceCriterion: { ipStrategy: { depth: 0 } } } },
    ],
  ],
  [
    'users, behind what a browser must see in any case',
    '/',
    { basicAuth: { secretName: 'users', realm: 'shop' }, cors: { allowOrigins: ['https://*.example.com'], allowCredentials: false } },
    [
      {
        headers: {
          accessControlAllowOriginListRegex: ['^https://[A-Za-z0-9-]+\\.example\\.com$'],
          accessControlAllowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          accessControlAllowHeaders: ['*'],
          addVaryHeader: true,
        },
      },
      { basicAuth: { secret: 'users', realm: 'shop' } },
    ],
  ],
  [
    'another service decides',
    '/',
    { externalAuth: { url: 'http://auth.example.com/check', responseHeaders: ['X-User'] } },
    [{ forwardAuth: { address: 'http://auth.example.com/check', authResponseHeaders: ['X-User'] } }],
  ],
  [
    'bodies, errors and tries',
    '/',
    { maxBodySize: Size.mebibytes(1), customErrors: { statuses: [502], target: to('errors') }, retries: { attempts: 2, statuses: [503] } },
    [
      { buffering: { maxRequestBodyBytes: 1_048_576 } },
      { errors: { status: ['502'], query: '/', service: { name: 'errors', port: 80, scheme: 'http' } } },
      { retry: { attempts: 3, status: ['503'] } },
    ],
  ],
  [
    'headers',
    '/',
    { requestHeaders: { set: { 'X-A': 'a' }, remove: ['X-B'] }, responseHeaders: { remove: ['Server'] }, upstreamHost: 'web.internal' },
    [
      { headers: { customResponseHeaders: { Server: '' } } },
      { headers: { customRequestHeaders: { 'X-A': 'a', 'X-B': '', Host: 'web.internal' } } },
    ],
  ],
])('%s', (_, path, options, specs) => {
  expect(shop(path, options).middlewares()).toEqual(specs);
});

test('a redirect is answered to those that may come in', () => {
  const objects = shop('/old', { allowSourceRanges: ['10.0.0.0/8'] }, RouteTarget.redirect({ hostname: 'new.example.com', status: 301 }));
  expect(objects.middlewares()).toEqual([
    { ipAllowList: { sourceRange: ['10.0.0.0/8'] } },
    {
      redirectRegex: {
        regex: '^(https?)://(\\[[0-9a-fA-F:.]*\\]|[^/:?#]*)(:[0-9]+)?(.*)$',
        replacement: '${1}://new.example.com${4}',
        permanent: true,
      },
    },
  ]);
  expect(objects.routes()[0]?.services).toEqual([{ kind: 'TraefikService', name: 'noop@internal' }]);
});

test('routes that need the same share a Middleware', () => {
  const objects = synthShop((one) => {
    for (const path of ['/a', '/b']) one.addRoute(path, to('web'), { allowSourceRanges: ['10.0.0.0/8'] });
  });
  expect(objects.names('Middleware')).toEqual(['shop-source-ranges']);
});

test.each<[allowed: readonly string[] | undefined, denied: readonly string[], ranges: readonly string[]]>([
  [undefined, ['128.0.0.0/1'], ['0.0.0.0/1', '::/0']],
  [undefined, ['8000::/1', '0.0.0.0/0'], ['::/1']],
  [['192.0.2.0/30'], ['192.0.2.2'], ['192.0.2.0/31', '192.0.2.3/32']],
  [['2001:db8::/32'], ['2001:db8:8000::/33'], ['2001:db8::/33']],
  [['::ffff:10.0.0.0/127'], ['::ffff:10.0.0.1'], ['0:0:0:0:0:ffff:a00:0/128']],
  [['10.0.0.0/8'], ['192.168.0.0/16'], ['10.0.0.0/8']],
  [['10.1.0.0/16'], ['10.0.0.0/8'], []],
])('of %j without %j are left %j', (allowed, denied, ranges) => {
  expect(allowedRanges(allowed, denied)).toEqual(ranges);
});

test('how Traefik connects to a Service is a ServersTransport', () => {
  const objects = shop('/', {
    backendProtocol: BackendProtocol.HTTPS,
    backendTls: { secretName: 'web-ca', verify: true, serverName: 'web.internal' },
    timeouts: { connect: Duration.seconds(3), read: Duration.seconds(30) },
  });
  expect(objects.routes()[0]?.services).toEqual([{ name: 'web', port: 80, scheme: 'https', serversTransport: 'shop-transport' }]);
  expect(objects.spec('ServersTransport', 'shop-transport')).toEqual({
    rootCAs: [{ secret: 'web-ca' }],
    certificatesSecrets: ['web-ca'],
    serverName: 'web.internal',
    forwardingTimeouts: { dialTimeout: '3s', responseHeaderTimeout: '30s' },
  });
});

test('a ServersTransport lies beside its Service, where Traefik looks for it', () => {
  const objects = synthShop(
    (one) => one.addRoute('/', RouteTarget.external('cart', 80, { namespace: 'carts' }), { backendProtocol: BackendProtocol.HTTPS }),
    undefined,
    { allowCrossNamespace: true },
  );
  expect(objects.all.find(({ kind }) => kind === 'ServersTransport')).toMatchObject({
    metadata: { namespace: 'carts' },
    spec: { insecureSkipVerify: true },
  });
});

test('copies go to a Service of a mirroring TraefikService, whose main service may be several', () => {
  const target = RouteTarget.weighted({ target: to('a'), weight: 3 }, { target: to('b'), weight: 1 });
  const objects = shop('/', { mirror: { target: to('copy'), percent: 10 } }, target);
  expect(objects.routes()[0]?.services).toEqual([{ kind: 'TraefikService', name: 'shop-mirror' }]);
  expect(objects.spec('TraefikService', 'shop-mirror')).toEqual({
    mirroring: { kind: 'TraefikService', name: 'shop-weighted', mirrors: [{ name: 'copy', port: 80, scheme: 'http', percent: 10 }] },
  });
  expect(objects.spec('TraefikService', 'shop-weighted')).toEqual({
    weighted: {
      services: [
        { name: 'a', port: 80, scheme: 'http', weight: 3 },
        { name: 'b', port: 80, scheme: 'http', weight: 1 },
      ],
    },
  });
});

test('of several Services a client stays on one by a cookie, and on its pod by another', () => {
  const target = RouteTarget.weighted({ target: to('a'), weight: 1 }, { target: to('b'), weight: 1 });
  const objects = shop('/', { sessionAffinity: { cookieName: 'POD', sameSite: SameSite.LAX, maxAge: Duration.hours(1) } }, target);
  const cookie = (name: string) => ({ cookie: { name, httpOnly: true, maxAge: 3600, sameSite: 'lax' } });
  expect(objects.spec('TraefikService', 'shop-weighted').weighted.sticky).toEqual(cookie('POD_SERVICE'));
  expect(objects.spec('TraefikService', 'shop-weighted').weighted.services[0].sticky).toEqual(cookie('POD'));
});

test('Services of lists have one load balancer, so two ways to speak to one are refused', () => {
  const build = () =>
    synthShop((one) => {
      const both = RouteTarget.weighted({ target: to('a'), weight: 1 }, { target: to('b'), weight: 1 });
      one.addRoute('/x', both);
      one.addRoute('/y', both, { loadBalancing: { algorithm: LoadBalancingAlgorithm.LEAST_REQUESTS } });
    });
  expect(messageOf(build)).toContain(
    '[traefik/service-in-two-ways] Service web/a:80 has two different settings: here, and in the same PathIngress',
  );
});

test.each<[option: string, options: RouteOptions]>([
  ['rateLimit.exemptSourceRanges', { rateLimit: { requestsPerSecond: 1, exemptSourceRanges: ['10.0.0.0/8'] } }],
  ['backendTls.verifyDepth', { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', verifyDepth: 2 } }],
  ['backendTls.secretNamespace', { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', secretNamespace: 'other' } }],
])('%s has no counterpart', (option, options) => {
  expect(messageOf(() => shop('/', options))).toContain(
    `[traefik/setting-not-used] route "shop.example.com/" has ${option}, which would have no effect`,
  );
});

test('settings of the default backend are looked at too', () => {
  const edge = new Edge();
  edge
    .routes('shop', { host: 'shop.example.com', rateLimit: { requestsPerSecond: 1, exemptSourceRanges: ['10.0.0.0/8'] } })
    .addDefaultBackend(to('web'));
  expect(messageOf(() => edge.synth())).toContain('the default backend has rateLimit.exemptSourceRanges');
});
