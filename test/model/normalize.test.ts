import { NO_NATIVE, type PathMatch } from '../../src/model/neutral-route';
import {
  checkMetadata,
  checkNamespace,
  checkObjectName,
  normalizeHost,
  normalizePath,
  normalizeRoute,
  normalizeService,
  normalizeTls,
  type PathTypeInput,
  type RouteInput,
  type TargetInput,
} from '../../src/model/normalize';
import { codesOf, messageOf } from '../synth-routes';

const where = 'test/shop';

describe('hosts', () => {
  test.each<[string, string | undefined, unknown]>([
    ['a name', 'shop.example.com', { kind: 'exact', name: 'shop.example.com' }],
    ['one label', 'shop', { kind: 'exact', name: 'shop' }],
    ['digits and dashes', '1-2.3', { kind: 'exact', name: '1-2.3' }],
    ['a wildcard', '*.example.com', { kind: 'wildcard', domain: 'example.com' }],
    ['nothing', undefined, { kind: 'any' }],
    ['no text', '', { kind: 'any' }],
    ['the longest name', `${'a.'.repeat(126)}a`, { kind: 'exact', name: `${'a.'.repeat(126)}a` }],
    ['the longest label', `${'a'.repeat(63)}.b`, { kind: 'exact', name: `${'a'.repeat(63)}.b` }],
  ])('%s', (_, host, match) => {
    expect(normalizeHost(host, where)).toEqual(match);
  });

  test.each([
    ['Shop.Example.com', 'has upper case letters, which the API server refuses', 'shop.example.com'],
    ['https://shop.example.com/x', 'is a URL; a host is a DNS name without scheme or path', 'shop.example.com'],
    ['shop.example.com:8443', 'has a port; routes match a host on every port of the controller', 'shop.example.com'],
    ['10.0.0.1', 'is an IP address; the Ingress API takes DNS names only', 'shop.example.com'],
    ['[2001:db8::1]', 'is an IP address; the Ingress API takes DNS names only', 'shop.example.com'],
    ['a.*.example.com', 'may have "*" only as its whole first label', '*.example.com'],
    ['*', 'may have "*" only as its whole first label', '*.example.com'],
    [
      'shop.example.com.',
      'is not a DNS name (letters, digits, "-" and ".", each label beginning and ending in a letter or digit)',
      'shop.example.com',
    ],
    [
      '-shop.example.com',
      'is not a DNS name (letters, digits, "-" and ".", each label beginning and ending in a letter or digit)',
      'shop.example.com',
    ],
  ])('%s %s: use %s', (host, because, use) => {
    expect(messageOf(() => normalizeHost(host, where))).toBe(
      `[host/not-a-host] host ${JSON.stringify(host)} ${because}\n    fix: use a name such as "${use}"\n    at: test/shop`,
    );
  });
});

describe('paths', () => {
  test.each<[string, string, PathTypeInput, PathMatch]>([
    ['a prefix', '/a/b', 'prefix', { kind: 'segmentPrefix', path: '/a/b' }],
    ['a prefix has no slash at its end', '/a/', 'prefix', { kind: 'segmentPrefix', path: '/a' }],
    ['but for the root', '/', 'prefix', { kind: 'segmentPrefix', path: '/' }],
    ['an exact path has what it was given', '/a/', 'exact', { kind: 'exact', path: '/a/' }],
    ['letters beyond ASCII are for the controller to refuse', '/é', 'exact', { kind: 'exact', path: '/é' }],
    ['dots that are no segment', '/a..b/.c', 'prefix', { kind: 'segmentPrefix', path: '/a..b/.c' }],
    ['a pattern', '/(a|b)//?', 'regex', { kind: 'regexPrefix', pattern: '/(a|b)//?' }],
    ['what the controller defines', '/a//b?', 'implementationSpecific', { kind: 'controllerDefined', path: '/a//b?' }],
  ])('%s', (_, path, type, match) => {
    expect(normalizePath(path, type, where)).toEqual(match);
  });

  test.each([
    ['tomcat', '/tomcat'],
    ['/a//b', '/a/b'],
    ['/a/../b', '/a/b'],
    ['/a/.', '/a'],
    ['/a%2Fb', '/a/b'],
    ['/a?b=c', '/a'],
    ['/#top', '/'],
  ])('%s: use %s', (path, use) => {
    expect(messageOf(() => normalizePath(path, 'prefix', where))).toContain(`\n    fix: use "${use}"`);
  });
});

describe('what a route does', () => {
  const service: TargetInput = { kind: 'service', service: { name: 'web', port: 80, createdByApp: false } };
  const other: TargetInput = { kind: 'service', service: { name: 'next', port: 80, createdByApp: false } };
  const routeOf = (input: Partial<RouteInput>) =>
    normalizeRoute({
      hosts: [{ kind: 'exact', name: 'shop.example.com' }],
      path: '/a',
      pathType: 'prefix',
      namespace: 'shop',
      target: service,
      policies: {},
      native: NO_NATIVE,
      origin: { construct: where, index: 0 },
      ...input,
    }).action;
  const backends = [{ service: { name: 'web', port: 80, createdByApp: false }, weight: 1 }];

  test.each<[string, Partial<RouteInput>, unknown]>([
    ['one Service has all the weight', {}, { kind: 'forward', backends }],
    [
      'stripping is replacing by the root',
      { rewrite: { kind: 'stripPrefix' } },
      { kind: 'forward', backends, rewrite: { kind: 'replacePrefix', replacement: '/' } },
    ],
    [
      'a replacement has no slash at its end',
      { rewrite: { kind: 'replacePrefix', replacement: '/b/' } },
      { kind: 'forward', backends, rewrite: { kind: 'replacePrefix', replacement: '/b' } },
    ],
    [
      'a whole path keeps its slash',
      { rewrite: { kind: 'replacePath', path: '/b/' } },
      { kind: 'forward', backends, rewrite: { kind: 'replacePath', path: '/b/' } },
    ],
    [
      'a redirect is for now unless said otherwise',
      { target: { kind: 'redirect', path: '/b' } },
      { kind: 'redirect', redirect: { path: '/b', status: 302 } },
    ],
    [
      'a fixed response with a body has a type',
      { target: { kind: 'fixedResponse', status: 503, body: 'Back at noon' } },
      { kind: 'respond', response: { status: 503, body: 'Back at noon', contentType: 'text/plain' } },
    ],
    [
      'a fixed response without a body has none',
      { target: { kind: 'fixedResponse', status: 204 } },
      { kind: 'respond', response: { status: 204 } },
    ],
    [
      'a canary by weight has a total',
      { canary: { target: other, weight: 5 } },
      { kind: 'forward', backends, canary: { service: { name: 'next', port: 80, createdByApp: false }, weight: 5, weightTotal: 100 } },
    ],
    [
      'a canary by header alone is for "always" and "never"',
      { canary: { target: other, header: 'X-A' } },
      {
        kind: 'forward',
        backends,
        canary: { service: { name: 'next', port: 80, createdByApp: false }, header: 'X-A' },
      },
    ],
  ])('%s', (_, input, action) => {
    expect(routeOf(input)).toEqual(action);
  });

  test.each<[string, Partial<RouteInput>]>([
    ['to a path that the route does not take', { target: { kind: 'redirect', path: '/b' } }],
    ['to a path that only begins like it', { target: { kind: 'redirect', path: '/ab' } }],
    ['to the same path of another host', { target: { kind: 'redirect', path: '/a', hostname: 'b.example.com' } }],
    ['to the same path on another port', { target: { kind: 'redirect', path: '/a', port: 8443 } }],
    ['below an exact path', { pathType: 'exact', target: { kind: 'redirect', path: '/a/b' } }],
  ])('a redirect that is no loop: %s', (_, input) => {
    expect(codesOf(() => routeOf(input))).toEqual([]);
  });
});

test.each<[string, string | number]>([
  ['the first port', 1],
  ['the last port', 65535],
  ['a name', 'http'],
  ['a name with a dash', 'http-2'],
  ['a name with one letter', '8080-a'],
])('a port of a Service: %s', (_, port) => {
  expect(normalizeService({ name: 'web', port, createdByApp: true }, 'shop', where).port).toBe(port);
});

test.each<[string, string | undefined, string | undefined]>([
  ['in the namespace of the routes has none of its own, so that one Service has one name', 'shop', undefined],
  ['of another namespace keeps it', 'other', 'other'],
])('a Service %s', (_, namespace, kept) => {
  const service = { name: 'web', port: 80, createdByApp: true, ...(namespace === undefined ? {} : { namespace }) };
  expect(normalizeService(service, 'shop', where).namespace).toBe(kept);
});

describe('certificates', () => {
  const routed = [
    { kind: 'exact', name: 'a.example.com' } as const,
    { kind: 'wildcard', domain: 'b.example.com' } as const,
    { kind: 'any' } as const,
  ];
  test('are for the hosts of the routes', () => {
    expect(normalizeTls({ secretName: 'cert', hosts: [] }, routed, where).hosts).toEqual(['a.example.com', '*.b.example.com']);
  });
  test('or for those that they are given, each once', () => {
    expect(normalizeTls({ hosts: ['c.example.com', 'c.example.com'] }, routed, where)).toEqual({ hosts: ['c.example.com'] });
  });
});

describe('names at their limits', () => {
  test.each([
    ['a namespace of 63 characters', () => checkNamespace('a'.repeat(63), where), []],
    ['a namespace of 64', () => checkNamespace('a'.repeat(64), where), ['name/not-a-label']],
    ['a name of 253', () => checkObjectName('Ingress', 'a'.repeat(253), where), []],
    ['a name of 254', () => checkObjectName('Ingress', 'a'.repeat(254), where), ['name/not-a-subdomain']],
    ['a label of 63', () => checkMetadata({ labels: { a: 'b'.repeat(63) } }, undefined, where), []],
    ['a label of 64', () => checkMetadata({ labels: { a: 'b'.repeat(64) } }, undefined, where), ['ingress/label-malformed']],
    ['an empty label', () => checkMetadata({ labels: { a: '' } }, undefined, where), []],
    ['a key with a domain', () => checkMetadata({ labels: { 'a.b/C_d': 'e' } }, undefined, where), []],
    [
      'a class by annotation, where there is no other',
      () => checkMetadata({ annotations: { 'kubernetes.io/ingress.class': 'a' } }, undefined, where),
      [],
    ],
  ])('%s', (_, act, codes) => {
    expect(codesOf(act)).toEqual(codes);
  });
});

test.each([
  ['cert', 'TLS with Secret "cert" has no host, and the PathIngress has none either'],
  [undefined, "TLS with the controller's default certificate has no host, and the PathIngress has none either"],
])('a certificate without a host: %s', (secretName, message) => {
  const tls = { hosts: [], ...(secretName === undefined ? {} : { secretName }) };
  expect(messageOf(() => normalizeTls(tls, [{ kind: 'any' }], 'test/shop'))).toContain(`[tls/without-host] ${message}\n`);
});
