import { object, type Shape } from '../../kinds/shapes';
import type { RoutingKinds } from '../dialect';
import { TRAEFIK_SPECS } from './spec-shapes';

const GROUP = 'traefik.io';

const kindOf = (kind: string) => ({ apiGroup: GROUP, shape: object({ spec: TRAEFIK_SPECS[kind] as Shape }) });

/** The kinds that Ingresses refer to. */
export const ingressKinds: RoutingKinds = { Middleware: kindOf('Middleware') };

export const crdKinds: RoutingKinds = {
  ...ingressKinds,
  IngressRoute: { ...kindOf('IngressRoute'), holdsRoutes: true },
  IngressRouteTCP: { ...kindOf('IngressRouteTCP'), holdsRoutes: true },
  TraefikService: kindOf('TraefikService'),
  TLSOption: kindOf('TLSOption'),
  ServersTransport: kindOf('ServersTransport'),
};
