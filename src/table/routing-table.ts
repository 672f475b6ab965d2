import type { CodecSettings } from './codecs/registry';
import type { Effect } from './effects';
import type { GateStep } from './gate';
import type { NormalizeStep } from './normalize-path';
import type { Origin } from './origin';
import type { Condition, Outcome, RedirectLocation, TextTemplate } from './outcome';
import type { PathTest } from './path-test';
import type { Statement } from './script';

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
export type { ScriptTest, Statement } from './script';

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
  /** Where requests come in. Absent: there is one place for all, whatever the port. */
  readonly listeners?: readonly Listener[];
  /** Hosts with names that are compared as they are. Where two have the same name, the first keeps it. */
  readonly hosts: readonly HostEntry[];
  /** Wildcards and host patterns, in order of precedence; compared if no name matches. */
  readonly patterns: readonly PatternHostEntry[];
  /** For hosts that nothing else takes. */
  readonly fallback: HostEntry;
  /** For requests without a Host header. Absent: a pattern that takes any host has them, or else the fallback. */
  readonly nameless?: HostEntry;
  /** Names, and `*.` with a domain, of the hosts for which there is a certificate. */
  readonly certificates: readonly CertificateEntry[];
  /** The objects whose routes the controller serves. */
  readonly claimed: readonly ClaimedObject[];
  /** What could not become part of the table, such as an Ingress that admission refuses. */
  readonly refused: readonly Refusal[];
  /** Objects of another controller, or of none. */
  readonly ignored: readonly Refusal[];
  /** What the manifests leave out, and is taken to be as the controller has it by default. Another state of it may change any answer. */
  readonly assumed?: readonly string[];
  /**
   * Why the controller cannot load what these manifests ask for. While this is not empty it goes on with what it had before, for every host,
   * and the rest of the table is what it would do if it could.
   */
  readonly frozen: readonly Freeze[];
  /** What the controller writes into the status of objects and is not well. */
  readonly conditions?: readonly StatusCondition[];
  /** What will not work as its authors mean it, and is accepted by the controller all the same. */
  readonly warnings?: readonly TableWarning[];
}

export interface TableWarning {
  readonly origin: Origin;
  /** `limit`: something later will refuse it. `open`: what should be guarded is not. `lost`: it has no effect. */
  readonly kind: 'limit' | 'open' | 'lost';
  readonly because: string;
}

/** A port with what it takes. A request to none is not answered. */
export interface Listener {
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** The name of the TLS handshake, or `*.` with a domain; absent: any, or none. */
  readonly serverName?: string;
  /** Its requests are looked up among the entries that say the same. */
  readonly hosts: string;
  readonly origin?: Origin;
}

export interface StatusCondition {
  /** The object; its field is the part that the condition is about. */
  readonly origin: Origin;
  /** The part of the status, such as `listener http`. */
  readonly of?: string;
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
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
  readonly regexSyntax?: 'pcre2' | 're2' | 'go';
};

export interface HostEntry {
  /** `hosts` of the listeners that it belongs to; absent in a table without listeners, and for the fallback of all. */
  readonly listener?: string;
  /** As manifests write it; empty for the fallback. */
  readonly host: string;
  /** In lower case. */
  readonly names: readonly string[];
  /** The destination of TLS connections by the names of the entry, whatever is asked on them. Absent: the controller reads the requests. */
  readonly tls?: { readonly outcome: Outcome; readonly origin: Origin };
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
  | { readonly kind: 'oneLabel'; readonly domain: string; readonly label: 'any' | 'anyOrEmpty' | 'word' }
  | { readonly kind: 'anyDepth'; readonly domain: string }
  | { readonly kind: 'any' }
  /** A name that begins with these labels. */
  | { readonly kind: 'anyEnding'; readonly beginning: string }
  /** `*` is any text, dots included, and `?` any one character. */
  | { readonly kind: 'wildcard'; readonly pattern: string }
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
  /**
   * The order among candidates of one rank, which stand together in the list, is left to chance: the controller may draw it anew whenever
   * an object changes. Absent: nothing else can take its place.
   */
  readonly rank?: number;
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
  | { readonly kind: 'redirectUrl'; readonly redirect: UrlRedirect; readonly origin: Origin }
  /** Runs statements, which may answer the request, or change it so that another candidate takes it. */
  | { readonly kind: 'script'; readonly statements: readonly Statement[]; readonly origin: Origin }
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
  /** The text at the beginning becomes another one, with nothing done about slashes. */
  | { readonly kind: 'replaceBeginning'; readonly beginning: string; readonly replacement: string }
  /** The rest behind a beginning is joined to another path, as net/url of Go does. `base` is encoded. */
  | { readonly kind: 'joinPath'; readonly beginning: string; readonly base: string }
  /** Replaces what a pattern that begins with `^` matches; the rest stays. */
  | ({ readonly kind: 'regexReplace' } & RegexSubstitution)
  /** Replaces the whole path where the pattern matches anywhere in it. An empty path is answered with the status, or sent if there is none. */
  | ({ readonly kind: 'regexReplaceAll'; readonly statusIfEmpty?: number } & RegexSubstitution)
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
  /** With which setting of the controller it would be taken, in words. Absent: it is refused whatever the settings are. */
  readonly unless?: string;
  /** What to do about it, where more can be said than that the value must change. */
  readonly fix?: string;
  /** Set where the object is there nevertheless. */
  readonly applied?: true;
  /** Set where all of the object but this field counts. `guard`: the field was to keep somebody out, and nobody is kept out now. */
  readonly part?: 'setting' | 'guard';
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
