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
import { withoutOrigins } from './without-origins';

/** What a table does with all requests that differ in nothing but the path, within one cell. */
export interface Plan {
  /** Absent if no candidate takes the request. */
  readonly candidate: Candidate | undefined;
  /** Steps and outcome that are left once the conditions are known; equal texts do the same with every request. */
  readonly text: string;
  readonly steps: readonly Step[];
  readonly leaf: Outcome;
  /** What else the candidate says of answers and bodies. */
  readonly further: string;
  readonly effects: readonly Effect[] | undefined;
}

/** One table of the two, for one host. */
export class Side {
  public readonly candidates: readonly Candidate[];
  private readonly codec;
  private readonly regexes;
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

  /** Absent if the request is answered before a route is looked for. */
  public context(request: RoutingRequest): Context | undefined {
    this.regexes.begin();
    const header = request.host === null ? undefined : this.codec.readHost(request.host);
    const seen = this.codec.readRequest(request, header);
    if (!('target' in seen)) return undefined;
    const { table, codec, regexes, certificates, entry } = this;
    return { table, codec, regexes, certificates, seen, entry, otherTlsHost: false, tracer: undefined };
  }

  /** `row`: positions of candidates whose path may match. `matches`: whether one that was not followed does. A text if it is not decided. */
  public plan(row: readonly number[], context: Context, matches: (position: number) => boolean): Plan | string {
    for (const position of row) {
      if (!matches(position)) continue;
      const candidate = this.candidates[position] as Candidate;
      const held = holdAll(candidate.match.conditions ?? [], context);
      if (typeof held === 'object') return held.undecided;
      if (held && candidate.rank !== undefined) return 'the order of some routes is left to chance';
      if (held) return planOf(candidate, candidate.outcome, context);
    }
    return planOf(undefined, this.entry.otherwise, context);
  }
}

function planOf(candidate: Candidate | undefined, outcome: Outcome, context: Context): Plan | string {
  const steps: Step[] = [];
  let end = outcome;
  for (const step of candidate?.steps ?? []) {
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
  const leaf = leafOf(end, context);
  if (typeof leaf === 'string') return leaf;
  const { errorPages, backendLocations, bodyLimit } = candidate ?? {};
  const further = withoutOrigins({ errorPages, backendLocations, bodyLimit });
  return { candidate, steps, leaf, further, effects: candidate?.effects, text: withoutOrigins({ steps, leaf, further }) };
}

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

/** Every condition that a candidate or an outcome asks for. */
export function conditionsIn(candidate: Candidate): readonly Condition[] {
  return [
    ...(candidate.match.conditions ?? []),
    ...candidate.steps.flatMap((step) => (step.kind === 'when' ? [...step.conditions, ...conditionsOf(step.outcome)] : [])),
    ...conditionsOf(candidate.outcome),
  ];
}

export function conditionsOf(outcome: Outcome): readonly Condition[] {
  if (outcome.kind === 'weighted') return outcome.alternatives.flatMap(({ outcome: one }) => conditionsOf(one));
  if (outcome.kind !== 'conditional') return [];
  return [
    ...outcome.branches.flatMap(({ conditions, outcome: one }) => [...conditions, ...conditionsOf(one)]),
    ...conditionsOf(outcome.otherwise),
  ];
}
