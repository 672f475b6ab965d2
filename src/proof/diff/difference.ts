import type { Decision } from '../../table/decide';
import type { Origin } from '../../table/origin';
import type { RoutingRequest } from '../../table/request';
import type { ChangedPart } from './changed-parts';

/** What changes for a request, the worst first. */
export const DIFFERENCE_KINDS = {
  unguarded: 'something that kept clients out no longer does',
  elsewhere: 'another backend gets it',
  lost: 'a backend got it, and none does any more',
  rewritten: 'the backend gets another path or query',
  answered: 'the client gets another redirect or status',
  gained: 'a backend gets it that did not',
  guarded: 'something keeps clients out that did not',
  effect: 'something else happens on the way',
  raw: 'requests that are written in an unusual way are treated differently',
} as const;

export type DifferenceKind = keyof typeof DIFFERENCE_KINDS;

const RANKS = Object.keys(DIFFERENCE_KINDS) as DifferenceKind[];
export const rankOf = (kind: DifferenceKind): number => RANKS.indexOf(kind);

/** A code of a finding. */
export const codeOf = (kind: DifferenceKind): `diff/${DifferenceKind}` => `diff/${kind}`;

/** A request that two tables treat differently, with what both do. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** One sentence. */
  readonly what: string;
  /** The guards and effects that the sentence names, with the values of both sides. */
  readonly changes: readonly ChangedPart[];
  readonly request: RoutingRequest;
  readonly before: Decision;
  readonly after: Decision;
  /** The object and field that decide; absent if none does. */
  readonly beforeBy: Origin | undefined;
  readonly afterBy: Origin | undefined;
  /** Hosts with this difference; the first is that of the request. */
  readonly hosts: readonly string[];
  /** How many pairs of routes have it, for what it is in one sentence. */
  readonly routes: number;
  /** The kinds of the tests by which the routes took the path, such as `segmentPrefix to regex`. */
  readonly tests: string;
  /** Only of kind `raw`: set if a guard no longer keeps such requests from a backend. */
  readonly unguards?: boolean;
}

/** Requests for which no difference was found, and no proof that there is none. */
export interface UndecidedPart {
  readonly hosts: readonly string[];
  /** A path of those meant; absent if all are. */
  readonly path: string | undefined;
  readonly because: string;
  /** How many requests both sides were seen to treat alike. */
  readonly compared: number;
  /** Up to which length all paths are proved. */
  readonly provedLength?: number;
}

export interface TableDiff {
  /** About the requests that the statement names. */
  readonly verdict: 'same' | 'different' | 'undecided';
  readonly differences: readonly Difference[];
  readonly undecided: readonly UndecidedPart[];
  /** Differences of kind `raw`: of requests that the statement does not name, one for each way to write a request. */
  readonly raw: readonly Difference[];
  /** What else could differ, and was not compared. */
  readonly notCompared: readonly string[];
  /** What was proved, for which requests. */
  readonly statement: string;
}
