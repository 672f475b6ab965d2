/**
 * The meaning of routes, independent of controllers: plain data that `normalize` writes and that dialects render.
 *
 * The data has passed the checks of `normalize`. A dialect adds only checks that its own controller makes. Names state the semantics,
 * such as `segmentPrefix` instead of "prefix".
 */

/** Which requests a route takes, by the Host header, compared without case and without port. */
export type HostMatch =
  | { readonly kind: 'any' }
  /** Lower case, no trailing dot, no port. */
  | { readonly kind: 'exact'; readonly name: string }
  /** `*.domain`: exactly one label before `domain`, as the Ingress API defines it. `domain` has no leading dot. */
  | { readonly kind: 'wildcard'; readonly domain: string };

/** Which requests a route takes, by path. Always begins with `/`. */
export type PathMatch =
  /** Matches `path` alone, with case. */
  | { readonly kind: 'exact'; readonly path: string }
  /** Matches whole segments: `/foo` takes `/foo`, `/foo/` and `/foo/bar`, not `/foobar`. No trailing slash but for `/`. */
  | { readonly kind: 'segmentPrefix'; readonly path: string }
  /** A regular expression in the controller's own syntax, anchored at the start of the path and not at its end. */
  | { readonly kind: 'regexPrefix'; readonly pattern: string }
  /** `ImplementationSpecific`: passed on as written. */
  | { readonly kind: 'controllerDefined'; readonly path: string };

/** A condition on requests besides host and path. */
export type RequestMatch =
  /** The name is compared without case. */
  | { readonly kind: 'header'; readonly name: string; readonly value: ValueMatch }
  /** The name is compared with case. */
  | { readonly kind: 'query'; readonly name: string; readonly value: Exclude<ValueMatch, { readonly kind: 'present' }> }
  /** One of these methods. */
  | { readonly kind: 'method'; readonly methods: readonly HttpMethodName[] }
  /** Clients with one of these addresses, or in one of these CIDR blocks. */
  | { readonly kind: 'clientAddress'; readonly ranges: readonly string[] };

export type ValueMatch =
  | { readonly kind: 'exact'; readonly value: string }
  /** A regular expression in the controller's own syntax, for the whole value. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'present' };

/** The methods of `HTTPRouteMatch`. */
export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;

export type HttpMethodName = (typeof HTTP_METHODS)[number];

/** A port of a Service: its number, or its name. */
export type PortRef = number | string;

/** A port of a Service that requests go to. */
export interface ServiceRef {
  readonly name: string;
  readonly port: PortRef;
  /** Namespace of the Service. Absent: the namespace of the route. */
  readonly namespace?: string;
  /** Whether the app itself creates the Service, so that its absence is an error. */
  readonly createdByApp: boolean;
}

export interface WeightedService {
  readonly service: ServiceRef;
  /** A share, from 0 to 1 000 000, relative to the sum of all shares. */
  readonly weight: number;
}

/** How the path changes before the backend sees it. The query is always kept. */
export type PathRewrite =
  /** Replaces what a `segmentPrefix` matched; `/` strips it. No trailing slash but for `/`. */
  | { readonly kind: 'replacePrefix'; readonly replacement: string }
  /** Every request arrives at this one path. */
  | { readonly kind: 'replacePath'; readonly path: string }
  /** `$1` to `$9` are the captures of a `regexPrefix`. */
  | { readonly kind: 'substitute'; readonly substitution: string };

/** A second Service for some of the requests; the first rule that applies decides: matches, header, cookie, weight. */
export interface Canary {
  readonly service: ServiceRef;
  /** Requests that meet all of these go to the canary; the next rule decides about others. */
  readonly matches?: readonly RequestMatch[];
  /** `always` in this header sends a request to the canary, `never` does not; for any other value the next rule decides. */
  readonly header?: string;
  /** The same for a cookie. */
  readonly cookie?: string;
  /** How many of `weightTotal` requests go to the canary. */
  readonly weight?: number;
  readonly weightTotal?: number;
}

export type RedirectStatus = 301 | 302 | 303 | 307 | 308;

/** The target of a redirect. Absent parts are those of the request. */
export interface Redirect {
  readonly scheme?: 'http' | 'https';
  readonly hostname?: string;
  readonly port?: number;
  /** The new path; absent: path and query of the request are kept. */
  readonly path?: string;
  readonly status: RedirectStatus;
}

/** A response that the controller gives itself. */
export interface FixedResponse {
  /** 200 to 299, or 400 to 599. */
  readonly status: number;
  readonly body?: string;
  /** The media type of the body. */
  readonly contentType?: string;
}

export type RouteAction =
  | {
      readonly kind: 'forward';
      readonly backends: readonly WeightedService[];
      readonly rewrite?: PathRewrite;
      readonly canary?: Canary;
      /**
       * TLS connections to the hosts go to the Service without being decrypted, chosen by the host name in the TLS handshake (SNI). The
       * path is `/`, because requests are encrypted. The controller decides about plain http.
       */
      readonly tlsPassthrough?: true;
    }
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'respond'; readonly response: FixedResponse };

/** How the requests of a route are treated, besides their target. Absent: the default of the controller. */
export interface RoutePolicies {
  /** `whenTls`: http is redirected to https if the host has a certificate; `always`: in any case; `never`: http is served. */
  readonly httpsRedirect?: 'whenTls' | 'always' | 'never';
  readonly cors?: CorsPolicy;
  readonly basicAuth?: BasicAuthPolicy;
  readonly externalAuth?: ExternalAuthPolicy;
  readonly jwt?: JwtPolicy;
  readonly oidc?: OidcPolicy;
  readonly waf?: WafPolicy;
  /** Addresses or CIDR blocks. */
  readonly allowSourceRanges?: readonly string[];
  readonly denySourceRanges?: readonly string[];
  readonly rateLimit?: RateLimitPolicy;
  /** 0 is no limit. */
  readonly maxBodyBytes?: number;
  readonly timeouts?: TimeoutPolicy;
  readonly retries?: RetryPolicy;
  readonly mirror?: MirrorPolicy;
  readonly customErrors?: CustomErrorPolicy;
  readonly loadBalancing?: LoadBalancingPolicy;
  readonly healthChecks?: HealthCheckPolicy;
  readonly sessionAffinity?: SessionAffinityPolicy;
  readonly backendProtocol?: BackendProtocolName;
  readonly backendTls?: BackendTlsPolicy;
  readonly backendProxyProtocol?: 'v1' | 'v2';
  readonly requestHeaders?: HeaderChanges;
  readonly responseHeaders?: HeaderChanges;
  readonly upstreamHost?: string;
}

export type BackendProtocolName = 'HTTP' | 'HTTPS' | 'AUTO_HTTP' | 'GRPC' | 'GRPCS' | 'FCGI' | 'HTTP2' | 'WEBSOCKET';

export interface CorsPolicy {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  readonly maxAgeSeconds?: number;
}

export interface BasicAuthPolicy {
  readonly secretName: string;
  /** `file`: one htpasswd file under the key `auth`; `map`: a key for each user. */
  readonly secretType: 'file' | 'map';
  readonly realm?: string;
}

export interface ExternalAuthPolicy {
  readonly url: string;
  readonly method?: string;
  readonly signInUrl?: string;
  readonly responseHeaders?: readonly string[];
}

export interface JwtPolicy {
  readonly issuer: string;
  readonly keysUrl: string;
  readonly audiences?: readonly string[];
}

/** Absent URLs are found by discovery. */
export interface OidcPolicy {
  readonly issuer: string;
  readonly clientId: string;
  readonly secretName: string;
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly userInfoUrl?: string;
  readonly scopes?: readonly string[];
}

export interface WafPolicy {
  readonly owaspCoreRules?: boolean;
  readonly blocks?: boolean;
}

export interface RateLimitPolicy {
  readonly requestsPerSecond?: number;
  readonly requestsPerMinute?: number;
  readonly burstMultiplier?: number;
  readonly connections?: number;
  readonly exemptSourceRanges?: readonly string[];
}

export interface TimeoutPolicy {
  readonly connectSeconds?: number;
  readonly readSeconds?: number;
  readonly sendSeconds?: number;
}

export interface RetryPolicy {
  /** Maximum number of retries after the first attempt. */
  readonly attempts: number;
  /** Statuses that count as a failed attempt, besides failed connections. */
  readonly statuses?: readonly number[];
  readonly perTryTimeoutSeconds?: number;
  readonly totalTimeoutSeconds?: number;
}

export interface MirrorPolicy {
  readonly service: ServiceRef;
  /** Absent: all requests. */
  readonly percent?: number;
}

export interface CustomErrorPolicy {
  readonly statuses: readonly number[];
  readonly service: ServiceRef;
}

/** Has exactly one of the three members. */
export interface LoadBalancingPolicy {
  readonly algorithm?: LoadBalancingName;
  readonly hashHeader?: string;
  readonly hashCookie?: string;
}

export type LoadBalancingName = 'roundRobin' | 'random' | 'leastRequests' | 'leastTime' | 'clientAddress';

export interface HealthCheckPolicy {
  readonly path: string;
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly healthyThreshold?: number;
  readonly unhealthyThreshold?: number;
}

export interface SessionAffinityPolicy {
  readonly cookieName?: string;
  readonly maxAgeSeconds?: number;
  readonly path?: string;
  readonly secure?: boolean;
  readonly sameSite?: 'Lax' | 'Strict' | 'None';
  /** Whether a client stays on its pod when pods are added (`persistent`), or is moved for balance (`balanced`). */
  readonly mode?: 'balanced' | 'persistent';
}

export interface BackendTlsPolicy {
  /** Secret with `ca.crt`, and with `tls.crt` and `tls.key` if the backend requires a client certificate. */
  readonly secretName?: string;
  readonly secretNamespace?: string;
  readonly verify?: boolean;
  readonly verifyDepth?: number;
  readonly serverName?: string;
}

/** Each header is named once, without regard to case. */
export interface HeaderChanges {
  readonly set?: { readonly [name: string]: string };
  readonly add?: { readonly [name: string]: string };
  readonly remove?: readonly string[];
}

/** The construct and number of a route, for texts of findings and for the origin of manifests. */
export interface RouteOrigin {
  /** Path of the construct, such as `prod/shop`. */
  readonly construct: string;
  /** Number of the route in that construct, from 0; -1 is its default backend. */
  readonly index: number;
}

export interface NeutralRoute {
  /** Never empty. Shared by routes on the same hosts: a dialect may group by identity. */
  readonly hosts: readonly HostMatch[];
  readonly path: PathMatch;
  /** A request must meet all of them; never empty. Absent: every request of these hosts and this path. */
  readonly matches?: readonly RequestMatch[];
  readonly action: RouteAction;
  /** Shared by routes with equal values: a dialect may group by identity. */
  readonly policies: RoutePolicies;
  /** Shared by routes with equal values: a dialect may group by identity. */
  readonly native: Native;
  readonly origin: RouteOrigin;
}

/** Settings that only one controller has, as the user gave them. Each dialect may declare members, and checks them when it renders. */
export interface Native {
  readonly annotations: Annotations;
}

export const NO_NATIVE: Native = { annotations: {} };

/** Full annotation keys, and their values as text. */
export type Annotations = { readonly [key: string]: string };

export interface TlsCertificate {
  /** Absent: the controller's default certificate. */
  readonly secretName?: string;
  /** As written in manifests: `shop.example.com` or `*.example.com`. */
  readonly hosts: readonly string[];
}

/** Policies of whole hosts. */
export interface HostPolicies {
  /** Aliases. */
  readonly aliases?: readonly string[];
  /** The path to which `/` redirects. */
  readonly appRoot?: string;
  readonly clientCertificates?: ClientCertificatePolicy;
  readonly tlsPolicy?: TlsPolicy;
}

/** TLS versions and cipher suites for clients. */
export interface TlsPolicy {
  readonly minVersion?: '1.2' | '1.3';
  readonly maxVersion?: '1.2' | '1.3';
  /** Cipher suites of TLS 1.2 by their IANA names, the preferred one first. */
  readonly ciphers?: readonly TlsCipherName[];
}

export type TlsCipherName = `TLS_ECDHE_${'ECDSA' | 'RSA'}_WITH_${'AES_128_GCM_SHA256' | 'AES_256_GCM_SHA384' | 'CHACHA20_POLY1305_SHA256'}`;

export interface ClientCertificatePolicy {
  /** Secret with `ca.crt`; its namespace if it is not the route's. */
  readonly secretName: string;
  readonly secretNamespace?: string;
  readonly verify: 'on' | 'off' | 'optional' | 'optional_no_ca';
  readonly verifyDepth?: number;
  readonly errorPage?: string;
  readonly passToBackend?: boolean;
}

/** All routes and settings of one `PathIngress`. */
export interface RouteSet {
  readonly routes: readonly NeutralRoute[];
  readonly tls: readonly TlsCertificate[];
  readonly defaultBackend?: ServiceRef;
  readonly hosts: HostPolicies;
  /** Policies of the default backend: those that the construct has for all its routes. */
  readonly policies: RoutePolicies;
  /** Native settings of the default backend: those that the construct has for all its routes. */
  readonly native: Native;
  /** All hosts of the routes and of the construct itself, without duplicates. */
  readonly hostMatches: readonly HostMatch[];
  /** Path of the construct, for findings that belong to no single route. */
  readonly construct: string;
}

/** A host as written in manifests; the empty string for any host. */
export function hostText(host: HostMatch): string {
  return host.kind === 'any' ? '' : host.kind === 'exact' ? host.name : `*.${host.domain}`;
}

/** A path as the user wrote it. */
export function pathText(path: PathMatch): string {
  return path.kind === 'regexPrefix' ? path.pattern : path.path;
}

/** The name of a kind of path in findings: the path type of the Ingress API, if there is one. */
export const PATH_KIND_NAMES = {
  exact: 'Exact',
  segmentPrefix: 'Prefix',
  regexPrefix: 'regular expression',
  controllerDefined: 'ImplementationSpecific',
} as const;

/** Whether TLS of the hosts of a route goes to its Service without being decrypted. */
export const isPassedThrough = ({ action }: NeutralRoute): boolean => action.kind === 'forward' && action.tlsPassthrough === true;

/** The name of a route in findings: host, path and conditions, with the first host if there are several. */
export function routeText(route: Pick<NeutralRoute, 'hosts' | 'path' | 'matches'>): string {
  const first = route.hosts[0];
  return (first === undefined ? '' : hostText(first)) + pathAndMatches(route);
}

/** A path as the user wrote it, with its conditions. */
export function pathAndMatches({ path, matches }: Pick<NeutralRoute, 'path' | 'matches'>): string {
  return matches === undefined ? pathText(path) : `${pathText(path)} [${matches.map(matchText).join(', ')}]`;
}

/** The name of a condition in findings. */
export function matchText(match: RequestMatch): string {
  if (match.kind === 'method') return `method ${match.methods.join(' or ')}`;
  if (match.kind === 'clientAddress') return `client in ${match.ranges.join(' or ')}`;
  const { kind, name, value } = match;
  return `${kind} ${name}${value.kind === 'exact' ? ` = ${value.value}` : value.kind === 'pattern' ? ` ~ ${value.pattern}` : ''}`;
}
