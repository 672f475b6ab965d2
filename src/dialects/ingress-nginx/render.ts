import { isTrue } from '../../annotation-table/go-text';
import type { Finding } from '../../findings/finding';
import type { KubeObject } from '../../kinds/kube-object';
import { HostNames } from '../../model/host-names';
import {
  type Annotations,
  type HostPolicies,
  hostText,
  type NeutralRoute,
  type RoutePolicies,
  type RouteSet,
  type ServiceRef,
} from '../../model/neutral-route';
import type { ObjectSlot } from '../../output/object-slot';
import type { Rendered, RenderTarget } from '../dialect';
import { metadataOf, Rules, serviceBackend } from '../ingress-object';
import { checkAnnotations } from './check-annotations';
import { finding } from './findings';
import { identity } from './identity';
import { checkOverlap } from './render/check-overlap';
import { checkRoutes } from './render/check-routes';
import { pathTextOf } from './render/path-text';
import { type CanaryPlacement, DEFAULT_BACKEND, headersSlot, type Placed, type Placement, placementOf } from './render/place';
import { hostAnnotations, policyAnnotations } from './render/policy-annotations';

/** A Service name for Ingress paths that redirect: the API asks for a backend, the controller answers before it looks at it. */
const NO_BACKEND: ServiceRef = { name: 'redirect-has-no-backend', port: 80, createdByApp: false };

export function place(route: NeutralRoute): readonly ObjectSlot[] {
  const { location, canary, headers } = placementOf(route);
  const slots = [location];
  if (headers !== undefined) slots.push(headers);
  if (canary !== undefined) slots.push(canary.slot);
  return slots;
}

export function placeDefaultBackend(policies: RoutePolicies): readonly ObjectSlot[] {
  const headers = headersSlot(policies);
  return headers === undefined ? [DEFAULT_BACKEND] : [DEFAULT_BACKEND, headers];
}

export const overlap = (route: string, other: string, where: string): Finding => finding('ingress-nginx/overlap', where, { route, other });

export const regexHosts = (set: RouteSet, to: RenderTarget): ReadonlySet<string> => hostsInRegexMode(group(set), to);

export function render(set: RouteSet, to: RenderTarget): Rendered {
  const groups = group(set);
  const regexHosts = hostsInRegexMode(groups, to);
  const objects = new Map<string, KubeObject>();
  const findings: Finding[] = [
    ...checkRoutes(
      set,
      groups.filter((g) => !g.canary).flatMap((g) => g.placed),
      regexHosts,
      to,
    ),
    ...checkOverlap(
      groups.filter((g) => !g.canary && !isAlternative({ ...to.annotations, ...g.native })),
      regexHosts,
    ),
  ];
  const anyBackend = set.defaultBackend ?? firstService(set) ?? NO_BACKEND;
  const hostsSeen = new Set<string>();
  const elsewhere = hostsElsewhere(set, groups);
  for (const one of groups) {
    const regexHost = one.hosts.some((host) => regexHosts.has(host));
    const newHosts = one.canary ? [] : one.hosts.filter((host) => !hostsSeen.has(host));
    for (const host of newHosts) hostsSeen.add(host);
    const annotations = annotationsOf(one, set, to, { regexHost, newHosts });
    findings.push(
      ...conflicts(annotations, one, to),
      ...checkAnnotations(annotations, { acceptedRisk: to.acceptedRisk, where: one.where, ...settingsOf(to) }),
    );
    const spec: { [field: string]: unknown } = {};
    if (to.ingressClassName !== undefined) spec.ingressClassName = to.ingressClassName;
    const tls = one.canary ? [] : tlsOf(set, one.hosts, elsewhere);
    if (tls.length > 0) spec.tls = tls;
    // Of the annotations of an Ingress without rules the controller leaves out redirects and rewrites.
    const hasRules = one.hosts.some(isNamed) || Object.keys(annotations).length > 0;
    if (one.isDefault && !hasRules && set.routes.length === 0 && set.defaultBackend !== undefined) {
      spec.defaultBackend = serviceBackend(set.defaultBackend);
    } else {
      spec.rules = rulesOf(one, regexHosts, anyBackend);
    }
    objects.set(one.slot.key, {
      apiVersion: one.slot.apiVersion,
      kind: one.slot.kind,
      metadata: metadataOf(one.slot, to, annotations),
      spec,
    });
    if (one.headers !== undefined && !objects.has(one.headers.slot.key)) {
      objects.set(one.headers.slot.key, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadataOf(one.headers.slot, to, {}),
        data: { ...one.headers.data },
      });
    }
  }
  return { objects, findings };
}

// ---- grouping: one group an Ingress

/** An Ingress in the making. */
export interface Group {
  readonly slot: ObjectSlot;
  readonly hosts: readonly string[];
  readonly placed: Placed[];
  readonly canary: boolean;
  readonly isDefault: boolean;
  readonly policies: RoutePolicies;
  /** Annotations without prefix that neither policies nor hosts ask for. */
  readonly own: { readonly [name: string]: string };
  /** Whole annotations that the user wrote. */
  readonly native: Annotations;
  readonly headers?: { readonly slot: ObjectSlot; readonly data: { readonly [name: string]: string } };
  readonly where: string;
}

const NO_POLICIES: RoutePolicies = {};

function group(set: RouteSet): readonly Group[] {
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
  // Canaries last: they make no locations, only alternatives for those above.
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
    native: route.annotations,
    ...(placement.headers === undefined ? {} : { headers: { slot: placement.headers, data: route.policies.responseHeaders ?? {} } }),
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
    native: {},
    where: route.origin.construct,
  };
}

/** A rule for `/` on every host that has none: unlike spec.defaultBackend it does not depend on which Ingress of a host came first. */
function defaultRoute(set: RouteSet, service: ServiceRef): NeutralRoute {
  const takesAll = new Set(
    set.routes.filter((r) => r.path.kind === 'segmentPrefix' && r.path.path === '/').flatMap((r) => r.hosts.map(hostText)),
  );
  return {
    hosts: set.hostMatches.filter((host) => !takesAll.has(hostText(host))),
    path: { kind: 'segmentPrefix', path: '/' },
    action: { kind: 'forward', backends: [{ service, weight: 1 }] },
    policies: set.policies,
    annotations: set.annotations,
    origin: { construct: set.construct, index: -1 },
  };
}

/** Hosts whose paths the controller will read as regular expressions. One Ingress has one `use-regex`, so it spreads over its hosts. */
function hostsInRegexMode(groups: readonly Group[], to: RenderTarget): ReadonlySet<string> {
  const regexHosts = new Set(to.regexHosts);
  const locations = groups.filter((one) => !one.canary);
  const says = (annotations: Annotations): boolean =>
    (annotations[`${identity.annotationPrefix}rewrite-target`] ?? '') !== '' ||
    isTrue(annotations[`${identity.annotationPrefix}use-regex`] ?? '');
  const all = says(to.annotations ?? {});
  const asks = (one: Group): boolean =>
    all || one.own['rewrite-target'] !== undefined || says(one.native) || one.placed.some(({ route }) => route.path.kind === 'regexPrefix');
  const pending = new Set(locations);
  for (let changed = true; changed; ) {
    changed = false;
    for (const one of pending) {
      if (!asks(one) && !one.hosts.some((host) => regexHosts.has(host))) continue;
      for (const host of one.hosts) regexHosts.add(host);
      pending.delete(one);
      changed = true;
    }
  }
  return regexHosts;
}

// ---- writing

/**
 * Each Ingress has the certificates of all its hosts: the controller looks once for the certificate of a host, in the first Ingress with
 * that host and any certificate, and the order of Ingresses is not ours (controller.go `createServers`).
 */
function tlsOf(set: RouteSet, ofIngress: readonly string[], elsewhere: ReadonlySet<string>): unknown[] {
  const names = ofIngress.some(isNamed) ? [...ofIngress, ...(set.hosts.aliases ?? [])] : ofIngress;
  const own = new HostNames(names);
  return set.tls.flatMap(({ hosts, secretName }) => {
    if (!hosts.some((host) => own.anyCoveredBy(host))) return [];
    const written = hosts.filter((host) => own.anyCoveredBy(host) || elsewhere.has(host));
    return [{ hosts: written, ...(secretName === undefined ? {} : { secretName }) }];
  });
}

/**
 * Hosts of certificates that others route, or that annotations add, such as the one with "www.". They stay with their certificate for those
 * who issue it by the hosts of the Ingress.
 */
function hostsElsewhere(set: RouteSet, groups: readonly Group[]): ReadonlySet<string> {
  const own = new HostNames([...groups.flatMap(({ hosts }) => hosts), ...(set.hosts.aliases ?? [])]);
  return new Set(set.tls.flatMap(({ hosts }) => hosts.filter((host) => !own.anyCoveredBy(host))));
}

const isNamed = (host: string): boolean => host !== '';

/** Whether the user made the Ingress a canary of something else by annotation. */
export const isAlternative = (annotations: Annotations): boolean => annotations[`${identity.annotationPrefix}canary`] !== undefined;

const settingsOf = ({ controller }: RenderTarget): { settings?: Annotations } =>
  controller.settings === undefined ? {} : { settings: controller.settings };

/** An annotation that the user wrote and a policy that writes the same one, otherwise. */
function conflicts(written: Annotations, one: Group, to: RenderTarget): Finding[] {
  return [...Object.entries(to.annotations ?? {}), ...Object.entries(one.native)].flatMap(([key, value]) =>
    written[key] === undefined || written[key] === value || (written[key] === 'true' && isTrue(value))
      ? []
      : [finding('annotation/conflict', one.where, { key, value, other: written[key] })],
  );
}

function annotationsOf(
  one: Group,
  set: RouteSet,
  to: RenderTarget,
  at: { readonly regexHost: boolean; readonly newHosts: readonly string[] },
): Annotations {
  const namespace = to.namespace ?? '';
  const own: { [name: string]: string } = {
    ...policyAnnotations(one.policies, {
      namespace,
      regexHost: at.regexHost,
      ...(one.headers === undefined ? {} : { headersConfigMap: to.nameOf(one.headers.slot.key) }),
    }),
    ...(at.newHosts.length > 0 ? hostAnnotations(at.newHosts.some(isNamed) ? set.hosts : withoutNames(set.hosts), namespace) : {}),
    ...(at.regexHost && !one.canary ? { 'use-regex': 'true' } : {}),
    ...one.own,
  };
  const all: { [key: string]: string } = { ...to.annotations, ...one.native };
  for (const name of Object.keys(own)) all[identity.annotationPrefix + name] = own[name] ?? '';
  return all;
}

/** What holds for the hosts that no rule names: they have neither aliases nor a server that could ask for certificates. */
const withoutNames = ({ appRoot }: HostPolicies): HostPolicies => (appRoot === undefined ? {} : { appRoot });

function rulesOf(one: Group, regexHosts: ReadonlySet<string>, anyBackend: ServiceRef): unknown[] {
  const rules = new Rules();
  for (const { route, placement, service } of one.placed) {
    for (const match of route.hosts) {
      const host = hostText(match);
      const { path, pathType } = pathTextOf(route.path, regexHosts.has(host), placement.rewriteTarget);
      rules.add(host, path, pathType, service ?? anyBackend);
    }
  }
  return rules.toSpec();
}

function firstService(set: RouteSet): ServiceRef | undefined {
  for (const { action } of set.routes) if (action.kind === 'forward') return action.backends[0]?.service;
  return undefined;
}
