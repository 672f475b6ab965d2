import type { Decision } from '../../../../../src/table/decide';
import { resolve } from '../../../../../src/table/resolve';
import type { RoutingTableData } from '../../../../../src/table/routing-table';
import { ingress, table } from '../objects';
import type { SnippetCase, SnippetRequest } from './generate';

const ALLOWED = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical', 'proxy-body-size': '1m' };

export const tableOf = ({ name, paths, annotations, config }: SnippetCase): RoutingTableData =>
  table([ingress({ host: name, paths, annotations })], { settings: { ...ALLOWED, ...config } });

/** As the recorder writes answers: `undecided` where it is not decided. */
export function answerOf(on: RoutingTableData, { method, target, headers: { Host = '', ...headers } }: SnippetRequest): string {
  return textOf(resolve(on, { method, target, host: Host, headers, scheme: 'http', clientAddress: '127.0.0.1' }));
}

function textOf({ undecided, status, location, backend, upstreamUri }: Decision): string {
  if (undecided !== undefined) return `undecided: ${undecided}`;
  // The backend that was recorded is an nginx, which takes no target without a slash.
  if (backend?.kind === 'service') return upstreamUri?.startsWith('/') ? `to ${backend.service} ${upstreamUri}` : '400';
  if (backend?.kind === 'builtIn') return status === 404 ? 'to none' : String(status);
  if (location !== undefined) return `${status} ${location}`;
  return status === undefined ? 'closed' : String(status);
}

/** The default backend of the controller does not say what it gets. */
export const comparable = (recorded: string): string => (recorded.startsWith('to none ') ? 'to none' : recorded);
