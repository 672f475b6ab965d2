import type { NeutralRoute } from '../../model/neutral-route';
import type { ObjectSlot } from '../../output/object-slot';
import type { ControllerRoutes, RenderedRoutes, RoutesSoFar, Variant } from '../dialect';
import { Provider } from './public';
import { checkTogether } from './render/check-together';
import { ingressSlots } from './render/ingress/place';
import { renderIngresses } from './render/ingress/render-construct';
import { commonObjects, ownSlots, routeObjects } from './render/place';
import { renderConstruct } from './render/render-construct';
import { hasTwoSides } from './render/routers';
import { settingsOf } from './render/settings';

/** How many routes and certificates a list of routes had when slots were last given, and whether it had routes for https alone. */
const given = new WeakMap<readonly NeutralRoute[], { certificates: number; routes: number; twoSides: boolean }>();

const writesIngresses = ({ variant }: Variant): boolean => variant === Provider.INGRESS;

export function place(soFar: RoutesSoFar): readonly ObjectSlot[] {
  const { routes, tls } = soFar;
  const before = given.get(routes) ?? { certificates: 0, routes: 0, twoSides: false };
  const twoSides = hasTwoSides(soFar);
  given.set(routes, { certificates: tls.length, routes: routes.length, twoSides });
  // A new certificate gives a redirect to hosts that had none, and the first route for https alone gives all others one.
  const isSame = tls.length === before.certificates && twoSides === before.twoSides;
  const changed = isSame ? routes.slice(before.routes) : routes;
  if (writesIngresses(soFar.controller)) return ingressSlots(changed, soFar);
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
      const { objects, findings } = writesIngresses(controller) ? renderIngresses(target) : renderConstruct(target);
      return { objects, findings: [...findings, ...(together.get(target.to.routes.construct) ?? [])] };
    }),
  };
}
