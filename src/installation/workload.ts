import type { KubeObject } from '../kinds/kube-object';
import { pullSecrets } from './images';
import { type Installation, unlessEmpty } from './names';
import { rollingUpdateOf } from './pod-count';
import type { UpdateStrategy } from './update-strategy';

/** Settings of the controller for its pods. Options of the user override them. */
export interface Pods {
  readonly serviceAccount: string;
  readonly annotations?: { readonly [key: string]: string };
  /** The port of the metrics. */
  readonly metricsPort: number;
  readonly tolerations?: readonly object[];
  readonly terminationGraceSeconds: number;
  readonly container: object;
  /** Of all containers. */
  readonly securityContext?: object;
  /** Limits of a rolling update unless the user says otherwise. Absent: one pod may be missing. */
  readonly rollingUpdate?: object;
  readonly volumes?: readonly object[] | undefined;
}

/** The Deployment or DaemonSet of the controller. */
export function workload(installation: Installation & { readonly workload: string }, pods: Pods): KubeObject {
  const { names, options, workload: kind } = installation;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: names.meta(names.controller, 'controller'),
    spec: {
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      replicas: options.replicas,
      selector: { matchLabels: names.selector('controller') },
      [kind === 'Deployment' ? 'strategy' : 'updateStrategy']: updateStrategy(options.updateStrategy, pods),
      template: {
        metadata: {
          labels: { ...options.podLabels, ...names.labels('controller') },
          annotations: unlessEmpty({ ...pods.annotations, ...prometheusAnnotations(installation, pods), ...options.podAnnotations }),
        },
        spec: podSpec(installation, pods),
      },
    },
  };
}

function prometheusAnnotations({ options }: Installation, { metricsPort }: Pods): { [key: string]: string } {
  return options.metrics?.prometheusAnnotations ? { 'prometheus.io/port': String(metricsPort), 'prometheus.io/scrape': 'true' } : {};
}

function updateStrategy(wanted: UpdateStrategy | undefined, { rollingUpdate }: Pods): object {
  const type = wanted?.type ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return { type };
  if (wanted === undefined && rollingUpdate !== undefined) return { type, rollingUpdate };
  const { maxUnavailable = 1, maxSurge } = rollingUpdateOf(wanted?.options);
  return { type, rollingUpdate: { maxUnavailable, maxSurge } };
}

function podSpec({ options }: Installation, pods: Pods): object {
  return {
    automountServiceAccountToken: true,
    serviceAccountName: pods.serviceAccount,
    dnsPolicy: options.hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst',
    hostNetwork: options.hostNetwork ? true : undefined,
    imagePullSecrets: pullSecrets(options),
    priorityClassName: options.priorityClassName,
    nodeSelector: { ...options.nodeSelector, 'kubernetes.io/os': 'linux' },
    tolerations: unlessEmpty(options.tolerations ?? pods.tolerations),
    affinity: options.affinity,
    topologySpreadConstraints: unlessEmpty(options.topologySpreadConstraints),
    terminationGracePeriodSeconds: options.terminationGracePeriod?.toSeconds() ?? pods.terminationGraceSeconds,
    securityContext: pods.securityContext,
    containers: [pods.container],
    volumes: pods.volumes,
  };
}
