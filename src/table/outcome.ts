import type { Origin } from './origin';
import type { PathTest } from './path-test';

export type Condition =
  /** `client`: as the client sees it, where `X-Forwarded-Proto` is believed. */
  | { readonly kind: 'scheme'; readonly scheme: 'http' | 'https'; readonly as: 'received' | 'client' }
  | { readonly kind: 'method'; readonly methods: readonly string[] }
  | { readonly kind: 'header'; readonly name: string; readonly test: ValueTest }
  | { readonly kind: 'cookie'; readonly name: string; readonly test: ValueTest }
  /** The path as it is written, with its escapes. */
  | { readonly kind: 'writtenPath'; readonly pattern: string }
  /** The port that the client connects to. */
  | { readonly kind: 'port'; readonly ports: readonly number[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  /** The name of the host as it is sent, in lower case and without its port, where an entry for the host is not enough. */
  | { readonly kind: 'host'; readonly pattern: string }
  /** The name of the host as it is compared, where an entry for the host is not enough. */
  | { readonly kind: 'hostName'; readonly test: ValueTest }
  /** Of the query. */
  | { readonly kind: 'parameter'; readonly name: string; readonly test: ValueTest }
  /** Some parameter of the query is like one of these. Without a key: of any name. */
  | { readonly kind: 'query'; readonly anyOf: readonly { readonly key?: ValueTest; readonly value: ValueTest }[] }
  /** Another test of the path, where one is not enough. */
  | { readonly kind: 'path'; readonly path: PathTest }
  /** The table has a certificate for the host of the request. */
  | { readonly kind: 'certificate' }
  /** The request says that its body is longer. */
  | { readonly kind: 'bodyLength'; readonly moreThanBytes: number }
  /** The client comes from one of these. Without its address nothing can be decided, unless they are all there are. */
  | { readonly kind: 'clientAddress'; readonly networks: readonly string[] };

export type ValueTest =
  /** `anyCase`: the value is in lower case, and case does not count. */
  | { readonly kind: 'equals'; readonly value: string; readonly anyCase?: true }
  | { readonly kind: 'wildcard'; readonly pattern: string; readonly caseSensitive: boolean }
  | { readonly kind: 'anyOf'; readonly tests: readonly ValueTest[] }
  | { readonly kind: 'matches'; readonly pattern: string; readonly caseSensitive: boolean }
  | { readonly kind: 'present' };

/** What happens to a request that a candidate takes. */
export type Outcome =
  /** `because`: why it is not the backend that the route names. */
  | { readonly kind: 'forward'; readonly backend: Backend; readonly protocol?: BackendProtocol; readonly because?: string }
  /** One of several, by chance: shares add up to 1. */
  | { readonly kind: 'weighted'; readonly alternatives: readonly WeightedOutcome[]; readonly origin?: Origin }
  /** The first whose conditions hold decides; `otherwise` if none does. */
  | { readonly kind: 'conditional'; readonly branches: readonly Branch[]; readonly otherwise: Outcome }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: RedirectLocation }
  /** `withBody`: the answer has a text of its own, and no page takes its place. */
  | { readonly kind: 'answer'; readonly status: number; readonly because: string; readonly withBody?: true }
  /** The connection is closed, or never made. */
  | { readonly kind: 'noAnswer'; readonly because: string }
  /** The manifests, or the API, leave it open. Never a guess. */
  /** `oneOf`: all that it can be, if that is known. */
  | { readonly kind: 'undecided'; readonly because: string; readonly oneOf?: readonly Outcome[] };

export interface WeightedOutcome {
  readonly share: number;
  readonly outcome: Outcome;
}

export interface Branch {
  readonly conditions: readonly Condition[];
  readonly outcome: Outcome;
  readonly origin?: Origin;
}

export type Backend =
  | {
      readonly kind: 'service';
      readonly namespace: string;
      readonly service: string;
      readonly port: number | string;
      /** As the route numbers the port, where that is only the port of the pods behind it. */
      readonly routePort?: number;
      /** Set where the manifests have no such Service, and it is taken to exist. */
      readonly assumed?: true;
    }
  /** What the controller itself serves where nothing else does. */
  | {
      readonly kind: 'builtIn';
      readonly status: number;
      /** The answer to a request whose rewritten path is no request target. Absent: no rewrite leads here. */
      readonly malformedStatus?: number;
    };

export type BackendProtocol = 'HTTP' | 'HTTPS' | 'AUTO_HTTP' | 'GRPC' | 'GRPCS' | 'FCGI';

/** Text with parts that are taken from the request. */
export type TextTemplate = readonly TemplatePart[];

export type TemplatePart =
  | string
  /** What a group of the last regular expression matched; empty where it matched nothing. */
  | { readonly capture: number }
  /**
   * `withoutEnd`: a text that is left out at the end, once. `upTo`: a text that ends the value where it first stands. `ifEmpty`: a text for
   * a value that is empty. `escapes`: characters that are sent as `%` and two digits, as are controls, spaces and all beyond ASCII.
   */
  | {
      readonly variable: RequestVariable;
      readonly withoutEnd?: string;
      readonly upTo?: string;
      readonly ifEmpty?: string;
      readonly escapes?: string;
    }
  /** A text, if the variable has a value that is not empty. */
  | { readonly text: string; readonly ifAny: RequestVariable }
  /** The first value of a header, cookie or parameter of the query, or nothing. */
  | { readonly value: 'header' | 'cookie' | 'parameter'; readonly name: string }
  /** What a script has set the variable to; empty if it has not. */
  | { readonly set: string }
  /** Something that is only known when the request is there; the name is the controller's. */
  | { readonly unknown: string };

export type RequestVariable =
  | 'scheme'
  /** As the client sees it, where forwarded headers are believed. */
  | 'clientScheme'
  | 'clientPort'
  /** As it is compared; the name of the host entry if the request has none. */
  | 'host'
  | 'hostAsSent'
  /** The same without its port. */
  | 'hostnameAsSent'
  /** The port that stands in the Host header, with the colon. */
  | 'portAsSent'
  /** As sent, with its port, or the first that a believed `X-Forwarded-Host` names. */
  | 'clientHost'
  | 'method'
  | 'clientAddress'
  /** Path and query as sent. */
  | 'target'
  /** As it is compared, or rewritten. */
  | 'path'
  | 'query'
  /** The query with its `?`. */
  | 'search';

export interface RedirectLocation {
  readonly text: TextTemplate;
  /** What becomes of a text that begins with `/`: scheme and host of the request are put before it, or nothing. */
  readonly pathOnly: 'kept' | 'completed';
}
