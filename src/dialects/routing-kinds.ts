import { isKubernetesRoutingKind, kubernetesShape, type Shape } from '../kinds/shapes';
import { READERS } from './readers';

/** Whether some controller reads objects of a kind. */
export const isRoutingKind = (kind: string): boolean =>
  isKubernetesRoutingKind(kind) || READERS.some(({ kinds = {} }) => Object.hasOwn(kinds, kind));

/** Whether objects of a kind hold routes. */
export const holdsRoutes = (kind: string): boolean =>
  kind === 'Ingress' || READERS.some(({ kinds = {} }) => Object.hasOwn(kinds, kind) && kinds[kind]?.holdsRoutes === true);

/** The types of the fields that concern routes. Undefined: no controller reads such an object. */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  for (const { kinds = {} } of READERS) {
    const own = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (own !== undefined && apiVersion.startsWith(`${own.apiGroup}/`)) return own.shape;
  }
  return kubernetesShape(apiVersion, kind);
}
