import { diffTables } from '../../src/proof/diff/diff-tables';
import { Replay } from '../../src/proof/replay/replay';
import type { Candidate, HostEntry, Outcome, PathTest, RoutingTableData, Step } from '../../src/table/routing-table';

/** One comparison of two tables, or one log; prints how long it took. */
export interface DiffRun {
  readonly cpuSeconds: number;
  readonly linesPerSecond?: number;
  readonly verdict: string;
}

const origin = { kind: 'Ingress', namespace: 'shop', name: 'shop', field: 'spec' };
const NONE: Outcome = { kind: 'answer', status: 404, because: 'nothing' };

const route = (path: PathTest, service: string, steps: readonly Step[] = []): Candidate => ({
  match: { path },
  steps,
  outcome: { kind: 'forward', backend: { kind: 'service', namespace: 'shop', service, port: 80 } },
  effects: [],
  origin,
});

const host = (name: string, candidates: readonly Candidate[]): HostEntry => ({
  host: name,
  names: name === '' ? [] : [name],
  before: [],
  candidates,
  otherwise: NONE,
});

/** Of two versions, so that nothing is equal because its words are. */
const table = (version: string, hosts: readonly HostEntry[]): RoutingTableData => ({
  controller: 'bench',
  version,
  requests: {
    codec: 'nginx',
    firstBufferBytes: 1024,
    furtherBuffers: 4,
    furtherBufferBytes: 8192,
    dropsOtherNames: true,
    underscoreHeaders: 'dropped',
    trustsForwardedHeaders: false,
    regexSyntax: 'pcre2',
  },
  hosts,
  patterns: [],
  fallback: host('', []),
  certificates: [],
  claimed: [],
  refused: [],
  ignored: [],
  frozen: [],
});

const literals = (routes: number, hosts: number): readonly HostEntry[] =>
  Array.from({ length: hosts }, (_, h) =>
    host(
      `h${h}.example.com`,
      Array.from({ length: routes / hosts }, (_unused, i) =>
        route({ kind: 'segmentPrefix', path: `/api/part${i}`, caseSensitive: true }, `s${h}-${i}`),
      ),
    ),
  );

const patterns = (count: number, letters: string): readonly HostEntry[] => [
  host(
    'shop.example.com',
    Array.from({ length: count }, (_, i) =>
      route({ kind: 'regex', pattern: `^/foo${i}/${letters}(/|$)(.*)`, caseSensitive: false }, `s${i}`),
    ),
  ),
];

const rewrites = (count: number, isPattern: boolean): readonly HostEntry[] => [
  host(
    'shop.example.com',
    Array.from({ length: count }, (_, i) =>
      route({ kind: 'segmentPrefix', path: `/foo${i}`, caseSensitive: true }, `s${i}`, [
        {
          kind: 'rewrite',
          rewrite: isPattern
            ? { kind: 'regexReplaceAll', pattern: `^/foo${i}(/|$)(.*)`, caseSensitive: true, substitution: ['/', { capture: 2 }] }
            : { kind: 'replacePrefix', prefix: `/foo${i}`, caseSensitive: true, replacement: '/' },
          origin,
        },
      ]),
    ),
  ),
];

const CASES: { readonly [name: string]: () => readonly [RoutingTableData, RoutingTableData] } = {
  literals1000: () => [table('1', literals(1000, 100)), table('2', literals(1000, 100))],
  literals10000: () => [table('1', literals(10_000, 100)), table('2', literals(10_000, 100))],
  oneHost: () => [table('1', literals(10_000, 1)), table('2', literals(10_000, 1))],
  patterns: () => [table('1', patterns(200, '[a-z]+')), table('2', patterns(200, '[a-zA-Z]+'))],
  rewrites: () => [table('1', rewrites(200, true)), table('2', rewrites(200, false))],
};

const seconds = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

function measured(name: string): DiffRun {
  if (name === 'replay') {
    const lines = Array.from(
      { length: 400_000 },
      (_, i) => `192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET /api/part${i % 1000}/${i % 150_000} HTTP/1.1" 200 12 "-" "curl/8"`,
    );
    const play = new Replay(table('1', literals(1000, 1)), table('2', literals(999, 1)), { host: 'h0.example.com', scheme: 'http' });
    const cpuSeconds = seconds(() => {
      for (const line of lines) play.add(line);
    });
    return { cpuSeconds, linesPerSecond: lines.length / cpuSeconds, verdict: `${play.result.differences.length}` };
  }
  const [before, after] = (CASES[name] as (typeof CASES)[string])();
  let verdict = '';
  const cpuSeconds = seconds(() => {
    verdict = diffTables(before, after).verdict;
  });
  return { cpuSeconds, verdict };
}

process.stdout.write(JSON.stringify(measured(process.argv[2] ?? '')));
