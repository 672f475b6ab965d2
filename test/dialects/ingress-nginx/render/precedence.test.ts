import * as fc from 'fast-check';
import { PathType, Rewrite } from '../../../../src';
import { collectWarnings, type Manifest, SHOP, synthRoutes, to } from '../../../synth-routes';
import { readsRegex, takenBy } from './controller-order';

collectWarnings();

/**
 * Where one route of a host rewrites, the controller tries all paths of the host as expressions, the longest text first. Written as
 * `path-text.ts` writes them, the same route wins as by the words of the Ingress API: the exact path first, then the longest prefix.
 */
interface Route {
  readonly path: string;
  readonly exact: boolean;
  readonly rewrite: 'none' | 'strip' | 'replace' | 'whole';
}

const segment = fc.constantFrom('a', 'b', 'ab', 'a.b', 'a-b', 'x1', 'a_b', 'bb');
const segments = fc.array(segment, { maxLength: 4 });
const route: fc.Arbitrary<Route> = fc.record({
  path: fc.tuple(segments, fc.boolean()).map(([parts, slash]) => `/${parts.join('/')}${slash && parts.length > 0 ? '/' : ''}`),
  exact: fc.boolean(),
  rewrite: fc.constantFrom('none', 'strip', 'replace', 'whole'),
});
/** No two that are one to the Ingress API: its prefixes know no slash at the end. */
const routes = fc.uniqueArray(route, { minLength: 1, maxLength: 8, selector: ({ path, exact }) => (exact ? `= ${path}` : trimmed(path)) });
const probe = fc
  .tuple(segments, fc.constantFrom('', '/', '/x', 'x'))
  .map(([parts, end]) => `/${parts.join('/')}${parts.length === 0 ? end.replace('/', '') : end}`);

const trimmed = (path: string) => (path === '/' ? '' : path.replace(/\/$/, ''));

/** By the words of the Ingress API. */
function meant(all: readonly Route[], request: string): Route | undefined {
  const exact = all.find((one) => one.exact && one.path === request);
  if (exact !== undefined) return exact;
  const below = all.filter((one) => !one.exact && (request === trimmed(one.path) || request.startsWith(`${trimmed(one.path)}/`)));
  return below.sort((a, b) => b.path.length - a.path.length)[0];
}

function arrives(one: Route, request: string): string {
  if (one.rewrite === 'whole') return '/new';
  if (one.exact || one.rewrite === 'none') return request;
  const rest = request.slice(trimmed(one.path).length);
  return one.rewrite === 'strip' ? rest || '/' : `/new${rest}`;
}

const nameOf = (one: Route) =>
  `s${Buffer.from(`${one.exact ? '=' : ''}${trimmed(one.path)}`)
    .toString('hex')
    .slice(0, 60)}`;

function manifestsOf(all: readonly Route[]): Manifest[] {
  const rewrites = { strip: Rewrite.stripPrefix(), replace: Rewrite.replacePrefix('/new'), whole: Rewrite.replacePath('/new') };
  return synthRoutes((ingress) => {
    for (const one of all) {
      const rewrite = one.rewrite === 'none' || (one.exact && one.rewrite !== 'whole') ? undefined : rewrites[one.rewrite];
      ingress.addRoute(one.path, to(nameOf(one)), {
        pathType: one.exact ? PathType.EXACT : PathType.PREFIX,
        ...(rewrite === undefined ? {} : { rewrite }),
      });
    }
    ingress.addRoute('/zzz', to('zzz'), { rewrite: Rewrite.stripPrefix() });
  });
}

test('the same route wins under regular expressions as by the words of the Ingress API, and the backend sees what was meant', () => {
  fc.assert(
    fc.property(routes, fc.array(probe, { minLength: 1, maxLength: 12 }), (all, probes) => {
      const manifests = manifestsOf(all);
      expect(readsRegex(manifests, SHOP)).toBe(true);
      for (const request of [...probes, ...all.map(({ path }) => path), ...all.map(({ path }) => `${trimmed(path)}/y`)]) {
        const winner = meant(all, request);
        const taken = takenBy(manifests, SHOP, request);
        expect([request, taken?.service, taken?.path]).toEqual([
          request,
          winner === undefined ? undefined : nameOf(winner),
          winner === undefined ? undefined : arrives(winner, request),
        ]);
      }
    }),
    { numRuns: 300 },
  );
});

test('the order in which routes are added does not matter', () => {
  fc.assert(
    fc.property(
      routes.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const probes = all.flatMap(({ path }) => [path, `${trimmed(path)}/y`]);
        const winners = (of: readonly Route[]) => {
          const manifests = manifestsOf(of);
          return probes.map((request) => takenBy(manifests, SHOP, request));
        };
        expect(winners(shuffled)).toEqual(winners(all));
      },
    ),
    { numRuns: 100 },
  );
});

test.each([
  ['an exact path before a prefix with the same text', '/a', ['exact /a', 'prefix /a'], 'exact /a'],
  ['an exact path with a slash before a prefix without', '/a/', ['prefix /a', 'exact /a/'], 'exact /a/'],
  ['a longer prefix before a shorter one', '/a/b/c', ['prefix /a', 'prefix /a/b'], 'prefix /a/b'],
  ['any prefix before the root', '/a', ['prefix /', 'prefix /a'], 'prefix /a'],
  ['the exact root before the root', '/', ['prefix /', 'exact /'], 'exact /'],
  ['a prefix of the same length does not take what only begins like it', '/ab', ['prefix /aa', 'prefix /ab'], 'prefix /ab'],
])('%s', (_, request, texts, winner) => {
  const all = texts.map((text): Route => ({ path: text.split(' ')[1]!, exact: text.startsWith('exact'), rewrite: 'none' }));
  expect(takenBy(manifestsOf(all), SHOP, request)?.service).toBe(nameOf(all[texts.indexOf(winner)]!));
});
