import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { UpdateStrategy } from '../../../../src';
import { install } from '../../../../src/dialects/ingress-nginx/install';
import * as ingressNginx from '../../../../src/dialects/ingress-nginx/public';
import { WebhookCertificate } from '../../../../src/dialects/ingress-nginx/public/options';
import {
  ControllerServiceType,
  ControllerWorkload,
  ExternalTrafficPolicy,
  type InstallOptions,
  IpFamily,
} from '../../../../src/installation/install-options';

/** What is refused, and what the first line of the error says. */
interface Case {
  readonly refused: string;
  readonly options?: InstallOptions;
  readonly own?: ingressNginx.Options;
  readonly code: string;
  readonly what: string;
}

const { CLUSTER_IP, LOAD_BALANCER } = ControllerServiceType;
/** What plain JavaScript and other languages can pass. */
const untyped = (value: unknown) => value as never;

const NAMES: readonly Case[] = [
  {
    refused: 'a namespace with a capital letter',
    options: { namespace: 'Edge' },
    code: 'controller/name-malformed',
    what: 'namespace "Edge" is not a name that Kubernetes accepts',
  },
  {
    refused: 'a prefix that leaves no room for the names of Services',
    options: { namePrefix: `a${'b'.repeat(42)}` },
    code: 'controller/name-malformed',
    what: `namePrefix "a${'b'.repeat(42)}" is not a name that Kubernetes accepts`,
  },
  {
    refused: 'a prefix that begins with a digit, which Services must not',
    options: { namePrefix: '2nd' },
    code: 'controller/name-malformed',
    what: 'namePrefix "2nd" is not a name that Kubernetes accepts',
  },
  {
    refused: 'a class name with a space',
    options: { ingressClassName: 'my class' },
    code: 'controller/name-malformed',
    what: 'ingressClassName "my class" is not a name that Kubernetes accepts',
  },
  {
    refused: 'an empty name of a priority class',
    options: { priorityClassName: '' },
    code: 'controller/name-malformed',
    what: 'priorityClassName "" is not a name that Kubernetes accepts',
  },
  {
    refused: 'a pull secret with a slash',
    options: { imagePullSecrets: ['other/secret'] },
    code: 'controller/name-malformed',
    what: 'imagePullSecrets "other/secret" is not a name that Kubernetes accepts',
  },
  {
    refused: 'a default certificate without its namespace',
    options: { defaultTlsSecret: 'wildcard' },
    code: 'controller/reference-malformed',
    what: 'defaultTlsSecret "wildcard" must be "namespace/name"',
  },
  {
    refused: 'labels for a Namespace that is not installed',
    options: { createNamespace: false, namespaceLabels: { team: 'edge' } },
    code: 'controller/options-exclude-each-other',
    what: 'namespaceLabels and createNamespace: false exclude each other',
  },
  {
    refused: 'a controller value without a path',
    own: { controllerValue: 'internal' },
    code: 'controller/value-malformed',
    what: 'controllerValue "internal" must be a domain, "/" and a path, at most 250 characters, such as "example.com/internal"',
  },
];

const SCALING: readonly Case[] = [
  {
    refused: 'a negative number of replicas',
    options: { replicas: -1 },
    code: 'controller/number-out-of-range',
    what: 'replicas -1 must be a whole number of pods from 0 to 2147483647',
  },
  {
    refused: 'half a replica',
    options: { replicas: 1.5 },
    code: 'controller/number-out-of-range',
    what: 'replicas 1.5 must be a whole number of pods from 0 to 2147483647',
  },
  {
    refused: 'replicas beside autoscaling',
    options: { replicas: 2, autoscaling: { maxReplicas: 3 } },
    code: 'controller/options-exclude-each-other',
    what: 'replicas and autoscaling exclude each other',
  },
  {
    refused: 'an autoscaler with more pods at least than at most',
    options: { autoscaling: { minReplicas: 4, maxReplicas: 3 } },
    code: 'controller/replicas-out-of-order',
    what: 'autoscaling.minReplicas 4 must not be more than autoscaling.maxReplicas 3',
  },
  {
    refused: 'an autoscaler that may go down to nothing, which would never come back',
    options: { autoscaling: { minReplicas: 0, maxReplicas: 3 } },
    code: 'controller/number-out-of-range',
    what: 'autoscaling.minReplicas 0 must be a whole number of pods from 1 to 2147483647',
  },
  {
    refused: 'a target of no use at all',
    options: { autoscaling: { maxReplicas: 3, targetCpuUtilizationPercent: 0 } },
    code: 'controller/number-out-of-range',
    what: 'autoscaling.targetCpuUtilizationPercent 0 must be a whole number of percent from 1 to 1000',
  },
  {
    refused: 'a target in percent of a request that is not stated',
    options: { autoscaling: { maxReplicas: 3 }, resources: { requests: { cpu: k8s.Quantity.fromString('100m') } } },
    code: 'controller/autoscaling-without-request',
    what: 'autoscaling targets a share of the requested memory, but resources request none',
  },
  {
    refused: 'replicas of a DaemonSet',
    options: { replicas: 2, workload: ControllerWorkload.DAEMON_SET },
    code: 'controller/options-exclude-each-other',
    what: 'replicas and a DaemonSet exclude each other',
  },
  {
    refused: 'autoscaling on a platform that has a DaemonSet',
    options: { autoscaling: { maxReplicas: 2 } },
    own: { platform: ingressNginx.Platform.EXOSCALE },
    code: 'controller/options-exclude-each-other',
    what: 'autoscaling and a DaemonSet exclude each other',
  },
  {
    refused: 'a disruption budget of both kinds',
    options: { replicas: 3, podDisruptionBudget: { minAvailable: 1, maxUnavailable: 1 } },
    code: 'controller/options-exclude-each-other',
    what: 'podDisruptionBudget.minAvailable and podDisruptionBudget.maxUnavailable exclude each other',
  },
  {
    refused: 'a disruption budget of a number and a share',
    options: { replicas: 3, podDisruptionBudget: { maxUnavailable: 1, maxUnavailablePercent: 25 } },
    code: 'controller/options-exclude-each-other',
    what: 'podDisruptionBudget.maxUnavailable and podDisruptionBudget.maxUnavailablePercent exclude each other',
  },
  {
    refused: 'a share above all pods',
    options: { replicas: 3, podDisruptionBudget: { minAvailablePercent: 101 } },
    code: 'controller/number-out-of-range',
    what: 'podDisruptionBudget.minAvailablePercent 101 must be a whole number of percent from 0 to 100',
  },
  {
    refused: 'a part of a pod',
    options: { updateStrategy: UpdateStrategy.rolling({ maxSurge: 0.5 }) },
    code: 'controller/number-out-of-range',
    what: 'updateStrategy.maxSurge 0.5 must be a whole number of pods from 0 to 2147483647',
  },
  {
    refused: 'a rolling update with a number and a share of pods that may be added',
    options: { updateStrategy: UpdateStrategy.rolling({ maxSurge: 1, maxSurgePercent: 50 }) },
    code: 'controller/options-exclude-each-other',
    what: 'updateStrategy.maxSurge and updateStrategy.maxSurgePercent exclude each other',
  },
  {
    refused: 'a rolling update that may neither remove nor add a pod',
    options: { updateStrategy: UpdateStrategy.rolling({ maxUnavailable: 0, maxSurgePercent: 0 }) },
    code: 'controller/update-cannot-proceed',
    what: 'updateStrategy does not let a Deployment replace any pod',
  },
  {
    refused: 'a DaemonSet that removes and adds pods at once',
    options: { updateStrategy: UpdateStrategy.rolling({ maxSurge: 1 }), workload: ControllerWorkload.DAEMON_SET },
    code: 'controller/update-cannot-proceed',
    what: 'updateStrategy does not let a DaemonSet replace any pod',
  },
  {
    refused: 'a strategy that only a DaemonSet has',
    options: { updateStrategy: UpdateStrategy.onDelete() },
    code: 'controller/options-exclude-each-other',
    what: 'update strategy OnDelete and a Deployment exclude each other',
  },
  {
    refused: 'a strategy that only a Deployment has',
    options: { updateStrategy: UpdateStrategy.recreate() },
    own: { platform: ingressNginx.Platform.EXOSCALE },
    code: 'controller/options-exclude-each-other',
    what: 'update strategy Recreate and a DaemonSet exclude each other',
  },
];

const PODS: readonly Case[] = [
  {
    refused: 'a port of the node that does not exist',
    options: { hostPorts: { http: 65536 } },
    code: 'controller/port-out-of-range',
    what: 'hostPorts.http 65536 must be a port from 1 to 65535',
  },
  {
    refused: 'one port of the node for two listeners',
    options: { hostPorts: { http: 443 } },
    code: 'controller/port-twice',
    what: 'TCP port 443 is used twice in hostPorts',
  },
  {
    refused: 'another port of the node although the controller uses its network',
    options: { hostNetwork: true, hostPorts: { http: 8080 } },
    code: 'controller/host-port-differs',
    what: 'host port 8080 for "http" must be 80',
  },
  {
    refused: 'a label with two slashes',
    options: { podLabels: { 'a/b/c': 'd' } },
    code: 'controller/label-malformed',
    what: 'podLabels has "a/b/c": "d", whose key Kubernetes does not accept',
  },
  {
    refused: 'a label whose value has a space',
    options: { nodeSelector: { pool: 'edge nodes' } },
    code: 'controller/label-malformed',
    what: 'nodeSelector has "pool": "edge nodes", whose value Kubernetes does not accept',
  },
  {
    refused: 'a label that Services select by',
    options: { podLabels: { 'app.kubernetes.io/name': 'mine' } },
    code: 'controller/label-is-taken',
    what: 'podLabels must not set "app.kubernetes.io/name"',
  },
  {
    refused: 'another operating system',
    options: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
    code: 'controller/label-is-taken',
    what: 'nodeSelector must not set "kubernetes.io/os"',
  },
  {
    refused: 'an annotation without a name',
    options: { podAnnotations: { 'example.com/': 'x' } },
    code: 'controller/label-malformed',
    what: 'podAnnotations has "example.com/": "x", whose key Kubernetes does not accept',
  },
  {
    refused: 'half a second of grace',
    options: { terminationGracePeriod: Duration.millis(500) },
    code: 'controller/duration-malformed',
    what: 'terminationGracePeriod of 0.5 seconds must be whole seconds',
  },
  {
    refused: 'a registry with a protocol',
    options: { imageRegistry: 'https://mirror.example.com' },
    code: 'controller/image-malformed',
    what: 'imageRegistry "https://mirror.example.com" cannot be part of an image reference',
  },
  {
    refused: 'a digest that was cut off',
    options: { image: { digest: 'sha256:594ceea7' } },
    code: 'controller/image-malformed',
    what: 'image.digest "sha256:594ceea7" cannot be part of an image reference',
  },
  {
    refused: 'a tag with a colon',
    options: { image: { tag: 'v1:2' } },
    code: 'controller/image-malformed',
    what: 'image.tag "v1:2" cannot be part of an image reference',
  },
  {
    refused: 'a repository with capital letters',
    options: { image: { repository: 'Own/Controller' } },
    code: 'controller/image-malformed',
    what: 'image.repository "Own/Controller" cannot be part of an image reference',
  },
  {
    refused: 'a workload that does not exist',
    options: { workload: untyped('StatefulSet') },
    code: 'controller/value-malformed',
    what: 'workload "StatefulSet" must be one of "Deployment", "DaemonSet"',
  },
];

const SERVICES: readonly Case[] = [
  {
    refused: 'a range of addresses without its length',
    options: { service: { loadBalancerSourceRanges: ['10.0.0.0'] } },
    code: 'controller/cidr-malformed',
    what: 'service.loadBalancerSourceRanges "10.0.0.0" is not a range of addresses',
  },
  {
    refused: 'a range of addresses that is too long',
    options: { service: { loadBalancerSourceRanges: ['10.0.0.0/33'] } },
    code: 'controller/cidr-malformed',
    what: 'service.loadBalancerSourceRanges "10.0.0.0/33" is not a range of addresses',
  },
  {
    refused: 'a class of load balancers without a load balancer',
    options: { service: { loadBalancerClass: 'example.com/lb' } },
    own: { platform: ingressNginx.Platform.BAREMETAL },
    code: 'controller/service-type-refuses',
    what: 'service.loadBalancerClass cannot be set on a Service of type NodePort',
  },
  {
    refused: 'a traffic policy for a Service that nothing outside reaches',
    options: { service: { type: CLUSTER_IP, externalTrafficPolicy: ExternalTrafficPolicy.LOCAL } },
    code: 'controller/service-type-refuses',
    what: 'service.externalTrafficPolicy cannot be set on a Service of type ClusterIP',
  },
  {
    refused: 'ports of the nodes for a Service inside the cluster',
    options: { internalService: { type: CLUSTER_IP, nodePorts: { http: 30080 } } },
    code: 'controller/service-type-refuses',
    what: 'internalService.nodePorts cannot be set on a Service of type ClusterIP',
  },
  {
    refused: 'a port of the nodes outside the range',
    options: { service: { nodePorts: { http: 8080 } } },
    code: 'controller/node-port-out-of-range',
    what: 'service.nodePorts.http 8080 must be a port from 30000 to 32767',
  },
  {
    refused: 'one port of the nodes for two ports',
    options: { service: { nodePorts: { http: 30080, https: 30080 } } },
    code: 'controller/port-twice',
    what: 'TCP port 30080 is used twice in service.nodePorts',
  },
  {
    refused: 'one port of the Service for HTTP and a TCP service',
    options: { service: { ports: { http: 8080 } } },
    own: { tcpServices: { '8080': 'data/db:5432' } },
    code: 'controller/port-twice',
    what: 'TCP port 8080 is used twice in service.ports',
  },
  {
    refused: 'a port zero',
    options: { service: { ports: { https: 0 } } },
    code: 'controller/port-out-of-range',
    what: 'service.ports.https 0 must be a port from 1 to 65535',
  },
  {
    refused: 'two families under the policy of one',
    options: { service: { ipFamilies: [IpFamily.IPV4, IpFamily.IPV6] } },
    code: 'controller/options-exclude-each-other',
    what: 'service.ipFamilies with two families and an ipFamilyPolicy of one family exclude each other',
  },
  {
    refused: 'a load balancer for inside that nothing keeps inside',
    options: { internalService: {} },
    code: 'controller/internal-service-is-public',
    what: 'internalService would get a public load balancer',
  },
  {
    refused: 'a type of Service that does not exist',
    options: { service: { type: untyped('ExternalName') } },
    code: 'controller/value-malformed',
    what: 'service.type "ExternalName" must be one of "LoadBalancer", "NodePort", "ClusterIP"',
  },
  {
    refused: 'a ServiceMonitor for a Service that is not there',
    options: { metrics: { service: false, serviceMonitor: {} } },
    code: 'controller/options-exclude-each-other',
    what: 'metrics.serviceMonitor and metrics.service: false exclude each other',
  },
  {
    refused: 'a ServiceMonitor in a namespace with a capital letter',
    options: { metrics: { serviceMonitor: { namespace: 'Monitoring' } } },
    code: 'controller/name-malformed',
    what: 'metrics.serviceMonitor.namespace "Monitoring" is not a name that Kubernetes accepts',
  },
];

const CONTROLLER: readonly Case[] = [
  {
    refused: 'two ways of saying which namespaces',
    own: { watchNamespace: 'shop', watchNamespaceSelector: 'team=shop' },
    code: 'controller/options-exclude-each-other',
    what: 'watchNamespace and watchNamespaceSelector exclude each other',
  },
  {
    refused: 'a selector without a key',
    own: { watchNamespaceSelector: '=shop' },
    code: 'controller/selector-malformed',
    what: 'watchNamespaceSelector "=shop" is not a label selector',
  },
  {
    refused: 'a TCP service without its port',
    own: { tcpServices: { '5432': 'data/postgres' } },
    code: 'controller/stream-service-malformed',
    what: 'tcpServices sends port 5432 to "data/postgres", which is not "namespace/name:port", with ":PROXY" or ":PROXY:PROXY" after it for proxy protocol',
  },
  {
    refused: 'a TCP service without its namespace',
    own: { tcpServices: { '5432': 'postgres:5432' } },
    code: 'controller/stream-service-malformed',
    what: 'tcpServices sends port 5432 to "postgres:5432", which is not "namespace/name:port", with ":PROXY" or ":PROXY:PROXY" after it for proxy protocol',
  },
  {
    refused: 'proxy protocol for UDP, which the controller would leave out',
    own: { udpServices: { '53': 'kube-system/kube-dns:53:PROXY' } },
    code: 'controller/stream-service-malformed',
    what: 'udpServices sends port 53 to "kube-system/kube-dns:53:PROXY", which is not "namespace/name:port"',
  },
  {
    refused: 'a TCP service on a port with a name',
    own: { tcpServices: { postgres: 'data/postgres:5432' } },
    code: 'controller/port-out-of-range',
    what: 'tcpServices "postgres" must be a port from 1 to 65535',
  },
  {
    refused: 'a TCP service on the port of HTTPS',
    own: { tcpServices: { '443': 'data/postgres:5432' } },
    code: 'controller/stream-port-reserved',
    what: 'tcpServices cannot use port 443',
  },
  {
    refused: 'a UDP service on the port of the health checks',
    own: { udpServices: { '10254': 'data/x:53' } },
    code: 'controller/stream-port-reserved',
    what: 'udpServices cannot use port 10254',
  },
  {
    refused: 'a TCP service on the port of the webhook',
    own: { tcpServices: { '8443': 'data/x:443' } },
    code: 'controller/stream-port-reserved',
    what: 'tcpServices cannot use port 8443',
  },
  {
    refused: 'a TCP service on a port that the platform listens on',
    own: { platform: ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION, tcpServices: { '2443': 'data/x:443' } },
    code: 'controller/stream-port-reserved',
    what: 'tcpServices cannot use port 2443',
  },
  {
    refused: 'a port of the nodes for a TCP service that does not exist',
    options: { service: { nodePorts: { tcp: { '5432': 30432 } } } },
    code: 'controller/node-port-without-stream',
    what: 'service.nodePorts.tcp names port 5432, and tcpServices has no such port',
  },
  {
    refused: 'a default backend without its namespace',
    own: { defaultBackend: ingressNginx.DefaultBackend.service('errors') },
    code: 'controller/reference-malformed',
    what: 'defaultBackend "errors" must be "namespace/name"',
  },
  {
    refused: 'a default backend with a negative number of pods',
    own: { defaultBackend: ingressNginx.DefaultBackend.install({ replicas: -2 }) },
    code: 'controller/number-out-of-range',
    what: 'defaultBackend.replicas -2 must be a whole number of pods from 0 to 2147483647',
  },
  {
    refused: 'a webhook that waits longer than the API server',
    own: { admissionWebhook: { timeoutSeconds: 31 } },
    code: 'controller/number-out-of-range',
    what: 'admissionWebhook.timeoutSeconds 31 must be a whole number of seconds from 1 to 30',
  },
  {
    refused: 'settings of a webhook that is not installed',
    own: { admissionWebhook: { enabled: false, timeoutSeconds: 5 } },
    code: 'controller/options-exclude-each-other',
    what: 'admissionWebhook.timeoutSeconds and admissionWebhook.enabled: false exclude each other',
  },
  {
    refused: 'the kind of an issuer without its name',
    own: { admissionWebhook: { certificate: WebhookCertificate.certManager({ issuerKind: 'ClusterIssuer' }) } },
    code: 'controller/options-exclude-each-other',
    what: 'issuerKind and no issuerName exclude each other',
  },
  {
    refused: 'a log level that does not exist',
    own: { logLevel: 11 },
    code: 'controller/number-out-of-range',
    what: 'logLevel 11 must be a whole number of steps from 0 to 10',
  },
  {
    refused: 'addresses separated by spaces',
    own: { publishStatusAddress: '203.0.113.7 203.0.113.8' },
    code: 'controller/value-malformed',
    what: 'publishStatusAddress "203.0.113.7 203.0.113.8" must be an address or several addresses separated by ","',
  },
  {
    refused: 'a flag that an option sets',
    own: { extraArgs: { 'watch-namespace': 'shop' } },
    code: 'controller/arg-is-an-option',
    what: 'extraArgs must not set "watch-namespace"',
  },
  {
    refused: 'a flag that moves a port away from its Service',
    own: { extraArgs: { 'http-port': '8080' } },
    code: 'controller/arg-changes-ports',
    what: 'extraArgs must not set "http-port"',
  },
  {
    refused: 'a flag with its dashes',
    own: { extraArgs: { '--enable-ssl-passthrough': 'true' } },
    code: 'controller/arg-unknown',
    what: 'extraArgs has "--enable-ssl-passthrough", which the controller does not know',
  },
  {
    refused: 'an option of the config map that the controller does not know',
    own: { config: untyped({ proxyReadTimeoutt: 30 }) },
    code: 'config/unknown-option',
    what: 'option "proxy-read-timeoutt" of the config map is not known; did you mean "proxy-read-timeout"?',
  },
  {
    refused: 'a platform that does not exist',
    own: { platform: untyped('azure') },
    code: 'controller/value-malformed',
    what: `platform "azure" must be one of ${Object.values(ingressNginx.Platform)
      .map((platform) => `"${platform}"`)
      .join(', ')}`,
  },
  {
    refused: 'TLS settings of a load balancer that does not terminate TLS',
    own: { awsTlsTermination: { certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/abc', vpcCidr: '10.0.0.0/8' } },
    code: 'controller/options-exclude-each-other',
    what: 'awsTlsTermination and platform cloud exclude each other',
  },
  {
    refused: 'a certificate that is not an ARN',
    own: {
      platform: ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION,
      awsTlsTermination: { certificateArn: 'my-certificate', vpcCidr: '10.0.0.0/8' },
    },
    code: 'controller/value-malformed',
    what: 'awsTlsTermination.certificateArn "my-certificate" must be an ARN such as "arn:aws:acm:eu-west-1:123456789012:certificate/..."',
  },
];

/** What no compiler lets pass, but languages without one do. */
const UNTYPED: readonly Case[] = [
  {
    refused: 'a word as the pods that must stay',
    options: { replicas: 3, podDisruptionBudget: { minAvailable: untyped('x') } },
    code: 'controller/number-out-of-range',
    what: 'podDisruptionBudget.minAvailable "x" must be a whole number of pods from 0 to 2147483647',
  },
  {
    refused: 'a list as the pods that may be added',
    options: { updateStrategy: UpdateStrategy.rolling({ maxSurge: untyped([1]) }) },
    code: 'controller/number-out-of-range',
    what: 'updateStrategy.maxSurge [1] must be a whole number of pods from 0 to 2147483647',
  },
  {
    refused: 'a number as a type of Service',
    options: { service: { type: untyped(7) } },
    code: 'controller/value-malformed',
    what: 'service.type 7 must be one of "LoadBalancer", "NodePort", "ClusterIP"',
  },
  {
    refused: 'a truth as a failure policy',
    own: { admissionWebhook: { failurePolicy: untyped(true) } },
    code: 'controller/value-malformed',
    what: 'admissionWebhook.failurePolicy true must be one of "Fail", "Ignore"',
  },
  {
    refused: 'an autoscaler with a word as the maximum number of pods',
    options: { autoscaling: { maxReplicas: untyped('many') } },
    code: 'controller/number-out-of-range',
    what: 'autoscaling.maxReplicas "many" must be a whole number of pods from 1 to 2147483647',
  },
];

const ENFORCE = 'pod-security.kubernetes.io/enforce';

const POD_SECURITY: readonly Case[] = [
  ...(['baseline', 'restricted'] as const).map((level) => ({
    refused: `level ${level} for pods with ports of their node`,
    options: { namespaceLabels: { [ENFORCE]: level }, hostPorts: {} },
    code: 'controller/pod-security-refuses',
    what: `namespaceLabels enforce Pod Security level "${level}", which does not admit the pods of the controller`,
  })),
  {
    refused: 'level baseline for pods in the network of their node',
    options: { namespaceLabels: { [ENFORCE]: 'baseline' }, hostNetwork: true },
    code: 'controller/pod-security-refuses',
    what: 'namespaceLabels enforce Pod Security level "baseline", which does not admit the pods of the controller',
  },
  {
    refused: 'level restricted on kind, whose controller has ports of the node',
    options: { namespaceLabels: { [ENFORCE]: 'restricted' } },
    own: { platform: ingressNginx.Platform.KIND },
    code: 'controller/pod-security-refuses',
    what: 'namespaceLabels enforce Pod Security level "restricted", which does not admit the pods of the controller',
  },
  {
    refused: 'a level that does not exist',
    options: { namespaceLabels: { [ENFORCE]: 'strict' } },
    code: 'controller/value-malformed',
    what: `namespaceLabels["${ENFORCE}"] "strict" must be one of "privileged", "baseline", "restricted"`,
  },
];

describe.each([...NAMES, ...SCALING, ...PODS, ...SERVICES, ...CONTROLLER, ...UNTYPED, ...POD_SECURITY])(
  '$refused',
  ({ options = {}, own = {}, code, what }) => {
    const { objects, findings } = install('1.15.1', { options, own });
    const errors = findings.filter(({ severity }) => severity === 'error');

    test(`is refused as ${code}, and by nothing else`, () => {
      expect(errors.map((error) => [error.code, error.what])).toEqual([[code, what]]);
    });

    test('gives no objects', () => {
      expect(objects).toEqual([]);
    });
  },
);

/** What deploys but may surprise. */
const WARNINGS: readonly Case[] = [
  {
    refused: 'a budget that keeps the only pod',
    options: { podDisruptionBudget: {} },
    code: 'controller/drain-blocked',
    what: 'podDisruptionBudget keeps 1 of 1 pods',
  },
  {
    refused: 'a budget whose share rounds up to all pods',
    options: { replicas: 2, podDisruptionBudget: { minAvailablePercent: 51 } },
    code: 'controller/drain-blocked',
    what: 'podDisruptionBudget keeps 2 of 2 pods',
  },
  {
    refused: 'a platform whose placeholders are still there',
    own: { platform: ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION },
    code: 'controller/placeholder-left',
    what: 'the manifest of platform "aws-nlb-with-tls-termination" still has the placeholders for the certificate and the addresses of the VPC',
  },
];

const PROXY_PROTOCOL: readonly Case[] = [
  {
    refused: 'proxy protocol from the load balancer of DigitalOcean that the controller does not expect',
    own: { platform: ingressNginx.Platform.DIGITAL_OCEAN, config: { useProxyProtocol: false } },
    code: 'controller/proxy-protocol-one-sided',
    what: 'the load balancer of service speaks proxy protocol, and the controller does not expect it',
  },
  {
    refused: 'an annotation of ones own that switches it on at the load balancer alone',
    options: { service: { annotations: { 'load-balancer.hetzner.cloud/uses-proxyprotocol': 'true' } } },
    code: 'controller/proxy-protocol-one-sided',
    what: 'the load balancer of service speaks proxy protocol, and the controller does not expect it',
  },
  {
    refused: 'a load balancer of Scaleway that was told not to speak it',
    options: { service: { annotations: { 'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2': 'false' } } },
    own: { platform: ingressNginx.Platform.SCALEWAY },
    code: 'controller/proxy-protocol-one-sided',
    what: 'the controller expects proxy protocol, and the load balancer of service does not speak it',
  },
  {
    refused: 'a second load balancer that does not speak it as the first does',
    options: { internalService: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' } } },
    own: { platform: ingressNginx.Platform.AWS_CLASSIC_L4 },
    code: 'controller/proxy-protocol-one-sided',
    what: 'the controller expects proxy protocol, and the load balancer of internalService does not speak it',
  },
];

test.each([...WARNINGS, ...PROXY_PROTOCOL])('$refused is a warning: $code', ({ options = {}, own = {}, code, what }) => {
  const { objects, findings } = install('1.15.1', { options, own });
  expect(findings.map((found) => [found.severity, found.code, found.what])).toEqual([['warning', code, what]]);
  expect(objects.length).toBeGreaterThan(0);
});

test.each<readonly [string, number, InstallOptions]>([
  ['ports of the node', 2, { replicas: 2, hostPorts: {} }],
  ['the network of the node', 4, { autoscaling: { maxReplicas: 4 }, hostNetwork: true }],
])('%s need a node for each of %i pods, which is worth knowing', (_, pods, options) => {
  expect(install('1.15.1', { options, own: {} }).findings).toMatchObject([
    { severity: 'info', code: 'controller/pods-need-nodes', what: `${pods} pods of the controller need ${pods} nodes` },
  ]);
});

test.each<readonly [string, InstallOptions, ingressNginx.Options]>([
  ['level privileged for ports of the node', { hostPorts: {}, namespaceLabels: { [ENFORCE]: 'privileged' } }, {}],
  ['level restricted without them', { namespaceLabels: { [ENFORCE]: 'restricted' } }, {}],
  ['a DaemonSet with ports of the node', { hostPorts: {}, workload: ControllerWorkload.DAEMON_SET }, {}],
  ['proxy protocol at the controller where the load balancer may have been told otherwise', {}, { config: { useProxyProtocol: true } }],
  [
    'proxy protocol at both ends, for some ports of Scaleway',
    { service: { annotations: { 'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2': '80,443' } } },
    { platform: ingressNginx.Platform.SCALEWAY },
  ],
  [
    'proxy protocol where something else stands before the nodes',
    { service: { type: ControllerServiceType.NODE_PORT } },
    { platform: ingressNginx.Platform.DIGITAL_OCEAN, config: { useProxyProtocol: false } },
  ],
  ['a number that is not wrapped', { replicas: 3, podDisruptionBudget: { minAvailable: untyped(1) } }, {}],
  ['a number of no replicas, which switches the controller off', { replicas: 0 }, {}],
  ['a budget that lets one of two pods go', { replicas: 2, podDisruptionBudget: { maxUnavailablePercent: 50 } }, {}],
  ['a budget beside an autoscaler that keeps two pods', { autoscaling: { minReplicas: 2, maxReplicas: 3 }, podDisruptionBudget: {} }, {}],
  [
    'a target that a limit stands in for',
    { autoscaling: { maxReplicas: 2, targetCpuUtilizationPercent: 90 }, resources: { limits: { cpu: k8s.Quantity.fromNumber(1) } } },
    {},
  ],
  ['a surge alone', { updateStrategy: UpdateStrategy.rolling({ maxUnavailable: 0 }) }, {}],
  ['host ports that are those of the host network', { hostNetwork: true, hostPorts: {} }, {}],
  ['an IPv6 range', { service: { type: LOAD_BALANCER, loadBalancerSourceRanges: ['::/0'] } }, {}],
  ['proxy protocol towards the Service only', {}, { tcpServices: { '5432': 'data/postgres:5432::PROXY' } }],
  ['one number for TCP and for UDP', {}, { tcpServices: { '53': 'a/dns:53' }, udpServices: { '53': 'a/dns:53' } }],
  ['the port of the webhook where there is no webhook', {}, { admissionWebhook: { enabled: false }, tcpServices: { '8443': 'a/b:https' } }],
  ['a flag of the logger', {}, { extraArgs: { vmodule: 'store=5' } }],
  ['a long prefix', { namePrefix: `a${'b'.repeat(41)}` }, {}],
])('%s is accepted', (_, options, own) => {
  expect(install('1.15.1', { options, own }).findings).toEqual([]);
});
