import { hostText, type NeutralRoute, NO_NATIVE, type RoutePolicies, type RouteSet, type ServiceRef } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import type { IngressNginxNative } from '../native';
import { type CanaryPlacement, DEFAULT_BACKEND, headersSlot, type Placed, type Placement, placementOf } from './place';

/** An Ingress in the making. */
export interface Group {
  readonly slot: ObjectSlot;
  readonly hosts: readonly string[];
  readonly placed: Placed[];
  readonly canary: boolean;
  readonly isDefault: boolean;
  readonly policies: RoutePolicies;
  /** Annotations without prefix that follow from neither policies nor hosts. */
  readonly own: { readonly [name: string]: string };
  readonly native: IngressNginxNative;
  readonly headers?: { readonly slot: ObjectSlot; readonly data: { readonly [name: string]: string } };
  readonly where: string;
}

const NO_POLICIES: RoutePolicies = {};

/** The Ingresses that the routes of one construct become. */
export function groupsOf(set: RouteSet): readonly Group[] {
  const groups = new Map<string, Group>();
  const withCanary: { readonly route: NeutralRoute; readonly placement: Placement; readonly canary: CanaryPlacement }[] = [];
  for (const route of set.routes) {
    const placement = placementOf(route);
    const { canary } = placement;
    if (canary !== undefined) withCanary.push({ route, placement, canary });
    const one = groups.get(placement.location.key) ?? add(groups, locationGroup(route, placement));
    one.placed.push({ route, placement, service: route.action.kind === 'forward' ? route.action.backends[0]?.service : undefined });
  }
  if (set.defaultBackend !== undefined) {
    const route = defaultRoute(set, set.defaultBackend);
    const headers = headersSlot(route.policies);
    const placement = { location: DEFAULT_BACKEND, ...(headers === undefined ? {} : { headers }) };
    const one = add(groups, { ...locationGroup(route, placement), isDefault: true });
    if (route.hosts.length > 0) one.placed.push({ route, placement, service: set.defaultBackend });
  }
  // Canaries come last: they add no locations, only alternatives for those above.
  for (const { route, placement, canary } of withCanary) {
    const one = groups.get(canary.slot.key) ?? add(groups, canaryGroup(route, canary));
    one.placed.push({ route, placement, service: canary.service });
  }
  return [...groups.values()];
}

function add(groups: Map<string, Group>, one: Group): Group {
  groups.set(one.slot.key, one);
  return one;
}

function locationGroup(route: NeutralRoute, placement: Placement): Group {
  const own: { [name: string]: string } = {};
  if (placement.rewriteTarget) own['rewrite-target'] = placement.rewriteTarget;
  if (placement.tlsPassthrough) own['ssl-passthrough'] = 'true';
  if (placement.redirect !== undefined) {
    own['permanent-redirect'] = placement.redirect.url;
    own['permanent-redirect-code'] = String(placement.redirect.status);
    if (placement.redirect.url.startsWith('/')) own['relative-redirects'] = 'true';
  }
  return {
    slot: placement.location,
    hosts: route.hosts.map(hostText),
    placed: [],
    canary: false,
    isDefault: false,
    policies: route.policies,
    own,
    native: route.native,
    ...(placement.headers === undefined ? {} : { headers: { slot: placement.headers, data: route.policies.responseHeaders?.set ?? {} } }),
    where: route.origin.construct,
  };
}

function canaryGroup(route: NeutralRoute, { slot, annotations }: CanaryPlacement): Group {
  return {
    slot,
    hosts: route.hosts.map(hostText),
    placed: [],
    canary: true,
    isDefault: false,
    policies: NO_POLICIES,
    own: annotations,
    native: NO_NATIVE,
    where: route.origin.construct,
  };
}

/** A rule for `/` on every host that has none. Unlike spec.defaultBackend, it does not depend on which Ingress of a host is the oldest. */
function defaultRoute(set: RouteSet, service: ServiceRef): NeutralRoute {
  const takesAll = new Set(
    set.routes.filter((r) => r.path.kind === 'segmentPrefix' && r.path.path === '/').flatMap((r) => r.hosts.map(hostText)),
  );
  return {
    hosts: set.hostMatches.filter((host) => !takesAll.has(hostText(host))),
    path: { kind: 'segmentPrefix', path: '/' },
    action: { kind: 'forward', backends: [{ service, weight: 1 }] },
    policies: set.policies,
    native: set.native,
    origin: { construct: set.construct, index: -1 },
  };
}
