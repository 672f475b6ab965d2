import { type IntendedRoute, Intent, type MeantBackend, meantLocation, meantPath } from '../model/intent';
import type { FixedResponse } from '../model/neutral-route';
import { type RequestFacts, requestThatMeets } from '../model/request-match';
import { literalHead } from '../regex/pcre2/literal-head';
import type { Decision } from '../table/decide';
import type { RoutingRequest } from '../table/request';
import { Resolver } from '../table/resolve';
import type { Backend, Candidate, HostEntry, Origin, Outcome, PathTest, RoutingTableData, Step } from '../table/routing-table';
import { type TraceEvent, Tracer } from '../table/trace';
import { originText } from '../words/origin-text';

/** A route that somebody wants. */
export interface Claim {
  readonly route: IntendedRoute;
  /** Whether its author wrote this place of a manifest by hand: what that does is meant, whatever the rest of the route says. */
  readonly wrote: (place: Origin) => boolean;
}

/** A request that a claim is meant to get. */
export interface Failure {
  readonly path: string;
  /** What becomes of it. */
  readonly because: string;
  /** Whether it is treated by the claim, if in another way: it arrives at another path, or only some of them arrive. */
  readonly nearly: boolean;
  /** Whether the controller answers it by itself, and some object says so. */
  readonly answered: boolean;
}

/** A claim that the table does not keep. */
export interface Deviation<C extends Claim> {
  readonly claim: C;
  /** Paths of requests that it is meant to get, and what becomes of them. */
  readonly less: readonly Failure[];
  /** Whether that is so of every request that was tried, and none of them even comes near. */
  readonly never: boolean;
  /** Paths of requests that it gets and that are not its own. */
  readonly more: readonly string[];
  /** The same, where nothing but upper and lower case differs. */
  readonly moreByCase: readonly string[];
  /** What the table says of all routes of the host. */
  readonly remark: HostEntry['remark'];
}

/**
 * Asks the table about the requests at the edges of each claim, and compares with what all claims, and `others`, together mean. What the
 * API leaves open, or the table cannot decide, is no deviation. Two claims with the same effect are not told apart: nobody could.
 */
export function verify<C extends Claim>(
  table: RoutingTableData,
  claims: readonly C[],
  others: readonly Claim[] = [],
): readonly Deviation<C>[] {
  const judge = new Judge(
    table,
    new Intent(
      [...claims, ...others].map(({ route }) => route),
      literalHead,
    ),
  );
  return claims.flatMap((claim) => judge.deviationOf(claim) ?? []);
}

class Judge {
  private readonly resolver: Resolver;
  private readonly normalizes: boolean;
  private readonly entries: ReadonlyMap<string, HostEntry>;
  private readonly mirrored = new Map<string, boolean>();

  public constructor(
    private readonly table: RoutingTableData,
    private readonly intent: Intent,
  ) {
    this.resolver = new Resolver(table);
    this.normalizes = unusual('').every(({ sent, normal }) => this.resolver.pathOf(requestOf(requestHost(''), sent, HTTPS)) === normal);
    this.entries = new Map(
      [...table.hosts, ...table.patterns].flatMap((entry) => [entry.host, ...entry.names].map((name) => [name, entry])),
    );
  }

  public deviationOf<C extends Claim>(claim: C): Deviation<C> | undefined {
    const { path } = claim.route;
    if ((path.kind !== 'exact' && path.kind !== 'segmentPrefix') || !PLAIN.test(path.path)) return undefined;
    const host = requestHost(claim.route.host);
    if (this.isMirrored(host)) return undefined;
    const asked = factsOf(claim.route);
    if (asked === undefined) return undefined;
    const facts = { ...asked, ...entranceOf(this.entries.get(claim.route.host) ?? this.table.fallback) };
    const ownerOf = (one: string) => this.intent.ownerOf(host, one, facts);
    const own = inside(path.kind, path.path).filter((one) => ownerOf(one) === claim.route);
    const failures = own.flatMap((one) => this.failure(claim, requestOf(host, one, facts), meantPath(claim.route, one)) ?? []);
    const never = own.length > 0 && failures.length === own.length && !failures.some(({ nearly }) => nearly);
    // A pattern of the host may be meant to take some, but not all.
    const less = never ? failures : failures.filter((one) => this.intent.contestants(host, one.path).length === 0);
    const more = outside(path.kind, path.path).filter((one) => this.takes(claim, host, one, facts));
    // Where requests are put into normal form before they are compared, these have been asked already.
    for (const { sent, normal } of path.kind === 'segmentPrefix' && !this.normalizes ? unusual(path.path) : []) {
      const owners = [ownerOf(sent), ownerOf(normal)];
      if (owners.includes('open') || [sent, normal].some((one) => this.intent.contestants(host, one).length > 0)) continue;
      const failure = owners.every((owner) => owner === claim.route)
        ? this.failure(claim, requestOf(host, sent, facts), ANY_PATH)
        : undefined;
      if (failure !== undefined) less.push(failure);
      if (!owners.includes(claim.route) && this.takes(claim, host, sent, facts)) more.push(sent);
    }
    const upper = path.path.toUpperCase();
    const moreByCase = upper !== path.path && this.takes(claim, host, upper, facts) ? [upper] : [];
    if (less.length + more.length + moreByCase.length === 0) return undefined;
    const { remark } = this.entries.get(claim.route.host) ?? this.table.fallback;
    return { claim, less, never, more, moreByCase, remark };
  }

  /** Whether a host has just the paths that are meant, and each does just that: then no request need be asked. Most hosts are like that. */
  private isMirrored(host: string): boolean {
    let mirrored = this.mirrored.get(host);
    if (mirrored === undefined) {
      mirrored = this.normalizes && this.mirrors(host, this.resolver.literalsOf(host) ?? []);
      this.mirrored.set(host, mirrored);
    }
    return mirrored;
  }

  private mirrors(host: string, candidates: readonly Candidate[]): boolean {
    // The catch-all of a controller takes what is nobody's.
    const asked = candidates.filter(({ match, because }) => because === undefined || !isRoot(match.path));
    const isJustAsMeant = (candidate: Candidate): boolean => {
      const { path } = candidate.match;
      if (!('path' in path) || path.path.length > LONGEST_TAKEN) return false;
      const route = this.intent.routeAt(host, isRoot(path) ? 'segmentPrefix' : path.kind, path.path);
      return route !== undefined && justForwards(route, candidate);
    };
    return asked.length === this.intent.sizeOf(host) && asked.every(isJustAsMeant);
  }

  /** Why a request of the claim is not treated as it is meant. */
  private failure(claim: Claim, request: Asked, arrivesAs: string | undefined): Failure | undefined {
    const resolution = this.resolver.resolve(request);
    const because = difference(claim.route, request, resolution, arrivesAs);
    if (because === undefined || isMeant(claim, resolution, this.way(request))) return undefined;
    const { backend, location, decidedBy } = resolution;
    const answered = backend === undefined && location === undefined && decidedBy !== undefined;
    return { path: request.target, because, nearly: isBy(claim.route, request, resolution), answered };
  }

  /** Whether the claim gets a request that is somebody else's. */
  private takes(claim: Claim, host: string, path: string, facts: Facts): boolean {
    const owner = this.intent.ownerOf(host, path, facts);
    if (owner === 'open' || owner === claim.route) return false;
    const request = requestOf(host, path, facts);
    const resolution = this.resolver.resolve(request);
    if (!isBy(claim.route, request, resolution)) return false;
    // A pattern with the same effect may be the one that takes it.
    if (this.intent.contestants(host, path).some((route) => isBy(route, request, resolution))) return false;
    if (owner !== 'nobody' && difference(owner, request, resolution, meantPath(owner, path)) === undefined) return false;
    const way = this.way(request);
    return !isMeant(claim, resolution, way) && !isMadeByController(way);
  }

  /** Asked for only where something differs. */
  private way(request: Asked): readonly TraceEvent[] {
    const tracer = new Tracer(false);
    this.resolver.resolve(request, tracer);
    return tracer.events;
  }
}

/** What a controller does by itself with requests that no path takes is no matter of one route. */
const isMadeByController = (way: readonly TraceEvent[]): boolean =>
  way.some((event) => event.kind === 'candidate' && event.matched && event.candidate.because !== undefined);

/** Whether the author of a claim wrote by hand what happens. */
function isMeant(claim: Claim, { decidedBy }: Decision, way: readonly TraceEvent[]): boolean {
  if (decidedBy !== undefined && claim.wrote(decidedBy)) return true;
  return way.some((event) => {
    if (event.kind === 'step') return event.applies && claim.wrote(event.step.origin);
    return event.kind === 'outcome' && originsIn(event.outcome).some((origin) => claim.wrote(origin));
  });
}

// ---- requests

/** Credentials are given, as what is asked is where a request leads that is let in. */
const HEADERS = { authorization: 'Basic dXNlcjpwYXNzd29yZA==' };

/** Where requests come in. */
type Entrance = Pick<RoutingRequest, 'port'> & { readonly scheme: 'http' | 'https' };

type Facts = RequestFacts & Entrance;

interface Asked extends RoutingRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
}

/** What all requests that are asked for a route have in common. Undefined where only the controller knows which requests it takes. */
function factsOf({ matches }: IntendedRoute): RequestFacts | undefined {
  if (matches === undefined) return { headers: HEADERS };
  const facts = requestThatMeets(matches);
  return facts === undefined ? undefined : { ...facts, headers: { ...HEADERS, ...facts.headers } };
}

/** By https, unless a host is served only by listeners for something else. */
function entranceOf({ candidates }: HostEntry): Entrance {
  const entrances = candidates.map(({ match: { conditions = [] } }): Entrance | undefined => {
    const scheme = conditions.find(({ kind }) => kind === 'scheme');
    const port = conditions.find(({ kind }) => kind === 'port');
    if (scheme?.kind !== 'scheme' || port?.kind !== 'port') return undefined;
    return { scheme: scheme.scheme, ...(port.ports[0] === undefined ? {} : { port: port.ports[0] }) };
  });
  const [first] = entrances;
  if (first === undefined || entrances.includes(undefined)) return HTTPS;
  return entrances.find((entrance) => entrance?.scheme === 'https') ?? first;
}

const HTTPS: Entrance = { scheme: 'https' };

const requestOf = (host: string, path: string, { query, ...facts }: Facts): Asked => ({
  ...facts,
  host,
  target: query === undefined ? path : `${path}?${query}`,
});

/** A host that a rule takes. */
const requestHost = (host: string): string => (host === '' ? 'no-such-host.invalid' : host.replace('*', 'any-name-at-all'));

/** Requests that a path promises to take. */
function inside(kind: 'exact' | 'segmentPrefix', path: string): readonly string[] {
  if (kind === 'exact') return [path];
  const base = path.replace(/\/$/, '');
  // The last one is of no ordinary kind, so that a pattern for letters does not pass for one that takes everything.
  return [...new Set([base || '/', `${base}/`, `${base}/x`, `${base}/~9.x/Y_-`])];
}

/** Requests next to it, which it promises not to take. */
function outside(kind: 'exact' | 'segmentPrefix', path: string): readonly string[] {
  const base = path.replace(/\/$/, '');
  if (base === '') return kind === 'exact' ? ['/x'] : [];
  return kind === 'exact' ? [`${base}${path.endsWith('/') ? '' : '/'}`, `${path}x`, `${base}/x`] : [`${base}x`];
}

/** Requests below a prefix that are not in normal form: whether they are put into it before they are compared, the API does not say. */
function unusual(prefix: string): readonly { readonly sent: string; readonly normal: string }[] {
  const base = prefix.replace(/\/$/, '');
  return [`${base}//x`, `${base || '/'}%2Fx`].map((sent) => ({ sent, normal: `${base}/x` }));
}

/** A path that means the same before and after it is escaped or put into normal form; others are not compared. */
const PLAIN = /^(?:\/(?!\.{0,2}(?:\/|$))[\w.~-]+)*\/?$/;

/** Request lines of 8000 bytes are taken by every proxy (RFC 9112, section 3). Whether a longer path is, has to be asked. */
const LONGEST_TAKEN = 4000;

/** Where the path that arrives is not compared. */
const ANY_PATH = '';

// ---- what happens, beside what is meant

/** Whether a path takes all that is left of a host. */
const isRoot = (path: PathTest): boolean => (path.kind === 'segmentPrefix' || path.kind === 'stringPrefix') && path.path === '/';

/** Whether a candidate does what a route means, as nearly all do, and that is plain to see without a request. */
const justForwards = ({ meaning }: IntendedRoute, { steps, outcome }: Candidate): boolean =>
  meaning.kind === 'forward' &&
  meaning.rewrite === undefined &&
  meaning.backends.length === 1 &&
  outcome.kind === 'forward' &&
  isBackend(outcome.backend, meaning.backends[0] as MeantBackend) &&
  steps.every(letsPass);

/** Whether a step does nothing to any of the requests that are asked. */
const letsPass = (step: Step): boolean =>
  step.kind === 'gate' || (step.kind === 'when' && step.conditions.some((one) => one.kind === 'scheme' && one.scheme === 'http'));

/** In words; `undefined` where it is as meant, or could not be decided. `arrivesAs` counts where it is a plain path. */
function difference({ meaning }: IntendedRoute, request: Asked, resolution: Decision, arrivesAs: string | undefined): string | undefined {
  if (meaning.kind === 'respond') {
    const isAsMeant = resolution.undecided !== undefined || isResponse(meaning.response, resolution);
    return isAsMeant ? undefined : `${happens(resolution)} instead of a response with status ${meaning.response.status}`;
  }
  // A Service that cannot be reached is a matter of its own.
  if (resolution.undecided !== undefined || (resolution.status ?? 0) >= 500) return undefined;
  if (meaning.kind === 'redirect') {
    const meant = meantLocation(meaning.redirect, request);
    if (arrivesAs === ANY_PATH && resolution.location !== undefined) return undefined;
    return isRedirectTo(meant, request, resolution) ? undefined : `${happens(resolution)} instead of a redirect to ${meant}`;
  }
  const results = resolution.alternatives?.map(({ share, decision }) => ({ ...decision, share })) ?? [{ ...resolution, share: 1 }];
  const asMeant = meaning.backends.every((meant) => {
    const share = results.reduce((sum, one) => sum + (isBackend(one.backend, meant) ? one.share : 0), 0);
    return Math.abs(share - meant.share) < 0.001;
  });
  if (!asMeant) return happens(resolution);
  if (arrivesAs === undefined || arrivesAs === ANY_PATH || !PLAIN.test(arrivesAs)) return undefined;
  const meant = arrivesAs + request.target.replace(/^[^?]*/, '');
  const wrong = results.find(({ upstreamUri }) => upstreamUri !== undefined && upstreamUri !== meant);
  return wrong === undefined ? undefined : `it arrives as "${wrong.upstreamUri}" instead of "${meant}"`;
}

/** Whether an answer is one that the route gives. */
function isBy({ meaning }: IntendedRoute, request: Asked, resolution: Decision): boolean {
  if (meaning.kind === 'respond') return isResponse(meaning.response, resolution);
  if (meaning.kind === 'redirect') return isRedirectTo(meantLocation(meaning.redirect, request), request, resolution);
  const backends = resolution.alternatives?.map(({ decision }) => decision.backend) ?? [resolution.backend];
  return backends.some((one) => meaning.backends.some((meant) => isBackend(one, meant)));
}

/** A table knows no bodies. */
const isResponse = ({ status }: FixedResponse, { backend, location, status: given }: Decision): boolean =>
  backend?.kind !== 'service' && location === undefined && given === status;

function isBackend(backend: Backend | undefined, meant: MeantBackend): boolean {
  if (backend?.kind !== 'service' || backend.service !== meant.name || backend.namespace !== meant.namespace) return false;
  // A port may be named in one place and numbered in the other.
  return backend.port === meant.port || typeof backend.port !== typeof meant.port;
}

/** Compared as a browser reads them. */
function isRedirectTo(meant: string, { scheme, host, target }: Asked, { location }: Decision): boolean {
  if (location === undefined) return false;
  try {
    return new URL(location, `${scheme}://${host}${target}`).href === new URL(meant).href;
  } catch {
    return location === meant;
  }
}

function happens({ decidedBy, location, backend, status, because, alternatives }: Decision): string {
  const by = decidedBy === undefined || decidedBy.name === '' ? '' : ` by ${originText(decidedBy)}`;
  if (location !== undefined) return `it is redirected to ${location}${by}`;
  if (alternatives !== undefined) return `it is shared: ${alternatives.map(shareText).join(', ')}${by}`;
  if (backend?.kind === 'service') return `it goes to ${backend.namespace}/${backend.service}:${backend.port}${by}`;
  return `it is answered ${status}${because === undefined ? ': nobody takes it' : `: ${because}`}${by}`;
}

const shareText = ({ share, decision: { backend, status } }: NonNullable<Decision['alternatives']>[number]): string =>
  `${Math.round(share * 100)} % ${backend?.kind === 'service' ? `to ${backend.namespace}/${backend.service}:${backend.port}` : `answered ${status}`}`;

/** The objects behind alternatives and conditions of an outcome. */
function originsIn(outcome: Outcome): readonly Origin[] {
  if (outcome.kind === 'weighted') {
    const inner = outcome.alternatives.flatMap((one) => originsIn(one.outcome));
    return outcome.origin === undefined ? inner : [outcome.origin, ...inner];
  }
  if (outcome.kind !== 'conditional') return [];
  const branches = outcome.branches.flatMap((branch) => [
    ...(branch.origin === undefined ? [] : [branch.origin]),
    ...originsIn(branch.outcome),
  ]);
  return [...branches, ...originsIn(outcome.otherwise)];
}
