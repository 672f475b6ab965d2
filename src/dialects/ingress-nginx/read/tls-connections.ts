import type { ClusterView } from '../../../kinds/cluster-view';
import { annotationField, originOf } from '../../../table/origin';
import type { HostEntry, Outcome } from '../../../table/routing-table';
import { optionOrigin } from './controller-origin';
import type { Location, Server } from './servers';
import { configSwitch, type Settings } from './settings';
import { hasClusterIp } from './upstreams';

/** The end of TLS connections by a name that no server has, with `ssl-reject-handshake`. */
export function unknownTls(settings: Settings): HostEntry['tls'] {
  if (!configSwitch(settings, 'ssl-reject-handshake', false)) return undefined;
  const because = 'TLS connections by names of no Ingress are rejected (ssl-reject-handshake)';
  return { outcome: { kind: 'noAnswer', because }, origin: optionOrigin('ssl-reject-handshake', settings) };
}

/**
 * The destination of TLS connections by the name of a host that are passed through: the cluster IP of the Service for "/". `undefined`: nginx
 * itself takes them. Neither aliases nor names below a wildcard are passed through.
 *
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`getConfiguration`),
 * internal/ingress/controller/nginx.go (`OnUpdate`), pkg/tcpproxy/tcp.go.
 */
export function passedThrough(server: Server, cluster: ClusterView, settings: Settings): HostEntry['tls'] {
  const { hostname, passthroughOwner: owner, locations } = server;
  if (!settings.sslPassthrough || owner === undefined || hostname.startsWith('*')) return undefined;
  const root = locations.find(({ path }) => path === '/');
  const outcome = root === undefined ? undefined : rootOutcome(root, cluster);
  const origin = originOf(owner.view, annotationField(owner.annotations.keyOf('ssl-passthrough')));
  return outcome === undefined ? undefined : { outcome, origin };
}

/** The Service for "/", or `undefined` if the controller knows of none. */
function rootOutcome(root: Location, cluster: ClusterView): Outcome | undefined {
  if (root.backend === undefined || root.ingress === undefined)
    return { kind: 'noAnswer', because: 'TLS is passed through to the Service for "/", and no rule has one' };
  const { namespace } = root.ingress.view;
  const { name, port = '' } = root.backend;
  const service = cluster.services.get(`${namespace}/${name}`);
  const backend = (at: number | string): Outcome => ({
    kind: 'forward',
    backend: { kind: 'service', namespace, service: name, port: at, ...(service === undefined ? { assumed: true as const } : {}) },
    protocol: 'HTTPS',
  });
  if (service === undefined) return cluster.complete ? undefined : backend(port);
  const found = service.ports.find((one) => (typeof port === 'number' ? one.port === port : one.name === port));
  if (!hasClusterIp(service) || found === undefined || service.ready === false)
    return { kind: 'noAnswer', because: `TLS is passed through to port ${port} of Service ${namespace}/${name}, where nobody answers` };
  return backend(found.port);
}
