import { expectValid, problemsOf } from './kubernetes-schema';

/** Each object is right; every case below spoils one thing in one of them. */
const RIGHT = {
  ingress: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'default', labels: { app: 'shop' }, annotations: { 'example.com/owner': 'Team A!' } },
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'fallback', port: { name: 'http' } } },
      tls: [{ hosts: ['shop.example.com', '*.example.com'], secretName: 'shop-tls' }],
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [
              { path: '/httpd', pathType: 'Prefix', backend: { service: { name: 'httpd-service', port: { number: 8080 } } } },
              { path: '/(a|b)//', pathType: 'ImplementationSpecific', backend: { service: { name: 'b', port: { number: 80 } } } },
              { pathType: 'ImplementationSpecific', backend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'icons' } } },
            ],
          },
        },
        { host: '*.example.com' },
      ],
    },
  },
  ingressClass: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  service: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'httpd-service' },
    spec: {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      selector: { app: 'httpd' },
      ports: [
        { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    },
  },
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'httpd' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'httpd' } },
      template: {
        metadata: { labels: { app: 'httpd', tier: 'web' } },
        spec: {
          containers: [
            {
              name: 'httpd-ctr',
              image: 'httpd:alpine',
              ports: [{ name: 'http', containerPort: 80 }],
              env: [{ name: 'TZ', value: 'UTC' }],
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: 1, memory: '0.1Gi' } },
              livenessProbe: { httpGet: { path: '/', port: 'http' } },
              readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 },
              volumeMounts: [{ name: 'logs', mountPath: '/logs' }],
            },
          ],
          volumes: [{ name: 'logs', emptyDir: {} }],
        },
      },
    },
  },
  job: {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'once' },
    spec: { template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'once', image: 'busybox' }] } } },
  },
  configMap: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { 'use-http2': 'true' } },
  secret: {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'shop-tls' },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': 'YQ==', 'tls.key': 'Yg==' },
  },
  role: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'system:reader' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  },
  clusterRole: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'reader' },
    rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  },
  clusterRoleBinding: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'reader' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'default' }],
  },
  disruptionBudget: {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'httpd' },
    spec: { minAvailable: '50%', selector: { matchLabels: { app: 'httpd' } } },
  },
  autoscaler: {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'httpd' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'httpd' }, minReplicas: 2, maxReplicas: 4 },
  },
  webhook: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'admission' },
    webhooks: [
      {
        name: 'validate.nginx.ingress.kubernetes.io',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        clientConfig: { service: { name: 'admission', namespace: 'ingress-nginx' } },
      },
    ],
  },
  serviceMonitor: {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'metrics' },
    spec: { endpoints: [] },
  },
  httpRoute: {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'shop' },
    spec: {
      parentRefs: [{ name: 'edge', sectionName: 'http' }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/cart' } }],
          filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
          backendRefs: [{ name: 'cart', port: 80 }],
          timeouts: { request: '10s', backendRequest: '5s' },
        },
      ],
    },
  },
  gateway: {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge' },
    spec: {
      gatewayClassName: 'eg',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP' },
        { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'shop-tls' }] } },
      ],
    },
  },
  trafficPolicy: {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'BackendTrafficPolicy',
    metadata: { name: 'shop' },
    spec: { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'shop' }], requestBuffer: { limit: '1Mi' } },
  },
  ingressRoute: {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'shop' },
    spec: {
      entryPoints: ['web'],
      routes: [
        { kind: 'Rule', match: 'Host(`a.example.com`)', middlewares: [{ name: 'auth' }], services: [{ name: 'web', port: 'http' }] },
      ],
    },
  },
  middleware: {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name: 'shop' },
    spec: { addPrefix: { prefix: '/shop' } },
  },
  certificate: { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'shop' }, spec: { secretName: 'shop-tls' } },
};

type Base = keyof typeof RIGHT;

/** A copy with other values at some paths (`a.b.0.c`); `undefined` removes. */
function spoiled(base: Base, changes: { readonly [path: string]: unknown }): unknown {
  const copy = JSON.parse(JSON.stringify(RIGHT[base]));
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    const place = steps.reduce((node, step) => node[step], copy);
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return copy;
}

const firstPath = (field: string) => `spec.rules.0.http.paths.0.${field}`;
const container = (field: string) => `spec.template.spec.containers.0.${field}`;

test.each(Object.entries(RIGHT))('takes a right %s', (_, object) => {
  expect(problemsOf(object)).toEqual([]);
});

test('takes a null member as absent, as the server does', () => {
  expect(problemsOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'empty', creationTimestamp: null }, data: null })).toEqual([]);
});

test.each([
  ['an unknown field', { 'spec.ingressClass': 'nginx' }, 'spec.ingressClass: unknown field'],
  ['an unknown field deep inside', { [firstPath('backend.service.portNumber')]: 1 }, 'backend.service.portNumber: unknown field'],
  ['a missing pathType', { [firstPath('pathType')]: undefined }, 'spec.rules[0].http.paths[0].pathType: must be given'],
  ['an unknown pathType', { [firstPath('pathType')]: 'prefix' }, 'must be one of Exact, ImplementationSpecific, Prefix'],
  ['a number for a text', { 'metadata.labels.app': 1 }, 'metadata.labels.app: 1 must be string'],
  ['a version that is gone', { apiVersion: 'extensions/v1beta1' }, 'there is no schema for extensions/v1beta1 Ingress'],
  ['no kind', { kind: undefined }, 'apiVersion and kind must be given'],
  ['no name', { 'metadata.name': undefined }, 'metadata.name: Required value'],
  ['a host that is none', { 'spec.rules.0.host': '*' }, 'spec.rules[0].host: Invalid value: "*"'],
])('refuses an Ingress with %s', (_, changes, problem) => {
  expect(problemsOf(spoiled('ingress', changes))).toEqual([expect.stringContaining(problem)]);
});

test.each<[reason: string, base: Base, changes: { readonly [path: string]: unknown }, problem: string]>([
  ['a namespace on what has none', 'ingressClass', { 'metadata.namespace': 'default' }, 'a IngressClass is in no namespace'],
  ['a digit first in a service name', 'service', { 'metadata.name': '1a' }, 'does not begin with a letter'],
  ['an unknown protocol', 'service', { 'spec.ports.0.protocol': 'HTTP' }, 'must be one of SCTP, TCP, UDP'],
  ['replicas below 0', 'deployment', { 'spec.replicas': -1 }, 'spec.replicas: -1 is negative'],
  ['half a replica', 'deployment', { 'spec.replicas': 1.5 }, 'spec.replicas: 1.5 must be integer'],
  ['an empty selector', 'deployment', { 'spec.selector': {} }, 'spec.selector: must not be empty'],
  ['a selector that misses', 'deployment', { 'spec.template.metadata.labels.app': 'x' }, 'spec.selector: must match the labels'],
  ['a restart policy of jobs', 'deployment', { 'spec.template.spec.restartPolicy': 'Never' }, 'restartPolicy: "Never" must be "Always"'],
  ['no containers', 'deployment', { 'spec.template.spec.containers': [] }, 'spec.template.spec.containers: must not be empty'],
  ['a container name with a dot', 'deployment', { [container('name')]: 'a.b' }, 'must not contain dots'],
  ['no image', 'deployment', { [container('image')]: undefined }, 'spec.template.spec.containers[0].image: must be given'],
  ['an image with a tab', 'deployment', { [container('image')]: 'tomcat\t' }, 'has space around it'],
  ['container port 65536', 'deployment', { [container('ports.0.containerPort')]: 65536 }, 'must be between 1 and 65535'],
  ['a quantity with a comma', 'deployment', { [container('resources.requests.memory')]: '1,5Gi' }, 'must match format "quantity"'],
  ['a quantity in MB', 'deployment', { [container('resources.requests.memory')]: '5MB' }, 'must match format "quantity"'],
  [
    'a request above its limit',
    'deployment',
    { [container('resources.requests.memory')]: '200Mi' },
    'requests.memory: must be less than or equal to memory limit',
  ],
  [
    'a probe with two ways',
    'deployment',
    { [container('livenessProbe.tcpSocket')]: { port: 80 } },
    'livenessProbe: must have exactly one of',
  ],
  [
    'a liveness threshold of 2',
    'deployment',
    { [container('livenessProbe.successThreshold')]: 2 },
    'livenessProbe.successThreshold: must be 1',
  ],
  ['a negative period', 'deployment', { [container('readinessProbe.periodSeconds')]: -1 }, 'periodSeconds: -1 is negative'],
  ['a mount without volume', 'deployment', { [container('volumeMounts.0.name')]: 'x' }, 'volumeMounts[0].name: there is no volume "x"'],
  ['an environment name with "="', 'deployment', { [container('env.0.name')]: 'A=B' }, 'env[0].name: "A=B" is no name of a variable'],
  ['a volume of two sources', 'deployment', { 'spec.template.spec.volumes.0.hostPath': { path: '/' } }, 'volumes[0]: may have one source'],
  ['a job that restarts always', 'job', { 'spec.template.spec.restartPolicy': 'Always' }, 'restartPolicy: must be "Never" or "OnFailure"'],
  ['a job name of 64 characters', 'job', { 'metadata.name': 'a'.repeat(64) }, 'metadata.name: '],
  ['a key with a slash', 'configMap', { data: { 'a/b': '' } }, 'data["a/b"]: Invalid value'],
  ['data of more than 1 MiB', 'configMap', { data: { a: 'x'.repeat(1048577) } }, 'Too long'],
  ['a number in data', 'configMap', { data: { a: 1 } }, 'data.a: 1 must be string'],
  ['a certificate without key', 'secret', { data: { 'tls.crt': 'YQ==' } }, 'Required value'],
  ['data that is not base64', 'secret', { data: { 'tls.crt': 'a', 'tls.key': '' } }, 'must match format "byte"'],
  ['a rule without verbs', 'role', { 'rules.0.verbs': [] }, 'rules[0].verbs: must not be empty'],
  ['a rule without groups', 'role', { 'rules.0.apiGroups': undefined }, 'rules[0].apiGroups: must not be empty'],
  ['URLs in a Role', 'role', { 'rules.0': { nonResourceURLs: ['/x'], verbs: ['get'] } }, 'only a ClusterRole may have them'],
  ['URLs and resources in a rule', 'clusterRole', { 'rules.0.resources': ['pods'] }, 'URLs and resources need rules of their own'],
  ['a cluster-wide binding of a Role', 'clusterRoleBinding', { 'roleRef.kind': 'Role' }, 'roleRef.kind: "Role" must be one of ClusterRole'],
  ['an account without namespace', 'clusterRoleBinding', { 'subjects.0.namespace': undefined }, 'subjects[0].namespace: must be given'],
  ['two kinds of budget', 'disruptionBudget', { 'spec.maxUnavailable': 1 }, 'minAvailable and maxUnavailable exclude each other'],
  ['a maximum below the minimum', 'autoscaler', { 'spec.maxReplicas': 1 }, 'spec.maxReplicas: 1 is less than minReplicas'],
  ['a short webhook name', 'webhook', { 'webhooks.0.name': 'a.b' }, 'webhooks[0].name: "a.b" must have three segments at least'],
  ['side effects', 'webhook', { 'webhooks.0.sideEffects': 'Some' }, '"Some" must be "None" or "NoneOnDryRun"'],
  ['a webhook that leads nowhere', 'webhook', { 'webhooks.0.clientConfig': {} }, 'exactly one of url and service'],
  ['a status in a monitor', 'serviceMonitor', { status: {} }, 'status: unknown field'],
  ['an unknown type of path', 'httpRoute', { 'spec.rules.0.matches.0.path.type': 'Prefix' }, 'must be one of Exact, PathPrefix'],
  ['an encoded slash in a prefix', 'httpRoute', { 'spec.rules.0.matches.0.path.value': '/a%2Fb' }, 'must not contain "%2F"'],
  ['a space in a prefix', 'httpRoute', { 'spec.rules.0.matches.0.path.value': '/a b' }, 'has a character that is not allowed'],
  ['an exact path whose prefix is replaced', 'httpRoute', { 'spec.rules.0.matches.0.path.type': 'Exact' }, 'needs one PathPrefix match'],
  ['a Service without port', 'httpRoute', { 'spec.rules.0.backendRefs.0.port': undefined }, 'a Service needs a port'],
  ['a port by name', 'httpRoute', { 'spec.rules.0.backendRefs.0.port': 'http' }, '"http" must be integer'],
  ['a try that is longer than all', 'httpRoute', { 'spec.rules.0.timeouts.request': '1s' }, 'backendRequest is longer than request'],
  ['a parent that is there twice', 'httpRoute', { 'spec.parentRefs.1': { name: 'edge', sectionName: 'http' } }, 'is there twice'],
  ['17 hostnames', 'httpRoute', { 'spec.hostnames': Array(17).fill('a.example.com') }, 'must NOT have more than 16 items'],
  ['two listeners of a name', 'gateway', { 'spec.listeners.1.name': 'http' }, 'name "http" is there twice'],
  ['https without a certificate', 'gateway', { 'spec.listeners.1.tls.certificateRefs': [] }, 'https has no certificate'],
  ['a field that a policy lacks', 'trafficPolicy', { 'spec.bodySize': 1 }, 'spec.bodySize: unknown field'],
  ['a route without a rule', 'ingressRoute', { 'spec.routes.0.match': undefined }, 'spec.routes[0].match: must be given'],
  ['a field that a service lacks', 'ingressRoute', { 'spec.routes.0.services.0.host': 'a' }, 'services[0].host: unknown field'],
  ['a Middleware that is not written', 'middleware', { 'spec.digestAuth': {} }, 'spec.digestAuth: unknown field'],
  ['a prefix without a slash', 'middleware', { 'spec.addPrefix.prefix': 'shop' }, 'must match pattern'],
  ['a bad name for a certificate', 'certificate', { 'metadata.name': 'A' }, 'metadata.name: Invalid value: "A"'],
])('refuses %s', (_, base, changes, problem) => {
  expect(problemsOf(spoiled(base, changes))).toEqual([expect.stringContaining(problem)]);
});

test('expectValid names the object, the path and the reason', () => {
  expect(() => expectValid([RIGHT.service, spoiled('ingress', { 'spec.rules.0.host': 'A' })])).toThrow(
    'the API server would refuse this:\n  Ingress default/shop spec.rules[0].host: Invalid value: "A": a lowercase RFC 1123 subdomain',
  );
});

test('expectValid refuses one object twice', () => {
  expect(() => expectValid([RIGHT.service, RIGHT.service])).toThrow('Service httpd-service is there twice');
});

test('expectValid takes what is right', () => {
  expectValid(Object.values(RIGHT));
});
