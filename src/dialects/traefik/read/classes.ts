import type { ClusterView } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import type { ReadScope } from '../../../kinds/read-scope';
import { CLASS_ANNOTATION } from '../../../model/kubernetes-syntax';

/**
 * The class of an Ingress: the API server fills in that of the cluster when the Ingress is made
 * (kubernetes/kubernetes@v1.36.3:plugin/pkg/admission/network/defaultingressclass/admission.go).
 */
export const classNameOf = ({ className, annotations }: IngressView, { classes, complete }: ClusterView): string | undefined =>
  className ??
  (complete || annotations[CLASS_ANNOTATION] !== undefined ? undefined : [...classes].find(([, { isDefault }]) => isDefault)?.[0]);

/**
 * Why an ingress class is not one of the controller's, or undefined. A class that is not known is taken for its own by its usual name.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress/kubernetes.go (`shouldProcessIngress`), ingress-nginx/build.go (`shouldProcess`).
 */
export function foreignClass(
  name: string,
  { classes, complete }: ClusterView,
  { ingressClasses }: ReadScope,
  own: { readonly controller: string; readonly usualName: string },
): string | undefined {
  if (ingressClasses?.includes(name)) return undefined;
  const found = classes.get(name);
  if (found !== undefined)
    return found.controller === own.controller ? undefined : `ingress class "${name}" belongs to "${found.controller}"`;
  if (complete) return `there is no ingress class "${name}"`;
  return name === own.usualName ? undefined : `it is not known whether ingress class "${name}" belongs to the controller`;
}
