import { list, record, text } from '../../../kinds/ingress-view';
import { selects } from '../../../kinds/label-selector';
import type { ReadScope } from '../../../kinds/read-scope';
import { GROUP } from '../kinds';
import type { Profile } from '../profile';
import type { Cluster } from './cluster';
import type { Conditions } from './conditions';
import { entryPointsOf } from './entry-points';
import { compareAge, type GatewayView, gatewayView, type ListenerSpec, listenerSetView, ofGroup } from './view';
import { envoyGatewaySettings } from './watched-namespaces';

/** A listener with what it belongs to. */
export interface ListenerView extends ListenerSpec {
  readonly gateway: GatewayView;
  readonly scheme: 'http' | 'https';
  /** Whether requests come in here. */
  readonly open: boolean;
  /** Whether connections come in here that a TLSRoute may take. */
  readonly passes: boolean;
}

export interface Gateways {
  readonly claimed: readonly GatewayView[];
  readonly foreign: readonly GatewayView[];
  /** Of every Gateway that is claimed, the oldest first. */
  readonly listeners: readonly ListenerView[];
  /** Whether all Gateways have one address. */
  readonly together: boolean;
}

/** The Gateways of the implementation, with their listeners. */
export function readGateways(cluster: Cluster, scope: ReadScope, profile: Profile, conditions: Conditions): Gateways {
  const all = gatewaysOf(cluster);
  const taken = claimedOf(all, cluster, scope, profile);
  const mine = scope.instance?.gateways;
  const claimed = mine === undefined ? taken : taken.filter(({ namespace, name }) => mine.includes(`${namespace}/${name}`));
  const foreign = all.filter((gateway) => !taken.includes(gateway));
  // The default of the API, until somebody says otherwise.
  if (cluster.complete)
    for (const gateway of foreign)
      for (const type of ['Accepted', 'Programmed'])
        conditions.add({ object: gateway, field: 'status' }, type, 'Unknown', 'Pending', 'no controller has taken it');
  const together = areTogether(claimed, cluster, profile);
  const specs = claimed.flatMap((gateway) => [
    ...gateway.listeners.map((spec) => ({ spec, gateway })),
    ...(profile.listeners.listenerSets ? furtherListeners(gateway, cluster) : []),
  ]);
  const listeners: ListenerView[] = [];
  for (const { spec, gateway } of specs) {
    const view = { ...spec, gateway, scheme: spec.protocol === 'HTTPS' ? ('https' as const) : ('http' as const) };
    const well = isWell(view, listeners, together, cluster, profile, conditions);
    listeners.push({ ...view, open: well && isHttp(view), passes: well && view.protocol === 'TLS' });
  }
  if (profile.listeners.mixedPort === 'none') closeMixedPorts(listeners, together, profile, conditions);
  closeTwins(listeners, conditions);
  for (const gateway of claimed) sayOfGateway(gateway, listeners, profile, conditions);
  return { claimed, foreign, listeners, together };
}

/** Who asks what an implementation would do with the manifests of another one means all of them. */
function claimedOf(all: readonly GatewayView[], cluster: Cluster, scope: ReadScope, profile: Profile): readonly GatewayView[] {
  const ours = all.filter((gateway) => isClaimed(gateway, cluster, scope, profile));
  return ours.length === 0 && !cluster.complete ? all : ours;
}

/** The Gateways of the implementation, the oldest first, by the address that they share; none where that is not known of one. */
export function gatewaysByAddress(cluster: Cluster, scope: ReadScope, profile: Profile): readonly (readonly GatewayView[])[] {
  const groups = new Map<string, GatewayView[]>();
  for (const gateway of claimedOf(gatewaysOf(cluster), cluster, scope, profile)) {
    const address = addressOf(gateway, cluster, profile);
    if (address === undefined) return [];
    groups.set(address, [...(groups.get(address) ?? []), gateway]);
  }
  return [...groups.values()];
}

const gatewaysOf = (cluster: Cluster): readonly GatewayView[] =>
  cluster.objects
    .filter((object) => object.kind === 'Gateway' && ofGroup(object))
    .map(gatewayView)
    .sort(compareAge);

function isClaimed({ namespace, name, className }: GatewayView, cluster: Cluster, scope: ReadScope, profile: Profile): boolean {
  const one = profile.listeners.oneGateway ? scope.settings?.gateway : undefined;
  if (one !== undefined && one !== `${namespace}/${name}`) return false;
  if (scope.ingressClasses !== undefined) return scope.ingressClasses.includes(className);
  const found = cluster.objects.find((object) => object.kind === 'GatewayClass' && object.metadata.name === className);
  // Without the class among the manifests the Gateway is taken to be for whoever reads it.
  if (found === undefined) return !cluster.complete;
  return profile.controllers.length === 0 || profile.controllers.includes(text(record(found.spec).controllerName));
}

function areTogether(claimed: readonly GatewayView[], cluster: Cluster, profile: Profile): boolean {
  const [first, ...others] = new Set(claimed.map((gateway) => addressOf(gateway, cluster, profile)));
  return others.length === 0 && (claimed.length < 2 || first !== undefined);
}

/** Gateways of one text have one address; undefined if that is not known. */
export function addressOf(gateway: GatewayView, cluster: Cluster, profile: Profile): string | undefined {
  const own = `${gateway.namespace}/${gateway.name}`;
  switch (profile.listeners.gateways) {
    case 'together':
      return '';
    case 'apart':
      return own;
    case 'unknown':
      return undefined;
    case 'ofClass': {
      const merged = isClassMerged(gateway.className, cluster, profile);
      return merged === undefined ? undefined : merged ? `class ${gateway.className}` : own;
    }
    case 'ofService':
      return serviceOf(gateway) ?? own;
  }
}

/** `mergeGateways` of the EnvoyProxy of the class, or else of the default in the configuration of Envoy Gateway. */
function isClassMerged(className: string, cluster: Cluster, profile: Profile): boolean | undefined {
  const found = cluster.objects.find((one) => one.kind === 'GatewayClass' && one.metadata.name === className);
  if (found === undefined) return cluster.complete ? false : undefined;
  const { kind, name, namespace } = record(record(found.spec).parametersRef);
  const parameters = kind === 'EnvoyProxy' ? cluster.find('EnvoyProxy', `${text(namespace)}/${text(name)}`) : undefined;
  if (kind === 'EnvoyProxy' && parameters === undefined && !cluster.complete) return undefined;
  const defaults = envoyGatewaySettings(cluster, profile).map(({ envoyProxy }) => record(envoyProxy).mergeGateways);
  return (record(parameters?.spec).mergeGateways ?? defaults[0]) === true;
}

/** The Services of which somebody else runs the pods: all addresses that are hostnames. A single IP address is one to ask for. */
function serviceOf({ object, namespace }: GatewayView): string | undefined {
  const addresses = list(record(object.spec).addresses).map(record);
  const hostnames = addresses.filter(({ type }) => type === 'Hostname').map(({ value }) => text(value));
  if (hostnames.length === 0) return undefined;
  return hostnames.map((name) => (name.includes('.') ? name : `${name}.${namespace}.svc.cluster.local`)).join(' ');
}

function furtherListeners(gateway: GatewayView, cluster: Cluster): readonly { spec: ListenerSpec; gateway: GatewayView }[] {
  const allowed = record(record(record(gateway.object.spec).allowedListeners).namespaces);
  const from = text(allowed.from) || 'None';
  return cluster.objects
    .filter((object) => object.kind === 'ListenerSet' && ofGroup(object))
    .map(listenerSetView)
    .filter(
      ({ parent }) =>
        parent.group === GROUP && parent.kind === 'Gateway' && parent.name === gateway.name && parent.namespace === gateway.namespace,
    )
    .filter(({ namespace }) => isNamespaceAllowed(from, record(allowed.selector), namespace, gateway.namespace, cluster))
    .sort(compareAge)
    .flatMap(({ listeners }) => listeners.map((spec) => ({ spec, gateway })));
}

export function isNamespaceAllowed(
  from: string,
  selector: { readonly [field: string]: unknown },
  namespace: string,
  own: string,
  cluster: Cluster,
): boolean {
  if (from === 'All') return true;
  if (from === 'Same') return namespace === own;
  if (from !== 'Selector') return false;
  const labels = cluster.namespaces.get(namespace);
  // A namespace that is not among the manifests is taken to have the labels that are asked for.
  return labels === undefined ? !cluster.complete : selects(selector, labels);
}

// ---- listeners that are not well

type Listener = Omit<ListenerView, 'open' | 'passes'>;

export const partOf = ({ owner, name, field }: ListenerSpec) => ({ object: owner, field, name: `listener ${name}` });

function isWell(
  listener: Listener,
  before: readonly ListenerView[],
  together: boolean,
  cluster: Cluster,
  profile: Profile,
  conditions: Conditions,
): boolean {
  const part = partOf(listener);
  const broken = (type: string, status: 'True' | 'False', reason: string, because: string): false => {
    conditions.add(part, type, status, reason, because);
    const { listenerProgrammed } = profile.reasons;
    if (listenerProgrammed !== undefined && type !== 'Programmed')
      conditions.add(part, 'Programmed', 'False', listenerProgrammed, 'another condition says why');
    return false;
  };
  if (!['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP'].includes(listener.protocol))
    return broken('Accepted', 'False', 'UnsupportedProtocol', `protocol "${listener.protocol}" is not known`);
  if (listener.protocol === 'TCP' || listener.protocol === 'UDP') return false;
  const entryPoints = entryPointsOf(cluster, profile);
  if (entryPoints.length > 0 && !entryPoints.some(({ port, tls }) => port === listener.port && !(tls && listener.protocol === 'HTTP')))
    return broken('Accepted', 'False', 'PortUnavailable', `no entry point for ${listener.protocol} has port ${listener.port}`);
  const possible = listener.protocol === 'TLS' ? ['TLSRoute', 'TCPRoute'] : ['HTTPRoute', 'GRPCRoute'];
  const kinds = listener.kinds.filter(({ group, kind }) => group !== GROUP || !possible.includes(kind));
  if (kinds.length > 0)
    return broken('ResolvedRefs', 'False', 'InvalidRouteKinds', `it cannot take ${kinds.map(({ kind }) => kind).join(', ')}`);
  if (listener.protocol === 'HTTPS') {
    if (listener.tls !== undefined && listener.tls.mode !== 'Terminate')
      return broken('Programmed', 'False', 'Invalid', `TLS with mode ${listener.tls.mode} has no routes of HTTP`);
    const wrong = wrongCertificate(listener, cluster);
    if (wrong !== undefined) return broken('ResolvedRefs', 'False', wrong.reason, wrong.because);
  }
  const same =
    profile.listeners.mixedPort === 'none'
      ? undefined
      : before.find((other) => isThere(other) && other.port === listener.port && isSameAddress(other, listener, together));
  if (same !== undefined && isSecure(same) !== isSecure(listener))
    return broken('Conflicted', 'True', 'ProtocolConflict', `port ${listener.port} speaks ${same.protocol} already`);
  const twin = before.find(
    (other) =>
      isThere(other) &&
      other.port === listener.port &&
      other.hostname === listener.hostname &&
      other.protocol === listener.protocol &&
      isSameAddress(other, listener, together),
  );
  if (twin !== undefined && (twin.gateway === listener.gateway || profile.listeners.sameListener === 'conflict'))
    return broken('Conflicted', 'True', 'HostnameConflict', `listener ${twin.name} has its port and hostname already`);
  return true;
}

const isThere = ({ open, passes }: ListenerView): boolean => open || passes;

const isSecure = (listener: ListenerSpec): boolean => protocolOf(listener) !== 'HTTP';

/**
 * Where listeners of one port speak different protocols: if those of the Gateway itself do, none of the port is served; otherwise theirs
 * wins over ListenerSets. Among ListenerSets alone the first listener wins, but none of a ListenerSet that contradicts itself.
 * Listeners that are wrong by themselves do not count.
 * envoyproxy/gateway@v1.9.1:internal/gatewayapi/validate.go (`validateConflictedProtocolsListeners`).
 */
function closeMixedPorts(listeners: ListenerView[], together: boolean, profile: Profile, conditions: Conditions): void {
  const ports = new Map<string, ListenerView[]>();
  for (const one of listeners) {
    if (!isThere(one) && one.protocol !== 'TCP') continue;
    const { namespace, name } = one.gateway;
    const key = `${one.port} ${together ? '' : `${namespace}/${name}`}`;
    ports.set(key, [...(ports.get(key) ?? []), one]);
  }
  for (const all of ports.values()) {
    const spoken = protocolsOf(all);
    if (spoken.size < 2) continue;
    const winner = winnerOf(all);
    const because = `port ${all[0]?.port} has listeners of ${[...spoken].join(' and ')}`;
    for (const one of all.filter((other) => protocolOf(other) !== winner)) {
      conditions.add(partOf(one), 'Conflicted', 'True', 'ProtocolConflict', because);
      const { listenerProgrammed } = profile.reasons;
      if (listenerProgrammed !== undefined)
        conditions.add(partOf(one), 'Programmed', 'False', listenerProgrammed, 'another condition says why');
      listeners[listeners.indexOf(one)] = { ...one, open: false, passes: false };
    }
  }
}

/** The protocol that a port of several is left with; undefined for none. */
function winnerOf(all: readonly ListenerView[]): string | undefined {
  const own = all.filter(({ owner }) => owner.object.kind === 'Gateway');
  const [protocol, other] = protocolsOf(own);
  if (protocol !== undefined) return other === undefined ? protocol : undefined;
  const first = all.find(({ owner }) => protocolsOf(all.filter((one) => one.owner === owner)).size === 1);
  return first && protocolOf(first);
}

const protocolsOf = (listeners: readonly ListenerView[]): ReadonlySet<string> => new Set(listeners.map(protocolOf));

/** Listeners of both kinds of TLS may share a port. */
const protocolOf = ({ protocol }: ListenerSpec): string => (protocol === 'HTTPS' ? 'TLS' : protocol);

/**
 * Of two listeners of one Gateway, port and hostname, one with TLS that it ends and one with TLS that it passes on, none is served.
 * envoyproxy/gateway@v1.9.1:internal/gatewayapi/validate.go (`validateConflictedHostnameListeners`).
 */
function closeTwins(listeners: ListenerView[], conditions: Conditions): void {
  listeners.forEach((one, at) => {
    const twin = listeners.findIndex(
      (other) => other.passes && one.open && other.gateway === one.gateway && other.port === one.port && other.hostname === one.hostname,
    );
    if (twin < 0) return;
    for (const index of [at, twin]) {
      const view = listeners[index] as ListenerView;
      conditions.add(partOf(view), 'Conflicted', 'True', 'HostnameConflict', 'another listener has its port and hostname');
      listeners[index] = { ...view, open: false, passes: false };
    }
  });
}

const isSameAddress = (one: Listener, other: Listener, together: boolean): boolean => together || one.gateway === other.gateway;

function wrongCertificate({ tls, owner }: Listener, cluster: Cluster): { readonly reason: string; readonly because: string } | undefined {
  if (tls === undefined) return { reason: 'InvalidCertificateRef', because: 'it has no TLS settings' };
  const from = { group: GROUP, kind: owner.object.kind, namespace: owner.namespace, name: owner.name };
  const wrong = tls.certificates.map((ref) => {
    const key = `${ref.namespace}/${ref.name}`;
    if (ref.group !== '' || ref.kind !== 'Secret') return { reason: 'InvalidCertificateRef', because: `${ref.kind} ${key} is no Secret` };
    if (!cluster.permits(from, ref)) return { reason: 'RefNotPermitted', because: `no ReferenceGrant permits Secret ${key}` };
    if (!cluster.complete || cluster.certificates.has(key)) return undefined;
    return { reason: 'InvalidCertificateRef', because: `there is no Secret ${key}` };
  });
  // One certificate that is well is enough.
  return wrong.length === 0
    ? { reason: 'InvalidCertificateRef', because: 'it names no certificate' }
    : wrong.some((one) => one === undefined)
      ? undefined
      : wrong[0];
}

/** Of the Gateway as a whole, where too few of its listeners are well. */
function sayOfGateway(gateway: GatewayView, all: readonly ListenerView[], { reasons }: Profile, conditions: Conditions): void {
  const mine = all.filter((listener) => listener.gateway === gateway && isHttp(listener));
  const bad = mine.filter(({ open }) => !open);
  if (reasons.gatewayWithoutListeners === undefined || bad.length === 0) return;
  const [type, reason] = reasons.gatewayWithoutListeners;
  const isBad = (listener: ListenerView): boolean =>
    !listener.open && !(reasons.certificatesAreLater === true && !isRefused(listener, conditions));
  const enough = type === 'Programmed' ? bad.length === 0 : mine.some((listener) => !isBad(listener));
  if (!enough)
    conditions.add(
      { object: gateway, field: 'spec.listeners' },
      type,
      'False',
      reason,
      `listeners ${bad.map(({ name }) => name).join(', ')} are not well`,
    );
}

const isHttp = ({ protocol }: ListenerSpec): boolean => protocol === 'HTTP' || protocol === 'HTTPS';

/** Whether more is wrong than a certificate. */
const isRefused = (listener: ListenerSpec, conditions: Conditions): boolean => {
  const part = partOf(listener);
  return conditions.has(part, 'Conflicted') || conditions.has(part, 'Accepted');
};
