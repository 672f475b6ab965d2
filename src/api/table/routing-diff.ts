import type { Finding } from '../finding';
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
  /** Requests that are written in an unusual way, such as with two slashes, are treated differently. */
  RAW = 'raw',
}

/** Options for the comparison of two tables. */
export interface RoutingDiffOptions {
  /**
   * Maximum number of path states that are examined for one host. Above it the rest of the host is undecided.
   *
   * @default 100000
   */
  readonly stateLimit?: number;

  /**
   * New names of Services by those that the first table has, both as "namespace/service".
   *
   * @default - the names are the same
   */
  readonly renames?: { [name: string]: string };
}

/** An access rule or another effect that differs, such as a limit. */
export interface RoutingChange {
  /** What differs, in words such as "limit of requests". */
  readonly part: string;
  /** The value in the first table, in words, with the field that sets it; "none" if there is none. */
  readonly before: string;
  /** The same in the second table. */
  readonly after: string;
}

/** A request that two tables treat differently. It represents all requests of the same two routes. */
export interface RoutingDifference {
  /** The kind of the change. */
  readonly kind: DifferenceKind;
  /** The stable code of the kind, such as "diff/unguarded". */
  readonly code: string;
  /** The difference in one sentence. */
  readonly what: string;
  /** The access rules and other effects that the sentence names, with the values of both tables. */
  readonly changes: RoutingChange[];
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
  /** How many pairs of routes have this difference. */
  readonly routes: number;
  /** Whether an access rule no longer keeps such requests from a backend; also of kind RAW. */
  readonly unguards: boolean;
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
  /** Differences of requests that `statement` does not name, one for each unusual way to write a request. They have no part in the verdict. */
  readonly raw: RoutingDifference[];
  /** What else could differ, and is not compared, because one of the tables does not know it. */
  readonly notCompared: string[];
  /** Findings that the manifests of the second table have, and those of the first have not. */
  readonly introduced: Finding[];
  /** Findings that the manifests of the first table have, and those of the second have not. */
  readonly fixed: Finding[];
  /** The sentence that says what was proved, and for which requests. */
  readonly statement: string;
}
