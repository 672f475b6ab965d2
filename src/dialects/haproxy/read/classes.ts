import type { ClusterView } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import { CONTROLLER_NAME, type Settings } from './settings';

/**
 * Why the controller does not take an Ingress; undefined if it does. The name of the class must be the word of the flag, and the class of
 * that name must be of the controller: a second class of the same controller is not served.
 *
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/k8s/informers.go (`addIngressHandlers`), pkg/store/store.go
 * (`IsIngressClassSupported`, `isRelevantNamespace`).
 */
export function whyForeign({ className = '', namespace }: IngressView, { classes, complete }: ClusterView, settings: Settings) {
  const { ingressClass, takesClassless, namespaces } = settings;
  if (namespaces.only.length > 0 ? !namespaces.only.includes(namespace) : namespaces.without.includes(namespace))
    return `the controller does not watch namespace ${namespace}`;
  const wanted = ingressClass === '' ? CONTROLLER_NAME : `${CONTROLLER_NAME}/${ingressClass}`;
  if (className === '') {
    const fallback = [...classes.values()].find(({ isDefault }) => isDefault)?.controller ?? '';
    if (ingressClass === '' ? fallback === '' || fallback === wanted : takesClassless || fallback === wanted) return undefined;
    return 'it names no class, and the controller runs without --empty-ingress-class';
  }
  if (className !== ingressClass)
    return ingressClass === ''
      ? `it names class "${className}", and the controller runs without --ingress.class`
      : `its class is "${className}", and the controller runs with --ingress.class=${ingressClass}`;
  const found = classes.get(className);
  if (found === undefined) return complete ? `there is no IngressClass "${className}"` : undefined;
  return found.controller === wanted ? undefined : `IngressClass "${className}" is of "${found.controller}", and not of "${wanted}"`;
}
