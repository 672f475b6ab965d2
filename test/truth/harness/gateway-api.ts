import type { KubeObject } from '../../../src/kinds/kube-object';
import type { RecordedCase, RecordedService } from './recorded-case';
import type { Surroundings } from './surroundings';

const API_VERSION = 'gateway.networking.k8s.io/v1';

/** The class of every case has the name of the first recording. Source: the READMEs of the recordings, "How a case was run". */
const CLASS = 'traefik';

const gatewayClass = (controllerName: string, parametersRef?: object): KubeObject => ({
  apiVersion: API_VERSION,
  kind: 'GatewayClass',
  metadata: { name: CLASS },
  spec: { controllerName, ...(parametersRef === undefined ? {} : { parametersRef }) },
});

/** Its port is open whatever the case has. */
const SENTINEL: KubeObject = {
  apiVersion: API_VERSION,
  kind: 'Gateway',
  metadata: { name: 'sentinel', namespace: 'truth', creationTimestamp: '2020-01-01T00:00:00Z' },
  spec: { gatewayClassName: CLASS, listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname: '*.truth.internal' }] },
};

const NAMESPACES: readonly KubeObject[] = ['default', 'other', 'third'].map((name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...(name === 'default' ? {} : { labels: { team: name } }) },
}));

const CERTIFICATES: readonly KubeObject[] = ['default', 'other'].flatMap((namespace) =>
  ['truth-tls', 'other-tls'].map((secretName) => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: secretName, namespace },
    spec: { secretName, dnsNames: [] },
  })),
);

const NOT_READY = { ready: false, serving: false, terminating: false };

function serviceObjects({ namespace, name, ports, endpoints }: RecordedService): readonly KubeObject[] {
  if (name.startsWith('missing-')) return [];
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports } };
  if (endpoints === 'noslice') return [service];
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
    endpoints: endpoints === 'none' ? [] : [{ addresses: ['127.0.0.2'], ...(endpoints === 'notready' ? { conditions: NOT_READY } : {}) }],
  };
  return [service, slice];
}

const around = ({ services }: RecordedCase, further: readonly KubeObject[]): readonly KubeObject[] => [
  ...further,
  ...NAMESPACES,
  ...CERTIFICATES,
  ...services.flatMap(serviceObjects),
];

/** An echo server that speaks HTTP and TLS on every port, and reports what it received without a body of its own. */
const backendAnswer: Surroundings['backendAnswer'] = () => ({ status: 200, ofController: false, location: null, tellsUri: true });

/** No case has a gate. */
const gateAnswer: Surroundings['gateAnswer'] = () => ({});

const ENVOY_PROXY: KubeObject = {
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'EnvoyProxy',
  metadata: { name: 'truth', namespace: 'truth' },
  spec: { mergeGateways: true },
};

const PARAMETERS = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'truth', namespace: 'truth' };

const ENTRY_POINTS = ['web.address=:80', 'websecure.address=:443', 'alt.address=:8000'];

const traefik = ({ noTlsDefault = false }: RecordedCase): KubeObject => {
  const args = [...ENTRY_POINTS, ...(noTlsDefault ? [] : ['websecure.http.tls=true'])].map((one) => `--entrypoints.${one}`);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'traefik', namespace: 'truth' },
    spec: { template: { spec: { containers: [{ image: 'traefik:v3.7.13', args }] } } },
  };
};

/** So that one proxy serves all Gateways. */
const withAddress = (object: KubeObject): KubeObject =>
  object.kind === 'Gateway'
    ? { ...object, spec: { ...(object.spec as object), addresses: [{ type: 'Hostname', value: 'truth-gw.default.svc.cluster.local' }] } }
    : object;

export const GATEWAY_API: readonly Surroundings[] = [
  {
    controller: 'gateway-api/envoy-gateway',
    dialect: 'gateway-api/envoy-gateway',
    recording: { schema: 'envoy-gateway-truth/1' },
    says: 'conditions',
    objectsAround: (given) =>
      around(given, [gatewayClass('gateway.envoyproxy.io/gatewayclass-controller', PARAMETERS), ENVOY_PROXY, SENTINEL]),
    backendAnswer,
    gateAnswer,
  },
  {
    controller: 'gateway-api/istio',
    dialect: 'gateway-api/istio',
    recording: { schema: 'istio-truth/1' },
    says: 'conditions',
    asApplied: withAddress,
    objectsAround: (given) => around(given, [gatewayClass('istio.io/gateway-controller'), withAddress(SENTINEL)]),
    backendAnswer,
    gateAnswer,
  },
  {
    controller: 'gateway-api/contour',
    dialect: 'gateway-api/contour',
    recording: { schema: 'contour-truth/1' },
    says: 'conditions',
    settings: ({ configMap = {} }) => ({ ...configMap, gateway: 'default/gw' }),
    objectsAround: (given) => around(given, [gatewayClass('projectcontour.io/gateway-controller')]),
    backendAnswer,
    gateAnswer,
  },
  {
    controller: 'gateway-api/traefik',
    dialect: 'gateway-api/traefik',
    recording: { schema: 'traefik-truth/1', provider: 'kubernetesGateway' },
    says: 'nothing',
    objectsAround: (given) => around(given, [gatewayClass('traefik.io/gateway-controller'), traefik(given)]),
    backendAnswer,
    gateAnswer,
  },
];
