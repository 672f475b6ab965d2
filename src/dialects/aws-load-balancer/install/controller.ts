import { image, pullSecrets } from '../../../installation/images';
import { unlessEmpty } from '../../../installation/names';
import { controllerPolicies } from '../../../installation/network-policies';
import { rollingUpdateOf } from '../../../installation/pod-count';
import type { KubeObject } from '../../../kinds/kube-object';
import { PROJECT } from './names';
import type { Plan } from './plan';
import { CONTROLLER_IMAGE, HEALTH_PORT, METRICS_PORT, WEBHOOK_PORT } from './release';

const PORTS = [
  { name: 'webhook-server', containerPort: WEBHOOK_PORT, protocol: 'TCP' },
  { name: 'metrics-server', containerPort: METRICS_PORT, protocol: 'TCP' },
] as const;

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:helm/aws-load-balancer-controller/templates/deployment.yaml, values.yaml. */
export function deployment({ names, options, flags }: Plan): KubeObject {
  const { updateStrategy, nodeSelector } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: names.meta(names.controller, 'controller'),
    spec: {
      replicas: options.replicas,
      revisionHistoryLimit: 10,
      selector: { matchLabels: names.selector('controller') },
      strategy: updateStrategy && {
        type: updateStrategy.type,
        rollingUpdate: updateStrategy.options && rollingUpdateOf(updateStrategy.options),
      },
      template: {
        metadata: {
          labels: { ...options.podLabels, ...names.selector('controller') },
          annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(METRICS_PORT), ...options.podAnnotations },
        },
        spec: {
          serviceAccountName: names.controller,
          hostNetwork: options.hostNetwork ? true : undefined,
          dnsPolicy: options.hostNetwork ? 'ClusterFirstWithHostNet' : undefined,
          imagePullSecrets: pullSecrets(options),
          volumes: [{ name: 'cert', secret: { defaultMode: 420, secretName: names.webhookSecret } }],
          securityContext: { fsGroup: 65534 },
          containers: [container(options, flags)],
          terminationGracePeriodSeconds: options.terminationGracePeriod?.toSeconds() ?? 10,
          nodeSelector: nodeSelector && { ...nodeSelector, 'kubernetes.io/os': 'linux' },
          tolerations: unlessEmpty(options.tolerations),
          affinity: options.affinity ?? APART,
          topologySpreadConstraints: unlessEmpty(options.topologySpreadConstraints),
          priorityClassName: options.priorityClassName ?? 'system-cluster-critical',
        },
      },
    },
  };
}

const container = (options: Plan['options'], flags: Plan['flags']): object => ({
  name: PROJECT,
  args: Object.entries(flags).map(([flag, text]) => `--${flag}=${text}`),
  // Capabilities are kept, so no Pod Security level above "baseline" admits the pods.
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true },
  image: image(CONTROLLER_IMAGE, options, options.image),
  imagePullPolicy: options.image?.pullPolicy ?? 'IfNotPresent',
  volumeMounts: [{ mountPath: '/tmp/k8s-webhook-server/serving-certs', name: 'cert', readOnly: true }],
  ports: PORTS,
  resources: options.resources ?? {},
  livenessProbe: {
    failureThreshold: 2,
    httpGet: { path: '/healthz', port: HEALTH_PORT, scheme: 'HTTP' },
    initialDelaySeconds: 30,
    timeoutSeconds: 10,
  },
  readinessProbe: {
    failureThreshold: 2,
    httpGet: { path: '/readyz', port: HEALTH_PORT, scheme: 'HTTP' },
    initialDelaySeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 10,
  },
});

/** Each pod on a node of its own, if there are enough. */
const APART = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: {
          labelSelector: { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: [PROJECT] }] },
          topologyKey: 'kubernetes.io/hostname',
        },
      },
    ],
  },
};

/** Restricts what may connect to the pods: they take no traffic of clients. */
export const networkPolicies = (plan: Plan): KubeObject[] => controllerPolicies(plan, PORTS);
