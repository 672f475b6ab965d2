import { awsLoadBalancer } from './aws-load-balancer';
import type { Dialect, DialectName } from './dialect';
import { gatewayApi } from './gateway-api';
import { ingressNginx } from './ingress-nginx';
import { portable } from './portable';

/** Every dialect there is; the one list. */
export const DIALECTS: { readonly [N in DialectName]: Dialect } = {
  portable,
  'ingress-nginx': ingressNginx,
  'gateway-api': gatewayApi,
  'aws-load-balancer': awsLoadBalancer,
};
