import type { RoutePolicies, ServiceRef, SessionAffinityPolicy, WeightedService } from '../../../model/neutral-route';
import { type NamedObject, type NameOf, namedObject } from './slots';

/** A Service of Kubernetes, or another object, as routes name it. */
export interface ServiceEntry {
  readonly name: string;
  readonly kind?: 'TraefikService';
  readonly namespace?: string;
  readonly port?: number | string;
  readonly weight?: number;
  readonly [setting: string]: unknown;
}

/** Where requests go that a Middleware answers. */
export const NOBODY: ServiceEntry = { name: 'noop@internal', kind: 'TraefikService' };

/** The scheme is always written, because Traefik takes port 443 and ports with the name "https" for TLS by itself. */
export const serviceOf = ({ name, namespace, port }: ServiceRef, scheme = 'http'): ServiceEntry => ({
  name,
  ...(namespace === undefined ? {} : { namespace }),
  port,
  scheme,
});

/** What a route names as its services, and the objects that this needs. */
export interface Backends {
  readonly services: (nameOf: NameOf) => readonly ServiceEntry[];
  readonly objects: readonly NamedObject[];
  /**
   * The entries of lists, whose load balancer Traefik names by Service and port:
   * traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes_http.go (`fullServiceName`).
   */
  readonly listed: readonly ServiceEntry[];
}

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/traefikio/v1alpha1/ingressroute.go (`LoadBalancerSpec`), service.go. */
export function backendsOf(backends: readonly WeightedService[], policies: RoutePolicies): Backends {
  const { mirror, sessionAffinity } = policies;
  const several = backends.length > 1;
  const entries = (nameOf: NameOf): readonly ServiceEntry[] =>
    backends.map(({ service, weight }) => ({
      ...serviceOf(service, SCHEMES[policies.backendProtocol ?? 'HTTP']),
      ...settingsOf(service, policies, nameOf),
      ...(several ? { weight } : {}),
    }));
  const sticky = sessionAffinity === undefined ? {} : { sticky: stickyOf(sessionAffinity, '_SERVICE') };
  const weighted =
    several && (mirror !== undefined || sessionAffinity !== undefined)
      ? namedObject('TraefikService', 'weighted', (nameOf) => ({ weighted: { services: entries(nameOf), ...sticky } }))
      : undefined;
  const main = (nameOf: NameOf) => (weighted === undefined ? entries(nameOf) : [reference(weighted, nameOf)]);
  const copies = mirror === undefined ? [] : [serviceOf(mirror.service)];
  const mirrors = copies.map((copy) => ({ ...copy, percent: mirror?.percent ?? 100 }));
  const mirroring =
    copies.length === 0 ? undefined : namedObject('TraefikService', 'mirror', (nameOf) => ({ mirroring: { ...main(nameOf)[0], mirrors } }));
  return {
    services: (nameOf) => (mirroring === undefined ? main(nameOf) : [reference(mirroring, nameOf)]),
    objects: [
      ...backends.flatMap(({ service }) => transportOf(service, policies) ?? []),
      ...[weighted, mirroring].flatMap((object) => object ?? []),
    ],
    listed: [...(several || mirror !== undefined ? entries((slotKey) => slotKey) : []), ...copies],
  };
}

/** Of connections that are passed on: the client speaks to the Service. */
export const connectionBackends = (backends: readonly WeightedService[]): readonly object[] =>
  backends.map(({ service, weight }) => {
    const { scheme: _, ...entry } = serviceOf(service);
    return { ...entry, ...(backends.length > 1 ? { weight } : {}) };
  });

const reference = ({ slot }: NamedObject, nameOf: NameOf): ServiceEntry => ({ name: nameOf(slot.key), kind: 'TraefikService' });

const SCHEMES = {
  HTTP: 'http',
  HTTPS: 'https',
  AUTO_HTTP: 'http',
  GRPC: 'h2c',
  GRPCS: 'https',
  FCGI: 'http',
  HTTP2: 'h2c',
  WEBSOCKET: 'http',
} as const;

const STRATEGIES = { roundRobin: 'wrr', random: undefined, leastRequests: 'p2c', leastTime: 'leasttime', clientAddress: 'hrw' } as const;

function settingsOf(service: ServiceRef, policies: RoutePolicies, nameOf: NameOf): object {
  const { loadBalancing, sessionAffinity } = policies;
  const transport = transportOf(service, policies);
  const strategy = loadBalancing?.algorithm === undefined ? undefined : STRATEGIES[loadBalancing.algorithm];
  return {
    ...(transport === undefined ? {} : { serversTransport: nameOf(transport.slot.key) }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(sessionAffinity === undefined ? {} : { sticky: stickyOf(sessionAffinity, '') }),
  };
}

/** Each level of Services needs a cookie of its own. */
function stickyOf({ cookieName, maxAgeSeconds, path, secure, sameSite }: SessionAffinityPolicy, suffix: string): object {
  return {
    cookie: {
      ...(cookieName === undefined ? {} : { name: `${cookieName}${suffix}` }),
      httpOnly: true,
      ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
      ...(path === undefined ? {} : { path }),
      ...(secure === undefined ? {} : { secure }),
      ...(sameSite === undefined ? {} : { sameSite: sameSite.toLowerCase() }),
    },
  };
}

/** How Traefik connects to a Service. Certificates of backends are not verified unless that is asked for, as the public options say. */
function transportOf(
  { namespace }: ServiceRef,
  { backendProtocol = 'HTTP', backendTls = {}, timeouts }: RoutePolicies,
): NamedObject | undefined {
  const { secretName, verify = false, serverName } = backendTls;
  const isTls = SCHEMES[backendProtocol] === 'https';
  const { connectSeconds, readSeconds } = timeouts ?? {};
  const limits = {
    ...(connectSeconds === undefined ? {} : { dialTimeout: `${connectSeconds}s` }),
    ...(readSeconds === undefined ? {} : { responseHeaderTimeout: `${readSeconds}s` }),
  };
  const spec = {
    ...(isTls && !verify ? { insecureSkipVerify: true } : {}),
    ...(isTls && verify && secretName !== undefined ? { rootCAs: [{ secret: secretName }] } : {}),
    ...(isTls && secretName !== undefined ? { certificatesSecrets: [secretName] } : {}),
    ...(isTls && serverName !== undefined ? { serverName } : {}),
    ...(Object.keys(limits).length === 0 ? {} : { forwardingTimeouts: limits }),
  };
  return Object.keys(spec).length === 0 ? undefined : namedObject('ServersTransport', 'transport', () => spec, namespace);
}
