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
  readonly regexSyntax?: 'pcre2' | 're2';
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
  /** One label, then the domain. `word`: the label is made of letters, digits, `_` and `-` alone. `anyOrEmpty`: it may be nothing. */
  | { readonly kind: 'oneLabel'; readonly domain: string; readonly label: 'any' | 'anyOrEmpty' | 'word' }
  | { readonly kind: 'anyDepth'; readonly domain: string }
  /** A name that begins with these labels. */
  | { readonly kind: 'anyEnding'; readonly beginning: string }
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
  /**
   * The order among candidates of one rank, which stand together in the list, is left to chance: the controller may draw it anew whenever
   * an object changes. Absent: nothing else can take its place.
   */
  readonly rank?: number;
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
  /** Matches anywhere in the path, unless the pattern says otherwise. */
  | { readonly kind: 'regex'; readonly pattern: string; readonly caseSensitive: boolean };

export type Step =
  /** Decides when all conditions hold. */
  | { readonly kind: 'when'; readonly conditions: readonly Condition[]; readonly outcome: Outcome; readonly origin: Origin }
  /** Changes the path that the backend sees. */
  | { readonly kind: 'rewrite'; readonly rewrite: UpstreamRewrite; readonly origin: Origin }
  /** Where the pattern matches anywhere in the path, the client is sent to the text, and the query is appended. */
  | { readonly kind: 'redirectMatch'; readonly redirect: RegexSubstitution & { readonly status: number }; readonly origin: Origin }
  | { readonly kind: 'redirectUrl'; readonly redirect: UrlRedirect; readonly origin: Origin }
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
  /** The path as it is written, with its escapes. */
  | { readonly kind: 'writtenPath'; readonly pattern: string }
  /** The port that the client connects to. */
  | { readonly kind: 'port'; readonly ports: readonly number[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  /** Of the query. */
  | { readonly kind: 'parameter'; readonly name: string; readonly test: ValueTest }
  /** Another test of the path, where one is not enough. */
  | { readonly kind: 'path'; readonly path: PathTest }
  /** The name of the host as it is sent, in lower case and without its port, where an entry for the host is not enough. */
  | { readonly kind: 'host'; readonly pattern: string }
  /** The table has a certificate for the host of the request. */
  | { readonly kind: 'certificate' }
  /** The client is known to come from one of these. */
  | { readonly kind: 'clientAddress'; readonly networks: readonly string[] };

export type ValueTest =
  | { readonly kind: 'equals'; readonly value: string }
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
  | ({ readonly kind: 'regexReplaceAll'; readonly statusIfEmpty: number } & RegexSubstitution)
  | WrittenRewrite;

/**
 * Rewrites of a path as it is written, with its escapes. A path that has to be cleaned afterwards, because of `//` or dot segments, is answered
 * 400, and one with a broken escape 500.
 */
export type WrittenRewrite =
  /** The first text that the decoded path begins with is cut off. `slash`: all slashes behind it are one. */
  | { readonly kind: 'stripPrefix'; readonly prefixes: readonly string[]; readonly slash?: true }
  /** The same with the first pattern whose match begins where the path does. */
  | { readonly kind: 'stripPrefixRegex'; readonly patterns: readonly string[] }
  /** The path is not cleaned afterwards. */
  | { readonly kind: 'addPrefix'; readonly prefix: string }
  /** Every match is replaced, and the rest of the path stays. `statusIfEmpty`: the answer if nothing is left of it; absent: none. */
  | ({ readonly kind: 'replaceMatches'; readonly statusIfEmpty?: number } & RegexSubstitution);

export interface RegexSubstitution {
  readonly pattern: string;
  readonly caseSensitive: boolean;
  readonly substitution: TextTemplate;
}

/**
 * Replaces every match in the whole URL of the request, `scheme://host:port/path?query`, and sends the client there if that is another URL;
 * or in the path as it is written, and adds the query unless the result has one.
 */
export interface UrlRedirect extends RegexSubstitution {
  readonly of: 'url' | 'path';
  /** Set where only requests are redirected that come with it. */
  readonly from?: 'http' | 'https';
  /** Whether the URL has the port of its scheme, where the client sends it. */
  readonly defaultPort: 'kept' | 'dropped';
  readonly status: number;
  /** For methods other than GET. */
  readonly statusOfOtherMethods: number;
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
  /** Every object that takes part. */
  readonly origins: readonly Origin[];
}
