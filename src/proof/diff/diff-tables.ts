import type { RoutingTableData } from '../../table/routing-table';
import { comparePair } from './compare-hosts';
import { type Difference, rankOf, type TableDiff, type UndecidedPart } from './difference';
import { hostPairs } from './hosts';
import { Side } from './side';
import { sortedText } from './without-origins';

export interface DiffOptions {
  /** Beyond so many states of paths a host is not followed further. */
  readonly stateLimit?: number;
}

const STATE_LIMIT = 100_000;

/** Whether two tables treat every request alike; else requests that they do not. */
export function diffTables(before: RoutingTableData, after: RoutingTableData, { stateLimit = STATE_LIMIT }: DiffOptions = {}): TableDiff {
  const sameReading = sortedText(before.requests) === sortedText(after.requests);
  const sameController = sameReading && before.controller === after.controller && before.version === after.version;
  const { pairs, undecided: openHosts } = hasListeners(before, after) ? { pairs: [], undecided: [] } : hostPairs(before, after);
  const differences: Difference[] = [];
  const undecided: UndecidedPart[] = [...tableDoubts(before, after, sameReading), ...openHosts.map(everyHost)];
  for (const pair of pairs) {
    const sides = [new Side(before, pair.before), new Side(after, pair.after)] as const;
    const found = comparePair(pair, sides, { alphabet: sameReading ? 'all' : 'plain', stateLimit, sameController });
    differences.push(...found.differences);
    undecided.push(...found.undecided);
  }
  const same = sameController && differences.length === 0 && sortedText(before) === sortedText(after);
  const open = same ? [] : undecided;
  differences.sort((one, other) => rankOf(one.kind) - rankOf(other.kind));
  const verdict = differences.length > 0 ? 'different' : open.length > 0 ? 'undecided' : 'same';
  return { verdict, differences, undecided: open, statement: statementOf(verdict, sameReading) };
}

const hasListeners = (...tables: readonly RoutingTableData[]): boolean => tables.some(({ listeners }) => listeners !== undefined);

const everyHost = (because: string): UndecidedPart => ({ hosts: [], path: undefined, because, compared: 0 });

/** What keeps a table as a whole from being the truth. */
function tableDoubts(before: RoutingTableData, after: RoutingTableData, sameReading: boolean): readonly UndecidedPart[] {
  const doubts: string[] = [];
  if (hasListeners(before, after)) doubts.push('hosts are not yet compared for each listener');
  if (!sameReading) doubts.push('the sides read requests differently, so only paths without escapes, "//" and dot segments are compared');
  for (const [name, { frozen }] of [['before', before] as const, ['after', after] as const])
    for (const { because } of frozen) doubts.push(`the controller cannot load the table ${name}, and goes on with what it had: ${because}`);
  for (const [name, table] of [['before', before] as const, ['after', after] as const])
    if (knowsNoEffects(table)) doubts.push(`what else happens to requests is not known of the table ${name}`);
  return doubts.map(everyHost);
}

const knowsNoEffects = ({ hosts, patterns, fallback }: RoutingTableData): boolean => {
  const candidates = [...hosts, ...patterns, fallback].flatMap((host) => host.candidates);
  return candidates.some(({ effects, outcome }) => effects === undefined && outcome.kind !== 'answer');
};

function statementOf(verdict: TableDiff['verdict'], sameReading: boolean): string {
  const paths = sameReading
    ? 'every path without control characters that, once it is normalized, has no empty or dot segment'
    : 'every path of letters, digits, "-", ".", "_" and "~" without empty or dot segments';
  const domain = `HTTP/1.1 requests with a Host header, ${paths}, and every method, header and cookie that a route asks for`;
  switch (verdict) {
    case 'same':
      return `Proved for ${domain}: no such request is treated differently.`;
    case 'different':
      return `Proved: both tables were asked for each request that is named. Looked for among ${domain}.`;
    case 'undecided':
      return `No difference was found, and a part is not proved. Looked for among ${domain}.`;
  }
}
