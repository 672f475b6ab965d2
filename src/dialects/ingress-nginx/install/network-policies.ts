import type { KubeObject } from '../../../kinds/kube-object';
import type { Component } from './names';
import type { Plan } from './plan';
import { DEFAULT_BACKEND_PORT } from './release';
import { containerPorts } from './workload';

interface OpenPort {
  readonly port: number;
  readonly protocol: string;
}

/**
 * Restricts what may connect to the pods. Source: kubernetes/ingress-nginx@controller-v1.15.1:charts/ingress-nginx/templates/
 * controller-networkpolicy.yaml, default-backend-networkpolicy.yaml and admission-webhooks/job-patch/networkpolicy.yaml.
 */
export function networkPolicies(plan: Plan): KubeObject[] {
  const { names, options, own, webhook } = plan;
  if (!options.networkPolicy) return [];
  const installsBackend = own.defaultBackend !== undefined && own.defaultBackend.reference === undefined;
  const backendPorts = [{ port: DEFAULT_BACKEND_PORT, protocol: 'TCP' }];
  return [
    policy(plan, names.controller, 'controller', { ports: controllerPorts(plan), mayConnect: true }),
    // The Jobs connect to the API server; nothing connects to them.
    ...(webhook?.jobsImage === undefined ? [] : [policy(plan, names.admission, 'admission-webhook', { ports: [], mayConnect: true })]),
    ...(installsBackend ? [policy(plan, names.defaultBackend, 'default-backend', { ports: backendPorts, mayConnect: false })] : []),
  ];
}

/** Each port once: two listeners may share one. */
function controllerPorts(plan: Plan): OpenPort[] {
  const ports = containerPorts(plan).map(({ containerPort: port, protocol }) => ({ port, protocol }));
  return ports.filter((one, i) => ports.findIndex((other) => other.port === one.port && other.protocol === one.protocol) === i);
}

function policy(
  { names }: Plan,
  name: string,
  component: Component,
  { ports, mayConnect }: { ports: OpenPort[]; mayConnect: boolean },
): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: names.meta(name, component),
    spec: {
      podSelector: { matchLabels: names.selector(component) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ports.length === 0 ? undefined : [{ ports }],
      egress: mayConnect ? [{}] : undefined,
    },
  };
}
