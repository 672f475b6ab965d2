import { codecOf } from '../../table/codecs/registry';
import type { Context } from '../../table/context';
import type { Decision } from '../../table/decide';
import type { Effect } from '../../table/effects';
import { CertificateIndex } from '../../table/host-index';
import { RegexCache } from '../../table/regex-cache';
import type { RoutingRequest } from '../../table/request';
import { resolve } from '../../table/resolve';
import type { Candidate, Condition, HostEntry, Outcome, RoutingTableData, Step } from '../../table/routing-table';
import { holdAll } from '../../table/test-condition';
import { conditionsIn, conditionsOf, conditionsOfSteps } from './conditions-in';
import { withoutOrigins } from './without-origins';

/** What a table does with all requests that differ in nothing but the path, within one cell. */
export interface Plan {
  /** Absent if no candidate takes the request. */
  readonly candidate: Candidate | undefined;
  /** Steps and outcome that are left once the conditions are known; equal texts do the same with every request. */
  readonly text: string;
  readonly steps: readonly Step[];
  readonly leaf: Outcome;
  /** What else the candidate says of answers. */
  readonly further: string;
  readonly bodyLimit: string;
  readonly effects: readonly Effect[] | undefined;
}

/** One table of the two, for one host. */
export class Side {
  public readonly candidates: readonly Candidate[];
  public readonly codec;
  public readonly regexes;
  private readonly certificates;

  public constructor(
    public readonly table: RoutingTableData,
    public readonly entry: HostEntry,
  ) {
    this.candidates = [...entry.before, ...entry.candidates];
    this.codec = codecOf(table.requests);
    this.regexes = new RegexCache(table.requests.regexSyntax);
    this.certificates = new CertificateIndex(table);
  }

  public covers(name: string): boolean {
    return this.certificates.covers(name);
  }

  public resolve(request: RoutingRequest): Decision {
    return resolve(this.table, request);
  }

  /** Every condition that candidates at these positions ask for, and those that stand before and behind all candidates. */
  public conditionsAt(row: readonly number[]): readonly Condition[] {
    const { first = [], otherwise } = this.entry;
    const ofCandidates = row.flatMap((position) => conditionsIn(this.candidates[position] as Candidate));
    return [...conditionsOfSteps(first), ...ofCandidates, ...conditionsOf(otherwise)];
  }

  /** Absent if the request is answered before a route is looked for. */
  public context(request: RoutingRequest): Context | undefined {
    this.regexes.begin();
    const header = request.host === null ? undefined : this.codec.readHost(request.host);
    const seen = this.codec.readRequest(request, header);
    if (!('target' in seen)) return undefined;
    const { table, codec, regexes, certificates, entry } = this;
    return { table, codec, regexes, certificates, seen, entry, otherTlsHost: false, tracer: undefined };
  }

  /**
   * `row`: positions of candidates whose path may match. `matches`: whether one that was not followed does. Several plans if chance decides
   * between them, and a text if it is not decided.
   */
  public plans(row: readonly number[], context: Context, matches: (position: number) => boolean): readonly Plan[] | string {
    const { tls, otherwise } = this.entry;
    if (tls !== undefined && context.seen.scheme === 'https') return inList(this.planOf(undefined, [], tls.outcome, context));
    const taking: Candidate[] = [];
    for (const position of row) {
      const candidate = this.candidates[position] as Candidate;
      const [first] = taking;
      if (first !== undefined && (first.rank === undefined || candidate.rank !== first.rank)) break;
      if (!matches(position)) continue;
      const held = holdAll(candidate.match.conditions ?? [], context);
      if (typeof held === 'object') return held.undecided;
      if (held) taking.push(candidate);
    }
    if (taking.length === 0) return inList(this.planOf(undefined, [], otherwise, context));
    const plans = new Map<string, Plan>();
    for (const candidate of taking) {
      const plan = this.planOf(candidate, candidate.steps, candidate.outcome, context);
      if (typeof plan === 'string') return plan;
      if (!plans.has(plan.text)) plans.set(plan.text, plan);
    }
    return [...plans.values()].sort((one, other) => (one.text < other.text ? -1 : 1));
  }

  private planOf(candidate: Candidate | undefined, own: readonly Step[], outcome: Outcome, context: Context): Plan | string {
    const { first = [], errorPages: pagesOfHost } = this.entry;
    const steps: Step[] = [];
    let end: Outcome | undefined;
    // Rewrites that stand before all candidates change a path that none of them gets.
    for (const step of [...first.filter(({ kind }) => kind !== 'rewrite'), ...own]) {
      if (step.kind !== 'when') {
        steps.push(step);
        continue;
      }
      const held = holdAll(step.conditions, context);
      if (typeof held === 'object') return held.undecided;
      if (!held) continue;
      end = step.outcome;
      break;
    }
    const leaf = leafOf(end ?? outcome, context);
    if (typeof leaf === 'string') return leaf;
    const { errorPages, backendLocations, bodyLimit } = candidate ?? {};
    const further = withoutOrigins({ errorPages, backendLocations, ...(pagesOfHost === undefined ? {} : { pagesOfHost }) });
    const limit = bodyLimit === undefined ? '' : withoutOrigins(bodyLimit);
    const text = withoutOrigins({ steps, leaf, further, limit });
    return { candidate, steps, leaf, further, bodyLimit: limit, effects: candidate?.effects, text };
  }
}

const inList = (plan: Plan | string): readonly Plan[] | string => (typeof plan === 'string' ? plan : [plan]);

/** The outcome once the conditions of its branches are known; a text if it is not decided. */
function leafOf(outcome: Outcome, context: Context): Outcome | string {
  if (outcome.kind === 'weighted') {
    const alternatives: { share: number; outcome: Outcome }[] = [];
    for (const { share, outcome: one } of outcome.alternatives) {
      const leaf = leafOf(one, context);
      if (typeof leaf === 'string') return leaf;
      alternatives.push({ share, outcome: leaf });
    }
    return { kind: 'weighted', alternatives };
  }
  if (outcome.kind === 'undecided') return outcome.because;
  if (outcome.kind !== 'conditional') return outcome;
  for (const { conditions, outcome: one } of outcome.branches) {
    const held = holdAll(conditions, context);
    if (typeof held === 'object') return held.undecided;
    if (held) return leafOf(one, context);
  }
  return leafOf(outcome.otherwise, context);
}
