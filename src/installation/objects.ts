import type { KubeObject } from '../kinds/kube-object';
import { annotated, type Installation, unlessEmpty } from './names';

/** The namespace of the installation, unless it exists already. */
export function namespace({ names, options }: Installation): KubeObject[] {
  if (options.createNamespace === false) return [];
  const labels = { ...options.namespaceLabels, ...names.instance };
  return [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: names.namespace, labels } }];
}

export function configMap({ names }: Installation, name: string, data: { readonly [key: string]: string }): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: names.meta(name, 'controller'), data: unlessEmpty(data) };
}

/** `controller` is the value by which the controller recognizes its classes. */
export function ingressClass({ names, options }: Installation, name: string, controller: string): KubeObject {
  const annotations = options.defaultIngressClass ? { 'ingressclass.kubernetes.io/is-default-class': 'true' } : {};
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: annotated(names.clusterMeta(name, 'controller'), annotations),
    spec: { controller },
  };
}

/** Classes such as Quantity wrap a `value` in the options, and cdk8s would write the wrapper. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    const { value: inner } = value as { readonly value?: unknown };
    return typeof inner === 'string' || typeof inner === 'number' ? inner : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}
