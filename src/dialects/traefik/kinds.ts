import { object, type Shape } from '../../kinds/shapes';
import type { RoutingKinds } from '../dialect';
import { TRAEFIK_SPECS } from './spec-shapes';

const GROUP = 'traefik.io';

/** The shape is made when an object of the kind is read. */
const kindOf = (kind: string, holdsRoutes = false): RoutingKinds[string] => ({
  apiGroup: GROUP,
  holdsRoutes,
  get shape() {
    return object({ spec: TRAEFIK_SPECS[kind] as Shape });
  },
});

/** The kinds that Ingresses refer to. */
export const ingressKinds: RoutingKinds = { Middleware: kindOf('Middleware') };

export const crdKinds: RoutingKinds = {
  ...ingressKinds,
  IngressRoute: kindOf('IngressRoute', true),
  IngressRouteTCP: kindOf('IngressRouteTCP', true),
  TraefikService: kindOf('TraefikService'),
  TLSOption: kindOf('TLSOption'),
  ServersTransport: kindOf('ServersTransport'),
};
