import { checkFeatures, featuresOf } from '../../src/dialects/check-features';
import { DIALECTS } from '../../src/dialects/registry';
import { type Answers, FEATURES, type FeatureName, native, notSupported, PARTS, unsupported } from '../../src/model/features';
import {
  type ClientCertificatePolicy,
  type NeutralRoute,
  NO_NATIVE,
  type RequestMatch,
  type RouteAction,
  type RoutePolicies,
  type RouteSet,
  type ServiceRef,
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
  native: NO_NATIVE,
  origin: { construct: 'test/shop', index: 0 },
  ...given,
});
const setOf = (given: Partial<RouteSet>): RouteSet => ({
  routes: [],
  tls: [],
  hosts: {},
  policies: {},
  native: NO_NATIVE,
  hostMatches: [],
  construct: 'test/shop',
  ...given,
});
const byRoute = (given: Partial<NeutralRoute>) => setOf({ routes: [routeOf(given)] });
const byClients = (given: Partial<ClientCertificatePolicy>) =>
  setOf({ hosts: { clientCertificates: { secretName: 'a', verify: 'on', ...given } } });
const byMatches = (...matches: RequestMatch[]) => byRoute({ matches });
const byCanary = (...matches: RequestMatch[]) => byRoute({ action: forward({ canary: { service, matches } }) });
const header = (value: Extract<RequestMatch, { kind: 'header' }>['value']): RequestMatch => ({ kind: 'header', name: 'X-A', value });
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
  requestMatches: byMatches(),
  headerMatch: byMatches(header({ kind: 'exact', value: 'b' })),
  headerPatternMatch: byMatches(header({ kind: 'pattern', pattern: 'b' })),
  methodMatch: byMatches({ kind: 'method', methods: ['GET'] }),
  queryMatch: byMatches({ kind: 'query', name: 'a', value: { kind: 'exact', value: 'b' } }),
  queryPatternMatch: byMatches({ kind: 'query', name: 'a', value: { kind: 'pattern', pattern: 'b' } }),
  clientAddressMatch: byMatches({ kind: 'clientAddress', ranges: ['::1'] }),
  serviceBackend: byRoute({}),
  otherNamespace: byRoute({ action: { kind: 'forward', backends: [{ service: { ...service, namespace: 'other' }, weight: 1 }] } }),
  weightedBackends: byRoute({ action: weighted(2) }),
  manyWeightedBackends: byRoute({ action: weighted(3) }),
  canaryByHeader: byRoute({ action: forward({ canary: { service, header: 'X-A' } }) }),
  canaryByHeaderValue: byCanary(header({ kind: 'exact', value: 'b' })),
  canaryByHeaderPattern: byCanary(header({ kind: 'pattern', pattern: 'b' })),
  canaryByMatches: byCanary({ kind: 'method', methods: ['GET'] }),
  canaryByCookie: byRoute({ action: forward({ canary: { service, cookie: 'a' } }) }),
  canaryByWeight: byRoute({ action: forward({ canary: { service, weight: 0 } }) }),
  defaultBackend: setOf({ defaultBackend: service }),
  redirectPath: byRoute({ action: redirect({ path: '/b' }) }),
  redirectHost: byRoute({ action: redirect({ path: '/b', hostname: 'b.c' }) }),
  redirectKeepingPath: byRoute({ action: redirect({ hostname: 'b.c' }) }),
  redirectPort: byRoute({ action: redirect({ path: '/b', port: 8443 }) }),
  redirectSeeOther: byRoute({ action: redirect({ path: '/b', status: 303 }) }),
  redirectKeepingMethod: byRoute({ action: redirect({ hostname: 'b.c', status: 308 }) }),
  fixedResponse: byRoute({ action: { kind: 'respond', response: { status: 503 } } }),
  httpsRedirect: byPolicy({ httpsRedirect: 'always' }),
  appRoot: setOf({ hosts: { appRoot: '/a' } }),
  stripPrefix: byRoute({ action: forward({ rewrite: { kind: 'replacePrefix', replacement: '/' } }) }),
  replacePrefix: byRoute({ action: forward({ rewrite: { kind: 'replacePrefix', replacement: '/b' } }) }),
  replacePath: byRoute({ action: forward({ rewrite: { kind: 'replacePath', path: '/' } }) }),
  regexRewrite: byRoute({ action: forward({ rewrite: { kind: 'substitute', substitution: '/' } }) }),
  tlsTermination: setOf({ tls: [{ hosts: ['a.b'], secretName: 'cert' }] }),
  tlsDefaultCertificate: setOf({ tls: [{ hosts: ['a.b'] }] }),
  tlsPassthrough: byRoute({ action: forward({ tlsPassthrough: true }) }),
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
  basicAuthFile: byPolicy({ basicAuth: { secretName: 'a', secretType: 'file' } }),
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

/** A feature with the whole that it is a part of, which is one of several for parts of redirects. */
const withWhole = (feature: string) => {
  const wholes = PARTS[feature as FeatureName];
  // A Secret has one form or the other.
  if (feature === 'basicAuth') return [feature, 'basicAuthFile'];
  return wholes === undefined ? [feature] : [expect.stringMatching(`^(?:${wholes.join('|')})$`), feature];
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

test.each<[string, Partial<RouteSet> | undefined, Partial<NeutralRoute>]>([
  ['a canary', undefined, { action: forward({ canary: { service: { ...service, namespace: 'other' }, weight: 5 } }) }],
  ['a default backend', { defaultBackend: { ...service, namespace: 'other' } }, {}],
])('the Service of %s may be one of another namespace', (_, set = {}, route) => {
  expect([...featuresOf(setOf({ routes: [routeOf(route)], ...set })).keys()]).toContain('otherNamespace');
});

test('a header that is there asks for what a pattern for any value does', () => {
  const present = header({ kind: 'present' });
  const asked = [byMatches(present), byCanary(present)].flatMap((set) => [...featuresOf(set).keys()]);
  expect(asked.filter((name) => name.includes('Header') || name.includes('header'))).toEqual([
    'headerPatternMatch',
    'canaryByHeaderPattern',
  ]);
});

test('a canary by several conditions is more than one by a header', () => {
  const several = byCanary(header({ kind: 'exact', value: 'b' }), { kind: 'method', methods: ['GET'] });
  const both = byRoute({ action: forward({ canary: { service, header: 'X-B', matches: [header({ kind: 'present' })] } }) });
  expect([several, both].map((set) => [...featuresOf(set).keys()].filter((name) => name.startsWith('canary')))).toEqual([
    ['canaryByMatches'],
    ['canaryByMatches', 'canaryByHeader'],
  ]);
});

describe('of features that a controller cannot do', () => {
  const all = Object.fromEntries(Object.keys(FEATURES).map((feature) => [feature, native('')])) as unknown as Answers;

  test('the parts of one that is named are not named: one option is one mistake', () => {
    const answers = { ...all, cors: unsupported(''), corsCredentials: unsupported(''), queryMatch: unsupported('') };
    expect(notSupported(['cors', 'corsCredentials', 'requestMatches', 'queryMatch'], answers)).toEqual(['cors', 'queryMatch']);
  });

  test('a part is named where the whole can be done', () => {
    expect(notSupported(['cors', 'corsCredentials'], { ...all, corsCredentials: unsupported('') })).toEqual(['corsCredentials']);
  });
});

test('a finding names the route that asks, or the construct where it asks for all', () => {
  const { portable } = DIALECTS;
  const whats = (set: RouteSet) => checkFeatures(set, portable, { version: 'v1' }).map(({ code, what }) => `${code} ${what}`);
  const [ofRoute] = whats(byPolicy({ rateLimit: { requestsPerSecond: 5 } }));
  expect(ofRoute).toContain('feature/not-supported route "a.b/a"');
  const [ofAll] = whats(byClients({}));
  expect(ofAll).toContain('feature/not-supported this PathIngress');
});

test.each([{ hostname: 'b.example.com' }, { scheme: 'https' }, { port: 8443 }])(
  'a redirect to %j leads to another place than the host',
  (to) => {
    const names = [...featuresOf(byRoute({ action: redirect({ path: '/new', ...to }) })).keys()];
    expect(names).toContain('redirectHost');
    expect(names).not.toContain('redirectPath');
  },
);
