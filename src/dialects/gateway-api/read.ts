import type { KubeObject } from '../../kinds/kube-object';
import type { ReadScope } from '../../kinds/read-scope';
import type { HostEntry, Listener, Refusal, RoutingTableData } from '../../table/routing-table';
import { identity } from './identity';
import type { Profile } from './profile';
import { attach, isAddress } from './read/attachment';
import type { Problem } from './read/backends';
import { clusterOf } from './read/cluster';
import { Conditions } from './read/conditions';
import { Conflicts } from './read/conflicts';
import { entryPointsOf } from './read/entry-points';
import { type Gateways, type ListenerView, readGateways } from './read/gateways';
import { type Entry, hostEntries, NOT_FOUND } from './read/host-entries';
import { type Rules, readRules } from './read/rules';
import { compareAge, ofGroup, originOf, type RouteView, routeView } from './read/view';

/** Reads manifests as an implementation does. */
export const readerOf =
  (profile: Profile) =>
  (objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData =>
    read(objects, scope, profile);

function read(objects: readonly KubeObject[], scope: ReadScope, profile: Profile): RoutingTableData {
  const cluster = clusterOf(objects, scope);
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
  for (const route of routes) {
    const parents = attach(route, gateways, cluster, profile, conditions);
    if (parents.length === 0) continue;
    claimed.push(route);
    const rules = readRules(route, cluster, profile);
    if (parents.some(({ attachments }) => attachments.length > 0)) frozen.push(...rules.freezes);
    for (const { part, attachments } of parents) {
      const dropped = new Set<number>();
      for (const { listener, hosts } of attachments) {
        const place = placeOf(listener, profile);
        const longestHost = Math.max(0, ...hosts.map(({ host }) => (host === '*' ? 0 : host.length)));
        for (const rule of rules.rules) {
          if (conflicts.isTaken(place, hosts, rule)) {
            dropped.add(rule.view.index);
            continue;
          }
          for (const { match, index } of rule.matches) {
            const candidate = rule.candidateOf(match, listener);
            const ranked = { match, route, ruleIndex: rule.view.index, matchIndex: index, longestHost };
            for (const { host, written } of hosts) entries.push({ ...ranked, place, listener, host, written, candidate });
          }
        }
      }
      sayProblems(conditions, part, route, rules, dropped.size, profile);
    }
  }
  const entryPoints = profile.listeners.entryPoints ? entryPointsOf(cluster) : [];
  return {
    controller: `${identity.name}/${profile.name}`,
    version: profile.version,
    requests: profile.requests,
    listeners: listenersOf(gateways, entryPoints, profile),
    ...hostEntries(entries, profile, gateways.together),
    fallback: FALLBACK,
    certificates: certificatesOf(gateways),
    claimed: claimed.map((route) => ({ origin: originOf(route, ''), as: 'routes' })),
    refused: conditions.refusals(),
    ignored: ignoredOf(routes, claimed, gateways),
    frozen,
    conditions: conditions.all,
  };
}

const FALLBACK: HostEntry = { host: '', names: [], before: [], candidates: [], otherwise: NOT_FOUND };

// ---- listeners

/** Which requests are looked up together. */
function placeOf({ port, scheme, gateway, name }: ListenerView, { listeners }: Profile): string {
  const place = `${port} ${scheme}`;
  return scheme === 'http' || listeners.tlsHosts === 'together' ? place : `${place} ${gateway.namespace}/${gateway.name}/${name}`;
}

function listenersOf(gateways: Gateways, entryPoints: readonly number[], profile: Profile): readonly Listener[] {
  const together = profile.listeners.tlsHosts === 'together';
  const own = gateways.listeners
    .filter(({ open }) => open)
    .map(
      (view): Listener => ({
        port: view.port,
        scheme: view.scheme,
        ...(view.scheme === 'http' || together || view.hostname === '' ? {} : { serverName: view.hostname }),
        hosts: placeOf(view, profile),
        origin: originOf(view.owner, view.field),
      }),
    );
  const further = entryPoints.flatMap((port) =>
    (['http', 'https'] as const).map((scheme): Listener => ({ port, scheme, hosts: `${port} ${scheme}` })),
  );
  const all = new Map([...own, ...further].map((one) => [`${one.hosts} ${one.serverName ?? ''}`, one]));
  return [...all.values()];
}

const certificatesOf = ({ listeners }: Gateways): RoutingTableData['certificates'] =>
  listeners.flatMap((view) =>
    view.open && view.scheme === 'https' ? [{ host: view.hostname || '*', origin: originOf(view.owner, `${view.field}.tls`) }] : [],
  );

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

function sayProblems(
  conditions: Conditions,
  part: Parameters<Conditions['add']>[0],
  route: RouteView,
  { rules, problems }: Rules,
  conflicting: number,
  { reasons, hosts }: Profile,
): void {
  const refused = rules.filter((rule) => rule.refused).length;
  const say = ({ reason, because }: Problem): void => {
    const [type, code] = reasons[reason] ?? [];
    if (type === undefined || code === undefined) return;
    if (type !== 'Accepted') conditions.add(part, type, type === 'PartiallyInvalid' ? 'True' : 'False', code, because);
    else if (reasons.partial !== undefined && refused < rules.length) conditions.add(part, reasons.partial, 'True', code, because);
    else conditions.add(part, 'Accepted', 'False', code, because);
  };
  for (const problem of problems) say(problem);
  if (hosts.addressesRefused && route.hostnames.some(isAddress)) say({ reason: 'address', because: 'an address cannot be a hostname' });
  if (conflicting > 0)
    say({ reason: conflicting === rules.length ? 'conflict' : 'partialConflict', because: 'another rule has the same match' });
}
