import { list, record, text } from '../../../kinds/ingress-view';
import { originOf } from '../../../table/origin';
import type { Candidate, Condition, HostEntry, Outcome, PathTest, PatternHostEntry } from '../../../table/routing-table';
import type { Profile } from '../profile';
import { attach } from './attachment';
import type { Conditions } from './conditions';
import type { Gateways, ListenerView } from './gateways';
import { hostEntryOf } from './host-entries';
import { covers } from './host-names';
import type { Reading } from './rules';
import { compareAge, type Fields, nameOf, ofGroup, type RouteView, routeView } from './view';

/** What GRPCRoutes may take, under one hostname of one listener. */
interface Taken {
  readonly place: string;
  readonly listener: ListenerView;
  readonly host: string;
  readonly candidates: readonly Candidate[];
}

export interface GrpcRoutes {
  readonly all: readonly RouteView[];
  readonly claimed: readonly RouteView[];
  readonly taken: readonly Taken[];
}

/**
 * GRPCRoutes that are attached. They share hostnames and order with HTTPRoutes, and in which order the two are compared is not read: whatever
 * one may take is undecided. kubernetes-sigs/gateway-api@v1.6.1:apis/v1/grpcroute_types.go.
 */
export function readGrpcRoutes(
  gateways: Gateways,
  { cluster, profile }: Pick<Reading, 'cluster' | 'profile'>,
  conditions: Conditions,
  placeOf: (listener: ListenerView, host: string) => string,
): GrpcRoutes {
  const all = cluster.objects
    .filter((object) => object.kind === 'GRPCRoute' && ofGroup(object))
    .map(routeView)
    .sort(compareAge);
  const claimed: RouteView[] = [];
  const taken: Taken[] = [];
  for (const route of all) {
    const parents = attach(route, gateways, cluster, profile, conditions);
    if (parents.length > 0) claimed.push(route);
    const candidates = candidatesOf(route);
    for (const { attachments } of parents)
      for (const { listener, hosts } of attachments)
        for (const { host } of hosts) taken.push({ place: placeOf(listener, host), listener, host, candidates });
  }
  return { all, claimed, taken };
}

function candidatesOf(route: RouteView): readonly Candidate[] {
  const outcome: Outcome = { kind: 'undecided', because: `${nameOf(route)} may take it, and what becomes of gRPC is not read` };
  const rules = list(record(route.object.spec).rules).map(record);
  return (rules.length === 0 ? [{}] : rules).flatMap((rule, index) => {
    const origin = originOf(route, `spec.rules[${index}]`);
    const matches = list((rule as Fields).matches).map(record);
    return (matches.length === 0 ? [{}] : matches).map((match) => ({ match: matchOf(match), steps: [], outcome, origin }));
  });
}

/** The path of a call is `/service/method`. */
function matchOf({ method, headers }: Fields): Candidate['match'] {
  const conditions = list(headers).flatMap((entry): readonly Condition[] => {
    const { type, name, value } = record(entry);
    // What an expression matches depends on the implementation.
    return type === 'RegularExpression' ? [] : [{ kind: 'header', name: text(name), test: { kind: 'equals', value: text(value) } }];
  });
  const path = pathOf(record(method));
  return conditions.length === 0 ? { path } : { path, conditions };
}

function pathOf({ type, service, method }: Fields): PathTest {
  const of = text(service);
  if (type === 'RegularExpression' || of === '') return { kind: 'always' };
  const name = text(method);
  return name === ''
    ? { kind: 'segmentPrefix', path: `/${of}`, caseSensitive: true }
    : { kind: 'exact', path: `/${of}/${name}`, caseSensitive: true };
}

interface Hosts {
  readonly hosts: readonly HostEntry[];
  readonly patterns: readonly PatternHostEntry[];
}

/** The hosts of a table with what GRPCRoutes may take, before all else. */
export function withGrpc({ hosts, patterns }: Hosts, { taken }: GrpcRoutes, profile: Profile): Hosts {
  if (taken.length === 0) return { hosts, patterns };
  const own = profile.hosts.precedence === 'own';
  const before = <E extends HostEntry>(entry: E): E => {
    const mine = taken.filter(
      ({ place, host }) => place === entry.listener && (host === entry.host || (!own && (host === '*' || covers(host, entry.host)))),
    );
    return mine.length === 0 ? entry : { ...entry, candidates: [...mine.flatMap(({ candidates }) => candidates), ...entry.candidates] };
  };
  const known = new Set([...hosts, ...patterns].map(({ listener, host }) => `${listener} ${host}`));
  const further = new Map<string, HostEntry | PatternHostEntry>();
  for (const { place, host, candidates } of taken) {
    const key = `${place} ${host}`;
    if (known.has(key)) continue;
    // Where rules of other hostnames compete, they may take what this one does not.
    const rest: readonly Candidate[] = own ? [] : candidates.map((one) => ({ ...one, match: { path: { kind: 'always' } } }));
    const before = further.get(key)?.candidates ?? [];
    further.set(key, hostEntryOf(place, host, [...before, ...candidates, ...rest], profile));
  }
  const added = [...further.values()];
  return {
    hosts: [...hosts.map(before), ...added.filter((entry) => !('match' in entry))],
    patterns: [...patterns.map(before), ...added.filter((entry): entry is PatternHostEntry => 'match' in entry)].sort(byDomain),
  };
}

/** The longest domain is the most specific one. */
const byDomain = (a: HostEntry, b: HostEntry): number => (b.host === '*' ? 0 : b.host.length) - (a.host === '*' ? 0 : a.host.length);
