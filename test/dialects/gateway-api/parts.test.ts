import { HttpMethod, HttpsRedirect, RequestMatch, Tls } from '../../../src';
import { codesIn, collectWarnings, to } from '../../synth-routes';
import { Edge, synthShop } from './synth';

/** An HTTPRoute takes 16 rules, 16 hostnames and 128 matches; of equal rules of two HTTPRoutes the first one by name counts. */
collectWarnings();

const HOSTS = Array.from({ length: 17 }, (_, index) => `h${index}.example.com`);
const METHODS = Object.values(HttpMethod);

const rulesOf = (spec: { readonly rules: readonly unknown[] }) => spec.rules.length;

test('the 17th rule opens a second HTTPRoute, whose name comes later', () => {
  const objects = synthShop((shop) => {
    for (let index = 0; index < 33; index++) shop.addRoute(`/r${index}`, to('web'));
  });
  expect(objects.names('HTTPRoute')).toEqual(['shop', 'shop-part-0002', 'shop-part-0003']);
  expect(objects.names('HTTPRoute').map((name) => rulesOf(objects.spec('HTTPRoute', name)))).toEqual([16, 16, 1]);
  expect([...objects.names('HTTPRoute')].sort()).toEqual(objects.names('HTTPRoute'));
});

test('a route with many methods counts with each of its matches', () => {
  const objects = synthShop((shop) => {
    for (let index = 0; index < 15; index++) shop.addRoute(`/r${index}`, to('web'), { matches: [RequestMatch.method(...METHODS)] });
  });
  // 14 x 9 matches are 126.
  expect(objects.names('HTTPRoute').map((name) => rulesOf(objects.spec('HTTPRoute', name)))).toEqual([14, 1]);
});

test('the 17th host opens a second HTTPRoute with the same rules', () => {
  const objects = synthShop((shop) => shop.addRoute('/', to('web')), { hosts: HOSTS });
  const [first, second] = objects.names('HTTPRoute').map((name) => objects.spec('HTTPRoute', name));
  expect(first.hostnames).toEqual(HOSTS.slice(0, 16));
  expect(second).toEqual({ ...first, hostnames: ['h16.example.com'] });
});

test('a route stays where it is, whatever comes later', () => {
  const first = (more: number) =>
    synthShop((shop) => {
      for (let index = 0; index < 3 + more; index++) shop.addRoute(`/r${index}`, to('web'));
      if (more > 0) shop.addDefaultBackend(to('fallback'));
    }).spec('HTTPRoute', 'shop');
  expect(first(20).rules.slice(0, 3)).toEqual(first(0).rules);
});

test('all rules of a route with a canary are in one HTTPRoute, because the first of equal rules counts', () => {
  const objects = synthShop((shop) => {
    for (let index = 0; index < 15; index++) shop.addRoute(`/r${index}`, to('web'));
    shop.addRoute('/next', to('web'), { canary: { target: to('next'), header: 'X-Next' } });
  });
  expect(objects.names('HTTPRoute').map((name) => rulesOf(objects.spec('HTTPRoute', name)))).toEqual([15, 3]);
});

test('what takes the rest comes last by name, and is for any host and for each that is named', () => {
  const objects = synthShop((shop) => {
    shop.addDefaultBackend(to('fallback'));
    shop.addRoute('/', to('web'));
    shop.addRoute('/cart', to('cart'), { host: 'cart.example.com' });
  }, {});
  expect(objects.names('HTTPRoute')).toEqual(['shop-unmatched', 'shop', 'shop-part-0003', 'shop-unmatched-2']);
  expect([...objects.names('HTTPRoute')].sort().slice(-2)).toEqual(['shop-unmatched', 'shop-unmatched-2']);
  expect(objects.spec('HTTPRoute', 'shop-unmatched').hostnames).toBeUndefined();
  expect(objects.spec('HTTPRoute', 'shop-unmatched-2').hostnames).toEqual(['cart.example.com']);
});

test('a default backend without routes is for the hosts of the construct alone', () => {
  const objects = synthShop((shop) => shop.addDefaultBackend(to('fallback')));
  expect(objects.spec('HTTPRoute', 'shop-unmatched')).toEqual({
    parentRefs: [{ name: 'edge' }],
    hostnames: ['shop.example.com'],
    rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'fallback', port: 80 }] }],
  });
});

describe('http goes to https by an HTTPRoute of its own on the http listener', () => {
  const warnings = collectWarnings();
  const props = { hosts: ['a.example.com', 'b.example.com'], httpsRedirect: HttpsRedirect.WHEN_TLS };

  test('for each host that has a certificate, also if it is added after the routes', () => {
    const objects = synthShop((shop) => {
      shop.addRoute('/cart', to('cart'));
      shop.addTls(Tls.secret('a-tls', { hosts: ['a.example.com'] }));
    }, props);
    const rules = [{ matches: [{ path: { type: 'PathPrefix', value: '/cart' } }], backendRefs: [{ name: 'cart', port: 80 }] }];
    expect(objects.spec('HTTPRoute', 'shop')).toEqual({
      parentRefs: [{ name: 'edge', sectionName: 'https-a.example.com' }],
      hostnames: ['a.example.com'],
      rules,
    });
    expect(objects.spec('HTTPRoute', 'shop-part-0002')).toEqual({ parentRefs: [{ name: 'edge' }], hostnames: ['b.example.com'], rules });
    expect(objects.spec('HTTPRoute', 'shop-https-redirect')).toEqual({
      parentRefs: [{ name: 'edge', sectionName: 'http' }],
      hostnames: ['a.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/cart' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 308 } }],
        },
      ],
    });
    expect(objects.names('HTTPRoute')).toHaveLength(3);
    expect(codesIn(warnings.join())).toEqual(['tls/host-without-certificate']);
  });

  test('a certificate that covers no host changes nothing', () => {
    const objects = synthShop((shop) => shop.addRoute('/cart', to('cart')), props);
    expect(objects.names('HTTPRoute')).toEqual(['shop', 'shop-part-0002']);
  });

  test('with a wildcard certificate the listener is that of the wildcard', () => {
    const objects = synthShop((shop) => shop.addRoute('/', to('web')), {
      host: 'a.example.com',
      httpsRedirect: HttpsRedirect.WHEN_TLS,
      tls: Tls.secret('all-tls', { hosts: ['*.example.com'] }),
    });
    expect(objects.spec('HTTPRoute', 'shop').parentRefs).toEqual([{ name: 'edge', sectionName: 'wildcard-https-example.com' }]);
  });

  test('more than 64 matches take several rules', () => {
    const objects = synthShop(
      (shop) => {
        for (let index = 0; index < 8; index++) shop.addRoute(`/r${index}`, to('web'), { matches: [RequestMatch.method(...METHODS)] });
      },
      { host: 'a.example.com', httpsRedirect: HttpsRedirect.WHEN_TLS, tls: Tls.secret('a-tls') },
    );
    const { rules } = objects.spec('HTTPRoute', 'shop-https-redirect');
    expect(rules.map(({ matches }: { readonly matches: readonly unknown[] }) => matches.length)).toEqual([64, 8]);
  });
});

test('every object has one name, however many constructs there are', () => {
  const edge = new Edge();
  for (const name of ['one', 'two']) edge.routes(name, { host: `${name}.example.com` }).addRoute('/', to(name));
  expect(edge.synth().names('HTTPRoute')).toEqual(['one', 'two']);
});
