import type { UpdateStrategy } from '../../../installation/update-strategy';
import type { KubeObject } from '../../../kinds/kube-object';
import { CERTIFICATE_FOLDER, controllerArgs } from './args';
import { image, type Plan, pullSecrets, unlessEmpty } from './plan';
import { CONTROLLER_IMAGE, HEALTH_PORT, WEBHOOK_PORT } from './release';

/**
 * The Deployment or DaemonSet of the controller. Source of what the options change:
 * kubernetes/ingress-nginx@controller-v1.15.1:charts/ingress-nginx/templates/controller-deployment.yaml and controller-daemonset.yaml.
 */
export function workload(plan: Plan): KubeObject {
  const { names, options } = plan;
  const isDeployment = plan.workload === 'Deployment';
  return {
    apiVersion: 'apps/v1',
    kind: plan.workload,
    metadata: names.meta(names.controller, 'controller'),
    spec: {
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      replicas: options.replicas,
      selector: { matchLabels: names.selector('controller') },
      [isDeployment ? 'strategy' : 'updateStrategy']: updateStrategy(options.updateStrategy),
      template: {
        metadata: {
          labels: { ...options.podLabels, ...names.labels('controller') },
          annotations: unlessEmpty({ ...plan.platform.podAnnotations, ...prometheusAnnotations(plan), ...options.podAnnotations }),
        },
        spec: podSpec(plan),
      },
    },
  };
}

function prometheusAnnotations({ options }: Plan): { [key: string]: string } {
  return options.metrics?.prometheusAnnotations ? { 'prometheus.io/port': String(HEALTH_PORT), 'prometheus.io/scrape': 'true' } : {};
}

function updateStrategy(wanted: UpdateStrategy | undefined): object {
  const type = wanted?.type ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return { type };
  return { type, rollingUpdate: { maxUnavailable: wanted?.options?.maxUnavailable ?? 1, maxSurge: wanted?.options?.maxSurge } };
}

function podSpec(plan: Plan): object {
  const { names, options, platform, webhook } = plan;
  return {
    automountServiceAccountToken: true,
    serviceAccountName: names.prefix,
    dnsPolicy: options.hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst',
    hostNetwork: options.hostNetwork ? true : undefined,
    imagePullSecrets: pullSecrets(options),
    priorityClassName: options.priorityClassName,
    nodeSelector: { ...options.nodeSelector, 'kubernetes.io/os': 'linux' },
    tolerations: unlessEmpty(options.tolerations ?? platform.tolerations),
    affinity: options.affinity,
    topologySpreadConstraints: unlessEmpty(options.topologySpreadConstraints),
    terminationGracePeriodSeconds: options.terminationGracePeriod?.toSeconds() ?? platform.terminationGraceSeconds,
    containers: [container(plan)],
    volumes: webhook && [
      { name: 'webhook-cert', secret: { secretName: names.admission, items: webhook.certManager && CERT_MANAGER_FILES } },
    ],
  };
}

/** cert-manager calls the files differently. */
const CERT_MANAGER_FILES = [
  { key: 'tls.crt', path: 'cert' },
  { key: 'tls.key', path: 'key' },
];

function container(plan: Plan): object {
  const { options, webhook } = plan;
  return {
    name: 'controller',
    image: image(CONTROLLER_IMAGE, options, options.image),
    imagePullPolicy: options.image?.pullPolicy ?? 'IfNotPresent',
    args: controllerArgs(plan),
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'LD_PRELOAD', value: '/usr/local/lib/libmimalloc.so' },
    ],
    lifecycle: { preStop: { exec: { command: ['/wait-shutdown'] } } },
    livenessProbe: healthProbe(5),
    readinessProbe: healthProbe(3),
    ports: containerPorts(plan),
    resources: options.resources ?? { requests: { cpu: '100m', memory: '90Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      // The one capability that the Pod Security Standards allow at their strictest level: ports below 1024.
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      readOnlyRootFilesystem: false,
      runAsGroup: 82,
      runAsNonRoot: true,
      runAsUser: 101,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: webhook && [{ mountPath: CERTIFICATE_FOLDER, name: 'webhook-cert', readOnly: true }],
  };
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

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly hostPort: number | undefined;
  readonly protocol: 'TCP' | 'UDP';
}

/** Ports of the controller's container; those for clients are ports of the node too where host ports are wanted. */
export function containerPorts({ platform, hostPorts, collectsMetrics, webhook, streams }: Plan): ContainerPort[] {
  const port = (name: string, containerPort: number, hostPort?: number, protocol: 'TCP' | 'UDP' = 'TCP'): ContainerPort => ({
    name,
    containerPort,
    hostPort: hostPorts && hostPort,
    protocol,
  });
  const onHost: { readonly [listener: string]: number } = { http: hostPorts?.http ?? 80, https: hostPorts?.https ?? 443 };
  return [
    ...platform.listeners.map((listener) => port(listener.name, listener.port, onHost[listener.name] ?? listener.port)),
    ...(collectsMetrics ? [port('metrics', HEALTH_PORT)] : []),
    ...(webhook ? [port('webhook', WEBHOOK_PORT)] : []),
    ...streams.map((stream) => port(stream.portName, stream.port, stream.port, stream.protocol)),
  ];
}
