import { readIngress } from '../../../src/dialects/traefik/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { ReadScope } from '../../../src/kinds/read-scope';
import { requestTo } from '../../../src/table/request';
import { narrate } from '../../../src/words/narrate';
import { answer, ingress } from '../ingress-nginx/read/objects';
import { service } from './objects';

const H = 'https://h.example.com';
const PREFIX = 'traefik.ingress.kubernetes.io/';

const routes = (more: object = {}) =>
  ingress({ host: 'h.example.com', paths: ['Prefix /a a', 'Exact /login login', 'Exact /products item', 'Prefix / web'], ...more });

type Annotations = { readonly [name: string]: string };

const annotated = (annotations: Annotations, more: object = {}) =>
  routes({ annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [PREFIX + name, value])), ...more });

const middleware = (name: string, spec: object, namespace = 'default'): KubeObject => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name, namespace },
  spec,
});

const table = (objects: readonly KubeObject[], scope: ReadScope = {}) => readIngress(objects, { ingressClasses: ['nginx'], ...scope });
const refusals = (objects: readonly KubeObject[], scope: ReadScope = {}) =>
  table(objects, scope).refused.map(({ origin, because }) => `${origin.field}: ${because}`);

describe('rules are compared by the length of their text', () => {
  test.each([
    ['/login', 'web:80 /login', 'an Exact path of six characters is shorter than the Prefix "/"'],
    ['/products', 'item:80 /products', 'one of nine is longer'],
    ['/apple', 'a:80 /apple', 'a Prefix takes what its text begins'],
    ['/x//y/../z', 'web:80 /x/z', 'the path is cleaned before it is compared and passed on'],
    ['/a%2Fb', 'a:80 /a%2Fb', 'an escaped slash stays escaped'],
  ])('%s: %s: %s', (path, expected) => {
    expect(answer(table([routes()]), H + path)).toBe(expected);
  });

  test('with strictPrefixMatching a Prefix is compared by segments', () => {
    const strict = table([routes()], { settings: { 'providers.kubernetesIngress.strictPrefixMatching': 'true' } });
    expect(answer(strict, `${H}/apple`)).toBe('web:80 /apple');
  });

  test('a priority decides before the length', () => {
    const other = ingress({
      name: 'b',
      host: 'h.example.com',
      paths: ['Exact /a short'],
      annotations: { [`${PREFIX}router.priority`]: '100' },
    });
    expect(answer(table([routes(), other]), `${H}/a`)).toBe('short:80 /a');
  });

  test('two routers of one length leave it to chance, and both answers are named', () => {
    const both = table([
      ingress({ name: 'a', host: 'h.example.com', paths: ['Prefix / one'] }),
      ingress({ name: 'b', host: 'h.example.com', paths: ['Prefix / two'] }),
    ]);
    expect(answer(both, `${H}/`)).toBe('undecided: 2 routes of equal precedence take it, in an order that is left to chance');
  });

  test('people are told each answer and the route that gives it', () => {
    const both = table([
      ingress({ name: 'a', host: 'h.example.com', paths: ['Prefix / one'] }),
      ingress({ name: 'b', host: 'h.example.com', paths: ['Prefix / two'] }),
    ]);
    expect(narrate(both, requestTo(`${H}/`)).slice(-3)).toEqual([
      '  so     it could not be decided: 2 routes of equal precedence take it, in an order that is left to chance',
      '         either: Service default/one port 80 (not among the manifests) gets "/" (Ingress default/a spec.rules[0].http.paths[0])',
      '         either: Service default/two port 80 (not among the manifests) gets "/" (Ingress default/b spec.rules[0].http.paths[0])',
    ]);
  });

  test('two routes of one length that do the same are no question', () => {
    const both = table([
      ingress({ name: 'a', host: 'h.example.com', paths: ['Prefix / web'] }),
      ingress({ name: 'b', host: 'h.example.com', paths: ['Prefix / web'] }),
    ]);
    expect(answer(both, `${H}/`)).toBe('web:80 /');
  });

  test('names of routers leave out all but letters and digits, so one of two Ingresses may lose its route', () => {
    const clash = table([
      ingress({ name: 'shop', host: 'api.h.example.com', paths: ['Prefix / one'] }),
      ingress({ name: 'shop-api', host: 'h.example.com', paths: ['Prefix / two'] }),
    ]);
    expect(answer(clash, `${H}/`)).toBe('undecided: several Ingresses make routers of one name, and only one of them is there');
  });
});

describe('entry points and TLS', () => {
  test.each<readonly [Annotations, string, string, string]>([
    [{ 'router.entrypoints': 'websecure' }, 'http://h.example.com/a', '404', 'another entry point'],
    [{ 'router.entrypoints': 'web' }, `${H}/a`, '404', 'another entry point'],
    [{ 'router.tls': 'true' }, 'http://h.example.com/a', '404', 'a router with TLS takes nothing else'],
    [{ 'router.tls': 'true' }, `${H}/a`, 'a:80 /a', 'TLS'],
    [{ 'router.tls': 'false' }, 'http://h.example.com/a', 'a:80 /a', 'no TLS of its own'],
  ])('%j: %s: %s, because of %s', (annotations, url, expected) => {
    expect(answer(table([annotated(annotations)]), url)).toBe(expected);
  });

  test('ports are those of the command line, where that says which', () => {
    const settings = {
      'entrypoints.web.address': ':80',
      'entrypoints.websecure.address': ':443',
      'entrypoints.websecure.http.tls': 'true',
    };
    expect(table([routes()], { settings }).hosts[0]?.candidates[0]?.match.conditions).toEqual([
      { kind: 'scheme', scheme: 'http', as: 'received' },
      { kind: 'port', ports: [80] },
    ]);
  });
});

describe('the command line', () => {
  const traefik = (...args: readonly string[]): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'traefik', namespace: 'traefik' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              image: 'docker.io/traefik:v3.7.13',
              args: [
                '--entryPoints.web.address=:8000/tcp',
                '--entryPoints.websecure.address=:8443/tcp',
                '--entryPoints.websecure.http.tls=true',
                ...args,
              ],
            },
          ],
        },
      },
    },
  });

  test('is read from what runs Traefik, and its ports are not those of clients', () => {
    const on = table([routes(), traefik('--providers.kubernetesIngress.strictPrefixMatching')]);
    expect(answer(on, `${H}/apple`)).toBe('web:80 /apple');
    expect(on.hosts[0]?.candidates.some(({ match }) => match.conditions !== undefined)).toBe(false);
  });

  test('an entry point may send all requests elsewhere', () => {
    const on = table([routes(), traefik('--entryPoints.web.http.redirections.entryPoint.to=:443')]);
    expect(answer(on, 'http://other.example.com/x?q')).toBe('301 https://other.example.com/x?q');
    expect(answer(on, `${H}/a`)).toBe('a:80 /a');
  });

  test('an entry point may have Middlewares in front of all routes, and has none of them if one is missing', () => {
    const option = '--entryPoints.websecure.http.middlewares=default-in@kubernetescrd';
    const guard = middleware('in', { ipAllowList: { sourceRange: ['192.0.2.0/24'] } });
    const on = table([routes(), traefik(option), guard]);
    expect(answer(on, `${H}/a`, { clientAddress: '198.51.100.1' })).toBe('403');
    expect(answer(on, 'http://h.example.com/a', { clientAddress: '198.51.100.1' })).toBe('a:80 /a');
    const services = ['a', 'login', 'item', 'web'].map((name) => service({ name }));
    expect(answer(table([routes(), traefik(option), ...services], { complete: true }), `${H}/a`)).toBe('404');
  });
});

describe('Middlewares', () => {
  const through = (spec: object, ...more: readonly KubeObject[]) =>
    table([annotated({ 'router.middlewares': 'default-m@kubernetescrd' }), middleware('m', spec), ...more]);

  test.each([
    [{ stripPrefix: { prefixes: ['/a'] } }, '/a/x?q', 'a:80 /x?q'],
    [{ stripPrefix: { prefixes: ['/a'] } }, '/apple', 'a:80 /pple'],
    [{ stripPrefix: { prefixes: ['/a'] } }, '/a%2Fx', 'a:80 /x'],
    [{ stripPrefix: { prefixes: ['/a/'], forceSlash: true } }, '/a/%2Fx', 'a:80 /x'],
    [{ stripPrefixRegex: { regex: ['^/[a-z]+'] } }, '/a/b/c', 'a:80 /b/c'],
    [{ addPrefix: { prefix: '/v1' } }, '/a/%20', 'a:80 /v1/a/%20'],
    [{ replacePath: { path: '/n?w' } }, '/a', 'a:80 /n%3Fw'],
    [{ replacePathRegex: { regex: '/a', replacement: '/b' } }, '/a/x/a', 'a:80 /b/x/b'],
    [{ replacePathRegex: { regex: '^/a/(?P<rest>.*)', replacement: '/$rest' } }, '/a/x', 'a:80 /x'],
    [{ replacePathRegex: { regex: '^/a', replacement: '/b/' } }, '/a/x', '400'],
    [{ redirectScheme: { scheme: 'http', port: '8080' } }, '/a?q', '302 http://h.example.com:8080/a?q'],
    [
      { redirectRegex: { regex: '^https://([^/]+)/a', replacement: 'https://$1/b', permanent: true } },
      '/a/x',
      '301 https://h.example.com/b/x',
    ],
    [{ redirectRegex: { regex: '^https://', replacement: 'https://%zz' } }, '/a', '502'],
    [{ basicAuth: { secret: 'users' } }, '/a', '401'],
    [{ encodedCharacters: { allowEncodedSlash: true } }, '/a%25', '400'],
  ])('%j makes of %s: %s', (spec, path, expected) => {
    expect(answer(through(spec), H + path)).toBe(expected);
  });

  test('a chain is its Middlewares in order', () => {
    const chained = through(
      { chain: { middlewares: [{ name: 'one' }, { name: 'two' }] } },
      middleware('one', { stripPrefix: { prefixes: ['/a'] } }),
      middleware('two', { addPrefix: { prefix: '/b' } }),
    );
    expect(answer(chained, `${H}/a`)).toBe('a:80 /b');
  });

  test.each([
    [{}, 'Middleware default/m has no type'],
    [{ addPrefix: { prefix: '/a' }, retry: { attempts: 2 } }, 'Middleware default/m has several types'],
    [{ sorcery: {} }, 'Middleware default/m has the unknown type "sorcery"'],
    [{ addPrefix: { prefix: '' } }, 'prefix cannot be empty'],
    [{ replacePathRegex: { regex: '(', replacement: '' } }, '"(" is no regular expression: missing closing )'],
    [{ ipAllowList: { sourceRange: [] } }, 'sourceRange is empty'],
    [{ chain: { middlewares: [{ name: 'm' }] } }, 'middleware "default-m@kubernetescrd" leads to itself'],
  ])('%j loses the routers: %s', (spec, because) => {
    const objects = [annotated({ 'router.middlewares': 'default-m@kubernetescrd' }), middleware('m', spec)];
    expect(refusals(objects)).toEqual([0, 1, 2, 3].map((path) => `spec.rules[0].http.paths[${path}]: ${because}`));
  });

  test('one that is not among the manifests leaves open what happens, and loses the routers if they are all there is', () => {
    const objects = [
      annotated({ 'router.middlewares': 'default-m@kubernetescrd' }),
      ...['a', 'login', 'item', 'web'].map((name) => service({ name })),
    ];
    expect(answer(table(objects), `${H}/a`)).toBe('undecided: what middleware "default-m@kubernetescrd" does is not known');
    expect(refusals(objects, { complete: true })[0]).toBe(
      'spec.rules[0].http.paths[0]: middleware "default-m@kubernetescrd" does not exist',
    );
  });

  test('what they do beside routing is an effect, with the Middleware as its origin', () => {
    const [candidate] = through({ rateLimit: { average: 10 } }).hosts[0]?.candidates ?? [];
    const origin = { kind: 'Middleware', namespace: 'default', name: 'm', field: 'spec.rateLimit' };
    expect(candidate?.effects).toEqual([{ effect: 'rateLimit', value: { average: 10 }, origin }]);
  });
});

describe('what loses routes', () => {
  test.each<readonly [Annotations, string]>([
    [
      { 'router.middleware': 'x' },
      'metadata.annotations: annotation "traefik.ingress.kubernetes.io/router.middleware" has a name that Traefik does not know',
    ],
    [{ 'router.priority': 'high' }, 'metadata.annotations: priority "high" is no number of 64 bits'],
  ])('%j loses the whole Ingress', (annotations, because) => {
    expect(refusals([annotated(annotations)])).toEqual([because]);
    expect(table([annotated(annotations)]).claimed).toEqual([]);
  });

  test.each([
    [annotated({ 'router.entrypoints': 'nope' }), 'there is no entry point "nope"'],
    [annotated({ 'router.priority': '9223372036854775807' }), 'the priority 9223372036854775807 is above 9223372036854774807'],
  ])('%# loses its routers', (object, because) => {
    expect(refusals([object])[0]).toBe(`spec.rules[0].http.paths[0]: ${because}`);
  });

  test('a Service without endpoints, unless allowEmptyServices says otherwise', () => {
    const objects = [
      ingress({ host: 'h.example.com', paths: ['Prefix /a a', 'Prefix / web'] }),
      service({ name: 'a', ready: false }),
      service({ name: 'web' }),
    ];
    expect(answer(table(objects), `${H}/a`)).toBe('web:80 /a');
    expect(answer(table(objects, { settings: { 'providers.kubernetesingress.allowemptyservices': 'true' } }), `${H}/a`)).toBe('503');
  });

  test('a default backend beside rules', () => {
    const spec = { defaultBackend: { service: { name: 'other', port: { number: 80 } } } };
    expect(refusals([routes({ spec })])).toEqual(['spec.defaultBackend: Traefik does not look at it, because the Ingress has rules']);
  });
});
