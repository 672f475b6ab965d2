import { isTrue } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import { type NeutralRoute, routeText } from '../../../model/neutral-route';
import { ANNOTATIONS } from '../annotations';
import { finding } from '../findings';
import type { Placed } from './place';
import type { RouteAnnotations } from './route-annotations';

/**
 * The annotations that the controller keeps once for a Service and port, by the scope of their rows. What a canary asks for is looked at
 * elsewhere; and that one route has a session cookie and the other has none does both no harm: the cookie is set for the paths that asked.
 */
const SHARED = ANNOTATIONS.filter(({ scope, name }) => scope === 'upstream' && name !== 'affinity' && !name.includes('canary'));

/**
 * Finds routes to one Service and port that want it treated differently: the controller takes what the first Ingress says, of the cookie what
 * the last one says. Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`createUpstreams`,
 * `getBackendServers`).
 */
export function checkUpstreamSettings(locations: readonly Placed[], read: (one: Placed) => RouteAnnotations): Finding[] {
  const findings: Finding[] = [];
  const services = new Map<string, Map<RouteAnnotations, NeutralRoute>>();
  for (const one of locations) {
    if (one.service === undefined) continue;
    const says = read(one);
    if (isTrue(says.get('canary') ?? '')) continue;
    const key = `${one.service.name}:${one.service.port}`;
    const routes = services.get(key) ?? new Map<RouteAnnotations, NeutralRoute>();
    services.set(key, routes);
    if (!routes.has(says)) routes.set(says, one.route);
  }
  for (const [service, routes] of services) {
    if (routes.size < 2) continue;
    for (const { name, needs, value } of SHARED) {
      const wanted = new Map<string, NeutralRoute>();
      for (const [says, route] of routes) {
        if (needs?.includes('affinity') && !says.has('affinity')) continue;
        const text = says.get(name) ?? '';
        const wish = value.type === 'boolean' ? (isTrue(text) ? 'true' : '') : text;
        if (!wanted.has(wish)) wanted.set(wish, route);
      }
      const [first, second] = [...wanted];
      if (first === undefined || second === undefined) continue;
      findings.push(
        finding('ingress-nginx/upstream-settings-differ', second[1].origin.construct, {
          route: routeText(second[1]),
          other: routeText(first[1]),
          service,
          setting: name,
          wishes: [first[0], second[0]],
        }),
      );
    }
  }
  return findings;
}
