import type { Candidate, Freeze, HostEntry, Outcome, PathTest, PatternHostEntry } from '../../../table/routing-table';
import type { Profile } from '../profile';
import type { ListenerView } from './gateways';
import { covers } from './host-names';
import { compareByCriteria, compareLast, type Ranked } from './order';
import { compareAge } from './view';

/** A match of a rule under one hostname of one listener. */
export interface Entry extends Ranked {
  /** Which requests it is looked up for: `Listener.hosts`. */
  readonly place: string;
  readonly listener: ListenerView;
  readonly host: string;
  /** The hostname as the route names it. */
  readonly written: string;
  readonly candidate: Candidate;
}

export const NOT_FOUND: Outcome = { kind: 'answer', status: 404, because: 'no rule takes it' };

/** The hosts of a table, from all entries. `together`: whether all Gateways have one address. */
export function hostEntries(
  entries: readonly Entry[],
  profile: Profile,
  together: boolean,
): { readonly hosts: readonly HostEntry[]; readonly patterns: readonly PatternHostEntry[] } {
  const hosts: HostEntry[] = [];
  const patterns: PatternHostEntry[] = [];
  for (const [place, byHost] of groupEntries(entries)) {
    const { precedence, trailingDot } = profile.hosts;
    const general = [...byHost].filter(([host]) => host.startsWith('*'));
    const anyHost = byHost.get('*') ?? [];
    for (const [host, own] of byHost) {
      const others = precedence === 'own' ? [] : general.flatMap(([other, theirs]) => (isMoreGeneral(other, host) ? theirs : []));
      const candidatesWith = (further: readonly Entry[]): readonly Candidate[] =>
        together ? candidatesOf([...own, ...further], profile) : candidatesOfGateways(own, further, profile);
      const entry = hostEntryOf(place, host, candidatesWith(others), profile);
      if ('match' in entry) patterns.push(entry);
      else {
        hosts.push(entry);
        if (!trailingDot) continue;
        // A wildcard does not take the name with a dot.
        hosts.push({ ...entry, host: `${host}.`, names: [`${host}.`], candidates: candidatesWith(anyHost) });
      }
    }
  }
  // The longest domain is the most specific one; a table of many listeners has each of them once.
  patterns.sort((a, b) => (b.host === '*' ? 0 : b.host.length) - (a.host === '*' ? 0 : a.host.length));
  return { hosts, patterns };
}

/** A host of a table by itself. */
export function hostEntryOf(place: string, host: string, candidates: readonly Candidate[], profile: Profile): HostEntry | PatternHostEntry {
  const entry = { listener: place, host, names: [], before: [], candidates, otherwise: NOT_FOUND };
  if (host === '*') return { ...entry, match: { kind: 'any' } };
  return host.startsWith('*.') ? { ...entry, match: wildcardPattern(host.slice(2), profile) } : { ...entry, names: [host] };
}

const isMoreGeneral = (other: string, host: string): boolean => (other === '*' && host !== '*') || covers(other, host);

function wildcardPattern(domain: string, { hosts }: Profile): PatternHostEntry['match'] {
  if (hosts.wildcard === 'anyText') return { kind: 'anyDepth', domain };
  return { kind: 'regex', pattern: `^[a-z0-9-\\.]+\\.${domain.replaceAll('.', '\\.')}$`, caseSensitive: true };
}

function groupEntries(entries: readonly Entry[]): ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>> {
  const places = new Map<string, Map<string, Entry[]>>();
  for (const entry of entries) {
    const hosts = places.get(entry.place) ?? new Map<string, Entry[]>();
    places.set(entry.place, hosts);
    const own = hosts.get(entry.host);
    if (own === undefined) hosts.set(entry.host, [entry]);
    else own.push(entry);
  }
  return places;
}

/** Of Gateways that have an address each, what all of them do with the requests of a host; `further`: entries of more general hosts. */
function candidatesOfGateways(own: readonly Entry[], further: readonly Entry[], profile: Profile): readonly Candidate[] {
  const gateways = [...new Set(own.map(({ listener: { gateway } }) => gateway))];
  const lists = gateways.map((one) =>
    candidatesOf(
      [...own, ...further].filter(({ listener: { gateway } }) => gateway === one),
      profile,
    ),
  );
  const [first = []] = lists;
  if (lists.length < 2) return first;
  const said = JSON.stringify(first);
  return lists.every((list) => JSON.stringify(list) === said) ? first : [severalGateways(own)];
}

function severalGateways(entries: readonly Entry[]): Candidate {
  const names = [...new Set(entries.map(({ listener: { gateway } }) => `${gateway.namespace}/${gateway.name}`))].join(', ');
  return {
    match: { path: { kind: 'always' } },
    steps: [],
    outcome: {
      kind: 'undecided',
      because: `Gateways ${names} serve this host, each at its own address, and which one is asked is not known`,
    },
    origin: (entries[0] as Entry).candidate.origin,
  };
}

// ---- order

function candidatesOf(entries: readonly Entry[], profile: Profile): readonly Candidate[] {
  const sorted = profile.hosts.blocks === 'byText' ? inBlocks(entries, profile) : sort(entries, profile);
  return profile.matches.ties === 'chance' ? withTies(sorted, profile) : sorted.map(({ candidate }) => candidate);
}

const sort = (entries: readonly Entry[], profile: Profile): readonly Entry[] =>
  [...entries].sort((a, b) => compareByCriteria(a, b, profile) || compareLast(a, b));

/**
 * Routes that name a host by the same text are one block, whose rules are sorted; blocks follow one another, and only rules that take every
 * request go to the end. istio/istio@eed52ebb66ad:pilot/pkg/config/kube/gateway/route_collections.go `mergeHTTPRoutes`,
 * pilot/pkg/networking/core/route/route.go `SortVHostRoutes`, `BuildHTTPRoutesForVirtualService`.
 */
function inBlocks(entries: readonly Entry[], profile: Profile): readonly Entry[] {
  const blocks = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.listener.gateway.namespace}/${entry.listener.gateway.name}/${entry.listener.name}/${entry.written}`;
    blocks.set(key, [...(blocks.get(key) ?? []), entry]);
  }
  const oldest = (block: readonly Entry[]): Entry => [...block].sort((a, b) => compareAge(a.route, b.route))[0] as Entry;
  const ordered = [...blocks.values()].sort((a, b) => compareAge(oldest(a).route, oldest(b).route));
  const all = ordered.flatMap((block) => untilCatchAll(sort(block, profile)));
  return [...all.filter((entry) => !isCatchAll(entry)), ...all.filter(isCatchAll)];
}

function untilCatchAll(block: readonly Entry[]): readonly Entry[] {
  const end = block.findIndex(isCatchAll);
  return end < 0 ? block : block.slice(0, end + 1);
}

const isCatchAll = ({ match }: Entry): boolean =>
  match.match.conditions === undefined &&
  ((match.kind === 'prefix' && match.view.path.value === '/') || (match.kind === 'regex' && match.view.path.value === '.*'));

// ---- chance

/** Where equal candidates may both match, a candidate before them says that it cannot be decided. */
function withTies(sorted: readonly Entry[], profile: Profile): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && compareByCriteria(sorted[start] as Entry, sorted[end] as Entry, profile) === 0) end++;
    const tied = sorted.slice(start, end);
    candidates.push(...ties(tied), ...tied.map(({ candidate }) => candidate));
    start = end;
  }
  return candidates;
}

function ties(tied: readonly Entry[]): readonly Candidate[] {
  return tied.flatMap((a, index) =>
    tied.slice(index + 1).flatMap((b) => {
      if (isSame(a.candidate, b.candidate)) return [];
      const both = bothOf(a.candidate.match.path, b.candidate.match.path);
      if (both === undefined) return [];
      const conditions = [...both.conditions, ...(a.candidate.match.conditions ?? []), ...(b.candidate.match.conditions ?? [])];
      const outcome: Outcome = { kind: 'undecided', because: `rules of ${nameOf(a)} and ${nameOf(b)} rank alike, and chance decides` };
      return [
        { match: { path: both.path, ...(conditions.length === 0 ? {} : { conditions }) }, steps: [], outcome, origin: a.candidate.origin },
      ];
    }),
  );
}

const nameOf = ({ route, ruleIndex }: Entry): string => `${route.namespace}/${route.name} (rule ${ruleIndex})`;

const isSame = (a: Candidate, b: Candidate): boolean =>
  JSON.stringify([a.steps, a.outcome, a.effects]) === JSON.stringify([b.steps, b.outcome, b.effects]);

/** A test that holds where two do, with a further condition where one test cannot say it; `undefined` if there is no such path. */
function bothOf(a: PathTest, b: PathTest) {
  if (a.kind === 'regex' || b.kind === 'regex') return { path: a, conditions: [{ kind: 'path' as const, path: b }] };
  const inner = isWithin(a, b) ? a : isWithin(b, a) ? b : undefined;
  return inner === undefined ? undefined : { path: inner, conditions: [] };
}

/** Whether every path that the first takes is one that the second takes. */
function isWithin(a: PathTest, b: PathTest): boolean {
  if (!('path' in a) || !('path' in b)) return false;
  if (b.kind === 'exact') return a.kind === 'exact' && a.path === b.path;
  return a.path === b.path || a.path.startsWith(b.path.endsWith('/') ? b.path : `${b.path}/`);
}

// ---- what the proxy refuses

/**
 * Hosts that two listeners of a place have, where each gets a virtual host of its own: envoyproxy/gateway@v1.9.1:internal/xds/translator/translator.go
 * (`addRouteToRouteConfig`); envoyproxy/envoy@v1.39.1:source/common/router/config_impl.cc ("Only unique values for domains are permitted").
 */
export function duplicateHosts(entries: readonly Entry[], profile: Profile, together: boolean): readonly Freeze[] {
  if (profile.hosts.sameHostTwice === 'merged') return [];
  const freezes: Freeze[] = [];
  for (const byHost of groupEntries(entries).values()) {
    for (const [host, all] of byHost) {
      const found = [...new Set(all.map(({ listener }) => listener))];
      // Gateways with an address each have a proxy each.
      const listeners = found.filter((one) => found.some((other) => other !== one && (together || other.gateway === one.gateway)));
      if (listeners.length < 2) continue;
      const own = all.filter(({ listener }) => listeners.includes(listener));
      const names = listeners.map(({ name }) => `"${name}"`).join(' and ');
      const because = `listeners ${names} of one port both have routes for host "${host}", and the proxy takes a host once`;
      freezes.push({
        cause: 'duplicate-host',
        because,
        origins: [...new Map(own.map(({ route, candidate }) => [route, candidate.origin])).values()],
      });
    }
  }
  return freezes;
}
