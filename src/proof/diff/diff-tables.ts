import type { RoutingTableData } from '../../table/routing-table';
import { HostComparison } from './compare-hosts';
import { type Difference, rankOf, type TableDiff, type UndecidedPart } from './difference';
import { domainOf } from './domain';
import { hostPairs } from './hosts';
import { placesOf } from './places';
import { Side } from './side';
import { STATE_LIMIT } from './state-limit';
import { statementOf } from './statement';
import { sortedText } from './without-origins';

export interface DiffOptions {
  /** Beyond so many states of paths a host is not followed further. */
  readonly stateLimit?: number;
  /** Why the tables are not the whole truth. */
  readonly doubts?: readonly string[];
  /** Only access rules that no longer apply are differences. */
  readonly onlyUnguarded?: boolean;
  /** Whether access rules that one side may have, and nothing is known of, keep the verdict open. Those of `onlyUnguarded` do. */
  readonly provesGuards?: boolean;
}

/** Whether two tables treat every request alike; else requests that they do not. */
export function diffTables(
  before: RoutingTableData,
  after: RoutingTableData,
  { stateLimit = STATE_LIMIT, doubts = [], onlyUnguarded = false, provesGuards = onlyUnguarded }: DiffOptions = {},
): TableDiff {
  const sameReading = sortedText(before.requests) === sortedText(after.requests);
  const sameController = sameReading && before.controller === after.controller && before.version === after.version;
  const domain = domainOf(before, after);
  const { places, undecided: openPorts } = placesOf(before, after);
  const { pairs, undecided: openHosts } = hostPairs(before, after, places, domain);
  const found: Difference[] = [];
  const raw = new Map<string, Difference>();
  const undecided: UndecidedPart[] = [...tableDoubts(before, after), ...openPorts, ...openHosts].map(everyHost);
  for (const pair of pairs) {
    if (pair.same && sameController) continue;
    const sides = [new Side(before, pair.before), new Side(after, pair.after)] as const;
    const one = new HostComparison(pair, sides, { domain, stateLimit, sameController, sameReading }, raw).run();
    found.push(...one.differences);
    undecided.push(...one.undecided);
  }
  const same = sameController && found.length === 0 && sortedText(before) === sortedText(after);
  const notCompared = same ? [] : unknownEffects(before, after);
  // A guard that nothing is known of may be lost.
  const unknownGuards = provesGuards ? notCompared.map((one) => `not compared, guards among them: ${one}`) : [];
  const open = [...doubts.map(everyHost), ...(same ? [] : undecided), ...unknownGuards.map(everyHost)];
  const differences = grouped(onlyUnguarded ? found.filter(({ kind }) => kind === 'unguarded') : found);
  const verdict = differences.length > 0 ? 'different' : open.length > 0 ? 'undecided' : 'same';
  return {
    verdict,
    differences,
    undecided: open,
    raw: [...raw.values()].filter(({ unguards }) => unguards === true || !onlyUnguarded),
    notCompared,
    statement: statementOf(verdict, { domain, places, notCompared, onlyUnguarded }),
  };
}

const everyHost = (because: string): UndecidedPart => ({ hosts: [], path: undefined, because, compared: 0 });

/** One difference for what is the same at several hosts, the worst first. */
function grouped(found: readonly Difference[]): readonly Difference[] {
  const groups = new Map<string, Difference>();
  for (const one of found) {
    const key = JSON.stringify([
      one.kind,
      one.what,
      one.changes,
      one.kind === 'raw' ? '' : [one.beforeBy, one.afterBy, one.request.target, one.request.method],
    ]);
    const known = groups.get(key);
    groups.set(
      key,
      known === undefined ? one : { ...known, hosts: [...new Set([...known.hosts, ...one.hosts])], routes: known.routes + one.routes },
    );
  }
  return [...groups.values()].sort((one, other) => rankOf(one.kind) - rankOf(other.kind));
}

/** What keeps a table as a whole from being the truth. */
function tableDoubts(before: RoutingTableData, after: RoutingTableData): readonly string[] {
  const doubts: string[] = [];
  for (const [name, { frozen }] of [['before', before] as const, ['after', after] as const])
    for (const { because } of frozen) doubts.push(`the controller cannot load the table ${name}, and goes on with what it had: ${because}`);
  // Without a family of proxies nothing is known of what annotations do.
  for (const [name, table] of [['before', before] as const, ['after', after] as const])
    if (table.requests.codec === 'neutral' && knowsNoEffects(table))
      doubts.push(`what else happens to requests is not known of the table ${name}`);
  return doubts;
}

function unknownEffects(before: RoutingTableData, after: RoutingTableData): readonly string[] {
  return [['before', before] as const, ['after', after] as const].flatMap(([name, table]) =>
    knowsNoEffects(table) ? [`limits, timeouts, headers and what else the controller ${name} (${table.controller}) does by default`] : [],
  );
}

const knowsNoEffects = ({ hosts, patterns, fallback }: RoutingTableData): boolean => {
  const candidates = [...hosts, ...patterns, fallback].flatMap((host) => host.candidates);
  return candidates.some(({ effects, outcome }) => effects === undefined && outcome.kind !== 'answer');
};
