import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { type IRouteTarget, RequestMatch, Rewrite, RouteTarget, Tls } from '../../../src';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import type { RouteOptions } from '../../../src/api/routes/route-options';
import { AnnotationRisk } from '../../../src/dialects/ingress-nginx/public';
import { expectValid } from '../../kubernetes-schema';
import { codesOf, collectWarnings, type Manifest, nginx, unknownNginx } from '../../synth-routes';

/**
 * Whatever is thrown at the public surface, also what the compiler would refuse: there comes an error with a code, or objects that the API server
 * takes. Most values are right, so that objects come out often enough.
 */
collectWarnings();

const ROUNDS = 4000;

// ---- values, from right to wild

const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'ab1/.-_* \t\n\r"\'\\;{}()[]$#%&?+|^~@:,=<>é😀\ud800\u0000\u2028'), maxLength: 12 }),
  fc.constantFrom(null, undefined, '', ' ', '\n', '/', '*', 0, -1, 1.5, Number.NaN, 2 ** 31, '80', true, [], ['x'], {}, { a: 1 }),
  fc.constantFrom('a'.repeat(64), 'a'.repeat(254), `/${'x'.repeat(3000)}`, '__proto__', 'constructor', '192.0.2.7', '::1'),
);

/** A right value, once in a while one that is nearly right or anything at all. */
function mostly<T>(right: fc.Arbitrary<T>, nearly: readonly unknown[] = []): fc.Arbitrary<T> {
  const others = nearly.length === 0 ? wild : fc.oneof(fc.constantFrom(...nearly), fc.constantFrom(...nearly), wild);
  return fc.oneof({ arbitrary: right, weight: 60 }, { arbitrary: others as fc.Arbitrary<T>, weight: 1 });
}
const one = <T>(values: readonly T[], nearly?: readonly unknown[]): fc.Arbitrary<T> => mostly(fc.constantFrom(...values), nearly);
const list = <T>(values: readonly T[], nearly?: readonly unknown[]): fc.Arbitrary<T[]> =>
  mostly(fc.array(one(values, nearly), { minLength: 1, maxLength: 3 }));
const struct = <T extends object>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: readonly (keyof T)[] = []): fc.Arbitrary<T> =>
  mostly(fc.record(members, { requiredKeys: [...required] as [] }) as unknown as fc.Arbitrary<T>);
const map = (keys: fc.Arbitrary<string>, values: fc.Arbitrary<string>) => mostly(fc.dictionary(keys, values, { minKeys: 1, maxKeys: 2 }));

const text = one(['a', 'a-b', 'shop', 'x1'], ['a.b', 'A', '1a', 'a_b']);
const host = one(['shop.example.com', '*.example.com', 'a.b', 'example'], ['', 'Shop.example.com', 'a_b', '*', 'a b', 'a.b c.d', 'a.b:80']);
const hostname = one(['new.example.com', 'a.b'], ['', '*.a.b', '192.0.2.7']);
const port = one([80, 8080, 65535], [0, 65536, '80', 80.5]);
const number = one([1, 5, 100, 1000], [0, -1, 1.5, '5', Number.NaN, 2 ** 31]);
const flag = one([true, false]);

const plainPath = one(
  ['/', '/a', '/a/', '/a/b', '/b.c', '/A', '/a-b_c', '/httpd', '/httpdocs'],
  ['a', '/a b', '/a//b', '/a?b', '/a%2fb', '/a/..'],
);
const pattern = one(
  ['/(a|b)', '/items/(\\d+)', '/[a-z]+$', '/a(/|$)(.*)', '/(?i)a', "/a'b", '/a$b', '/a{1,2}'],
  ['/(', '/a{2,1}', '/[\\w-.]', '/a"b', '/a;b', '/a{b}', '/alias x;', '/_by_lua', '/etc/nginx'],
);
const parts = fc.constantFrom(
  '/',
  'a',
  '.',
  '..',
  '%2f',
  '%2F',
  '(',
  ')',
  '\\',
  '"',
  ';',
  '$1',
  '_by_lua',
  'alias',
  '/etc/nginx',
  'é',
  '?',
  '#',
);
const anyPath = fc.oneof(
  { arbitrary: plainPath, weight: 12 },
  { arbitrary: pattern, weight: 3 },
  { arbitrary: fc.array(parts, { maxLength: 6 }).map((some) => `/${some.join('')}`), weight: 1 },
);

const service: fc.Arbitrary<IRouteTarget> = fc.oneof(
  {
    arbitrary: fc.tuple(text, port).map(([name, at]) => RouteTarget.external(name, at)),
    weight: 40,
  },
  { arbitrary: fc.tuple(text, port, text).map(([name, at, namespace]) => RouteTarget.external(name, at, { namespace })), weight: 1 },
  { arbitrary: fc.tuple(text, port).map(([name, at]) => RouteTarget.named(name, at)), weight: 1 },
  { arbitrary: fc.tuple(text, one(['http', 'a-1'], ['80', 'a--b'])).map(([name, at]) => RouteTarget.namedPort(name, at)), weight: 1 },
);
const weighted = fc.record({ target: service, weight: one([0, 1, 5, 100, 1_000_000], [-1, 0.5, Number.NaN, '1']) });
const redirect = struct<object>({
  path: one(['/new', '/new?x=1', '/'], ['new', '/a b', '/a"b', '/a;b{', '/$1']),
  hostname,
  scheme: one(['http', 'https'], ['ftp']),
  port,
  status: one([301, 302, 307, 308], [200, '301']),
} as never);

/** Targets are made when they are used: their making may throw too. */
const target: fc.Arbitrary<() => IRouteTarget> = fc.oneof(
  { arbitrary: service.map((value) => () => value), weight: 40 },
  { arbitrary: fc.array(weighted, { minLength: 1, maxLength: 2 }).map((targets) => () => RouteTarget.weighted(...targets)), weight: 6 },
  { arbitrary: redirect.map((options) => () => RouteTarget.redirect(options)), weight: 8 },
  { arbitrary: wild.map((value) => () => value as IRouteTarget), weight: 1 },
);

const rewrite = fc.oneof(
  { arbitrary: fc.constant(Rewrite.stripPrefix()), weight: 4 },
  { arbitrary: plainPath.map((value) => Rewrite.replacePrefix(value)), weight: 3 },
  { arbitrary: plainPath.map((value) => Rewrite.replacePath(value)), weight: 3 },
  { arbitrary: one(['/$1', '/x'], ['/$2/x', '$1', '/${x}', '/$1;', 'x']).map((value) => Rewrite.regex(value)), weight: 1 },
);

const seconds = one([Duration.seconds(1), Duration.minutes(1)], [Duration.millis(1500), 30, '30s']);
const statuses = mostly(fc.array(one([404, 429, 502, 503], [200, 501, '503']), { minLength: 1, maxLength: 3 }));
const ranges = list(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'], ['10.0.0.0/33', 'a', '10.0.0']);
const headers = map(one(['X-A', 'X-B'], ['a b', 'X-C']), one(['b', 'a; b'], ['ü', 'a\nb']));
const headerChanges = struct({ set: headers, add: headers, remove: list(['X-C', 'X-D'], ['X-A', 'a b']) }, ['set']);
const policies = {
  httpsRedirect: one(['whenTls', 'always', 'never'], ['Always']),
  cors: struct({
    allowOrigins: list(['*', 'https://a.example.com', 'https://*.example.com'], ['a', 'https://a/']),
    allowMethods: list(['GET', 'POST'], ['get']),
    allowHeaders: list(['X-A', '*'], ['a b']),
    exposeHeaders: list(['X-A', 'X-B']),
    allowCredentials: flag,
    maxAge: seconds,
  }),
  basicAuth: struct({ secretName: text, secretType: one(['file', 'map'], ['x']), realm: one(['Staff only'], ['a"b', "a'b", 'ü', 'a$b']) }, [
    'secretName',
  ]),
  externalAuth: struct(
    {
      url: one(['https://auth.example.com/x', 'http://a/$request_uri'], ['ftp://a', 'https://a;b', 'https://a b']),
      method: one(['GET', 'POST'], ['get']),
      signInUrl: one(['https://auth.example.com'], ['a']),
      responseHeaders: list(['X-A'], ['a b']),
    },
    ['url'],
  ),
  allowSourceRanges: ranges,
  denySourceRanges: ranges,
  rateLimit: struct(
    { requestsPerSecond: number, requestsPerMinute: number, burstMultiplier: number, connections: number, exemptSourceRanges: ranges },
    ['connections'],
  ),
  maxBodySize: one([Size.mebibytes(1), Size.kibibytes(0), Size.gibibytes(5)], [Size.kibibytes(0.3), '8m', 5]),
  timeouts: struct({ connect: seconds, read: seconds, send: seconds }),
  waf: struct({ owaspCoreRules: flag, blocks: fc.constant(undefined) }),
  retries: struct({ attempts: one([0, 1, 3], [0.5, -1]), statuses, totalTimeout: seconds }, ['attempts']),
  mirror: struct({ target: service, percent: one([100], [0, 50, 101]) }, ['target']),
  customErrors: struct({ statuses, target: service }, ['statuses', 'target']),
  loadBalancing: mostly(
    fc.oneof(
      fc.record({ algorithm: one(['roundRobin', 'leastTime', 'clientAddress'], ['random', 'ewma']) }),
      fc.record({ hashHeader: one(['X-User'], ['a b', 'a_b']) }),
      fc.record({ hashCookie: one(['user'], ['a-b']) }),
    ),
  ),
  sessionAffinity: struct({
    cookieName: one(['route', 'a.b'], ['a b', 'a;b', '$a']),
    maxAge: seconds,
    path: one(['/', '/a'], ['/a;b', 'a', '/$1']),
    secure: flag,
    sameSite: one(['Lax', 'Strict'], ['None', 'lax']),
    mode: one(['balanced', 'persistent'], ['x']),
  }),
  backendProtocol: one(['HTTP', 'HTTPS', 'GRPC', 'FCGI', 'WEBSOCKET'], ['HTTP2', 'https', 'x']),
  requestHeaders: headerChanges,
  responseHeaders: headerChanges,
  upstreamHost: hostname,
  ingressNginx: struct({
    acceptedRisk: one([AnnotationRisk.LOW, AnnotationRisk.HIGH, AnnotationRisk.CRITICAL], ['x']),
    rewriteTarget: one(['/$1', '/'], ['/x y', '/;']),
    useRegex: flag,
    proxyReadTimeout: number,
    serverAlias: list(['www.example.com'], ['~^a', 'a b']),
    configurationSnippet: one(['return 200;', 'a b;\nc d;'], ['}', 'a']),
    canary: flag,
    upstreamHashBy: one(['$request_uri'], ['$a;']),
  }),
};
const backendTls = struct({ secretName: text, secretNamespace: text, verify: flag, verifyDepth: number, serverName: hostname }, [
  'secretName',
  'secretNamespace',
]);

const routeOptions: fc.Arbitrary<RouteOptions> = struct({
  ...policies,
  backendTls,
  rewrite,
  canary: struct(
    {
      target: one([RouteTarget.external('next', 80), RouteTarget.external('later', 81)]),
      header: one(['X-A'], ['a b']),
      matches: fc.oneof(
        fc.constantFrom('always', 'v2', 'a b', '"', 'a;b', '').map((value) => [RequestMatch.header('X-A', value)]),
        fc.constantFrom('^v.$', 'v.', '(', '"', '').map((pattern) => [RequestMatch.headerPattern('X-A', pattern)]),
        fc.constantFrom('X-A', 'a b').map((name) => [RequestMatch.headerPresent(name)]),
      ),
      cookie: one(['beta'], ['a;b', '$a']),
      weight: one([0, 5, 100], [101, -1, '5']),
      weightTotal: number,
    },
    ['target', 'weight'],
  ),
  host,
} as never);

const props: fc.Arbitrary<Props> = struct({
  ...policies,
  backendTls,
  host,
  hosts: list(['shop.example.com', 'a.b', 'b.c'], ['A', '']),
  tls: fc.tuple(text, struct({ hosts: list(['shop.example.com', '*.example.com'], ['']) })).map(
    ([name, options]) =>
      () =>
        Tls.secret(name, options),
  ),
  hostAliases: list(['www.example.com', 'a.b'], ['*.a.b']),
  appRoot: plainPath,
  clientCertificates: struct(
    {
      secretName: text,
      secretNamespace: text,
      verify: one(['on', 'off', 'optional'], ['x']),
      verifyDepth: number,
      errorPage: one(['https://a.example.com'], ['/x', 'https://a"b']),
      passToBackend: flag,
    },
    ['secretName', 'secretNamespace'],
  ),
  name: one(['shop', 'a.b', 'a'.repeat(253), 'a'.repeat(240)], ['A', 'a_b']),
  namespace: text,
  labels: map(one(['team', 'a.b/c'], ['a b', 'a/b/c']), one(['shop', '', 'a.b'], ['a b', '-'])),
  annotations: map(
    one(
      [
        'a.b/c',
        'nginx.ingress.kubernetes.io/rewrite-target',
        'nginx.ingress.kubernetes.io/proxy-body-size',
        'nginx.ingress.kubernetes.io/use-regex',
      ],
      ['a b', 'kubernetes.io/ingress.class', 'nginx.ingress.kubernetes.io/nothing'],
    ),
    one(['true', '/', '8m', '/$1'], ['a\nb', '', 'x']),
  ),
} as never);

/** Few options of many: with all of them at once something is always wrong. Mostly those that need each other come together. */
const few = <T extends object>(all: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(all, fc.array(fc.nat(40), { maxLength: 3 }), fc.nat(20)).map(([value, picks, asPicked]) => {
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const picked = Object.fromEntries(picks.flatMap((pick) => (entries.length === 0 ? [] : [entries[pick % entries.length]!])));
    if (asPicked > 0) {
      if ('backendTls' in picked) picked.backendProtocol = 'HTTPS';
      if ('hosts' in picked) picked.host = undefined;
      if (picked.canary?.matches !== undefined) picked.canary = { ...picked.canary, header: undefined };
    }
    return picked as T;
  });

/** What makes itself may throw, so it is made when it is used. */
type Props = Omit<PathIngressProps, 'tls'> & { readonly tls?: (() => Tls) | undefined };

interface Wish {
  readonly props: Props;
  readonly routes: readonly { readonly path: string; readonly target: () => IRouteTarget; readonly options: RouteOptions }[];
  readonly fallback?: (() => IRouteTarget) | undefined;
  readonly tls?: (() => Tls) | undefined;
}

/** Paths that fit their type, and some that do not. */
const pathAndType: fc.Arbitrary<readonly [string, unknown]> = fc.oneof(
  { arbitrary: fc.tuple(plainPath, one(['prefix', 'prefix', 'exact', undefined], ['Exact'])), weight: 12 },
  { arbitrary: fc.tuple(pattern, one(['regex', 'implementationSpecific'])), weight: 3 },
  { arbitrary: fc.tuple(anyPath, one(['prefix', 'exact', 'regex', 'implementationSpecific'])), weight: 1 },
);
const route = fc
  .record({ path: pathAndType, target, options: few(routeOptions) })
  .map(({ path: [path, pathType], ...rest }) => ({ ...rest, path, options: { ...rest.options, pathType } as RouteOptions }));

const wish: fc.Arbitrary<Wish> = fc.record({
  props: few(props),
  routes: fc.array(route, { minLength: 1, maxLength: 4 }),
  fallback: fc.option(fc.oneof({ arbitrary: service.map((value) => () => value), weight: 9 }, { arbitrary: target, weight: 1 }), {
    freq: 4,
    nil: undefined,
  }),
  tls: fc.option(
    text.map((name) => () => Tls.secret(name)),
    { freq: 6, nil: undefined },
  ),
});

// ---- what must hold

function synthWish({ props: given, routes, fallback, tls }: Wish, controller: PathIngressProps): Manifest[] {
  const chart = new Chart(new App(), 'test');
  const { tls: certificate, ...others } = given ?? {};
  const made = typeof certificate === 'function' ? certificate() : certificate;
  const ingress = new PathIngress(chart, 'shop', { ...controller, ...others, ...(made === undefined ? {} : { tls: made }) });
  for (const route of routes) ingress.addRoute(route.path, route.target(), route.options);
  if (fallback !== undefined) ingress.addDefaultBackend(fallback());
  if (tls !== undefined) ingress.addTls(tls());
  return Testing.synth(chart) as Manifest[];
}

const SNIPPET = /-snippet$/;

/** Codes of the error, or nothing after objects that are right. */
function judged(act: () => Manifest[]): string[] {
  let manifests: Manifest[] = [];
  const codes = codesOf(() => {
    manifests = act();
  });
  expectValid(manifests);
  for (const { metadata } of manifests) {
    for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
      if (key.startsWith('nginx.ingress.kubernetes.io/') && !SNIPPET.test(key))
        expect([key, value]).toEqual([key, expect.not.stringMatching(/[\r\n]/)]);
    }
  }
  return codes;
}

const allowing = { 'global-allowed-response-headers': 'X-A,X-B' };

/** `share`: about half of the wishes that are right, so that it shows when the values above get worse. */
test.each<[string, PathIngressProps, { readonly runs: number; readonly share: number }]>([
  ['ingress-nginx', { controller: nginx(allowing), namespace: 'web', host: 'shop.example.com' }, { runs: ROUNDS / 4, share: 0.08 }],
  [
    'ingress-nginx that lets everything pass',
    {
      controller: nginx({
        ...allowing,
        'strict-validate-path-type': 'false',
        'allow-snippet-annotations': 'true',
        'annotations-risk-level': 'Critical',
      }),
      namespace: 'web',
      host: 'shop.example.com',
    },
    { runs: ROUNDS / 4, share: 0.08 },
  ],
  [
    'an ingress-nginx of which nothing is known',
    { controller: unknownNginx(), host: 'shop.example.com' },
    { runs: ROUNDS / 4, share: 0.08 },
  ],
  ['no controller', { host: 'shop.example.com' }, { runs: ROUNDS, share: 0.007 }],
])('with %s, every wish is either an error with a code or objects that the API server takes', (_, controller, { runs, share }) => {
  let right = 0;
  fc.assert(
    fc.property(wish, (one) => {
      if (judged(() => synthWish(one, controller)).length === 0) right++;
    }),
    { numRuns: runs },
  );
  expect(right / runs).toBeGreaterThan(share);
});

test('any text as path, host, name or value', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
  const build: readonly ((value: string) => Wish)[] = [
    (value) => ({
      props: {},
      routes: [{ path: `/${value}`, target: () => RouteTarget.external('a', 80), options: { pathType: 'regex' as never } }],
    }),
    (value) => ({
      props: {},
      routes: [
        { path: `/${value}`, target: () => RouteTarget.external('a', 80), options: { pathType: 'implementationSpecific' as never } },
      ],
    }),
    (value) => ({
      props: {},
      routes: [{ path: `/${value}`, target: () => RouteTarget.external('a', 80), options: { rewrite: Rewrite.replacePath(`/${value}`) } }],
    }),
    (value) => ({
      props: {},
      routes: [{ path: '/a', target: () => RouteTarget.redirect({ path: `/${value}`, status: 301 }), options: {} }],
    }),
    (value) => ({
      props: { host: value },
      routes: [{ path: '/a', target: () => RouteTarget.external(value, 80), options: {} }],
    }),
    (value) => ({
      props: { name: value, annotations: { [value]: value, 'nginx.ingress.kubernetes.io/auth-realm': value } },
      routes: [{ path: '/a', target: () => RouteTarget.external('a', 80), options: {} }],
    }),
    (value) => ({
      props: { annotations: { 'a.b/c': value, 'nginx.ingress.kubernetes.io/upstream-hash-by': value } },
      routes: [{ path: '/a', target: () => RouteTarget.external('a', 80), options: { basicAuth: { secretName: 's', realm: value } } }],
    }),
    (value) => ({
      props: { tls: () => Tls.secret(value), labels: { team: value } },
      routes: [],
      fallback: () => RouteTarget.external('a', 80),
    }),
  ];
  fc.assert(
    fc.property(anything, fc.nat(build.length - 1), (value, which) => {
      judged(() => synthWish(build[which]!(value), { controller: nginx(allowing), namespace: 'web', host: 'shop.example.com' }));
    }),
    { numRuns: ROUNDS / 2 },
  );
});

test('a second synth gives the same bytes', () => {
  fc.assert(
    fc.property(wish, (one) => {
      const controller = { controller: nginx(allowing), namespace: 'web', host: 'shop.example.com' };
      const outcome = () => {
        let manifests: Manifest[] = [];
        const codes = codesOf(() => {
          manifests = synthWish(one, controller);
        });
        return JSON.stringify([codes, manifests]);
      };
      expect(outcome()).toBe(outcome());
    }),
    { numRuns: 200 },
  );
});
