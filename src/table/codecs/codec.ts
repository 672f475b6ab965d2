import type { RoutingRequest } from '../request';
import type { PathImage } from './path-image';

/**
 * How a family of proxies reads a request and writes it again. Lookup knows requests only through this, so each difference between
 * families is a difference between codecs: whether a path is decoded, its slashes merged and its dot segments resolved, which requests are
 * answered before any route is looked for and with which status, which header names count as equal.
 *
 * A codec is chosen once for a table. Texts that come from the client are bytes, one character each.
 */
export interface RequestCodec {
  /** Absent: only paths that all codecs read alike are known. */
  readonly image?: PathImage;
  /** How paths are written, in families whose rewrites work on paths as they are written. */
  readonly paths?: WrittenPaths;
  /** Reads a Host header. The caller keeps what it gets and asks once per text. */
  readHost(text: string): ReadHost | EarlyAnswer;
  /** `host`: what `readHost` made of the Host header; absent if the request has none. */
  readRequest(request: RoutingRequest, host: ReadHost | EarlyAnswer | undefined): SeenRequest | EarlyAnswer;
  /** The values of a header that a condition is compared with. Any of them may match: some families join lines of one name, some do not. */
  headerValues(request: RoutingRequest, name: string): readonly string[];
  cookieValue(request: RoutingRequest, name: string): string | undefined;
  /** The address that the client counts as; `undefined` if it is not known. */
  clientAddress(request: RoutingRequest): string | undefined;
  /** How long the request says that its body is; `undefined` if it does not say. */
  bodyLength(request: RoutingRequest): number | undefined;
  /** Whether the request has a name and a password, right or wrong. `users`: the names that can be right; absent: any can. */
  hasCredentials(request: RoutingRequest, users?: readonly string[]): boolean;
  /** The values of a parameter of the query that a condition is compared with. Any of them may match. */
  queryValues(target: ReadTarget, name: string): readonly string[];
  /** The answer to a request that is matched like any other, but not sent to a backend. */
  notForwarded?(seen: SeenRequest): EarlyAnswer | undefined;
  /** The request target that the backend gets if no rewrite applies. */
  forwardedTarget(target: ReadTarget): string;
  /** The request target that the backend gets after a rewrite to `path`. */
  rewrittenTarget(path: string, target: ReadTarget): string;
  /** A captured group as it goes into the Location of a `redirectMatch`. */
  locationCapture(text: string, target: ReadTarget): string;
  /** The Location of a `redirectMatch`, once it is put together. */
  location(text: string): string;
}

/** Paths with their escapes. */
export interface WrittenPaths {
  /** A decoded path with the escapes that it gets by default. */
  escape(decoded: string): string;
  /** Undefined if an escape is broken. */
  unescape(written: string): string | undefined;
  /** Whether a text may stand for a path as it is. */
  isWritten(text: string): boolean;
  /** Without `//` and dot segments. */
  clean(written: string): string;
}

/** A Host header, read. */
export interface ReadHost {
  /** As names of the table are compared: lower case, without port. */
  readonly name: string;
  readonly sent: string;
}

/** A request target, read. */
export interface ReadTarget {
  /** Path and query as sent, without scheme and host. */
  readonly sent: string;
  /** As paths of the table are compared. */
  readonly path: string;
  /** As rewrites find it, in families that compare a path in another form than the one that they rewrite. Absent: as it is compared. */
  readonly written?: string;
  /** Without `?`; absent if the target has none. */
  readonly query: string | undefined;
  /** Scheme and host as sent, if the target is a whole URL and the family sends them on. */
  readonly root?: string;
}

/** A request as the controller sees it. */
export interface SeenRequest {
  readonly request: RoutingRequest;
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** Of the target if that is a whole URL, else of the Host header; absent if there is neither. */
  readonly name: string | undefined;
  readonly hostAsSent: string | undefined;
  readonly target: ReadTarget;
}

/** The answer to a request for which no candidate is looked for, or why that answer is not known. */
export type EarlyAnswer =
  | {
      readonly status: number;
      readonly because: string;
      readonly location?: string;
      /** As far as the request was read, where a page for errors may take the place of the answer. */
      readonly seen?: SeenRequest | { readonly name: undefined };
    }
  | { readonly undecided: string };
