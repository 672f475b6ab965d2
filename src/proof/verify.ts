import { HostNames } from '../model/host-names';
import { type IntendedRoute, Intent, meantLocation, meantPath } from '../model/intent';
import { type FixedResponse, pathText } from '../model/neutral-route';
import { type RequestFacts, requestThatMeets } from '../model/request-match';
import { literalHead } from '../regex/pcre2/literal-head';
import type { Decision } from '../table/decide';
import type { RoutingRequest } from '../table/request';
import { Resolver } from '../table/resolve';
import type { HostEntry, Origin, Outcome, RoutingTableData } from '../table/routing-table';
import { type TraceEvent, Tracer } from '../table/trace';
import { originText } from '../words/origin-text';
import { isBackend, type Mirror, mirrorOf } from './mirror';

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
 * API leaves open, or the table cannot decide, is no deviation. Two claims with the same effect cannot be distinguished.
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
  /** By the host of the requests that are asked for it. */
  private readonly asked: ReadonlyMap<string, HostEntry>;
  private readonly mirrors = new Map<string, Mirror | undefined>();
  private readonly doors = new Map<string, Door | undefined>();
  private readonly tokens: { readonly [header: string]: string };

  public constructor(
    private readonly table: RoutingTableData,
    private readonly intent: Intent,
  ) {
    this.resolver = new Resolver(table);
    this.tokens = tokensFor(table);
    this.entries = new Map(
      [...table.hosts, ...table.patterns].flatMap((entry) => [entry.host, ...entry.names].map((name) => [name, entry])),
    );
    this.asked = new Map([...this.entries].map(([name, entry]) => [requestHost(name), entry]));
    this.normalizes = unusual('').every(({ sent, normal }) => this.resolver.pathOf(this.requestOf(requestHost(''), sent, {})) === normal);
  }

  public deviationOf<C extends Claim>(claim: C): Deviation<C> | undefined {
    const { path } = claim.route;
    if ((path.kind !== 'exact' && path.kind !== 'segmentPrefix') || !PLAIN.test(path.path)) return undefined;
    const host = requestHost(claim.route.host);
    const mirror = this.mirrorOf(host);
    if (mirror !== undefined) return this.deviationByCase(claim, host, mirror);
    if (this.door(host) === undefined) return undefined;
    const facts = factsOf(claim.route);
    if (facts === undefined) return undefined;
    const ownerOf = (one: string) => this.intent.ownerOf(host, one, facts);
    const own = inside(path.kind, path.path).filter((one) => ownerOf(one) === claim.route);
    const failures = own.flatMap((one) => this.failure(claim, this.requestOf(host, one, facts), meantPath(claim.route, one)) ?? []);
    const never = own.length > 0 && failures.length === own.length && !failures.some(({ nearly }) => nearly);
    // A pattern of the host may be meant to take some, but not all.
    const less = never ? failures : failures.filter((one) => this.intent.contestants(host, one.path).length === 0);
    const more = outside(path.kind, path.path).filter((one) => this.takes(claim, host, one, facts));
    // Where requests are put into normal form before they are compared, these have been asked already.
    for (const { sent, normal } of path.kind === 'segmentPrefix' && !this.normalizes ? unusual(path.path) : []) {
      const owners = [ownerOf(sent), ownerOf(normal)];
      if (owners.includes('open') || [sent, normal].some((one) => this.intent.contestants(host, one).length > 0)) continue;
      if (this.isSentTo(normal, this.requestOf(host, sent, facts))) continue;
      const failure = owners.every((owner) => owner === claim.route)
        ? this.failure(claim, this.requestOf(host, sent, facts), ANY_PATH)
        : undefined;
      if (failure !== undefined) less.push(failure);
      if (!owners.includes(claim.route) && this.takes(claim, host, sent, facts)) more.push(sent);
    }
    const upper = path.path.toUpperCase();
    const moreByCase = upper !== path.path && this.takes(claim, host, upper, facts) ? [upper] : [];
    if (less.length + more.length + moreByCase.length === 0) return undefined;
    return { claim, less, never, more, moreByCase, remark: this.remarkOf(claim) };
  }

  /** Whether a client is sent to the normal form of its path, which has been asked already. */
  private isSentTo(normal: string, request: Asked): boolean {
    return isRedirectTo(`${request.scheme}://${request.host}${normal}`, request, this.resolver.resolve(request));
  }

  private mirrorOf(host: string): Mirror | undefined {
    if (!this.mirrors.has(host)) {
      const candidates = this.normalizes ? this.resolver.candidatesOf(host) : undefined;
      const syntax = this.table.requests.regexSyntax;
      this.mirrors.set(host, candidates === undefined ? undefined : mirrorOf(host, candidates, this.intent, syntax));
    }
    return this.mirrors.get(host);
  }

  /** On a host that is a mirror, only the case of letters makes a difference. */
  private deviationByCase<C extends Claim>(claim: C, host: string, { caseless }: Mirror): Deviation<C> | undefined {
    const candidate = caseless?.get(claim.route);
    const upper = claim.route.path.kind === 'regexPrefix' ? '' : claim.route.path.path.toUpperCase();
    if (candidate === undefined || upper === pathText(claim.route.path)) return undefined;
    const facts = { headers: HEADERS };
    const isByHand =
      claim.wrote(candidate.origin) ||
      candidate.steps.some(({ kind, origin }) => (kind === 'rewrite' || kind === 'script') && claim.wrote(origin));
    const takes = this.intent.ownerOf(host, upper, facts) === 'nobody' ? !isByHand : this.takes(claim, host, upper, facts);
    if (!takes) return undefined;
    return { claim, less: [], never: false, more: [], moreByCase: [upper], remark: this.remarkOf(claim) };
  }

  private remarkOf({ route }: Claim): HostEntry['remark'] {
    return (this.entries.get(route.host) ?? this.table.fallback).remark;
  }

  private door(host: string): Door | undefined {
    if (!this.doors.has(host)) this.doors.set(host, this.doorOf(host));
    return this.doors.get(host);
  }

  private requestOf(host: string, path: string, { query, ...facts }: RequestFacts): Asked {
    const headers = { ...this.tokens, ...facts.headers };
    return {
      ...facts,
      headers,
      ...(this.door(host) ?? { scheme: 'https' }),
      host,
      target: query === undefined ? path : `${path}?${query}`,
    };
  }

  /**
   * How a host is asked: by https, unless the table, or the conditions of the host, say where requests come in and no place with https has
   * the host. Undefined if the table knows no place at all, because the object that makes them is not among the manifests.
   */
  private doorOf(host: string): Door | undefined {
    const { listeners, hosts, patterns } = this.table;
    if (listeners === undefined) return doorIn(this.asked.get(host) ?? this.table.fallback);
    if (listeners.length === 0) return undefined;
    const isOf = ({ host: written }: HostEntry) => requestHost(written === '*' ? '' : written) === host;
    const groups = new Set([...hosts, ...patterns].filter(isOf).map(({ listener }) => listener));
    const takes = (serverName: string | undefined) => serverName === undefined || new HostNames([serverName]).cover(host);
    const taking = listeners.filter((one) => takes(one.serverName) && (groups.size === 0 || groups.has(one.hosts)));
    const { scheme = 'https', port } = taking.find((one) => one.scheme === 'https') ?? taking[0] ?? {};
    return { scheme, ...(port === undefined ? {} : { port }) };
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
  private takes(claim: Claim, host: string, path: string, facts: RequestFacts): boolean {
    const owner = this.intent.ownerOf(host, path, facts);
    if (owner === 'open' || owner === claim.route) return false;
    const request = this.requestOf(host, path, facts);
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

/** Unmatched requests are the business of the controller, not of a route. */
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

/** The same for tokens, wherever some gate looks for one. */
function tokensFor({ hosts, patterns, fallback }: RoutingTableData): { readonly [header: string]: string } {
  const headers: { [header: string]: string } = {};
  const cookies = new Set<string>();
  for (const { candidates } of [...hosts, ...patterns, fallback])
    for (const { steps } of candidates)
      for (const step of steps) {
        if (step.kind !== 'gate' || (step.gate.kind !== 'token' && step.gate.kind !== 'signIn')) continue;
        if (step.gate.kind === 'signIn') cookies.add('session');
        const places = step.gate.kind === 'token' ? step.gate.places : undefined;
        for (const name of places?.headers ?? []) headers[name.toLowerCase()] = HEADERS.authorization;
        for (const name of places?.cookies ?? []) cookies.add(name);
      }
  return cookies.size === 0 ? headers : { ...headers, cookie: [...cookies].map((name) => `${name}=x`).join('; ') };
}

interface Asked extends RoutingRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
}

/** Where requests come in. */
type Door = Pick<Asked, 'scheme' | 'port'>;

/** What all requests that are asked for a route have in common. Undefined where only the controller knows which requests it takes. */
function factsOf({ matches }: IntendedRoute): RequestFacts | undefined {
  if (matches === undefined) return { headers: HEADERS };
  const facts = requestThatMeets(matches);
  return facts === undefined ? undefined : { ...facts, headers: { ...HEADERS, ...facts.headers } };
}

/** By https, unless a host is served only by listeners for something else. What the controller does by itself serves no host. */
function doorIn({ candidates }: HostEntry): Door {
  const own = candidates.filter(({ because }) => because === undefined);
  const doors = (own.length > 0 ? own : candidates).map(({ match: { conditions = [] } }): Door | undefined => {
    const scheme = conditions.find(({ kind }) => kind === 'scheme');
    const port = conditions.find(({ kind }) => kind === 'port');
    if (scheme?.kind !== 'scheme' || port?.kind !== 'port') return undefined;
    return { scheme: scheme.scheme, ...(port.ports[0] === undefined ? {} : { port: port.ports[0] }) };
  });
  const [first] = doors;
  if (first === undefined || doors.includes(undefined)) return { scheme: 'https' };
  return doors.find((door) => door?.scheme === 'https') ?? first;
}

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

/** Where the path that arrives is not compared. */
const ANY_PATH = '';

// ---- what happens, beside what is meant

/** In words; `undefined` where it is as meant, or could not be decided. `arrivesAs` counts where it is a plain path. */
function difference({ meaning }: IntendedRoute, request: Asked, resolution: Decision, arrivesAs: string | undefined): string | undefined {
  if (meaning.kind === 'respond') {
    const isAsMeant = resolution.undecided !== undefined || isResponse(meaning.response, resolution);
    return isAsMeant ? undefined : `${happens(resolution)} instead of a response with status ${meaning.response.status}`;
  }
  // The same request by https is no matter of the route.
  if (request.scheme === 'http' && isRedirectTo(`https://${request.host}${request.target}`, request, resolution)) return undefined;
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
