import type { KubeObject } from '../../../src/kinds/kube-object';
import { answerOf, gateway, HTTP, type Members, object, route, rule, service, tableOf } from './manifests';

/** The policies of kgateway. */

const own = (kind: string, name: string, spec: Members, metadata: Members = {}): KubeObject => ({
  ...object(kind, name, spec),
  apiVersion: 'gateway.kgateway.dev/v1alpha1',
  metadata: { name, namespace: 'web', ...metadata },
});

const GROUP = 'gateway.networking.k8s.io';
const OF_GATEWAY = { targetRefs: [{ group: GROUP, kind: 'Gateway', name: 'gw' }] };
const OF_ROUTE = { targetRefs: [{ group: GROUP, kind: 'HTTPRoute', name: 'r' }] };

const policy = (name: string, spec: Members, metadata: Members = {}): KubeObject => own('TrafficPolicy', name, spec, metadata);

const ROUTES = [gateway([HTTP]), route('r', { hostnames: ['a.example'], rules: [rule('PathPrefix', '/', 'web')] })];

const table = (...objects: readonly KubeObject[]) => tableOf('kgateway', [...ROUTES, ...objects]);

const answer = (objects: readonly KubeObject[], headers: { readonly [name: string]: string } = {}): string =>
  answerOf(table(...objects), 'http://a.example/x', { method: 'POST', headers });

const stepsAndEffects = (...objects: readonly KubeObject[]) => {
  const { steps = [], effects = [] } = table(...objects).hosts[0]?.candidates[0] ?? {};
  return { gates: steps.flatMap((step) => (step.kind === 'gate' ? [step.gate] : [])), effects: effects.map(({ effect }) => effect) };
};

const OPEN = 'web/web /x';
const SHA = 'alice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=';
const OFF = { disable: {} };

test.each([
  ['autoHostRewrite', true, 'upstreamHost'],
  ['headerModifiers', { request: { set: [{ name: 'X-A', value: 'b' }] } }, 'requestHeaders'],
  ['retry', { attempts: 2 }, 'retries'],
  ['timeouts', { request: '3s' }, 'backendConnections'],
  ['compression', { responseCompression: {} }, 'compression'],
])('%s changes no answer', (member, value, effect) => {
  const objects = [policy('p', { ...OF_ROUTE, [member]: value })];
  expect(answer(objects)).toBe(OPEN);
  expect(stepsAndEffects(...objects).effects).toEqual([effect]);
});

test.each(['cors', 'csrf', 'extProc', 'faultInjection', 'jwtAuth', 'oauth2', 'rbac', 'transformation', 'urlRewrite', 'somethingNew'])(
  'what %s does is not decided',
  (member) => expect(answer([policy('p', { ...OF_ROUTE, [member]: {} })])).toBe('undecided'),
);

describe('basicAuth', () => {
  const secret = (data: { readonly [key: string]: string }, namespace = 'web'): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'users', namespace },
    stringData: data,
  });
  const asked = { secretRef: { name: 'users' } };

  test.each<readonly [string, Members, readonly KubeObject[], string]>([
    ['users that are written there', { users: [SHA] }, [], '401'],
    ['a Secret that is not among the manifests', asked, [], '401'],
    ['a Secret', asked, [secret({ '.htpasswd': SHA })], '401'],
    ['a Secret with another key', { secretRef: { name: 'users', key: 'all' } }, [secret({ all: SHA })], '401'],
    ['a Secret without the key', asked, [secret({ auth: SHA })], 'undecided'],
    ['a password of another kind', { users: ['alice:$apr1$x$y'] }, [], 'undecided'],
    ['a Secret of another namespace without a grant', { secretRef: { name: 'users', namespace: 'other' } }, [], 'undecided'],
  ])('%s', (_, basicAuth, others, expected) => {
    expect(answer([policy('p', { ...OF_ROUTE, basicAuth }), ...others])).toBe(expected);
  });

  test('a route can switch off that of the Gateway', () => {
    const objects = [policy('g', { ...OF_GATEWAY, basicAuth: asked }), policy('p', { ...OF_ROUTE, basicAuth: OFF })];
    expect(answer(objects.slice(0, 1))).toBe('401');
    expect(answer(objects)).toBe(OPEN);
    expect(stepsAndEffects(...objects)).toEqual({ gates: [], effects: [] });
  });

  test('each member counts by itself, and among policies of one object the older one', () => {
    const older = { creationTimestamp: '2026-01-01T00:00:00Z' };
    const newer = { creationTimestamp: '2026-01-02T00:00:00Z' };
    const objects = [
      policy('b', { ...OF_ROUTE, basicAuth: OFF }, older),
      policy('a', { ...OF_ROUTE, basicAuth: asked, retry: { attempts: 2 } }, newer),
    ];
    expect(answer(objects)).toBe(OPEN);
    expect(stepsAndEffects(...objects).effects).toEqual(['retries']);
  });

  test('a weight changes the order, which is not decided', () => {
    const annotations = { 'kgateway.dev/policy-weight': '5' };
    expect(answer([policy('p', { ...OF_ROUTE, basicAuth: OFF }, { annotations })])).toBe('undecided');
  });
});

describe('extAuth', () => {
  const asks = (name: string, target: object) => policy(name, { ...target, extAuth: { extensionRef: { name: 'auth' } } });
  const extension = (more: Members = {}) =>
    own('GatewayExtension', 'auth', {
      extAuth: { httpService: { backendRef: { name: 'auth', port: 9000 }, pathPrefix: '/verify' }, ...more },
    });

  test('somebody else decides', () => {
    const [gate] = stepsAndEffects(asks('p', OF_ROUTE), extension(), service('auth')).gates;
    expect(gate).toEqual({
      kind: 'externalAuth',
      url: 'http://auth.web:9000/verify',
      refusals: [{ answer: 401, status: 401 }, { answer: 403, status: 403 }, { status: 403 }],
    });
    const [open] = stepsAndEffects(asks('p', OF_ROUTE), extension({ failOpen: true }), service('auth')).gates;
    expect(open).toMatchObject({ refusals: [{ answer: 401 }, { answer: 403 }] });
  });

  test.each<readonly [string, readonly KubeObject[]]>([
    ['the GatewayExtension is not among the manifests', [asks('p', OF_ROUTE)]],
    ['only a share of the requests is asked for', [asks('p', OF_ROUTE), extension({ percentageEnabled: 50 })]],
    ['the service may change the route', [asks('p', OF_ROUTE), extension({ clearRouteCache: true })]],
    ['a Gateway asks, too', [asks('p', OF_ROUTE), asks('g', OF_GATEWAY), extension()]],
    ['there are passwords, too', [asks('p', OF_ROUTE), extension(), policy('q', { ...OF_ROUTE, basicAuth: { users: [SHA] } })]],
  ])('is not decided where %s', (_, objects) => expect(answer(objects)).toBe('undecided'));

  test('a route can switch it off', () => {
    expect(answer([asks('g', OF_GATEWAY), extension(), policy('p', { ...OF_ROUTE, extAuth: OFF })])).toBe(OPEN);
  });
});

describe('rateLimit and buffer', () => {
  const limit = (target: object, local: Members) => policy('l', { ...target, rateLimit: { local } });

  test('a bucket of all clients', () => {
    const bucket = limit(OF_ROUTE, { tokenBucket: { maxTokens: 10, tokensPerFill: 5, fillInterval: '30s' } });
    expect(stepsAndEffects(bucket).gates).toMatchObject([{ kind: 'requestRate', requests: 10, seconds: 60, status: 429 }]);
    expect(answer([bucket])).toBe(OPEN);
  });

  test('an empty one of a route switches off that of the Gateway', () => {
    const bucket = limit(OF_GATEWAY, { tokenBucket: { maxTokens: 1, fillInterval: '1s' } });
    expect(stepsAndEffects(bucket).gates).toHaveLength(1);
    expect(stepsAndEffects(bucket, policy('p', { ...OF_ROUTE, rateLimit: { local: {} } })).gates).toEqual([]);
  });

  test.each([
    ['an own bucket for some requests', { descriptors: [{}] }],
    ['a share of the requests', { tokenBucket: { maxTokens: 1, fillInterval: '1s' }, percentEnforced: 10 }],
  ])('%s is not decided', (_, local) => expect(answer([limit(OF_ROUTE, local)])).toBe('undecided'));

  test('a body', () => {
    const buffer = policy('p', { ...OF_ROUTE, buffer: { maxRequestSize: '1Ki' } });
    expect(answer([buffer], { 'Content-Length': '1024' })).toBe(OPEN);
    expect(answer([buffer], { 'Content-Length': '1025' })).toBe('413');
  });
});
