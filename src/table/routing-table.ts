import type { CodecSettings } from './codecs/registry';
import type { Effect } from './effects';
import type { GateStep } from './gate';
import type { NormalizeStep } from './normalize-path';
import type { Origin } from './origin';
import type { Condition, Outcome, RedirectLocation, TextTemplate } from './outcome';
import type { PathTest } from './path-test';

export type { AuthRefusal, Gate, GateStep } from './gate';
export type { Origin } from './origin';
export type {
  Backend,
  BackendProtocol,
  Branch,
  Condition,
  Outcome,
  RedirectLocation,
  RequestVariable,
  TemplatePart,
  TextTemplate,
  ValueTest,
  WeightedOutcome,
} from './outcome';
export type { PathTest } from './path-test';

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
  /** Wildcards and host patterns, in order of precedence; compared if no name matches. */
  readonly patterns: readonly PatternHostEntry[];
  /** For hosts that nothing else takes. */
  readonly fallback: HostEntry;
  /** For requests without a Host header. Absent: the fallback takes them. */
  readonly nameless?: HostEntry;
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
  readonly regexSyntax?: 'pcre2';
};

export interface HostEntry {
  /** As manifests write it; empty for the fallback. */
  readonly host: string;
  /** In lower case. */
  readonly names: readonly string[];
  /** The destination of TLS connections by the names of the entry, whatever is asked on them. Absent: the controller reads the requests. */
  readonly tls?: Outcome;
  /** Steps that every request takes, in order, before anything else is looked at. A step may decide. */
  readonly first?: readonly Step[];
  /** Pages in the place of answers that are given before a candidate has taken the request, or by one that stands before the paths. */
  readonly errorPages?: ErrorPages;
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
  | { readonly kind: 'regex'; readonly pattern: string; readonly caseSensitive: boolean };

/** A thing that may take a request. */
export interface Candidate {
  readonly match: CandidateMatch;
  /** What happens on the way to the outcome, in order. A step may decide; then the rest is skipped. */
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  /** What else happens to its requests and their answers; candidates may share one list. Absent: nothing is known about that. */
  readonly effects?: readonly Effect[];
  readonly errorPages?: ErrorPages;
  /** Changes of the Location headers of the backend; the first that matches counts. */
  readonly backendLocations?: readonly BackendLocation[];
  /** Requests that say that their body is longer are answered before the steps. */
  readonly bodyLimit?: BodyLimit;
  readonly origin: Origin;
  /** Set if the controller made the candidate by itself. */
  readonly because?: string;
}

export interface CandidateMatch {
  readonly path: PathTest;
  /** Further conditions; all must hold. */
  readonly conditions?: readonly Condition[];
}

export type Step =
  /** Decides when all conditions hold. */
  | { readonly kind: 'when'; readonly conditions: readonly Condition[]; readonly outcome: Outcome; readonly origin: Origin }
  /** Changes the path that the backend sees. */
  | { readonly kind: 'rewrite'; readonly rewrite: UpstreamRewrite; readonly origin: Origin }
  /** Where the pattern matches anywhere in the path, the client is sent to the text, and the query is appended. */
  | { readonly kind: 'redirectMatch'; readonly redirect: RegexSubstitution & { readonly status: number }; readonly origin: Origin }
  /** Lets a request pass, or answers it. */
  | GateStep
  /**
   * Lets a request pass that one of the gates lets pass, or of which none says anything. If all refuse it, the client gets the first of the
   * statuses that one of them says. A refusal with another status counts at once.
   */
  | { readonly kind: 'anyGate'; readonly gates: readonly GateStep[]; readonly statuses: readonly number[]; readonly origin: Origin };

/** Pages that clients get in the place of answers with certain statuses. */
export interface ErrorPages {
  /** Whether answers of the backend count, too; those of the controller always do. */
  readonly ofBackend: boolean;
  /** The first of a status counts. */
  readonly pages: readonly ErrorPage[];
  /** Statuses that the controller answers by itself if a backend does not answer. */
  readonly withoutAnswer: readonly number[];
  /** The answer to a request whose path could not be read, if there is a page for its status. */
  readonly statusWithoutPath: number;
}

export interface ErrorPage {
  readonly statuses: readonly number[];
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  readonly backendLocations?: readonly BackendLocation[];
  readonly origin: Origin;
}

export interface BodyLimit {
  readonly bytes: number;
  readonly status: number;
  readonly origin: Origin;
}

export interface BackendLocation {
  readonly from: { readonly beginning: TextTemplate } | { readonly pattern: string; readonly caseSensitive: boolean };
  /** Takes the place of the beginning, or of all where the pattern matches. */
  readonly to: RedirectLocation;
}

export type UpstreamRewrite =
  /** Of `/foo` and everything below `/foo/`; the rest stays, and an empty path is `/`. No trailing slash but for `/`. */
  | { readonly kind: 'replacePrefix'; readonly prefix: string; readonly caseSensitive: boolean; readonly replacement: string }
  | { readonly kind: 'replacePath'; readonly path: string }
  /** Another form of the same path, in these steps. */
  | { readonly kind: 'normalize'; readonly how: readonly NormalizeStep[] }
  /** Replaces the whole path where the pattern matches anywhere in it. An empty path is answered with the status, or sent if there is none. */
  | ({ readonly kind: 'regexReplaceAll'; readonly statusIfEmpty?: number } & RegexSubstitution);

export interface RegexSubstitution {
  readonly pattern: string;
  readonly caseSensitive: boolean;
  readonly substitution: TextTemplate;
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
  /** Set where all of the object but this field counts. `guard`: the field was to keep somebody out, and nobody is kept out now. */
  readonly part?: 'setting' | 'guard';
}

export interface Freeze {
  /** A stable word for the kind of cause: `duplicate-location`, `regex`, `variable`, `server-name`. */
  readonly cause: string;
  readonly because: string;
  /** Every object that takes part. */
  readonly origins: readonly Origin[];
}
