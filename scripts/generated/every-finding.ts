import { AWS_LOAD_BALANCER_FINDINGS } from '../../src/dialects/aws-load-balancer/findings';
import { GATEWAY_API_FINDINGS } from '../../src/dialects/gateway-api/findings';
import { HAPROXY_FINDINGS } from '../../src/dialects/haproxy/findings';
import { INGRESS_NGINX_FINDINGS } from '../../src/dialects/ingress-nginx/findings';
import { TRAEFIK_FINDINGS } from '../../src/dialects/traefik/findings';
import { CATALOGUE } from '../../src/findings/catalogue';
import { findingsOf, type ParamsIn } from '../../src/findings/catalogue/row';

/** The shared findings and those of each dialect, for the page that lists them all. */
export const EVERY_FINDING = {
  ...CATALOGUE,
  ...INGRESS_NGINX_FINDINGS,
  ...GATEWAY_API_FINDINGS,
  ...TRAEFIK_FINDINGS,
  ...HAPROXY_FINDINGS,
  ...AWS_LOAD_BALANCER_FINDINGS,
};

export type AnyCode = keyof typeof EVERY_FINDING;

export type AnyParams<C extends AnyCode> = ParamsIn<typeof EVERY_FINDING, C>;

export const anyFinding = findingsOf(EVERY_FINDING);
