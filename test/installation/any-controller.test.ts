import { checkPorts } from '../../src/installation/check-ports';
import { asUser, clientPort, controllerContainer, innerPort } from '../../src/installation/container';
import { image } from '../../src/installation/images';
import type { InstallOptions } from '../../src/installation/install-options';
import { type Installation, namesOf } from '../../src/installation/names';
import { networkPolicy } from '../../src/installation/network-policies';
import { ingressClass, namespace } from '../../src/installation/objects';
import { proxyProtocolSwitch } from '../../src/installation/proxy-protocol';
import { scaling } from '../../src/installation/scaling';
import { metricsService, servicePorts, servicesInFront } from '../../src/installation/services';
import { workload } from '../../src/installation/workload';

// The installation of a controller that does not exist: these parts know none.

const IMAGE = { registry: 'registry.example.com', repository: 'gate/server', tag: 'v2', digest: 'sha256:abc' };
const installation = (options: InstallOptions = {}): Installation => ({
  options,
  names: namesOf({ project: 'gate', version: '2.0' }, 'edge', 'edge-system'),
});

const LABELS = {
  'app.kubernetes.io/instance': 'edge',
  'app.kubernetes.io/name': 'gate',
  'app.kubernetes.io/component': 'controller',
  'app.kubernetes.io/part-of': 'gate',
  'app.kubernetes.io/version': '2.0',
};
const SELECTOR = { 'app.kubernetes.io/instance': 'edge', 'app.kubernetes.io/name': 'gate', 'app.kubernetes.io/component': 'controller' };

/** As it is written: what is absent is not there. */
const written = (object: unknown): unknown => JSON.parse(JSON.stringify(object));

test('a Service has the two ports of every controller and further ones, and finds the pods by labels without a version', () => {
  const options = { type: 'LoadBalancer', ports: { http: 8080 }, nodePorts: { tcp: { 9000: 30900 } }, annotations: { a: 'b' } } as const;
  const ports = servicePorts(options as never, { http: 'web', https: 'websecure' }, [{ portName: 'db', port: 9000, protocol: 'TCP' }]);
  const [service] = servicesInFront({ ...installation(), service: options as never, internalService: undefined }, () => ports);
  expect(written(service)).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'edge-controller', namespace: 'edge-system', labels: LABELS, annotations: { a: 'b' } },
    spec: {
      type: 'LoadBalancer',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [
        { name: 'http', appProtocol: 'http', port: 8080, protocol: 'TCP', targetPort: 'web' },
        { name: 'https', appProtocol: 'https', port: 443, protocol: 'TCP', targetPort: 'websecure' },
        { name: 'db', port: 9000, nodePort: 30900, protocol: 'TCP', targetPort: 'db' },
      ],
      selector: SELECTOR,
    },
  });
});

test('the workload has what the controller says of its pods, and what the user says comes first', () => {
  const asked = installation({
    resources: { requests: {} } as never,
    podAnnotations: { own: 'user' },
    metrics: { prometheusAnnotations: true },
  });
  const container = controllerContainer(asked, {
    image: IMAGE,
    args: ['--serve'],
    env: [],
    livenessProbe: { tcpSocket: { port: 80 } },
    readinessProbe: { tcpSocket: { port: 80 } },
    ports: [innerPort('metrics', 9100)],
    resources: { requests: { cpu: '1' } },
    securityContext: asUser(1000),
  });
  const pods = { serviceAccount: 'edge', annotations: { own: 'kind' }, metricsPort: 9100, terminationGraceSeconds: 60, container };
  expect(written(workload({ ...asked, workload: 'DaemonSet' }, pods))).toEqual({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'edge-controller', namespace: 'edge-system', labels: LABELS },
    spec: {
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      selector: { matchLabels: SELECTOR },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template: {
        metadata: { labels: LABELS, annotations: { own: 'user', 'prometheus.io/port': '9100', 'prometheus.io/scrape': 'true' } },
        spec: {
          automountServiceAccountToken: true,
          serviceAccountName: 'edge',
          dnsPolicy: 'ClusterFirst',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          terminationGracePeriodSeconds: 60,
          containers: [
            {
              name: 'controller',
              image: 'registry.example.com/gate/server:v2@sha256:abc',
              imagePullPolicy: 'IfNotPresent',
              args: ['--serve'],
              env: [],
              livenessProbe: { tcpSocket: { port: 80 } },
              readinessProbe: { tcpSocket: { port: 80 } },
              ports: [{ name: 'metrics', containerPort: 9100, protocol: 'TCP' }],
              resources: { requests: {} },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
                runAsGroup: 1000,
                runAsNonRoot: true,
                runAsUser: 1000,
                seccompProfile: { type: 'RuntimeDefault' },
              },
            },
          ],
        },
      },
    },
  });
});

test.each([
  ['the pinned image', {}, {}, 'registry.example.com/gate/server:v2@sha256:abc'],
  ['a mirror keeps the digest', { imageRegistry: 'mirror' }, {}, 'mirror/gate/server:v2@sha256:abc'],
  ['another tag drops the digest, which is of another image', {}, { tag: 'v3' }, 'registry.example.com/gate/server:v3'],
  ['another tag with a digest of its own', {}, { tag: 'v3', digest: 'sha256:def' }, 'registry.example.com/gate/server:v3@sha256:def'],
])('image: %s', (_reason, options, wanted, expected) => {
  expect(image(IMAGE, options, wanted)).toBe(expected);
});

test('an autoscaler without a target aims at half of both CPU and memory, and the default budget keeps one pod', () => {
  const [autoscaler, budget] = scaling(installation({ autoscaling: { maxReplicas: 4 }, podDisruptionBudget: {} })) as never as {
    spec: object;
  }[];
  const half = (name: string) => ({ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: 50 } } });
  expect(written(autoscaler!.spec)).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'edge-controller' },
    minReplicas: 1,
    maxReplicas: 4,
    metrics: [half('memory'), half('cpu')],
  });
  expect(written(budget!.spec)).toEqual({ selector: { matchLabels: SELECTOR }, minAvailable: 1 });
});

test('a network policy names each port once, since two listeners may share one, and none at all if nothing connects', () => {
  const { names } = installation();
  const http = { port: 80, protocol: 'TCP' };
  const spec = (ports: (typeof http)[]) => written(networkPolicy(names, 'edge', 'controller', { ports, mayConnect: true }).spec);
  const common = { podSelector: { matchLabels: SELECTOR }, policyTypes: ['Ingress', 'Egress'], egress: [{}] };
  expect(spec([http, http])).toEqual({ ...common, ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] });
  expect(spec([])).toEqual(common);
});

test.each([
  ['without host ports a port is one of the pod alone', { name: 'http', port: 8000 }, undefined, undefined],
  ['HTTP is at 80 of the node, whatever the container has', { name: 'http', port: 8000 }, {}, 80],
  ['HTTPS is where the options say', { name: 'https', port: 8443 }, { https: 444 }, 444],
  ['any other port has its own number', { name: 'db', port: 9000 }, {}, 9000],
])('ports for clients: %s', (_reason, port, hostPorts, expected) => {
  expect(clientPort(port, hostPorts).hostPort).toBe(expected);
});

test('two listeners on one port are refused on the node and on each Service, and so is a host port that the host network cannot move', () => {
  const raised: [string, unknown][] = [];
  const onNode = { http: 80, https: 80 };
  checkPorts(
    {
      container: [clientPort({ name: 'http', port: 80 }, onNode), clientPort({ name: 'https', port: 443 }, onNode)],
      services: { service: servicePorts({ ports: { http: 443 }, nodePorts: { http: 30080 } }, { http: 'http', https: 'https' }) },
      hostNetwork: true,
    },
    (code, params) => raised.push([code, params]),
  );
  expect(raised).toEqual([
    ['controller/port-twice', { option: 'hostPorts', port: 80, protocol: 'TCP' }],
    ['controller/port-twice', { option: 'service.ports', port: 443, protocol: 'TCP' }],
    ['controller/host-port-differs', { listener: 'https', hostPort: 80, port: 443 }],
  ]);
});

test('the namespace, the class and the Service for metrics are there only if they are wanted', () => {
  expect(namespace(installation({ createNamespace: false }))).toEqual([]);
  expect(metricsService(installation(), 9100)).toEqual([]);
  expect(metricsService(installation({ metrics: { service: false } }), 9100)).toEqual([]);
  expect(ingressClass(installation({ defaultIngressClass: true }), 'edge', 'example.com/gate')).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'edge', labels: LABELS, annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'example.com/gate' },
  });
});

test.each([
  [{ 'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol': 'true' }, true],
  [{ 'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol': 'false' }, false],
  [{ 'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2': '80,443' }, true],
  [{ 'example.com/proxy-protocol': 'true' }, false],
])('with %j the load balancer speaks proxy protocol: %s', (annotations, speaks) => {
  expect(proxyProtocolSwitch({ annotations }) !== undefined).toBe(speaks);
});
