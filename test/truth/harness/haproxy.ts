import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import { headerValues } from '../../../src/table/request';
import type { Gate } from '../../../src/table/routing-table';
import { certificates, ingressClass, namespacesOf } from './objects-around';
import type { RecordedCase, RecordedRequest, RecordedService } from './recorded-case';
import { sentRequest } from './sent-request';
import type { BackendAnswer, GateAnswer, Surroundings } from './surroundings';

/** Source: the README of the recording of the HAProxy controller 3.2.11, "What is real, what is stubbed". */
export const HAPROXY: Surroundings = {
  controller: 'haproxy',
  dialect: 'haproxy',
  recording: { schema: 'haproxy-truth/1' },
  objectsAround: (given, applied) => [
    controller(given),
    ingressClass('haproxy', 'haproxy.org/ingress-controller/haproxy'),
    ingressClass('nginx', 'k8s.io/ingress-nginx'),
    ingressClass('other', 'example.com/other'),
    ...SENTINEL,
    ...namespacesOf(applied).flatMap(certificates),
    ...[...(given.before?.services ?? []), ...given.services].flatMap(serviceObjects),
  ],
  says: 'nothing',
  gateAnswer,
  backendAnswer,
  connects: ({ port, scheme = 'http' }, given) => port === undefined || port === (speaks(scheme, given) === 'https' ? 443 : 80),
  servesBefore: true,
};

/** Without a certificate, plain HTTP is spoken on the port of https, and requests that name it were sent to it. */
const speaks = (scheme: 'http' | 'https', { haproxyArgsWithout = [] }: RecordedCase): 'http' | 'https' =>
  haproxyArgsWithout.includes('--default-ssl-certificate') ? 'https' : scheme;

/** As the Helm chart sets them. */
const OPTIONS: readonly string[] = [
  '--default-ssl-certificate=haproxy-controller/haproxy-kubernetes-ingress-default-cert',
  '--configmap=haproxy-controller/haproxy-kubernetes-ingress',
  '--http-bind-port=8080',
  '--https-bind-port=8443',
  '--ingress.class=haproxy',
];

const nameOf = (option: string): string => option.split('=', 1)[0] as string;

function controller({ options = OPTIONS, haproxyArgs = [], haproxyArgsWithout = [] }: RecordedCase): KubeObject {
  const replaced = new Set([...haproxyArgs.map(nameOf), ...haproxyArgsWithout]);
  const args = [...options.filter((option) => !replaced.has(nameOf(option))), ...haproxyArgs];
  const containers = [{ name: 'kubernetes-ingress-controller', image: 'haproxytech/kubernetes-ingress:3.2.11', args }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'haproxy-kubernetes-ingress', namespace: 'haproxy-controller' },
    spec: { template: { spec: { containers } } },
  };
}

/** In every case one more Ingress shows when the controller is ready. */
const SENTINEL: readonly KubeObject[] = [
  ...serviceObjects({ namespace: 'truth-sentinel', name: 'sentinel', ports: [{ port: 80 }], endpoints: 'ready' }),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'sentinel', namespace: 'truth-sentinel' },
    spec: {
      ingressClassName: 'haproxy',
      rules: [
        {
          host: 'sentinel-1.truth.internal',
          http: { paths: [{ path: '/', pathType: 'Exact', backend: { service: { name: 'sentinel', port: { number: 80 } } } }] },
        },
      ],
    },
  },
];

/** Services whose names begin with "missing-" are not there. No list of endpoints is the same as an empty one. */
function serviceObjects(service: RecordedService): readonly KubeObject[] {
  const { namespace, name, type, ports, endpoints, annotations = {}, externalName } = service;
  if (name.startsWith('missing-')) return [];
  const own = type === 'ExternalName' ? { type, externalName } : type === 'Headless' ? { clusterIP: 'None' } : {};
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, annotations }, spec: { ...own, ports } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
      endpoints:
        endpoints === 'ready' || endpoints === 'notready'
          ? [{ addresses: ['127.0.0.2'], conditions: { ready: endpoints === 'ready' } }]
          : [],
    },
  ];
}

/** The only password that requests have, and what it is in a Secret: HAProxy compares hashes alone. */
const CREDENTIALS = 'user:secret';
const HASH = '$5$truthsalt$/jaDCi9T4D1G0xEfzY7wMlexfH070DjI1MQDk4ZX5c0';

function gateAnswer(gate: Gate, request: RecordedRequest, given: RecordedCase): GateAnswer {
  switch (gate.kind) {
    case 'requestRate':
      return isTooMany(gate, request, given) ? {} : 'passes';
    case 'credentials':
      return isPassword(headerValues(sentRequest(request), 'Authorization')[0], given) ? 'passes' : {};
    default:
      return 'passes';
  }
}

const isPassword = (sent: string | undefined, { objects = [] }: RecordedCase): boolean =>
  sent === `Basic ${btoa(CREDENTIALS)}` && objects.some(({ kind, data }) => kind === 'Secret' && hashIn(data) === HASH);

const hashIn = (data: unknown): string => atob((data as { readonly user?: string } | undefined)?.user ?? '').trim();

interface Counter {
  readonly seconds: number;
  earlier: number;
  now: number;
}

/** By case and counter. Requests of a case are asked in their order. */
const counters = new WeakMap<RecordedCase, Map<string, Counter>>();

/** Counts as HAProxy does: the part of the last period that is still in sight, and the running one (src/freq_ctr.c). */
function isTooMany(
  { counter, requests, seconds }: Extract<Gate, { kind: 'requestRate' }>,
  request: RecordedRequest,
  given: RecordedCase,
): boolean {
  const own = counters.get(given) ?? new Map<string, Counter>();
  counters.set(given, own);
  const count = own.get(counter) ?? { seconds, earlier: 0, now: 0 };
  own.set(counter, count);
  const pause = (request.pause ?? 0) / seconds;
  if (pause >= 1) Object.assign(count, { earlier: pause >= 2 ? 0 : count.now, now: 0 });
  count.now++;
  return count.now + count.earlier * (1 - (pause % 1)) > requests;
}

/** An echo server that speaks HTTP and TLS; nothing listens where the name of an ExternalName leads. */
function backendAnswer({ backend }: Decision, _: RecordedRequest, __: number | string, { services }: RecordedCase): BackendAnswer {
  const asked = services.find(
    ({ namespace, name }) => backend?.kind === 'service' && backend.namespace === namespace && backend.service === name,
  );
  return asked?.type === 'ExternalName'
    ? { status: 503, ofController: true, location: null, tellsUri: false, unreached: true }
    : { status: 200, ofController: false, location: null, tellsUri: true };
}
