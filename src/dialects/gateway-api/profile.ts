import type { RequestRules } from '../../table/routing-table';
import type { OwnKind } from './own-kinds';

/**
 * What one implementation of Gateway API does where the specification leaves it open, or where it differs. Data alone: one file an
 * implementation, in `profiles/`. `unknown` is a value; a request that it matters for cannot be decided.
 */
export interface Profile {
  /** Behind `gateway-api/`. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly version: string;
  /** `spec.controllerName` of its GatewayClasses. */
  readonly controllers: readonly string[];
  /** The usual name of its GatewayClass. */
  readonly className?: string;
  /** Texts of which the image of every Deployment or DaemonSet that runs it contains one. */
  readonly workloads?: readonly string[];
  /** What says which namespaces it watches: an option of its command line, or its configuration. Absent: nothing that is read. */
  readonly watched?: { readonly option: string } | 'envoyGateway' | 'meshConfig';
  /** How well this is known. */
  readonly evidence: 'recorded' | 'read in source' | 'specification';
  readonly sources: readonly string[];
  /** The codec `neutral` where it is not known. */
  readonly requests: RequestRules;
  readonly listeners: ListenerFacts;
  readonly hosts: HostFacts;
  readonly matches: MatchFacts;
  readonly filters: FilterFacts;
  readonly rewrites: Known<RewriteFacts>;
  readonly redirects: Known<RedirectFacts>;
  readonly backends: BackendFacts;
  readonly reasons: Reasons;
  /** Its own kinds of objects that say something about requests. */
  readonly own: readonly OwnKind[];
}

export type Known<T> = T | 'unknown';

export interface ListenerFacts {
  /**
   * Whether all Gateways have one address, or each has its own; whether those of a class share one where the parameters of the class say so,
   * or those that name the same Service do; or whether that is left open.
   */
  readonly gateways: Known<'together' | 'apart' | 'ofClass' | 'ofService'>;
  /** Whether requests of a port with TLS are looked up by listener, by the hostnames of the routes, or all together. */
  readonly tlsHosts: 'byListener' | 'byHost' | 'together';
  /** Whether ports are open that options of its workloads name, with routes of both schemes. */
  readonly entryPoints: boolean;
  /** The port that is open for http where there is no Gateway. */
  readonly withoutGateway?: number;
  /** A second listener of one port, protocol and hostname among several Gateways at one address. */
  readonly sameListener: 'conflict' | 'merged';
  /** Which listeners of one port with different protocols are served: those of the first one, or none. */
  readonly mixedPort: 'first' | 'none';
  /** Whether ListenerSets add listeners. */
  readonly listenerSets: boolean;
  /** What is looked at first where a listener takes a route: its namespace or its hostnames. */
  readonly attachment: 'namespaceFirst' | 'hostnameFirst';
  /** A setting of the installation that names the one Gateway which it serves. */
  readonly oneGateway: boolean;
  /** Whether a parent without any listener that is well counts as one that does not exist. */
  readonly brokenListeners: 'parent' | 'noParent';
  /** Connections that a TLSRoute takes by the name of the handshake. */
  readonly tlsRoutes: Known<'served'>;
  /** Certificates that a Gateway asks its clients for. */
  readonly clientValidation: Known<'enforced' | 'ignored'>;
}

export interface HostFacts {
  /** Whether the most specific hostname owns a request, or every rule whose hostname matches competes. */
  readonly precedence: 'own' | 'compete';
  /**
   * Which hostnames of a route are not served on a listener because of the others of its port: those that another one has itself, those
   * that a more specific other one covers, of all others or only of those that the route is not attached to; or none.
   */
  readonly isolation: 'sameName' | 'covered' | 'coveredByUnattached' | 'none';
  /** Whether a parent counts as one without a hostname of the route where isolation leaves none. */
  readonly isolationReported: boolean;
  /** Whether what is wrong in the rules is said of a parent that has no hostname of the route. */
  readonly problemsWithoutHost: boolean;
  /** Whether one hostname of two listeners of a port is looked up as one, or the proxy refuses both. */
  readonly sameHostTwice: 'merged' | 'frozen';
  /** Whether routes of one hostname are ordered together, or by the text that they name it with, the oldest route first. */
  readonly blocks: 'none' | 'byText';
  /** Whether an address as a hostname is refused. */
  readonly addressesRefused: boolean;
  /** Whether the host of a request may end in a dot where a rule has an exact name. */
  readonly trailingDot: boolean;
  /** What `*.` covers. */
  readonly wildcard: 'anyText' | 'letters';
}

export type PathKind = 'exact' | 'prefix' | 'regex';

/** What comes first among rules of a host; each only where all before are equal. The last resort is age, name and order of the rules. */
export type Criterion =
  | 'pathKind'
  | 'pathLength'
  /** The text of the path, backwards in the alphabet. */
  | 'pathText'
  | 'method'
  | 'headers'
  /** A method counts as a header. */
  | 'headersAndMethod'
  | 'exactHeaders'
  | 'queries'
  | 'exactQueries'
  /** The place of the rule in its route. */
  | 'ruleIndex'
  /** Names and values of header and query matches, in the order of the alphabet. */
  | 'matchTexts'
  /** A sum that weighs path, method, headers, queries and hostname. */
  | 'score';

export interface MatchFacts {
  readonly order: readonly Criterion[];
  readonly pathKinds: readonly PathKind[];
  /** Whether age decides where all criteria are equal, or chance. */
  readonly ties: 'age' | 'chance';
  /** How long `/foo/` is as a prefix. */
  readonly prefixLength: 'asWritten' | 'withoutSlash';
  /** Whether a longer regular expression precedes a shorter one. Absent: it does. */
  readonly regexLength?: 'ignored';
  /** What of the path a regular expression must match. */
  readonly regex: Known<'whole' | 'beginning' | 'anywhere'>;
  /** What becomes of a rule with an expression that cannot be read: the rule goes, the match alone, or the whole configuration stays. */
  readonly brokenRegex: Known<'rule' | 'match' | 'frozen'>;
  /** Whether the same match in a second rule makes that rule fall away. */
  readonly conflicts: boolean;
  /** Whether the second of two header matches of one name counts, when names are compared without case, or with it. */
  readonly sameHeaderTwice: 'both' | 'first' | 'lastOfSameText';
}

export type FilterType =
  | 'RequestHeaderModifier'
  | 'ResponseHeaderModifier'
  | 'RequestMirror'
  | 'RequestRedirect'
  | 'URLRewrite'
  | 'CORS'
  | 'ExtensionRef'
  | 'ExternalAuth';

export interface FilterFacts {
  readonly known: readonly FilterType[];
  /** What becomes of a rule with a filter that is not known, or not found. */
  readonly unknown: Known<'answers500' | 'dropsRoute' | 'ignored'>;
  readonly knownOfBackends: readonly FilterType[];
  /** The same for a filter of a backend. */
  readonly unknownOfBackends: Known<'backendFails' | 'dropsRoute' | 'ignored'>;
  /** A header modifier of requests that names Host. */
  readonly hostHeader: Known<'refused' | 'set'>;
  /** Whether a value of a header modifier must be visible ASCII. */
  readonly headerValues: Known<'ascii' | 'any'>;
  /** A mirror in a rule with a redirect. */
  readonly mirrorOfRedirect: Known<'refused' | 'ignored'>;
  /** Which preflight requests of CORS the proxy answers by itself: all, those of origins that are allowed, or none. */
  readonly preflights: Known<'answered' | 'answeredIfAllowed' | 'forwarded'>;
  /** A mirror to what does not exist. */
  readonly brokenMirror: Known<'answers500' | 'ignored'>;
  /** Whether query matches of a rule with a redirect are looked at. */
  readonly redirectQueries: 'compared' | 'ignored';
}

export interface RewriteFacts {
  /** `ReplacePrefixMatch` in general: the text is put in its place, without a slash at its end or as it is; or paths are joined. */
  readonly prefix: 'textWithoutSlash' | 'text' | 'joined' | 'bySegments';
  /** The same where nothing or `/` is to be put there: the prefix as written goes with all slashes behind it, or one, or without its own. */
  readonly prefixToRoot: 'removeWithSlashes' | 'removeTrimmedWithOneSlash' | 'joined' | 'bySegments';
  /** A `ReplaceFullPath` of nothing. */
  readonly emptyFullPath: 'noRewrite' | 'root' | 'empty';
  readonly fullPath: 'asWritten' | 'escaped';
}

export interface RedirectFacts {
  readonly prefix: 'text' | 'joined' | 'bySegments';
  readonly prefixToRoot: 'removeWithSlashes' | 'text' | 'joined' | 'bySegments';
  /** A `ReplacePrefixMatch` or `ReplaceFullPath` of nothing. */
  readonly emptyPrefix: 'root' | 'noRewrite' | 'joined';
  readonly emptyFullPath: 'noRewrite' | 'root' | 'empty';
  readonly fullPath: 'asWritten' | 'escaped';
  /** A given port: always written, left out if it is the scheme's, or left out if it is that of any scheme. */
  readonly givenPort: 'always' | 'unlessOfScheme' | 'unlessWellKnown';
  /** Where no port is given: that of the listener, or of the Host header. With a scheme: none, or that of the Host header. */
  readonly withoutPort: 'listener' | 'request';
  readonly withScheme: 'none' | 'request';
  /** Whether the port of the Host header stays where a hostname is given. */
  readonly portWithHostname: 'dropped' | 'kept';
}

export interface BackendFacts {
  /** A Service, port, kind or grant that is missing. */
  readonly missing: Known<number>;
  /** Whether the share of a backend that is missing is answered, or goes to the others. */
  readonly missingShare: 'answered' | 'toOthers';
  readonly noEndpoints: Known<number>;
  readonly noEndpointSlice: Known<number | 'asMissing'>;
  /** Whether endpoints that are not ready get requests where there are no others. */
  readonly notReady: Known<'served' | number>;
  /** A rule without backends and filters. */
  readonly none: Known<number | 'dropsRule'>;
  /** A rule without backends that has filters. */
  readonly noneWithFilters: Known<number | 'dropsRule'>;
  readonly allWeightsZero: Known<number>;
  /** The status of all that fails, where some of the backends have no endpoints. */
  readonly mixedFailures: 'each' | 'noEndpoints';
  /** What switches TLS towards the backend on, besides a BackendTLSPolicy. */
  readonly tls: 'nothing' | 'appProtocol' | 'appProtocolOrPort';
  /** A backend whose BackendTLSPolicy names authorities that are not there. */
  readonly brokenTls: Known<'missing'>;
  /** `appProtocol` with a name that is not known. */
  readonly unknownProtocol: Known<'http' | 'missing'>;
  /** Whether a Service that names other machines is served. */
  readonly externalNames: Known<'served' | 'missing'>;
  /** Whether it is said of a backend with weight 0 that it is missing. */
  readonly zeroWeights: 'checked' | 'skipped';
  /** Whether a backend whose port is missing counts as not found in the status. */
  readonly missingPort: 'reported' | 'silent';
}

/** Reason codes by what is wrong. Absent: the implementation writes none. */
export interface Reasons {
  /** Whether a route of which only some rules are not accepted counts as accepted, with this condition beside. */
  readonly partial?: string;
  readonly invalidRegexOfPath?: readonly [type: string, reason: string];
  readonly invalidRegexOfValue?: readonly [type: string, reason: string];
  readonly unknownFilter?: readonly [type: string, reason: string];
  readonly unknownFilterOfBackend?: readonly [type: string, reason: string];
  readonly headerModifier?: readonly [type: string, reason: string];
  readonly mirrorOfRedirect?: readonly [type: string, reason: string];
  readonly backendMissing?: readonly [type: string, reason: string];
  readonly portMissing?: readonly [type: string, reason: string];
  readonly kindUnknown?: readonly [type: string, reason: string];
  readonly notPermitted?: readonly [type: string, reason: string];
  readonly noEndpoints?: readonly [type: string, reason: string];
  readonly noBackends?: readonly [type: string, reason: string];
  readonly backendTls?: readonly [type: string, reason: string];
  readonly protocolUnknown?: readonly [type: string, reason: string];
  readonly address?: readonly [type: string, reason: string];
  readonly conflict?: readonly [type: string, reason: string];
  readonly partialConflict?: readonly [type: string, reason: string];
  /** Of a Gateway without a listener that is well. */
  readonly gatewayWithoutListeners?: readonly [type: string, reason: string];
  /** Whether a listener is accepted although its certificate is missing. */
  readonly certificatesAreLater?: boolean;
  /** `Programmed` of a listener that is not well; without it only the cause is said. */
  readonly listenerProgrammed?: string;
}
