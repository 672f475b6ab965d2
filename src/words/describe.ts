import { wildcardOf } from '../model/host-names';
import type {
  Backend,
  Candidate,
  Condition,
  HostEntry,
  Origin,
  Outcome,
  PathTest,
  RoutingTableData,
  Step,
  TextTemplate,
  UpstreamRewrite,
  ValueTest,
} from '../table/routing-table';

/** A host of the table as data for texts and JSON. */
export interface HostRows {
  /** As manifests write it; empty for requests that no other host takes. */
  readonly host: string;
  /** The listener of its requests, if it matters. */
  readonly listener: string | undefined;
  /** Further names of the same host. */
  readonly aliases: readonly string[];
  /** A remark that applies to all of its routes. */
  readonly remark: HostEntry['remark'];
  readonly routes: readonly RouteRow[];
}

/** A candidate for requests. Rows are in the order in which candidates are compared. */
export interface RouteRow {
  readonly order: number;
  readonly path: PathTest;
  /** Steps before the outcome, such as redirects and credentials. */
  readonly first: readonly string[];
  readonly to: string;
  /** The path that the backend sees; absent if it is the path of the client. */
  readonly sentAs: string | undefined;
  /** Other effects on its requests; absent if they are not known. */
  readonly effects: Candidate['effects'];
  readonly origin: Origin | undefined;
  /** Set if the controller made the route by itself. */
  readonly because: string | undefined;
}

export function describeHosts(table: RoutingTableData): readonly HostRows[] {
  // Hosts that the controller adds itself do not cover hosts of the user.
  const certified = new Set(table.certificates.flatMap(({ host, origin }) => (origin === undefined ? [] : [host.toLowerCase()])));
  // The catch-all host may be among them too, under a name that no request has.
  const named = [...table.hosts, ...table.patterns].filter(({ host }) => host !== '');
  const listenerText = listenerTexts(table);
  return [...named, table.fallback].map((entry) => ({
    ...describeHost(withCertificate(entry, certified)),
    listener: listenerText.get(entry.listener ?? ''),
  }));
}

/** Names of listeners, by their hosts; none if there is only one listener. */
function listenerTexts({ listeners = [] }: RoutingTableData): ReadonlyMap<string, string> {
  const texts = new Map(listeners.map(({ hosts, scheme, port }) => [hosts, `${scheme}, port ${port}`]));
  return texts.size < 2 ? new Map() : texts;
}

/** Leaves out steps that need a certificate, if the host has none. */
function withCertificate(entry: HostEntry, certified: ReadonlySet<string>): HostEntry {
  const names = [entry.host, ...entry.names].map((name) => name.toLowerCase());
  // The host of the request is not known here.
  if (entry.host === '' && certified.size > 0) return entry;
  if (names.some((name) => certified.has(name) || certified.has(wildcardOf(name)))) return entry;
  const happens = (step: Step): boolean => step.kind !== 'when' || step.conditions.every(({ kind }) => kind !== 'certificate');
  const reduce = (candidate: Candidate): Candidate => ({ ...candidate, steps: candidate.steps.filter(happens) });
  return { ...entry, before: entry.before.map(reduce), candidates: entry.candidates.map(reduce) };
}

function describeHost(entry: HostEntry): Omit<HostRows, 'listener'> {
  const candidates = [...entry.before, ...entry.candidates];
  const gates = (entry.first ?? []).filter(({ kind }) => kind === 'gate').flatMap(stepTexts);
  const rows = candidates.map((candidate, index) => describe(candidate, gates, index + 1));
  const covered = candidates.some(({ match: { path, conditions } }) => conditions === undefined && takesAll(path));
  const otherwise: RouteRow = {
    order: rows.length + 1,
    path: { kind: 'always' },
    first: [],
    to: outcomeText(entry.otherwise),
    sentAs: undefined,
    effects: undefined,
    origin: undefined,
    because: 'nothing else takes it',
  };
  return {
    host: entry.host,
    remark: entry.remark,
    aliases: entry.names.filter((name) => name !== entry.host && name !== '_'),
    routes: covered ? rows : [...rows, otherwise],
  };
}

const takesAll = (path: PathTest): boolean =>
  path.kind === 'always' ||
  ('path' in path && path.kind !== 'exact' && path.path === '/') ||
  (path.kind === 'regex' && ['^/', '^'].includes(path.pattern));

function describe({ match, steps, outcome, effects, origin, because }: Candidate, gates: readonly string[], order: number): RouteRow {
  const rewrites = steps.filter((step) => step.kind === 'rewrite');
  return {
    order,
    path: match.path,
    first: [...gates, ...(match.conditions ?? []).map((condition) => `only ${conditionText(condition)}`), ...steps.flatMap(stepTexts)],
    to: outcomeText(outcome),
    // Only a backend sees the path.
    sentAs:
      rewrites.length === 0 || !reachesBackend(outcome) ? undefined : rewrites.map(({ rewrite }) => rewriteText(rewrite)).join(', then '),
    effects,
    origin,
    because,
  };
}

/** Whether a Service can get the request. */
function reachesBackend(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'forward':
      return outcome.backend.kind === 'service';
    case 'weighted':
      return outcome.alternatives.some((one) => reachesBackend(one.outcome));
    case 'conditional':
      return [outcome.otherwise, ...outcome.branches.map((branch) => branch.outcome)].some(reachesBackend);
    case 'undecided':
      return outcome.oneOf === undefined || outcome.oneOf.some(reachesBackend);
    default:
      return false;
  }
}

// ---- texts

export function pathText(path: PathTest): string {
  const anyCase = 'caseSensitive' in path && !path.caseSensitive ? ' (any case)' : '';
  switch (path.kind) {
    case 'always':
      return 'every path';
    case 'exact':
      return `only ${path.path}${anyCase}`;
    case 'segmentPrefix':
      return path.path === '/' ? 'every path' : `${path.path} and below${anyCase}`;
    case 'stringPrefix':
      return path.path === '/' ? 'every path' : `${path.path}...${anyCase}`;
    case 'wildcard':
      return `like ${path.pattern}${anyCase}`;
    case 'regex':
      return `regex ${path.pattern}${anyCase}`;
  }
}

function stepTexts(step: Step): readonly string[] {
  switch (step.kind) {
    case 'when':
      return [`${step.conditions.map(conditionText).join(', ')}: ${outcomeText(step.outcome)}`.replace(/^: /, '')];
    case 'redirectUrl':
      return [
        `${step.redirect.from === undefined ? '' : `${step.redirect.from}: `}${step.redirect.status} to ${locationText(step.redirect.substitution)}`,
      ];
    case 'redirectMatch':
      return [`${step.redirect.status} to ${templateText(step.redirect.substitution)}`];
    case 'gate':
      return [GATES[step.gate.kind]];
    case 'anyGate':
      return [step.gates.map(({ gate }) => GATES[gate.kind]).join(' or ')];
    case 'script':
      return step.statements.map(({ text }) => text);
    case 'rewrite':
      return [];
  }
}

const GATES = {
  clientAddress: 'some addresses only',
  credentials: 'password',
  requestRate: 'rate limit',
  externalAuth: 'external auth',
  token: 'token',
  signIn: 'sign-in',
  clientCertificate: 'client certificate',
  certificateSubject: 'subject of the client certificate',
} as const;

function rewriteText(rewrite: UpstreamRewrite): string {
  switch (rewrite.kind) {
    case 'replacePath':
      return rewrite.path;
    case 'replacePrefix':
      return `${rewrite.replacement} for ${rewrite.prefix}`;
    case 'normalize':
      return 'normal form';
    case 'replaceBeginning':
      return `${rewrite.replacement} for ${rewrite.beginning}`;
    case 'joinPath':
      return `${rewrite.base || '/'} for ${rewrite.beginning || '/'}`;
    case 'regexReplace':
      return `${templateText(rewrite.substitution)} for ${rewrite.pattern}`;
    case 'regexReplaceAll':
      return templateText(rewrite.substitution);
    case 'replaceMatches':
      return `${templateText(rewrite.substitution)} for each ${rewrite.pattern}`;
    case 'stripPrefix':
      return `nothing for ${rewrite.prefixes.join(' or ')}`;
    case 'stripPrefixRegex':
      return `nothing for ${rewrite.patterns.join(' or ')}`;
    case 'addPrefix':
      return `${rewrite.prefix} before it`;
  }
}

/** Most redirects lead to the same URL with another scheme. */
function locationText(template: TextTemplate): string {
  const [first, ...rest] = template;
  const same = rest.every((part) => (typeof part === 'object' && ('variable' in part || 'capture' in part)) || part === ':443');
  return first === 'https://' && same ? 'https' : templateText(template);
}

const templateText = (template: TextTemplate): string =>
  template
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('capture' in part) return `$${part.capture}`;
      if ('variable' in part) return `{${part.variable}}`;
      if ('value' in part) return `{${part.value} ${part.name}}`;
      if ('set' in part) return `$${part.set}`;
      return 'unknown' in part ? part.unknown : part.text;
    })
    .join('');

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'scheme':
      return condition.scheme;
    case 'method':
      return condition.methods.join('/');
    case 'writtenPath':
      return `with ${condition.pattern}`;
    case 'port':
      return `port ${condition.ports.join('/')}`;
    case 'not':
      return `not ${conditionText(condition.condition)}`;
    case 'certificate':
      return 'with certificate';
    case 'hostName':
      return `host${valueText(condition.test)}`;
    case 'query':
      return `query ${condition.anyOf.map(({ key, value }) => `${key === undefined ? '' : valueText(key).trim()}${valueText(value)}`).join(' or ')}`;
    case 'bodyLength':
      return `body of more than ${condition.moreThanBytes} bytes`;
    case 'clientAddress':
      return `from ${condition.networks.join(' or ')}`;
    case 'path':
      return pathText(condition.path);
    case 'host':
      return `host ${condition.pattern}`;
    case 'header':
    case 'cookie':
    case 'parameter':
      return `${condition.kind} ${condition.name}${valueText(condition.test)}`;
  }
}

function valueText(test: ValueTest): string {
  switch (test.kind) {
    case 'present':
      return '';
    case 'equals':
      return `=${test.value}`;
    case 'wildcard':
      return ` like ${test.pattern}`;
    case 'anyOf':
      return test.tests.map(valueText).join(' or');
    case 'matches':
      return ` matches ${test.pattern}`;
  }
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'forward':
      return backendText(outcome.backend);
    case 'redirect':
      return `${outcome.status} to ${locationText(outcome.location.text)}`;
    case 'answer':
      return `${outcome.status}: ${outcome.because}`;
    case 'noAnswer':
      return `no answer: ${outcome.because}`;
    case 'undecided':
      return `not decided: ${outcome.because}`;
    case 'weighted':
      return outcome.alternatives.map(({ share, outcome: one }) => `${Math.round(share * 1000) / 10}% ${outcomeText(one)}`).join(', ');
    case 'conditional': {
      // Hide the branch for a cookie without a name.
      const branches = outcome.branches.filter(
        ({ origin, conditions }) => origin !== undefined && !conditions.some((one) => one.kind === 'cookie' && one.name === ''),
      );
      return [
        ...branches.map(({ conditions, outcome: one }) => `${conditions.map(conditionText).join(', ')}: ${outcomeText(one)}`),
        `${branches.length === 0 ? '' : 'else '}${outcomeText(outcome.otherwise)}`,
      ].join('; ');
    }
  }
}

const backendText = (backend: Backend): string =>
  backend.kind === 'builtIn' ? `${backend.status}: default backend` : `${backend.namespace}/${backend.service}:${backend.port}`;
