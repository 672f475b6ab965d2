import type { ControllerServiceOptions, HostPorts, InstallOptions } from '../../../installation/install-options';
import type { Installation } from '../../../installation/names';
import { identity } from '../identity';
import type * as haproxy from '../public';
import { NAMESPACE, namesOf, PREFIX } from './names';

/** Options put together: what all the objects are made from. Nothing after this looks at defaults again. */
export interface Plan extends Installation {
  readonly own: haproxy.Options;
  readonly ingressClassName: string;
  readonly workload: string;
  /** Entries of the ConfigMap. */
  readonly config: { readonly [key: string]: string };
  readonly service: ControllerServiceOptions;
  readonly internalService: ControllerServiceOptions | undefined;
  readonly hostPorts: HostPorts | undefined;
  /** Whether the Service shows the statistics to clients, as the published manifest does. */
  readonly showsStatistics: boolean;
}

/** Type of the Service in the published manifest. */
const PUBLISHED_TYPE = 'NodePort';

/** `config` is what the typed settings say, as text. */
export function plan(options: InstallOptions, own: haproxy.Options, config: { readonly [key: string]: string }): Plan {
  const service = { type: PUBLISHED_TYPE, ...options.service } as ControllerServiceOptions;
  return {
    options,
    own,
    names: namesOf(options.namePrefix ?? PREFIX, options.namespace ?? NAMESPACE),
    ingressClassName: options.ingressClassName ?? identity.className,
    workload: options.workload ?? 'Deployment',
    config: { 'ssl-redirect-port': String(service.ports?.https ?? 443), ...config },
    service,
    internalService: options.internalService && { type: service.type as never, ...options.internalService },
    hostPorts: options.hostPorts,
    showsStatistics: options.service?.type === undefined,
  };
}
