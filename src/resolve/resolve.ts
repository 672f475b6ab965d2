import { CandidateIndex } from './candidate-index';
import type { Context } from './context';
import { type Decision, decide, decideOutcome } from './decide';
import { CertificateIndex, type FoundHost, HostIndex } from './host-index';
import { LiteralIndex } from './literal-index';
import { matchPath } from './match-path';
import { RegexCache } from './regex-cache';
import type { RoutingRequest } from './request';
import type { Candidate, CandidateMatch, HostEntry, RoutingTableData } from './routing-table';
import { type HostHeader, readHostHeader, seeRequest } from './seen-request';
import { holdAll } from './test-condition';
import { type TraceEvent, Tracer } from './trace';

/** What happens to a request, by the table of a controller. */
export type Resolution = Decision;

/** Looks a request up. Pure: the same table and request always give the same. */
export function resolve(table: RoutingTableData, request: RoutingRequest): Resolution {
  return resolverOf(table).resolve(request);
}

/** The same, with every step on the way: each candidate that was looked at, in order, and why it lost. */
export function trace(
  table: RoutingTableData,
  request: RoutingRequest,
): { readonly resolution: Resolution; readonly events: readonly TraceEvent[] } {
  const tracer = new Tracer(true);
  return { resolution: resolverOf(table).resolve(request, tracer), events: tracer.events };
}

/** What is known of a Host header that has come before. */
interface KnownHost {
  readonly header: HostHeader | undefined;
  readonly found: FoundHost;
  /** Made when it is first needed. */
  index: PathIndex | undefined;
}

type PathIndex = LiteralIndex | CandidateIndex<Candidate>;

/** Beyond so many Host headers they are forgotten, as clients may send any. */
const MOST_HOSTS = 10_000;

/** Looks requests up in one table; what it works out for that it keeps. */
export class Resolver {
  private readonly regexes: RegexCache;
  private readonly hosts: HostIndex;
  private readonly certificates: CertificateIndex;
  private readonly known = new Map<string | null, KnownHost>();
  private readonly candidates = new Map<HostEntry, PathIndex>();

  public constructor(private readonly table: RoutingTableData) {
    this.regexes = new RegexCache(table.requests.regexSyntax);
    this.hosts = new HostIndex(table, this.regexes);
    this.certificates = new CertificateIndex(table);
  }

  public resolve(request: RoutingRequest, tracer?: Tracer): Resolution {
    this.regexes.begin();
    const known = this.known.get(request.host) ?? this.know(request.host);
    const seen = seeRequest(request, this.table.requests, known.header);
    if (!('target' in seen)) {
      tracer?.add({ kind: 'malformed', decision: seen });
      return seen;
    }
    const { path } = seen.target;
    const own = seen.name === known.header?.name;
    const host = own ? known.found : this.hosts.find(seen.name);
    if (host.how === 'undecided') return { undecided: host.because, path };
    const { entry } = host;
    tracer?.add({ kind: 'request', seen });
    tracer?.add({ kind: 'host', how: host.how, entry });
    const { table, regexes, certificates } = this;
    const context = { table, regexes, certificates, seen, entry, tracer };
    let index = own ? known.index : undefined;
    if (index === undefined) {
      index = this.indexOf(entry);
      if (own) known.index = index;
    }
    const decision = lookUp(context, index);
    return decision.path === undefined ? { host: entry.host, path, ...decision } : decision;
  }

  /** All that may take a request to a host, where that is nothing but literal paths and the longest always wins. */
  public literalsOf(host: string): readonly Candidate[] | undefined {
    const { found } = this.known.get(host) ?? this.know(host);
    if (found.how === 'undecided' || found.entry.before.length > 0) return undefined;
    return this.indexOf(found.entry) instanceof LiteralIndex ? found.entry.candidates : undefined;
  }

  private know(host: string | null): KnownHost {
    const header = host === null ? undefined : readHostHeader(host);
    const known = { header, found: this.hosts.find(header?.name), index: undefined };
    if (this.known.size >= MOST_HOSTS) this.known.clear();
    this.known.set(host, known);
    return known;
  }

  private indexOf(entry: HostEntry): PathIndex {
    let found = this.candidates.get(entry);
    if (found === undefined) {
      found = LiteralIndex.of(entry.candidates) ?? new CandidateIndex(entry.candidates, this.regexes);
      this.candidates.set(entry, found);
    }
    return found;
  }
}

function lookUp(context: Context, index: PathIndex): Decision {
  const { entry, tracer, seen } = context;
  // Who asks for the way wants to see every candidate; the index looks only at those that may match.
  if (tracer?.losers) return firstTaken([...entry.before, ...entry.candidates], context) ?? decideOutcome(entry.otherwise, context);
  const before = entry.before.length === 0 ? undefined : firstTaken(entry.before, context);
  if (before !== undefined) return before;
  if (index instanceof LiteralIndex) {
    const found = index.find(seen.target.path);
    if (found === undefined) return decideOutcome(entry.otherwise, context);
    tracer?.add({ kind: 'candidate', candidate: found, matched: true });
    return decide(found, context);
  }
  return index.first(seen.target.path, (candidate) => take(candidate, context)) ?? decideOutcome(entry.otherwise, context);
}

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
  for (const candidate of candidates) {
    const taken = take(candidate, context);
    if (taken !== undefined) return taken;
  }
  return undefined;
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
