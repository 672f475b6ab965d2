import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { UpdateStrategy } from '../../../../../src';
import * as ingressNginx from '../../../../../src/dialects/ingress-nginx/public';
import { type Case, CONTAINER, DEPLOYMENT, LABELS, POD, SELECTOR, SERVICE } from './case';

export const CASES: readonly Case[] = [
  {
    option: 'replicas',
    options: { replicas: 3 },
    differences: [`+ ${DEPLOYMENT} spec.replicas: 3`],
  },
  {
    option: 'autoscaling with the targets of the chart',
    options: { autoscaling: { maxReplicas: 5 } },
    differences: ['+ HorizontalPodAutoscaler ingress-nginx-controller'],
    added: [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
        spec: {
          maxReplicas: 5,
          metrics: [
            { resource: { name: 'memory', target: { averageUtilization: 50, type: 'Utilization' } }, type: 'Resource' },
            { resource: { name: 'cpu', target: { averageUtilization: 50, type: 'Utilization' } }, type: 'Resource' },
          ],
          minReplicas: 1,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ingress-nginx-controller' },
        },
      },
    ],
  },
  {
    option: 'autoscaling with one target and limits of its pace',
    options: {
      autoscaling: {
        minReplicas: 2,
        maxReplicas: 8,
        targetCpuUtilizationPercent: 80,
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    },
    differences: ['+ HorizontalPodAutoscaler ingress-nginx-controller'],
    added: [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
        spec: {
          behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
          maxReplicas: 8,
          metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 80, type: 'Utilization' } }, type: 'Resource' }],
          minReplicas: 2,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ingress-nginx-controller' },
        },
      },
    ],
  },
  {
    option: 'podDisruptionBudget with a share',
    options: { replicas: 4, podDisruptionBudget: { maxUnavailablePercent: 25 } },
    differences: [`+ ${DEPLOYMENT} spec.replicas: 4`, '+ PodDisruptionBudget ingress-nginx-controller'],
    added: [
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
        spec: { maxUnavailable: '25%', selector: { matchLabels: SELECTOR.controller } },
      },
    ],
  },
  {
    option: 'podDisruptionBudget with a number',
    options: { replicas: 4, podDisruptionBudget: { minAvailable: 2 } },
    differences: [`+ ${DEPLOYMENT} spec.replicas: 4`, '+ PodDisruptionBudget ingress-nginx-controller'],
    added: [
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
        spec: { minAvailable: 2, selector: { matchLabels: SELECTOR.controller } },
      },
    ],
  },
  {
    option: 'podDisruptionBudget',
    options: { replicas: 2, podDisruptionBudget: {} },
    differences: [`+ ${DEPLOYMENT} spec.replicas: 2`, '+ PodDisruptionBudget ingress-nginx-controller'],
    added: [
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
        spec: { minAvailable: 1, selector: { matchLabels: SELECTOR.controller } },
      },
    ],
  },
  {
    option: 'updateStrategy rolling',
    options: {
      updateStrategy: UpdateStrategy.rolling({
        maxUnavailable: 0,
        maxSurgePercent: 50,
      }),
    },
    differences: [
      `+ ${DEPLOYMENT} spec.strategy.rollingUpdate.maxSurge: "50%"`,
      `~ ${DEPLOYMENT} spec.strategy.rollingUpdate.maxUnavailable: 0`,
    ],
  },
  {
    option: 'updateStrategy recreate',
    options: { updateStrategy: UpdateStrategy.recreate() },
    differences: [`- ${DEPLOYMENT} spec.strategy.rollingUpdate.maxUnavailable: 1`, `~ ${DEPLOYMENT} spec.strategy.type: "Recreate"`],
  },
  {
    option: 'updateStrategy onDelete',
    options: { updateStrategy: UpdateStrategy.onDelete() },
    own: { platform: ingressNginx.Platform.EXOSCALE },
    differences: [
      '- DaemonSet ingress-nginx-controller spec.updateStrategy.rollingUpdate.maxUnavailable: 1',
      '~ DaemonSet ingress-nginx-controller spec.updateStrategy.type: "OnDelete"',
    ],
  },
  {
    option: 'hostNetwork, with a DNS policy that still finds Services',
    options: { hostNetwork: true },
    differences: [`~ ${POD}.dnsPolicy: "ClusterFirstWithHostNet"`, `+ ${POD}.hostNetwork: true`],
  },
  {
    option: 'hostPorts',
    options: { hostPorts: { https: 8443 } },
    differences: [`+ ${CONTAINER}.ports[http].hostPort: 80`, `+ ${CONTAINER}.ports[https].hostPort: 8443`],
  },
  {
    option: 'hostPorts include TCP services',
    options: { hostPorts: {} },
    own: { tcpServices: { '5432': 'data/postgres:5432' } },
    differences: [
      '+ ConfigMap ingress-nginx-tcp',
      `+ ${CONTAINER}.args[--tcp-services-configmap=$(POD_NAMESPACE)/ingress-nginx-tcp]`,
      `+ ${CONTAINER}.ports[5432-tcp].containerPort: 5432`,
      `+ ${CONTAINER}.ports[5432-tcp].hostPort: 5432`,
      `+ ${CONTAINER}.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${CONTAINER}.ports[5432-tcp].protocol: "TCP"`,
      `+ ${CONTAINER}.ports[http].hostPort: 80`,
      `+ ${CONTAINER}.ports[https].hostPort: 443`,
      `+ ${SERVICE} spec.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${SERVICE} spec.ports[5432-tcp].port: 5432`,
      `+ ${SERVICE} spec.ports[5432-tcp].protocol: "TCP"`,
      `+ ${SERVICE} spec.ports[5432-tcp].targetPort: "5432-tcp"`,
    ],
    added: [
      {
        apiVersion: 'v1',
        data: { '5432': 'data/postgres:5432' },
        kind: 'ConfigMap',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-tcp', namespace: 'ingress-nginx' },
      },
    ],
  },
  {
    option: 'resources replace the default',
    options: { resources: { limits: { memory: k8s.Quantity.fromString('1Gi') } } },
    differences: [
      `+ ${CONTAINER}.resources.limits.memory: "1Gi"`,
      `- ${CONTAINER}.resources.requests.cpu: "100m"`,
      `- ${CONTAINER}.resources.requests.memory: "90Mi"`,
    ],
  },
  {
    option: 'nodeSelector',
    options: { nodeSelector: { pool: 'edge' } },
    differences: [`+ ${POD}.nodeSelector.pool: "edge"`],
  },
  {
    option: 'tolerations',
    options: { tolerations: [{ key: 'edge', operator: 'Exists' }] },
    differences: [`+ ${POD}.tolerations[0].key: "edge"`, `+ ${POD}.tolerations[0].operator: "Exists"`],
  },
  {
    option: 'tolerations replace those of the platform',
    options: { tolerations: [{ key: 'edge', operator: 'Exists' }] },
    own: { platform: ingressNginx.Platform.KIND },
    differences: [
      `- ${POD}.tolerations[0].effect: "NoSchedule"`,
      `~ ${POD}.tolerations[0].key: "edge"`,
      `~ ${POD}.tolerations[0].operator: "Exists"`,
      `- ${POD}.tolerations[1].effect: "NoSchedule"`,
      `- ${POD}.tolerations[1].key: "node-role.kubernetes.io/control-plane"`,
      `- ${POD}.tolerations[1].operator: "Equal"`,
    ],
  },
  {
    option: 'affinity',
    options: {
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'x' } } } },
          ],
        },
      },
    },
    differences: [
      `+ ${POD}.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector.matchLabels.app: "x"`,
      `+ ${POD}.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey: "kubernetes.io/hostname"`,
      `+ ${POD}.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: 100`,
    ],
  },
  {
    option: 'topologySpreadConstraints',
    options: {
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    },
    differences: [
      `+ ${POD}.topologySpreadConstraints[0].maxSkew: 1`,
      `+ ${POD}.topologySpreadConstraints[0].topologyKey: "topology.kubernetes.io/zone"`,
      `+ ${POD}.topologySpreadConstraints[0].whenUnsatisfiable: "ScheduleAnyway"`,
    ],
  },
  {
    option: 'priorityClassName',
    options: { priorityClassName: 'system-cluster-critical' },
    differences: [`+ ${POD}.priorityClassName: "system-cluster-critical"`],
  },
  {
    option: 'podLabels',
    options: { podLabels: { team: 'edge' } },
    differences: [`+ ${DEPLOYMENT} spec.template.metadata.labels.team: "edge"`],
  },
  {
    option: 'podAnnotations',
    options: { podAnnotations: { 'linkerd.io/inject': 'enabled' } },
    differences: [`+ ${DEPLOYMENT} spec.template.metadata.annotations.linkerd.io/inject: "enabled"`],
  },
  {
    option: 'terminationGracePeriod',
    options: { terminationGracePeriod: Duration.minutes(1) },
    differences: [`~ ${POD}.terminationGracePeriodSeconds: 60`],
  },
];
