import { buildTable } from '../../../src/dialects/build-table';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { requestTo } from '../../../src/table/request';
import { trace } from '../../../src/table/resolve';
import { answerOf, gateway, HTTP, type Members, object, route, rule, tableOf } from './manifests';

/** The policies and filters of NGINX Gateway Fabric. */

const own = (kind: string, name: string, spec: Members, metadata: Members = {}): KubeObject => ({
  ...object(kind, name, spec),
  apiVersion: 'gateway.nginx.org/v1alpha1',
  metadata: { name, namespace: 'web', ...metadata },
});

const OF_GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gw' };
const OF_ROUTE = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'r' };

const ROUTES = [gateway([HTTP]), route('r', { hostnames: ['a.example'], rules: [rule('PathPrefix', '/', 'web')] })];

const table = (...objects: readonly KubeObject[]) => tableOf('nginx-gateway-fabric', [...ROUTES, ...objects]);

const url = 'http://a.example/x';

const answerTo = (headers: { readonly [name: string]: string }, ...objects: readonly KubeObject[]): string =>
  answerOf(table(...objects), url, { method: 'POST', headers });

describe('ClientSettingsPolicy', () => {
  const size = (name: string, maxSize: string, targetRef: object, metadata: Members = {}) =>
    own('ClientSettingsPolicy', name, { targetRef, body: { maxSize } }, metadata);
  const withBody = (bytes: number, ...objects: readonly KubeObject[]) => answerTo({ 'Content-Length': String(bytes) }, ...objects);

  test.each([
    ['of the Gateway', [size('p', '1k', OF_GATEWAY)], 1024, 1025],
    ['of the route', [size('p', '2k', OF_ROUTE)], 2048, 2049],
    ['of the route before that of the Gateway', [size('g', '1k', OF_GATEWAY), size('p', '1m', OF_ROUTE)], 1024 ** 2, 1024 ** 2 + 1],
    [
      'of the older of two',
      [
        size('b', '1k', OF_ROUTE, { creationTimestamp: '2026-01-01T00:00:00Z' }),
        size('a', '8k', OF_ROUTE, { creationTimestamp: '2026-01-02T00:00:00Z' }),
      ],
      1024,
      1025,
    ],
    [
      'of the Gateway, where that of the route is about something else',
      [size('g', '1k', OF_GATEWAY), own('ClientSettingsPolicy', 'p', { targetRef: OF_ROUTE, keepAlive: { requests: 5 } })],
      1024,
      1025,
    ],
  ])('the size %s', (_, policies, most, tooMuch) => {
    expect(withBody(most, ...policies)).toBe('web/web /x');
    expect(withBody(tooMuch, ...policies)).toBe('413');
  });

  test('0 is no limit', () => {
    expect(withBody(1024 ** 3, size('g', '1k', OF_GATEWAY), size('p', '0', OF_ROUTE))).toBe('web/web /x');
  });

  test.each([
    ['the same host', { hostnames: ['a.example'] }, 'undecided'],
    ['no host', {}, 'undecided'],
    ['a wildcard over its host', { hostnames: ['*.example'] }, 'undecided'],
    ['another host', { hostnames: ['b.example'] }, '413'],
  ])('whether that of a route holds is not known where another route has its path and %s', (_, hosts, expected) => {
    const other = route('other', { ...hosts, rules: [rule('Exact', '/', 'other'), rule('PathPrefix', '/other', 'other')] });
    expect(withBody(2000, size('p', '1k', OF_ROUTE), other)).toBe(expected);
    expect(withBody(2000, size('p', '1k', OF_GATEWAY), other)).toBe('413');
  });
});

describe('AuthenticationFilter', () => {
  const filter = (spec: Members): readonly KubeObject[] => {
    const extensionRef = { group: 'gateway.nginx.org', kind: 'AuthenticationFilter', name: 'auth' };
    const rules = [rule('PathPrefix', '/', 'web', { filters: [{ type: 'ExtensionRef', extensionRef }] })];
    return [gateway([HTTP]), route('r', { hostnames: ['a.example'], rules }), own('AuthenticationFilter', 'auth', spec)];
  };
  const basic = filter({ type: 'Basic', basic: { secretRef: { name: 'users' }, realm: 'shop' } });
  const secret = (data: { readonly [key: string]: string }): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'users', namespace: 'web' },
    stringData: data,
  });
  const answer = (objects: readonly KubeObject[], headers: { readonly [name: string]: string } = {}) =>
    answerOf(tableOf('nginx-gateway-fabric', objects), url, { headers });

  test('Basic asks for a password', () => {
    expect(answer(basic)).toBe('401');
    expect(answer([...basic, secret({ auth: 'alice:x' })])).toBe('401');
    const { steps, effects } = tableOf('nginx-gateway-fabric', basic).hosts[0]?.candidates[0] ?? {};
    expect(steps).toMatchObject([{ kind: 'gate', gate: { kind: 'credentials', status: 401 } }]);
    expect(effects?.map(({ effect }) => effect)).toContain('basicAuth');
  });

  test.each([
    ['a Secret without the key', [...basic, secret({ '.htpasswd': 'alice:x' })]],
    ['JWT, which needs NGINX Plus', filter({ type: 'JWT', jwt: {} })],
    ['OIDC, which needs NGINX Plus', filter({ type: 'OIDC', oidc: {} })],
  ])('%s is not decided', (_, objects) => expect(answer(objects)).toBe('undecided'));
});

describe('RateLimitPolicy', () => {
  const limit = (name: string, rateLimit: Members, targetRef: object) =>
    own('RateLimitPolicy', name, { targetRefs: [targetRef], rateLimit });
  const perClient = { rate: '5r/m', key: '$binary_remote_addr' };
  const gates = (...objects: readonly KubeObject[]) => {
    const { steps = [] } = table(...objects).hosts[0]?.candidates[0] ?? {};
    return steps.flatMap((step) => (step.kind === 'gate' && step.gate.kind === 'requestRate' ? [step.gate] : []));
  };

  test('counts the requests of each client', () => {
    const [gate] = gates(limit('p', { local: { rules: [perClient] }, rejectCode: 429 }, OF_ROUTE));
    expect(gate).toMatchObject({ requests: 5, seconds: 60, status: 429 });
    expect(answerTo({}, limit('p', { local: { rules: [perClient] } }, OF_ROUTE))).toBe('web/web /x');
  });

  test('that of a route takes the place of that of the Gateway, but for its status', () => {
    const ofGateway = limit('g', { local: { rules: [{ ...perClient, rate: '9r/s' }] }, rejectCode: 420 }, OF_GATEWAY);
    expect(gates(ofGateway)).toMatchObject([{ requests: 9, seconds: 1, status: 420 }]);
    expect(gates(ofGateway, limit('p', { local: { rules: [perClient] } }, OF_ROUTE))).toMatchObject([{ requests: 5, status: 420 }]);
  });

  test('a dry run refuses nobody', () => {
    expect(gates(limit('p', { local: { rules: [perClient] }, dryRun: true }, OF_ROUTE))).toEqual([]);
  });

  test('what is counted by another text is not decided', () => {
    expect(answerTo({}, limit('p', { local: { rules: [{ rate: '1r/s', key: '$request_uri' }] } }, OF_ROUTE))).toBe('undecided');
  });
});

test('what is not read is not decided', () => {
  expect(answerTo({}, own('SnippetsPolicy', 'p', { targetRefs: [OF_GATEWAY], snippets: [] }))).toBe('undecided');
  const { table: built } = buildTable([...ROUTES, own('ObservabilityPolicy', 'p', { targetRefs: [OF_ROUTE] })], {
    controller: 'gateway-api/nginx-gateway-fabric',
  });
  expect(trace(built, requestTo(url)).resolution.backend).toMatchObject({ service: 'web' });
});
