import { read } from '../../src/dialects/ingress-nginx/read';
import type { IntendedRoute } from '../../src/model/intent';
import { pathClaims } from '../../src/proof/path-claims';
import { type Claim, verify } from '../../src/proof/verify';
import type { Origin } from '../../src/table/routing-table';

const HOST = 'a.example.com';

type Path = readonly [path: string, pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific', service: string];

function ingress(name: string, paths: readonly Path[], annotations: { [name: string]: string } = {}) {
  const prefixed = Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'n', annotations: Object.fromEntries(prefixed) },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: HOST,
          http: {
            paths: paths.map(([path, pathType, service]) => ({
              path,
              pathType,
              backend: { service: { name: service, port: { number: 80 } } },
            })),
          },
        },
      ],
    },
  };
}

const forward = (path: string, service: string, rewrite?: 'strip'): IntendedRoute => ({
  host: HOST,
  path: { kind: 'segmentPrefix', path },
  meaning: {
    kind: 'forward',
    backends: [{ namespace: 'n', name: service, port: 80, share: 1 }],
    rewrite: rewrite === undefined ? undefined : { kind: 'replacePrefix', replacement: '/' },
  },
  annotations: {},
});
const redirect = (path: string, to: string): IntendedRoute => ({
  ...forward(path, ''),
  meaning: { kind: 'redirect', redirect: { path: to, status: 308 } },
});

const withHeader = (route: IntendedRoute, value: string): IntendedRoute => ({
  ...route,
  matches: [{ kind: 'header', name: 'X-A', value: { kind: 'exact', value } }],
});

const claim = (route: IntendedRoute, wrote: (place: Origin) => boolean = () => false): Claim => ({ route, wrote });

/** What is told of each claim, by its path: paths, and a mark where it is never as meant. */
function told(objects: readonly object[], claims: readonly Claim[], others: readonly Claim[] = []) {
  return verify(read(objects as never), claims, others).map(({ claim: { route }, less, never, more, moreByCase }) => ({
    of: 'path' in route.path ? route.path.path : '',
    ...(less.length > 0 ? { [never ? 'never' : 'less']: less.map(({ path }) => path) } : {}),
    ...(more.length > 0 ? { more } : {}),
    ...(moreByCase.length > 0 ? { moreByCase } : {}),
  }));
}

const plain = ingress('own', [['/cart', 'Prefix', 'cart']]);
const regexBeside = (path: string) => ingress('other', [[path, 'ImplementationSpecific', 'other']], { 'use-regex': 'true' });

test('what is as meant is not told', () => {
  expect(told([plain], [claim(forward('/cart', 'cart'))])).toEqual([]);
});

test('another Service, another path and no path at all', () => {
  expect(told([plain], [claim(forward('/cart', 'other'))])).toEqual([
    { of: '/cart', never: ['/cart', '/cart/', '/cart/x', '/cart/~9.x/Y_-'] },
  ]);
  const stripped = verify(read([plain]), [claim(forward('/cart', 'cart', 'strip'))]);
  expect(stripped[0]?.never).toBe(false);
  expect(stripped[0]?.less.map(({ because }) => because)).toEqual([
    'it arrives as "/cart" instead of "/"',
    'it arrives as "/cart/" instead of "/"',
    'it arrives as "/cart/x" instead of "/x"',
    'it arrives as "/cart/~9.x/Y_-" instead of "/~9.x/Y_-"',
  ]);
  const missing = verify(read([plain]), [claim(forward('/else', 'cart'))]);
  expect(missing[0]?.less[0]?.because).toMatch(/^it is answered 404/);
});

test('a Service of the same name and port in another namespace is another Service', () => {
  const meant = forward('/cart', 'cart');
  const elsewhere: IntendedRoute = {
    ...meant,
    meaning: { kind: 'forward', backends: [{ namespace: 'elsewhere', name: 'cart', port: 80, share: 1 }], rewrite: undefined },
  };
  expect(told([plain], [claim(elsewhere)])).toEqual([{ of: '/cart', never: ['/cart', '/cart/', '/cart/x', '/cart/~9.x/Y_-'] }]);
});

test('a path too many in the table, and one too few', () => {
  const more = ingress('own', [
    ['/cart', 'Prefix', 'cart'],
    ['/cart/x', 'Exact', 'other'],
  ]);
  expect(told([more], [claim(forward('/cart', 'cart'))])).toEqual([{ of: '/cart', less: ['/cart/x'] }]);
  expect(told([plain], [claim(forward('/cart', 'cart')), claim(forward('/cart/x', 'other'))])).toEqual([
    { of: '/cart/x', never: ['/cart/x', '/cart/x/', '/cart/x/x', '/cart/x/~9.x/Y_-'] },
  ]);
});

test('a redirect to another place, and none', () => {
  const rule = ingress('own', [['/old', 'Prefix', 'x']], { 'permanent-redirect': '/new', 'permanent-redirect-code': '308' });
  expect(told([rule], [claim(redirect('/old', '/new'))])).toEqual([]);
  expect(told([rule], [claim(redirect('/old', '/newer'))])).toEqual([{ of: '/old', never: ['/old', '/old/', '/old/x', '/old/~9.x/Y_-'] }]);
  expect(told([plain], [claim(redirect('/cart', '/new'))])).toEqual([
    { of: '/cart', never: ['/cart', '/cart/', '/cart/x', '/cart/~9.x/Y_-'] },
  ]);
});

test('a host with regular expressions takes more, by text and by case', () => {
  expect(told([plain, regexBeside('/search/.*')], [claim(forward('/cart', 'cart'))])).toEqual([
    { of: '/cart', more: ['/cartx'], moreByCase: ['/CART'] },
  ]);
});

test('what a request is taken for does not matter where it ends at the same Service', () => {
  const objects = [
    ingress('own', [
      ['/cart', 'Prefix', 'cart'],
      ['/', 'Prefix', 'cart'],
    ]),
    regexBeside('/search/.*'),
  ];
  expect(told(objects, [claim(forward('/cart', 'cart')), claim(forward('/', 'cart'))])).toEqual([]);
});

test('a pattern may be meant to take some requests of a prefix, but not all', () => {
  const some = [plain, regexBeside('/cart/x.*')];
  const others = pathClaims(some).filter(({ origin }) => origin.name === 'other');
  expect(told(some, [claim(forward('/cart', 'cart'))], others)).toEqual([{ of: '/cart', more: ['/cartx'], moreByCase: ['/CART'] }]);
  const all = [plain, regexBeside('/car[t].*')];
  expect(
    told(
      all,
      [claim(forward('/cart', 'cart'))],
      pathClaims(all).filter(({ origin }) => origin.name === 'other'),
    ),
  ).toMatchObject([{ of: '/cart', never: ['/cart', '/cart/', '/cart/x', '/cart/~9.x/Y_-'] }]);
});

test('what an annotation of its own does is meant', () => {
  const rewriting = ingress('own', [['/cart', 'Prefix', 'cart']], { 'rewrite-target': '/' });
  const byHand = (place: Origin) => place.field.startsWith('metadata.');
  expect(told([rewriting], [claim(forward('/cart', 'cart'), byHand)])).toEqual([]);
  expect(told([rewriting], [claim(forward('/cart', 'cart'))])).not.toEqual([]);
});

test('routes of others are theirs: what they take by the words of the API is no deviation', () => {
  const objects = [plain, ingress('other', [['/cart/x', 'Prefix', 'other']])];
  const others = pathClaims(objects).filter(({ origin }) => origin.name === 'other');
  expect(told(objects, [claim(forward('/cart', 'cart'))], others)).toEqual([]);
  expect(told(objects, [claim(forward('/cart', 'cart'))])).toEqual([{ of: '/cart', less: ['/cart/x'] }]);
});

test('paths that are no plain text are not compared', () => {
  expect(told([plain], [claim(forward('/cart%20x', 'other')), claim(forward('/a/../b', 'other'))])).toEqual([]);
});

test('a path with upper case letters alone has nothing beside it by case', () => {
  const objects = [ingress('own', [['/CART', 'Prefix', 'cart']]), regexBeside('/search/.*')];
  expect(told(objects, [claim(forward('/CART', 'cart'))])).toEqual([{ of: '/CART', more: ['/CARTx'] }]);
});

test.each([
  ['is kept by a table that gives just that', 404, []],
  ['is not kept by one that gives another', 503, [{ of: '/y', never: ['/y', '/y/', '/y/x', '/y/~9.x/Y_-'] }]],
])('a fixed response %s', (_, status, deviations) => {
  const meaning = { kind: 'respond', response: { status } } as const;
  // What nobody takes is answered 404.
  expect(told([ingress('a', [['/x', 'Prefix', 'web']])], [claim(forward('/x', 'web')), claim({ ...forward('/y', ''), meaning })])).toEqual(
    deviations,
  );
});

describe('a route with conditions is asked for with requests that meet them', () => {
  const canary = ingress('b', [['/x', 'Prefix', 'next']], { canary: 'true', 'canary-by-header': 'X-A', 'canary-by-header-value': 'a' });
  const objects = [ingress('a', [['/x', 'Prefix', 'web']]), canary];

  test.each([
    ['and is kept by a table that looks at the same header', 'a', []],
    ['and not by one that looks for another value', 'b', [{ of: '/x', never: ['/x', '/x/', '/x/x', '/x/~9.x/Y_-'] }]],
  ])('%s', (_, value, deviations) => {
    const claims = [claim(forward('/x', 'web')), claim(withHeader(forward('/x', 'next'), value))];
    expect(told(objects, claims)).toEqual(deviations);
  });

  test('and not at all where only the controller knows which requests do', () => {
    const matches = [{ kind: 'header', name: 'X-A', value: { kind: 'pattern', pattern: 'b' } }] as const;
    expect(told(objects, [claim(forward('/x', 'web')), claim({ ...forward('/x', 'next'), matches })])).toEqual([]);
  });
});
