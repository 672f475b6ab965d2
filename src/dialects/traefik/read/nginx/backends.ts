import type { ClusterView, ServiceView } from '../../../../kinds/cluster-view';
import type { BackendView } from '../../../../kinds/ingress-view';
import type { BackendProtocol, Outcome } from '../../../../table/routing-table';
import { forward } from '../ingress-services';
import type { StaticOptions } from '../options';
import type { NginxConfig } from './config';

/** Where requests for a backend go. */
export interface ResolvedBackend {
  readonly outcome: Outcome;
  readonly hasEndpoints: boolean;
}

interface Endpoints {
  readonly service: string;
  readonly port: number | string;
  readonly some: boolean;
  readonly assumed?: true;
}

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/build.go (`getBackendEndpoints`, `getServicePort`). */
export class NginxBackends {
  public constructor(
    private readonly cluster: ClusterView,
    private readonly options: StaticOptions,
  ) {}

  public resolve(namespace: string, backend: BackendView, config: NginxConfig): ResolvedBackend {
    const found = this.endpoints(namespace, backend, config);
    if (typeof found === 'string') return unavailable(found);
    if (!found.some) return unavailable(`Service ${namespace}/${found.service} has no endpoint`);
    const { outcome } = forward(
      { namespace, service: found.service, port: found.port, ...(found.assumed ? { assumed: true } : {}) },
      protocolOf(config.text('backend-protocol') ?? 'HTTP'),
    );
    return { outcome, hasEndpoints: true };
  }

  /** Those of the Service, or of the one that stands in where it has none; or why there are none. */
  private endpoints(namespace: string, { name, port }: BackendView, config: NginxConfig): Endpoints | string {
    const own = this.endpointsOf(namespace, name, port, config.isOn('service-upstream', false));
    const standIn = config.some('default-backend');
    if (typeof own === 'string' || own.some || standIn === undefined || standIn === name) return own;
    return this.endpointsOf(namespace, standIn, undefined, false);
  }

  private endpointsOf(namespace: string, name: string, port: BackendView['port'], byService: boolean): Endpoints | string {
    const service = this.cluster.services.get(`${namespace}/${name}`);
    if (service === undefined)
      return this.cluster.complete
        ? `there is no Service ${namespace}/${name}`
        : { service: name, port: port ?? 'the first', some: true, assumed: true };
    const external = service.externalName !== undefined;
    if (external && this.options.isOn('providers.kubernetesingressnginx.disablesvcexternalname', false))
      return `Service ${namespace}/${name} has an external name`;
    const found = portOf(service, port) ?? (external ? port : undefined);
    if (found === undefined) return `Service ${namespace}/${name} has no port "${port}"`;
    return { service: name, port: found, some: external || byService || (service.ready ?? !this.cluster.complete) };
  }
}

const portOf = ({ ports }: ServiceView, port: BackendView['port']): number | undefined =>
  ports.find((one) => port === undefined || one.port === port || (one.name !== '' && one.name === port))?.port;

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/annotations.go (`parseBackendProtocol`): FCGI and AUTO_HTTP are HTTP. */
function protocolOf(protocol: string): BackendProtocol | undefined {
  const name = protocol.toUpperCase();
  if (name === 'HTTPS' || name === 'GRPCS') return name;
  return name === 'GRPC' ? name : undefined;
}

export const unavailable = (because: string): ResolvedBackend => ({
  outcome: { kind: 'answer', status: 503, because },
  hasEndpoints: false,
});
