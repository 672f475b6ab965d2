import { read } from '../dialects/ingress-nginx/read';
import type { KubeObject } from '../kinds/kube-object';
import type { Decision } from '../table/decide';
import type { RoutingRequest } from '../table/request';
import { resolve } from '../table/resolve';
import type { Refusal, RoutingTableData } from '../table/routing-table';

/** A recorded situation: what was applied to a controller, and what was asked of it. */
export interface RoutingCase {
  readonly name: string;
  readonly ingresses: readonly KubeObject[];
  readonly services: readonly CaseService[];
  /** Data of the controller's config map. */
  readonly configMap?: { readonly [name: string]: string };
  /** Whether an Ingress that admission refuses is left out, or applied nevertheless. */
  readonly mode: 'enforce' | 'bypass';
  readonly requests: readonly CaseRequest[];
}

export interface CaseService {
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
  readonly endpoints: 'ready' | 'none';
}

export interface CaseRequest {
  readonly scheme?: 'http' | 'https';
  readonly method?: string;
  readonly host: string | null;
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly sni?: string;
  readonly httpVersion?: string;
}

export interface CaseAnswer {
  readonly name: string;
  readonly admission: readonly { readonly ingress: string; readonly allowed: boolean }[];
  readonly configOk: boolean;
  /** Empty where the controller could not load its configuration. */
  readonly requests: readonly RequestAnswer[];
}

export type RequestAnswer =
  | {
      readonly status: number | null;
      readonly backend: string | null;
      readonly upstreamUri: string | null;
      readonly location: string | null;
    }
  | { readonly undecided: string };

/** One line of JSON for each case, in order. */
export const answerCases = (cases: readonly RoutingCase[]): readonly string[] => cases.map((one) => JSON.stringify(answerCase(one)));

/** Reads the manifests of a case as all that there is in the cluster, and answers its requests. */
export function answerCase(given: RoutingCase): CaseAnswer {
  const { name, ingresses, requests } = given;
  const table = tableOf(given);
  const refused = new Set(table.refused.filter(({ by }) => by === 'admission').map(keyOf));
  const configOk = table.frozen.length === 0;
  return {
    name,
    admission: ingresses.map(({ metadata }) => {
      const ingress = `${metadata.namespace ?? 'default'}/${metadata.name}`;
      return { ingress, allowed: !refused.has(ingress) };
    }),
    configOk,
    requests: configOk ? requests.map((request) => answerOf(resolve(table, sent(request)), request)) : [],
  };
}

/** The table of a case. */
export function tableOf({ ingresses, services, configMap = {}, mode }: Omit<RoutingCase, 'requests'>): RoutingTableData {
  const objects = [...CLASSES, ...secretsFor(ingresses), ...services.flatMap(serviceObjects), ...ingresses];
  return read(objects, '1.15.1', { complete: true, admission: mode, settings: configMap });
}

const keyOf = ({ origin: { namespace, name } }: Refusal): string => `${namespace}/${name}`;

// ---- what was in the cluster besides

const ingressClass = (name: string, controller: string): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
});

const CLASSES = [ingressClass('nginx', 'k8s.io/ingress-nginx'), ingressClass('other', 'example.com/other')];

const CERTIFICATES: { readonly [secretName: string]: readonly string[] } = {
  'truth-tls': [
    'example.com',
    '*.example.com',
    '*.a.example.com',
    'example.org',
    '*.example.org',
    'www.example.org',
    'foo.test',
    '*.foo.test',
    'bar.test',
    '*.bar.test',
  ],
  'other-tls': ['unrelated.invalid'],
};

function secretsFor(ingresses: readonly KubeObject[]): readonly KubeObject[] {
  const namespaces = new Set(ingresses.map(({ metadata }) => metadata.namespace ?? 'default'));
  return [...namespaces].flatMap((namespace) =>
    Object.entries(CERTIFICATES).map(([secretName, dnsNames]) => ({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: secretName, namespace },
      spec: { secretName, dnsNames },
    })),
  );
}

/** Services whose names begin with "missing-" are not there, and those with "noep-" have no endpoint, whatever else is said. */
function serviceObjects({ namespace, name, ports, endpoints }: CaseService): readonly KubeObject[] {
  if (name.startsWith('missing-')) return [];
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports } };
  const ready = endpoints === 'ready' && !name.startsWith('noep-');
  return [
    service,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
      endpoints: ready ? [{ addresses: ['127.0.0.2'] }] : [],
    },
  ];
}

// ---- requests and answers

/** Requests came from the machine itself. */
const sent = ({ path, ...rest }: CaseRequest): RoutingRequest => ({ ...rest, target: path, clientAddress: '127.0.0.1' });

function answerOf(resolution: Decision, request: CaseRequest): RequestAnswer {
  if (resolution.undecided !== undefined) return { undecided: resolution.undecided };
  if (resolution.alternatives !== undefined) return { undecided: shares(resolution.alternatives) };
  const { backend, location = null, status = null } = resolution;
  if (backend === undefined) return { status, backend: null, upstreamUri: null, location };
  if (backend.kind === 'builtIn') return { status, backend: 'default-backend', upstreamUri: null, location };
  const answered = echo(resolution, request, backend.port);
  return {
    status: answered,
    backend: `${backend.namespace}/${backend.service}:${backend.port}`,
    // The echo server tells it in a body, which an answer to HEAD has not.
    upstreamUri: answered === 200 && request.method !== 'HEAD' ? (resolution.upstreamUri ?? null) : null,
    location,
  };
}

const shares = (alternatives: NonNullable<Decision['alternatives']>): string =>
  `by chance: ${alternatives
    .map(({ share, decision: { backend } }) =>
      backend?.kind === 'service' ? `${share} to ${backend.namespace}/${backend.service}:${backend.port}` : `${share} elsewhere`,
    )
    .join(', ')}`;

/** What a server that echoes HTTP/1.1 answers, with TLS on port 443 and without on others; `null`: nothing, until the client gives up. */
function echo({ protocol = 'HTTP' }: Decision, { scheme }: CaseRequest, port: number | string): number | null {
  const tls = protocol === 'HTTPS' || protocol === 'GRPCS' || (protocol === 'AUTO_HTTP' && scheme === 'https');
  if (tls !== (port === 443)) return tls ? null : 502;
  return { HTTP: 200, HTTPS: 200, AUTO_HTTP: 200, GRPC: 502, GRPCS: 502, FCGI: null }[protocol];
}
