import { asUser, type ContainerPort, clientPort, controllerContainer, innerPort, podField } from '../../../installation/container';
import type { ControllerServiceOptions } from '../../../installation/install-options';
import { controllerPolicies, networkPolicy } from '../../../installation/network-policies';
import { servicePorts as commonPorts, type ServicePort, servicesInFront } from '../../../installation/services';
import { workload as commonWorkload } from '../../../installation/workload';
import type { KubeObject } from '../../../kinds/kube-object';
import { CERTIFICATE_FOLDER, controllerArgs } from './args';
import type { Plan } from './plan';
import { CONTROLLER_IMAGE, DEFAULT_BACKEND_PORT, HEALTH_PORT, WEBHOOK_PORT } from './release';

// The workload of ingress-nginx and the Services in front of it. Source of what the options change, in
// kubernetes/ingress-nginx@controller-v1.15.1: charts/ingress-nginx/templates, the files controller-*.yaml,
// default-backend-networkpolicy.yaml and admission-webhooks/job-patch/networkpolicy.yaml.

/** Services in front of the controller for its clients. */
export const trafficServices = (plan: Plan): KubeObject[] => servicesInFront(plan, (options) => servicePorts(plan, options));

export const servicePorts = ({ platform, streams }: Plan, options: ControllerServiceOptions): ServicePort[] =>
  commonPorts(options, platform.service.targets, streams);

/** Ports of the controller's container. */
export function containerPorts({ platform, hostPorts, collectsMetrics, webhook, streams }: Plan): ContainerPort[] {
  return [
    ...platform.listeners.map((listener) => clientPort(listener, hostPorts)),
    ...(collectsMetrics ? [innerPort('metrics', HEALTH_PORT)] : []),
    ...(webhook ? [innerPort('webhook', WEBHOOK_PORT)] : []),
    ...streams.map(({ portName, port, protocol }) => clientPort({ name: portName, port, protocol }, hostPorts)),
  ];
}

export function workload(plan: Plan): KubeObject {
  const { names, platform, webhook } = plan;
  return commonWorkload(plan, {
    serviceAccount: names.prefix,
    annotations: platform.podAnnotations,
    metricsPort: HEALTH_PORT,
    tolerations: platform.tolerations,
    terminationGraceSeconds: platform.terminationGraceSeconds,
    container: container(plan),
    volumes: webhook && [
      { name: 'webhook-cert', secret: { secretName: names.admission, items: webhook.certManager && CERT_MANAGER_FILES } },
    ],
  });
}

/** Secrets of cert-manager have other keys. */
const CERT_MANAGER_FILES = [
  { key: 'tls.crt', path: 'cert' },
  { key: 'tls.key', path: 'key' },
];

function container(plan: Plan): object {
  return controllerContainer(plan, {
    image: CONTROLLER_IMAGE,
    args: controllerArgs(plan),
    env: [
      podField('POD_NAME', 'metadata.name'),
      podField('POD_NAMESPACE', 'metadata.namespace'),
      { name: 'LD_PRELOAD', value: '/usr/local/lib/libmimalloc.so' },
    ],
    lifecycle: { preStop: { exec: { command: ['/wait-shutdown'] } } },
    livenessProbe: healthProbe(5),
    readinessProbe: healthProbe(3),
    ports: containerPorts(plan),
    resources: { requests: { cpu: '100m', memory: '90Mi' } },
    // The only capability that the Pod Security level "restricted" allows: it is needed to bind ports below 1024.
    securityContext: asUser(101, { group: 82, capabilities: ['NET_BIND_SERVICE'], writable: true }),
    volumeMounts: plan.webhook && [{ mountPath: CERTIFICATE_FOLDER, name: 'webhook-cert', readOnly: true }],
  });
}

function healthProbe(failureThreshold: number): object {
  return {
    failureThreshold,
    httpGet: { path: '/healthz', port: HEALTH_PORT, scheme: 'HTTP' },
    initialDelaySeconds: 10,
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
  };
}

/** Restricts which clients may connect to the pods. */
export function networkPolicies(plan: Plan): KubeObject[] {
  const { names, options, own, webhook } = plan;
  if (!options.networkPolicy) return [];
  const installsBackend = own.defaultBackend !== undefined && own.defaultBackend.reference === undefined;
  const backendPorts = [{ port: DEFAULT_BACKEND_PORT, protocol: 'TCP' }];
  return [
    ...controllerPolicies(plan, containerPorts(plan)),
    // The Jobs connect to the API server, but accept no connections.
    ...(webhook?.jobsImage === undefined
      ? []
      : [networkPolicy(names, names.admission, 'admission-webhook', { ports: [], mayConnect: true })]),
    ...(installsBackend ? [networkPolicy(names, names.defaultBackend, 'default-backend', { ports: backendPorts, mayConnect: false })] : []),
  ];
}
