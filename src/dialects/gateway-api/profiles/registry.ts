import type { Profile } from '../profile';
import { CILIUM } from './cilium';
import { CONTOUR } from './contour';
import { ENVOY_GATEWAY } from './envoy-gateway';
import { ISTIO } from './istio';
import { KGATEWAY } from './kgateway';
import { NGINX_GATEWAY_FABRIC } from './nginx-gateway-fabric';
import { SPECIFICATION } from './specification';
import { TRAEFIK } from './traefik';

/** Every implementation there is; the one list. */
export const PROFILES: readonly Profile[] = [SPECIFICATION, ENVOY_GATEWAY, ISTIO, TRAEFIK, NGINX_GATEWAY_FABRIC, CILIUM, KGATEWAY, CONTOUR];
