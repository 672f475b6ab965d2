import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import { headerValues } from '../../../src/table/request';
import type { Gate } from '../../../src/table/routing-table';
import { certificates, ingressClass, namespacesOf } from './objects-around';
import type { RecordedRequest, RecordedService } from './recorded-case';
import { sentRequest } from './sent-request';
import type { BackendAnswer, GateAnswer, Surroundings } from './surroundings';

/** Source: the README of the recording of ingress-nginx 1.15.1, "What was patched or stubbed" and "Second recording". */
export const INGRESS_NGINX: Surroundings = {
  controller: 'ingress-nginx',
  dialect: 'ingress-nginx',
  says: 'admission',
  recording: { schema: 'ingress-nginx-truth/1', controller: 'controller-v1.15.1' },
  objectsAround: ({ services, needs }, applied) => [
    ingressClass('nginx', 'k8s.io/ingress-nginx'),
    ingressClass('other', 'example.com/other'),
    ...namespacesOf(applied).flatMap((namespace) => [...certificates(namespace), ...(needs === undefined ? [] : needed(namespace))]),
    ...services.flatMap(serviceObjects),
  ],
  gateAnswer,
  backendAnswer,
};

/** What is there only for cases that say that they need something. The values stand for the recorded ones, which nothing depends on. */
const needed = (namespace: string): readonly KubeObject[] => [
  secret(namespace, 'basic-auth', { auth: 'user:{PLAIN}pass' }),
  secret(namespace, 'basic-map', { user: '{PLAIN}pass' }),
  secret(namespace, 'ca-secret', { 'ca.crt': '' }),
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'custom-headers', namespace }, data: {} },
];

const secret = (namespace: string, name: string, stringData: { readonly [key: string]: string }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});

/** Services whose names begin with "missing-" are not there, and those with "noep-" have no endpoint, whatever else is said. */
function serviceObjects({ namespace, name, type = 'ClusterIP', ports, endpoints }: RecordedService): readonly KubeObject[] {
  if (name.startsWith('missing-')) return [];
  const ready = endpoints === 'ready' && !name.startsWith('noep-');
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ...SERVICE_TYPES[type], ports } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
      endpoints: ready ? [{ addresses: ['127.0.0.2'] }] : [],
    },
  ];
}

/** The recording does not hold the external name; every name that resolves does the same. */
const SERVICE_TYPES = {
  ClusterIP: {},
  Headless: { clusterIP: 'None' },
  ExternalName: { type: 'ExternalName', externalName: 'backend.example.net' },
} as const;

/** The address of the services that were asked, and their answers; nobody else could be reached. */
const AUTH_SERVER = 'http://127.9.9.9:9005/';
const AUTH_ANSWERS: { readonly [path: string]: GateAnswer } = { ok: 'passes', no: { answer: 401 }, forbid: { answer: 403 } };

function gateAnswer(gate: Gate, request: RecordedRequest): GateAnswer {
  switch (gate.kind) {
    case 'clientAddress':
    case 'requestRate':
      return 'passes';
    case 'credentials':
      return toldBy(request, 'Authorization')[0] === `Basic ${btoa('user:pass')}` ? 'passes' : {};
    case 'externalAuth':
      return (gate.url.startsWith(AUTH_SERVER) ? AUTH_ANSWERS[gate.url.slice(AUTH_SERVER.length)] : undefined) ?? {};
    case 'clientCertificate':
      return request.clientCert !== undefined || !gate.required ? 'passes' : {};
    case 'token':
    case 'signIn':
      return {};
    case 'certificateSubject':
      return request.clientCert === undefined ? {} : 'passes';
  }
}

/** An echo server of HTTP/1.1, with TLS on port 443 and without on others, which answers what `X-Echo-*` headers tell it. */
function backendAnswer({ protocol = 'HTTP' }: Decision, request: RecordedRequest, port: number | string): BackendAnswer {
  const tls = protocol === 'HTTPS' || protocol === 'GRPCS' || (protocol === 'AUTO_HTTP' && request.scheme === 'https');
  if (tls !== (port === 443)) return failed(tls ? null : 502);
  // The echo server speaks none of these.
  if (protocol === 'FCGI') return failed(null);
  if (protocol === 'GRPC' || protocol === 'GRPCS') return failed(502);
  const [status = '200'] = toldBy(request, 'X-Echo-Status');
  const [location = null] = toldBy(request, 'X-Echo-Location');
  // It tells what it received in a body, which an answer to HEAD has not.
  return { status: Number(status), ofController: false, location, tellsUri: request.method !== 'HEAD' };
}

const failed = (status: number | null): BackendAnswer => ({ status, ofController: true, location: null, tellsUri: false });

const toldBy = (request: RecordedRequest, header: string): readonly string[] => headerValues(sentRequest(request), header);
