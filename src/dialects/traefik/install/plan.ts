import type { ControllerServiceOptions, InstallOptions } from '../../../installation/install-options';
import type { Installation } from '../../../installation/names';
import { identity } from '../identity';
import type { Options } from '../public';
import { namesOf } from './names';

/** What all the objects are made from. Nothing after this looks at defaults again. */
export interface Plan extends Installation {
  readonly own: Options;
  readonly http: string;
  readonly https: string;
  readonly ingressClassName: string;
  readonly workload: string;
  readonly service: ControllerServiceOptions;
  readonly internalService: ControllerServiceOptions | undefined;
}

export function plan(options: InstallOptions, own: Options): Plan {
  const service = { type: 'LoadBalancer' as ControllerServiceOptions['type'], ...options.service };
  return {
    options,
    own,
    names: namesOf(options.namePrefix ?? identity.name, options.namespace ?? identity.name),
    http: own.httpEntryPoint ?? 'web',
    https: own.httpsEntryPoint ?? 'websecure',
    ingressClassName: options.ingressClassName ?? identity.className,
    workload: options.workload ?? 'Deployment',
    service: service as ControllerServiceOptions,
    internalService: options.internalService && ({ type: service.type, ...options.internalService } as ControllerServiceOptions),
  };
}
