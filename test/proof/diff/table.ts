import type { Candidate, HostEntry, Outcome, PathTest, RequestRules, RoutingTableData } from '../../../src/table/routing-table';

export const ORIGIN = { kind: 'Test', namespace: 'n', name: 'o', field: 'f' };

export const NGINX: RequestRules = {
  codec: 'nginx',
  firstBufferBytes: 1024,
  furtherBuffers: 4,
  furtherBufferBytes: 8192,
  dropsOtherNames: true,
  underscoreHeaders: 'dropped',
  trustsForwardedHeaders: false,
  regexSyntax: 'pcre2',
};

export const ENVOY: RequestRules = {
  codec: 'envoy',
  mergeSlashes: true,
  escapedSlashes: 'redirected',
  fragments: 'refused',
  http10: false,
  underscoreHeaders: 'refused',
  headerLines: 'each',
  trustsForwardedHeaders: false,
  regexSyntax: 're2',
};

/** A table of nginx with these hosts. */
export const tableWith = (parts: Pick<RoutingTableData, 'hosts' | 'fallback'> & Partial<RoutingTableData>): RoutingTableData => ({
  controller: 'test',
  version: '1',
  requests: NGINX,
  patterns: [],
  certificates: [],
  refused: [],
  ignored: [],
  claimed: [],
  frozen: [],
  ...parts,
});

export const NONE: Outcome = { kind: 'answer', status: 404, because: 'nothing' };

export const to = (service: string): Outcome => ({ kind: 'forward', backend: { kind: 'service', namespace: 'n', service, port: 80 } });

export const on = (path: PathTest, service: string, more: Partial<Candidate> = {}): Candidate => ({
  match: { path },
  steps: [],
  outcome: to(service),
  effects: [],
  origin: ORIGIN,
  ...more,
});

export const entry = (host: string, candidates: readonly Candidate[]): HostEntry => ({
  host,
  names: host === '' ? [] : [host],
  before: [],
  candidates,
  otherwise: NONE,
});

/** A table whose only host is shop.example.com. */
export const tableOf = (candidates: readonly Candidate[], more: Partial<RoutingTableData> = {}): RoutingTableData =>
  tableWith({ hosts: [entry('shop.example.com', candidates)], fallback: entry('', []), ...more });
