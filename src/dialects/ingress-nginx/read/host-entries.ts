import { bytesOf } from '../../../regex/pcre2/bytes';
import { syntaxOf } from '../../../regex/pcre2/syntax';
import { escapePath } from '../../../table/codecs/nginx/escape';
import { annotationField, originOf } from '../../../table/origin';
import type { Candidate, Condition, HostEntry, Origin, Outcome, PathTest } from '../../../table/routing-table';
import { blockLists } from './block-lists';
import { bodyLimit } from './body-limit';
import { builtInStatus, NGINX_BODY_LIMIT } from './built-in';
import { certificateSteps } from './client-certificates';
import { CONTROLLER } from './controller-origin';
import { pagesOfServer } from './error-pages';
import type { Freezes } from './freezes';
import { DEFAULT_SERVER, type ParsedIngress } from './ingresses';
import { inOrder, type PrefixCandidate } from './location-order';
import { regexCause, writtenLocations } from './locations';
import { appRoots, serverScript } from './server-phase';
import type { Location, Server } from './servers';
import { configSwitch } from './settings';
import { type SnippetCandidates, snippetCandidates } from './snippet-locations';
import { type LocationPlan, notWritten, type StepContext } from './step-context';
import { planLocation } from './steps';

const NO_LOCATION: Outcome = { kind: 'answer', status: 404, because: 'no location of the host takes the path' };
const ROOT: PathTest = { kind: 'exact', path: '/', caseSensitive: true };
const ALWAYS: PathTest = { kind: 'always' };

/**
 * All of a server but its names. Without the authority to check certificates of clients, the server is one `return`: its locations, snippets
 * and pages are not written.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`$server.AuthTLSError`).
 */
export function hostEntry(server: Server, names: readonly string[], around: StepContext): HostEntry {
  const closed = server.clientCertificateError !== undefined;
  const context = closed ? notWritten(around) : around;
  context.configuration.ofServer(server);
  const locations = writtenLocations(server);
  const planOf = (location: Location): LocationPlan => planLocation(location, server, context);
  const cause = regexCause(locations);
  const { check, subject } = certificateSteps(server);
  const script = closed ? undefined : serverScript(server, locations, context);
  const first = [...check, ...blockLists(context.settings), ...subject, ...(script ?? [])];
  const errorPages = closed ? undefined : pagesOfServer(server, context);
  const others = snippetCandidates(server, context);
  const candidates =
    cause === undefined
      ? literalCandidates(server, locations, planOf, others, context)
      : regexCandidates(locations, planOf, others, context.freezes);
  return {
    host: server.hostname === DEFAULT_SERVER ? '' : server.hostname,
    names,
    ...(first.length === 0 ? {} : { first }),
    ...(errorPages === undefined ? {} : { errorPages }),
    before: before(server, script === undefined ? locations : [], context),
    candidates,
    otherwise: NO_LOCATION,
    ...(server.owner === undefined ? {} : { origin: originOf(server.owner.view, 'spec.rules') }),
    ...(cause === undefined ? {} : { remark: { text: REGEX_REMARK, origin: regexOrigin(cause) } }),
  };
}

const REGEX_REMARK = 'every path of the host is read as a regular expression without regard to case, and the longest text is tried first';

function regexOrigin({ annotations, ingress }: Location): Origin {
  const { view } = ingress as ParsedIngress;
  const name = annotations?.rewrite.useRegex === true ? 'use-regex' : 'rewrite-target';
  return originOf(view, annotationField(annotations?.keyOf(name) ?? name));
}

type PlanOf = (location: Location) => LocationPlan;

// ---- before any location: what stands in the server block itself

function before(server: Server, locations: readonly Location[], context: StepContext): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const errorPages = pagesOfServer(server, context);
  const add = (path: PathTest, outcome: Outcome, origin: Origin): void => {
    const effects = context.effects.ofServer(server);
    candidates.push({ match: { path }, steps: [], outcome, effects, ...(errorPages === undefined ? {} : { errorPages }), origin });
  };
  if (server.clientCertificateError !== undefined) {
    const { view, annotations } = server.clientCertificateError;
    const because = annotations.access.denied?.because ?? 'the certificate to check clients with cannot be had';
    const outcome: Outcome = { kind: 'answer', status: builtInStatus(403, context.settings), because };
    const origin = originOf(view, annotationField(annotations.keyOf('auth-tls-secret')));
    candidates.push({ match: { path: ALWAYS }, steps: [], outcome, effects: context.effects.ofServer(server), origin });
  }
  for (const { outcome, origin } of appRoots(locations, context).slice(0, 1)) add(ROOT, outcome, origin);
  return candidates;
}

// ---- a host with regular expressions: the first that matches, in the order of the file

function regexCandidates(
  locations: readonly Location[],
  planOf: PlanOf,
  others: SnippetCandidates,
  freezes: Freezes,
): readonly Candidate[] {
  const own = locations.map((location) => {
    const plan = planOf(location);
    const pattern = `^${location.path}`;
    const syntax = syntaxOf(pattern);
    if (syntax.kind === 'refused') freezes.add('regex', `"${location.path}" is no regular expression: ${syntax.because}`, plan.origin);
    return candidate({ kind: 'regex', pattern, caseSensitive: false }, location, plan);
  });
  return inOrder({
    exact: [...others.exact, ...others.slashes.map(({ candidate: one }) => one)],
    prefixes: others.prefixes,
    patterns: [...others.patterns, ...own, ...others.lastPatterns],
  });
}

// ---- a host without: exact, then the same with a slash added, then the longest prefix

function literalCandidates(
  server: Server,
  locations: readonly Location[],
  planOf: PlanOf,
  others: SnippetCandidates,
  context: StepContext,
): readonly Candidate[] {
  const exact = new Map<string, Location>();
  const prefix = new Map<string, Location>();
  for (const location of locations) {
    const { path, pathType } = location;
    const kind = pathType === 'Exact' ? exact : prefix;
    const other = kind.get(path);
    if (other === undefined) kind.set(path, location);
    else
      context.freezes.add(
        'duplicate-location',
        `host "${server.hostname}" gets the location "${path}" twice`,
        planOf(other).origin,
        planOf(location).origin,
      );
  }
  const candidates: Candidate[] = [];
  const prefixes: PrefixCandidate[] = server.hostname === DEFAULT_SERVER ? ownLocations(server, context) : [];
  /** Paths that something takes, without the slash that nginx would add. */
  const taken = new Set(others.names);
  for (const [path, location] of prefix) {
    // `/foo/` and `= /foo` of one Ingress path are one prefix of segments.
    const barePath = path.slice(0, -1);
    const bare = path === '/' ? undefined : exact.get(barePath);
    // Where patterns stand between exact paths and prefixes, the two are not one.
    const whole =
      !others.any &&
      bare !== undefined &&
      bare.ingress === location.ingress &&
      bare.field === location.field &&
      bare.upstream === location.upstream;
    const test: PathTest = whole
      ? { kind: 'segmentPrefix', path: barePath, caseSensitive: true }
      : { kind: 'stringPrefix', path, caseSensitive: true };
    if (whole) {
      exact.delete(barePath);
      taken.add(barePath);
    }
    prefixes.push({ path, candidate: candidate(test, location, planOf(location)) });
  }
  for (const [path, location] of exact) {
    taken.add(path);
    // An exact path with a slash is covered by the prefix that the same Ingress path became.
    const twin = prefix.get(path);
    if (twin !== undefined && twin.ingress === location.ingress && twin.field === location.field) continue;
    candidates.push(candidate({ kind: 'exact', path, caseSensitive: true }, location, planOf(location)));
  }
  for (const [path, location] of [...exact, ...prefix]) {
    if (path === '/' || !path.endsWith('/') || taken.has(path.slice(0, -1))) continue;
    const plan = planOf(location);
    if (!plan.addsSlash) continue;
    taken.add(path.slice(0, -1));
    candidates.push(slashRedirect(path, location, server, plan, context));
  }
  return inOrder({
    exact: [...others.exact, ...others.slashes.flatMap(({ path, candidate: one }) => (taken.has(path) ? [] : [one])), ...candidates],
    prefixes: [...prefixes, ...others.prefixes],
    patterns: [...others.patterns, ...others.lastPatterns],
  });
}

/**
 * nginx sends the client to the path with a slash where a location with one hands requests on.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c `ngx_http_core_find_config_phase`.
 */
function slashRedirect(
  path: string,
  location: Location,
  server: Server,
  { origin, shared: { errorPages, bodyLimit } }: LocationPlan,
  { settings, effects }: StepContext,
): Candidate {
  const relative = location.annotations?.redirect.relative === true || configSwitch(settings, 'relative-redirects', false);
  const query = [{ text: '?', ifAny: 'query' }, { variable: 'query' }] as const;
  return {
    match: { path: { kind: 'exact', path: path.slice(0, -1), caseSensitive: true } },
    steps: [],
    outcome: {
      kind: 'redirect',
      status: 301,
      location: { text: [escapePath(bytesOf(path)), ...query], pathOnly: relative ? 'kept' : 'completed' },
    },
    effects: effects.ofServer(server),
    ...(errorPages === undefined ? {} : { errorPages }),
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    origin,
    because: `nginx adds the slash of "${path}"`,
  };
}

function candidate(path: PathTest, location: Location, { shared, steps, origin }: LocationPlan): Candidate {
  if (!location.isDefault) return { match: { path }, ...shared, steps, origin };
  const because = location.ingress === undefined ? 'the catch-all of the controller' : 'the catch-all of the host';
  return { match: { path }, ...shared, steps, origin, because };
}

/** The health check and the status page of the default server. */
function ownLocations(server: Server, context: StepContext): PrefixCandidate[] {
  const { settings, effects } = context;
  const errorPages = pagesOfServer(server, context);
  const own = (path: string, outcome: Outcome): PrefixCandidate => ({
    path,
    candidate: {
      match: { path: { kind: 'stringPrefix', path, caseSensitive: true } },
      steps: [],
      outcome,
      effects: effects.ofServer(server),
      ...(errorPages === undefined ? {} : { errorPages }),
      bodyLimit: bodyLimit(NGINX_BODY_LIMIT, CONTROLLER),
      origin: CONTROLLER,
      because: 'a location of the controller itself',
    },
  });
  const local = [
    ...(settings.config['nginx-status-ipv4-whitelist'] ?? '127.0.0.1').split(','),
    ...(settings.config['nginx-status-ipv6-whitelist'] ?? '::1').split(','),
  ];
  const fromPod: Condition = { kind: 'clientAddress', networks: local };
  // nginx/nginx@release-1.27.1:src/http/modules/ngx_http_stub_status_module.c (`ngx_http_stub_status_handler`).
  const read: Condition = { kind: 'method', methods: ['GET', 'HEAD'] };
  return [
    own(settings.healthPath, { kind: 'answer', status: 200, because: 'the health check' }),
    own('/nginx_status', {
      kind: 'conditional',
      branches: [
        { conditions: [fromPod, read], outcome: { kind: 'answer', status: 200, because: 'the status page' } },
        { conditions: [fromPod], outcome: { kind: 'answer', status: 405, because: 'the status page is only read' } },
      ],
      otherwise: { kind: 'answer', status: 403, because: 'the status page is for the pod itself' },
    }),
  ];
}
