import { featuresOf } from '../../src/dialects/check-features';
import { FEATURES, type FeatureName } from '../../src/model/features';
import type {
  ClientCertificatePolicy,
  NeutralRoute,
  RouteAction,
  RoutePolicies,
  RouteSet,
  ServiceRef,
} from '../../src/model/neutral-route';

const service: ServiceRef = { name: 'web', port: 80, createdByApp: false };
const forward = (more: object = {}): RouteAction => ({ kind: 'forward', backends: [{ service, weight: 1 }], ...more });
const weighted = (count: number): RouteAction => ({
  kind: 'forward',
  backends: Array.from({ length: count }, () => ({ service, weight: 1 })),
});
const redirect = (to: object): RouteAction => ({ kind: 'redirect', redirect: { status: 302, ...to } });

const routeOf = (given: Partial<NeutralRoute>): NeutralRoute => ({
  hosts: [{ kind: 'exact', name: 'a.b' }],
  path: { kind: 'segmentPrefix', path: '/a' },
  action: forward(),
  policies: {},
  annotations: {},
  origin: { construct: 'test/shop', index: 0 },
  ...given,
});
const setOf = (given: Partial<RouteSet>): RouteSet => ({
  routes: [],
  tls: [],
  hosts: {},
  policies: {},
  annotations: {},
  hostMatches: [],
  construct: 'test/shop',
  ...given,
});
const byRoute = (given: Partial<NeutralRoute>) => setOf({ routes: [routeOf(given)] });
const byClients = (given: Partial<ClientCertificatePolicy>) =>
  setOf({ hosts: { clientCertificates: { secretName: 'a', verify: 'on', ...given } } });
const byPolicy = (policies: RoutePolicies) => byRoute({ policies });

const PROVIDER: NonNullable<RoutePolicies['oidc']> = {
  issuer: 'https://a',
  clientId: 'a',
  secretName: 'a',
  authorizationUrl: 'https://a/authorize',
  tokenUrl: 'https://a/token',
  userInfoUrl: 'https://a/userinfo',
};

/** One set of routes for each feature, that asks for it. */
const ASKING: { readonly [F in FeatureName]: RouteSet } = {
  exactHost: byRoute({}),
  wildcardHost: byRoute({ hosts: [{ kind: 'wildcard', domain: 'a.b' }] }),
  anyHost: byRoute({ hosts: [{ kind: 'any' }] }),
  hostAliases: setOf({ hosts: { aliases: ['a.b'] } }),
  exactPath: byRoute({ path: { kind: 'exact', path: '/a' } }),
  exactPathWithSlash: byRoute({ path: { kind: 'exact', path: '/a/' } }),
  prefixPath: byRoute({}),
  regexPath: byRoute({ path: { kind: 'regexPrefix', pattern: '/a' } }),
  controllerDefinedPath: byRoute({ path: { kind: 'controllerDefined', path: '/a' } }),
  serviceBackend: byRoute({}),
  weightedBackends: byRoute({ action: weighted(2) }),
  manyWeightedBackends: byRoute({ action: weighted(3) }),
  canaryByHeader: byRoute({ action: forward({ canary: { service, header: { name: 'X-A', match: { kind: 'alwaysOrNever' } } } }) }),
  canaryByCookie: byRoute({ action: forward({ canary: { service, cookie: 'a' } }) }),
  canaryByWeight: byRoute({ action: forward({ canary: { service, weight: 0 } }) }),
  defaultBackend: setOf({ defaultBackend: service }),
  redirectPath: byRoute({ action: redirect({ path: '/b' }) }),
  redirectHost: byRoute({ action: redirect({ path: '/b', hostname: 'b.c' }) }),
  redirectKeepingPath: byRoute({ action: redirect({ hostname: 'b.c' }) }),
  httpsRedirect: byPolicy({ httpsRedirect: 'always' }),
  appRoot: setOf({ hosts: { appRoot: '/a' } }),
  stripPrefix: byRoute({ action: forward({ rewrite: { kind: 'replacePrefix', replacement: '/' } }) }),
  replacePrefix: byRoute({ action: forward({ rewrite: { kind: 'replacePrefix', replacement: '/b' } }) }),
  replacePath: byRoute({ action: forward({ rewrite: { kind: 'replacePath', path: '/' } }) }),
  regexRewrite: byRoute({ action: forward({ rewrite: { kind: 'substitute', substitution: '/' } }) }),
  tlsTermination: setOf({ tls: [{ hosts: ['a.b'] }] }),
  tlsMinimumVersion: setOf({ hosts: { tlsPolicy: { minVersion: '1.3' } } }),
  tlsMaximumVersion: setOf({ hosts: { tlsPolicy: { maxVersion: '1.2' } } }),
  tlsCiphers: setOf({ hosts: { tlsPolicy: { ciphers: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] } } }),
  clientCertificates: byClients({}),
  clientCertificatesOptional: byClients({ verify: 'optional' }),
  clientCertificateErrorPage: byClients({ errorPage: 'https://a' }),
  clientCertificateToBackend: byClients({ passToBackend: true }),
  cors: byPolicy({ cors: {} }),
  corsCredentials: byPolicy({ cors: { allowCredentials: false } }),
  basicAuth: byPolicy({ basicAuth: { secretName: 'a', secretType: 'file' } }),
  basicAuthKeyPerUser: byPolicy({ basicAuth: { secretName: 'a', secretType: 'map' } }),
  externalAuth: byPolicy({ externalAuth: { url: 'https://a' } }),
  externalAuthSignIn: byPolicy({ externalAuth: { url: 'https://a', signInUrl: 'https://b' } }),
  externalAuthMethod: byPolicy({ externalAuth: { url: 'https://a', method: 'GET' } }),
  externalAuthResponseHeaders: byPolicy({ externalAuth: { url: 'https://a', responseHeaders: ['X-A'] } }),
  jwt: byPolicy({ jwt: { issuer: 'a', keysUrl: 'https://a' } }),
  jwtAudiences: byPolicy({ jwt: { issuer: 'a', keysUrl: 'https://a', audiences: ['b'] } }),
  oidc: byPolicy({ oidc: PROVIDER }),
  oidcDiscovery: byPolicy({ oidc: { issuer: 'https://a', clientId: 'a', secretName: 'a' } }),
  waf: byPolicy({ waf: {} }),
  wafOwaspCoreRules: byPolicy({ waf: { owaspCoreRules: true } }),
  wafBlocking: byPolicy({ waf: { blocks: false } }),
  allowSourceRanges: byPolicy({ allowSourceRanges: ['::1'] }),
  denySourceRanges: byPolicy({ denySourceRanges: ['::1'] }),
  rateLimit: byPolicy({ rateLimit: { requestsPerMinute: 1 } }),
  connectionLimit: byPolicy({ rateLimit: { connections: 1 } }),
  bodySize: byPolicy({ maxBodyBytes: 0 }),
  connectTimeout: byPolicy({ timeouts: { connectSeconds: 1 } }),
  readTimeout: byPolicy({ timeouts: { readSeconds: 1 } }),
  sendTimeout: byPolicy({ timeouts: { sendSeconds: 1 } }),
  retries: byPolicy({ retries: { attempts: 1 } }),
  retryStatuses: byPolicy({ retries: { attempts: 1, statuses: [503] } }),
  retryPerTryTimeout: byPolicy({ retries: { attempts: 1, perTryTimeoutSeconds: 1 } }),
  retryTotalTimeout: byPolicy({ retries: { attempts: 1, totalTimeoutSeconds: 1 } }),
  mirror: byPolicy({ mirror: { service } }),
  mirrorShare: byPolicy({ mirror: { service, percent: 1 } }),
  customErrors: byPolicy({ customErrors: { statuses: [503], service } }),
  loadBalancingRoundRobin: byPolicy({ loadBalancing: { algorithm: 'roundRobin' } }),
  loadBalancingRandom: byPolicy({ loadBalancing: { algorithm: 'random' } }),
  loadBalancingLeastRequests: byPolicy({ loadBalancing: { algorithm: 'leastRequests' } }),
  loadBalancingLeastTime: byPolicy({ loadBalancing: { algorithm: 'leastTime' } }),
  loadBalancingByAddress: byPolicy({ loadBalancing: { algorithm: 'clientAddress' } }),
  loadBalancingByHeader: byPolicy({ loadBalancing: { hashHeader: 'X-A' } }),
  loadBalancingByCookie: byPolicy({ loadBalancing: { hashCookie: 'a' } }),
  healthChecks: byPolicy({ healthChecks: { path: '/' } }),
  healthCheckThresholds: byPolicy({ healthChecks: { path: '/', unhealthyThreshold: 2 } }),
  sessionAffinity: byPolicy({ sessionAffinity: {} }),
  affinityMode: byPolicy({ sessionAffinity: { mode: 'balanced' } }),
  backendHttps: byPolicy({ backendProtocol: 'HTTPS' }),
  backendAutoHttp: byPolicy({ backendProtocol: 'AUTO_HTTP' }),
  backendGrpc: byPolicy({ backendProtocol: 'GRPC' }),
  backendGrpcs: byPolicy({ backendProtocol: 'GRPCS' }),
  backendFastCgi: byPolicy({ backendProtocol: 'FCGI' }),
  backendHttp2: byPolicy({ backendProtocol: 'HTTP2' }),
  backendWebSocket: byPolicy({ backendProtocol: 'WEBSOCKET' }),
  backendTlsVerification: byPolicy({ backendTls: { secretName: 'a', verify: true } }),
  backendTls: byPolicy({ backendTls: {} }),
  backendProxyProtocol: byPolicy({ backendProxyProtocol: 'v2' }),
  requestHeadersSet: byPolicy({ requestHeaders: { set: { 'X-A': 'b' } } }),
  requestHeadersAdd: byPolicy({ requestHeaders: { add: { 'X-A': 'b' } } }),
  requestHeadersRemove: byPolicy({ requestHeaders: { remove: ['X-A'] } }),
  responseHeadersSet: byPolicy({ responseHeaders: { set: { 'X-A': 'b' } } }),
  responseHeadersAdd: byPolicy({ responseHeaders: { add: { 'X-A': 'b' } } }),
  responseHeadersRemove: byPolicy({ responseHeaders: { remove: ['X-A'] } }),
  upstreamHost: byPolicy({ upstreamHost: 'a' }),
};

/** What a plain route to a Service asks for anyway. */
const PLAIN: readonly string[] = ['exactHost', 'prefixPath', 'serviceBackend'];

/** What the part of a policy cannot be asked for without. */
const WHOLE: { readonly [F in FeatureName]?: FeatureName } = {
  affinityMode: 'sessionAffinity',
  backendTlsVerification: 'backendTls',
  basicAuthKeyPerUser: 'basicAuth',
  clientCertificatesOptional: 'clientCertificates',
  clientCertificateErrorPage: 'clientCertificates',
  clientCertificateToBackend: 'clientCertificates',
  corsCredentials: 'cors',
  retryStatuses: 'retries',
  retryPerTryTimeout: 'retries',
  retryTotalTimeout: 'retries',
  mirrorShare: 'mirror',
  jwtAudiences: 'jwt',
  oidcDiscovery: 'oidc',
  wafOwaspCoreRules: 'waf',
  wafBlocking: 'waf',
  healthCheckThresholds: 'healthChecks',
  externalAuthMethod: 'externalAuth',
  externalAuthResponseHeaders: 'externalAuth',
  externalAuthSignIn: 'externalAuth',
};

const withWhole = (feature: string): readonly string[] => {
  const whole = WHOLE[feature as FeatureName];
  return whole === undefined ? [feature] : [whole, feature];
};

test.each(Object.entries(ASKING))('%s is asked for by those who ask for it, and by nobody else', (feature, set) => {
  const asked = [...featuresOf(set).keys()].filter((name) => !PLAIN.includes(name) || name === feature);
  expect(asked).toEqual(withWhole(feature));
});

test.each(Object.entries(ASKING).filter(([, { routes }]) => Object.keys(routes[0]?.policies ?? {}).length > 0))(
  '%s of the PathIngress is asked for by its default backend',
  (feature, { routes }) => {
    const asked = [...featuresOf(setOf({ defaultBackend: service, policies: routes[0]!.policies })).keys()];
    expect(asked).toEqual(['defaultBackend', ...withWhole(feature)]);
  },
);

test('the root is a path like others, although it ends in a slash', () => {
  expect([...featuresOf(byRoute({ path: { kind: 'exact', path: '/' } })).keys()]).toContain('exactPath');
});

test('stripping "/" asks for nothing: nothing is there to strip', () => {
  const set = byRoute({
    path: { kind: 'segmentPrefix', path: '/' },
    action: forward({ rewrite: { kind: 'replacePrefix', replacement: '/' } }),
  });
  expect([...featuresOf(set).keys()].sort()).toEqual([...PLAIN].sort());
});

test('a feature is described in words that fit behind "asks for"', () => {
  for (const text of Object.values(FEATURES)) expect(text).toMatch(/^[a-zT].*[^.]$/);
});
