import type { Dialect, DialectName } from './dialect';
import { gatewayApi } from './gateway-api';
import { ingressNginx } from './ingress-nginx';
import { portable } from './portable';
import { traefik } from './traefik';

/** Every dialect there is; the one list. */
export const DIALECTS: { readonly [N in DialectName]: Dialect } = {
  portable,
  'ingress-nginx': ingressNginx,
  'gateway-api': gatewayApi,
  traefik,
};
