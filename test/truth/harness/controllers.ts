import { GATEWAY_API } from './gateway-api';
import { INGRESS_NGINX } from './ingress-nginx';
import type { Surroundings } from './surroundings';

/** Every controller whose recordings can be answered: one line each. */
export const CONTROLLERS: readonly Surroundings[] = [INGRESS_NGINX, ...GATEWAY_API];
