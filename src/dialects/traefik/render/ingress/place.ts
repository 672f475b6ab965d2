import type { NeutralRoute } from '../../../../model/neutral-route';
import type { ObjectSlot } from '../../../../output/object-slot';
import type { Grouping } from '../grouping';
import { commonObjects, routeObjects } from '../place';
import { hasTwoSides } from '../routers';
import { TLS_OPTION } from '../slots';
import { tlsOptionSpec } from '../tls-option';
import { commonUnits, routeUnits } from './units';

/** The objects of some routes, and those of the construct as a whole. */
export function ingressSlots(routes: readonly NeutralRoute[], grouping: Grouping): readonly ObjectSlot[] {
  const units = [...routes.flatMap((route) => routeUnits(route, grouping)), ...commonUnits(grouping)];
  const twoSides = hasTwoSides(grouping);
  const objects = [...routes.flatMap((route) => routeObjects(route, grouping)), ...commonObjects(grouping)];
  return [
    ...units.flatMap(({ slot, https }) => (twoSides ? [slot, https] : [slot])),
    // Services are named as they are, and only what Middlewares do can be said.
    ...objects.flatMap(({ slot }) => (slot.kind === 'Middleware' ? [slot] : [])),
    ...(tlsOptionSpec(grouping.hosts) === undefined ? [] : [TLS_OPTION]),
  ];
}
