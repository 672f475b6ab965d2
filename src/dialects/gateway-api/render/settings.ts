import { DEFAULT_NAMESPACE } from '../../../kinds/ingress-view';
import type { Home } from '../../dialect';
import { type Implementation, implementationOf } from '../implementations';
import { GatewayChannel, type Options } from '../public';

/** What the routes of one construct need to know about their Gateway. */
export interface Settings {
  readonly implementation: Implementation;
  readonly gateway: { readonly namespace: string; readonly name: string };
  /** Whether the app makes the Gateway, so that its listeners follow from the routes. */
  readonly ownsGateway: boolean;
  /** The one listener of a Gateway that is there. */
  readonly sectionName?: string;
  readonly experimental: boolean;
  /** Absent: not known. */
  readonly gatewayClassName?: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Namespace of the routes. */
  readonly namespace: string;
}

export function settingsOf({ controller, ingressClassName = '', namespace = DEFAULT_NAMESPACE }: Home): Settings {
  const implementation = implementationOf(controller);
  const {
    channel,
    gatewayClassName = implementation.className,
    httpPort = 80,
    httpsPort = 443,
    sectionName,
  } = (controller.own ?? {}) as Partial<Options & { sectionName: string }>;
  const [name = '', gatewayNamespace = DEFAULT_NAMESPACE] = ingressClassName.split('/').reverse();
  return {
    implementation,
    gateway: { namespace: gatewayNamespace, name },
    ownsGateway: controller.workloads !== undefined,
    ...(sectionName === undefined ? {} : { sectionName }),
    experimental: channel === GatewayChannel.EXPERIMENTAL,
    ...(gatewayClassName === undefined ? {} : { gatewayClassName }),
    httpPort,
    httpsPort,
    namespace,
  };
}
