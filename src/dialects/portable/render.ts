import { hostText, PATH_KIND_NAMES } from '../../model/neutral-route';
import type { ObjectSlot } from '../../output/object-slot';
import type { ConstructRoutes, ControllerRoutes, Rendered, RenderedRoutes } from '../dialect';
import { INGRESS, metadataOf, Rules, serviceBackend } from '../ingress-object';

const ONE_INGRESS: readonly ObjectSlot[] = [{ key: 'ingress', ...INGRESS, main: true, suffix: 'ingress' }];

export const place = (): readonly ObjectSlot[] => ONE_INGRESS;

export const render = ({ constructs, ingressClassName }: ControllerRoutes): RenderedRoutes => ({
  constructs: constructs.map((one) => renderConstruct(one, ingressClassName)),
});

/** One Ingress with the fields of the API and nothing else. */
function renderConstruct(to: ConstructRoutes, ingressClassName: string | undefined): Rendered {
  const { routes: set } = to;
  const rules = new Rules();
  for (const { hosts, path, action } of set.routes) {
    const service = action.kind === 'forward' ? action.backends[0]?.service : undefined;
    if (path.kind === 'regexPrefix' || service === undefined) continue;
    for (const host of hosts) rules.add(hostText(host), path.path, PATH_KIND_NAMES[path.kind], service);
  }
  const spec: { [field: string]: unknown } = {};
  if (set.defaultBackend !== undefined) spec.defaultBackend = serviceBackend(set.defaultBackend);
  if (ingressClassName !== undefined) spec.ingressClassName = ingressClassName;
  if (set.routes.length > 0) spec.rules = rules.toSpec();
  if (set.tls.length > 0)
    spec.tls = set.tls.map(({ hosts, secretName }) => ({ hosts: [...hosts], ...(secretName === undefined ? {} : { secretName }) }));
  const slot = ONE_INGRESS[0] as ObjectSlot;
  return {
    objects: new Map([[slot.key, { ...INGRESS, metadata: metadataOf(slot, to, to.annotations ?? {}), spec }]]),
    findings: [],
  };
}
