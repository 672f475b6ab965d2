import type { OwnKind } from '../../src/dialects/gateway-api/own-kinds';
import type { Profile } from '../../src/dialects/gateway-api/profile';
import { PROFILES } from '../../src/dialects/gateway-api/profiles/registry';
import { isReadFilter } from '../../src/dialects/gateway-api/read/own/extensions';
import { isRead } from '../../src/dialects/gateway-api/read/own/own-objects';
import { GENERATED_NOTE, sourceLink, table } from './markdown';

/** `docs/gateway-api-implementations.md` */
export function gatewayApiDoc(): string {
  return `${[
    GENERATED_NOTE,
    '# Implementations of Gateway API',
    `HTTPRoutes and Gateways are read as an implementation reads them, because the specification leaves much open: the place of a regular
expression among other paths and what it must match, what becomes of \`//\` and \`%2F\`, most of redirects, and every answer where something is
missing. \`--controller gateway-api/<name>\` says which one; else the \`controllerName\` of a GatewayClass does. What is not known of an
implementation is never guessed: a request that it matters for could not be decided.`,
    '## What is known',
    table(
      ['Name', 'Version', 'How it is known'],
      PROFILES.map((profile) => [`\`gateway-api/${profile.name}\``, profile.title, EVIDENCE[profile.evidence]]),
    ),
    `Recorded: the real controller and proxy were asked, and every recorded request and condition is compared in
\`test/truth/gateway-api.test.ts\`. Read in source: the facts of the table below; the rest is what the specification says.`,
    '## Where they differ',
    table(
      ['', ...PROFILES.map(({ title }) => title)],
      FACTS.map(([title, fact]) => [title, ...PROFILES.map(fact)]),
    ),
    '## Sources',
    PROFILES.map(({ title, sources }) => `- ${title}: ${sources.map(link).join(', ')}`).join('\n'),
    `## What is read
HTTPRoute, TLSRoute, Gateway, GatewayClass, ListenerSet, ReferenceGrant and BackendTLSPolicy of v1 and v1beta1, Services, EndpointSlices,
Secrets and labels of Namespaces. Where each Gateway has an address of its own and two of them serve one host, it could not be decided which one a request
is for. What an implementation writes into the status of an object and is not well is the finding
\`manifest/condition\`. Of GRPCRoutes only what they may take is read: what becomes of such a request could not be decided.`,
    '## Objects of one implementation',
    `What such an object does is read where the table says so. Any other object that can keep somebody out, or change an answer, makes a request
undecided wherever it may have a say in it; one that can do neither is an effect with its text. Others do not read it.`,
    table(
      ['', 'Read', 'Not read, so nothing is decided', 'Only effects'],
      PROFILES.filter(({ evidence }) => evidence !== 'specification').map(({ title, own }) => [
        title,
        namesOf(own.filter(isUnderstood)),
        namesOf(own.filter((kind) => kind.decides && !isUnderstood(kind))),
        namesOf(own.filter(({ decides }) => !decides)),
      ]),
    ),
  ].join('\n\n')}\n`;
}

const namesOf = (kinds: readonly OwnKind[]): string => kinds.map(({ kind }) => kind).join(', ');

const isUnderstood = (kind: OwnKind): boolean => isRead(kind) || isReadFilter(kind) || kind.kind === 'Middleware';

const EVIDENCE: { readonly [E in Profile['evidence']]: string } = {
  recorded: 'recorded',
  'read in source': 'read in source',
  specification: 'the words of the specification alone',
};

const UNKNOWN = 'not known';

const FACTS: readonly (readonly [title: string, fact: (profile: Profile) => string])[] = [
  ['Paths, the first first', pathOrder],
  ['A regular expression must match', ({ matches }) => (matches.regex === 'unknown' ? UNKNOWN : REGEX[matches.regex])],
  ['Rules that rank alike', ({ matches }) => (matches.ties === 'age' ? 'the older route, then the order in it' : 'chance')],
  ['What no rule of a host takes', ({ hosts }) => (hosts.precedence === 'own' ? '404' : 'goes to rules of a wildcard or of any host')],
  ['`//`', ({ requests }) => slashes(requests)],
  ['`%2F`', ({ requests }) => escapedSlashes(requests)],
  ['A filter that is not known', ({ filters }) => FILTERS[filters.unknown]],
  ['A regular expression that is none', ({ matches }) => BROKEN[matches.brokenRegex]],
  ['No endpoint that is ready', ({ backends }) => status(backends.noEndpoints)],
  ['A Service that is missing', ({ backends }) => status(backends.missing)],
];

function pathOrder({ matches: { order, pathKinds }, evidence }: Profile): string {
  if (evidence === 'specification') return 'exact, prefix; regular expressions are left open';
  return order.includes('score') ? 'by a sum of weights' : pathKinds.join(', ');
}

const REGEX = { whole: 'the whole path', beginning: 'the beginning of the path', anywhere: 'a part of the path' } as const;
const FILTERS = {
  answers500: 'the rule answers 500',
  dropsRoute: 'the whole HTTPRoute is dropped',
  ignored: 'the rule is served without it',
  unknown: UNKNOWN,
};
const BROKEN = {
  rule: 'the rule is dropped',
  match: 'the match is dropped',
  frozen: 'the proxy keeps the configuration that it had',
  unknown: UNKNOWN,
};

const status = (code: number | 'unknown'): string => (code === 'unknown' ? UNKNOWN : String(code));

function slashes(requests: Profile['requests']): string {
  if (requests.codec === 'envoy') return requests.mergeSlashes ? 'merged' : 'kept';
  return requests.codec === 'go' ? (requests.cleanPaths ? 'merged' : 'kept') : UNKNOWN;
}

function escapedSlashes(requests: Profile['requests']): string {
  if (requests.codec === 'envoy') return requests.escapedSlashes === 'kept' ? 'kept' : '307 to the path with `/`';
  return requests.codec === 'go' ? 'kept' : UNKNOWN;
}

/** A remark may stand behind a path. */
function link(source: string): string {
  const [path = '', ...remark] = source.split(' ');
  return [sourceLink(path), ...remark].join(' ');
}
