import { originOf } from '../../../table/origin';
import type { Candidate, HostEntry, Outcome, PathTest, PatternHostEntry, RoutingTableData, Step } from '../../../table/routing-table';
import { CONTROLLER } from './annotations';
import { unlessCustom } from './custom-routes';
import type { DefaultBackend } from './default-backend';
import { effectsOf } from './effects';
import { type CustomRoute, type FoundRow, foundRows, pathTest, type Routes, type Row } from './rows';
import { stepsOf } from './rules';
import { backendSnippetSteps } from './snippets';

export interface HostContext {
  readonly routes: Routes;
  readonly otherwise: DefaultBackend;
  /** Steps of all requests. */
  readonly first: readonly Step[];
  /** Steps of all requests after those of their row. */
  readonly last: readonly Step[];
  /** The destination of all TLS connections that no host has for itself. */
  readonly tls?: NonNullable<HostEntry['tls']>;
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
  for (const host of [...new Set(custom.map((route) => route.host))].sort((a, b) => b.length - a.length)) {
    const name = keyOf(host);
    if (host.startsWith('*')) patterns.push({ ...hostEntry(name, '', context), match: { kind: 'anyDepth', domain: name.slice(1) } });
    else if (host !== '' && !rows.has(name)) hosts.push(hostEntry(name, rows.has(wildcardKey(name)) ? wildcardKey(name) : '', context));
  }
  return { hosts, patterns, fallback: hostEntry('', '', context), nameless: namelessEntry(context) };
}

const keyOf = (host: string): string => (host.startsWith('*') ? host.slice(1) : host);

const wildcardKey = (host: string): string => host.replace(/^[^.]*/, '');

const manifestHost = (key: string): string => (key.startsWith('.') ? `*${key}` : key);

/** `rowsKey`: the host whose rows are looked up. */
function hostEntry(key: string, rowsKey: string, context: HostContext): HostEntry {
  const { routes, otherwise } = context;
  const found = foundRows(routes.rows.get(rowsKey) ?? []);
  const custom = routes.custom.filter(({ host }) => coversHost(host, key));
  const takesAll = found.some(({ row: { map, path } }) => map === 'prefix' && path === '/');
  const owner = found[0]?.row.ingress.view;
  const own = found.map((one) => candidateOf(one, custom, context));
  return {
    host: manifestHost(key),
    names: key === '' ? [] : [key],
    ...tlsOf(key, context),
    ...afterRows(
      own,
      otherwise.candidates.filter(({ match }) => !takesAll || isEmpty(match.path)),
      custom,
      context,
    ),
    ...(owner === undefined || key === '' ? {} : { origin: originOf(owner, 'spec.rules') }),
  };
}

/** Where TLS connections by the name of a host go, if they are passed on. */
function tlsOf(key: string, { routes, tls }: HostContext): Pick<HostEntry, 'tls'> {
  const row = routes.passed.get(key);
  if (row !== undefined) return { tls: { outcome: passedOutcome(row), origin: originOf(row.ingress.view, row.field) } };
  return tls === undefined ? {} : { tls };
}

/** Of a request that has no path. */
const isEmpty = (test: PathTest): boolean => test.kind === 'exact' && test.path === '';

const coversHost = (host: CustomRoute['host'], key: string): boolean =>
  host === '' || host === key || (host.startsWith('*') && key.endsWith(host.slice(1)));

/** Without a Host header no row is looked up, not even one without host. */
function namelessEntry(context: HostContext): HostEntry {
  const { routes, otherwise } = context;
  const custom = routes.custom.filter(({ host }) => host === '');
  return { host: '', names: [], ...tlsOf('', context), ...afterRows([], otherwise.candidates, custom, context) };
}

/** What takes the requests that no row takes. */
function afterRows(
  own: readonly Candidate[],
  builtIn: readonly Candidate[],
  custom: readonly CustomRoute[],
  { otherwise, first, last }: HostContext,
): Pick<HostEntry, 'first' | 'before' | 'candidates' | 'otherwise'> {
  const outcome = unlessCustom(otherwise.outcome, custom, false);
  const rest = builtIn.map((candidate) => ({ ...candidate, outcome: unlessCustom(candidate.outcome, custom, false) }));
  const steps = [...last, ...(otherwise.steps ?? [])];
  const every: Candidate = { match: { path: { kind: 'always' } }, steps, outcome, origin: otherwise.origin ?? CONTROLLER };
  return {
    ...(first.length === 0 ? {} : { first }),
    before: [],
    candidates: [...own, ...rest, ...(steps.length === 0 ? [] : [{ ...every, because: 'no rule takes it' }])],
    otherwise: outcome,
  };
}

function candidateOf({ row, rival }: FoundRow, custom: readonly CustomRoute[], { routes, otherwise, last }: HostContext): Candidate {
  const { ingress, backend, field, isBroken } = row;
  const sharing = routes.sharing.get(backend.name) ?? [];
  const origin = originOf(ingress.view, field);
  const own = stepsOf(ingress.rules);
  const candidate = {
    match: { path: pathTest(row) },
    steps: [...own, ...last, ...backend.steps, ...backendSnippetSteps(sharing)],
    origin,
    effects: effectsOf(row, sharing),
  };
  if (rival !== undefined) {
    const because = `Ingress ${rival.ingress.view.key} has the same path and Service, and whose annotations count depends on passwords`;
    return { ...candidate, steps: [], outcome: { kind: 'undecided', because } };
  }
  const outcome = unlessCustom(
    isBroken ? otherwise.outcome : ingress.passesTls ? PASSED : backend.outcome,
    custom,
    [...own, ...last].some(({ kind }) => kind === 'rewrite'),
  );
  return { ...candidate, outcome, ...(isBroken ? { because: 'its path has a blank, and what follows is no backend' } : {}) };
}

/** Lists of addresses are asked for connections, too. */
const passedOutcome = ({ ingress, backend }: Row): Outcome =>
  ingress.rules.some(({ type }) => type === 'deny')
    ? { kind: 'undecided', because: 'HAProxy asks lists of addresses before the TLS connection is passed through' }
    : backend.outcome;

const PASSED: Outcome = { kind: 'noAnswer', because: 'its backend takes TLS connections as they are, and no requests' };
