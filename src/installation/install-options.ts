import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { ImageOptions } from './image-options';
import type { UpdateStrategy } from './update-strategy';

/** Install options that every kind of controller understands. All values are checked when the controller is constructed. */
export interface InstallOptions {
  /**
   * Namespace of all namespaced objects of the installation. The namespace of the chart is not used: a controller rarely runs in the
   * namespace of the applications that it serves.
   * @default - the kind's own
   */
  readonly namespace?: string;

  /**
   * Whether the Namespace object is part of the installation.
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * Labels of the Namespace, such as `pod-security.kubernetes.io/enforce`. Needs `createNamespace`.
   * @default - only the labels that every object of the installation has
   */
  readonly namespaceLabels?: { [key: string]: string };

  /**
   * Prefix of the name of every object, and value of the label `app.kubernetes.io/instance`. A second controller in one cluster needs
   * another prefix, because some objects belong to the cluster. At most 42 characters: lower case letters, digits and dashes, beginning
   * with a letter.
   * @default - the kind's own
   */
  readonly namePrefix?: string;

  /**
   * Name of the IngressClass that Ingresses refer to.
   * @default - the kind's own
   */
  readonly ingressClassName?: string;

  /**
   * Whether Ingresses without a class get this class. The API server refuses such Ingresses when two classes are the default.
   * @default false
   */
  readonly defaultIngressClass?: boolean;

  /** Kind of the workload that runs the pods of the controller. @default - the kind's own */
  readonly workload?: ControllerWorkload;

  /**
   * How many pods a Deployment keeps running. Not with `autoscaling` and not with a DaemonSet.
   * @default - not stated, which Kubernetes reads as 1
   */
  readonly replicas?: number;

  /**
   * Scales a Deployment automatically (HorizontalPodAutoscaler v2).
   * @default - the number of pods is fixed
   */
  readonly autoscaling?: AutoscalingOptions;

  /**
   * How many pods may be missing while nodes are drained.
   * @default - no PodDisruptionBudget
   */
  readonly podDisruptionBudget?: PodDisruptionBudgetOptions;

  /**
   * How pods are replaced when the installation changes.
   * @default - rolling, with one pod missing at a time
   */
  readonly updateStrategy?: UpdateStrategy;

  /**
   * Whether the pods use the network of their node. Their DNS policy becomes `ClusterFirstWithHostNet`, so that they still find the
   * cluster's services. Only Pod Security level "privileged" admits it.
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Ports of the node on which the controller listens. Only Pod Security level "privileged" admits them.
   * @default - the kind's own
   */
  readonly hostPorts?: HostPorts;

  /**
   * Resource requests and limits of the controller's container; replaces the default as a whole.
   * @default - the kind's own
   */
  readonly resources?: k8s.ResourceRequirements;

  /**
   * Labels that a node must have to run the controller, beside `kubernetes.io/os: linux`.
   * @default - any Linux node
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * Tolerations of the controller's pods; replaces those of the kind.
   * @default - the kind's own
   */
  readonly tolerations?: k8s.Toleration[];

  /**
   * Affinity of the controller's pods to nodes and other pods.
   * @default - no preference
   */
  readonly affinity?: k8s.Affinity;

  /**
   * How the controller's pods spread over zones or nodes.
   * @default - the scheduler's defaults
   */
  readonly topologySpreadConstraints?: k8s.TopologySpreadConstraint[];

  /**
   * PriorityClass of the controller's pods.
   * @default - the cluster's default priority
   */
  readonly priorityClassName?: string;

  /**
   * Labels of the controller's pods, beside those of the installation, which cannot be changed.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the controller's pods.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Grace period in which a pod finishes open requests before it is killed, in whole seconds.
   * @default - the kind's own
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Registry that all images of the installation come from, such as a mirror: a host with an optional port and path.
   * @default - the kind's own
   */
  readonly imageRegistry?: string;

  /**
   * Image of the controller.
   * @default - the release that the kind stands for, pinned by digest if the kind publishes one
   */
  readonly image?: ImageOptions;

  /**
   * Names of Secrets with credentials for the registry, in the namespace of the controller.
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * The Service that brings traffic to the controller. Members that are left out have the defaults of the kind.
   * @default - the kind's own
   */
  readonly service?: ControllerServiceOptions;

  /**
   * A second Service beside the first, such as a load balancer inside the private network. The annotations of the provider, or the load
   * balancer class, must make it internal.
   * @default - none
   */
  readonly internalService?: ControllerServiceOptions;

  /**
   * Prometheus metrics of the controller.
   * @default - not collected
   */
  readonly metrics?: MetricsOptions;

  /**
   * Whether NetworkPolicies restrict connections to the pods of the installation: the controller accepts them only on its own ports,
   * the other pods not at all. Outgoing connections are not restricted.
   * @default false
   */
  readonly networkPolicy?: boolean;

  /**
   * Secret with the certificate for hosts that have none, as "namespace/name".
   * @default - the kind's own: the self-signed certificate of the controller, or none
   */
  readonly defaultTlsSecret?: string;
}

/** Kind of the workload that runs the pods of a controller. */
export enum ControllerWorkload {
  /** A number of pods, on any nodes. */
  DEPLOYMENT = 'Deployment',
  /** One pod on every node that fits. */
  DAEMON_SET = 'DaemonSet',
}

/** Limits and targets of the autoscaler. */
export interface AutoscalingOptions {
  /**
   * Minimum number of pods.
   * @default 1
   */
  readonly minReplicas?: number;

  /** Maximum number of pods, at least `minReplicas`. */
  readonly maxReplicas: number;

  /**
   * Target CPU utilization, in percent of the request of the pods.
   * @default - 50 if no target is given, otherwise CPU use does not count
   */
  readonly targetCpuUtilizationPercent?: number;

  /**
   * Target memory utilization, in percent of the request of the pods.
   * @default - 50 if no target is given, otherwise memory use does not count
   */
  readonly targetMemoryUtilizationPercent?: number;

  /**
   * How fast the number of pods may change.
   * @default - the autoscaler's defaults
   */
  readonly behavior?: k8s.HorizontalPodAutoscalerBehaviorV2;
}

/** The limit of a PodDisruptionBudget. At most one of the four may be given. */
export interface PodDisruptionBudgetOptions {
  /**
   * Number of pods that must keep running.
   * @default - 1 if no other limit is given
   */
  readonly minAvailable?: number;

  /**
   * Share of the pods that must keep running, from 0 to 100; Kubernetes rounds it up.
   * @default - no share
   */
  readonly minAvailablePercent?: number;

  /**
   * Number of pods that may be missing.
   * @default - no such number
   */
  readonly maxUnavailable?: number;

  /**
   * Share of the pods that may be missing, from 0 to 100; Kubernetes rounds it up.
   * @default - no share
   */
  readonly maxUnavailablePercent?: number;
}

/** Ports of the node; each must be free there. */
export interface HostPorts {
  /**
   * For HTTP.
   * @default 80
   */
  readonly http?: number;

  /**
   * For HTTPS.
   * @default 443
   */
  readonly https?: number;
}

/** Type of a Service: where clients can reach it. */
export enum ControllerServiceType {
  /** From outside, by a load balancer that the cloud provides. */
  LOAD_BALANCER = 'LoadBalancer',
  /** On a port of every node. */
  NODE_PORT = 'NodePort',
  /** Inside the cluster only. */
  CLUSTER_IP = 'ClusterIP',
}

/** Which nodes hand traffic from outside to the pods. */
export enum ExternalTrafficPolicy {
  /** Every node, on any pod; the controller sees the address of a node instead of the client's. */
  CLUSTER = 'Cluster',
  /** Only nodes that run a pod; the controller sees the client's address. */
  LOCAL = 'Local',
}

/** Family of IP addresses. */
export enum IpFamily {
  /** Version 4. */
  IPV4 = 'IPv4',
  /** Version 6. */
  IPV6 = 'IPv6',
}

/** How many families of IP addresses a Service has. */
export enum IpFamilyPolicy {
  /** One. */
  SINGLE_STACK = 'SingleStack',
  /** Two if the cluster has them. */
  PREFER_DUAL_STACK = 'PreferDualStack',
  /** Two. */
  REQUIRE_DUAL_STACK = 'RequireDualStack',
}

/** A Service that brings traffic to the controller. */
export interface ControllerServiceOptions {
  /**
   * Whether the Service is part of the installation. Use `false` for `service` if only `internalService` is wanted.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Where it can be reached.
   * @default - the kind's own, and for `internalService` the type of `service`
   */
  readonly type?: ControllerServiceType;

  /**
   * Annotations, such as settings of the load balancer. They are added to those of the kind and override them.
   * @default - the kind's own; none for `internalService`
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels, beside those of the installation.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Which nodes hand traffic from outside to the pods. Not with type ClusterIP.
   * @default - the kind's own; for `internalService` the default of Kubernetes: every node
   */
  readonly externalTrafficPolicy?: ExternalTrafficPolicy;

  /**
   * Class of the load balancer. Only with type LoadBalancer; it cannot be changed later.
   * @default - the cluster's own
   */
  readonly loadBalancerClass?: string;

  /**
   * Addresses of clients that the load balancer admits, as CIDRs. Only with type LoadBalancer.
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Whether the load balancer gets ports of the nodes. Only with type LoadBalancer.
   * @default - the default of Kubernetes: true
   */
  readonly allocateLoadBalancerNodePorts?: boolean;

  /**
   * Ports on which the Service listens.
   * @default - 80 and 443
   */
  readonly ports?: ServicePorts;

  /**
   * Ports of the nodes. Not with type ClusterIP.
   * @default - Kubernetes chooses free ones
   */
  readonly nodePorts?: ServiceNodePorts;

  /**
   * How many families of IP addresses it has.
   * @default IpFamilyPolicy.SINGLE_STACK
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;

  /**
   * Which families of IP addresses it has, the main one first; two only with a policy of two.
   * @default - IPv4
   */
  readonly ipFamilies?: IpFamily[];
}

/** Ports on which a Service listens. */
export interface ServicePorts {
  /**
   * For HTTP.
   * @default 80
   */
  readonly http?: number;

  /**
   * For HTTPS.
   * @default 443
   */
  readonly https?: number;
}

/** Ports of the nodes, from 30000 to 32767. */
export interface ServiceNodePorts {
  /**
   * For HTTP.
   * @default - Kubernetes chooses a free one
   */
  readonly http?: number;

  /**
   * For HTTPS.
   * @default - Kubernetes chooses a free one
   */
  readonly https?: number;

  /**
   * By TCP port of the Service, such as `{ "5432": 30432 }`. Each port must be one of the controller's TCP services.
   * @default - Kubernetes chooses free ones
   */
  readonly tcp?: { [port: string]: number };

  /**
   * By UDP port of the Service. Each port must be one of the controller's UDP services.
   * @default - Kubernetes chooses free ones
   */
  readonly udp?: { [port: string]: number };
}

/** How Prometheus collects the metrics. An empty struct switches them on and creates the Service. */
export interface MetricsOptions {
  /**
   * Whether a Service for the metrics is part of the installation.
   * @default true
   */
  readonly service?: boolean;

  /**
   * Annotations of that Service.
   * @default - none
   */
  readonly serviceAnnotations?: { [key: string]: string };

  /**
   * Whether the pods carry the annotations `prometheus.io/scrape` and `prometheus.io/port`, which many Prometheus setups follow.
   * @default false
   */
  readonly prometheusAnnotations?: boolean;

  /**
   * A ServiceMonitor for the Prometheus operator, whose CRDs the cluster must have. Needs the Service.
   * @default - none
   */
  readonly serviceMonitor?: ServiceMonitorOptions;
}

/** A ServiceMonitor of the Prometheus operator. */
export interface ServiceMonitorOptions {
  /**
   * Namespace of the ServiceMonitor.
   * @default - the controller's
   */
  readonly namespace?: string;

  /**
   * Labels, beside those of the installation. Prometheus often selects ServiceMonitors by label, such as `release: prometheus`.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Time between two scrapes, in whole seconds.
   * @default - 30 seconds
   */
  readonly interval?: Duration;

  /**
   * Timeout of a scrape, in whole seconds.
   * @default - that of Prometheus
   */
  readonly timeout?: Duration;
}
