import { Duration } from 'cdk8s';
import {
  CHECKED_LATER,
  FLAG,
  inWords,
  LIST,
  mapOf,
  OBJECT,
  objectOf,
  type Place,
  required,
  type Shape,
  struct,
  TEXT,
  TEXTS,
} from '../input/struct-shape';
import { IMAGE, RESOURCES } from './container-shapes';
import type {
  AutoscalingOptions,
  ControllerServiceOptions,
  HostPorts,
  InstallOptions,
  MetricsOptions,
  PodDisruptionBudgetOptions,
  ServiceMonitorOptions,
  ServiceNodePorts,
  ServicePorts,
} from './install-options';
import { UpdateStrategy } from './update-strategy';

/** Shapes of the install options that every kind of controller understands. `check-install-options.ts` checks their values. */

const DURATION = inWords('a Duration such as Duration.seconds(30)', objectOf(Duration));

const LABELS = inWords('a map of strings such as { team: "shop" }', mapOf(TEXT));

const ANNOTATIONS = inWords('a map of strings such as { "example.com/owner": "shop" }', mapOf(TEXT));

const AUTOSCALING: Shape<AutoscalingOptions> = {
  minReplicas: CHECKED_LATER,
  maxReplicas: required(inWords('the maximum number of pods', CHECKED_LATER)),
  targetCpuUtilizationPercent: CHECKED_LATER,
  targetMemoryUtilizationPercent: CHECKED_LATER,
  behavior: OBJECT,
};

const DISRUPTION_BUDGET: Shape<PodDisruptionBudgetOptions> = {
  minAvailable: CHECKED_LATER,
  minAvailablePercent: CHECKED_LATER,
  maxUnavailable: CHECKED_LATER,
  maxUnavailablePercent: CHECKED_LATER,
};

const HOST_PORTS: Shape<HostPorts> = { http: CHECKED_LATER, https: CHECKED_LATER };

const SERVICE_PORTS: Shape<ServicePorts> = { http: CHECKED_LATER, https: CHECKED_LATER };

const NODE_PORTS: Shape<ServiceNodePorts> = {
  http: CHECKED_LATER,
  https: CHECKED_LATER,
  tcp: mapOf(CHECKED_LATER),
  udp: mapOf(CHECKED_LATER),
};

const SERVICE: Shape<ControllerServiceOptions> = {
  enabled: FLAG,
  type: CHECKED_LATER,
  annotations: ANNOTATIONS,
  labels: LABELS,
  externalTrafficPolicy: CHECKED_LATER,
  loadBalancerClass: TEXT,
  loadBalancerSourceRanges: TEXTS,
  allocateLoadBalancerNodePorts: FLAG,
  ports: struct(SERVICE_PORTS),
  nodePorts: struct(NODE_PORTS),
  ipFamilyPolicy: CHECKED_LATER,
  ipFamilies: LIST,
};

const SERVICE_MONITOR: Shape<ServiceMonitorOptions> = { namespace: TEXT, labels: LABELS, interval: DURATION, timeout: DURATION };

const METRICS: Shape<MetricsOptions> = {
  service: FLAG,
  serviceAnnotations: ANNOTATIONS,
  prometheusAnnotations: FLAG,
  serviceMonitor: inWords('an object such as { labels: { release: "prometheus" } }; {} is the defaults', struct(SERVICE_MONITOR)),
};

export const INSTALL_OPTIONS: Shape<InstallOptions> = {
  namespace: TEXT,
  createNamespace: FLAG,
  namespaceLabels: LABELS,
  namePrefix: TEXT,
  ingressClassName: TEXT,
  defaultIngressClass: FLAG,
  workload: CHECKED_LATER,
  replicas: CHECKED_LATER,
  autoscaling: inWords('an object such as { minReplicas: 2, maxReplicas: 5 }', struct(AUTOSCALING)),
  podDisruptionBudget: inWords('an object such as { minAvailable: 2 }; {} is the defaults', struct(DISRUPTION_BUDGET)),
  updateStrategy: inWords('UpdateStrategy.rolling(), recreate() or onDelete()', objectOf(UpdateStrategy)),
  hostNetwork: FLAG,
  hostPorts: inWords('an object such as { http: 80, https: 443 }; {} is these', struct(HOST_PORTS)),
  resources: inWords('an object such as { requests: { cpu: k8s.Quantity.fromString("100m") } }', struct(RESOURCES)),
  nodeSelector: LABELS,
  tolerations: LIST,
  affinity: OBJECT,
  topologySpreadConstraints: LIST,
  priorityClassName: TEXT,
  podLabels: LABELS,
  podAnnotations: ANNOTATIONS,
  terminationGracePeriod: DURATION,
  imageRegistry: TEXT,
  image: inWords('an object such as { tag: "v1.15.1" }', struct(IMAGE)),
  imagePullSecrets: TEXTS,
  service: inWords('an object such as { type: ControllerServiceType.NODE_PORT }', struct(SERVICE)),
  internalService: inWords('an object such as { type: ControllerServiceType.CLUSTER_IP }', struct(SERVICE)),
  metrics: inWords('an object such as { prometheusAnnotations: true }; {} is the defaults', struct(METRICS)),
  networkPolicy: FLAG,
  defaultTlsSecret: TEXT,
};

/** Where an option belongs that every kind of controller understands. */
export const IN_INSTALL_OPTIONS: Place = {
  members: INSTALL_OPTIONS,
  write: (option) => `new IngressController(scope, id, { ${option}: ..., kind })`,
};
