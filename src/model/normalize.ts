import { fail } from '../findings/fail';
import { valueText } from '../findings/value-text';
import { checkToken } from './check-values';
import { CLASS_ANNOTATION, isDnsLabel, isDnsSubdomain, isLabelValue, isPortName, isQualifiedName } from './kubernetes-syntax';
import type {
  Annotations,
  Canary,
  FixedResponse,
  HostMatch,
  Native,
  NeutralRoute,
  PathMatch,
  PathRewrite,
  PortRef,
  Redirect,
  RedirectStatus,
  RequestMatch,
  RouteAction,
  RouteOrigin,
  RoutePolicies,
  ServiceRef,
  TlsCertificate,
} from './neutral-route';
import { unwritableKey } from './unwritable-key';

/**
 * Converts routes of users to neutral routes. Only here user input is checked against the rules of Kubernetes itself. A dialect adds
 * only the checks of its controller.
 *
 * What Kubernetes accepts: kubernetes/kubernetes@v1.36.3:pkg/apis/networking/validation/validation.go (hosts, paths,
 * backends, TLS) and staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go (names).
 */

export type PathTypeInput = 'prefix' | 'exact' | 'implementationSpecific' | 'regex';

/** A target as the user wrote it. */
export type TargetInput =
  | { readonly kind: 'service'; readonly service: ServiceRef }
  | { readonly kind: 'weighted'; readonly targets: readonly { readonly target: TargetInput; readonly weight: number }[] }
  | {
      readonly kind: 'redirect';
      readonly scheme?: 'http' | 'https';
      readonly hostname?: string;
      readonly port?: number;
      readonly path?: string;
      readonly status?: number;
    }
  | ({ readonly kind: 'fixedResponse' } & FixedResponse)
  | { readonly kind: 'tlsPassthrough'; readonly target: TargetInput };

export type RewriteInput =
  | { readonly kind: 'stripPrefix' }
  | { readonly kind: 'replacePrefix'; readonly replacement: string }
  | { readonly kind: 'replacePath'; readonly path: string }
  | { readonly kind: 'regex'; readonly substitution: string };

export interface CanaryInput {
  readonly target: TargetInput;
  /** Checked. */
  readonly matches?: readonly RequestMatch[];
  readonly header?: string;
  readonly cookie?: string;
  readonly weight?: number;
  readonly weightTotal?: number;
}

export interface RouteInput {
  readonly hosts: readonly HostMatch[];
  readonly path: string;
  readonly pathType: PathTypeInput;
  /** Checked. */
  readonly matches?: readonly RequestMatch[];
  /** Namespace of the route. */
  readonly namespace: string;
  readonly target: TargetInput;
  readonly rewrite?: RewriteInput;
  readonly canary?: CanaryInput;
  readonly policies: RoutePolicies;
  readonly native: Native;
  readonly origin: RouteOrigin;
}

export function normalizeRoute(input: RouteInput): NeutralRoute {
  const where = input.origin.construct;
  const path = normalizePath(input.path, input.pathType, where);
  return {
    hosts: input.hosts,
    path,
    ...(input.matches === undefined ? {} : { matches: input.matches }),
    action: normalizeAction(input, path, where),
    policies: input.policies,
    native: input.native,
    origin: input.origin,
  };
}

// ---- hosts

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** `undefined` and the empty string mean any host. */
export function normalizeHost(host: string | undefined, where: string): HostMatch {
  if (host === undefined || host === '') return { kind: 'any' };
  if (typeof host !== 'string') fail('host/not-a-host', where, { host: valueText(host), because: 'is not text', use: 'shop.example.com' });
  const problem = hostProblem(host);
  if (problem !== undefined) fail('host/not-a-host', where, { host, ...problem });
  return host.startsWith('*.') ? { kind: 'wildcard', domain: host.slice(2) } : { kind: 'exact', name: host };
}

function hostProblem(host: string): { because: string; use: string } | undefined {
  const bare = host
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  const use = isDnsSubdomain(bare.replace(/^\*\./, '')) && !IPV4.test(bare) ? bare : 'shop.example.com';
  if (IPV4.test(host) || /^\[?[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*\]?$/i.test(host))
    return { because: 'is an IP address; the Ingress API takes DNS names only', use };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(host)) return { because: 'is a URL; a host is a DNS name without scheme or path', use };
  if (/:\d+$/.test(host)) return { because: 'has a port; routes match a host on every port of the controller', use };
  if (host !== host.toLowerCase() && isDnsSubdomain(host.toLowerCase().replace(/^\*\./, '')))
    return { because: 'has upper case letters, which the API server refuses', use };
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (name.includes('*'))
    return {
      because: 'may have "*" only as its whole first label',
      use: `*.${name.slice(name.lastIndexOf('*') + 1).replace(/^\.+/, '') || 'example.com'}`,
    };
  if (host.length > 253) return { because: `has ${host.length} characters; a DNS name has at most 253`, use: 'shop.example.com' };
  if (!isDnsSubdomain(name))
    return { because: 'is not a DNS name (letters, digits, "-" and ".", each label beginning and ending in a letter or digit)', use };
  const longLabel = name.split('.').find((label) => label.length > 63);
  if (longLabel !== undefined) return { because: `has a label of ${longLabel.length} characters; DNS allows 63`, use: 'shop.example.com' };
  return undefined;
}

/** The name of one host, for redirects and host aliases. */
export function checkHostname(host: string, where: string): string {
  const match = normalizeHost(host, where);
  if (match.kind !== 'exact')
    fail('host/not-a-host', where, {
      host,
      because: 'must be the name of one host',
      use: match.kind === 'wildcard' ? match.domain : 'shop.example.com',
    });
  return match.name;
}

// ---- paths

/** Half of a surrogate pair, which cannot be encoded as UTF-8. */
const LONE_SURROGATE = /\p{Cs}/u;
const PATH_TYPES: readonly PathTypeInput[] = ['prefix', 'exact', 'implementationSpecific', 'regex'];

/** Sequences that the API server refuses in Exact and Prefix paths. */
const REFUSED_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const REFUSED_SUFFIXES = ['/..', '/.'];

export function normalizePath(path: string, type: PathTypeInput, where: string): PathMatch {
  if (typeof path !== 'string' || LONE_SURROGATE.test(path)) fail('route/path-not-text', where, { path });
  if (!PATH_TYPES.includes(type)) fail('route/path-type', where, { pathType: type });
  checkBeginsWithSlash(path, where);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are searched for
  if (/[\u0000-\u0020\u007f]/.test(path)) fail('route/path-with-space', where, { path });
  if (path.length > 2048) fail('route/path-too-long', where, { path: `${path.slice(0, 40)}...`, length: path.length });
  if (type === 'regex') return { kind: 'regexPrefix', pattern: path };
  if (type === 'implementationSpecific') return { kind: 'controllerDefined', path };
  const query = /[?#]/.exec(path);
  if (query !== null) fail('route/path-with-query', where, { path, character: query[0], use: path.slice(0, query.index) });
  const sequence = REFUSED_SEQUENCES.find((s) => path.includes(s)) ?? REFUSED_SUFFIXES.find((s) => path.endsWith(s));
  if (sequence !== undefined) fail('route/path-not-normal', where, { path, sequence });
  if (path.endsWith('/*')) fail('route/path-with-wildcard', where, { path, use: path.slice(0, -2) || '/' });
  if (type === 'exact') return { kind: 'exact', path };
  return { kind: 'segmentPrefix', path: withoutTrailingSlash(path) };
}

function checkBeginsWithSlash(path: string, where: string): void {
  if (path.startsWith('/')) return;
  const url = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)/i.exec(path);
  if (url !== null) fail('route/path-is-url', where, { path, hostname: url[1] ?? '', rest: url[2] || '/' });
  fail('route/path-without-slash', where, { path });
}

/** The Ingress API ignores a trailing slash of a Prefix path, so one spelling is enough. */
function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

// ---- what a route does

function normalizeAction(input: RouteInput, path: PathMatch, where: string): RouteAction {
  const { target } = input;
  const route = hostAndPath(input);
  if (target.kind === 'redirect') {
    if (input.rewrite !== undefined) fail('route/redirect-with-rewrite', where, { route });
    if (input.canary !== undefined) fail('route/redirect-with-canary', where, { route });
    return { kind: 'redirect', redirect: normalizeRedirect(target, input, path, where) };
  }
  if (target.kind === 'fixedResponse') {
    const beside = input.rewrite !== undefined ? 'rewrite' : input.canary !== undefined ? 'canary' : undefined;
    if (beside !== undefined) fail('route/fixed-response-with', where, { route, option: beside });
    return { kind: 'respond', response: normalizeResponse(target, where) };
  }
  if (target.kind === 'tlsPassthrough') return normalizePassthrough(target.target, input, path, where);
  const backends = flattenTargets(target, input.namespace, route, where);
  return {
    kind: 'forward',
    backends,
    ...(input.rewrite === undefined ? {} : { rewrite: normalizeRewrite(input.rewrite, path, route, where) }),
    ...(input.canary === undefined ? {} : { canary: normalizeCanary(input.canary, backends, input, where) }),
  };
}

function normalizePassthrough(target: TargetInput, input: RouteInput, path: PathMatch, where: string): RouteAction {
  const route = hostAndPath(input);
  if (target.kind !== 'service') fail('route/passthrough-not-service', where, { route, kind: target.kind });
  if (path.kind !== 'segmentPrefix' || path.path !== '/') fail('route/passthrough-path', where, { route });
  if (input.hosts.some(({ kind }) => kind === 'any')) fail('route/passthrough-without-host', where, { route });
  for (const option of ['matches', 'rewrite', 'canary'] as const)
    if (input[option] !== undefined) fail('route/passthrough-with', where, { route, option });
  return { kind: 'forward', backends: flattenTargets(target, input.namespace, route, where), tlsPassthrough: true };
}

const hostAndPath = (input: RouteInput): string => {
  const first = input.hosts[0];
  return (first === undefined || first.kind === 'any' ? '' : first.kind === 'exact' ? first.name : `*.${first.domain}`) + input.path;
};

function flattenTargets(
  target: Extract<TargetInput, { kind: 'service' | 'weighted' }>,
  namespace: string,
  route: string,
  where: string,
): RouteForwardBackends {
  if (target.kind === 'service') return [{ service: normalizeService(target.service, namespace, where), weight: 1 }];
  if (target.targets.length === 0) fail('route/no-targets', where, { route });
  const backends = target.targets.map(({ target: one, weight }) => {
    if (one.kind !== 'service') fail('route/weighted-not-service', where, { route, kind: one.kind });
    if (!Number.isInteger(weight) || weight < 0 || weight > 1_000_000) fail('route/weight-out-of-range', where, { route, weight });
    return { service: normalizeService(one.service, namespace, where), weight };
  });
  if (backends.every((b) => b.weight === 0)) fail('route/weights-all-zero', where, { route });
  const seen = new Set<string>();
  for (const { service } of backends) {
    const key = `${service.namespace ?? ''}/${service.name}:${service.port}`;
    if (seen.has(key)) fail('route/weighted-twice', where, { route, service: `${service.name}:${service.port}` });
    seen.add(key);
  }
  return backends;
}

type RouteForwardBackends = Extract<RouteAction, { kind: 'forward' }>['backends'];

/** A Service in the namespace of the routes, `routes`, gets no `namespace`. */
export function normalizeService(service: ServiceRef, routes: string, where: string): ServiceRef {
  checkService(service, where);
  if (service.namespace !== routes) return service;
  const { namespace: _, ...inRoutes } = service;
  return inRoutes;
}

export function checkService(service: ServiceRef, where: string): void {
  if (typeof service.name !== 'string' || !isDnsLabel(service.name) || !/^[a-z]/.test(service.name))
    fail('backend/bad-service-name', where, { name: service.name });
  checkPort(service.port, service.name, where);
  if (service.namespace !== undefined) checkNamespace(service.namespace, where);
}

function checkPort(port: PortRef, service: string, where: string): void {
  const ok = typeof port === 'number' ? Number.isInteger(port) && port >= 1 && port <= 65535 : typeof port === 'string' && isPortName(port);
  if (!ok) fail('backend/bad-port', where, { service, port });
}

export function checkNamespace(namespace: string, where: string): void {
  if (typeof namespace !== 'string' || !isDnsLabel(namespace))
    fail('name/not-a-label', where, { what: 'namespace', name: namespace, limit: 63 });
}

/** Labels and annotations of objects, besides those of their controller. */
export function checkMetadata(
  { labels, annotations }: { readonly labels?: { readonly [key: string]: string }; readonly annotations?: Annotations },
  className: string | undefined,
  where: string,
): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    const part = !isQualifiedName(key) ? 'key' : typeof value !== 'string' || !isLabelValue(value) ? 'value' : undefined;
    if (part !== undefined) fail('ingress/label-malformed', where, { option: 'labels', key, value, part });
  }
  for (const [key, value] of Object.entries(annotations ?? {})) {
    // The API server compares the key in lower case.
    const part = !isQualifiedName(key.toLowerCase()) ? 'key' : typeof value !== 'string' ? 'value' : undefined;
    if (part !== undefined) fail('ingress/label-malformed', where, { option: 'annotations', key, value, part });
    if (key === CLASS_ANNOTATION && className !== undefined) fail('ingress/class-annotation', where, { key, className });
  }
  for (const [owner, texts] of Object.entries({ labels, annotations })) {
    const path = unwritableKey(texts);
    if (path !== undefined) fail('option/key-not-writable', where, { owner, path });
  }
}

/** Names of Ingresses, Secrets and config maps. */
export function checkObjectName(what: string, name: string, where: string): void {
  if (typeof name !== 'string' || !isDnsSubdomain(name)) fail('name/not-a-subdomain', where, { what, name, limit: 253 });
}

function normalizeResponse({ status, body, contentType }: FixedResponse, where: string): FixedResponse {
  if (!Number.isInteger(status) || status < 200 || status > 599 || (status >= 300 && status < 400))
    fail('route/response-status', where, { status });
  if (body !== undefined && typeof body !== 'string')
    fail('policy/value-not-accepted', where, { option: 'body', value: valueText(body), accepts: 'text' });
  if (contentType !== undefined)
    checkToken(
      'contentType',
      contentType,
      /^[\w.+-]+\/[\w.+-]+(?: *; *[\w-]+=[\w.-]+)*$/,
      'a media type such as "application/json"',
      where,
    );
  const type = contentType ?? (body === undefined ? undefined : 'text/plain');
  return { status, ...(body === undefined ? {} : { body }), ...(type === undefined ? {} : { contentType: type }) };
}

const REDIRECT_STATUSES: readonly number[] = [301, 302, 303, 307, 308];

function normalizeRedirect(
  target: Extract<TargetInput, { kind: 'redirect' }>,
  input: RouteInput,
  path: PathMatch,
  where: string,
): Redirect {
  const route = hostAndPath(input);
  const status = target.status ?? 302;
  if (!REDIRECT_STATUSES.includes(status)) fail('route/redirect-status', where, { route, status });
  if (target.scheme === undefined && target.hostname === undefined && target.port === undefined && target.path === undefined)
    fail('route/redirect-nowhere', where, { route });
  if (target.hostname !== undefined) checkHostname(target.hostname, where);
  if (target.scheme !== undefined && target.scheme !== 'http' && target.scheme !== 'https')
    fail('policy/value-not-accepted', where, { option: 'scheme', value: valueText(target.scheme), accepts: 'UrlScheme.HTTP or HTTPS' });
  if (target.port !== undefined && !(Number.isInteger(target.port) && target.port >= 1 && target.port <= 65535))
    fail('route/redirect-port', where, { route, port: target.port });
  if (target.path !== undefined) {
    if (typeof target.path !== 'string' || LONE_SURROGATE.test(target.path)) fail('route/path-not-text', where, { path: target.path });
    checkBeginsWithSlash(target.path, where);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are searched for
    if (/[\u0000-\u0020\u007f]/.test(target.path)) fail('route/path-with-space', where, { path: target.path });
  }
  const staysOnHost = target.hostname === undefined || input.hosts.some((h) => h.kind === 'exact' && h.name === target.hostname);
  const staysOnPath = target.path === undefined || takes(path, target.path.replace(/[?#].*$/s, ''));
  if (staysOnHost && staysOnPath && target.port === undefined) fail('route/redirect-loop', where, { route, to: target.path ?? input.path });
  return {
    ...(target.scheme === undefined ? {} : { scheme: target.scheme }),
    ...(target.hostname === undefined ? {} : { hostname: target.hostname }),
    ...(target.port === undefined ? {} : { port: target.port }),
    ...(target.path === undefined ? {} : { path: target.path }),
    status: status as RedirectStatus,
  };
}

/** Whether a path certainly takes a request, by the Ingress API. */
function takes(match: PathMatch, path: string): boolean {
  if (match.kind === 'exact') return match.path === path;
  if (match.kind === 'segmentPrefix') return match.path === '/' || path === match.path || path.startsWith(`${match.path}/`);
  return false;
}

function normalizeRewrite(rewrite: RewriteInput, path: PathMatch, route: string, where: string): PathRewrite {
  switch (rewrite.kind) {
    case 'stripPrefix':
    case 'replacePrefix': {
      if (path.kind !== 'segmentPrefix') fail('route/prefix-rewrite-without-prefix', where, { route, rewrite: rewrite.kind });
      const replacement = rewrite.kind === 'stripPrefix' ? '/' : checkRewritePath(rewrite.replacement, where);
      return { kind: 'replacePrefix', replacement: withoutTrailingSlash(replacement) };
    }
    case 'replacePath':
      return { kind: 'replacePath', path: checkRewritePath(rewrite.path, where) };
    case 'regex': {
      if (path.kind !== 'regexPrefix') fail('route/regex-rewrite-without-regex', where, { route });
      if (typeof rewrite.substitution !== 'string') fail('route/path-not-text', where, { path: rewrite.substitution });
      if (!rewrite.substitution.startsWith('/') && !rewrite.substitution.startsWith('$'))
        fail('route/path-without-slash', where, { path: rewrite.substitution });
      const variable = /\$(?![1-9](?!\d))\w*/.exec(rewrite.substitution);
      if (variable !== null) fail('route/rewrite-variable', where, { route, rewrite: rewrite.substitution, variable: variable[0] });
      return { kind: 'substitute', substitution: rewrite.substitution };
    }
  }
}

function checkRewritePath(path: string, where: string): string {
  if (typeof path !== 'string') fail('route/path-not-text', where, { path });
  checkBeginsWithSlash(path, where);
  if (path.includes('$')) fail('route/rewrite-with-dollar', where, { path });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are searched for
  if (/[\u0000-\u0020\u007f]/.test(path)) fail('route/path-with-space', where, { path });
  const query = /[?#]/.exec(path);
  if (query !== null) fail('route/path-with-query', where, { path, character: query[0], use: path.slice(0, query.index) });
  return path;
}

const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

export function checkHeaderName(name: string, where: string): string {
  if (typeof name !== 'string' || !HEADER_NAME.test(name)) fail('route/bad-header-name', where, { name });
  return name;
}

function normalizeCanary(canary: CanaryInput, main: RouteForwardBackends, input: RouteInput, where: string): Canary {
  const { target, matches, header, cookie, weight, weightTotal: total = 100 } = canary;
  const route = hostAndPath(input);
  if (target.kind !== 'service') fail('route/weighted-not-service', where, { route, kind: target.kind });
  if (main.length > 1) fail('route/canary-with-weights', where, { route });
  const service = normalizeService(target.service, input.namespace, where);
  const [first] = main;
  if (first?.service.name === service.name && first.service.port === service.port && first.service.namespace === service.namespace)
    fail('route/canary-same-service', where, { route, service: `${service.name}:${service.port}` });
  if (matches === undefined && header === undefined && cookie === undefined && weight === undefined)
    fail('route/canary-without-rule', where, { route });
  if (!Number.isInteger(total) || total < 1 || total > 1_000_000) fail('route/weight-out-of-range', where, { route, weight: total });
  if (weight !== undefined && (!Number.isInteger(weight) || weight < 0 || weight > total))
    fail('route/canary-weight-out-of-range', where, { route, weight, total });
  return {
    service,
    ...(matches === undefined ? {} : { matches }),
    ...(header === undefined ? {} : { header: checkHeaderName(header, where) }),
    ...(cookie === undefined ? {} : { cookie: checkHeaderName(cookie, where) }),
    ...(weight === undefined ? {} : { weight, weightTotal: total }),
  };
}

// ---- TLS

/** Hosts of a certificate: the given ones, or else those of the routes. */
export function normalizeTls(tls: TlsCertificate, routed: readonly HostMatch[], where: string): TlsCertificate {
  if (tls.secretName !== undefined) checkObjectName('Secret', tls.secretName, where);
  if (!Array.isArray(tls.hosts))
    fail('host/not-a-host', where, { host: valueText(tls.hosts), because: 'is not a list', use: 'shop.example.com' });
  for (const host of tls.hosts) {
    if (normalizeHost(host, where).kind === 'any')
      fail('host/not-a-host', where, { host, because: 'is empty; a certificate is for host names', use: 'shop.example.com' });
  }
  const hosts =
    tls.hosts.length > 0
      ? [...new Set(tls.hosts)]
      : routed.flatMap((h) => (h.kind === 'any' ? [] : h.kind === 'exact' ? [h.name] : [`*.${h.domain}`]));
  if (hosts.length === 0)
    fail('tls/without-host', where, {
      secret: tls.secretName === undefined ? "the controller's default certificate" : `Secret "${tls.secretName}"`,
    });
  return { ...tls, hosts };
}
