import fc from 'fast-check';
import { looksAlike } from '../../../src/proof/diff/classify';
import { diffTables } from '../../../src/proof/diff/diff-tables';
import type { RoutingRequest } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import type { Candidate, Condition, Gate, Outcome, PathTest, RequestRules, RoutingTableData, Step } from '../../../src/table/routing-table';
import { ENVOY, NGINX, ORIGIN as origin, tableOf, to } from './table';

/** So many pairs of tables are compared, half of them of one codec and half of two. */
const PAIRS = Number(process.env.PAIRS ?? 300);

// ---- tables with every feature

const CODECS: readonly RequestRules[] = [
  NGINX,
  { codec: 'haproxy', trustsForwardedHeaders: false, regexSyntax: 'pcre2' },
  ENVOY,
  { codec: 'go', cleanPaths: true, trailingDot: 'ignored', trustsForwardedHeaders: false, regexSyntax: 'go' },
];

const path = fc.oneof(
  fc.record({
    kind: fc.constantFrom('exact', 'segmentPrefix', 'stringPrefix'),
    path: fc.constantFrom('/', '/a', '/a/b', '/ab', '/b', '/A'),
    caseSensitive: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('wildcard'), pattern: fc.constantFrom('/a*', '/?', '*b', '/a*b'), caseSensitive: fc.boolean() }),
  fc.record({
    kind: fc.constant('regex'),
    pattern: fc.constantFrom(
      '^/a',
      'b$',
      '^/(a|b)+$',
      '/a/?b',
      '^/[ab]{2,3}/',
      '^/a(/|$)(.*)',
      '.',
      '^/(a*)*b',
      'a.*b',
      '^/a|b$',
      '^/a{0}b',
      '^/(?:a|[^a])b',
      '(?i:^/A)b',
      '^/\\w+$',
    ),
    caseSensitive: fc.boolean(),
  }),
) as fc.Arbitrary<PathTest>;

/** Of PCRE alone. */
const looking = fc.record({
  kind: fc.constant('regex'),
  pattern: fc.constantFrom('^/(?!a)', '^/(?=a).b', '/(.)\\1', '^/(?!a|b/).*$', '(?<=a)b', '\\bb'),
  caseSensitive: fc.boolean(),
}) as fc.Arbitrary<PathTest>;

const rewriteWith = (
  pattern: string,
  ...substitution: Extract<Extract<Step, { kind: 'rewrite' }>['rewrite'], { kind: 'regexReplaceAll' }>['substitution']
): Step => ({
  kind: 'rewrite',
  rewrite: { kind: 'regexReplaceAll', pattern, caseSensitive: true, substitution, statusIfEmpty: 500 },
  origin,
});
const gate: Gate = { kind: 'clientAddress', allow: ['10.0.0.0/8'], deny: [], status: 403 };

const steps = fc.constantFrom<readonly Step[]>(
  [],
  [],
  [{ kind: 'rewrite', rewrite: { kind: 'replacePrefix', prefix: '/a', caseSensitive: true, replacement: '/' }, origin }],
  [{ kind: 'rewrite', rewrite: { kind: 'replacePrefix', prefix: '/a', caseSensitive: true, replacement: '/b' }, origin }],
  [{ kind: 'rewrite', rewrite: { kind: 'replacePath', path: '/z' }, origin }],
  [{ kind: 'rewrite', rewrite: { kind: 'replaceBeginning', beginning: '/a', replacement: '/b' }, origin }],
  [rewriteWith('^/a(/|$)(.*)', '/', { capture: 2 })],
  [rewriteWith('/a/?(.*)', '/', { capture: 1 })],
  [rewriteWith('^/a(/|$)(.*)', '/b', { capture: 1 }, { capture: 2 })],
  [rewriteWith('/a', '/z')],
  [{ kind: 'gate', gate, origin }],
  [{ kind: 'when', conditions: [{ kind: 'method', methods: ['POST'] }], outcome: to('posted'), origin }],
);

const condition = fc.constantFrom<Condition>(
  { kind: 'header', name: 'Version', test: { kind: 'equals', value: '2' } },
  { kind: 'header', name: 'Version', test: { kind: 'matches', pattern: '^[23]$', caseSensitive: true } },
  { kind: 'method', methods: ['GET'] },
  { kind: 'parameter', name: 'v', test: { kind: 'equals', value: '2' } },
  { kind: 'cookie', name: 'c', test: { kind: 'present' } },
  { kind: 'not', condition: { kind: 'header', name: 'Version', test: { kind: 'present' } } },
  { kind: 'scheme', scheme: 'https', as: 'received' },
  { kind: 'path', path: { kind: 'regex', pattern: 'b$', caseSensitive: true } },
  { kind: 'clientAddress', networks: ['10.0.0.0/9'] },
);

const outcome = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('one', 'two').map(to) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Outcome>(
      { kind: 'weighted', alternatives: [0.5, 0.5].map((share, i) => ({ share, outcome: to(i === 0 ? 'one' : 'two') })) },
      { kind: 'redirect', status: 301, location: { text: ['https://', { variable: 'host' }, { variable: 'target' }], pathOnly: 'kept' } },
      {
        kind: 'redirect',
        status: 301,
        location: { text: ['https://', { variable: 'host' }, { variable: 'path' }, { variable: 'search' }], pathOnly: 'kept' },
      },
      { kind: 'answer', status: 404, because: 'closed' },
    ),
  },
);

const candidateWith = (test: fc.Arbitrary<PathTest>): fc.Arbitrary<Candidate> =>
  fc
    .record({
      path: test,
      outcome,
      steps,
      conditions: fc.array(condition, { maxLength: 2 }),
      rank: fc.constantFrom(undefined, undefined, undefined, 1),
    })
    .map(({ path: one, conditions, rank, ...rest }) => ({
      match: { path: one, ...(conditions.length === 0 ? {} : { conditions }) },
      effects: [],
      origin,
      ...rest,
      ...(rank === undefined ? {} : { rank }),
    }));

/** Candidates of one rank stand together in a list. */
function inList(candidates: readonly Candidate[]): readonly Candidate[] {
  const first = candidates.findIndex(({ rank }) => rank !== undefined);
  if (first < 0) return candidates;
  const ranked = candidates.filter(({ rank }) => rank !== undefined);
  return [...candidates.slice(0, first), ...ranked, ...candidates.slice(first).filter(({ rank }) => rank === undefined)];
}

// ---- all short requests

const LETTERS = ['/', 'a', 'A', 'b', '.'];
const below = (text: string, depth: number): readonly string[] =>
  depth === 0 ? [text] : [text, ...LETTERS.flatMap((letter) => below(text + letter, depth - 1))];
const PATHS = below('/', 4);

/** The paths that all codecs read alike. */
const isPlain = (text: string): boolean => !/\/\/|\/\.{1,2}(?:\/|$)/.test(text);

/** Within the network that conditions ask for, and outside of it. */
const ADDRESSES = ['10.1.0.0', '10.200.0.0'];

const VARIANTS: readonly (Omit<RoutingRequest, 'target' | 'host'> & { readonly query?: string })[] = [
  {},
  { method: 'POST' },
  { scheme: 'https' },
  { headers: { Version: '2' } },
  { headers: { Version: '3' } },
  { headers: { Version: '4', Cookie: 'c=1' } },
  { query: '?v=2' },
  { query: '?v=3', method: 'POST' },
  ...ADDRESSES.map((clientAddress) => ({ clientAddress })),
];

function* requests(plainAlone: boolean): Generator<RoutingRequest> {
  for (const text of PATHS) {
    if (plainAlone && !isPlain(text)) continue;
    for (const { query = '', ...more } of VARIANTS) yield { host: 'shop.example.com', target: text + query, ...more };
  }
}

/** The verdict, after both directions were compared with the enumeration. */
function judge(before: RoutingTableData, after: RoutingTableData): string {
  const { verdict, differences, raw } = diffTables(before, after);
  for (const { request } of [...differences, ...raw]) expect(looksAlike(resolve(before, request), resolve(after, request))).toBe(false);
  if (verdict !== 'same') return verdict;
  for (const request of requests(before.requests.codec !== after.requests.codec)) judgeRequest(before, after, request);
  return verdict;
}

function judgeRequest(before: RoutingTableData, after: RoutingTableData, request: RoutingRequest): void {
  const [one, other] = [resolve(before, request), resolve(after, request)];
  if (one.undecided === undefined && other.undecided === undefined) {
    if (!looksAlike(one, other)) expect({ request, one, other }).toBe('the same');
  } else if (request.clientAddress === undefined && (one.undecided === undefined) !== (other.undecided === undefined)) {
    // Every request comes from some address, and one side decides nothing without it.
    for (const clientAddress of ADDRESSES) judgeRequest(before, after, { ...request, clientAddress });
  } else {
    // Both may leave the same to chance.
    expect([request, one.undecided === undefined]).toEqual([request, other.undecided === undefined]);
  }
}

const counts = new Map<string, Map<string, number>>();
const count = (property: string, verdict: string): void => {
  const found = counts.get(property) ?? new Map<string, number>();
  counts.set(property, found.set(verdict, (found.get(verdict) ?? 0) + 1));
};
afterAll(() => {
  for (const [property, found] of counts)
    process.stdout.write(`brute force: ${property}: ${[...found].map(([verdict, number]) => `${number} ${verdict}`).join(', ')}\n`);
});

/** Without some of each the property would test nothing. */
const isTold = (property: string): void =>
  expect([...(counts.get(property)?.keys() ?? [])].sort()).toEqual(expect.arrayContaining(['different', 'same']));

const tests = fc.oneof({ weight: 5, arbitrary: path }, { weight: 1, arbitrary: looking });

test('one codec: enumeration of all short requests finds no difference where none is said to be, and every request that is named is one', () => {
  const candidates = fc.array(candidateWith(tests), { maxLength: 4 });
  const property = fc.property(
    candidates,
    candidates,
    fc.constantFrom(0, 1),
    fc.constantFrom('same', 'longer', 'other', 'other'),
    (one, other, codec, how) => {
      const requestRules = { requests: CODECS[codec] as RequestRules };
      const before = tableOf(inList(one), requestRules);
      const after = tableOf(inList(how === 'other' ? other : how === 'longer' ? [...one, ...other] : [...one]), requestRules);
      count('one codec', judge(before, after));
    },
  );
  fc.assert(property, { numRuns: PAIRS / 2 });
  isTold('one codec');
});

test('two codecs: the same of all short plain requests', () => {
  const candidates = fc.array(candidateWith(path), { maxLength: 3 });
  const codec = fc.nat({ max: CODECS.length - 1 });
  const property = fc.property(candidates, candidates, codec, codec, fc.boolean(), (one, other, first, second, alike) => {
    const before = tableOf(inList(one), { controller: 'one', requests: CODECS[first] as RequestRules });
    const after = tableOf(inList(alike ? one : other), { controller: 'other', requests: CODECS[second] as RequestRules });
    count('two codecs', judge(before, after));
  });
  fc.assert(property, { numRuns: PAIRS / 2 });
  isTold('two codecs');
});

test('a table is the same as itself, and two tables have the same verdict in the other order', () => {
  const candidates = fc.array(candidateWith(tests), { maxLength: 4 });
  fc.assert(
    fc.property(candidates, candidates, (one, other) => {
      const verdictOf = (before: readonly Candidate[], after: readonly Candidate[]) =>
        diffTables(tableOf(inList(before)), tableOf(inList(after))).verdict;
      expect(verdictOf(one, one)).toBe('same');
      expect(verdictOf(one, other)).toBe(verdictOf(other, one));
    }),
    { numRuns: 60 },
  );
});
