import { buildTable } from '../../../src/dialects/build-table';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import { type RoutingRequest, requestTo } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import type { RoutingTableData } from '../../../src/table/routing-table';

/** Objects of Gateway API, for tests. */

const API_VERSION = 'gateway.networking.k8s.io/v1';

export type Members = { readonly [member: string]: unknown };

export const gateway = (listeners: readonly Members[], more: Members = {}): KubeObject => ({
  apiVersion: API_VERSION,
  kind: 'Gateway',
  metadata: { name: 'gw', namespace: 'web' },
  spec: { gatewayClassName: 'edge', listeners, ...more },
});

export const HTTP = { name: 'http', port: 80, protocol: 'HTTP' } as const;
export const HTTPS = { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'tls' }] } } as const;

export const route = (name: string, spec: Members, metadata: Members = {}): KubeObject => ({
  apiVersion: API_VERSION,
  kind: 'HTTPRoute',
  metadata: { name, namespace: 'web', ...metadata },
  spec: { parentRefs: [{ name: 'gw', namespace: 'web' }], ...spec },
});

export const object = (kind: string, name: string, spec: Members, namespace = 'web'): KubeObject => ({
  apiVersion: API_VERSION,
  kind,
  metadata: { name, namespace },
  spec,
});

/** A rule that sends what a path takes to a Service. */
export const rule = (type: string, value: string, service: string, more: Members = {}): Members => ({
  matches: [{ path: { type, value } }],
  backendRefs: [{ name: service, port: 80 }],
  ...more,
});

export const service = (name: string, namespace = 'web', ports: readonly Members[] = [{ port: 80 }]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { ports },
});

export const tableOf = (implementation: string, objects: readonly KubeObject[]): RoutingTableData =>
  buildTable(objects, { controller: `gateway-api/${implementation}` }).table;

/** Where a request goes: `namespace/service path`, a status, a Location, or `undecided`. */
export function answerOf(table: RoutingTableData, url: string, more: Omit<RoutingRequest, 'scheme' | 'host' | 'target'> = {}): string {
  return textOf(resolve(table, requestTo(url, more)));
}

function textOf({ undecided, alternatives, backend, location, status, upstreamUri }: Decision): string {
  if (undecided !== undefined) return 'undecided';
  if (alternatives !== undefined) return alternatives.map(({ share, decision }) => `${share} ${textOf(decision)}`).join(', ');
  if (location !== undefined) return `${status} ${location}`;
  if (backend?.kind === 'service') return `${backend.namespace}/${backend.service} ${upstreamUri}`;
  return String(status ?? 'no answer');
}
