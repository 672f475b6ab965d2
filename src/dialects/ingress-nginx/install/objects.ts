import type { KubeObject } from '../../../kinds/kube-object';
import { admission } from './admission';
import { streamConfigMap } from './args';
import { defaultBackend } from './default-backend';
import { annotated } from './names';
import { networkPolicies } from './network-policies';
import { type Plan, unlessEmpty } from './plan';
import { controllerRights } from './rbac';
import { scaling } from './scaling';
import { serviceMonitor, services } from './services';
import { workload } from './workload';

/** Every object of the installation, in an order in which they can be applied. */
export function objects(plan: Plan): KubeObject[] {
  const all = [
    ...namespace(plan),
    ...controllerRights(plan),
    ...configMaps(plan),
    ...services(plan),
    workload(plan),
    ...scaling(plan),
    ...defaultBackend(plan),
    ...networkPolicies(plan),
    ingressClass(plan),
    ...admission(plan),
    ...serviceMonitor(plan),
  ];
  return all.map((object) => plain(object) as KubeObject);
}

/** Quantities and the like are objects with a `value` in the options, and cdk8s would write them as such. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    const { value: inner } = value as { readonly value?: unknown };
    return typeof inner === 'string' || typeof inner === 'number' ? inner : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

function namespace({ names, options }: Plan): KubeObject[] {
  if (options.createNamespace === false) return [];
  const labels = { ...options.namespaceLabels, ...names.instance };
  return [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: names.namespace, labels } }];
}

/** Source of the two for streams: kubernetes/ingress-nginx@controller-v1.15.1:docs/user-guide/exposing-tcp-udp-services.md. */
function configMaps(plan: Plan): KubeObject[] {
  const configMap = (name: string, data: { readonly [key: string]: string }): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: plan.names.meta(name, 'controller'),
    data: unlessEmpty(data),
  });
  const streamMaps = (['TCP', 'UDP'] as const).flatMap((protocol) => {
    const name = streamConfigMap(plan, protocol);
    const entries = plan.streams.filter((stream) => stream.protocol === protocol).map(({ port, target }) => [port, target]);
    return name === undefined ? [] : [configMap(name, Object.fromEntries(entries))];
  });
  return [configMap(plan.names.controller, plan.config), ...streamMaps];
}

function ingressClass({ names, options, ingressClassName, controllerValue }: Plan): KubeObject {
  const annotations = options.defaultIngressClass ? { 'ingressclass.kubernetes.io/is-default-class': 'true' } : {};
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: annotated(names.clusterMeta(ingressClassName, 'controller'), annotations),
    spec: { controller: controllerValue },
  };
}
