import { GROUP } from '../kinds';
import type { Profile } from '../profile';
import type { Cluster } from './cluster';
import type { Conditions, Part } from './conditions';
import { type Gateways, isNamespaceAllowed, type ListenerView } from './gateways';
import { type ServedHost, servedHosts } from './host-names';
import type { ParentRef, RouteView } from './view';

/** A route on a listener that takes it. */
export interface Attachment {
  readonly listener: ListenerView;
  readonly hosts: readonly ServedHost[];
}

export interface Parent {
  readonly ref: ParentRef;
  /** What conditions are about. */
  readonly part: Part;
  /** Empty: it did not take the route. */
  readonly attachments: readonly Attachment[];
}

/** The parents of a route that the implementation serves; what they do not take is said in the conditions. */
export function attach(
  route: RouteView,
  gateways: Gateways,
  cluster: Cluster,
  profile: Profile,
  conditions: Conditions,
): readonly Parent[] {
  return route.parentRefs.flatMap((ref) => {
    const all = listenersOf(ref, gateways);
    if (all === undefined) return [];
    const name = ref.sectionName === undefined ? {} : { name: `parentRef "${ref.sectionName}"` };
    const part: Part = { object: route, field: ref.field, ...name };
    const result = listenersFor(route, ref, all, cluster, profile);
    if ('reason' in result) {
      conditions.add(part, 'Accepted', 'False', result.reason, result.because);
      return [{ ref, part, attachments: [] }];
    }
    return [{ ref, part, attachments: result.filter(({ listener }) => listener.open || listener.passes) }];
  });
}

/** The listeners of a parent; `undefined` if it is none that the implementation serves. */
function listenersOf(ref: ParentRef, { listeners, claimed }: Gateways): readonly ListenerView[] | undefined {
  if (ref.group !== GROUP) return undefined;
  if (ref.kind === 'Gateway') {
    if (!claimed.some(({ namespace, name }) => namespace === ref.namespace && name === ref.name)) return undefined;
    return listeners.filter(
      ({ owner, gateway }) => owner.object === gateway.object && gateway.namespace === ref.namespace && gateway.name === ref.name,
    );
  }
  const mine = listeners.filter(
    ({ owner }) => owner.object.kind === ref.kind && owner.namespace === ref.namespace && owner.name === ref.name,
  );
  return mine.length === 0 ? undefined : mine;
}

interface Refused {
  readonly reason: string;
  readonly because: string;
}

function listenersFor(
  route: RouteView,
  { sectionName, port }: ParentRef,
  all: readonly ListenerView[],
  cluster: Cluster,
  { listeners, hosts }: Profile,
): readonly Attachment[] | Refused {
  const selected = all.filter(
    (one) => (sectionName === undefined || sectionName === one.name) && (port === undefined || port === one.port),
  );
  const there = listeners.brokenListeners === 'noParent' ? selected.filter(({ open, passes }) => open || passes) : selected;
  if (there.length === 0)
    return { reason: 'NoMatchingParent', because: 'no listener of the parent has the name and port that it asks for' };
  const isAllowed = (listener: ListenerView): boolean =>
    allowsKind(listener, route.object.kind) &&
    isNamespaceAllowed(listener.from, listener.selector, route.namespace, listener.owner.namespace, cluster);
  const allowed = there.filter(isAllowed);
  const servedOn = (one: ListenerView): Attachment => {
    const others = all.filter(
      (other) => other !== one && other.port === one.port && (hosts.isolation !== 'coveredByUnattached' || !allowed.includes(other)),
    );
    const names = hostnamesOf(route, hosts.addressesRefused);
    const served =
      names === undefined
        ? []
        : servedHosts(
            names,
            one.hostname,
            others.map(({ hostname }) => hostname),
            hosts.isolation,
          );
    return { listener: one, hosts: served };
  };
  const hasHost = ({ hostname }: ListenerView): boolean => servedHosts(route.hostnames, hostname, [], 'none').length > 0;
  const noHost = { reason: 'NoMatchingListenerHostname', because: 'no listener that takes it has one of its hostnames' };
  if (listeners.attachment === 'hostnameFirst' && !there.some(hasHost)) return noHost;
  if (allowed.length === 0) return { reason: 'NotAllowedByListeners', because: `no listener takes routes of namespace ${route.namespace}` };
  const attachments = allowed.map(servedOn).filter((one) => one.hosts.length > 0);
  return attachments.length === 0 && (hosts.isolationReported || !allowed.some(hasHost)) ? noHost : attachments;
}

const allowsKind = ({ kinds, protocol }: ListenerView, kind: string): boolean =>
  (kind === 'TLSRoute' ? protocol === 'TLS' : protocol === 'HTTP' || protocol === 'HTTPS') &&
  (kinds.length === 0 || kinds.some((one) => one.group === GROUP && one.kind === kind));

/** An address cannot be a hostname; one that is refused matches nothing, and not everything. */
function hostnamesOf({ hostnames }: RouteView, addressesRefused: boolean): readonly string[] | undefined {
  if (!addressesRefused) return hostnames;
  const names = hostnames.filter((host) => !isAddress(host));
  return names.length === 0 && hostnames.length > 0 ? undefined : names;
}

export const isAddress = (host: string): boolean => /^\d+(\.\d+){3}$/.test(host) || host.includes(':');
