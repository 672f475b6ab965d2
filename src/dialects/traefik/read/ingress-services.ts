import { type ClusterView, itemsOf } from '../../../kinds/cluster-view';
import { type BackendView, DEFAULT_NAMESPACE } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Effect } from '../../../table/effects';
import type { Backend, BackendProtocol, Outcome, Step } from '../../../table/routing-table';
import { serviceSettings } from './annotations';
import { chain, type Middlewares } from './middlewares';
import type { StaticOptions } from './options';

/** What becomes of requests for a backend, or why there is no router for it. */
export type ServiceOutcome =
  | { readonly outcome: Outcome; readonly steps: readonly Step[]; readonly effects: readonly Effect[] }
  | { readonly invalid: string };

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress/kubernetes.go (`loadService`, `getProtocol`). */
export class IngressServices {
  private readonly annotations: ReadonlyMap<string, { readonly [key: string]: string }>;

  public constructor(
    objects: readonly KubeObject[],
    private readonly cluster: ClusterView,
    private readonly options: StaticOptions,
    private readonly middlewares: Middlewares,
  ) {
    this.annotations = new Map(
      objects
        .flatMap(itemsOf)
        .filter(({ kind }) => kind === 'Service')
        .map(({ metadata: { namespace = DEFAULT_NAMESPACE, name, annotations = {} } }) => [`${namespace}/${name}`, annotations]),
    );
  }

  public outcomeOf(namespace: string, { name, port }: BackendView): ServiceOutcome {
    const key = `${namespace}/${name}`;
    const service = this.cluster.services.get(key);
    if (service === undefined) {
      if (this.cluster.complete) return { invalid: `there is no Service ${key}` };
      return port === undefined
        ? { invalid: `the backend ${key} has no port` }
        : forward({ namespace, service: name, port, assumed: true });
    }
    const origin = { kind: 'Service', namespace, name, field: 'metadata.annotations' };
    if (service.externalName !== undefined && !this.isOn('allowexternalnameservices'))
      return { invalid: `Service ${key} has an external name` };
    const found = service.ports.find((one) => one.port === port || (one.name !== '' && one.name === port));
    if (found === undefined || port === undefined) return { invalid: `Service ${key} has no port "${port}"` };
    const settings = serviceSettings(this.annotations.get(key) ?? {});
    if ('invalid' in settings) return { invalid: `Service ${key}: ${settings.invalid}` };
    const nativeLb = settings.nativeLb ?? this.isOn('nativelbbydefault');
    const ready = service.ready ?? !this.cluster.complete;
    const hasServers = service.externalName !== undefined || nativeLb || ready;
    if (!hasServers && !this.isOn('allowemptyservices')) return { invalid: `Service ${key} has no endpoint` };
    const built = chain(settings.middlewares, this.middlewares, origin);
    if ('invalid' in built) return built;
    const effects: Effect[] = [...built.effects];
    if (!settings.passHostHeader) effects.push({ effect: 'upstreamHost', value: 'address of the backend', origin });
    if (settings.sticky) effects.push({ effect: 'affinity', value: 'cookie', origin });
    if (!hasServers)
      return { outcome: { kind: 'answer', status: 503, because: `Service ${key} has no endpoint` }, steps: built.steps, effects };
    const protocol = protocolOf(settings.scheme ?? (found.port === 443 || found.name.startsWith('https') ? 'https' : 'http'));
    if (protocol === 'HTTPS') {
      const verified = !this.options.isOn('serverstransport.insecureskipverify', false);
      const { serversTransport } = settings;
      const value = serversTransport === undefined ? { verified } : { unknown: `ServersTransport ${serversTransport}` };
      effects.push({ effect: 'backendTls', value, origin });
    }
    const { outcome } = forward({ namespace, service: name, port: found.port }, protocol);
    return { outcome, steps: built.steps, effects };
  }

  private isOn(option: string): boolean {
    return this.options.isOn(`providers.kubernetesingress.${option}`, false);
  }
}

const protocolOf = (scheme: string): BackendProtocol | undefined => (scheme === 'https' ? 'HTTPS' : scheme === 'h2c' ? 'GRPC' : undefined);

export function forward(
  backend: Omit<Extract<Backend, { kind: 'service' }>, 'kind'>,
  protocol?: BackendProtocol,
): { readonly outcome: Outcome; readonly steps: readonly Step[]; readonly effects: readonly Effect[] } {
  const outcome: Outcome = { kind: 'forward', backend: { kind: 'service', ...backend }, ...(protocol === undefined ? {} : { protocol }) };
  return { outcome, steps: [], effects: [] };
}
