import type { CodecSettings } from './codecs/registry';
import type { Effect } from './effects';
import type { Origin } from './origin';

export type { Origin } from './origin';

/**
 * All that is known about how a controller will treat requests. A dialect's `read` writes it from manifests, `resolve` looks a request
 * up in it. Every decision about precedence is made in `read`: lists are in the order of matching, the first that matches decides.
 *
 * Plain data without classes, maps or functions, so it can be printed, compared and kept as a snapshot. Equal parts may be one object.
 */
export interface RoutingTableData {
  /** The controller that the table is true for, and its version: `ingress-nginx`, `1.15.1`. */
  readonly controller: string;
  readonly version: string;
  readonly requests: RequestRules;
  /** Hosts with names that are compared as they are. Where two have the same name, the first keeps it. */
  readonly hosts: readonly HostEntry[];
  /** Wildcards and host patterns, in order of precedence; looked at when no name matches. */
  readonly patterns: readonly PatternHostEntry[];
  /** For hosts that nothing else takes. */
  readonly fallback: HostEntry;
  /** Names, and `*.` with a domain, of the hosts for which there is a certificate. */
  readonly certificates: readonly CertificateEntry[];
  /** The objects whose routes the controller serves. */
  readonly claimed: readonly ClaimedObject[];
  /** What could not become part of the table, such as an Ingress that admission refuses. */
  readonly refused: readonly Refusal[];
  /** Objects of another controller, or of none. */
  readonly ignored: readonly Refusal[];
  /**
   * Why the controller cannot load what these manifests ask for. While this is not empty it goes on with what it had before, for every host,
   * and the rest of the table is what it would do if it could.
   */
  readonly frozen: readonly Freeze[];
  /** What will not work as its authors mean it, and is accepted by the controller all the same. */
  readonly warnings?: readonly TableWarning[];
}

export interface TableWarning {
  readonly origin: Origin;
  /** `limit`: something later will refuse it. `open`: what should be guarded is not. `lost`: it has no effect. */
  readonly kind: 'limit' | 'open' | 'lost';
  readonly because: string;
}

export interface ClaimedObject {
  readonly origin: Origin;
  /** Whether it makes routes of its own, or only alternatives for those of others, as a canary does. */
  readonly as: 'routes' | 'alternatives';
}

/** How requests are read before anything is compared, and written for the backend: the codec with its settings, and what any codec needs. */
export type RequestRules = CodecSettings & {
  /** Whether `X-Forwarded-Proto`, `-Host` and `-Port` of the client are believed. */
  readonly trustsForwardedHeaders: boolean;
  /** How regular expressions are read. Absent: the meaning of a pattern cannot be decided. */
  readonly regexSyntax?: 'pcre2';
};

export interface HostEntry {
  /** As manifests write it; empty for the fallback. */
  readonly host: string;
  /** In lower case. */
  readonly names: readonly string[];
  /** Looked at before any candidate, in order: redirects of a whole host, app roots. */
  readonly before: readonly Candidate[];
  readonly candidates: readonly Candidate[];
  /** When no candidate matches. */
  readonly otherwise: Outcome;
  /** The object that made the host; absent where none did. */
  readonly origin?: Origin;
  /** What holds for all candidates and is easily overlooked, and the object that is the cause. */
  readonly remark?: { readonly text: string; readonly origin: Origin };
}

export interface PatternHostEntry extends HostEntry {
  readonly match: HostPattern;
}

export type HostPattern =
  /** One label, then the domain. `word`: the label is made of letters, digits, `_` and `-` alone. */
  | { readonly kind: 'oneLabel'; readonly domain: string; readonly label: 'any' | 'word' }
  | { readonly kind: 'anyDepth'; readonly domain: string }
  /** A name that begins with these labels. */
  | { readonly kind: 'anyEnding'; readonly beginning: string }
  /** `*` is any text, dots included, and `?` any one character. */
  | { readonly kind: 'wildcard'; readonly pattern: string }
  | { readonly kind: 'regex'; readonly pattern: string; readonly caseSensitive: boolean };

/** A thing that may take a request. */
export interface Candidate {
  readonly match: CandidateMatch;
  /** What happens on the way to the outcome, in order. A step may decide; then the rest is not looked at. */
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  /** What else happens to its requests and their answers; candidates may share one list. Absent: nothing is known about that. */
  readonly effects?: readonly Effect[];
  readonly origin: Origin;
  /** Set where nobody asked for the candidate and the controller made it by itself. */
  readonly because?: string;
}

export interface CandidateMatch {
  readonly path: PathTest;
  /** Further conditions; all must hold. */
  readonly conditions?: readonly Condition[];
}

export type PathTest =
  | { readonly kind: 'always' }
  | { readonly kind: 'exact'; readonly path: string; readonly caseSensitive: boolean }
  /** `/foo`: `/foo` and everything below `/foo/`. No trailing slash but for `/`. */
  | { readonly kind: 'segmentPrefix'; readonly path: string; readonly caseSensitive: boolean }
  | { readonly kind: 'stringPrefix'; readonly path: string; readonly caseSensitive: boolean }
  /** `*` is any text, `?` any one character, and a backslash takes the next character as it is. */
  | { readonly kind: 'wildcard'; readonly pattern: string; readonly caseSensitive: boolean }
  /** Matches anywhere in the path, unless the pattern says otherwise. */
  | { readonly kind: 'regex'; readonly pattern: string; readonly caseSensitive: boolean };

export type Step =
  /** Decides when all conditions hold. */
  | { readonly kind: 'when'; readonly conditions: readonly Condition[]; readonly outcome: Outcome; readonly origin: Origin }
  /** Changes the path that the backend sees. */
  | { readonly kind: 'rewrite'; readonly rewrite: UpstreamRewrite; readonly origin: Origin }
  /** Where the pattern matches anywhere in the path, the client is sent to the text, and the query is appended. */
  | { readonly kind: 'redirectMatch'; readonly redirect: RegexSubstitution & { readonly status: number }; readonly origin: Origin }
  /** Lets a request pass, or answers it. */
  | { readonly kind: 'gate'; readonly gate: Gate; readonly origin: Origin };

export type Gate =
  /** Addresses and networks. Empty lists do not restrict. */
  | { readonly kind: 'clientAddress'; readonly allow: readonly string[]; readonly deny: readonly string[]; readonly status: number }
  /** A request without credentials is answered with the status. */
  | { readonly kind: 'credentials'; readonly status: number }
  /** Somebody else decides; what is asked is whether it says yes. */
  | { readonly kind: 'externalAuth'; readonly url: string }
  | { readonly kind: 'clientCertificate' };

export type Condition =
  /** `client`: as the client sees it, where `X-Forwarded-Proto` is believed. */
  | { readonly kind: 'scheme'; readonly scheme: 'http' | 'https'; readonly as: 'received' | 'client' }
  | { readonly kind: 'method'; readonly methods: readonly string[] }
  | { readonly kind: 'header'; readonly name: string; readonly test: ValueTest }
  | { readonly kind: 'cookie'; readonly name: string; readonly test: ValueTest }
  /** The port that the client connects to. */
  | { readonly kind: 'port'; readonly ports: readonly number[] }
  /** The name of the host, as it is compared. */
  | { readonly kind: 'host'; readonly test: ValueTest }
  /** Some parameter of the query is like one of these. Without a key: of any name. */
  | { readonly kind: 'query'; readonly anyOf: readonly { readonly key?: ValueTest; readonly value: ValueTest }[] }
  /** The table has a certificate for the host of the request. */
  | { readonly kind: 'certificate' }
  /** The client is known to come from one of these. */
  | { readonly kind: 'clientAddress'; readonly networks: readonly string[] };

export type ValueTest =
  | { readonly kind: 'equals'; readonly value: string }
  | { readonly kind: 'wildcard'; readonly pattern: string; readonly caseSensitive: boolean }
  | { readonly kind: 'anyOf'; readonly tests: readonly ValueTest[] }
  | { readonly kind: 'matches'; readonly pattern: string; readonly caseSensitive: boolean }
  | { readonly kind: 'present' };

/** What happens to a request that a candidate takes. */
export type Outcome =
  | { readonly kind: 'forward'; readonly backend: Backend; readonly protocol?: BackendProtocol }
  /** One of several, by chance: shares add up to 1. */
  | { readonly kind: 'weighted'; readonly alternatives: readonly WeightedOutcome[]; readonly origin?: Origin }
  /** The first whose conditions hold decides; `otherwise` if none does. */
  | { readonly kind: 'conditional'; readonly branches: readonly Branch[]; readonly otherwise: Outcome }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: RedirectLocation }
  | { readonly kind: 'answer'; readonly status: number; readonly because: string }
  /** The manifests, or the API, leave it open. Never a guess. */
  | { readonly kind: 'undecided'; readonly because: string };

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
      /** Set where the manifests have no such Service, and it is taken to exist. */
      readonly assumed?: true;
    }
  /** What the controller itself serves where nothing else does. */
  | { readonly kind: 'builtIn'; readonly status: number };

export type BackendProtocol = 'HTTP' | 'HTTPS' | 'AUTO_HTTP' | 'GRPC' | 'GRPCS' | 'FCGI';

export type UpstreamRewrite =
  /** Of `/foo` and everything below `/foo/`; the rest stays, and an empty path is `/`. No trailing slash but for `/`. */
  | { readonly kind: 'replacePrefix'; readonly prefix: string; readonly caseSensitive: boolean; readonly replacement: string }
  | { readonly kind: 'replacePath'; readonly path: string }
  /** Replaces the whole path where the pattern matches anywhere in it. An empty path is answered with the status. */
  | ({ readonly kind: 'regexReplaceAll'; readonly statusIfEmpty: number } & RegexSubstitution);

export interface RegexSubstitution {
  readonly pattern: string;
  readonly caseSensitive: boolean;
  readonly substitution: TextTemplate;
}

/** Text with parts that are taken from the request. */
export type TextTemplate = readonly TemplatePart[];

export type TemplatePart =
  | string
  /** What a group of the last regular expression matched; empty where it matched nothing. */
  | { readonly capture: number }
  /** `withoutEnd`: a text that is left out at the end, once. `upTo`: a text that ends the value where it first stands. */
  | { readonly variable: RequestVariable; readonly withoutEnd?: string; readonly upTo?: string }
  /** A text, if the variable has a value that is not empty. */
  | { readonly text: string; readonly ifAny: RequestVariable }
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
  /** As sent, with its port, or the first that a believed `X-Forwarded-Host` names. */
  | 'clientHost'
  | 'method'
  /** Path and query as sent. */
  | 'target'
  /** As it is compared, or rewritten. */
  | 'path'
  | 'query';

export interface RedirectLocation {
  readonly text: TextTemplate;
  /** What becomes of a text that begins with `/`: scheme and host of the request are put before it, or nothing. */
  readonly pathOnly: 'kept' | 'completed';
}

export interface CertificateEntry {
  readonly host: string;
  /** Absent: the controller has it by itself. */
  readonly origin?: Origin;
}

export interface Refusal {
  readonly origin: Origin;
  /** Which part of the controller refuses: `admission` when the object is applied, `controller` when it is read. */
  readonly by: 'admission' | 'controller';
  readonly because: string;
  /** Set where the object is there nevertheless. */
  readonly applied?: true;
}

export interface Freeze {
  /** A stable word for the kind of cause: `duplicate-location`, `regex`, `variable`, `server-name`. */
  readonly cause: string;
  readonly because: string;
  /** The part that goes on with what it had, such as one of several load balancers. Absent: everything. */
  readonly of?: string;
  /** Every object that takes part. */
  readonly origins: readonly Origin[];
}
