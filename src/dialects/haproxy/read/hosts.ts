import type { Candidate, HostEntry, Outcome, PathTest, PatternHostEntry, RoutingTableData, Step } from '../../../table/routing-table';
import type { Said } from './annotations';
import { customCandidates } from './custom-routes';
import type { DefaultBackend } from './default-backend';
import { effectsOf } from './effects';
import { originOf } from './ingresses';
import { type CustomRoute, foundRows, openRival, pathTest, type Routes, type Row } from './rows';
import { stepsOf } from './rules';
import { backendSnippetSteps } from './snippets';

export interface HostContext {
  readonly routes: Routes;
  readonly otherwise: DefaultBackend;
  /** Steps of all requests. */
  readonly first: readonly Step[];
  /** The destination of all TLS connections that no host has for itself. */
  readonly tls?: Outcome;
}

/**
 * A host is known only by its rows, and then no other host's rows take its requests.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/controller/controller.go (`setupHAProxyRules`).
 */
export function hostTable(context: HostContext): Pick<RoutingTableData, 'hosts' | 'patterns' | 'fallback' | 'nameless'> {
  const { rows, custom } = context.routes;
  const hosts: HostEntry[] = [];
  const patterns: PatternHostEntry[] = [];
  for (const host of rows.keys()) {
    if (host === '') continue;
    const entry = hostEntry(host, host, context);
    hosts.push(entry);
    if (host.startsWith('.')) patterns.push({ ...entry, match: { kind: 'oneLabel', domain: host.slice(1), label: 'any' } });
  }
  // Hosts that conditions of Services alone name: the rows are those that would take the host anyway.
  for (const host of new Set(custom.map((route) => route.host))) {
    if (host === '' || rows.has(keyOf(host))) continue;
    const name = keyOf(host);
    if (host.startsWith('*')) patterns.push({ ...hostEntry(name, '', context), match: { kind: 'anyDepth', domain: name.slice(1) } });
    else hosts.push(hostEntry(name, rows.has(wildcardKey(name)) ? wildcardKey(name) : '', context));
  }
  return { hosts, patterns, fallback: hostEntry('', '', context), nameless: namelessEntry(context) };
}

const keyOf = (host: string): string => (host.startsWith('*') ? host.slice(1) : host);

const wildcardKey = (host: string): string => host.replace(/^[^.]*/, '');

const manifestHost = (key: string): string => (key.startsWith('.') ? `*${key}` : key);

/** `rowsKey`: the host whose rows are looked up. */
function hostEntry(key: string, rowsKey: string, { routes, otherwise, first, tls }: HostContext): HostEntry {
  const rows = routes.rows.get(rowsKey) ?? [];
  const found = foundRows(rows);
  const passed = routes.passed.get(key);
  const takesAll = found.some(({ map, path }) => map === 'prefix' && path === '/');
  const candidates = [
    ...found.map((row) => candidateOf(row, rows, routes.sharing.get(row.backend.name) ?? [], otherwise)),
    ...otherwise.candidates.filter(({ match }) => !takesAll || isEmpty(match.path)),
  ];
  const owner = found[0]?.ingress.view;
  const destination = passed?.backend.outcome ?? tls;
  const custom = routes.custom.filter(({ host }) => coversHost(host, key));
  return {
    host: manifestHost(key),
    names: key === '' ? [] : [key],
    ...(destination === undefined ? {} : { tls: destination }),
    ...(first.length === 0 ? {} : { first }),
    before: customCandidates(
      custom,
      found.some(({ ingress }) => stepsOf(ingress.rules).length > 0),
    ),
    candidates,
    otherwise: otherwise.outcome,
    ...(owner === undefined || key === '' ? {} : { origin: originOf(owner, 'spec.rules') }),
  };
}

/** Of a request that has no path. */
const isEmpty = (test: PathTest): boolean => test.kind === 'exact' && test.path === '';

const coversHost = (host: CustomRoute['host'], key: string): boolean =>
  host === '' || host === key || (host.startsWith('*') && key.endsWith(host.slice(1)));

/** Without a Host header no row is looked up, not even one without host. */
const namelessEntry = ({ routes, otherwise, first, tls }: HostContext): HostEntry => ({
  host: '',
  names: [],
  ...(tls === undefined ? {} : { tls }),
  ...(first.length === 0 ? {} : { first }),
  before: customCandidates(
    routes.custom.filter(({ host }) => host === ''),
    false,
  ),
  candidates: otherwise.candidates,
  otherwise: otherwise.outcome,
});

function candidateOf(row: Row, rows: readonly Row[], sharing: readonly Said[], otherwise: DefaultBackend): Candidate {
  const { ingress, backend, field, isBroken } = row;
  const rival = openRival(row, rows);
  const origin = originOf(ingress.view, field);
  const steps = [...stepsOf(ingress.rules), ...backendSnippetSteps(sharing)];
  const candidate = { match: { path: pathTest(row) }, steps, origin, effects: effectsOf(row, sharing) };
  if (rival !== undefined) {
    const because = `Ingress ${rival.ingress.view.key} has the same path and Service, and whose annotations count depends on passwords`;
    return { ...candidate, steps: [], outcome: { kind: 'undecided', because } };
  }
  if (isBroken) return { ...candidate, outcome: otherwise.outcome, because: 'its path has a blank, and what follows is no backend' };
  if (ingress.passesTls) return { ...candidate, outcome: PASSED };
  return { ...candidate, outcome: backend.outcome };
}

const PASSED: Outcome = { kind: 'noAnswer', because: 'its backend takes TLS connections as they are, and no requests' };
