import type { KubeObject } from '../cluster/kube-api';
import { serviceOf } from './echo-backends';
import type { Provider } from './providers';

const NAME = 'sentinel';
const NAMESPACE = 'default';

/** Each port once, so that none is waited for that is still being closed. */
const FIRST_PORT = 20_000;

export const SENTINEL_SERVICE = serviceOf(NAMESPACE, NAME, { http: 80 });

/** Whether a rule or name is one of a sentinel. */
export const isOfSentinel = (text: string): boolean => text.includes(NAME);

/** Routes that are written last and compete with nobody: when they answer, the controller has read all that was written before. */
export interface Sentinel {
  readonly objects: readonly (KubeObject & { readonly spec: object })[];
  readonly url: string;
}

/** The sentinel of a number, in the kinds that a provider reads. */
export function sentinelOf(number: number, { dialect, variant, className }: Provider): Sentinel {
  const host = `${number}.${NAME}.invalid`;
  const metadata = { name: `zz-${NAME}`, namespace: NAMESPACE };
  if (dialect === 'gateway-api') {
    // What is new comes the long way, as the routes of the situation do: a listener, a route and a cluster. Traefik has two ports.
    const port = variant === 'traefik' ? 80 : FIRST_PORT + number;
    const own = { ...metadata, name: `zz-${NAME}-${number}` };
    const backendRefs = [{ name: NAME, port: 80 }];
    return {
      objects: [
        {
          ...GATEWAY_API,
          kind: 'Gateway',
          metadata: own,
          spec: { gatewayClassName: className, listeners: [{ name: 'http', port, protocol: 'HTTP', hostname: host }] },
        },
        {
          ...GATEWAY_API,
          kind: 'HTTPRoute',
          metadata: own,
          spec: { parentRefs: [{ name: own.name }], hostnames: [host], rules: [{ backendRefs }] },
        },
      ],
      url: `http://${host}${port === 80 ? '' : `:${port}`}/`,
    };
  }
  const url = `http://${host}/`;
  if (dialect === 'traefik' && variant === 'crd') {
    const routes = [{ match: `Host(\`${host}\`) && Path(\`/\`)`, services: [{ name: NAME, port: 80 }] }];
    const spec = { ingressClassName: className, entryPoints: ['web'], routes };
    return { objects: [{ apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata, spec }], url };
  }
  const backend = { service: { name: NAME, port: { number: 80 } } };
  const rules = [{ host, http: { paths: [{ path: '/', pathType: 'Exact', backend }] } }];
  return {
    objects: [{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { ingressClassName: className, rules } }],
    url,
  };
}

const GATEWAY_API = { apiVersion: 'gateway.networking.k8s.io/v1' };
