import type { Finding } from '../finding';
import type { ManifestField, Resolution } from './resolution';

/** What the comparison of two routing tables came to. */
export enum DiffVerdict {
  /** Proved: no request that `statement` describes is treated differently. */
  SAME = 'same',
  /** Each difference has a request that both tables were asked for. */
  DIFFERENT = 'different',
  /** No difference was found, and a part is not proved. */
  UNDECIDED = 'undecided',
}

/** What changes for a request, the worst first. */
export enum DifferenceKind {
  /** Something that kept clients out no longer does, such as authentication or a list of addresses. */
  UNGUARDED = 'unguarded',
  /** Another backend gets the request. */
  ELSEWHERE = 'elsewhere',
  /** A backend got it, and none does any more. */
  LOST = 'lost',
  /** The backend gets another path or query. */
  REWRITTEN = 'rewritten',
  /** The client gets another redirect or status. */
  ANSWERED = 'answered',
  /** A backend gets it that did not. */
  GAINED = 'gained',
  /** Something keeps clients out that did not. */
  GUARDED = 'guarded',
  /** Something else happens on the way, such as another limit, timeout or header. */
  EFFECT = 'effect',
  /** Requests that are written in an unusual way, such as with two slashes, are treated differently. */
  RAW = 'raw',
}

/** How far two tables are compared. */
export interface RoutingDiffOptions {
  /**
   * How many states of paths are looked at for one host. Beyond it the rest of the host is undecided.
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

/** A request that two tables treat differently. It stands for all requests of the same two routes. */
export interface RoutingDifference {
  /** What changes. */
  readonly kind: DifferenceKind;
  /** The stable code of the kind, such as "diff/unguarded". */
  readonly code: string;
  /** The difference in one sentence. */
  readonly what: string;
  /** The URL of the request. */
  readonly url: string;
  /** The method of the request. */
  readonly method: string;
  /** The headers of the request besides Host. */
  readonly headers: { [name: string]: string };
  /** What the first table does with it. */
  readonly before: Resolution;
  /** What the second table does with it. */
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
}

/** Requests for which no difference was found, and no proof that there is none. */
export interface UndecidedRouting {
  /** Hosts of the requests; empty if it may be all. */
  readonly hosts: string[];
  /** The reason why there is no proof. */
  readonly because: string;
  /** How many of the requests were compared, and are treated alike. */
  readonly compared: number;

  /**
   * A path of the requests.
   *
   * @default - it may be any
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
  /** What it came to. */
  readonly verdict: DiffVerdict;
  /** Requests that the tables treat differently, the worst first. */
  readonly differences: RoutingDifference[];
  /** What is not proved. */
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
