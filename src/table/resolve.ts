import { lowerCase } from '../regex/pcre2/bytes';
import { CandidateIndex } from './candidate-index';
import type { EarlyAnswer, ReadHost, RequestCodec } from './codecs/codec';
import { codecOf } from './codecs/registry';
import type { Context } from './context';
import { type Decision, decide, decideFirst, decideOutcome, replaced } from './decide';
import { CertificateIndex, HostIndex, type UndecidedHost } from './host-index';
import { ListenerIndex, type NoAnswer } from './listener-index';
import { LiteralIndex } from './literal-index';
import { matchPath } from './match-path';
import { RegexCache } from './regex-cache';
import type { RoutingRequest } from './request';
import type { Candidate, CandidateMatch, HostEntry, RoutingTableData } from './routing-table';
import { Taking } from './taking';
import { holdAll } from './test-condition';
import { type TraceEvent, Tracer } from './trace';

/** Looks a request up. Pure: the same table and request always give the same. */
export function resolve(table: RoutingTableData, request: RoutingRequest): Decision {
  return resolverOf(table).resolve(request);
}

/** The same, with every step on the way: each candidate that was compared, in order, and why it did not match. */
export function trace(
  table: RoutingTableData,
  request: RoutingRequest,
): { readonly resolution: Decision; readonly events: readonly TraceEvent[] } {
  const tracer = new Tracer(true);
  return { resolution: resolverOf(table).resolve(request, tracer), events: tracer.events };
}

/** What is known of a Host header that has come before. */
interface KnownHost {
  readonly header: ReadHost | EarlyAnswer | undefined;
  readonly name: string | undefined;
  readonly host: Host | UndecidedHost;
}

/** Where the paths of a host are looked up. */
interface Host {
  readonly how: 'name' | 'pattern' | 'fallback';
  readonly entry: HostEntry;
  /** Absent where there is nothing before the paths. */
  readonly before: readonly Candidate[] | undefined;
}

type Paths = LiteralIndex | CandidateIndex<Candidate>;

/** Beyond so many Host headers they are forgotten, as clients may send any. */
const MOST_HOSTS = 10_000;

/** Where requests come in, and what is known of the Host headers that came before. */
interface Place {
  readonly hosts: HostIndex;
  readonly known: Map<string | null, KnownHost>;
}

const placeOf = (hosts: HostIndex): Place => ({ hosts, known: new Map() });

/** Looks requests up in one table; what it works out for that it keeps. */
export class Resolver {
  private readonly regexes: RegexCache;
  private readonly place: Place | ListenerIndex<Place>;
  private readonly certificates: CertificateIndex;
  private readonly paths = new Map<HostEntry, Paths>();

  /** `codec`: the one that the table names, unless a family is tried that has no name yet. */
  public constructor(
    private readonly table: RoutingTableData,
    private readonly codec: RequestCodec = codecOf(table.requests),
  ) {
    this.regexes = new RegexCache(table.requests.regexSyntax);
    const { listeners } = table;
    this.place =
      listeners === undefined
        ? placeOf(new HostIndex(table, this.regexes))
        : new ListenerIndex({ ...table, listeners }, this.regexes, placeOf);
    this.certificates = new CertificateIndex(table);
  }

  public resolve(request: RoutingRequest, tracer?: Tracer): Decision {
    this.regexes.begin();
    const place = this.placeFor(request);
    if ('because' in place) {
      tracer?.add({ kind: 'early', answer: place });
      return place;
    }
    const known = place.known.get(request.host) ?? this.know(request.host, place);
    const seen = this.codec.readRequest(request, known.header);
    if (!('target' in seen)) {
      tracer?.add({ kind: 'early', answer: seen });
      return 'undecided' in seen ? seen : this.early(seen, place, tracer);
    }
    const { path } = seen.target;
    const host = seen.name === known.name ? known.host : this.hostOf(seen.name, place);
    if (host.how === 'undecided') return { undecided: host.because, path };
    const { entry } = host;
    tracer?.add({ kind: 'request', seen });
    tracer?.add({ kind: 'host', how: host.how, entry });
    const { table, codec, regexes, certificates } = this;
    const tlsHost = request.scheme === 'https' ? this.tlsHostOf(request, host, place) : undefined;
    const otherTlsHost = tlsHost !== undefined && tlsHost !== entry && tlsHost !== table.fallback;
    const paths = (): Paths => this.pathsOf(entry);
    // What stands before the paths was passed when the first candidate was found.
    const lookUpAgain = (next: Context): Decision => lookUp(next, undefined, paths);
    const context = { table, codec, regexes, certificates, seen, entry, otherTlsHost, lookUp: lookUpAgain, tracer };
    const decision = this.decide(tlsHost?.tls, context, (next) => lookUp(next, host.before, paths));
    if (decision.path === undefined) return { host: entry.host, path, ...decision };
    return decision.path === path ? decision : { ...decision, path };
  }

  private decide(tls: HostEntry['tls'], context: Context, onward: (context: Context) => Decision): Decision {
    if (tls !== undefined) return decide({ steps: [], ...tls }, context);
    const { first, errorPages } = context.entry;
    return first === undefined ? onward(context) : decideFirst(first, errorPages, context, onward);
  }

  /** The host whose name the TLS connection was made by; `undefined` where that is not known. */
  private tlsHostOf({ sni }: RoutingRequest, host: Host, { hosts }: Place): HostEntry | undefined {
    if (sni === undefined) return host.entry;
    const found = hosts.find(sni === null ? undefined : lowerCase(sni));
    return found.how === 'undecided' ? undefined : found.entry;
  }

  /** An answer to a request that no host entry is asked about, or the page in its place. */
  private early(answer: Extract<EarlyAnswer, { status: number }>, { hosts }: Place, tracer: Tracer | undefined): Decision {
    const { seen, ...given } = answer;
    if (seen === undefined) return given;
    const found = hosts.find('name' in seen ? seen.name : undefined);
    const pages = found.how === 'undecided' ? undefined : found.entry.errorPages;
    if (found.how === 'undecided' || pages === undefined) return given;
    if (!('target' in seen)) {
      const page = pages.pages.find(({ statuses }) => statuses.includes(given.status));
      if (page?.outcome.kind === 'undecided') return { undecided: page.outcome.because, decidedBy: page.origin };
      return page === undefined ? given : { status: pages.statusWithoutPath, because: given.because };
    }
    const { table, codec, regexes, certificates } = this;
    return replaced(given, pages, { table, codec, regexes, certificates, seen, entry: found.entry, otherTlsHost: false, tracer });
  }

  /**
   * All that may take a request to a host, in order. Undefined if the host has something before its paths, or is not known.
   */
  public candidatesOf(name: string): readonly Candidate[] | undefined {
    this.regexes.begin();
    // With listeners it depends on where a request comes in.
    if (this.place instanceof ListenerIndex) return undefined;
    const { host } = this.place.known.get(name) ?? this.know(name, this.place);
    if (host.how === 'undecided' || host.before !== undefined) return undefined;
    return host.entry.first !== undefined || host.entry.tls !== undefined ? undefined : host.entry.candidates;
  }

  /** The path of a request as it is compared; `undefined` if none is. */
  public pathOf(request: RoutingRequest): string | undefined {
    this.regexes.begin();
    const header = request.host === null ? undefined : this.codec.readHost(request.host);
    const seen = this.codec.readRequest(request, header);
    return 'target' in seen ? seen.target.path : undefined;
  }

  private placeFor(request: RoutingRequest): Place | NoAnswer {
    return this.place instanceof ListenerIndex ? this.place.find(request) : this.place;
  }

  private know(text: string | null, place: Place): KnownHost {
    const header = text === null ? undefined : this.codec.readHost(text);
    const name = header !== undefined && 'name' in header ? header.name : undefined;
    const known = { header, name, host: this.hostOf(name, place) };
    if (place.known.size >= MOST_HOSTS) place.known.clear();
    place.known.set(text, known);
    return known;
  }

  private hostOf(name: string | undefined, { hosts }: Place): Host | UndecidedHost {
    const found = hosts.find(name);
    if (found.how === 'undecided') return found;
    const { how, entry } = found;
    return { how, entry, before: entry.before.length === 0 ? undefined : entry.before };
  }

  private pathsOf(entry: HostEntry): Paths {
    let paths = this.paths.get(entry);
    if (paths === undefined) {
      paths = LiteralIndex.of(entry.candidates) ?? new CandidateIndex(entry.candidates, this.regexes);
      this.paths.set(entry, paths);
    }
    return paths;
  }
}

function lookUp(context: Context, before: readonly Candidate[] | undefined, pathsOf: () => Paths): Decision {
  const { entry, tracer, seen } = context;
  // A trace must list every candidate, so it bypasses the index.
  if (tracer?.losers) return firstTaken([...(before ?? []), ...entry.candidates], context) ?? otherwise(context);
  const first = before === undefined ? undefined : firstTaken(before, context);
  if (first !== undefined) return first;
  const { path } = seen.target;
  const paths = pathsOf();
  if (paths instanceof CandidateIndex) {
    const taking = new Taking(context, take);
    return paths.first(path, (candidate) => taking.take(candidate)) ?? taking.tied() ?? otherwise(context);
  }
  const found = paths.find(path);
  if (found === undefined) return otherwise(context);
  tracer?.add({ kind: 'candidate', candidate: found.candidate, matched: true });
  return decide(found, context);
}

const otherwise = (context: Context): Decision => decideOutcome(context.entry.otherwise, context, context.entry.errorPages);

const resolvers = new WeakMap<RoutingTableData, Resolver>();

function resolverOf(table: RoutingTableData): Resolver {
  let resolver = resolvers.get(table);
  if (resolver === undefined) {
    resolver = new Resolver(table);
    resolvers.set(table, resolver);
  }
  return resolver;
}

function firstTaken(candidates: readonly Candidate[], context: Context): Decision | undefined {
  const taking = new Taking(context, take);
  for (const candidate of candidates) {
    const taken = taking.take(candidate);
    if (taken !== undefined) return taken;
  }
  return taking.tied();
}

function take(candidate: Candidate, context: Context): Decision | undefined {
  const verdict = testCandidate(candidate.match, context);
  context.tracer?.add({ kind: 'candidate', candidate, matched: verdict === 'match' });
  return verdict === 'none' ? undefined : verdict === 'match' ? decide(candidate, context) : verdict;
}

function testCandidate(match: CandidateMatch, context: Context): 'match' | 'none' | { readonly undecided: string } {
  const path = matchPath(match.path, context.seen.target.path, context.regexes);
  if (path.kind === 'undecided') return { undecided: path.because };
  if (path.kind === 'none') return 'none';
  if (match.conditions === undefined) return 'match';
  const held = holdAll(match.conditions, context);
  return typeof held === 'object' ? held : held ? 'match' : 'none';
}
