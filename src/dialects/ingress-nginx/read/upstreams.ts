import type { ClusterView, ServiceView } from '../../../kinds/cluster-view';
import type { BackendView } from '../../../kinds/ingress-view';
import type { Backend } from '../../../table/routing-table';
import { builtInReason, builtInStatus } from './built-in';
import type { ParsedIngress } from './ingresses';
import type { Affinity, Canary } from './parsed-annotations';
import type { Settings } from './settings';

/** A Service and port that requests go to, with what hangs on it whatever the route. */
export interface Upstream {
  readonly name: string;
  readonly backend: Backend;
  /** Whether some pod can be reached. */
  readonly ready: boolean;
  /** Why not. */
  readonly because: string;
  /** Made by a canary, so that it gets no location of its own. */
  readonly canaryOnly: boolean;
  /** When requests of another upstream go here instead. */
  readonly canary: Canary | undefined;
  /** The Ingress that made it. */
  readonly owner: ParsedIngress | undefined;
  affinity: Affinity | undefined;
  /** The Ingress that set it. */
  affinityOwner: ParsedIngress | undefined;
  /** The first Ingress that says whether a session may move. */
  affinityModeOwner: ParsedIngress | undefined;
  /** Names of upstreams that take some of the requests; only the first is asked. */
  readonly alternatives: string[];
}

export const DEFAULT_UPSTREAM = 'upstream-default-backend';

/** `upstreamName`: two Services may come to one name, and then share everything. */
export const upstreamName = (namespace: string, { name, port }: BackendView): string =>
  port === undefined ? `${namespace}-INVALID` : `${namespace}-${name}-${port}`;

/**
 * The first Ingress that names a Service and port decides what holds for it; but each default backend makes it again.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`createUpstreams`, `getDefaultUpstream`).
 */
export function createUpstreams(ingresses: readonly ParsedIngress[], cluster: ClusterView, settings: Settings): Map<string, Upstream> {
  const upstreams = new Map([[DEFAULT_UPSTREAM, defaultUpstream(cluster, settings)]]);
  for (const ingress of ingresses) {
    const { namespace, defaultBackend } = ingress.view;
    if (defaultBackend !== undefined) {
      const made = createUpstream(ingress, defaultBackend, cluster);
      upstreams.set(made.name, made);
    }
    for (const { paths } of ingress.rules) {
      for (const { backend } of paths ?? []) {
        if (backend === undefined || upstreams.has(upstreamName(namespace, backend))) continue;
        const made = createUpstream(ingress, backend, cluster);
        upstreams.set(made.name, made);
      }
    }
  }
  return upstreams;
}

function createUpstream(ingress: ParsedIngress, backend: BackendView, cluster: ClusterView): Upstream {
  const { namespace } = ingress.view;
  const { canary, serviceUpstream } = ingress.annotations;
  return {
    name: upstreamName(namespace, backend),
    ...endpointsOf(namespace, backend, serviceUpstream, cluster),
    canaryOnly: canary !== undefined,
    canary,
    owner: ingress,
    affinity: undefined,
    affinityOwner: undefined,
    affinityModeOwner: undefined,
    alternatives: [],
  };
}

function defaultUpstream(cluster: ClusterView, settings: Settings): Upstream {
  const { defaultService } = settings;
  const given = defaultService === '' ? undefined : standIn(defaultService, cluster);
  const own: Backend = given ?? { kind: 'builtIn', status: builtInStatus(404, settings) };
  return {
    name: DEFAULT_UPSTREAM,
    backend: own,
    ready: true,
    because: (given === undefined ? builtInReason(404, settings).because : undefined) ?? '',
    canaryOnly: false,
    canary: undefined,
    owner: undefined,
    affinity: undefined,
    affinityOwner: undefined,
    affinityModeOwner: undefined,
    alternatives: [],
  };
}

type Endpoints = Pick<Upstream, 'backend' | 'ready' | 'because'>;

/** `serviceEndpoints`: a port is found by number, target or name. */
function endpointsOf(namespace: string, { name, port = '' }: BackendView, serviceUpstream: boolean, cluster: ClusterView): Endpoints {
  const key = `${namespace}/${name}`;
  const service = cluster.services.get(key);
  const backend = (at: number | string): Backend => ({ kind: 'service', namespace, service: name, port: at });
  if (service === undefined) {
    if (!cluster.complete)
      return { backend: { ...(backend(port) as Extract<Backend, { kind: 'service' }>), assumed: true }, ready: true, because: '' };
    return { backend: backend(port), ready: false, because: `there is no Service ${key}` };
  }
  const found = service.ports.find((one) => [String(one.port), one.targetPort, one.name].includes(String(port)));
  if (serviceUpstream && hasClusterIp(service) && (typeof port === 'number' || service.ports.some((one) => one.name === port)))
    return { backend: backend(found?.port ?? port), ready: true, because: '' };
  if (service.externalName !== undefined) return externalEndpoints(service, backend(found?.port ?? port));
  if (found === undefined) return { backend: backend(port), ready: false, because: `Service ${key} has no port ${port}` };
  const named = typeof port === 'number' && found.port !== port ? { routePort: port } : {};
  const some = service.ready !== false;
  const none = some ? `no ready pod of Service ${key} names a port "${found.targetPort}"` : `Service ${key} has no endpoint that is ready`;
  return { backend: { ...backend(found.port), ...named }, ready: some && isServed(found, service), because: none };
}

/**
 * Whether ready pods have a port: one that is numbered they have in any case, one that is named only if it is named among their endpoints.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/endpointslices.go (`getEndpointsFromSlices`).
 */
function isServed({ name, targetPort }: ServiceView['ports'][number], { readyPorts }: ServiceView): boolean {
  if (readyPorts === undefined || /^\d+$/.test(targetPort)) return true;
  return name === '' ? readyPorts.size > 0 : readyPorts.has(name);
}

/** The API server gives one to every Service that does not ask for none. */
export const hasClusterIp = ({ clusterIp, externalName }: ServiceView): boolean => clusterIp !== 'None' && externalName === undefined;

function externalEndpoints({ externalName = '' }: ServiceView, backend: Backend): Endpoints {
  const loopback = externalName === 'localhost' || /^127\.|^::1$/.test(externalName);
  const name = externalName.replace(/\.$/, '');
  const ready = !loopback && /^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/.test(name);
  return { backend, ready, because: `"${externalName}" cannot be the name of an external Service` };
}

/** The first port of a Service that stands in for another one, if it can be reached. */
export function standIn(key: string, cluster: ClusterView): Backend | undefined {
  const service = cluster.services.get(key);
  const [namespace = '', name = ''] = key.split('/');
  if (service === undefined)
    return cluster.complete ? undefined : { kind: 'service', namespace, service: name, port: 'the first', assumed: true };
  const port = service.ports[0];
  return port === undefined || service.ready === false || !isServed(port, service)
    ? undefined
    : { kind: 'service', namespace, service: name, port: port.port };
}
