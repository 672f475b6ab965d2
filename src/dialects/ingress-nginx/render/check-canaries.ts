import type { Finding } from '../../../findings/finding';
import { type RouteSet, routeText, type ServiceRef } from '../../../model/neutral-route';
import type { ConstructRoutes } from '../../dialect';
import { finding } from '../findings';
import { hasCanary, placementOf } from './place';

/**
 * A canary applies to the Service and port of its route, in every Ingress of the namespace, and the Service of a canary has one rule
 * (kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go `createUpstreams`, `mergeAlternativeBackends`;
 * recorded case canary/shared-main-service). So canaries are checked over all routes of a controller.
 */
export function checkCanaries(all: readonly ConstructRoutes[]): Finding[] {
  const findings: Finding[] = [];
  const mains = new Map<string, Use[]>();
  const canaries = new Map<string, Use[]>();
  if (!all.some(({ routes }) => routes.routes.some(hasCanary))) return [];
  for (const { routes, namespace } of all) collect(routes, namespace ?? '', mains, canaries);
  for (const [service, uses] of canaries) {
    for (const main of mains.get(service) ?? [])
      findings.push(
        finding('ingress-nginx/canary-is-also-main', main.where, { route: main.route, canary: textOf(uses), service: nameOf(service) }),
      );
    const [first, ...others] = uses;
    for (const other of others) {
      if (first !== undefined && other.rule !== first.rule)
        findings.push(
          finding('ingress-nginx/canary-rules-differ', other.where, { route: other.route, other: first.route, service: nameOf(service) }),
        );
    }
  }
  for (const [service, uses] of mains) {
    const sharing = uses.find(({ canary }) => canary !== '');
    if (sharing === undefined) continue;
    for (const { route, where, canary } of uses) {
      if (canary !== sharing.canary)
        findings.push(finding('ingress-nginx/canary-takes-more', where, { route, canary: sharing.route, service: nameOf(service) }));
    }
  }
  return findings;
}

/** A Service in a route. */
interface Use {
  readonly route: string;
  readonly where: string;
  /** For a canary: the annotations that select its requests. */
  readonly rule: string;
  /** For a main Service: its canary and rule; empty if there is none. */
  readonly canary: string;
}

function collect(set: RouteSet, namespace: string, mains: Map<string, Use[]>, canaries: Map<string, Use[]>): void {
  for (const route of set.routes) {
    const { canary } = placementOf(route);
    const use = { route: routeText(route), where: route.origin.construct };
    const rule = canary === undefined ? '' : JSON.stringify(canary.annotations);
    if (canary !== undefined) add(canaries, keyOf(namespace, canary.service), { ...use, rule, canary: '' });
    const service = route.action.kind === 'forward' ? route.action.backends[0]?.service : undefined;
    if (service === undefined) continue;
    add(mains, keyOf(namespace, service), {
      ...use,
      rule: '',
      canary: canary === undefined ? '' : `${keyOf(namespace, canary.service)} ${rule}`,
    });
  }
  if (set.defaultBackend !== undefined)
    add(mains, keyOf(namespace, set.defaultBackend), { route: 'default backend', where: set.construct, rule: '', canary: '' });
}

const keyOf = (namespace: string, { name, port }: ServiceRef): string => `${namespace}/${name}:${port}`;
const nameOf = (key: string): string => key.slice(key.indexOf('/') + 1);
const textOf = (uses: readonly Use[]): string => uses[0]?.route ?? '';

function add(map: Map<string, Use[]>, key: string, use: Use): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [use]);
  else list.push(use);
}
