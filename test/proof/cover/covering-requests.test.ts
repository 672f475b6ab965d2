import fc from 'fast-check';
import { coveringRequests } from '../../../src/proof/cover/covering-requests';
import type { RoutingRequest } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import type { Candidate, Condition, Outcome, PathTest, RoutingTableData } from '../../../src/table/routing-table';
import { NGINX, ORIGIN, on, tableOf, to } from '../diff/table';

/** Each candidate has an origin of its own, by which a decision names it. */
const numbered = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.map((one, index) => ({ ...one, origin: { ...ORIGIN, field: `f${index}` } }));

const text = fc.constantFrom('/', '/a', '/b', '/a/b', '/A');
const path: fc.Arbitrary<PathTest> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('exact' as const, 'segmentPrefix' as const, 'stringPrefix' as const),
    path: text,
    caseSensitive: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('regex' as const),
    pattern: fc.constantFrom('^/a+$', '^/[ab]', 'b$', '^/(?!a)'),
    caseSensitive: fc.boolean(),
  }),
);
const condition = fc.constantFrom<Condition>(
  { kind: 'method', methods: ['POST'] },
  { kind: 'header', name: 'Version', test: { kind: 'equals', value: '2' } },
  { kind: 'scheme', scheme: 'https', as: 'received' },
  { kind: 'parameter', name: 'v', test: { kind: 'equals', value: '2' } },
);
const outcome = fc.constantFrom<Outcome>(to('one'), to('two'), { kind: 'answer', status: 403, because: 'closed' });
const candidates = fc
  .array(fc.record({ path, conditions: fc.array(condition, { maxLength: 1 }), outcome }), { maxLength: 4 })
  .map((all) =>
    numbered(all.map(({ path: one, conditions, outcome: end }) => ({ ...on(one, ''), match: { path: one, conditions }, outcome: end }))),
  );

const below = (start: string, depth: number): readonly string[] =>
  depth === 0 ? [start] : [start, ...['/', 'a', 'A', 'b', 'x'].flatMap((letter) => below(start + letter, depth - 1))];
const VARIANTS: readonly Partial<RoutingRequest>[] = [{}, { method: 'POST' }, { scheme: 'https' }, { headers: { Version: '2' } }];
const REQUESTS = below('/', 3).flatMap((target) =>
  VARIANTS.flatMap((more) => ['', '?v=2'].map((query) => ({ host: 'shop.example.com', target: target + query, ...more }))),
);

/** The candidates that some of the requests are taken by, and the answers where none does. */
const takenBy = (table: RoutingTableData, requests: readonly RoutingRequest[]): ReadonlySet<string> =>
  new Set(
    requests.flatMap((request) => {
      const { decidedBy, status, undecided } = resolve(table, request);
      return undecided === undefined ? [`${decidedBy?.field ?? 'nothing'} ${status ?? ''}`] : [];
    }),
  );

test('every route of either table that takes a short request takes one of the covering requests', () => {
  fc.assert(
    fc.property(candidates, candidates, (one, other) => {
      const tables = [tableOf(one), tableOf(other)] as const;
      const cover = coveringRequests(...tables).requests;
      for (const [index, table] of tables.entries()) {
        const found = takenBy(
          table,
          cover.map(({ request }) => request),
        );
        for (const cell of takenBy(table, REQUESTS))
          expect({ index, found: [...found], cell, has: found.has(cell) }).toMatchObject({ has: true });
      }
      // A request touches one cell of each table, so there are never more than cells.
      expect(new Set(cover.map(({ request }) => JSON.stringify(request))).size).toBe(cover.length);
    }),
    { numRuns: 150 },
  );
});

test('both answers are those of the tables', () => {
  const before = tableOf(numbered([on({ kind: 'segmentPrefix', path: '/cart', caseSensitive: true }, 'cart')]));
  const after = tableOf(numbered([on({ kind: 'stringPrefix', path: '/cart', caseSensitive: true }, 'basket')]));
  const { requests, left } = coveringRequests(before, after);
  expect(left).toEqual([]);
  for (const one of requests) expect([one.before, one.after]).toEqual([resolve(before, one.request), resolve(after, one.request)]);
  const ofHost = requests.filter(({ request }) => request.host === 'shop.example.com').map(({ request }) => request.target);
  // One of a route and one of none; what only one side takes is touched by those.
  expect(ofHost).toEqual(['/', '/cart']);
});

test('requests that are treated differently are preferred', () => {
  const two = (first: string, second: string) =>
    tableOf(
      numbered([
        on({ kind: 'exact', path: '/a', caseSensitive: true }, first),
        on({ kind: 'exact', path: '/b', caseSensitive: true }, second),
      ]),
    );
  const { requests } = coveringRequests(
    two('x', 'y'),
    tableOf(numbered([on({ kind: 'stringPrefix', path: '/', caseSensitive: true }, 'x')])),
  );
  expect(requests.map(({ request }) => request.target)).toContain('/b');
});

test('a request from some addresses has the answers to all others', () => {
  const inside: Condition = { kind: 'clientAddress', networks: ['10.0.0.0/8'] };
  const table = tableOf(
    numbered([
      {
        ...on({ kind: 'exact', path: '/a', caseSensitive: true }, 'a'),
        match: { path: { kind: 'exact', path: '/a', caseSensitive: true }, conditions: [inside] },
      },
    ]),
  );
  const [one] = coveringRequests(table, table).requests.filter(({ request }) => request.target === '/a');
  expect(one?.request.clientAddress).toMatch(/^10\./);
  expect(one?.fromElsewhere?.map(({ before }) => before.status)).toContain(404);
});

test('what cannot be followed is said', () => {
  const table = tableOf([], { requests: { ...NGINX } });
  const script = { kind: 'undecided', because: 'a script decides' } as const;
  const open = {
    ...table,
    hosts: table.hosts.map((host) => ({ ...host, candidates: [{ ...on({ kind: 'always' }, 'a'), outcome: script }] })),
  };
  expect(coveringRequests(open, open).left).toEqual([expect.objectContaining({ because: 'a script decides' })]);
});

test('a thousand routes are covered in a second or two', () => {
  const many = tableOf(
    numbered(
      Array.from({ length: 1000 }, (_, index) => on({ kind: 'segmentPrefix', path: `/shop/${index}`, caseSensitive: true }, `s${index}`)),
    ),
  );
  const start = Date.now();
  expect(coveringRequests(many, many).requests.length).toBeGreaterThan(1000);
  expect(Date.now() - start).toBeLessThan(5000);
});
