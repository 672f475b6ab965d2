import type { Dialect, DialectName } from './dialect';

/** The list of all dialects. Each is loaded on first use, because an app needs only one or two of them. */
export const DIALECTS: { readonly [N in DialectName]: Dialect } = {
  get portable() {
    return (require('./portable') as typeof import('./portable')).portable;
  },
  get 'ingress-nginx'() {
    return (require('./ingress-nginx') as typeof import('./ingress-nginx')).ingressNginx;
  },
  get 'gateway-api'() {
    return (require('./gateway-api') as typeof import('./gateway-api')).gatewayApi;
  },
  get traefik() {
    return (require('./traefik') as typeof import('./traefik')).traefik;
  },
  get 'aws-load-balancer'() {
    return (require('./aws-load-balancer') as typeof import('./aws-load-balancer')).awsLoadBalancer;
  },
  get haproxy() {
    return (require('./haproxy') as typeof import('./haproxy')).haproxy;
  },
};
