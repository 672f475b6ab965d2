import type { ObjectSlot } from '../../output/object-slot';
import type { ControllerRoutes, RenderedRoutes, RoutesSoFar } from '../dialect';
import { checkTogether } from './render/check-together';
import { groupsOf } from './render/groups';
import { DEFAULT_BACKEND, headersSlot, placementOf } from './render/place';
import { regexHostsOf } from './render/regex-hosts';
import { renderConstruct } from './render/render-construct';

export function place({ routes, defaultBackend, policies }: RoutesSoFar): readonly ObjectSlot[] {
  const slots: (ObjectSlot | undefined)[] = [];
  const last = routes.at(-1);
  if (last !== undefined) {
    const { location, canary, headers } = placementOf(last);
    slots.push(location, headers, canary?.slot);
  }
  if (defaultBackend !== undefined) slots.push(DEFAULT_BACKEND, headersSlot(policies));
  return slots.filter((slot) => slot !== undefined);
}

export function render({ constructs, controller, ingressClassName }: ControllerRoutes): RenderedRoutes {
  const targets = constructs.map((one) => ({ ...one, controller, ...(ingressClassName === undefined ? {} : { ingressClassName }) }));
  const groups = targets.map(({ routes }) => groupsOf(routes));
  const regexHosts = regexHostsOf(targets.map(({ annotations = {} }, index) => ({ annotations, groups: groups[index] ?? [] })));
  const together = checkTogether(targets);
  return {
    constructs: targets.map((one, index) => {
      const { findings, ...rendered } = renderConstruct(one, groups[index] ?? [], regexHosts);
      return { ...rendered, findings: [...findings, ...(together.get(one.routes.construct) ?? [])] };
    }),
  };
}
