import { PROFILES } from '../../../src/dialects/gateway-api/profiles/registry';
import { isRead } from '../../../src/dialects/gateway-api/read/own/own-objects';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { requestTo } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import { effectsOn } from '../../../src/words/effects';
import { answerOf, gateway, HTTP, HTTPS, type Members, object, route, rule, service, tableOf } from './manifests';

/** Objects that an implementation has of its own: what is read of them, and that nothing else of them passes for open. */

const EG = 'gateway.envoyproxy.io/v1alpha1';

const own = (apiVersion: string, kind: string, spec: Members, name = 'own', namespace = 'web'): KubeObject => ({
  ...object(kind, name, spec, namespace),
  apiVersion,
});

const at = (kind: string, name: string, sectionName?: string) => ({
  targetRefs: [{ group: 'gateway.networking.k8s.io', kind, name, ...(sectionName === undefined ? {} : { sectionName }) }],
});
const AT_ROUTE = at('HTTPRoute', 'r');
const AT_GATEWAY = at('Gateway', 'gw');

const security = (spec: Members, name?: string): KubeObject => own(EG, 'SecurityPolicy', spec, name);
const traffic = (spec: Members, name?: string): KubeObject => own(EG, 'BackendTrafficPolicy', spec, name);
const clients = (spec: Members, name?: string): KubeObject => own(EG, 'ClientTrafficPolicy', spec, name);

const RULES = [{ ...rule('PathPrefix', '/app', 'web'), name: 'app' }, rule('PathPrefix', '/', 'other')];
const BASE = [gateway([HTTP, HTTPS]), route('r', { rules: RULES })];
const URL = 'http://a.example/app';

const tableWith = (...more: readonly KubeObject[]) => tableOf('envoy-gateway', [...BASE, ...more]);
const answerWith = (policy: KubeObject | readonly KubeObject[], request: Parameters<typeof answerOf>[2] = {}, url = URL): string =>
  answerOf(tableWith(...[policy].flat()), url, request);
const OPEN = 'web/web /app';

/** The answer where the objects are all that the cluster holds. */
function complete(implementation: string, ...more: readonly KubeObject[]): string {
  const gatewayClass = own(
    'gateway.networking.k8s.io/v1',
    'GatewayClass',
    { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    'edge',
  );
  const { readerOf } = require('../../../src/dialects/gateway-api/read') as typeof import('../../../src/dialects/gateway-api/read');
  const profile = PROFILES.find(({ name }) => name === implementation) as (typeof PROFILES)[number];
  const slice = {
    ...object('EndpointSlice', 'web-1', {}),
    apiVersion: 'discovery.k8s.io/v1',
    endpoints: [{ addresses: ['10.0.0.1'] }],
  };
  const labels = { 'kubernetes.io/service-name': 'web' };
  const all = [
    gatewayClass,
    gateway([HTTP]),
    BASE[1] as KubeObject,
    service('web'),
    { ...slice, metadata: { ...slice.metadata, labels } },
    ...more,
  ];
  return answerOf(readerOf(profile)(all, { complete: true }), URL);
}

describe('SecurityPolicy', () => {
  const PASSWORDS = { basicAuth: { users: { name: 'users' } } };
  const bearer = { headers: { authorization: 'Bearer x' } };
  const jwt = (more: Members = {}) => ({
    jwt: { providers: [{ name: 'p', issuer: 'https://id.example', remoteJWKS: { uri: 'https://id.example/k' } }], ...more },
  });
  const only = (...rules: readonly Members[]) => ({ authorization: { rules } });
  const let_in = { action: 'Allow', principal: { clientCIDRs: ['10.0.0.0/8'] } };
  const keep_out = { action: 'Deny', principal: { clientCIDRs: ['10.9.0.0/16'] } };

  test.each<[string, Members, Parameters<typeof answerOf>[2], string]>([
    ['asks for a password', PASSWORDS, {}, '401'],
    ['lets a password pass, if it is right', PASSWORDS, { headers: { authorization: 'Basic dTpw' } }, OPEN],
    ['asks for a token', jwt(), {}, '401'],
    ['lets a token pass, if it is valid', jwt(), bearer, OPEN],
    ['a token may be in the query, and is not in a cookie', jwt(), { headers: { cookie: 'access_token=x' } }, '401'],
    ['a token that is optional need not be there', jwt({ optional: true }), {}, OPEN],
    [
      'a key is looked for where it is to be',
      { apiKeyAuth: { credentialRefs: [{ name: 'keys' }], extractFrom: [{ headers: ['x-key'] }] } },
      bearer,
      '401',
    ],
    [
      'a key is found',
      { apiKeyAuth: { credentialRefs: [{ name: 'keys' }], extractFrom: [{ headers: ['x-key'] }] } },
      { headers: { 'x-key': '1' } },
      OPEN,
    ],
    [
      'nobody is signed in without a cookie',
      { oidc: { provider: { issuer: 'https://id.example' }, clientID: 'c', clientSecret: { name: 's' } } },
      {},
      '302',
    ],
    ['an address that is let in', only(let_in), { clientAddress: '10.1.2.3' }, OPEN],
    ['an address that is not', only(let_in), { clientAddress: '192.0.2.1' }, '403'],
    ['an address that is kept out of those that are let in', only(keep_out, let_in), { clientAddress: '10.9.0.1' }, '403'],
    ['nobody, without rules', { authorization: {} }, { clientAddress: '10.1.2.3' }, '403'],
    [
      'everybody but some, if that is the default',
      { authorization: { defaultAction: 'Allow', rules: [keep_out] } },
      { clientAddress: '10.1.2.3' },
      OPEN,
    ],
    ['an order that two lists cannot say', only(let_in, keep_out), { clientAddress: '10.1.2.3' }, 'undecided'],
    [
      'a rule that looks at more than addresses',
      only({ ...let_in, operation: { methods: ['GET'] } }),
      { clientAddress: '10.1.2.3' },
      'undecided',
    ],
    ['a member that nobody knows', { newGuard: {} }, {}, 'undecided'],
    ['origins are checked against csrf', { csrf: {} }, {}, 'undecided'],
    ['an external service that is not named', { extAuth: { http: {} } }, {}, '500'],
  ])('%s', (_, spec, request, answer) => {
    expect(answerWith(security({ ...AT_ROUTE, ...spec }), request)).toBe(answer);
  });

  test('the service that decides is asked, and its refusal is passed on', () => {
    const policy = security({ ...AT_ROUTE, extAuth: { http: { backendRefs: [{ name: 'auth', port: 9000 }], path: '/check' } } });
    const { assuming = [] } = resolve(tableWith(policy), requestTo(URL));
    expect(
      assuming.map(({ gate, otherwise }) => [gate.kind === 'externalAuth' && gate.url, otherwise.map(({ decision }) => decision.status)]),
    ).toEqual([['http://auth.web:9000/check', [401, 403, 403]]]);
  });

  test.each<[string, KubeObject, string]>([
    ['of another route', security({ ...at('HTTPRoute', 'x'), ...PASSWORDS }), OPEN],
    ['of the Gateway', security({ ...AT_GATEWAY, ...PASSWORDS }), '401'],
    ['of the listener', security({ ...at('Gateway', 'gw', 'http'), ...PASSWORDS }), '401'],
    ['of the other listener', security({ ...at('Gateway', 'gw', 'https'), ...PASSWORDS }), OPEN],
    ['of the rule', security({ ...at('HTTPRoute', 'r', 'app'), ...PASSWORDS }), '401'],
    ['of another rule', security({ ...at('HTTPRoute', 'r', 'other'), ...PASSWORDS }), OPEN],
    ['by the old member for one target', security({ targetRef: AT_ROUTE.targetRefs[0], ...PASSWORDS }), '401'],
    ['by labels', security({ targetSelectors: [{ kind: 'HTTPRoute' }], ...PASSWORDS }), '401'],
    [
      'by labels that the route does not have',
      security({ targetSelectors: [{ kind: 'HTTPRoute', matchLabels: { a: 'b' } }], ...PASSWORDS }),
      OPEN,
    ],
    ['of another namespace', own(EG, 'SecurityPolicy', { ...AT_ROUTE, ...PASSWORDS }, 'own', 'other'), OPEN],
  ])('one %s', (_, policy, answer) => {
    expect(answerWith(policy)).toBe(answer);
  });

  test('the nearest one counts alone, and of two at one place the older', () => {
    const open = security({ ...AT_ROUTE, cors: { allowOrigins: ['*'] } }, 'near');
    const guard = security({ ...AT_GATEWAY, ...PASSWORDS }, 'far');
    expect(answerWith([open, guard])).toBe(OPEN);
    expect(answerWith([guard, { ...open, spec: { ...(open.spec as object), mergeType: 'StrategicMerge' } }])).toBe('undecided');
    const older = { ...guard, metadata: { name: 'a-older', namespace: 'web' }, spec: { ...AT_ROUTE, ...PASSWORDS } };
    expect(answerWith([open, older])).toBe('401');
  });

  test('one that cannot be translated keeps everybody out', () => {
    const secret = (stringData: Members) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'users', namespace: 'web' },
      stringData,
    });
    const policy = security({ ...AT_ROUTE, ...PASSWORDS });
    expect(complete('envoy-gateway')).toBe(OPEN);
    expect(complete('envoy-gateway', policy)).toBe('500');
    expect(complete('envoy-gateway', policy, secret({ auth: 'u:x' }))).toBe('500');
    expect(complete('envoy-gateway', policy, secret({ '.htpasswd': 'u:$2y$05$c4WoMPo3SXsafkva' }))).toBe('500');
    expect(complete('envoy-gateway', policy, secret({ '.htpasswd': 'u:{SHA}hGSFeQpCFqjNhyHQCEyDMpvSBQs=' }))).toBe('401');
  });

  test('a preflight request is answered first, whatever its origin', () => {
    const policy = security({ ...AT_ROUTE, ...PASSWORDS, cors: { allowOrigins: ['https://a.example'] } });
    const preflight = { method: 'OPTIONS', headers: { origin: 'https://b.example', 'access-control-request-method': 'GET' } };
    expect(answerWith(policy, preflight)).toBe('200');
    expect(answerWith(policy, { method: 'OPTIONS' })).toBe('401');
  });
});

describe('BackendTrafficPolicy', () => {
  const effects = (spec: Members, url = URL): readonly unknown[] =>
    (effectsOn(tableWith(traffic({ ...AT_ROUTE, ...spec })), requestTo(url)) ?? []).map(({ effect, value }) => [effect, value]);

  test.each<[string, Members, unknown]>([
    ['the time to connect', { timeout: { tcp: { connectTimeout: '1m30s' } } }, ['connectTimeoutSeconds', 90]],
    ['the time of a response', { timeout: { http: { requestTimeout: '10s' } } }, ['readTimeoutSeconds', 10]],
    ['the largest body', { requestBuffer: { limit: '4Mi' } }, ['requestBodyBytes', 4_194_304]],
    ['how a pod is picked', { loadBalancer: { type: 'Random' } }, ['loadBalancing', { type: 'Random' }]],
    ['what nobody knows yet', { newMember: 1 }, ['snippet', { unknown: 'newMember: 1' }]],
  ])('says %s', (_, spec, effect) => {
    expect(effects(spec)).toEqual([effect]);
  });

  test('a cookie of the proxy is affinity, and one of the application is not', () => {
    const cookie = (more: Members) => ({
      loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'Cookie', cookie: { name: 'a', ...more } } },
    });
    expect(effects(cookie({ ttl: '0s' }))).toEqual([['affinity', expect.anything()]]);
    expect(effects(cookie({}))).toEqual([['loadBalancing', expect.anything()]]);
  });

  test('a limit of each client holds for both families of addresses once', () => {
    const rules = ['0.0.0.0/0', '::/0'].map((value) => ({
      clientSelectors: [{ sourceCIDR: { type: 'Distinct', value } }],
      limit: { requests: 5, unit: 'Minute' },
    }));
    const policy = traffic({ ...AT_ROUTE, rateLimit: { type: 'Local', local: { rules } } });
    const { assuming = [] } = resolve(tableWith(policy), requestTo(URL));
    expect(assuming.map(({ gate }) => gate)).toEqual([
      expect.objectContaining({ kind: 'requestRate', requests: 5, seconds: 60, status: 429 }),
    ]);
  });

  test.each<[string, Members, Parameters<typeof answerOf>[2], string]>([
    [
      'two limits for everybody',
      { rateLimit: { type: 'Local', local: { rules: [1, 2].map((requests) => ({ limit: { requests, unit: 'Second' } })) } } },
      {},
      '500',
    ],
    ['answers by chance', { faultInjection: { abort: { httpStatus: 503, percentage: 50 } } }, {}, 'undecided'],
    ['a body that is too long', { requestBuffer: { limit: '10' } }, { method: 'POST', headers: { 'content-length': '11' } }, '413'],
    [
      'other answers of backends',
      { responseOverride: [{ match: { statusCodes: [{ value: 404 }] }, response: { statusCode: 200 } }] },
      {},
      OPEN,
    ],
  ])('%s', (_, spec, request, answer) => {
    expect(answerWith(traffic({ ...AT_ROUTE, ...spec }), request)).toBe(answer);
  });

  test('what may take the place of an answer of a guard is not known', () => {
    const guard = security({ ...AT_ROUTE, basicAuth: { users: { name: 'users' } } });
    const override = traffic({
      ...AT_ROUTE,
      responseOverride: [{ match: { statusCodes: [{ value: 401 }] }, response: { statusCode: 200 } }],
    });
    expect(answerWith([guard, override])).toBe('undecided');
  });
});

describe('ClientTrafficPolicy', () => {
  const SECURE = 'https://a.example/app';
  const ask = (more: Members = {}) => ({ tls: { clientValidation: { caCertificateRefs: [{ name: 'ca' }], ...more } } });

  test.each<[string, Members, string, readonly unknown[]]>([
    ['a certificate is required', ask(), SECURE, [true]],
    ['a certificate is checked if there is one', ask({ mode: 'VerifyIfGiven' }), SECURE, [false]],
    ['a certificate is asked for, and not checked', ask({ mode: 'Request' }), SECURE, []],
    ['plain http knows no certificates', ask(), URL, []],
    ['a host that nobody has', ask(), 'https://nobody.example/none', [true]],
  ])('%s', (_, spec, url, required) => {
    const { assuming = [] } = resolve(tableWith(clients({ ...AT_GATEWAY, ...spec })), requestTo(url));
    expect(assuming.map(({ gate }) => gate.kind === 'clientCertificate' && gate.required)).toEqual(required);
  });

  test.each<[string, Members, string, string]>([
    ['authorities that are not named', { tls: { clientValidation: {} } }, SECURE, '500'],
    ['slashes stay as they are', { path: { disableMergeSlashes: true } }, 'http://a.example/app//x', 'web/web /app//x'],
    [
      'escaped slashes stay as they are',
      { path: { escapedSlashesAction: 'KeepUnchanged' } },
      'http://a.example/app%2Fx',
      'web/other /app%2Fx',
    ],
    [
      'escaped slashes are refused, which no setting of ours says',
      { path: { escapedSlashesAction: 'RejectRequest' } },
      'http://a.example/app%2Fx',
      'undecided',
    ],
    ['health checks are answered', { healthCheck: { path: '/app' } }, URL, '200'],
    [
      'headers change before a route is looked for',
      { headers: { earlyRequestHeaders: { set: [{ name: 'a', value: 'b' }] } } },
      URL,
      'undecided',
    ],
    ['a member that nobody knows', { newMember: {} }, URL, 'undecided'],
  ])('%s', (_, spec, url, answer) => {
    expect(answerOf(tableWith(clients({ ...AT_GATEWAY, ...spec })), url)).toBe(answer);
  });

  test('listeners of one port share their settings, so one of them cannot have its own', () => {
    const other = { name: 'other', port: 80, protocol: 'HTTP', hostname: 'b.example' };
    const policy = clients({ ...at('Gateway', 'gw', 'http'), healthCheck: { path: '/app' } });
    expect(answerOf(tableOf('envoy-gateway', [gateway([HTTP, other]), BASE[1] as KubeObject, policy]), URL)).toBe('undecided');
  });

  test('an address that a header says is not known', () => {
    const policy = clients({ ...AT_GATEWAY, clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } } });
    const only = security({ ...AT_ROUTE, authorization: { rules: [{ action: 'Allow', principal: { clientCIDRs: ['10.0.0.0/8'] } }] } });
    expect(answerWith([policy, only], { clientAddress: '10.1.1.1' })).toBe('undecided');
  });
});

test('a BackendTLSPolicy without its authorities', () => {
  const policy = object('BackendTLSPolicy', 'tls', {
    targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
    validation: { hostname: 'web', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
  });
  const ca = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ca', namespace: 'web' }, data: {} };
  expect(complete('envoy-gateway', policy)).toBe('500');
  expect(complete('envoy-gateway', policy, ca)).toBe(OPEN);
});

describe('HTTPRouteFilter', () => {
  const withFilter = (spec: Members): readonly KubeObject[] => {
    const filters = [{ type: 'ExtensionRef', extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'own' } }];
    return [gateway([HTTP]), route('r', { rules: [rule('PathPrefix', '/app', 'web', { filters })] }), own(EG, 'HTTPRouteFilter', spec)];
  };
  const rewrite = (pattern: string, substitution: string) => ({
    urlRewrite: { path: { type: 'ReplaceRegexMatch', replaceRegexMatch: { pattern, substitution } } },
  });

  test.each<[string, Members, string]>([
    ['captures go into the path', rewrite('^/app/([a-z]+)/(.*)$', '/\\2/\\1'), 'web/web /y/x'],
    ['what does not match stays', rewrite('^/none', '/x'), 'web/web /app/x/y'],
    ['only the beginning is replaced', rewrite('^/app', ''), 'web/web /x/y'],
    ['a pattern that may be found more than once', rewrite('x', 'z'), 'undecided'],
    ['alternatives', rewrite('^/app|x', 'z'), 'undecided'],
    ['no regular expression', rewrite('^(', 'z'), '500'],
    ['an answer', { directResponse: { statusCode: 418 } }, '418'],
    ['a member that nobody knows', { newMember: {} }, 'undecided'],
  ])('%s', (_, spec, answer) => {
    expect(answerOf(tableOf('envoy-gateway', withFilter(spec)), 'http://a.example/app/x/y')).toBe(answer);
  });

  test('one that is not among the manifests may do anything', () => {
    expect(answerOf(tableOf('envoy-gateway', withFilter({}).slice(0, 2)), 'http://a.example/app')).toBe('undecided');
  });
});

describe('certificates that a Gateway asks for', () => {
  const frontend = { tls: { frontend: { default: { validation: { caCertificateRefs: [{ name: 'ca' }] } } } } };
  test.each(PROFILES.map(({ name }) => name))('%s', (name) => {
    const table = tableOf(name, [gateway([HTTPS], frontend), BASE[1] as KubeObject]);
    const { assuming = [], undecided } = resolve(table, requestTo('https://a.example/app'));
    if (name === 'envoy-gateway') expect(assuming.map(({ gate }) => gate.kind)).toEqual(['clientCertificate']);
    else expect(undecided).toContain('certificates of clients');
  });
});

describe('Middleware of Traefik', () => {
  const answerOfTraefik = (spec: Members | undefined, implementation = 'traefik'): string => {
    const filters = [{ type: 'ExtensionRef', extensionRef: { group: 'traefik.io', kind: 'Middleware', name: 'own' } }];
    const middleware = spec === undefined ? [] : [own('traefik.io/v1alpha1', 'Middleware', spec)];
    return answerOf(
      tableOf(implementation, [gateway([HTTP]), route('r', { rules: [rule('PathPrefix', '/app', 'web', { filters })] }), ...middleware]),
      URL,
    );
  };

  test.each<[string, Members | undefined, string]>([
    ['a password', { basicAuth: { secret: 'users' } }, '401'],
    ['a prefix that is cut off', { stripPrefix: { prefixes: ['/app'] } }, 'web/web /'],
    ['one that is not among the manifests', undefined, 'undecided'],
    ['one that cannot be built', { redirectScheme: {} }, 'undecided'],
  ])('%s', (_, spec, answer) => {
    expect(answerOfTraefik(spec)).toBe(answer);
  });

  test('others do not know it', () => {
    expect(answerOfTraefik({ basicAuth: { secret: 'users' } }, 'envoy-gateway')).toBe('500');
    expect(answerOfTraefik({ basicAuth: { secret: 'users' } }, 'specification')).toBe('undecided');
  });
});

describe('policies of Istio', () => {
  const answerOfIstio = (policy: KubeObject, request: Parameters<typeof answerOf>[2] = {}, more: Members = {}): string =>
    answerOf(tableOf('istio', [gateway([HTTP], more), BASE[1] as KubeObject, policy]), URL, request);
  const authorize = (spec: Members, namespace = 'web') => own('security.istio.io/v1', 'AuthorizationPolicy', spec, 'own', namespace);
  const from = (...ipBlocks: readonly string[]) => ({ rules: [{ from: [{ source: { ipBlocks } }] }] });
  const MINE = { clientAddress: '10.1.1.1' };

  test.each<[string, KubeObject, Parameters<typeof answerOf>[2], string]>([
    ['lets some in', authorize({ ...AT_GATEWAY, ...from('10.0.0.0/8') }), MINE, OPEN],
    ['and keeps the rest out', authorize({ ...AT_GATEWAY, ...from('10.0.0.0/8') }), { clientAddress: '192.0.2.1' }, '403'],
    ['keeps some out', authorize({ ...AT_GATEWAY, action: 'DENY', ...from('10.0.0.0/8') }), MINE, '403'],
    ['lets nobody in without rules', authorize(AT_GATEWAY), MINE, '403'],
    ['only writes down', authorize({ ...AT_GATEWAY, action: 'AUDIT', rules: [{}] }), MINE, OPEN],
    ['asks somebody else', authorize({ ...AT_GATEWAY, action: 'CUSTOM', ...from('10.0.0.0/8') }), MINE, 'undecided'],
    ['looks at paths', authorize({ ...AT_GATEWAY, rules: [{ to: [{ operation: { paths: ['/x'] } }] }] }), MINE, 'undecided'],
    ['is for another Gateway', authorize(at('Gateway', 'x')), MINE, OPEN],
    ['is for other pods', authorize({ selector: { matchLabels: { app: 'web' } } }), MINE, OPEN],
    [
      'is for the pods of the Gateway',
      authorize({ selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gw' } } }),
      MINE,
      '403',
    ],
    ['is for its namespace', authorize({}), MINE, '403'],
    ['is for the whole mesh', authorize({}, 'istio-system'), MINE, '403'],
    ['is for another namespace', authorize({}, 'other'), MINE, OPEN],
    ['is raw text for Envoy', own('networking.istio.io/v1alpha3', 'EnvoyFilter', {}), MINE, 'undecided'],
  ])('one that %s', (_, policy, request, answer) => {
    expect(answerOfIstio(policy, request)).toBe(answer);
  });

  test('the pods of a Gateway with addresses have labels that are not known', () => {
    const more = { addresses: [{ type: 'Hostname', value: 'gw.web.svc.cluster.local' }] };
    expect(answerOfIstio(authorize({ selector: { matchLabels: { app: 'web' } } }), MINE, more)).toBe('undecided');
  });

  test('a token need not be there, and must be valid', () => {
    const policy = own('security.istio.io/v1', 'RequestAuthentication', { ...AT_GATEWAY, jwtRules: [{ issuer: 'https://id.example' }] });
    expect(answerOfIstio(policy)).toBe(OPEN);
    const table = tableOf('istio', [...BASE, policy]);
    const { assuming = [] } = resolve(table, requestTo(URL, { headers: { authorization: 'Bearer x' } }));
    expect(assuming.map(({ otherwise }) => otherwise.map(({ decision }) => decision.status))).toEqual([[401]]);
  });
});

describe('an object of a kind that decides, and that nobody reads', () => {
  const UNREAD: readonly (readonly [implementation: string, kind: string, apiVersion: string, decides: boolean])[] = PROFILES.flatMap(
    ({ name, own: kinds }) =>
      kinds
        .filter(({ holds, onlyWith }) => holds === 'targets' && onlyWith === undefined)
        .filter((kind) => kind.unread === true || !isRead(kind))
        .map(({ kind, group, decides }) => [name, kind, `${group}/v1`, decides] as const),
  );

  test.each(UNREAD)('%s: %s', (implementation, kind, apiVersion, decides) => {
    const table = tableOf(implementation, [...BASE, own(apiVersion, kind, AT_GATEWAY)]);
    expect(answerOf(table, URL)).toBe(decides ? 'undecided' : OPEN);
    if (!decides) expect(effectsOn(table, requestTo(URL))?.map(({ effect }) => effect)).toEqual(['snippet']);
  });

  test.each<[string, string, KubeObject, string]>([
    [
      'traefik',
      'the TLSOption of everybody',
      own('traefik.io/v1alpha1', 'TLSOption', { clientAuth: { secretNames: ['ca'] } }, 'default'),
      'undecided',
    ],
    ['traefik', 'a TLSOption that routers name', own('traefik.io/v1alpha1', 'TLSOption', { clientAuth: { secretNames: ['ca'] } }), OPEN],
    [
      'traefik',
      'a TLSOption without certificates',
      own('traefik.io/v1alpha1', 'TLSOption', { minVersion: 'VersionTLS12' }, 'default'),
      OPEN,
    ],
    [
      'contour',
      'a service that is asked for all',
      own('projectcontour.io/v1alpha1', 'ContourConfiguration', { globalExtAuth: {} }),
      'undecided',
    ],
    ['contour', 'another setting', own('projectcontour.io/v1alpha1', 'ContourConfiguration', { debug: {} }), OPEN],
    ['cilium', 'a policy of the whole cluster', own('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', {}), 'undecided'],
    ...(
      [
        ['everybody', {}, 'undecided'],
        ['the identity of ingress', { matchExpressions: [{ key: 'reserved:ingress', operator: 'Exists' }] }, 'undecided'],
        ['everybody but some pods', { matchExpressions: [{ key: 'k8s:app', operator: 'NotIn', values: ['web'] }] }, 'undecided'],
        ['some pods', { matchLabels: { app: 'web' } }, OPEN],
      ] as const
    ).map(([whom, endpointSelector, expected]): [string, string, KubeObject, string] => [
      'cilium',
      `a policy of the whole cluster for ${whom}`,
      own('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', { endpointSelector, ingressDeny: [{ fromEntities: ['world'] }] }),
      expected,
    ]),
    [
      'cilium',
      'a policy of the whole cluster for nodes',
      own('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', { nodeSelector: {}, ingressDeny: [{ fromEntities: ['world'] }] }),
      OPEN,
    ],
  ])('%s: %s', (implementation, _, policy, answer) => {
    expect(answerOf(tableOf(implementation, [...BASE, policy]), URL)).toBe(answer);
  });

  test('one that names the class of the Gateway', () => {
    const policy = own(EG, 'EnvoyPatchPolicy', { targetRef: { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'edge' } });
    expect(answerOf(tableOf('envoy-gateway', [...BASE, policy]), URL)).toBe('undecided');
  });

  test('elsewhere it changes nothing', () => {
    const policy = own('gateway.kgateway.dev/v1alpha1', 'TrafficPolicy', AT_GATEWAY);
    expect(answerOf(tableOf('envoy-gateway', [...BASE, policy]), URL)).toBe(OPEN);
  });
});
