import { GATEWAY_API } from './gateway-api';
import { HAPROXY } from './haproxy';
import { INGRESS_NGINX } from './ingress-nginx';
import type { Surroundings } from './surroundings';
import { TRAEFIK_INGRESS, TRAEFIK_NGINX } from './traefik';

/** Every controller whose recordings can be answered: one line each. */
export const CONTROLLERS: readonly Surroundings[] = [INGRESS_NGINX, TRAEFIK_INGRESS, TRAEFIK_NGINX, ...GATEWAY_API, HAPROXY];
