import type { NeutralRoute } from '../../model/neutral-route';
import type { ObjectSlot } from '../../output/object-slot';
import type { ControllerRoutes, RenderedRoutes, RoutesSoFar } from '../dialect';
import { checkTogether } from './render/check-together';
import { commonObjects, ownSlots, routeObjects } from './render/place';
import { renderConstruct } from './render/render-construct';
import { settingsOf } from './render/settings';

/** How many routes and certificates a list of routes had when slots were last given. */
const given = new WeakMap<readonly NeutralRoute[], { certificates: number; routes: number }>();

export function place(soFar: RoutesSoFar): readonly ObjectSlot[] {
  const { routes, tls } = soFar;
  const before = given.get(routes) ?? { certificates: 0, routes: 0 };
  given.set(routes, { certificates: tls.length, routes: routes.length });
  // A new certificate gives a redirect to hosts that had none.
  const changed = tls.length === before.certificates ? routes.slice(before.routes) : routes;
  const objects = [...changed.flatMap((route) => routeObjects(route, soFar)), ...commonObjects(soFar)];
  return [...ownSlots(soFar), ...objects.map(({ slot }) => slot)];
}

export function render({ constructs, controller, ingressClassName }: ControllerRoutes): RenderedRoutes {
  const targets = constructs.map((to) => ({
    to,
    settings: settingsOf({
      controller,
      ...(ingressClassName === undefined ? {} : { ingressClassName }),
      ...(to.namespace === undefined ? {} : { namespace: to.namespace }),
    }),
  }));
  const together = checkTogether(targets);
  return {
    constructs: targets.map((target) => {
      const { objects, findings } = renderConstruct(target);
      return { objects, findings: [...findings, ...(together.get(target.to.routes.construct) ?? [])] };
    }),
  };
}
