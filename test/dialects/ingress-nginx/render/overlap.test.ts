import { Size } from 'cdk8s';
import { PathType, Rewrite, RouteTarget } from '../../../../src';
import type { RouteOptions } from '../../../../src/api/routes/route-options';
import { codesOf, collectWarnings, messageOf, SHOP, synthRoutes, to } from '../../../synth-routes';

collectWarnings();

const { EXACT, IMPLEMENTATION_SPECIFIC, REGEX } = PathType;
const apart: RouteOptions = { maxBodySize: Size.mebibytes(1) };
type Route = readonly [string, RouteOptions];

const codes = (...routes: readonly Route[]) =>
  codesOf(() =>
    synthRoutes((ingress) => {
      routes.forEach(([path, options], i) => {
        ingress.addRoute(path, to(`s${i}`), options);
      });
    }),
  );

/** What the webhook says, recorded from the controller: cases merge/dup-*, merge/foo-and-foo-slash, extra/*-two-ingresses. */
describe('two Ingresses with one path', () => {
  test.each<[string, Route, Route]>([
    ['Prefix and Exact, of which the second to come is refused', ['/foo', {}], ['/foo', { pathType: EXACT, ...apart }]],
    ['Exact and Prefix', ['/foo', { pathType: EXACT }], ['/foo', apart]],
    ['Exact and Prefix at the root', ['/', { pathType: EXACT }], ['/', apart]],
    ['Prefix and ImplementationSpecific', ['/foo', {}], ['/foo', { pathType: IMPLEMENTATION_SPECIFIC, ...apart }]],
    ['Prefix and Exact with a slash: a Prefix has a location for both', ['/foo', {}], ['/foo/', { pathType: EXACT, ...apart }]],
    ['Prefix and ImplementationSpecific with a slash', ['/foo', {}], ['/foo/', { pathType: IMPLEMENTATION_SPECIFIC, ...apart }]],
    ['the same text of a pattern', ['/a(/|$)(.*)', { pathType: REGEX }], ['/a', apart]],
  ])('%s', (_, one, other) => {
    expect(codes(one, other)).toEqual(['ingress-nginx/overlap']);
    expect(codes(other, one)).toEqual(['ingress-nginx/overlap']);
  });

  test.each<[string, Route, Route]>([
    ['another path', ['/foo', {}], ['/bar', apart]],
    ['a path below', ['/foo', {}], ['/foo/bar', { pathType: EXACT, ...apart }]],
    ['Exact with and without slash', ['/foo', { pathType: EXACT }], ['/foo/', { pathType: EXACT, ...apart }]],
    [
      'Prefix and Exact under regular expressions, where texts differ',
      ['/foo', { rewrite: Rewrite.stripPrefix() }],
      ['/foo', { pathType: EXACT }],
    ],
  ])('have nothing to do with each other: %s', (_, one, other) => {
    expect(codes(one, other)).toEqual([]);
  });

  test('another host has nothing to do with it', () => {
    expect(codes(['/foo', {}], ['/foo', { pathType: EXACT, host: 'other.example.com' }])).toEqual([]);
  });

  test('a canary may have the path of its route', () => {
    expect(codes(['/foo', { canary: { target: to('next'), weight: 5 } }])).toEqual([]);
    expect(codes(['/foo', {}], ['/foo', { pathType: EXACT, ingressNginx: { canary: true, canaryWeight: 5 } }])).toEqual([]);
  });

  test('a default backend holds "/" too', () => {
    const build = () =>
      synthRoutes((ingress) => {
        ingress.addRoute('/', to('front'), { pathType: EXACT });
        ingress.addDefaultBackend(to('fallback'));
      });
    expect(messageOf(build)).toBe(
      'Validation failed with the following errors:\n' +
        `  [test/shop] [ingress-nginx/overlap] route "${SHOP}/ (default backend)" conflicts with "${SHOP}/ (Exact)" of another Ingress\n` +
        '    why: the admission webhook of ingress-nginx refuses a path that another Ingress of the host has; a Prefix path counts both with and without "/" at its end\n' +
        '    fix: give both routes the same policies and rewrite in one PathIngress, so that they share an Ingress, or change one of the paths',
    );
  });

  test('a redirect is an Ingress of its own', () => {
    const build = () =>
      synthRoutes((ingress) => {
        ingress.addRoute('/foo', to('foo'));
        ingress.addRoute('/foo', RouteTarget.redirect({ path: '/bar' }), { pathType: EXACT });
      });
    expect(codesOf(build)).toEqual(['ingress-nginx/overlap']);
  });
});

/** Recorded: priority/prefix-vs-implspec-same (the second is ignored), extra/dup-foo-implspec-slash (nginx refuses the configuration). */
describe('one Ingress with two paths that are one location', () => {
  test.each<[string, Route, Route]>([
    ['Prefix and ImplementationSpecific', ['/foo', {}], ['/foo', { pathType: IMPLEMENTATION_SPECIFIC }]],
    [
      'ImplementationSpecific with and without slash',
      ['/foo', { pathType: IMPLEMENTATION_SPECIFIC }],
      ['/foo/', { pathType: IMPLEMENTATION_SPECIFIC }],
    ],
  ])('%s', (_, one, other) => {
    expect(codes(one, other)).toEqual(['ingress-nginx/same-location']);
    expect(codes(other, one)).toEqual(['ingress-nginx/same-location']);
  });

  test.each<[string, Route, Route]>([
    ['Prefix and Exact', ['/foo', {}], ['/foo', { pathType: EXACT }]],
    ['Prefix and Exact with a slash', ['/foo', {}], ['/foo/', { pathType: EXACT }]],
    ['Exact and ImplementationSpecific', ['/foo', { pathType: EXACT }], ['/foo', { pathType: IMPLEMENTATION_SPECIFIC }]],
  ])('%s are two locations', (_, one, other) => {
    expect(codes(one, other)).toEqual([]);
  });
});
