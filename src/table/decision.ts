import type { Backend, BackendProtocol, Gate, Origin } from './routing-table';

export interface Decision {
  /** The host entry that took the request, as manifests write it; absent where none was looked for, empty for the fallback. */
  readonly host?: string;
  /** Decoded and normalized, in bytes; absent where the request is malformed. */
  readonly path?: string;
  /** What the client gets; absent where that is the backend's affair, was not decided, or where the connection is closed without an answer. */
  readonly status?: number;
  readonly backend?: Backend;
  readonly protocol?: BackendProtocol;
  /** The request target as the backend gets it, in bytes. */
  readonly upstreamUri?: string;
  /** The Location header, in bytes. */
  readonly location?: string;
  /** The object and field that decided. */
  readonly decidedBy?: Origin;
  /** Why it is so, where the controller answers by itself or where another backend gets the request than the one that the route names. */
  readonly because?: string;
  /** Where chance decides: what may happen, with shares that add up to 1. */
  readonly alternatives?: readonly { readonly share: number; readonly decision: Decision }[];
  /** Why it could not be decided. Then nothing else is said, but for what may happen if that is known. */
  readonly undecided?: string;
  readonly oneOf?: readonly Decision[];
  /** What has to be so for this answer, and cannot be seen in the request. */
  readonly assuming?: readonly Assumption[];
  /** Answers in the place of certain answers of the backend. */
  readonly instead?: readonly Replacement[];
  /** Changes of a Location header of the backend; the first that fits counts. */
  readonly locations?: readonly LocationChange[];
}

export interface Assumption {
  readonly gate: Gate;
  readonly origin: Origin;
  /** The decisions if it is not so. */
  readonly otherwise: readonly { readonly answer?: number; readonly decision: Decision }[];
}

export interface Replacement {
  readonly statuses: readonly number[];
  /** Whether it is for answers of the backend, too, and not only for those that the controller gives because it has none. */
  readonly ofBackend: boolean;
  readonly decision: Decision;
}

export interface LocationChange {
  readonly from: { readonly beginning: string } | { readonly pattern: string; readonly caseSensitive: boolean };
  readonly to: string;
  /** A text that is put before a result that begins with a slash. */
  readonly root: string;
}
