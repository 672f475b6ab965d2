/**
 * Every object and every setting of what the demo applied in 2020 for a classic load balancer on layer 4, and what became of it.
 * Source: kubernetes/ingress-nginx@nginx-0.30.0:deploy/static/mandatory.yaml and deploy/static/provider/aws (service-l4.yaml,
 * patch-configmap-l4.yaml, which adds its entry to the config map of the first).
 */
export interface DemoObject {
  readonly was: string;
  /** What it is today; absent: it is gone, and `because` says why. */
  readonly now?: string;
  readonly because?: string;
  /** Settings that are the same today, under the same path. */
  readonly kept: { readonly [setting: string]: unknown };
  /** Settings that are different today: renamed if there is a `now`, else dropped. */
  readonly changed: readonly Change[];
}

export interface Change {
  readonly setting: string;
  readonly value?: unknown;
  readonly now?: { readonly object?: string; readonly setting: string; readonly value?: unknown };
  readonly because: string;
}

const API_VERSION = 'the beta version of this API was removed with Kubernetes 1.22';
const NAMES = 'the project gives all objects the same beginning since its chart makes the manifests';
const SELECTOR = 'pods are told apart by instance and component, so that two controllers fit into one namespace';
const LEASES = 'leader election uses Leases since its config maps were removed from Kubernetes';
const GROUP = 'the group extensions lost its Ingresses with Kubernetes 1.22';
const REQUESTS = 'the limit range was there to give the container its request; the container states the same request itself';

export const DEMO: readonly DemoObject[] = [
  {
    was: 'ClusterRole nginx-ingress-clusterrole',
    now: 'ClusterRole ingress-nginx',
    kept: {
      kind: 'ClusterRole',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'rules[list configmaps]': true,
      'rules[watch configmaps]': true,
      'rules[list endpoints]': true,
      'rules[watch endpoints]': true,
      'rules[list nodes]': true,
      'rules[watch nodes]': true,
      'rules[list pods]': true,
      'rules[watch pods]': true,
      'rules[list secrets]': true,
      'rules[watch secrets]': true,
      'rules[get nodes]': true,
      'rules[get services]': true,
      'rules[list services]': true,
      'rules[watch services]': true,
      'rules[create events]': true,
      'rules[patch events]': true,
      'rules[get networking.k8s.io/ingresses]': true,
      'rules[list networking.k8s.io/ingresses]': true,
      'rules[watch networking.k8s.io/ingresses]': true,
      'rules[update networking.k8s.io/ingresses/status]': true,
    },
    changed: [
      {
        setting: 'apiVersion',
        value: 'rbac.authorization.k8s.io/v1beta1',
        now: { setting: 'apiVersion', value: 'rbac.authorization.k8s.io/v1' },
        because: API_VERSION,
      },
      {
        setting: 'metadata.name',
        value: 'nginx-ingress-clusterrole',
        now: { setting: 'metadata.name', value: 'ingress-nginx' },
        because: NAMES,
      },
      {
        setting: 'rules[get extensions/ingresses]',
        value: true,
        now: { setting: 'rules[get networking.k8s.io/ingresses]', value: true },
        because: GROUP,
      },
      {
        setting: 'rules[list extensions/ingresses]',
        value: true,
        now: { setting: 'rules[list networking.k8s.io/ingresses]', value: true },
        because: GROUP,
      },
      {
        setting: 'rules[watch extensions/ingresses]',
        value: true,
        now: { setting: 'rules[watch networking.k8s.io/ingresses]', value: true },
        because: GROUP,
      },
      {
        setting: 'rules[update extensions/ingresses/status]',
        value: true,
        now: { setting: 'rules[update networking.k8s.io/ingresses/status]', value: true },
        because: GROUP,
      },
    ],
  },
  {
    was: 'ClusterRoleBinding nginx-ingress-clusterrole-nisa-binding',
    now: 'ClusterRoleBinding ingress-nginx',
    kept: {
      kind: 'ClusterRoleBinding',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'roleRef.apiGroup': 'rbac.authorization.k8s.io',
      'roleRef.kind': 'ClusterRole',
      'subjects[ingress-nginx].kind': 'ServiceAccount',
      'subjects[ingress-nginx].namespace': 'ingress-nginx',
    },
    changed: [
      {
        setting: 'apiVersion',
        value: 'rbac.authorization.k8s.io/v1beta1',
        now: { setting: 'apiVersion', value: 'rbac.authorization.k8s.io/v1' },
        because: API_VERSION,
      },
      {
        setting: 'metadata.name',
        value: 'nginx-ingress-clusterrole-nisa-binding',
        now: { setting: 'metadata.name', value: 'ingress-nginx' },
        because: NAMES,
      },
      {
        setting: 'roleRef.name',
        value: 'nginx-ingress-clusterrole',
        now: { setting: 'roleRef.name', value: 'ingress-nginx' },
        because: NAMES,
      },
      {
        setting: 'subjects[nginx-ingress-serviceaccount].name',
        value: 'nginx-ingress-serviceaccount',
        now: { setting: 'subjects[ingress-nginx].name', value: 'ingress-nginx' },
        because: NAMES,
      },
    ],
  },
  {
    was: 'ConfigMap nginx-configuration',
    now: 'ConfigMap ingress-nginx-controller',
    kept: {
      apiVersion: 'v1',
      'data.use-proxy-protocol': 'true',
      kind: 'ConfigMap',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.namespace': 'ingress-nginx',
    },
    changed: [
      {
        setting: 'metadata.name',
        value: 'nginx-configuration',
        now: { setting: 'metadata.name', value: 'ingress-nginx-controller' },
        because: NAMES,
      },
    ],
  },
  {
    was: 'ConfigMap tcp-services',
    now: 'ConfigMap tcp-services',
    kept: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.name': 'tcp-services',
      'metadata.namespace': 'ingress-nginx',
    },
    changed: [],
  },
  {
    was: 'ConfigMap udp-services',
    now: 'ConfigMap udp-services',
    kept: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.name': 'udp-services',
      'metadata.namespace': 'ingress-nginx',
    },
    changed: [],
  },
  {
    was: 'Deployment nginx-ingress-controller',
    now: 'Deployment ingress-nginx-controller',
    kept: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.namespace': 'ingress-nginx',
      'spec.selector.matchLabels.app.kubernetes.io/name': 'ingress-nginx',
      'spec.template.metadata.annotations.prometheus.io/port': '10254',
      'spec.template.metadata.annotations.prometheus.io/scrape': 'true',
      'spec.template.metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'spec.template.metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'spec.template.spec.containers[controller].args[/nginx-ingress-controller]': true,
      'spec.template.spec.containers[controller].args[--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services]': true,
      'spec.template.spec.containers[controller].args[--udp-services-configmap=$(POD_NAMESPACE)/udp-services]': true,
      'spec.template.spec.containers[controller].env[POD_NAME].name': 'POD_NAME',
      'spec.template.spec.containers[controller].env[POD_NAME].valueFrom.fieldRef.fieldPath': 'metadata.name',
      'spec.template.spec.containers[controller].env[POD_NAMESPACE].name': 'POD_NAMESPACE',
      'spec.template.spec.containers[controller].env[POD_NAMESPACE].valueFrom.fieldRef.fieldPath': 'metadata.namespace',
      'spec.template.spec.containers[controller].lifecycle.preStop.exec.command[0]': '/wait-shutdown',
      'spec.template.spec.containers[controller].livenessProbe.httpGet.path': '/healthz',
      'spec.template.spec.containers[controller].livenessProbe.httpGet.port': 10254,
      'spec.template.spec.containers[controller].livenessProbe.httpGet.scheme': 'HTTP',
      'spec.template.spec.containers[controller].livenessProbe.initialDelaySeconds': 10,
      'spec.template.spec.containers[controller].livenessProbe.periodSeconds': 10,
      'spec.template.spec.containers[controller].livenessProbe.successThreshold': 1,
      'spec.template.spec.containers[controller].ports[http].containerPort': 80,
      'spec.template.spec.containers[controller].ports[http].name': 'http',
      'spec.template.spec.containers[controller].ports[http].protocol': 'TCP',
      'spec.template.spec.containers[controller].ports[https].containerPort': 443,
      'spec.template.spec.containers[controller].ports[https].name': 'https',
      'spec.template.spec.containers[controller].ports[https].protocol': 'TCP',
      'spec.template.spec.containers[controller].readinessProbe.failureThreshold': 3,
      'spec.template.spec.containers[controller].readinessProbe.httpGet.path': '/healthz',
      'spec.template.spec.containers[controller].readinessProbe.httpGet.port': 10254,
      'spec.template.spec.containers[controller].readinessProbe.httpGet.scheme': 'HTTP',
      'spec.template.spec.containers[controller].readinessProbe.periodSeconds': 10,
      'spec.template.spec.containers[controller].readinessProbe.successThreshold': 1,
      'spec.template.spec.containers[controller].securityContext.capabilities.add[0]': 'NET_BIND_SERVICE',
      'spec.template.spec.containers[controller].securityContext.capabilities.drop[0]': 'ALL',
      'spec.template.spec.containers[controller].securityContext.runAsUser': 101,
      'spec.template.spec.nodeSelector.kubernetes.io/os': 'linux',
      'spec.template.spec.terminationGracePeriodSeconds': 300,
    },
    changed: [
      {
        setting: 'metadata.name',
        value: 'nginx-ingress-controller',
        now: { setting: 'metadata.name', value: 'ingress-nginx-controller' },
        because: NAMES,
      },
      {
        setting: 'spec.replicas',
        value: 1,
        because: 'one replica is what Kubernetes runs where none is stated; a stated one would undo what an autoscaler chose',
      },
      {
        setting: 'spec.selector.matchLabels.app.kubernetes.io/part-of',
        value: 'ingress-nginx',
        now: { setting: 'spec.selector.matchLabels.app.kubernetes.io/instance', value: 'ingress-nginx' },
        because: SELECTOR,
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].args[--configmap=$(POD_NAMESPACE)/nginx-configuration]',
        value: true,
        now: {
          setting: 'spec.template.spec.containers[controller].args[--configmap=$(POD_NAMESPACE)/ingress-nginx-controller]',
          value: true,
        },
        because: NAMES,
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].args[--publish-service=$(POD_NAMESPACE)/ingress-nginx]',
        value: true,
        now: {
          setting: 'spec.template.spec.containers[controller].args[--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller]',
          value: true,
        },
        because: NAMES,
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].args[--annotations-prefix=nginx.ingress.kubernetes.io]',
        value: true,
        because: 'it is the default of the controller',
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].image',
        value: 'quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.30.0',
        now: {
          setting: 'spec.template.spec.containers[controller].image',
          value: 'registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1',
        },
        because: 'release 0.30.0 does not know networking.k8s.io/v1; the last release moved to another registry, and is pinned by digest',
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].livenessProbe.failureThreshold',
        value: 3,
        now: { setting: 'spec.template.spec.containers[controller].livenessProbe.failureThreshold', value: 5 },
        because: 'as the last release has it: a busy controller is restarted later',
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].livenessProbe.timeoutSeconds',
        value: 10,
        now: { setting: 'spec.template.spec.containers[controller].livenessProbe.timeoutSeconds', value: 1 },
        because: 'as the last release has it',
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].name',
        value: 'nginx-ingress-controller',
        now: { setting: 'spec.template.spec.containers[controller].name', value: 'controller' },
        because: NAMES,
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].readinessProbe.timeoutSeconds',
        value: 10,
        now: { setting: 'spec.template.spec.containers[controller].readinessProbe.timeoutSeconds', value: 1 },
        because: 'as the last release has it',
      },
      {
        setting: 'spec.template.spec.containers[nginx-ingress-controller].securityContext.allowPrivilegeEscalation',
        value: true,
        now: { setting: 'spec.template.spec.containers[controller].securityContext.allowPrivilegeEscalation', value: false },
        because: 'nginx gets its one capability from the container and need not gain it; the restricted Pod Security level demands it',
      },
      {
        setting: 'spec.template.spec.serviceAccountName',
        value: 'nginx-ingress-serviceaccount',
        now: { setting: 'spec.template.spec.serviceAccountName', value: 'ingress-nginx' },
        because: NAMES,
      },
    ],
  },
  {
    was: 'LimitRange ingress-nginx',
    because: REQUESTS,
    kept: {},
    changed: [
      { setting: 'apiVersion', value: 'v1', because: REQUESTS },
      { setting: 'kind', value: 'LimitRange', because: REQUESTS },
      { setting: 'metadata.labels.app.kubernetes.io/name', value: 'ingress-nginx', because: REQUESTS },
      { setting: 'metadata.labels.app.kubernetes.io/part-of', value: 'ingress-nginx', because: REQUESTS },
      { setting: 'metadata.name', value: 'ingress-nginx', because: REQUESTS },
      { setting: 'metadata.namespace', value: 'ingress-nginx', because: REQUESTS },
      {
        setting: 'spec.limits[0].min.cpu',
        value: '100m',
        now: {
          object: 'Deployment ingress-nginx-controller',
          setting: 'spec.template.spec.containers[controller].resources.requests.cpu',
          value: '100m',
        },
        because: REQUESTS,
      },
      {
        setting: 'spec.limits[0].min.memory',
        value: '90Mi',
        now: {
          object: 'Deployment ingress-nginx-controller',
          setting: 'spec.template.spec.containers[controller].resources.requests.memory',
          value: '90Mi',
        },
        because: REQUESTS,
      },
      { setting: 'spec.limits[0].type', value: 'Container', because: REQUESTS },
    ],
  },
  {
    was: 'Namespace ingress-nginx',
    now: 'Namespace ingress-nginx',
    kept: {
      apiVersion: 'v1',
      kind: 'Namespace',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.name': 'ingress-nginx',
    },
    changed: [
      {
        setting: 'metadata.labels.app.kubernetes.io/part-of',
        value: 'ingress-nginx',
        because: 'the published Namespace has only the labels name and instance',
      },
    ],
  },
  {
    was: 'Role nginx-ingress-role',
    now: 'Role ingress-nginx',
    kept: {
      kind: 'Role',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.namespace': 'ingress-nginx',
      'rules[get configmaps]': true,
      'rules[get pods]': true,
      'rules[get secrets]': true,
      'rules[get namespaces]': true,
      'rules[get endpoints]': true,
    },
    changed: [
      {
        setting: 'apiVersion',
        value: 'rbac.authorization.k8s.io/v1beta1',
        now: { setting: 'apiVersion', value: 'rbac.authorization.k8s.io/v1' },
        because: API_VERSION,
      },
      { setting: 'metadata.name', value: 'nginx-ingress-role', now: { setting: 'metadata.name', value: 'ingress-nginx' }, because: NAMES },
      {
        setting: 'rules[get configmaps ingress-controller-leader-nginx]',
        value: true,
        now: { setting: 'rules[get coordination.k8s.io/leases ingress-nginx-leader]', value: true },
        because: LEASES,
      },
      {
        setting: 'rules[update configmaps ingress-controller-leader-nginx]',
        value: true,
        now: { setting: 'rules[update coordination.k8s.io/leases ingress-nginx-leader]', value: true },
        because: LEASES,
      },
      {
        setting: 'rules[create configmaps]',
        value: true,
        now: { setting: 'rules[create coordination.k8s.io/leases]', value: true },
        because: LEASES,
      },
    ],
  },
  {
    was: 'RoleBinding nginx-ingress-role-nisa-binding',
    now: 'RoleBinding ingress-nginx',
    kept: {
      kind: 'RoleBinding',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.namespace': 'ingress-nginx',
      'roleRef.apiGroup': 'rbac.authorization.k8s.io',
      'roleRef.kind': 'Role',
      'subjects[ingress-nginx].kind': 'ServiceAccount',
      'subjects[ingress-nginx].namespace': 'ingress-nginx',
    },
    changed: [
      {
        setting: 'apiVersion',
        value: 'rbac.authorization.k8s.io/v1beta1',
        now: { setting: 'apiVersion', value: 'rbac.authorization.k8s.io/v1' },
        because: API_VERSION,
      },
      {
        setting: 'metadata.name',
        value: 'nginx-ingress-role-nisa-binding',
        now: { setting: 'metadata.name', value: 'ingress-nginx' },
        because: NAMES,
      },
      { setting: 'roleRef.name', value: 'nginx-ingress-role', now: { setting: 'roleRef.name', value: 'ingress-nginx' }, because: NAMES },
      {
        setting: 'subjects[nginx-ingress-serviceaccount].name',
        value: 'nginx-ingress-serviceaccount',
        now: { setting: 'subjects[ingress-nginx].name', value: 'ingress-nginx' },
        because: NAMES,
      },
    ],
  },
  {
    was: 'Service ingress-nginx',
    now: 'Service ingress-nginx-controller',
    kept: {
      apiVersion: 'v1',
      kind: 'Service',
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout': '60',
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': '*',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.namespace': 'ingress-nginx',
      'spec.ports[http].name': 'http',
      'spec.ports[http].port': 80,
      'spec.ports[http].protocol': 'TCP',
      'spec.ports[http].targetPort': 'http',
      'spec.ports[https].name': 'https',
      'spec.ports[https].port': 443,
      'spec.ports[https].protocol': 'TCP',
      'spec.ports[https].targetPort': 'https',
      'spec.selector.app.kubernetes.io/name': 'ingress-nginx',
      'spec.type': 'LoadBalancer',
    },
    changed: [
      {
        setting: 'metadata.name',
        value: 'ingress-nginx',
        now: { setting: 'metadata.name', value: 'ingress-nginx-controller' },
        because: NAMES,
      },
      {
        setting: 'spec.selector.app.kubernetes.io/part-of',
        value: 'ingress-nginx',
        now: { setting: 'spec.selector.app.kubernetes.io/instance', value: 'ingress-nginx' },
        because: SELECTOR,
      },
    ],
  },
  {
    was: 'ServiceAccount nginx-ingress-serviceaccount',
    now: 'ServiceAccount ingress-nginx',
    kept: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      'metadata.labels.app.kubernetes.io/name': 'ingress-nginx',
      'metadata.labels.app.kubernetes.io/part-of': 'ingress-nginx',
      'metadata.namespace': 'ingress-nginx',
    },
    changed: [
      {
        setting: 'metadata.name',
        value: 'nginx-ingress-serviceaccount',
        now: { setting: 'metadata.name', value: 'ingress-nginx' },
        because: NAMES,
      },
    ],
  },
];
