import type { ManifestField, Resolution } from './resolution';

/** Verdict of the comparison of two routing tables. */
export enum DiffVerdict {
  /** Proved: no request that `statement` describes is treated differently. */
  SAME = 'same',
  /** There are differences; each has a request that both tables resolved. */
  DIFFERENT = 'different',
  /** No difference was found, but equality is not proved for all requests. */
  UNDECIDED = 'undecided',
}

/** The change for a request, the worst first. */
export enum DifferenceKind {
  /** An access rule no longer applies, such as authentication or a list of addresses. */
  UNGUARDED = 'unguarded',
  /** Another backend gets the request. */
  ELSEWHERE = 'elsewhere',
  /** No backend gets the request any more. */
  LOST = 'lost',
  /** The backend gets another path or query. */
  REWRITTEN = 'rewritten',
  /** The client gets another redirect or status. */
  ANSWERED = 'answered',
  /** A backend gets a request that no backend got before. */
  GAINED = 'gained',
  /** A new access rule applies. */
  GUARDED = 'guarded',
  /** Another effect differs, such as a limit, timeout or header. */
  EFFECT = 'effect',
}

/** Options for the comparison of two tables. */
export interface RoutingDiffOptions {
  /**
   * Maximum number of path states that are examined for one host. Above it the rest of the host is undecided.
   *
   * @default 100000
   */
  readonly stateLimit?: number;
}

/** A request that two tables treat differently. It represents all requests of the same two routes. */
export interface RoutingDifference {
  /** The kind of the change. */
  readonly kind: DifferenceKind;
  /** The difference in one sentence. */
  readonly what: string;
  /** The URL of the request. */
  readonly url: string;
  /** The method of the request. */
  readonly method: string;
  /** The headers of the request besides Host. */
  readonly headers: { [name: string]: string };
  /** The outcome in the first table. */
  readonly before: Resolution;
  /** The outcome in the second table. */
  readonly after: Resolution;

  /**
   * The object and field that decide in the first table.
   *
   * @default - none does
   */
  readonly beforeBy?: ManifestField;

  /**
   * The object and field that decide in the second table.
   *
   * @default - none does
   */
  readonly afterBy?: ManifestField;

  /** Hosts with this difference, one for each kind of host; the first is that of the request. */
  readonly hosts: string[];
}

/** Requests for which no difference was found, but equality is not proved. */
export interface UndecidedRouting {
  /** Hosts of the requests; empty if all hosts are possible. */
  readonly hosts: string[];
  /** The reason why there is no proof. */
  readonly because: string;
  /** Number of these requests that were compared and are treated alike. */
  readonly compared: number;

  /**
   * A path of the requests.
   *
   * @default - any path
   */
  readonly path?: string;

  /**
   * The length up to which every path is proved.
   *
   * @default - not known
   */
  readonly provedLength?: number;
}

/** The comparison of two routing tables. */
export interface RoutingDiff {
  /** The verdict. */
  readonly verdict: DiffVerdict;
  /** Requests that the tables treat differently, the worst first. */
  readonly differences: RoutingDifference[];
  /** Requests for which equality is not proved. */
  readonly undecided: UndecidedRouting[];
  /** The sentence that says what was proved, and for which requests. */
  readonly statement: string;
}
