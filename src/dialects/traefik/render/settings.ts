import { DEFAULT_NAMESPACE } from '../../../kinds/ingress-view';
import type { Home } from '../../dialect';
import type { Options } from '../public';

/** What the routes of one construct need to know about their Traefik. */
export interface Settings {
  /** Absent: not named. */
  readonly className?: string;
  readonly http: string;
  readonly https: string;
  /** Namespace of the routes. */
  readonly namespace: string;
}

export function settingsOf({ controller, ingressClassName, namespace = DEFAULT_NAMESPACE }: Home): Settings {
  const { httpEntryPoint = 'web', httpsEntryPoint = 'websecure' } = (controller.own ?? {}) as Options;
  return {
    http: httpEntryPoint,
    https: httpsEntryPoint,
    namespace,
    ...(ingressClassName === undefined ? {} : { className: ingressClassName }),
  };
}
