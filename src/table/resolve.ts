import { CandidateIndex } from './candidate-index';
import type { EarlyAnswer, ReadHost, RequestCodec } from './codecs/codec';
import { codecOf } from './codecs/registry';
import type { Context } from './context';
import { type Decision, decide, decideOutcome } from './decide';
import { CertificateIndex, HostIndex, type UndecidedHost } from './host-index';
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

/** The same, with every step on the way: each candidate that was looked at, in order, and why it lost. */
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
  readonly paths: LiteralIndex | CandidateIndex<Candidate>;
}

/** Beyond so many Host headers they are forgotten, as clients may send any. */
const MOST_HOSTS = 10_000;

/** Looks requests up in one table; what it works out for that it keeps. */
export class Resolver {
  private readonly regexes: RegexCache;
  private readonly hosts: HostIndex;
  private readonly certificates: CertificateIndex;
  private readonly known = new Map<string | null, KnownHost>();
  private readonly paths = new Map<HostEntry, Host['paths']>();

  /** `codec`: the one that the table names, unless a family is tried that has no name yet. */
  public constructor(
    private readonly table: RoutingTableData,
    private readonly codec: RequestCodec = codecOf(table.requests),
  ) {
    this.regexes = new RegexCache(table.requests.regexSyntax);
    this.hosts = new HostIndex(table, this.regexes);
    this.certificates = new CertificateIndex(table);
  }

  public resolve(request: RoutingRequest, tracer?: Tracer): Decision {
    this.regexes.begin();
    const known = this.known.get(request.host) ?? this.know(request.host);
    const seen = this.codec.readRequest(request, known.header);
    if (!('target' in seen)) {
      tracer?.add({ kind: 'early', answer: seen });
      return seen;
    }
    const { path } = seen.target;
    const host = seen.name === known.name ? known.host : this.hostOf(seen.name);
    if (host.how === 'undecided') return { undecided: host.because, path };
    const { entry } = host;
    tracer?.add({ kind: 'request', seen });
    tracer?.add({ kind: 'host', how: host.how, entry });
    const { table, codec, regexes, certificates } = this;
    const decision = lookUp({ table, codec, regexes, certificates, seen, entry, tracer }, host);
    return decision.path === undefined ? { host: entry.host, path, ...decision } : decision;
  }

  /** All that may take a request to a host, where that is nothing but literal paths and the longest always wins. */
  public literalsOf(name: string): readonly Candidate[] | undefined {
    this.regexes.begin();
    const { host } = this.known.get(name) ?? this.know(name);
    if (host.how === 'undecided' || host.before !== undefined) return undefined;
    return host.paths instanceof LiteralIndex ? host.entry.candidates : undefined;
  }

  /** The path of a request as it is compared; `undefined` if none is. */
  public pathOf(request: RoutingRequest): string | undefined {
    this.regexes.begin();
    const { header } = this.known.get(request.host) ?? this.know(request.host);
    const seen = this.codec.readRequest(request, header);
    return 'target' in seen ? seen.target.path : undefined;
  }

  private know(text: string | null): KnownHost {
    const header = text === null ? undefined : this.codec.readHost(text);
    const name = header !== undefined && 'name' in header ? header.name : undefined;
    const known = { header, name, host: this.hostOf(name) };
    if (this.known.size >= MOST_HOSTS) this.known.clear();
    this.known.set(text, known);
    return known;
  }

  private hostOf(name: string | undefined): Host | UndecidedHost {
    const found = this.hosts.find(name);
    if (found.how === 'undecided') return found;
    const { how, entry } = found;
    let paths = this.paths.get(entry);
    if (paths === undefined) {
      paths = LiteralIndex.of(entry.candidates) ?? new CandidateIndex(entry.candidates, this.regexes);
      this.paths.set(entry, paths);
    }
    return { how, entry, before: entry.before.length === 0 ? undefined : entry.before, paths };
  }
}

function lookUp(context: Context, { before, paths }: Host): Decision {
  const { entry, tracer, seen } = context;
  // Who asks for the way wants to see every candidate; an index looks only at those that may match.
  if (tracer?.losers) return firstTaken([...entry.before, ...entry.candidates], context) ?? decideOutcome(entry.otherwise, context);
  const first = before === undefined ? undefined : firstTaken(before, context);
  if (first !== undefined) return first;
  const { path } = seen.target;
  if (paths instanceof CandidateIndex) {
    const taking = new Taking(context, take);
    return paths.first(path, (candidate) => taking.take(candidate)) ?? taking.tied() ?? decideOutcome(entry.otherwise, context);
  }
  const found = paths.find(path);
  if (found === undefined) return decideOutcome(entry.otherwise, context);
  tracer?.add({ kind: 'candidate', candidate: found.candidate, matched: true });
  return decide(found, context);
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
