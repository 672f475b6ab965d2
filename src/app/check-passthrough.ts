import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { FEATURES } from '../model/features';
import { hostText, isPassedThrough, type NeutralRoute, type RouteSet, routeText } from '../model/neutral-route';
import { policyFeatures } from '../model/policies';

/** Reports policies of a route with TLS passthrough, and other routes of its hosts: only the Service can decrypt the requests. */
export function checkPassthrough(sets: readonly RouteSet[]): readonly Finding[] {
  const routes = sets.flatMap((set) => set.routes);
  const passed = routes.filter(isPassedThrough);
  if (passed.length === 0) return [];
  const byHost = new Map(passed.flatMap((route) => route.hosts.map((host) => [hostText(host), route] as const)));
  return [...passed.flatMap(policiesOf), ...routes.flatMap((route) => lostTo(route, byHost))];
}

/** The redirect concerns plain http, which the controller can read. */
function policiesOf(route: NeutralRoute): readonly Finding[] {
  const { httpsRedirect: _, ...hidden } = route.policies;
  const wishes = policyFeatures(hidden).map((feature) => FEATURES[feature]);
  return wishes.length === 0
    ? []
    : [finding('route/passthrough-with-policies', route.origin.construct, { route: routeText(route), wishes })];
}

function lostTo(route: NeutralRoute, byHost: ReadonlyMap<string, NeutralRoute>): readonly Finding[] {
  const taker = route.hosts.map((host) => byHost.get(hostText(host))).find((other) => other !== undefined && other !== route);
  if (taker === undefined) return [];
  return [finding('route/only-plain-http', route.origin.construct, { route: routeText(route), taker: routeText(taker) })];
}
