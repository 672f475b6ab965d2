import { originOf } from '../../../table/origin';
import type { HostEntry, Listener, Origin, Outcome, PatternHostEntry } from '../../../table/routing-table';
import type { Profile } from '../profile';
import { attach } from './attachment';
import { resolveBackend } from './backends';
import type { Cluster } from './cluster';
import type { Conditions } from './conditions';
import type { Gateways, ListenerView } from './gateways';
import type { OwnObjects } from './own/own-objects';
import type { Reading } from './rules';
import { compareAge, nameOf, ofGroup, type RouteView, routeView } from './view';

/** What TLSRoutes add to a table. */
export interface TlsRoutes {
  readonly listeners: readonly Listener[];
  readonly hosts: readonly HostEntry[];
  readonly patterns: readonly PatternHostEntry[];
  readonly claimed: readonly RouteView[];
  readonly all: readonly RouteView[];
}

/**
 * Connections that are passed on by the name of the TLS handshake, whatever is asked on them. All rules of a route are one.
 *
 * envoyproxy/gateway@v1.9.1:internal/gatewayapi/route.go (`processTLSRouteParentRefs`), internal/xds/translator/listener.go.
 */
export function readTlsRoutes(
  gateways: Gateways,
  { cluster, profile, own }: Omit<Reading, 'extensions'>,
  conditions: Conditions,
): TlsRoutes {
  const all = cluster.objects
    .filter((object) => object.kind === 'TLSRoute' && ofGroup(object))
    .map(routeView)
    .sort(compareAge);
  const claimed: RouteView[] = [];
  const taken = new Map<string, Passed>();
  for (const route of all) {
    const parents = attach(route, gateways, cluster, profile, conditions);
    if (parents.length > 0) claimed.push(route);
    for (const { part, attachments } of parents) {
      const { outcome, missing } = outcomeOf(route, cluster, profile);
      const [type, reason] = (missing === undefined ? undefined : profile.reasons[missing.reason]) ?? [];
      if (missing !== undefined && type !== undefined && reason !== undefined) conditions.add(part, type, 'False', reason, missing.because);
      for (const { listener, hosts } of attachments)
        for (const { host } of hosts) take(taken, listener, host, { route, outcome: outcomeOn(listener, outcome, profile, own) });
    }
  }
  const entries = [...taken.values()].map(entryOf);
  return {
    all,
    claimed,
    listeners: [...taken.values()].map(listenerOf),
    hosts: entries.filter((entry) => !('match' in entry)),
    patterns: entries.filter((entry) => 'match' in entry),
  };
}

/** The connections by one name that come in at one listener. */
interface Passed {
  readonly listener: ListenerView;
  readonly host: string;
  readonly outcome: Outcome;
  readonly origin: Origin;
}

function take(
  taken: Map<string, Passed>,
  listener: ListenerView,
  host: string,
  { route, outcome }: { readonly route: RouteView; readonly outcome: Outcome },
): void {
  const key = placeOf({ listener, host });
  const other = taken.get(key);
  const origin = originOf(route, 'spec.rules');
  const because = `which of several TLSRoutes for "${host}" counts is not known`;
  taken.set(key, { listener, host, origin, outcome: other === undefined ? outcome : { kind: 'undecided', because } });
}

const placeOf = ({ listener: { port, gateway, owner, name }, host }: Pick<Passed, 'listener' | 'host'>): string =>
  `${port} tls ${gateway.namespace}/${gateway.name}/${owner.name}/${name} ${host}`;

const listenerOf = (passed: Passed): Listener => ({
  port: passed.listener.port,
  scheme: 'https',
  ...(passed.host === '*' ? {} : { serverName: passed.host }),
  hosts: placeOf(passed),
  origin: originOf(passed.listener.owner, passed.listener.field),
});

function entryOf(passed: Passed): HostEntry | PatternHostEntry {
  const { host, outcome, origin } = passed;
  const entry: HostEntry = {
    listener: placeOf(passed),
    host,
    names: host.startsWith('*') ? [] : [host],
    tls: { outcome, origin },
    before: [],
    candidates: [],
    otherwise: outcome,
    origin,
  };
  if (host === '*') return { ...entry, match: { kind: 'any' } };
  return host.startsWith('*.') ? { ...entry, match: { kind: 'anyDepth', domain: host.slice(2) } } : entry;
}

function outcomeOn(listener: ListenerView, outcome: Outcome, profile: Profile, own: OwnObjects): Outcome {
  const guard = own.guardOfConnections(listener);
  if (guard !== undefined) return { kind: 'undecided', because: `whose connections ${nameOf(guard)} lets pass is not known` };
  if (profile.listeners.tlsRoutes === 'unknown') return { kind: 'undecided', because: 'whether TLSRoutes are served is not known' };
  return listener.tls?.mode === 'Passthrough'
    ? outcome
    : { kind: 'undecided', because: 'what becomes of TLS that a listener ends and that no HTTPRoute takes is not known' };
}

/** Where the connections of a route go; the first backend that is wrong. */
function outcomeOf(route: RouteView, cluster: Cluster, profile: Profile) {
  const backends = route.rules.flatMap((rule) => rule.backends);
  const resolved = backends.map((ref) => ({ ref, resolved: resolveBackend(ref, route, cluster, profile) }));
  const wrong = resolved.flatMap((one) => (one.resolved.kind === 'service' ? [] : (one.resolved.problem ?? [])));
  const counted = resolved.filter(({ ref }) => ref.weight > 0);
  const total = counted.reduce((sum, { ref }) => sum + ref.weight, 0);
  const alternatives = counted.map(({ ref, resolved: one }) => ({ share: ref.weight / total, outcome: connected(one) }));
  const outcome: Outcome =
    alternatives.length === 0
      ? { kind: 'noAnswer', because: 'the TLSRoute has no backend' }
      : alternatives.length === 1
        ? (alternatives[0] as (typeof alternatives)[number]).outcome
        : { kind: 'weighted', alternatives };
  return { outcome, missing: wrong[0] };
}

/** Nobody speaks TLS to the backend but the client. */
function connected(resolved: ReturnType<typeof resolveBackend>): Outcome {
  if (resolved.kind !== 'service') return { kind: 'noAnswer', because: resolved.because };
  if (resolved.outcome.kind !== 'forward') return resolved.outcome;
  const { protocol: _, ...outcome } = resolved.outcome;
  return outcome;
}
