import { type ApiObject, Chart } from 'cdk8s';
import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import type { KubeObject } from '../kinds/kube-object';
import {
  hostText,
  type NeutralRoute,
  PATH_KIND_NAMES,
  pathText,
  type RoutePolicies,
  type RouteSet,
  routeText,
  type ServiceRef,
} from '../model/neutral-route';
import { policyServices } from '../model/policies';
import { type AppIndex, nameKey } from './app-index';

/** What only the whole app shows about the routes of one construct. */

/** Services that the app should create: that they exist, in the right namespace, with the port. */
export function checkBackends(set: RouteSet, namespace: string | undefined, app: AppIndex): Finding[] {
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
    // Mostly many routes share one object, and no text is needed.
    for (const { service } of backends) if (!seen.has(service)) check(routeText(route), service);
    if (canary !== undefined) check(`${routeText(route)} (canary)`, canary.service);
  }
  if (set.defaultBackend === undefined) return findings;
  check('default backend', set.defaultBackend);
  if (!seen.has(set.policies)) checkPolicies('default backend', set.policies);
  return findings;
}

function backendProblem(
  route: string,
  service: ServiceRef,
  namespace: string | undefined,
  app: AppIndex,
  where: string,
): Finding | undefined {
  const text = (ns: string | undefined): string => ns ?? 'default';
  if (service.namespace !== undefined && text(service.namespace) !== text(namespace)) {
    return finding('backend/other-namespace', where, {
      route,
      service: service.name,
      namespace: service.namespace,
      routes: text(namespace),
    });
  }
  if (!service.createdByApp) return undefined;
  const named = app.servicesNamed(service.name);
  const found = named.find((one) => text(one.namespace) === text(namespace));
  if (found === undefined) {
    const elsewhere = named[0];
    if (elsewhere !== undefined)
      return finding('backend/other-namespace', where, {
        route,
        service: service.name,
        namespace: text(elsewhere.namespace),
        routes: text(namespace),
      });
    return finding('backend/service-not-found', where, {
      route,
      service: `${text(namespace)}/${service.name}`,
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
  return finding('backend/port-not-found', where, { route, service: `${text(namespace)}/${service.name}`, port: service.port, ports });
}

/** Longer than this may the annotations of an object not be: kubernetes/apimachinery@v0.36.0:pkg/api/validation/objectmeta.go. */
const ANNOTATION_BYTES = 256 * 1024;

/** Objects with more text in their annotations than the API server takes. */
export function checkAnnotationSizes(objects: Iterable<KubeObject>, where: string): Finding[] {
  const findings: Finding[] = [];
  for (const { kind, metadata } of objects) {
    const entries = Object.entries(metadata.annotations ?? {});
    // A character has at most three bytes for each unit of its length.
    if (entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0) * 3 <= ANNOTATION_BYTES) continue;
    const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
    if (bytes > ANNOTATION_BYTES)
      findings.push(finding('ingress/annotations-too-large', where, { object: `${kind} ${metadata.name}`, bytes }));
  }
  return findings;
}

/** Objects of a chart that have the name of another one: the one that is applied last would replace the other. */
export function checkNames(objects: readonly ApiObject[], chart: Chart, app: AppIndex, where: string): Finding[] {
  return objects.flatMap((object) => {
    const same = app.objectsNamed(nameKey(object)).filter((one) => Chart.of(one) === chart);
    const other = same.find((one) => one !== object);
    // Of two objects of this kind the second one is told.
    const isFirst = other?.constructor === object.constructor && same.indexOf(object) < same.indexOf(other);
    return other === undefined || isFirst
      ? []
      : [finding('name/taken', where, { object: `${object.kind} ${object.name}`, other: other.node.path })];
  });
}

/** Finds routes with the same host, path and type, among all constructs that share a controller. The first one keeps the place. */
export class RouteRegister {
  private readonly first = new Map<string, RouteSet>();
  private readonly firstOfPath = new Map<string, { readonly set: RouteSet; readonly type: string }>();
  private readonly duplicates = new Map<string, Finding[]>();
  private readonly routed = new Map<string, string>();
  private readonly aliases = new Map<string, readonly string[]>();

  /** `overlap`: what the controller has against one path with two types in two constructs; absent: nothing. */
  public constructor(private readonly overlap?: (route: string, other: string, where: string) => Finding) {}

  public add(set: RouteSet): void {
    this.aliases.set(set.construct, set.hosts.aliases ?? []);
    const hosts = new Set([...set.routes.map((route) => route.hosts), ...(set.defaultBackend === undefined ? [] : [set.hostMatches])]);
    for (const host of [...hosts].flatMap((list) => list.map(hostText))) if (!this.routed.has(host)) this.routed.set(host, set.construct);
    for (const route of set.routes) for (const host of route.hosts) this.addOne(set, route, hostText(host));
    if (set.defaultBackend !== undefined)
      for (const host of set.hostMatches) this.checkOverlap(set, `${hostText(host)}/`, 'default backend');
  }

  /** The duplicates that a construct brought, and its aliases that are hosts of others. */
  public duplicatesOf(construct: string): readonly Finding[] {
    const aliases = (this.aliases.get(construct) ?? []).flatMap((alias) => {
      const other = this.routed.get(alias);
      return other === undefined || other === construct ? [] : [finding('host/alias-routed', construct, { alias, other })];
    });
    return [...(this.duplicates.get(construct) ?? []), ...aliases];
  }

  private addOne(set: RouteSet, route: NeutralRoute, host: string): void {
    const type = PATH_KIND_NAMES[route.path.kind];
    const key = `${host}${pathText(route.path)}\n${type}`;
    const other = this.first.get(key);
    if (other === undefined) {
      this.first.set(key, set);
      this.checkOverlap(set, host + pathText(route.path), type);
      return;
    }
    const list = this.duplicates.get(set.construct) ?? [];
    list.push(
      finding('route/duplicate', set.construct, {
        route: host + pathText(route.path),
        type,
        other: other.construct === set.construct ? 'the same PathIngress' : `"${other.construct}"`,
      }),
    );
    this.duplicates.set(set.construct, list);
  }

  /** Inside of one construct the dialect itself has an eye on it. */
  private checkOverlap(set: RouteSet, path: string, type: string): void {
    if (this.overlap === undefined) return;
    const other = this.firstOfPath.get(path);
    if (other === undefined) this.firstOfPath.set(path, { set, type });
    else if (other.set.construct !== set.construct) {
      const list = this.duplicates.get(set.construct) ?? [];
      list.push(this.overlap(`${path} (${type})`, `${path} (${other.type}) of "${other.set.construct}"`, set.construct));
      this.duplicates.set(set.construct, list);
    }
  }
}
