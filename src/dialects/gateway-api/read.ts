import type { KubeObject } from '../../kinds/kube-object';
import { namespaceOf } from '../../kinds/object-key';
import type { ReadScope } from '../../kinds/read-scope';
import { originOf } from '../../table/origin';
import type { HostEntry, Listener, Refusal, RequestRules, RoutingTableData, Step } from '../../table/routing-table';
import { identity } from './identity';
import type { Profile } from './profile';
import { attach, isAddress } from './read/attachment';
import type { Problem } from './read/backends';
import type { Cluster } from './read/cluster';
import { Conditions, type Part } from './read/conditions';
import { Conflicts } from './read/conflicts';
import { entryPointsOf } from './read/entry-points';
import { type Gateways, type ListenerView, readGateways } from './read/gateways';
import { readGrpcRoutes, withGrpc } from './read/grpc-routes';
import { duplicateHosts, type Entry, hostEntries, NOT_FOUND } from './read/host-entries';
import type { ExtensionReader } from './read/own/extensions';
import { OwnObjects } from './read/own/own-objects';
import { undecidedStep } from './read/own/treatment';
import { type Rules, readRules } from './read/rules';
import { readTlsRoutes, type TlsRoutes } from './read/tls-routes';
import { compareAge, ofGroup, type RouteView, routeView } from './read/view';
import { watchedCluster } from './read/watched-namespaces';

/** Reads manifests as an implementation does. `extensions`: readers of objects that filters name, of kinds that another dialect knows. */
export const readerOf =
  (profile: Profile, extensions: { readonly [kind: string]: ExtensionReader } = {}) =>
  (objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData =>
    read(objects, scope, profile, extensions);

function read(
  objects: readonly KubeObject[],
  scope: ReadScope,
  profile: Profile,
  extensions: { readonly [kind: string]: ExtensionReader },
): RoutingTableData {
  const { cluster, unseen, because } = watchedCluster(objects, scope, profile);
  const conditions = new Conditions();
  const gateways = readGateways(cluster, scope, profile, conditions);
  const routes = cluster.objects
    .filter((object) => object.kind === 'HTTPRoute' && ofGroup(object))
    .map(routeView)
    .sort(compareAge);
  const entries: Entry[] = [];
  const frozen: RoutingTableData['frozen'][number][] = [];
  const claimed: RouteView[] = [];
  const conflicts = new Conflicts(profile);
  const own = new OwnObjects(cluster, profile, gateways.listeners);
  const reading = { cluster, profile, own, extensions };
  const tls = readTlsRoutes(gateways, reading, conditions);
  const grpc = readGrpcRoutes(gateways, reading, conditions, (listener, host) => placeOf(listener, host, profile));
  for (const route of routes) {
    const parents = attach(route, gateways, cluster, profile, conditions);
    if (parents.length === 0) continue;
    claimed.push(route);
    const rules = readRules(route, reading);
    if (parents.some(({ attachments }) => attachments.length > 0)) frozen.push(...rules.freezes);
    for (const { part, attachments } of parents) {
      const dropped = new Set<number>();
      for (const { listener, hosts } of attachments) {
        const longestHost = Math.max(0, ...hosts.map(({ host }) => (host === '*' ? 0 : host.length)));
        for (const rule of rules.rules) {
          if (conflicts.isTaken(listener, hosts, rule)) {
            dropped.add(rule.view.index);
            continue;
          }
          for (const { match, index } of rule.matches) {
            const candidate = rule.candidateOf(match, listener);
            const ranked = { match, route, ruleIndex: rule.view.index, matchIndex: index, longestHost };
            for (const { host, written } of hosts)
              entries.push({ ...ranked, place: placeOf(listener, host, profile), listener, host, written, candidate });
          }
        }
      }
      if (profile.hosts.addressesRefused && route.hostnames.some(isAddress)) sayAddress(conditions, part, profile);
      if (profile.hosts.problemsWithoutHost || !conditions.isUnhosted(part)) sayProblems(conditions, part, rules, dropped.size, profile);
    }
  }
  const others = [tls, grpc];
  return {
    controller: `${identity.name}/${profile.name}`,
    version: profile.version,
    requests: requestsOf(gateways, own, profile),
    listeners: [...listenersOf(gateways, [...entries, ...grpc.taken], cluster, profile), ...tls.listeners],
    ...withTls(withFirst(withGrpc(hostEntries(entries, profile, gateways.together), grpc, profile), gateways, own, profile), tls),
    fallback: FALLBACK,
    certificates: certificatesOf(gateways),
    claimed: [...claimed, ...others.flatMap((one) => one.claimed)].map((route) => ({ origin: originOf(route, ''), as: 'routes' })),
    refused: conditions.refusals(),
    ignored: [
      ...unseen.flatMap((object) => unseenRoute(object, because)),
      ...ignoredOf([...routes, ...others.flatMap((one) => one.all)], [...claimed, ...others.flatMap((one) => one.claimed)], gateways),
    ],
    frozen: [...frozen, ...duplicateHosts(entries, profile, gateways.together)],
    conditions: conditions.all,
  };
}

const FALLBACK: HostEntry = { host: '', names: [], before: [], candidates: [], otherwise: NOT_FOUND };

// ---- what holds for a listener as a whole

/** How requests are read; where listeners differ, only what all proxies do alike is known. */
function requestsOf({ listeners }: Gateways, own: OwnObjects, { requests }: Profile): RequestRules {
  const changes = listeners.filter(({ open }) => open).map((listener) => own.ofListener(listener).requests);
  const [first] = changes;
  if (first === undefined && changes.every((one) => one === undefined)) return requests;
  const same = first !== 'unknown' && changes.every((one) => JSON.stringify(one) === JSON.stringify(first));
  if (same) return { ...requests, ...(first as Partial<RequestRules>) } as RequestRules;
  const { trustsForwardedHeaders, regexSyntax } = requests;
  return { codec: 'neutral', trustsForwardedHeaders, ...(regexSyntax === undefined ? {} : { regexSyntax }) };
}

type Hosts = ReturnType<typeof hostEntries>;

/** The hosts with the steps that every request of their listeners takes; a host that nobody names takes them, too. */
function withFirst({ hosts, patterns }: Hosts, { listeners }: Gateways, own: OwnObjects, profile: Profile): Hosts {
  const steps = new Map<string, readonly Step[]>();
  const differing = new Map<string, ListenerView>();
  for (const listener of listeners.filter(({ open }) => open)) {
    const place = sharedPlace(placeOf(listener, listener.hostname || '*', profile), profile);
    const { first } = own.ofListener(listener);
    const before = steps.get(place);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(first)) differing.set(place, listener);
    steps.set(place, [...(before ?? []), ...first]);
  }
  if ([...steps.values()].every((first) => first.length === 0)) return { hosts, patterns };
  const stepsOf = (place = ''): readonly Step[] => {
    const shared = sharedPlace(place, profile);
    const found = steps.get(shared) ?? [];
    const listener = differing.get(shared);
    if (listener === undefined) return [...new Map(found.map((step) => [JSON.stringify(step), step])).values()];
    return [
      undecidedStep(
        `what holds for all requests of port ${listener.port}, where listeners differ`,
        originOf(listener.owner, listener.field),
      ),
    ];
  };
  const guard = <E extends HostEntry>(entry: E): E => {
    const first = stepsOf(entry.listener);
    return first.length === 0 ? entry : { ...entry, first: [...first, ...(entry.first ?? [])] };
  };
  const covered = new Set(patterns.flatMap(({ match, listener = '' }) => (match.kind === 'any' ? [listener] : [])));
  const further = [...steps.keys()]
    .filter((place) => (profile.listeners.tlsHosts !== 'byHost' || place.endsWith(' http')) && !covered.has(place))
    .filter((place) => stepsOf(place).length > 0)
    .map((listener) => ({ ...FALLBACK, listener, host: '*', first: stepsOf(listener), match: { kind: 'any' as const } }));
  return { hosts: hosts.map(guard), patterns: [...patterns.map(guard), ...further] };
}

const withTls = ({ hosts, patterns }: Hosts, tls: TlsRoutes): Hosts => ({
  hosts: [...hosts, ...tls.hosts],
  patterns: [...patterns, ...tls.patterns],
});

/** Where each host has a place of its own, all hosts of a port share what holds for its listeners. */
const sharedPlace = (place: string, { listeners: { tlsHosts } }: Profile): string =>
  tlsHosts === 'byHost' ? place.split(' ').slice(0, 2).join(' ') : place;

// ---- listeners

/** Which requests are looked up together. */
function placeOf({ port, scheme, gateway, name }: ListenerView, host: string, { listeners: { tlsHosts } }: Profile): string {
  const place = `${port} ${scheme}`;
  if (scheme === 'http' || tlsHosts === 'together') return place;
  return tlsHosts === 'byHost' ? `${place} ${host}` : `${place} ${gateway.namespace}/${gateway.name}/${name}`;
}

function listenersOf(
  gateways: Gateways,
  entries: readonly Pick<Entry, 'listener' | 'host'>[],
  cluster: Cluster,
  profile: Profile,
): readonly Listener[] {
  const { tlsHosts, withoutGateway } = profile.listeners;
  const listenerOf = (view: ListenerView, host: string): Listener => ({
    port: view.port,
    scheme: view.scheme,
    ...(view.scheme === 'http' || tlsHosts === 'together' || host === '*' ? {} : { serverName: host }),
    hosts: placeOf(view, host, profile),
    origin: originOf(view.owner, view.field),
  });
  const open = gateways.listeners.filter((view) => view.open);
  const own =
    tlsHosts === 'byHost'
      ? [
          ...open.filter(({ scheme }) => scheme === 'http').map((view) => listenerOf(view, '*')),
          ...entries.filter(({ listener }) => listener.scheme === 'https').map(({ listener, host }) => listenerOf(listener, host)),
        ]
      : open.map((view) => listenerOf(view, view.hostname || '*'));
  const byItself = (port: number, ...schemes: readonly ('http' | 'https')[]): readonly Listener[] =>
    schemes.map((scheme) => ({ port, scheme, hosts: `${port} ${scheme}` }));
  const further = [
    ...entryPointsOf(cluster, profile).flatMap(({ port }) => byItself(port, 'http', 'https')),
    ...(gateways.claimed.length === 0 && withoutGateway !== undefined ? byItself(withoutGateway, 'http') : []),
  ];
  const all = new Map([...own, ...further].map((one) => [`${one.hosts} ${one.serverName ?? ''}`, one]));
  return [...all.values()];
}

const certificatesOf = ({ listeners }: Gateways): RoutingTableData['certificates'] =>
  listeners.flatMap((view) =>
    view.open && view.scheme === 'https' ? [{ host: view.hostname || '*', origin: originOf(view.owner, `${view.field}.tls`) }] : [],
  );

function unseenRoute(object: KubeObject, because: string): readonly Refusal[] {
  if (!/Route$|^Gateway$/.test(object.kind)) return [];
  const origin = { kind: object.kind, namespace: namespaceOf(object), name: object.metadata.name, field: 'metadata.namespace' };
  return [{ origin, by: 'controller', because }];
}

function ignoredOf(routes: readonly RouteView[], claimed: readonly RouteView[], { foreign }: Gateways): readonly Refusal[] {
  const because = 'no parent of it is a Gateway of the implementation';
  return [
    ...routes
      .filter((route) => !claimed.includes(route))
      .map((route) => ({ origin: originOf(route, 'spec.parentRefs'), by: 'controller' as const, because })),
    ...foreign.map((gateway) => ({
      origin: originOf(gateway, 'spec.gatewayClassName'),
      by: 'controller' as const,
      because: `its class "${gateway.className}" is another one`,
    })),
  ];
}

// ---- what is said of a route

function sayProblems(conditions: Conditions, part: Part, { rules, problems }: Rules, conflicting: number, { reasons }: Profile): void {
  const refused = rules.filter((rule) => rule.refused).length;
  const say = ({ reason, because }: Problem): void => {
    const [type, code] = reasons[reason] ?? [];
    if (type === undefined || code === undefined) return;
    if (type !== 'Accepted') conditions.add(part, type, type === 'PartiallyInvalid' ? 'True' : 'False', code, because);
    else if (reasons.partial !== undefined && refused < rules.length) conditions.add(part, reasons.partial, 'True', code, because);
    else conditions.add(part, 'Accepted', 'False', code, because);
  };
  for (const problem of problems) say(problem);
  if (conflicting > 0)
    say({ reason: conflicting === rules.length ? 'conflict' : 'partialConflict', because: 'another rule has the same match' });
}

function sayAddress(conditions: Conditions, part: Part, { reasons: { address } }: Profile): void {
  if (address !== undefined) conditions.add(part, address[0], 'False', address[1], 'an address cannot be a hostname');
}
