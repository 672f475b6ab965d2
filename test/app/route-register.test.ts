import { RouteRegister } from '../../src/app/check-app';
import { type NeutralRoute, NO_NATIVE, type RequestMatch, type RouteSet } from '../../src/model/neutral-route';

/** A PathIngress with routes for "a.b/x" that have these conditions. */
const shop = (construct: string, ...conditions: readonly (readonly RequestMatch[])[]): RouteSet => ({
  routes: conditions.map(
    (matches, index): NeutralRoute => ({
      hosts: [{ kind: 'exact', name: 'a.b' }],
      path: { kind: 'segmentPrefix', path: '/x' },
      ...(matches.length === 0 ? {} : { matches }),
      action: { kind: 'forward', backends: [{ service: { name: 'web', port: 80, createdByApp: false }, weight: 1 }] },
      policies: {},
      native: NO_NATIVE,
      origin: { construct, index },
    }),
  ),
  tls: [],
  hosts: {},
  policies: {},
  native: NO_NATIVE,
  hostMatches: [{ kind: 'exact', name: 'a.b' }],
  construct,
});
const header = (name: string, value: string): RequestMatch => ({ kind: 'header', name, value: { kind: 'exact', value } });

const duplicates = (...sets: readonly RouteSet[]) => {
  const register = new RouteRegister(sets);
  return sets.flatMap(({ construct }) => register.findingsOf(construct).map(({ code, where, what }) => ({ code, where, what })));
};

test('routes with one path and different conditions are different routes, and one may have none', () => {
  expect(duplicates(shop('one', [], [header('X-A', 'a')], [header('X-A', 'b')], [header('X-B', 'a')]))).toEqual([]);
});

test('routes with one path and the same conditions are there twice, as names of headers have no case', () => {
  expect(duplicates(shop('one', [header('X-A', 'a')]), shop('two', [header('x-a', 'a')]))).toEqual([
    { code: 'route/duplicate', where: 'two', what: 'route "a.b/x [header x-a = a]" (Prefix) is defined twice: also in "one"' },
  ]);
});
