import type { ControllerRoutes, RenderedRoutes } from '../dialect';
import { checkTogether } from './render/check-together';
import { groupsOf } from './render/groups';
import { renderConstruct } from './render/render-construct';

export { place } from './render/place';

export function render({ constructs, controller, ingressClassName }: ControllerRoutes): RenderedRoutes {
  const targets = constructs.map((one) => ({ ...one, controller, ...(ingressClassName === undefined ? {} : { ingressClassName }) }));
  const together = checkTogether(targets);
  return {
    constructs: targets.map((one) => {
      const { findings, ...rendered } = renderConstruct(one, groupsOf(one.routes));
      return { ...rendered, findings: [...findings, ...(together.get(one.routes.construct) ?? [])] };
    }),
  };
}
