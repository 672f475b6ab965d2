import { type CanaryOptions, HttpMethod, RequestMatch, Rewrite, RouteTarget } from '../../../../src';
import type { RouteOptions } from '../../../../src/api/routes/route-options';
import { expectValid } from '../../../kubernetes-schema';
import { codesOf, collectWarnings, nginxAnnotations, ruleLines, SHOP, synthRoutes, to } from '../../../synth-routes';

const warnings = collectWarnings();

const synthCanary = (canary: Omit<CanaryOptions, 'target'>, options: RouteOptions = {}) => {
  const manifests = synthRoutes((ingress) =>
    ingress.addRoute('/x', to('main'), { ...options, canary: { target: to('next', 81), ...canary } }),
  );
  expectValid(manifests);
  return manifests;
};

test.each<[string, Omit<CanaryOptions, 'target'>, { [name: string]: string }]>([
  ['by the values "always" and "never" of a header', { header: 'X-Canary' }, { 'canary-by-header': 'X-Canary' }],
  [
    'by a value of a header',
    { matches: [RequestMatch.header('X-Canary', 'v2')] },
    { 'canary-by-header': 'X-Canary', 'canary-by-header-value': 'v2' },
  ],
  [
    'by a pattern, which the controller would look for anywhere in the value',
    { matches: [RequestMatch.headerPattern('X-Canary', 'v[2-9]|next')] },
    { 'canary-by-header': 'X-Canary', 'canary-by-header-pattern': '^(?:v[2-9]|next)$' },
  ],
  [
    'by a pattern that says where it begins and ends',
    { matches: [RequestMatch.headerPattern('X-Canary', '^v[2-9]$')] },
    { 'canary-by-header': 'X-Canary', 'canary-by-header-pattern': '^v[2-9]$' },
  ],
  [
    'by a pattern that says it for each of two alternatives alone',
    { matches: [RequestMatch.headerPattern('X-Canary', '^a|b$')] },
    { 'canary-by-header': 'X-Canary', 'canary-by-header-pattern': '^(?:^a|b$)$' },
  ],
  [
    'by a pattern that ends in a dollar sign of its own',
    { matches: [RequestMatch.headerPattern('X-Canary', '^a\\$')] },
    { 'canary-by-header': 'X-Canary', 'canary-by-header-pattern': '^(?:^a\\$)$' },
  ],
  [
    'by a header with whatever value, and else by a cookie',
    { matches: [RequestMatch.headerPresent('X-Canary')], cookie: 'beta' },
    { 'canary-by-header': 'X-Canary', 'canary-by-header-pattern': '.*', 'canary-by-cookie': 'beta' },
  ],
  ['by a cookie', { cookie: 'beta' }, { 'canary-by-cookie': 'beta' }],
  ['by weight, in percent', { weight: 5 }, { 'canary-weight': '5' }],
  ['by weight, of a total', { weight: 5, weightTotal: 1000 }, { 'canary-weight': '5', 'canary-weight-total': '1000' }],
  [
    'by weight of a total below 100, which the controller would take for 100',
    { weight: 1, weightTotal: 3 },
    { 'canary-weight': '34', 'canary-weight-total': '102' },
  ],
  ['by weight of a total that divides 100', { weight: 3, weightTotal: 4 }, { 'canary-weight': '75' }],
  ['with nothing yet', { weight: 0 }, { 'canary-weight': '0' }],
  [
    'by all of them',
    { header: 'X-Canary', cookie: 'beta', weight: 5 },
    { 'canary-by-header': 'X-Canary', 'canary-by-cookie': 'beta', 'canary-weight': '5' },
  ],
])('a canary %s', (_, canary, annotations) => {
  const [main, other] = synthCanary(canary);
  expect(nginxAnnotations(main)).toEqual({});
  expect(nginxAnnotations(other)).toEqual({ canary: 'true', ...annotations });
  expect([main, other].map((manifest) => [manifest?.metadata.name, ...ruleLines(manifest)])).toEqual([
    ['shop', `${SHOP}/x Prefix main:80`],
    ['shop-x-canary', `${SHOP}/x Prefix next:81`],
  ]);
});

test('the canary of a rewritten route has its very path, by which the controller finds it; what it rewrites says the main Ingress', () => {
  const manifests = synthCanary({ weight: 5 }, { rewrite: Rewrite.stripPrefix() });
  expect(manifests.map((manifest) => [nginxAnnotations(manifest), ...ruleLines(manifest)])).toEqual([
    [{ 'rewrite-target': '/$2', 'use-regex': 'true' }, `${SHOP}/x(/|$)(.*) ImplementationSpecific main:80`],
    [{ canary: 'true', 'canary-weight': '5' }, `${SHOP}/x(/|$)(.*) ImplementationSpecific next:81`],
  ]);
});

test.each<[string, Omit<CanaryOptions, 'target'>]>([
  ['another condition than a header', { matches: [RequestMatch.method(HttpMethod.GET)] }],
  ['two headers', { matches: [RequestMatch.header('X-A', 'a'), RequestMatch.header('X-B', 'b')] }],
  ['a value of one header and "always" in another', { matches: [RequestMatch.header('X-A', 'a')], header: 'X-B' }],
])('a canary by %s is refused: the controller has one header for a canary', (_, canary) => {
  expect(codesOf(() => synthCanary(canary))).toEqual(['feature/not-supported']);
});

test.each<[string, [number, number], { [name: string]: string }]>([
  ['halves', [1, 1], { 'canary-weight': '50' }],
  ['percent', [90, 10], { 'canary-weight': '10' }],
  ['thirds', [1, 2], { 'canary-weight': '68', 'canary-weight-total': '102' }],
  ['thousandths', [999, 1], { 'canary-weight': '1', 'canary-weight-total': '1000' }],
  ['all to the second', [0, 1], { 'canary-weight': '100' }],
  ['all to the first', [1, 0], { 'canary-weight': '0' }],
])('two weighted Services are a canary: %s', (_, [first, second], annotations) => {
  const target = RouteTarget.weighted({ target: to('main'), weight: first }, { target: to('next'), weight: second });
  const manifests = synthRoutes((ingress) => ingress.addRoute('/x', target));
  expectValid(manifests);
  expect(manifests.map(ruleLines)).toEqual([[`${SHOP}/x Prefix main:80`], [`${SHOP}/x Prefix next:80`]]);
  expect(nginxAnnotations(manifests[1])).toEqual({ canary: 'true', ...annotations });
});

test('one weighted Service is just a Service', () => {
  const manifests = synthRoutes((ingress) => ingress.addRoute('/x', RouteTarget.weighted({ target: to('main'), weight: 7 })));
  expect(manifests.map(ruleLines)).toEqual([[`${SHOP}/x Prefix main:80`]]);
});

describe('a canary hangs on the Service of its route', () => {
  test.each<[string, RouteOptions, string]>([
    ['a route without one', {}, 'main'],
    ['a route with another Service', { canary: { target: to('third'), weight: 5 } }, 'main'],
  ])('so %s loses requests to it', (_, options, service) => {
    synthRoutes((ingress) => {
      ingress.addRoute('/x', to('main'), { canary: { target: to('next'), weight: 5 } });
      ingress.addRoute('/y', to(service), options);
    });
    expect(warnings).toEqual([
      `[test/shop] [ingress-nginx/canary-takes-more] route "${SHOP}/y" will lose requests to the canary of route "${SHOP}/x", because both go to main:80\n` +
        '    why: ingress-nginx assigns a canary to the Service and port, not to the route\n' +
        '    fix: give one of the routes a Service or port of its own',
    ]);
  });

  test.each<[string, RouteOptions, string]>([
    ['a route to another Service', {}, 'other'],
    ['a route with the same canary', { canary: { target: to('next'), weight: 5 } }, 'main'],
  ])('%s does not mind', (_, options, service) => {
    synthRoutes((ingress) => {
      ingress.addRoute('/x', to('main'), { canary: { target: to('next'), weight: 5 } });
      ingress.addRoute('/y', to(service), options);
    });
    expect(warnings).toEqual([]);
  });
});
