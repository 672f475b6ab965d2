import type { ClusterView } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import { selectsNamespace } from '../../../kinds/label-selector';
import type { ReadScope } from '../../../kinds/read-scope';
import { CLASS_ANNOTATION } from '../../../model/kubernetes-syntax';
import type { Settings } from './settings';

/**
 * Why the controller leaves an Ingress to others, or `undefined`.
 *
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/store/store.go (`GetIngressClass`, `watchedNamespace`). A class that is not
 * among the objects, which are not all, is taken for the controller's own if it has the name that its chart gives it.
 */
export function foreignTo(ingress: IngressView, cluster: ClusterView, settings: Settings, scope: ReadScope): string | undefined {
  if (settings.watchNamespace !== '' && ingress.namespace !== settings.watchNamespace)
    return `the controller watches namespace "${settings.watchNamespace}" alone`;
  if (!selectsNamespace(settings.watchNamespaceSelector, ingress.namespace, cluster))
    return `the controller watches namespaces with labels "${settings.watchNamespaceSelector}" alone`;
  const annotation = ingress.annotations[CLASS_ANNOTATION];
  const name = ingress.className ?? (annotation === undefined ? defaultClass(cluster) : undefined);
  if (name !== undefined) return foreignClass(name, cluster, settings, scope);
  if (annotation !== undefined) {
    return annotation === settings.ingressClass || scope.ingressClasses?.includes(annotation)
      ? undefined
      : `its annotation ${CLASS_ANNOTATION} is "${annotation}"`;
  }
  return settings.watchWithoutClass ? undefined : 'it names no ingress class';
}

/** The API server fills it in when the Ingress is made. */
const defaultClass = ({ classes, complete }: ClusterView): string | undefined =>
  complete ? undefined : [...classes].find(([, { isDefault }]) => isDefault)?.[0];

function foreignClass(name: string, { classes, complete }: ClusterView, settings: Settings, scope: ReadScope): string | undefined {
  if (scope.ingressClasses?.includes(name)) return undefined;
  const found = classes.get(name);
  if (found !== undefined) {
    if (found.controller === settings.controllerClass || (settings.classByName && name === settings.ingressClass)) return undefined;
    return `ingress class "${name}" belongs to "${found.controller}"`;
  }
  if (complete) return `there is no ingress class "${name}"`;
  return name === settings.ingressClass ? undefined : `it is not known whether ingress class "${name}" belongs to the controller`;
}
