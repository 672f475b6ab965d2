import { read } from '../../../../src/dialects/ingress-nginx/read';
import type { KubeObject } from '../../../../src/kinds/kube-object';
import type { ReadScope } from '../../../../src/kinds/read-scope';
import type { Decision } from '../../../../src/table/decide';
import type { RoutingRequest } from '../../../../src/table/request';
import { requestTo } from '../../../../src/table/request';
import { resolve } from '../../../../src/table/resolve';
import type { RoutingTableData } from '../../../../src/table/routing-table';

/** Objects as manifests have them, in short. */
export interface ShortIngress {
  readonly name?: string;
  readonly namespace?: string;
  readonly host?: string;
  /** `Prefix /foo svc:80`, one a path; `Prefix /foo svc` is port 80. */
  readonly paths?: readonly string[];
  readonly annotations?: { readonly [name: string]: string };
  readonly className?: string | null;
  readonly created?: string;
  readonly uid?: string;
  readonly spec?: object;
}

export function ingress({
  name = 'a',
  namespace = 'default',
  host,
  paths,
  annotations = {},
  className = 'nginx',
  created,
  uid,
  spec,
}: ShortIngress): KubeObject {
  const rules = paths === undefined ? [] : [{ ...(host === undefined ? {} : { host }), http: { paths: paths.map(path) } }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      namespace,
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [key.includes('/') ? key : `nginx.ingress.kubernetes.io/${key}`, value]),
      ),
      ...(created === undefined ? {} : { creationTimestamp: created }),
      ...(uid === undefined ? {} : { uid }),
    },
    spec: { ...(className === null ? {} : { ingressClassName: className }), rules, ...spec },
  };
}

export function path(text: string): object {
  const [, pathType, value, service, port = '80'] = /^(\S+) (.*) ([^\s:]+)(?::(\S+))?$/.exec(text)!;
  return {
    path: value,
    pathType,
    backend: { service: { name: service, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } },
  };
}

export const table = (objects: readonly KubeObject[], scope?: ReadScope): RoutingTableData => read(objects, scope);

/** What a request comes to: `svc:80 /uri`, `301 location`, `404`, or why it is not decided. */
export function answer(on: RoutingTableData, url: string, more: Partial<RoutingRequest> = {}): string {
  const { undecided, alternatives, backend, status, location, upstreamUri } = resolve(on, { ...requestTo(url), ...more });
  if (undecided !== undefined) return `undecided: ${undecided}`;
  if (alternatives !== undefined) {
    return alternatives
      .map(({ share, decision }) => `${share} ${decision.backend?.kind === 'service' ? decision.backend.service : ''}`)
      .join(', ');
  }
  if (location !== undefined) return `${status} ${location}`;
  return backend?.kind === 'service' ? `${backend.service}:${backend.port} ${upstreamUri}` : String(status);
}

// ---- requests to one host

/** The host of most tests. */
export const H = 'https://h.example.com';

export type Texts = { readonly [name: string]: string };

export const app = (annotations: Texts, more: ShortIngress = {}): KubeObject =>
  ingress({ host: 'h.example.com', paths: ['Prefix /foo svc'], annotations, ...more });

export const service = (name: string, spec: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default' },
  spec: { ports: [{ name: 'web', port: 80 }], ...spec },
});

export const noPods = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Endpoints',
  metadata: { name, namespace: 'default' },
  subsets: [],
});

export const secret = (name: string, data: Texts): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'default' },
  data,
});

export const controller = (...args: readonly string[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'c', namespace: 'ingress' },
  spec: {
    template: {
      spec: { containers: [{ image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', args: ['/nginx-ingress-controller', ...args] }] },
    },
  },
});

export const ask = (objects: readonly KubeObject[], settings: Texts, url: string, more: Partial<RoutingRequest> = {}): string =>
  answer(table(objects, { settings }), url, more);

/** The answers if an assumption is wrong, or if the backend answers with a status. */
const shortOf = ({ status, location, backend, upstreamUri }: Decision): string | number | undefined =>
  location ?? (backend?.kind === 'service' ? `${backend.service} ${upstreamUri}` : status);

export function others(objects: readonly KubeObject[], settings: Texts, url: string, more: Partial<RoutingRequest> = {}) {
  const { assuming = [], instead = [] } = resolve(table(objects, { settings }), { ...requestTo(url), ...more });
  return {
    otherwise: assuming.flatMap(({ otherwise }) => otherwise.map(({ decision }) => shortOf(decision))),
    instead: instead.map(({ statuses, ofBackend, decision }) => [statuses, ofBackend, shortOf(decision)]),
  };
}
