import { type ApiObject, Chart } from 'cdk8s';
import type { NativeSettings } from '../dialects/dialect';
import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { DEFAULT_NAMESPACE } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { ANNOTATION_BYTES, annotationBytes } from '../kinds/validation/metadata';
import {
  type Annotations,
  hostText,
  type NeutralRoute,
  PATH_KIND_NAMES,
  pathAndMatches,
  pathText,
  type RoutePolicies,
  type RouteSet,
  routeText,
  type ServiceRef,
} from '../model/neutral-route';
import { policyServices } from '../model/policies';
import { matchesKey } from '../model/request-match';
import { unwritableKey } from '../model/unwritable-key';
import { type AppState, nameKey } from './app-state';

/** Checks of the routes of one construct that need the whole app. */

/** Checks that each Service that the app should create exists, in the right namespace and with the port. */
export function checkBackends(set: RouteSet, namespace: string | undefined, app: AppState): Finding[] {
  const findings: Finding[] = [];
  const checked = new Set<string>();
  const seen = new Set<object>();
  const check = (route: string, service: ServiceRef): void => {
    seen.add(service);
    const key = `${service.createdByApp} ${service.namespace ?? ''}/${service.name}:${service.port}`;
    if (checked.has(key)) return;
    checked.add(key);
    const problem = backendProblem(route, service, namespace, app, set.construct);
    if (problem !== undefined) findings.push(problem);
  };
  const checkPolicies = (route: string, policies: RoutePolicies): void => {
    seen.add(policies);
    for (const { policy, service } of policyServices(policies)) check(`${route} (${policy})`, service);
  };
  for (const route of set.routes) {
    if (!seen.has(route.policies)) checkPolicies(routeText(route), route.policies);
    if (route.action.kind !== 'forward') continue;
    const { backends, canary } = route.action;
    // Many routes share one object; comparing it avoids making the text.
    for (const { service } of backends) if (!seen.has(service)) check(routeText(route), service);
    if (canary !== undefined) check(`${routeText(route)} (canary)`, canary.service);
  }
  findings.push(...corsFindings(set));
  if (set.defaultBackend === undefined) return findings;
  check('default backend', set.defaultBackend);
  if (!seen.has(set.policies)) checkPolicies('default backend', set.policies);
  return findings;
}

/** Reports Services that annotations name and the app does not create. Where the controller has such annotations, its dialect knows them. */
export function checkNamedServices(
  set: RouteSet,
  written: Annotations,
  servicesOf: NonNullable<NativeSettings['services']>,
  namespace: string | undefined,
  app: AppState,
): Finding[] {
  const own = new Set([written, set.native.annotations, ...set.routes.map(({ native }) => native.annotations)]);
  const reported = new Set<string>();
  return [...own].flatMap(servicesOf).flatMap(({ annotation, service }) => {
    const home = namespace ?? DEFAULT_NAMESPACE;
    const isThere = app.servicesNamed(service).some((one) => (one.namespace ?? DEFAULT_NAMESPACE) === home);
    const key = `${annotation} ${service}`;
    if (isThere || reported.has(key)) return [];
    reported.add(key);
    const params = { annotation, service: `${home}/${service}`, suggestion: app.likelyService(service), existing: app.serviceNames() };
    return [finding('backend/named-service-not-found', set.construct, params)];
  });
}

/** Once for routes that share the policy. */
function corsFindings({ routes, construct }: RouteSet): readonly Finding[] {
  const open = new Map<object, string>();
  for (const route of routes) {
    const { cors } = route.policies;
    if (cors?.allowOrigins?.includes('*') && cors.allowCredentials === true && !open.has(cors))
      open.set(cors, `route "${routeText(route)}"`);
  }
  return [...open.values()].map((route) => finding('policy/cors-open-with-credentials', construct, { route }));
}

function backendProblem(
  route: string,
  service: ServiceRef,
  namespace: string | undefined,
  app: AppState,
  where: string,
): Finding | undefined {
  const text = (ns: string | undefined): string => ns ?? 'default';
  if (!service.createdByApp) return undefined;
  // Whether a controller reaches another namespace is one of its answers.
  const home = text(service.namespace ?? namespace);
  const named = app.servicesNamed(service.name);
  const found = named.find((one) => text(one.namespace) === home);
  if (found === undefined) {
    const elsewhere = named[0];
    if (elsewhere !== undefined)
      return finding('backend/other-namespace', where, { route, service: service.name, namespace: text(elsewhere.namespace), asked: home });
    return finding('backend/service-not-found', where, {
      route,
      service: `${home}/${service.name}`,
      suggestion: app.likelyService(service.name),
      existing: app.serviceNames(),
    });
  }
  if (
    found.externalName ||
    found.ports.some((port) => (typeof service.port === 'number' ? port.port === service.port : port.name === service.port))
  )
    return undefined;
  const ports = found.ports.map((port) => (typeof service.port === 'number' ? port.port : (port.name ?? port.port)));
  return finding('backend/port-not-found', where, { route, service: `${home}/${service.name}`, port: service.port, ports });
}

/** Reports objects whose annotations exceed the limit of the API server. */
export function checkAnnotationSizes(objects: Iterable<KubeObject>, where: string): Finding[] {
  const findings: Finding[] = [];
  for (const { kind, metadata } of objects) {
    const entries = Object.entries(metadata.annotations ?? {});
    // UTF-8 needs at most three bytes for each UTF-16 code unit.
    if (entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0) * 3 <= ANNOTATION_BYTES) continue;
    const bytes = annotationBytes(entries);
    if (bytes > ANNOTATION_BYTES)
      findings.push(finding('ingress/annotations-too-large', where, { object: `${kind} ${metadata.name}`, bytes }));
  }
  return findings;
}

/** Reports objects with a key that cdk8s cannot write, such as the name of a header. Labels and annotations are checked when they are given. */
export function checkKeys(objects: Iterable<KubeObject>, where: string): Finding[] {
  return [...objects].flatMap(({ kind, metadata: { name }, data }) => {
    const path = unwritableKey(data);
    return path === undefined ? [] : [finding('option/key-not-writable', where, { owner: `${kind} ${name}`, path })];
  });
}

/** Reports objects of a chart with equal names: the one that is applied last would replace the other. */
export function checkNames(objects: readonly ApiObject[], chart: Chart, app: AppState, where: string): Finding[] {
  return objects.flatMap((object) => {
    const same = app.objectsNamed(nameKey(object)).filter((one) => Chart.of(one) === chart);
    const other = same.find((one) => one !== object);
    // Report only the second of the two.
    const isFirst = other?.constructor === object.constructor && same.indexOf(object) < same.indexOf(other);
    return other === undefined || isFirst
      ? []
      : [finding('name/taken', where, { object: `${object.kind} ${object.name}`, other: other.node.path })];
  });
}

/** Finds routes with the same host, path and type, among all constructs that share a controller. All but the first are reported. */
export class RouteRegister {
  private readonly first = new Map<string, RouteSet>();
  private readonly duplicates = new Map<string, Finding[]>();
  private readonly routed = new Map<string, string>();
  private readonly aliases = new Map<string, readonly string[]>();

  public constructor(all: readonly RouteSet[]) {
    for (const set of all) this.add(set);
  }

  /** The duplicates that one construct added, and its aliases that are hosts of other constructs. */
  public findingsOf(construct: string): readonly Finding[] {
    const aliases = (this.aliases.get(construct) ?? []).flatMap((alias) => {
      const other = this.routed.get(alias);
      return other === undefined || other === construct ? [] : [finding('host/alias-routed', construct, { alias, other })];
    });
    return [...(this.duplicates.get(construct) ?? []), ...aliases];
  }

  private add(set: RouteSet): void {
    this.aliases.set(set.construct, set.hosts.aliases ?? []);
    const hosts = new Set([...set.routes.map((route) => route.hosts), ...(set.defaultBackend === undefined ? [] : [set.hostMatches])]);
    for (const host of [...hosts].flatMap((list) => list.map(hostText))) if (!this.routed.has(host)) this.routed.set(host, set.construct);
    for (const route of set.routes) for (const host of route.hosts) this.addOne(set, route, hostText(host));
  }

  private addOne(set: RouteSet, route: NeutralRoute, host: string): void {
    const type = PATH_KIND_NAMES[route.path.kind];
    const key = `${host}${pathText(route.path)}\n${type}${matchesKey(route.matches)}`;
    const other = this.first.get(key);
    if (other === undefined) {
      this.first.set(key, set);
      return;
    }
    const list = this.duplicates.get(set.construct) ?? [];
    list.push(
      finding('route/duplicate', set.construct, {
        route: host + pathAndMatches(route),
        type,
        other: other.construct === set.construct ? 'the same PathIngress' : `"${other.construct}"`,
      }),
    );
    this.duplicates.set(set.construct, list);
  }
}
