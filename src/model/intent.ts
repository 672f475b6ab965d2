import {
  type Annotations,
  hostText,
  type NeutralRoute,
  type PathMatch,
  type PathRewrite,
  type PortRef,
  pathText,
  type Redirect,
  type RequestMatch,
  type RouteAction,
  type RouteSet,
  type ServiceRef,
} from './neutral-route';
import { comparePrecedence, meetsAll, type RequestFacts } from './request-match';

/**
 * The meaning of routes by the Ingress API alone, for one request at a time. It is independent of controllers and manifests, so it can
 * be used to check both. It is small on purpose: `open` means that the API leaves the answer to the controller.
 *
 * Source: kubernetes/kubernetes@v1.36.3:staging/src/k8s.io/api/networking/v1/types.go (`IngressRule`, `PathType`, `HTTPIngressPath`).
 */
export class Intent {
  private readonly hosts = new Map<string, HostIntent>();
  private readonly known = new Map<string, readonly HostIntent[]>();

  /** `headOf`: the text, in lower case, that every path matched by a pattern begins with. */
  public constructor(routes: Iterable<IntendedRoute>, headOf: (pattern: string) => string) {
    for (const route of routes) {
      let host = this.hosts.get(route.host);
      if (host === undefined) {
        host = { exact: new Map(), prefixes: new Map(), conditional: new Map(), patterns: [] };
        this.hosts.set(route.host, host);
      }
      add(host, route, headOf);
    }
  }

  /**
   * The route that a request belongs to, without regard to patterns. `nobody`: no route takes it. `open`: the API does not say. `path`
   * begins with `/` and has no query.
   */
  public ownerOf(host: string, path: string, request: RequestFacts = {}): IntendedRoute | 'nobody' | 'open' {
    const hosts = this.hostsFor(host);
    const [precise] = hosts;
    const taker = precise === undefined ? 'nobody' : takerOf(precise, path, request);
    // The API does not say whether a request that no path of its host takes falls back to a less specific host.
    return taker === 'nobody' && hosts.some((other, index) => index > 0 && takerOf(other, path, request) !== 'nobody') ? 'open' : taker;
  }

  /** The route of a host with exactly this path. */
  public routeAt(host: string, kind: string, path: string): IntendedRoute | undefined {
    const [precise] = this.hostsFor(host);
    const found =
      kind === 'exact' ? precise?.exact.get(path) : kind === 'segmentPrefix' ? precise?.prefixes.get(withoutSlash(path)) : undefined;
    return found === 'open' ? undefined : found;
  }

  /** How many paths and patterns a host has. */
  public sizeOf(host: string): number {
    const [precise] = this.hostsFor(host);
    return precise === undefined ? 0 : precise.exact.size + precise.prefixes.size + precise.conditional.size + precise.patterns.length;
  }

  /**
   * The routes with patterns that may take a request. Only the controller knows which of them takes it, and whether it precedes other
   * paths.
   */
  public contestants(host: string, path: string): readonly IntendedRoute[] {
    const lower = path.toLowerCase();
    return this.hostsFor(host).flatMap(({ patterns }) => patterns.filter(({ head }) => lower.startsWith(head)).map(({ route }) => route));
  }

  /** The most specific host first: hosts are compared before paths. */
  private hostsFor(host: string): readonly HostIntent[] {
    let found = this.known.get(host);
    if (found === undefined) {
      found = [host, host.replace(/^[^.]+/, '*'), ''].flatMap((name) => this.hosts.get(name) ?? []);
      this.known.set(host, found);
    }
    return found;
  }
}

/** One host and path, and the intended outcome of its requests. */
export interface IntendedRoute {
  /** As written in manifests; empty for any host. */
  readonly host: string;
  readonly path: PathMatch;
  /** Conditions besides host and path. Absent: none. */
  readonly matches?: readonly RequestMatch[];
  readonly meaning: Meaning;
  /** Native settings that the author of the route added. Their effect is intended too. */
  readonly annotations: Annotations;
  /** `NeutralRoute.origin.index` of a route that a user wrote; absent for an implied route. */
  readonly index?: number;
  /** The construct with the route; within one construct the order of routes matters. */
  readonly construct?: string;
}

export type Meaning =
  | { readonly kind: 'forward'; readonly backends: readonly MeantBackend[]; readonly rewrite: PathRewrite | undefined }
  | Exclude<RouteAction, { readonly kind: 'forward' }>;

/** Shares of all backends of a route add up to 1. */
export interface MeantBackend {
  readonly namespace: string;
  readonly name: string;
  readonly port: PortRef;
  readonly share: number;
}

interface HostIntent {
  readonly exact: Map<string, IntendedRoute | 'open'>;
  /** Without a slash at the end. */
  readonly prefixes: Map<string, IntendedRoute | 'open'>;
  /** Routes with conditions by the kind and text of their path, in the order in which they are compared. */
  readonly conditional: Map<string, IntendedRoute[]>;
  /** The text, in lower case, that every path taken by a pattern begins with. */
  readonly patterns: { readonly head: string; readonly route: IntendedRoute }[];
}

/** Adds a route. If two routes take the same requests, the API prefers neither. */
function add({ exact, prefixes, conditional, patterns }: HostIntent, route: IntendedRoute, headOf: (pattern: string) => string): void {
  const { path, matches } = route;
  if (path.kind !== 'exact' && path.kind !== 'segmentPrefix') patterns.push({ head: headOf(pathText(path)), route });
  else if (matches !== undefined) {
    const key = `${path.kind} ${path.kind === 'exact' ? path.path : withoutSlash(path.path)}`;
    const others = conditional.get(key) ?? [];
    conditional.set(
      key,
      [...others, route].sort((a, b) => comparePrecedence(a.matches ?? [], b.matches ?? [])),
    );
  } else if (path.kind === 'exact') exact.set(path.path, exact.has(path.path) ? 'open' : route);
  else {
    const base = withoutSlash(path.path);
    prefixes.set(base, prefixes.has(base) ? 'open' : route);
  }
}

/** The exact path, or else the longest prefix; of routes with one path those with conditions first. */
function takerOf({ exact, prefixes, conditional }: HostIntent, path: string, request: RequestFacts): IntendedRoute | 'nobody' | 'open' {
  const byConditions = (kind: PathMatch['kind'], at: string): IntendedRoute | 'open' | undefined =>
    conditional.size === 0 ? undefined : takerAt(conditional.get(`${kind} ${at}`) ?? [], request);
  const found = byConditions('exact', path) ?? exact.get(path);
  if (found !== undefined) return found;
  for (let base = withoutSlash(path); ; base = base.slice(0, base.lastIndexOf('/'))) {
    const prefix = byConditions('segmentPrefix', base) ?? prefixes.get(base);
    if (prefix !== undefined) return prefix;
    if (base === '') return 'nobody';
  }
}

/**
 * The first route whose conditions a request meets. If two have equal precedence, the API prefers neither, unless both are from one
 * construct.
 */
function takerAt(routes: readonly IntendedRoute[], request: RequestFacts): IntendedRoute | 'open' | undefined {
  const possible = routes.filter(({ matches = [] }) => meetsAll(matches, request) !== false);
  const [first, second] = possible;
  if (first === undefined) return undefined;
  const isEqual = second !== undefined && comparePrecedence(first.matches ?? [], second.matches ?? []) === 0;
  if (meetsAll(first.matches ?? [], request) === 'open' || (isEqual && first.construct !== second.construct)) return 'open';
  return first;
}

const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);

// ---- from neutral routes

/** The intent of a set of routes. `namespace`: the namespace of the routes. `onAll`: annotations that apply to each route. */
export function intendedRoutes(set: RouteSet, namespace: string, onAll: Annotations): readonly IntendedRoute[] {
  const intended: IntendedRoute[] = [];
  const roots = new Set<string>();
  const { appRoot } = set.hosts;
  if (appRoot !== undefined) {
    const meaning: Meaning = { kind: 'redirect', redirect: { path: appRoot, status: 302 } };
    const root = { path: { kind: 'exact', path: '/' }, meaning, annotations: onAll } as const;
    // A controller knows a host only if it has a route.
    const served = new Set(set.routes.flatMap(({ hosts }) => hosts.map(hostText)));
    for (const host of set.hostMatches.map(hostText))
      if (set.defaultBackend !== undefined || served.has(host)) intended.push({ host, ...root });
  }
  for (const route of set.routes) {
    // appRoot takes "/"; the dialect reports this route as unreachable.
    if (appRoot !== undefined && route.path.kind === 'exact' && route.path.path === '/') continue;
    const meaning = meaningOf(route, namespace);
    const { path, matches } = route;
    const { index } = route.origin;
    const annotations = { ...onAll, ...route.native.annotations };
    const canary = canaryByMatches(route, namespace);
    for (const match of route.hosts) {
      const host = hostText(match);
      if (path.kind === 'segmentPrefix' && path.path === '/' && matches === undefined) roots.add(host);
      intended.push({ host, path, meaning, annotations, index, ...(matches === undefined ? {} : { matches, construct: set.construct }) });
      if (canary !== undefined) intended.push({ host, path, ...canary, annotations, index, construct: set.construct });
    }
  }
  if (set.defaultBackend !== undefined) {
    // A route for all other requests of a host.
    const meaning: Meaning = { kind: 'forward', backends: [meantBackend(set.defaultBackend, 1, namespace)], rewrite: undefined };
    const rest = {
      path: { kind: 'segmentPrefix', path: '/' },
      meaning,
      annotations: { ...onAll, ...set.native.annotations },
      index: -1,
    } as const;
    for (const host of set.hostMatches) if (!roots.has(hostText(host))) intended.push({ host: hostText(host), ...rest });
  }
  const { aliases = [] } = set.hosts;
  return [
    ...intended,
    ...aliases.flatMap((alias) => intended.filter(({ host }) => host !== '').map((route) => ({ ...route, host: alias }))),
  ];
}

function meaningOf({ action }: NeutralRoute, namespace: string): Meaning {
  if (action.kind !== 'forward') return action;
  const { backends, canary, rewrite } = action;
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  const toCanary = (canary?.weight ?? 0) / (canary?.weightTotal ?? 100);
  const main = backends.map(({ service, weight }) =>
    meantBackend(service, backends.length === 1 ? 1 - toCanary : weight / total, namespace),
  );
  const all = canary === undefined ? main : [...main, meantBackend(canary.service, toCanary, namespace)];
  return { kind: 'forward', backends: all.filter(({ share }) => share > 0), rewrite };
}

/** A canary with conditions is a route that precedes its own. */
function canaryByMatches(
  { action, matches = [] }: NeutralRoute,
  namespace: string,
): Pick<IntendedRoute, 'matches' | 'meaning'> | undefined {
  if (action.kind !== 'forward' || action.canary?.matches === undefined) return undefined;
  const { canary, rewrite } = action;
  return {
    matches: [...matches, ...(canary.matches ?? [])],
    meaning: { kind: 'forward', backends: [meantBackend(canary.service, 1, namespace)], rewrite },
  };
}

const meantBackend = ({ name, port, namespace }: ServiceRef, share: number, own: string): MeantBackend => ({
  namespace: namespace ?? own,
  name,
  port,
  share,
});

// ---- outcome of a request

/** The path that backends should see. `undefined`: it depends on a pattern. */
export function meantPath({ path: match, meaning }: IntendedRoute, path: string): string | undefined {
  if (meaning.kind !== 'forward') return undefined;
  const { rewrite } = meaning;
  if (rewrite === undefined) return path;
  if (rewrite.kind === 'replacePath') return rewrite.path;
  if (rewrite.kind === 'substitute' || match.kind !== 'segmentPrefix') return undefined;
  return withoutSlash(rewrite.replacement) + path.slice(withoutSlash(match.path).length) || '/';
}

/** The target of a redirect for a request. Parts that the redirect does not set are those of the request. */
export function meantLocation(
  { scheme, hostname, port, path }: Redirect,
  request: { scheme: string; host: string; target: string },
): string {
  return `${scheme ?? request.scheme}://${hostname ?? request.host}${port === undefined ? '' : `:${port}`}${path ?? request.target}`;
}
