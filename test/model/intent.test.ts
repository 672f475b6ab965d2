import { type IntendedRoute, Intent, intendedRoutes, meantLocation, meantPath } from '../../src/model/intent';
import {
  type NeutralRoute,
  NO_NATIVE,
  type PathMatch,
  type PathRewrite,
  type RouteSet,
  type ServiceRef,
} from '../../src/model/neutral-route';
import { literalHead } from '../../src/regex/pcre2/literal-head';

const service = (name: string): ServiceRef => ({ name, port: 80, createdByApp: false });

/** A route to a Service that is called as host and path. */
function route(host: string, path: PathMatch, rewrite?: PathRewrite): IntendedRoute {
  const name = `${host}${path.kind === 'regexPrefix' ? path.pattern : path.path}`;
  return { host, path, meaning: { kind: 'forward', backends: [{ namespace: 'n', name, port: 80, share: 1 }], rewrite }, annotations: {} };
}
const prefix = (host: string, path: string, rewrite?: PathRewrite) => route(host, { kind: 'segmentPrefix', path }, rewrite);
const exact = (host: string, path: string) => route(host, { kind: 'exact', path });
const pattern = (host: string, text: string) => route(host, { kind: 'regexPrefix', pattern: text });

const nameOf = (owner: ReturnType<Intent['ownerOf']>) =>
  typeof owner === 'string' ? owner : owner.meaning.kind === 'forward' && owner.meaning.backends[0]?.name;

const A = 'a.example.com';

test.each<[IntendedRoute[], string, string, string, string]>([
  [[prefix(A, '/foo')], A, '/foo', `${A}/foo`, 'a prefix takes its own path'],
  [[prefix(A, '/foo')], A, '/foo/', `${A}/foo`, 'with a slash'],
  [[prefix(A, '/foo')], A, '/foo/x', `${A}/foo`, 'and what is below'],
  [[prefix(A, '/foo')], A, '/foobar', 'nobody', 'but only whole segments'],
  [[prefix(A, '/foo')], A, '/FOO', 'nobody', 'and with its case'],
  [[prefix(A, '/')], A, '/any', `${A}/`, 'the root takes everything'],
  [[prefix(A, '/'), prefix(A, '/foo')], A, '/foo/x', `${A}/foo`, 'the longer prefix goes first'],
  [[prefix(A, '/'), prefix(A, '/foo')], A, '/foobar', `${A}/`, 'and leaves the rest'],
  [[exact(A, '/foo'), prefix(A, '/foo/x')], A, '/foo', `${A}/foo`, 'an exact path takes itself'],
  [[exact(A, '/foo')], A, '/foo/', 'nobody', 'and nothing else'],
  [[exact(A, '/foo'), exact(A, '/foo')], A, '/foo', 'open', 'of two that are equal the API prefers none'],
  [[prefix(A, '/'), prefix('*.example.com', '/x')], A, '/x', `${A}/`, 'the precise host is compared before the path'],
  [[prefix('*.example.com', '/')], A, '/x', '*.example.com/', 'a wildcard takes one label'],
  [[prefix('*.example.com', '/')], `b.${A}`, '/x', 'nobody', 'and not two'],
  [[prefix(A, '/foo'), prefix('', '/')], A, '/bar', 'open', 'whether a request goes on to a less precise host is not said'],
  [[prefix(A, '/foo'), prefix('', '/bar')], A, '/baz', 'nobody', 'where that has no path for it either, nobody takes it'],
  [[], A, '/', 'nobody', 'without routes'],
])('%#: %4$s', (routes, host, path, owner) => {
  expect(nameOf(new Intent(routes, literalHead).ownerOf(host, path))).toBe(owner);
});

describe('of routes with one path and equally many conditions that a request meets', () => {
  const header = (name: string, construct: string): IntendedRoute => ({
    ...prefix(A, '/'),
    matches: [{ kind: 'header', name, value: { kind: 'present' } }],
    meaning: { kind: 'forward', backends: [{ namespace: 'n', name, port: 80, share: 1 }], rewrite: undefined },
    construct,
  });
  const both = { headers: { a: '1', b: '1' } };

  test.each([
    ['the first takes it, if one construct wrote both', 'one', 'b'],
    ['the API prefers neither, if two did', 'two', 'open'],
  ])('%s', (_, construct, owner) => {
    const intent = new Intent([header('b', 'one'), header('a', construct), prefix(A, '/')], literalHead);
    expect(nameOf(intent.ownerOf(A, '/', both))).toBe(owner);
    expect(nameOf(intent.ownerOf(A, '/', { headers: { a: '1' } }))).toBe('a');
  });
});

test('the routes of a host by their very paths, and how many there are', () => {
  const intent = new Intent(
    [prefix(A, '/'), prefix(A, '/foo'), exact(A, '/foo'), exact(A, '/twice'), exact(A, '/twice'), pattern(A, '/x+')],
    literalHead,
  );
  expect(intent.routeAt(A, 'segmentPrefix', '/')).toEqual(prefix(A, '/'));
  expect(intent.routeAt(A, 'exact', '/foo')).toEqual(exact(A, '/foo'));
  expect(intent.routeAt(A, 'exact', '/')).toBeUndefined();
  expect(intent.routeAt(A, 'exact', '/twice')).toBeUndefined();
  expect(intent.routeAt(A, 'regex', '/foo')).toBeUndefined();
  expect([intent.sizeOf(A), intent.sizeOf('b.example.com')]).toEqual([5, 0]);
});

test.each([
  ['/items/[0-9]+', '/items/', true],
  ['/items/[0-9]+', '/ITEMS/x', true],
  ['/items/[0-9]+', '/item', false],
  ['/ab?c', '/ac', true],
  ['/a(/|$)(.*)', '/b', false],
  ['/a|/b', '/b', true],
  ['/[|]a', '/x', false],
])('whether pattern %s may take %s: %s', (text, path, contested) => {
  expect(new Intent([pattern(A, text)], literalHead).contestants(A, path).length > 0).toBe(contested);
});

test.each<[PathRewrite | undefined, string, string, string | undefined]>([
  [undefined, '/v1', '/v1/x', '/v1/x'],
  [{ kind: 'replacePrefix', replacement: '/' }, '/v1', '/v1', '/'],
  [{ kind: 'replacePrefix', replacement: '/' }, '/v1', '/v1/', '/'],
  [{ kind: 'replacePrefix', replacement: '/' }, '/v1', '/v1/x', '/x'],
  [{ kind: 'replacePrefix', replacement: '/api' }, '/v1', '/v1', '/api'],
  [{ kind: 'replacePrefix', replacement: '/api' }, '/', '/x', '/api/x'],
  [{ kind: 'replacePath', path: '/one' }, '/v1', '/v1/x', '/one'],
  [{ kind: 'substitute', substitution: '/$1' }, '/v1', '/v1/x', undefined],
])('%j of prefix %s: %s arrives as %s', (rewrite, path, asked, arrives) => {
  expect(meantPath(prefix(A, path, rewrite), asked)).toBe(arrives);
});

test.each([
  [{ status: 308 } as const, `https://${A}/x?y`],
  [{ path: '/new', status: 301 } as const, `https://${A}/new`],
  [{ scheme: 'http', hostname: 'b.example.com', port: 8080, status: 302 } as const, 'http://b.example.com:8080/x?y'],
])('redirect %j leads to %s', (redirect, location) => {
  expect(meantLocation(redirect, { scheme: 'https', host: A, target: '/x?y' })).toBe(location);
});

describe('what a set of routes asks for', () => {
  const hosts = [{ kind: 'exact', name: A }] as const;
  const neutral = (path: PathMatch, action: NeutralRoute['action']): NeutralRoute => ({
    hosts,
    path,
    action,
    policies: {},
    native: { annotations: { mine: '1' } },
    origin: { construct: 'c', index: 0 },
  });
  const root: PathMatch = { kind: 'segmentPrefix', path: '/' };
  const forward = { kind: 'forward', backends: [{ service: service('web'), weight: 1 }] } as const;
  const set = (more: Partial<RouteSet>): RouteSet => ({
    routes: [],
    tls: [],
    hosts: {},
    policies: {},
    native: NO_NATIVE,
    hostMatches: hosts,
    construct: 'c',
    ...more,
  });
  const shares = (one: IntendedRoute | undefined) =>
    one?.meaning.kind === 'forward'
      ? one.meaning.backends.map(({ namespace, name, share }) => `${namespace}/${name} ${share}`)
      : one?.meaning;

  test('weights become shares, in the namespace of the routes unless another is said', () => {
    const backends = [
      { service: service('a'), weight: 1 },
      { service: { ...service('b'), namespace: 'other' }, weight: 3 },
    ];
    expect(shares(intendedRoutes(set({ routes: [neutral(root, { kind: 'forward', backends })] }), 'own', {})[0])).toEqual([
      'own/a 0.25',
      'other/b 0.75',
    ]);
  });

  test('a canary gets its share only, and one by header nothing without the header', () => {
    const canary = (more: object) => [neutral(root, { ...forward, canary: { service: service('next'), ...more } })];
    expect(shares(intendedRoutes(set({ routes: canary({ weight: 20 }) }), 'n', {})[0])).toEqual(['n/web 0.8', 'n/next 0.2']);
    const byHeader = canary({ header: 'x' });
    expect(shares(intendedRoutes(set({ routes: byHeader }), 'n', {})[0])).toEqual(['n/web 1']);
  });

  test('a canary by conditions gets all requests that meet them, at the path that its route would get', () => {
    const matches = [{ kind: 'header', name: 'X-A', value: { kind: 'exact', value: 'a' } }] as const;
    const rewrite = { kind: 'replacePrefix', replacement: '/' } as const;
    const route = neutral(root, { ...forward, rewrite, canary: { service: service('next'), matches, weight: 20, weightTotal: 100 } });
    const intent = new Intent(intendedRoutes(set({ routes: [route] }), 'n', {}), literalHead);
    const owner = (headers: { [name: string]: string }) => intent.ownerOf(A, '/x', { headers }) as IntendedRoute;
    expect([owner({}), owner({ 'x-a': 'a' }), owner({ 'x-a': 'b' })].map(shares)).toEqual([
      ['n/web 0.8', 'n/next 0.2'],
      ['n/next 1'],
      ['n/web 0.8', 'n/next 0.2'],
    ]);
    expect(owner({ 'x-a': 'a' }).meaning).toMatchObject({ rewrite });
  });

  test('a default backend takes what is left, also beside a route for everything that has conditions', () => {
    const posted = { ...neutral(root, forward), matches: [{ kind: 'method', methods: ['POST'] }] as const };
    const intent = new Intent(intendedRoutes(set({ routes: [posted], defaultBackend: service('rest') }), 'n', {}), literalHead);
    const owners = ['GET', 'POST'].map((method) => shares(intent.ownerOf(A, '/x', { method }) as IntendedRoute));
    expect(owners).toEqual([['n/rest 1'], ['n/web 1']]);
  });

  test('a default backend takes what is left, unless a route takes everything', () => {
    const cart = neutral({ kind: 'segmentPrefix', path: '/cart' }, forward);
    const ofCart = intendedRoutes(set({ routes: [cart], defaultBackend: service('rest') }), 'n', {});
    expect(ofCart.map(shares)).toEqual([['n/web 1'], ['n/rest 1']]);
    expect(intendedRoutes(set({ routes: [neutral(root, forward)], defaultBackend: service('rest') }), 'n', {})).toHaveLength(1);
  });

  test('an app root redirects "/" alone, before a route for exactly that', () => {
    const exactRoot = neutral({ kind: 'exact', path: '/' }, forward);
    const intended = intendedRoutes(set({ routes: [exactRoot, neutral(root, forward)], hosts: { appRoot: '/app' } }), 'n', {});
    const intent = new Intent(intended, literalHead);
    const redirect = { kind: 'redirect', redirect: { path: '/app', status: 302 } };
    expect(intent.ownerOf(A, '/')).toMatchObject({ meaning: redirect });
    expect(shares(intent.ownerOf(A, '/x') as IntendedRoute)).toEqual(['n/web 1']);
  });

  test('annotations that were written by hand come along', () => {
    expect(intendedRoutes(set({ routes: [neutral(root, forward)] }), 'n', { all: '2' })[0]?.annotations).toEqual({ mine: '1', all: '2' });
  });
});
