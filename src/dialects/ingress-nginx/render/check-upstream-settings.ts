import { isTrue } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import { type NeutralRoute, routeText } from '../../../model/neutral-route';
import { ANNOTATIONS } from '../annotations';
import { finding } from '../findings';
import type { Placed } from './place';
import type { RouteAnnotations } from './route-annotations';

/**
 * The annotations that the controller keeps once for a Service and port, by the scope of their rows. `check-canaries.ts` checks those
 * of canaries. A session cookie on only one of two routes is no conflict: the cookie is set only for the paths of that route.
 */
const SHARED = ANNOTATIONS.filter(({ scope, name }) => scope === 'upstream' && name !== 'affinity' && !name.includes('canary'));

/**
 * Finds routes to one Service and port with different settings for it: the controller uses those of the first Ingress, but the cookie
 * of the last. Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`createUpstreams`,
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
