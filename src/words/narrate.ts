import { oneLine } from '../findings/value-text';
import { rateText } from '../table/ask-gate';
import type { Decision, LocationChange } from '../table/decide';
import type { RoutingRequest } from '../table/request';
import { trace } from '../table/resolve';
import type {
  Backend,
  BackendProtocol,
  Candidate,
  Condition,
  Gate,
  HostEntry,
  Origin,
  Outcome,
  PathTest,
  RequestVariable,
  RoutingTableData,
  TemplatePart,
  TextTemplate,
  UpstreamRewrite,
  ValueTest,
} from '../table/routing-table';
import type { TraceEvent } from '../table/trace';

/** The number of candidates without a match that are shown, counted from the last. */
const MOST_LOSERS = 8;

/**
 * Describes step by step how a request is routed: the host, the candidates in their order and why each does not match, the object and
 * field that decides, and the path that the backend sees. Each item is one line without a line break at its end.
 */
export function narrate(table: RoutingTableData, request: RoutingRequest): readonly string[] {
  const { resolution, events } = trace(table, request);
  return [
    requestText(request),
    ...unbelievedLines(table, request),
    ...frozenLines(table),
    ...eventLines(events, table),
    ...resultLines(resolution, table),
  ].map(oneLine);
}

/** The end of the story alone: what happens, what it depends on, and by what. */
export const narrateResult = (table: RoutingTableData, resolution: Decision): readonly string[] => [
  ...[...frozenLines(table), ...resultLines(resolution, table)].map(oneLine),
];

export function requestText({ method = 'GET', scheme = 'http', host, target }: RoutingRequest): string {
  return `${method} ${scheme}://${host ?? '(no host)'}${target}`;
}

const FORWARDED = ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port'];

function unbelievedLines({ controller, requests }: RoutingTableData, { headers = {} }: RoutingRequest): readonly string[] {
  // The neutral codec belongs to no particular proxy.
  if (requests.trustsForwardedHeaders || requests.codec === 'neutral') return [];
  const given = Object.keys(headers).filter((name) => FORWARDED.includes(name.toLowerCase()));
  return given.length === 0 ? [] : [`  but    ${controller} is configured not to trust ${given.join(', ')} from clients`];
}

function frozenLines({ controller, frozen }: RoutingTableData): readonly string[] {
  const whole = frozen.filter((freeze) => freeze.of === undefined);
  if (whole.length === 0) return [];
  return [
    `  but    ${controller} cannot load this configuration and keeps the previous one, for every host:`,
    ...whole.map(({ because, origins }) => `         ${because} (${[...new Set(origins.map((origin) => originText(origin)))].join('; ')})`),
    '         If it could:',
  ];
}

// ---- the way

function eventLines(events: readonly TraceEvent[], table: RoutingTableData): readonly string[] {
  const lines: string[] = [];
  const losers: Candidate[] = [];
  let told = false;
  const candidateLine = (mark: string, verdict: string, { match, origin, because }: Candidate): string =>
    `${told ? '         ' : '  tries  '}${mark} ${testText(match.path)}: ${verdict} (${because === undefined ? '' : `${because}, `}${originText(origin)})`;
  for (const event of events) {
    switch (event.kind) {
      case 'early':
        break;
      case 'request':
        lines.push(...requestLines(event.seen.target.path, event.seen.target.sent));
        break;
      case 'host':
        lines.push(...listenerLines(event.entry, table));
        lines.push(`  host   ${hostText(event.how, event.entry, table)}`);
        if (event.entry.remark !== undefined) lines.push(`         ${event.entry.remark.text} (${originText(event.entry.remark.origin)})`);
        break;
      case 'candidate': {
        if (!event.matched) {
          losers.push(event.candidate);
          break;
        }
        const hidden = losers.length - MOST_LOSERS;
        if (hidden > 0) {
          lines.push(`  tries  ${hidden} ${hidden === 1 ? 'candidate' : 'candidates'} that ${hidden === 1 ? 'does' : 'do'} not match`);
          told = true;
        }
        for (const loser of losers.slice(Math.max(0, hidden))) {
          lines.push(candidateLine('-', whyNot(loser), loser));
          told = true;
        }
        lines.push(candidateLine('+', 'matches', event.candidate));
        break;
      }
      case 'step':
        lines.push(`  then   ${stepText(event)}`);
        break;
      case 'statement':
        lines.push(`  then   ${statementText(event)}`);
        break;
      case 'outcome':
        break;
    }
  }
  return lines;
}

function requestLines(path: string, sent: string): readonly string[] {
  const end = sent.search(/[?#]/);
  const raw = end < 0 ? sent : sent.slice(0, end);
  return raw === path ? [] : [`  path   "${shown(raw)}" is compared as "${shown(path)}"`];
}

/** The listener of the request, if it decides which hosts are considered. */
function listenerLines({ listener }: HostEntry, { listeners = [] }: RoutingTableData): readonly string[] {
  const found = listeners.find(({ hosts }) => hosts === listener);
  if (found === undefined) return [];
  const by = found.origin === undefined ? '' : ` (${originText(found.origin)})`;
  return [`  in     by ${found.scheme} on port ${found.port}${by}`];
}

function hostText(how: 'name' | 'pattern' | 'fallback', entry: HostEntry, table: RoutingTableData): string {
  const by = entry.origin === undefined ? '' : ` (${originText(entry.origin, false)})`;
  if (how === 'name') return `"${entry.host || entry.names[0]}" has rules of its own${by}`;
  if (how === 'pattern') return entry.host === '*' ? `the rules of any host take it${by}` : `"${entry.host}" takes it${by}`;
  return `no host of ${table.controller} has this name; the rules without a host take it`;
}

function whyNot({ match: { path, conditions = [] } }: Candidate): string {
  const others = conditions.map(conditionText).join(' and ');
  if (path.kind === 'always') return others === '' ? 'no' : `not ${others}`;
  return others === '' ? whyNotPath(path) : `${whyNotPath(path)}, or not ${others}`;
}

function whyNotPath(path: Exclude<PathTest, { kind: 'always' }>): string {
  switch (path.kind) {
    case 'exact':
      return 'it is another path';
    case 'segmentPrefix':
      return 'the path is not below it';
    case 'stringPrefix':
      return 'the path does not begin with it';
    case 'wildcard':
    case 'regex':
      return 'it does not match';
  }
}

function testText(test: PathTest): string {
  const anyCase = 'caseSensitive' in test && !test.caseSensitive ? ', in any case' : '';
  switch (test.kind) {
    case 'always':
      return 'every path';
    case 'exact':
      return `exactly "${test.path}"${anyCase}`;
    case 'segmentPrefix':
      return test.path === '/' ? 'every path' : `"${test.path}" and below${anyCase}`;
    case 'stringPrefix':
      return test.path === '/' ? 'every path' : `beginning with "${test.path}"${anyCase}`;
    case 'wildcard':
      return `like "${test.pattern}"${anyCase}`;
    case 'regex':
      return `regular expression "${test.pattern}"${anyCase}`;
  }
}

function stepText({ step, applies, changed }: Extract<TraceEvent, { kind: 'step' }>): string {
  const from = `(${originText(step.origin)})`;
  switch (step.kind) {
    case 'when': {
      const conditions = step.conditions.map(conditionText).join(' and ');
      const what = outcomeText(step.outcome);
      if (step.conditions.length === 0) return `${what} ${from}`;
      return applies ? `${what}, as it is ${conditions} ${from}` : `not ${what}: that is for ${conditions} ${from}`;
    }
    case 'script':
      return `its statements are run ${from}`;
    case 'rewrite':
      return applies ? `the path becomes "${shown(changed ?? '')}", by ${rewriteText(step.rewrite)} ${from}` : `no rewrite ${from}`;
    case 'redirectUrl':
    case 'redirectMatch':
      return applies ? `it is redirected, by ${templateText(step.redirect.substitution)} ${from}` : `no redirect ${from}`;
    case 'gate':
      return `${applies ? 'kept out' : 'let in'}: ${gateText(step.gate)} ${from}`;
    case 'anyGate':
      return `${applies ? 'kept out' : 'let in'}: one of these is enough: ${step.gates.map(({ gate }) => gateText(gate)).join('; or ')} ${from}`;
  }
}

function statementText({ statement: { do: what, text, origin }, applies, changed }: Extract<TraceEvent, { kind: 'statement' }>): string {
  const from = `(${originText(origin)})`;
  if (!applies) return `not ${text}: ${what === 'if' ? 'it is not so' : 'it does not match'} ${from}`;
  return changed === undefined ? `${text} ${from}` : `${text}: the path becomes "${shown(changed)}" ${from}`;
}

const rewriteText = (rewrite: UpstreamRewrite): string => {
  switch (rewrite.kind) {
    case 'replacePath':
      return `replacing it with "${rewrite.path}"`;
    case 'replacePrefix':
      return `replacing "${rewrite.prefix}" with "${rewrite.replacement}"`;
    case 'normalize':
      return `giving it another form: ${rewrite.how.join(', ')}`;
    case 'replaceBeginning':
      return `replacing the text "${rewrite.beginning}" with "${rewrite.replacement}"`;
    case 'joinPath':
      return `joining what follows "${rewrite.beginning}" to "${rewrite.base}"`;
    case 'regexReplace':
      return `replacing "${rewrite.pattern}" with ${templateText(rewrite.substitution)}`;
    case 'regexReplaceAll':
      return `replacing all of it with ${templateText(rewrite.substitution)}`;
    case 'replaceMatches':
      return `replacing each match of "${rewrite.pattern}" with ${templateText(rewrite.substitution)}`;
    case 'stripPrefix':
      return `cutting off "${rewrite.prefixes.join('" or "')}"`;
    case 'stripPrefixRegex':
      return `cutting off what matches "${rewrite.patterns.join('" or "')}"`;
    case 'addPrefix':
      return `putting "${rewrite.prefix}" before it`;
  }
};

const VARIABLES: { readonly [V in RequestVariable]: string } = {
  scheme: '<scheme>',
  clientScheme: '<scheme>',
  clientPort: '<port>',
  host: '<host>',
  hostAsSent: '<host>',
  hostnameAsSent: '<host>',
  portAsSent: '<port>',
  clientHost: '<host>',
  clientAddress: '<address>',
  method: '<method>',
  target: '<path and query>',
  path: '<path>',
  query: '<query>',
  search: '<query>',
};

const variableText = ({ variable, withoutEnd }: Extract<TemplatePart, { variable: unknown }>): string =>
  withoutEnd === '/' ? VARIABLES[variable].replace('>', ' without a slash at the end>') : VARIABLES[variable];

function templateText(template: TextTemplate): string {
  const text = template.map((part) => {
    if (typeof part === 'string') return part;
    if ('variable' in part) return variableText(part);
    if ('value' in part) return `<${part.value} ${part.name}>`;
    if ('set' in part) return `$${part.set}`;
    return 'capture' in part ? `$${part.capture}` : 'unknown' in part ? part.unknown : part.text;
  });
  return `"${text.join('')}"`;
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'scheme':
      return condition.scheme;
    case 'method':
      return condition.methods.join(' or ');
    case 'writtenPath':
      return `a path with "${condition.pattern}"`;
    case 'port':
      return `port ${condition.ports.join(' or ')}`;
    case 'not':
      return `not ${conditionText(condition.condition)}`;
    case 'certificate':
      return 'a host with a certificate';
    case 'bodyLength':
      return `a body of more than ${condition.moreThanBytes} bytes`;
    case 'clientAddress':
      return `clients from ${condition.networks.join(', ')}`;
    case 'hostName':
      return `host ${valueText(condition.test)}`;
    case 'query':
      return `query ${condition.anyOf
        .map(({ key, value }) =>
          [key, value]
            .flatMap((test) => test ?? [])
            .map(valueText)
            .join(' with '),
        )
        .join(' or ')}`;
    case 'path':
      return testText(condition.path);
    case 'host':
      return `a host that matches "${condition.pattern}"`;
    case 'header':
    case 'cookie':
    case 'parameter':
      return `${condition.kind} "${condition.name}" ${valueText(condition.test)}`;
  }
}

function valueText(test: ValueTest): string {
  switch (test.kind) {
    case 'present':
      return 'of any value';
    case 'equals':
      return `"${test.value}"${test.anyCase ? ' in any case' : ''}`;
    case 'wildcard':
      return `like "${test.pattern}"`;
    case 'anyOf':
      return test.tests.map(valueText).join(' or ');
    case 'matches':
      return `matching "${test.pattern}"`;
  }
}

export function gateText(gate: Gate): string {
  switch (gate.kind) {
    case 'clientAddress': {
      const parts = [
        gate.allow.length > 0 ? `only ${gate.allow.join(', ')}` : '',
        gate.deny.length > 0 ? `not ${gate.deny.join(', ')}` : '',
      ];
      return `clients are restricted to addresses: ${parts.filter((part) => part !== '').join(', ')}`;
    }
    case 'credentials':
      return 'name and password are asked for';
    case 'requestRate':
      return `no client may send ${rateText(gate)}`;
    case 'externalAuth':
      return `${gate.url} is asked`;
    case 'token':
      return `a token of ${gate.of.join(' or ')} ${gate.optional ? 'must be valid, if there is one' : 'is asked for'}`;
    case 'signIn':
      return `clients sign in with ${gate.provider}`;
    case 'clientCertificate':
      return gate.required ? 'the client must have a certificate' : 'a certificate of the client, if it has one, must be valid';
    case 'certificateSubject':
      return `the subject of the client certificate must match "${gate.pattern}"`;
  }
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'redirect':
      return `redirected with ${outcome.status} to ${templateText(outcome.location.text)}`;
    case 'answer':
      return `answered ${outcome.status}`;
    case 'forward':
      return `sent to ${backendText(outcome.backend)}`;
    case 'noAnswer':
      return 'closed without an answer';
    case 'undecided':
      return 'not decided';
    case 'weighted':
    case 'conditional':
      return 'sent to one of several';
  }
}

// ---- the result

function resultLines(resolution: Decision, { assumed = [] }: RoutingTableData): readonly string[] {
  const lines = [`  so     ${decisionText(resolution)}`];
  for (const { share, decision } of resolution.alternatives ?? []) lines.push(`         ${percent(share)}: ${decisionText(decision)}`);
  for (const one of resolution.oneOf ?? [])
    lines.push(`         either: ${decisionText(one)}${one.decidedBy === undefined ? '' : ` (${originText(one.decidedBy)})`}`);
  for (const { gate, origin, otherwise } of resolution.assuming ?? []) {
    lines.push(`  given  that it passes: ${gateText(gate)} (${originText(origin)})`);
    lines.push(`         else ${otherwise.map(({ decision }) => briefText(decision)).join(' or ')}`);
  }
  for (const { statuses, ofBackend, decision } of resolution.instead ?? [])
    lines.push(
      `  if     ${ofBackend ? 'the answer is' : 'there is no answer, so that it is'} ${statuses.join(', ')}: ${decisionText(decision)}`,
    );
  for (const change of resolution.locations ?? []) lines.push(`  and    ${locationText(change)}`);
  for (const text of assumed) lines.push(`  given  ${text}`);
  if (resolution.decidedBy !== undefined) lines.push(`  by     ${originText(resolution.decidedBy)}`);
  return lines;
}

function locationText({ from, to, root }: LocationChange): string {
  const becomes = `"${shown(to.startsWith('/') ? root + to : to)}"`;
  return 'beginning' in from
    ? `in a Location header of the backend, ${becomes} takes the place of "${shown(from.beginning)}" at its beginning`
    : `a Location header of the backend that matches "${from.pattern}" becomes ${becomes}`;
}

const briefText = ({ status, location, backend, undecided }: Decision): string => {
  if (location !== undefined) return `${status} to ${shown(location)}`;
  if (undecided !== undefined) return 'what could not be decided';
  return backend === undefined ? `${status ?? 'no answer'}` : backendText(backend);
};

/** Protocols towards backends that are not plain HTTP. */
const PROTOCOLS: { readonly [protocol in BackendProtocol]?: string } = {
  HTTPS: 'HTTPS',
  GRPC: 'gRPC',
  GRPCS: 'gRPC with TLS',
  FCGI: 'FastCGI',
};

function protocolText(protocol: BackendProtocol | undefined): string {
  const name = protocol === undefined ? undefined : PROTOCOLS[protocol];
  return name === undefined ? '' : ` over ${name}`;
}

function decisionText({ undecided, alternatives, backend, protocol, status, location, upstreamUri, because }: Decision): string {
  if (undecided !== undefined) return `it could not be decided: ${undecided}`;
  if (alternatives !== undefined) return 'chance decides:';
  if (location !== undefined) return `${status}, Location: ${shown(location)}`;
  if (backend?.kind === 'service')
    return `${backendText(backend)} gets "${shown(upstreamUri ?? '')}"${protocolText(protocol)}${because === undefined ? '' : `: ${because}`}`;
  if (status === undefined) return `no answer: ${because}`;
  const reason = because === undefined ? (backend === undefined ? '' : `: ${backendText(backend)}`) : `: ${because}`;
  return `${status ?? 'no answer'}${reason}`;
}

function backendText(backend: Backend): string {
  if (backend.kind === 'builtIn') return 'the default backend of the controller';
  const { namespace, service, port, assumed } = backend;
  return `Service ${namespace}/${service} port ${port}${assumed ? ' (not among the manifests)' : ''}`;
}

function originText({ kind, namespace, name, field }: Origin, withField = true): string {
  const object = name === '' ? (kind === 'Ingress' ? 'no Ingress' : 'the controller') : `${kind} ${namespace}/${name}`;
  return withField && name !== '' ? `${object} ${field}` : object;
}

const percent = (share: number): string => `${Math.round(share * 10_000) / 100} %`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be shown
const CONTROLS = /[\x00-\x1f\x7f-\x9f]/g;

/** Bytes as people read them: UTF-8 where it is, and no control characters. */
function shown(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  const readable = text.includes('\ufffd') ? bytes : text;
  return readable.replace(CONTROLS, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
