import { diffTables } from '../../../src/proof/diff/diff-tables';
import { EFFECTS, type EffectName } from '../../../src/table/effects';
import type { RoutingRequest } from '../../../src/table/request';
import type { Candidate, Gate, PathTest, PatternHostEntry, RoutingTableData, Step } from '../../../src/table/routing-table';
import { entry, NONE, on, ORIGIN as origin, tableOf, tableWith } from './table';

const prefix = (path: string): PathTest => ({ kind: 'segmentPrefix', path, caseSensitive: true });
const regex = (pattern: string, caseSensitive = true): PathTest => ({ kind: 'regex', pattern, caseSensitive });
const verdictOf = (one: readonly Candidate[], other: readonly Candidate[]) => diffTables(tableOf(one), tableOf(other)).verdict;
const kindsOf = (one: readonly Candidate[], other: readonly Candidate[]) =>
  diffTables(tableOf(one), tableOf(other)).differences.map(({ kind }) => kind);

// ---- laws and examples

test.each<[string, readonly Candidate[], readonly Candidate[], string]>([
  ['a route behind one that takes all its requests', [on(prefix('/a'), 'x')], [on(prefix('/a'), 'x'), on(prefix('/a/b'), 'y')], 'same'],
  [
    'disjoint routes in another order',
    [on(prefix('/a'), 'x'), on(prefix('/b'), 'y')],
    [on(prefix('/b'), 'y'), on(prefix('/a'), 'x')],
    'same',
  ],
  ['two patterns of one language', [on(regex('^/((a*)*)*b$'), 'x')], [on(regex('^/a*b$'), 'x')], 'same'],
  ['a repeated alternative', [on(regex('^/(a|b)*a(a|b){8}$'), 'x')], [on(regex('^/[ab]*a[ab]{8}$'), 'x')], 'same'],
  [
    'the same back reference on both sides',
    [on(regex('^/(.)\\1'), 'x'), on(prefix('/'), 'y')],
    [on(regex('^/(.)\\1'), 'x'), on(prefix('/a'), 'y'), on(prefix('/'), 'y')],
    'same',
  ],
  ['patterns that differ in case alone', [on(regex('^/a', false), 'x')], [on(regex('^/a'), 'x')], 'different'],
  [
    'a segment and a beginning of text',
    [on(prefix('/a'), 'x')],
    [on({ kind: 'stringPrefix', path: '/a', caseSensitive: true }, 'x')],
    'different',
  ],
])('%s', (_, one, other, verdict) => {
  expect(verdictOf(one, other)).toBe(verdict);
});

test('a bomb stops at the limit, and all shorter paths are proved', () => {
  const one = tableOf([on(regex('^/(a|b)*a(a|b){20}$'), 'x')]);
  const other = tableOf([on(regex('^/[ab]*a[ab]{20}$'), 'x')]);
  const { verdict, undecided } = diffTables(one, other, { stateLimit: 2000 });
  expect(verdict).toBe('undecided');
  expect(undecided[0]?.provedLength).toBeGreaterThan(8);
});

test('the shortest path that both sides treat differently is the witness', () => {
  const { differences } = diffTables(tableOf([on(prefix('/foo'), 'x')]), tableOf([on(prefix('/foo'), 'x'), on(regex('^/foobar'), 'y')]));
  expect(differences.map(({ kind, request }) => [kind, request.target])).toEqual([['gained', '/foobar']]);
});

test('a wildcard host that a new name cuts out is compared', () => {
  const patterns = [
    { ...entry('*.example.com', [on(prefix('/'), 'x')]), match: { kind: 'oneLabel', domain: 'example.com', label: 'any' } as const },
  ];
  const before = tableOf([on(prefix('/'), 'x')], { patterns });
  const after = tableOf([], { patterns: [], hosts: [entry('shop.example.com', [on(prefix('/'), 'x')])] });
  expect(diffTables(before, after).differences.map(({ kind, hosts }) => [kind, hosts[0]])).toEqual([['lost', 'other.example.com']]);
});

// ---- mutations

const GATES: readonly Gate[] = [
  { kind: 'clientAddress', allow: ['10.0.0.0/8'], deny: [], status: 403 },
  { kind: 'clientAddress', allow: [], deny: ['10.0.0.0/8'], status: 403 },
  { kind: 'credentials', status: 401 },
  { kind: 'externalAuth', url: 'http://auth/', refusals: [{ status: 500 }] },
  { kind: 'clientCertificate', required: true, refusal: NONE, misdirectedStatus: 421 },
];

test.each(GATES)('a route that loses the gate %j is unguarded, and the other way round newly guarded', (gate) => {
  const guarded = [on(prefix('/a'), 'x', { steps: [{ kind: 'gate', gate, origin }] })];
  const open = [on(prefix('/a'), 'x')];
  expect(kindsOf(guarded, open)).toEqual(['unguarded']);
  expect(verdictOf(open, guarded)).toBe('different');
});

test('a route that is guarded by another service for authentication is not called the same', () => {
  const by = (url: string) => {
    const gate: Gate = { kind: 'externalAuth', url, refusals: [{ status: 401 }] };
    return [on(prefix('/a'), 'x', { steps: [{ kind: 'gate', gate, origin }] })];
  };
  const { differences } = diffTables(tableOf(by('http://one/')), tableOf(by('http://other/')));
  expect(differences.map(({ kind }) => kind)).toEqual(['unguarded']);
  const [change] = differences[0]?.changes ?? [];
  expect(change?.before.map(({ text }) => text)).not.toEqual(change?.after.map(({ text }) => text));
});

test('a route that no longer sends requests without TLS to https is unguarded', () => {
  const location = { text: ['https://', { variable: 'host' as const }, { variable: 'target' as const }], pathOnly: 'kept' as const };
  const step: Step = {
    kind: 'when',
    conditions: [{ kind: 'scheme', scheme: 'http', as: 'received' }],
    outcome: { kind: 'redirect', status: 308, location },
    origin,
  };
  expect(kindsOf([on(prefix('/a'), 'x', { steps: [step] })], [on(prefix('/a'), 'x')])).toEqual(['unguarded']);
  expect(kindsOf([on(prefix('/a'), 'x')], [on(prefix('/a'), 'x', { steps: [step] })])).toEqual(['guarded']);
});

test.each(Object.keys(EFFECTS) as EffectName[])('a route that loses the effect %s differs by the right kind', (effect) => {
  const guards = (EFFECTS[effect] as { readonly guards?: true }).guards === true;
  const one = [on(prefix('/a'), 'x', { effects: [{ effect, value: { origin: 'some' }, origin }] })];
  const other = [on(prefix('/a'), 'x', { effects: [{ effect, value: { origin: 'other' }, origin }] })];
  const none = [on(prefix('/a'), 'x')];
  expect(kindsOf(one, none)).toEqual([guards ? 'unguarded' : 'effect']);
  expect(kindsOf(one, other)).toEqual([guards ? 'unguarded' : 'effect']);
  expect(kindsOf(none, one)).toEqual([guards ? 'guarded' : 'effect']);
});

test('effects that are known of one side alone are no proof of equality', () => {
  const { effects: _, ...unknown } = on(prefix('/a'), 'x');
  expect(verdictOf([unknown], [on(prefix('/a'), 'x')])).toBe('undecided');
  const other = tableOf([unknown], { controller: 'another' });
  const set = [on(prefix('/a'), 'x', { effects: [{ effect: 'basicAuth', value: true, origin }] })];
  expect(diffTables(tableOf(set), other).verdict).toBe('undecided');
  // Of defaults alone the statement says that they are not compared.
  const { verdict, statement } = diffTables(tableOf([on(prefix('/a'), 'x')]), other);
  expect([verdict, statement]).toEqual(['same', expect.stringContaining('Not compared: limits, timeouts, headers')]);
});

// ---- parts of a table that are not followed must not count as equal

const A = [on(prefix('/a'), 'x')];
const diffOf = (before: RoutingTableData, after: RoutingTableData) => {
  const { verdict, undecided } = diffTables(before, after);
  return [verdict, ...new Set(undecided.map(({ because }) => because))];
};

test('a gate before all routes of a host that is lost is unguarded', () => {
  const gate: Step = { kind: 'gate', gate: GATES[0] as Gate, origin };
  const guarded = tableOf([], { hosts: [{ ...entry('shop.example.com', A), first: [gate] }] });
  expect(diffTables(guarded, tableOf(A)).differences.map(({ kind }) => kind)).toContain('unguarded');
});

test('pages of errors that differ are not called the same', () => {
  const errorPages = { ofBackend: true, pages: [], withoutAnswer: [], statusWithoutPath: 404 };
  const because = 'pages, Location headers or lengths of bodies differ';
  expect(diffOf(tableOf([on(prefix('/a'), 'x', { errorPages })]), tableOf(A))).toEqual(['undecided', because]);
});

test('an order that is left to chance is not called the same', () => {
  const byChance = [on(prefix('/a'), 'x', { rank: 1 }), on(prefix('/a'), 'y', { rank: 1 })];
  expect(diffOf(tableOf(byChance), tableOf(A))).toEqual(['undecided', 'the order of some routes is left to chance']);
});

test('conditions that requests are not varied for are not called the same', () => {
  const match = { path: prefix('/a'), conditions: [{ kind: 'writtenPath', pattern: '%2F' }] } as const;
  expect(diffOf(tableOf([{ ...on(prefix('/a'), 'y'), match }, ...A]), tableOf(A))).toEqual([
    'undecided',
    'conditions of kind writtenPath are compared on some requests',
  ]);
});

// ---- conditions

const when = (...conditions: NonNullable<Candidate['match']['conditions']>): readonly Candidate[] => [
  on(prefix('/a'), 'y', { match: { path: prefix('/a'), conditions } }),
  ...A,
];

test.each<[string, NonNullable<Candidate['match']['conditions']>[number], Partial<RoutingRequest>]>([
  ['a parameter', { kind: 'parameter', name: 'v', test: { kind: 'equals', value: '2' } }, { target: '/a?v=2' }],
  [
    'a pattern for a parameter',
    { kind: 'parameter', name: 'v', test: { kind: 'matches', pattern: '^b[0-9]$', caseSensitive: true } },
    { target: '/a?v=b0' },
  ],
  [
    'a pattern for a header',
    { kind: 'header', name: 'V', test: { kind: 'matches', pattern: '^(a|b)c+$', caseSensitive: true } },
    { target: '/a', headers: { V: 'ac' } },
  ],
  [
    'a part of the query',
    { kind: 'query', anyOf: [{ key: { kind: 'equals', value: 'v' }, value: { kind: 'wildcard', pattern: '2*', caseSensitive: true } }] },
    { target: '/a?v=2' },
  ],
  ['a length', { kind: 'bodyLength', moreThanBytes: 7 }, { target: '/a', headers: { 'Content-Length': '8' } }],
  ['a port', { kind: 'port', ports: [8443] }, { target: '/a', port: 8443 }],
  ['a network', { kind: 'clientAddress', networks: ['10.0.0.0/8'] }, { target: '/a', clientAddress: '10.0.0.0' }],
  ['a second test of the path', { kind: 'path', path: regex('c$') }, { target: '/a/c' }],
  ['the name of the host', { kind: 'hostName', test: { kind: 'equals', value: 'shop.example.com' } }, { target: '/a' }],
])('requests with %s are told apart, and without the condition on both sides nothing is', (_, condition, request) => {
  const { verdict, differences } = diffTables(tableOf(when(condition)), tableOf(A));
  expect([verdict, differences[0]?.request]).toEqual(['different', expect.objectContaining(request)]);
  // The same written in another way.
  expect(
    verdictOf(when(condition), [on(regex('^/a(/|$)'), 'y', { match: { path: regex('^/a(/|$)'), conditions: [condition] } }), ...A]),
  ).toBe('same');
});

test('networks that lie in each other are told apart at their edges', () => {
  const from = (network: string, service: string): Candidate =>
    on(prefix('/a'), service, { match: { path: prefix('/a'), conditions: [{ kind: 'clientAddress', networks: [network] }] } });
  const one = [from('10.0.0.0/16', 'x'), from('10.0.0.0/8', 'y'), ...A];
  const other = [from('10.0.0.0/16', 'x'), ...A];
  expect(diffTables(tableOf(one), tableOf(other)).differences.map(({ request }) => request.clientAddress)).toEqual(['10.1.0.0']);
});

test('a port with routes on one side alone is told apart, and a listener that nobody has a route for is left out', () => {
  const listeners = [{ port: 80, scheme: 'http', hosts: '80 http', origin }] as const;
  const hosts = [{ ...entry('shop.example.com', A), listener: '80 http' }];
  const two = [...listeners, { port: 8080, scheme: 'http', hosts: '8080 http', origin } as const];
  expect(diffTables(tableOf([], { hosts, listeners }), tableOf([], { hosts: [], listeners })).differences[0]?.kind).toBe('lost');
  expect(diffTables(tableOf([], { hosts, listeners }), tableOf([], { hosts, listeners: two })).verdict).toBe('same');
  const more = [...hosts, { ...entry('shop.example.com', A), listener: '8080 http' }];
  const { differences } = diffTables(tableOf([], { hosts, listeners }), tableOf([], { hosts: more, listeners: two }));
  expect(differences.map(({ kind, request }) => [kind, request.port])).toContainEqual(['gained', 8080]);
});

test('a port that only one side knows is not proved', () => {
  const listeners = [{ port: 8080, scheme: 'http', hosts: '8080 http', origin }] as const;
  const hosts = [{ ...entry('shop.example.com', A), listener: '8080 http' }];
  const { undecided } = diffTables(tableOf([], { hosts, listeners }), tableOf(A));
  expect(undecided.map(({ because }) => because)).toEqual(['port 8080 is not compared, because the ports of test are not known']);
});

describe('patterns for hosts', () => {
  const withHosts = (controller: string, ...matches: readonly PatternHostEntry['match'][]): RoutingTableData => ({
    ...tableWith({ hosts: [entry('a.example.com', [on({ kind: 'always' }, 'one')])], fallback: entry('', []) }),
    controller,
    patterns: matches.map((match) => ({ ...entry('*', [on({ kind: 'always' }, 'many')]), match })),
  });
  const ANY_DEPTH = { kind: 'anyDepth', domain: 'example.com' } as const;
  const named = (pattern: string) => ({ kind: 'regex', pattern, caseSensitive: true }) as const;

  test.each([
    ['any depth', ANY_DEPTH, named('^[a-z0-9-\\.]+\\.example\\.com$')],
    ['one label', { kind: 'oneLabel', domain: 'example.com', label: 'any' } as const, named('^[a-z0-9-]+\\.example\\.com$')],
    ['any text', ANY_DEPTH, { kind: 'wildcard', pattern: '*.example.com' } as const],
    ['the same in another way', named('^(a|b)\\.example\\.com$'), named('^[ab]\\.example\\.com$')],
  ])('%s as a pattern is proved to be the same', (_, one, other) => {
    expect(diffTables(withHosts('one', one), withHosts('other', other))).toMatchObject({ verdict: 'same', undecided: [] });
  });

  test.each([
    ['only letters', ANY_DEPTH, named('^[a-z.]+\\.example\\.com$'), /^(?=.*[0-9-]).*\.example\.com$/],
    ['one label alone', ANY_DEPTH, named('^[a-z0-9-]+\\.example\\.com$'), /^[^.]+\..+\.example\.com$/],
    ['a beginning', ANY_DEPTH, named('^x[a-z0-9-.]*\\.example\\.com$'), /^[^x]/],
    ['what has a name of its own', ANY_DEPTH, named('^b\\.example\\.com$'), /^(?!b\.).*\.example\.com$/],
    ['a dot that is no dot', named('^x\\.example\\.com$'), named('^x.example\\.com$'), /^x[^.]example\.com$/],
  ])('%s is a difference, with a host that shows it', (_, one, other, host) => {
    const { verdict, differences } = diffTables(withHosts('one', one), withHosts('other', other));
    expect([verdict, differences.map(({ request }) => request.host)]).toEqual([
      'different',
      expect.arrayContaining([expect.stringMatching(host)]),
    ]);
  });

  test('a pattern that cannot be followed is undecided', () => {
    const { verdict, undecided } = diffTables(
      withHosts('one', named('^(x)\\1\\.example\\.com$')),
      withHosts('other', named('^xx\\.example\\.com$')),
    );
    expect([verdict, undecided.map(({ because }) => because)]).toEqual([
      'undecided',
      expect.arrayContaining([expect.stringContaining('are not compared beyond the names in the tables')]),
    ]);
  });
});
