import type { KubeObject } from '../kinds/kube-object';
import type { Installation, Names } from './names';

interface OpenPort {
  readonly port: number;
  readonly protocol: string;
}

/** Restricts connections to the pods of a component, and whether they may open connections. Without ports no client may connect to them. */
export function networkPolicy<Component extends string>(
  names: Names<Component>,
  name: string,
  component: Component,
  { ports, mayConnect }: { readonly ports: readonly OpenPort[]; readonly mayConnect: boolean },
): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: names.meta(name, component),
    spec: {
      podSelector: { matchLabels: names.selector(component) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ports.length === 0 ? undefined : [{ ports: ports.filter(isFirst) }],
      egress: mayConnect ? [{}] : undefined,
    },
  };
}

/** The policy of the controller, where one is asked for: its ports are open, and it may connect anywhere. */
export const controllerPolicies = (
  { names, options }: Installation,
  containerPorts: readonly { readonly containerPort: number; readonly protocol: string }[],
): KubeObject[] => {
  const ports = containerPorts.map(({ containerPort: port, protocol }) => ({ port, protocol }));
  return options.networkPolicy ? [networkPolicy(names, names.controller, 'controller', { ports, mayConnect: true })] : [];
};

/** Each port counts once: two listeners may share one. */
const isFirst = ({ port, protocol }: OpenPort, index: number, all: readonly OpenPort[]): boolean =>
  all.findIndex((other) => other.port === port && other.protocol === protocol) === index;
