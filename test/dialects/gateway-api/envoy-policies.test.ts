import { Duration, Size } from 'cdk8s';
import { AffinityMode, BackendProtocol, LoadBalancingAlgorithm, ProxyProtocolVersion, SameSite } from '../../../src';
import type { RouteOptions } from '../../../src/api/routes/route-options';
import { messageOf, to } from '../../synth-routes';
import { Edge, synthShop } from './synth';

/** What a filter of an HTTPRoute cannot say is in the policies of Envoy Gateway. Each holds for one HTTPRoute. */
const TARGET = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'shop' }];

const routesWith = (options: RouteOptions) => synthShop((shop) => shop.addRoute('/app', to('web'), options));

const clients = (value: string) => [{ sourceCIDR: { type: 'Distinct', value } }];

test.each<[what: string, options: RouteOptions, spec: object]>([
  [
    'a rate limit, for each address of both families',
    { rateLimit: { requestsPerMinute: 30 } },
    {
      rateLimit: {
        type: 'Local',
        local: {
          rules: ['0.0.0.0/0', '::/0'].map((value) => ({ clientSelectors: clients(value), limit: { requests: 30, unit: 'Minute' } })),
        },
      },
    },
  ],
  ['a limit of the body, in bytes', { maxBodySize: Size.mebibytes(8) }, { requestBuffer: { limit: '8388608' } }],
  ['a time for connecting', { timeouts: { connect: Duration.seconds(3) } }, { timeout: { tcp: { connectTimeout: '3s' } } }],
  [
    'retries of connections that fail, and of statuses',
    { retries: { attempts: 2, statuses: [503], perTryTimeout: Duration.seconds(5) } },
    {
      retry: {
        numRetries: 2,
        retryOn: {
          triggers: ['connect-failure', 'refused-stream', 'reset-before-request', 'retriable-status-codes'],
          httpStatusCodes: [503],
        },
        perRetry: { timeout: '5s' },
      },
    },
  ],
  ['an algorithm', { loadBalancing: { algorithm: LoadBalancingAlgorithm.LEAST_REQUESTS } }, { loadBalancer: { type: 'LeastRequest' } }],
  [
    'a hash of a header',
    { loadBalancing: { hashHeader: 'X-User' } },
    { loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'Header', header: { name: 'X-User' } } } },
  ],
  [
    'a hash of the address',
    { loadBalancing: { algorithm: LoadBalancingAlgorithm.CLIENT_ADDRESS } },
    { loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } } },
  ],
  [
    'a cookie that keeps a client on a pod, for as long as the browser runs',
    { sessionAffinity: { sameSite: SameSite.LAX, secure: true } },
    {
      loadBalancer: {
        type: 'ConsistentHash',
        consistentHash: { type: 'Cookie', cookie: { name: 'ROUTE', ttl: '0s', attributes: { Secure: '', SameSite: 'Lax' } } },
      },
    },
  ],
  [
    'health checks',
    { healthChecks: { path: '/healthz', interval: Duration.seconds(5), unhealthyThreshold: 3 } },
    { healthCheck: { active: { type: 'HTTP', http: { path: '/healthz' }, interval: '5s', unhealthyThreshold: 3 } } },
  ],
  ['the PROXY protocol', { backendProxyProtocol: ProxyProtocolVersion.V2 }, { proxyProtocol: { version: 'V2' } }],
])('BackendTrafficPolicy: %s', (_, options, spec) => {
  const objects = routesWith(options);
  expect(objects.spec('BackendTrafficPolicy', 'shop-traffic')).toEqual({ targetRefs: TARGET, ...spec });
  expect(objects.ofKind('SecurityPolicy')).toEqual([]);
});

test.each<[what: string, options: RouteOptions, spec: object]>([
  ['users of a Secret', { basicAuth: { secretName: 'users' } }, { basicAuth: { users: { name: 'users' } } }],
  [
    'tokens of an issuer',
    { jwt: { issuer: 'https://id.example.com', keysUrl: 'https://id.example.com/keys', audiences: ['shop'] } },
    {
      jwt: {
        providers: [
          {
            name: 'issuer',
            issuer: 'https://id.example.com',
            audiences: ['shop'],
            remoteJWKS: { uri: 'https://id.example.com/keys' },
          },
        ],
      },
    },
  ],
  [
    'addresses, of which those that may not pass come first',
    { allowSourceRanges: ['10.0.0.0/8', '2001:db8::1'], denySourceRanges: ['10.1.2.3'] },
    {
      authorization: {
        defaultAction: 'Deny',
        rules: [
          { action: 'Deny', principal: { clientCIDRs: ['10.1.2.3/32'] } },
          { action: 'Allow', principal: { clientCIDRs: ['10.0.0.0/8', '2001:db8::1/128'] } },
        ],
      },
    },
  ],
  [
    'a provider of OpenID Connect',
    { oidc: { issuer: 'https://id.example.com', clientId: 'shop', secretName: 'oidc', scopes: ['email'] } },
    {
      oidc: { provider: { issuer: 'https://id.example.com' }, clientID: 'shop', clientSecret: { name: 'oidc' }, scopes: ['email'] },
    },
  ],
])('SecurityPolicy: %s', (_, options, spec) => {
  const objects = routesWith(options);
  expect(objects.spec('SecurityPolicy', 'shop-access')).toEqual({ targetRefs: TARGET, ...spec });
  expect(objects.ofKind('BackendTrafficPolicy')).toEqual([]);
});

test('a service that decides is a Backend, because only that names it by its URL', () => {
  const objects = routesWith({ externalAuth: { url: 'https://auth.example.com/check?a=b', responseHeaders: ['X-User'] } });
  expect(objects.spec('Backend', 'shop-auth')).toEqual({
    endpoints: [{ fqdn: { hostname: 'auth.example.com', port: 443 } }],
    tls: { wellKnownCACertificates: 'System' },
  });
  expect(objects.spec('SecurityPolicy', 'shop-access').extAuth.http).toEqual({
    backendRefs: [{ group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'shop-auth' }],
    pathOverride: '/check?a=b',
    headersToBackend: ['X-User'],
  });
});

test('TLS towards a backend is a policy of its Service, in its namespace', () => {
  const options = { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', serverName: 'web.internal' } };
  expect(routesWith(options).ofKind('BackendTLSPolicy')).toEqual([
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'BackendTLSPolicy',
      metadata: { name: 'shop-tls-to-web', namespace: 'web' },
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
        validation: { caCertificateRefs: [{ group: '', kind: 'Secret', name: 'ca' }], hostname: 'web.internal' },
      },
    },
  ]);
});

test('routes with equal policies share an HTTPRoute, and others have their own', () => {
  const edge = new Edge();
  const shop = edge.routes('shop', { host: 'shop.example.com', rateLimit: { requestsPerSecond: 5 } });
  shop.addRoute('/a', to('web'));
  shop.addRoute('/b', to('web'), { rateLimit: { requestsPerSecond: 5 } });
  shop.addRoute('/c', to('web'), { rateLimit: { requestsPerSecond: 6 } });
  const objects = edge.synth();
  expect(objects.names('HTTPRoute')).toEqual(['shop', 'shop-part-0002']);
  expect(objects.names('BackendTrafficPolicy')).toEqual(['shop-traffic', 'shop-traffic-2']);
});

test('policies of a default backend are those of the construct', () => {
  const edge = new Edge();
  const shop = edge.routes('shop', { host: 'shop.example.com', maxBodySize: Size.mebibytes(1) });
  shop.addDefaultBackend(to('fallback'));
  const objects = edge.synth();
  expect(objects.spec('BackendTrafficPolicy', 'shop-traffic').targetRefs[0].name).toBe('shop-unmatched');
});

test.each<[option: string, options: RouteOptions]>([
  ['rateLimit.exemptSourceRanges', { rateLimit: { requestsPerSecond: 5, exemptSourceRanges: ['10.0.0.0/8'] } }],
  [
    'loadBalancing beside sessionAffinity',
    { loadBalancing: { algorithm: LoadBalancingAlgorithm.RANDOM }, sessionAffinity: { cookieName: 'pod' } },
  ],
  ['backendTls.verifyDepth', { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', verifyDepth: 2 } }],
  ['backendTls.secretNamespace', { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', secretNamespace: 'x' } }],
])('%s would have no effect, which is an error', (option, options) => {
  expect(messageOf(() => routesWith(options))).toContain(
    `[gateway-api/setting-not-used] route "shop.example.com/app" has ${option}, which would have no effect`,
  );
});

test.each<[reason: string, other: RouteOptions, refused: boolean]>([
  ['plain HTTP beside TLS', {}, true],
  ['TLS with another name', { backendProtocol: BackendProtocol.HTTPS, backendTls: { serverName: 'b.internal' } }, true],
  ['the same TLS', { backendProtocol: BackendProtocol.HTTPS, backendTls: { serverName: 'a.internal' } }, false],
])('a Service has one BackendTLSPolicy for all routes, in whatever construct: %s', (_, other, refused) => {
  const edge = new Edge();
  const secure = { backendProtocol: BackendProtocol.HTTPS, backendTls: { serverName: 'a.internal' } };
  edge.routes('one', { host: 'one.example.com' }).addRoute('/', to('web'), secure);
  edge.routes('two', { host: 'two.example.com' }).addRoute('/', to('web'), other);
  const message = messageOf(() => edge.synth());
  expect(
    message.includes('[web/two] [gateway-api/service-in-two-ways] Service web/web is spoken to in two ways: here, and in "web/one"'),
  ).toBe(refused);
});

test('what its policies cannot do is refused with what to do instead', () => {
  const message = messageOf(() => routesWith({ sessionAffinity: { mode: AffinityMode.PERSISTENT } }));
  expect(message).toContain('leave sessionAffinity.mode out: a client moves only if the pod of its hash changes');
});
