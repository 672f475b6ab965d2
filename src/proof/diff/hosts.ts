import { CertificateIndex, HostIndex } from '../../table/host-index';
import { RegexCache } from '../../table/regex-cache';
import type { HostEntry, RoutingTableData } from '../../table/routing-table';
import { withoutOrigins } from './without-origins';

/** Hosts that both sides treat by the same two entries. */
export interface HostPair {
  /** The first is an example for all; a shortest one. */
  readonly names: string[];
  readonly before: HostEntry;
  readonly after: HostEntry;
  /** Whether both sides say the same about every request, as they say it in the same words. */
  readonly same: boolean;
}

export interface HostPairs {
  readonly pairs: readonly HostPair[];
  /** Why the hosts are not all. */
  readonly undecided: readonly string[];
}

/** One name for every class of hosts that the tables can tell apart: every name and domain, with one and two labels more. */
export function hostPairs(before: RoutingTableData, after: RoutingTableData): HostPairs {
  const tables = [before, after];
  const indexes = tables.map((table) => new HostIndex(table, new RegexCache(table.requests.regexSyntax)));
  const certificates = tables.map((table) => new CertificateIndex(table));
  const pairs = new Map<string, HostPair>();
  const undecided = new Set<string>();
  for (const { match } of tables.flatMap(({ patterns }) => patterns))
    if (match.kind === 'regex') undecided.add(`hosts that match "${match.pattern}" are not compared beyond the names in the tables`);
  const texts = new Map<HostEntry, string>();
  const textOf = (entry: HostEntry): string => {
    let text = texts.get(entry);
    if (text === undefined) {
      const { host: _, names: __, listener: ___, ...rest } = entry;
      text = withoutOrigins(rest);
      texts.set(entry, text);
    }
    return text;
  };
  for (const name of namesOf(tables)) {
    const [one, other] = indexes.map((index) => index.find(name));
    if (one === undefined || other === undefined || one.how === 'undecided' || other.how === 'undecided') {
      for (const found of [one, other]) if (found?.how === 'undecided') undecided.add(`host ${name}: ${found.because}`);
      continue;
    }
    const covered = certificates.map((index) => index.covers(name));
    const texts = [textOf(one.entry), textOf(other.entry)];
    const key = JSON.stringify([...texts, ...covered]);
    const pair = pairs.get(key);
    if (pair !== undefined) pair.names.push(name);
    else
      pairs.set(key, {
        names: [name],
        before: one.entry,
        after: other.entry,
        same: texts[0] === texts[1] && covered[0] === covered[1],
      });
  }
  return { pairs: [...pairs.values()], undecided: [...undecided] };
}

function namesOf(tables: readonly RoutingTableData[]): readonly string[] {
  const found = new Set<string>();
  const domains = new Set<string>();
  const beginnings = new Set<string>();
  const add = (host: string): void => {
    const name = host.replace(/^\*\./, '').toLowerCase();
    if (name === '' || name === '_') return;
    if (!host.startsWith('*.')) found.add(name);
    for (let rest = name; rest !== ''; rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : '') domains.add(rest);
  };
  for (const { hosts, patterns, certificates } of tables) {
    for (const { names } of hosts) names.forEach(add);
    for (const { host } of certificates) add(host);
    for (const { match } of patterns) {
      if (match.kind === 'oneLabel' || match.kind === 'anyDepth') add(`*.${match.domain}`);
      if (match.kind === 'anyEnding') beginnings.add(match.beginning);
    }
  }
  // A label that no manifest has.
  const label = freeLabel([...domains]);
  for (const domain of domains) for (const more of ['', `${label}.`, `${label}.${label}.`]) found.add(more + domain);
  for (const beginning of beginnings)
    for (const end of [label, `${label}.${label}`, ...domains])
      for (const name of [`${beginning}.${end}`, `${beginning}.${label}.${end}`]) found.add(name);
  found.add(`${label}.invalid`);
  return [...found];
}

function freeLabel(domains: readonly string[]): string {
  let label = 'other';
  while (domains.some((domain) => domain.split('.').includes(label))) label += 'x';
  return label;
}
