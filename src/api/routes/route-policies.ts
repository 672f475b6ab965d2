import type { Duration, Size } from 'cdk8s';
import type * as awsLoadBalancer from '../../dialects/aws-load-balancer/public';
import type * as haproxy from '../../dialects/haproxy/public';
import type * as ingressNginx from '../../dialects/ingress-nginx/public';
import type { JwtOptions, OidcOptions, WafOptions } from './access-policies';
import type {
  CustomErrorOptions,
  HealthCheckOptions,
  LoadBalancingOptions,
  MirrorOptions,
  ProxyProtocolVersion,
  RetryOptions,
} from './backend-policies';

/** When plain http is sent to https. */
export enum HttpsRedirect {
  /** For hosts that have a certificate. */
  WHEN_TLS = 'whenTls',
  /** Always, also where TLS ends in front of the controller. */
  ALWAYS = 'always',
  /** Never: plain http is served. */
  NEVER = 'never',
}

/** What the controller speaks to the backend. */
export enum BackendProtocol {
  /** Plain HTTP/1.1. */
  HTTP = 'HTTP',
  /** HTTP over TLS. */
  HTTPS = 'HTTPS',
  /** HTTP or HTTPS, as the client came. */
  AUTO_HTTP = 'AUTO_HTTP',
  /** gRPC in the clear. */
  GRPC = 'GRPC',
  /** gRPC over TLS. */
  GRPCS = 'GRPCS',
  /** FastCGI. */
  FCGI = 'FCGI',
  /** HTTP/2 in the clear. */
  HTTP2 = 'HTTP2',
  /** Plain HTTP that may become WebSocket. Most controllers let every HTTP connection become one; some must be asked to. */
  WEBSOCKET = 'WEBSOCKET',
}

/** How a Secret holds users and passwords. */
export enum BasicAuthSecretType {
  /** One htpasswd file under the key `auth`. */
  FILE = 'file',
  /** A key for each user, its value the password's hash. */
  MAP = 'map',
}

/** When a browser sends a cookie along with requests from other sites. */
export enum SameSite {
  /** On navigation. */
  LAX = 'Lax',
  /** Never. */
  STRICT = 'Strict',
  /** Always; browsers ask for `secure` then. */
  NONE = 'None',
}

/** What happens to a client's pod when pods are added. */
export enum AffinityMode {
  /** Some clients move, so that load is even. */
  BALANCED = 'balanced',
  /** Clients stay. */
  PERSISTENT = 'persistent',
}

/** Cross-origin resource sharing. */
export interface CorsOptions {
  /**
   * Origins such as `https://app.example.com` or `https://*.example.com`, or `*`.
   *
   * @default - every origin
   */
  readonly allowOrigins?: string[];
  /**
   * HTTP methods.
   *
   * @default - the controller's: GET, PUT, POST, DELETE, PATCH, OPTIONS
   */
  readonly allowMethods?: string[];
  /**
   * Request headers.
   *
   * @default - the controller's list of usual ones
   */
  readonly allowHeaders?: string[];
  /**
   * Response headers that scripts may read.
   *
   * @default - none
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether cookies and credentials may be sent.
   *
   * @default true
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser may keep the answer, in whole seconds.
   *
   * @default - the controller's: 1 728 000 seconds
   */
  readonly maxAge?: Duration;
}

/** User name and password. */
export interface BasicAuthOptions {
  /** Name of the Secret, in the namespace of the routes. */
  readonly secretName: string;
  /**
   * How the Secret holds them.
   *
   * @default BasicAuthSecretType.FILE
   */
  readonly secretType?: BasicAuthSecretType;
  /**
   * What the browser shows when it asks.
   *
   * @default - the controller's text
   */
  readonly realm?: string;
}

/** A service that is asked whether a request may pass: 2xx lets it, 401 and 403 do not. */
export interface ExternalAuthOptions {
  /** The URL that is asked, http or https. */
  readonly url: string;
  /**
   * The method to ask with.
   *
   * @default - GET
   */
  readonly method?: string;
  /**
   * Where a client without permission is sent to.
   *
   * @default - the client gets the 401
   */
  readonly signInUrl?: string;
  /**
   * Headers of the answer that are passed to the backend.
   *
   * @default - none
   */
  readonly responseHeaders?: string[];
}

/**
 * Limits for each client address. A controller may count routes together: ingress-nginx has one count for each Ingress, which routes with
 * equal policies share, and each of its pods counts for itself.
 */
export interface RateLimitOptions {
  /**
   * Requests a second.
   *
   * @default - no limit
   */
  readonly requestsPerSecond?: number;
  /**
   * Requests a minute.
   *
   * @default - no limit
   */
  readonly requestsPerMinute?: number;
  /**
   * How many times the limit may come at once.
   *
   * @default 5
   */
  readonly burstMultiplier?: number;
  /**
   * Connections at a time.
   *
   * @default - no limit
   */
  readonly connections?: number;
  /**
   * Addresses or CIDR blocks without limit.
   *
   * @default - none
   */
  readonly exemptSourceRanges?: string[];
}

/** Time limits towards the backend, in whole seconds. */
export interface TimeoutOptions {
  /**
   * Until a connection stands.
   *
   * @default - the controller's: 5 seconds
   */
  readonly connect?: Duration;
  /**
   * Between two reads of the response.
   *
   * @default - the controller's: 60 seconds
   */
  readonly read?: Duration;
  /**
   * Between two writes of the request.
   *
   * @default - the controller's: 60 seconds
   */
  readonly send?: Duration;
}

/** Keeps a client on one pod with a cookie. */
export interface SessionAffinityOptions {
  /**
   * Name of the cookie.
   *
   * @default INGRESSCOOKIE
   */
  readonly cookieName?: string;
  /**
   * How long the cookie lives, in whole seconds.
   *
   * @default - until the browser closes
   */
  readonly maxAge?: Duration;
  /**
   * Path that the cookie is for, beginning with `/`.
   *
   * @default - the path of the route, or `/` where the controller reads paths as regular expressions
   */
  readonly path?: string;
  /**
   * Whether the cookie is for https alone.
   *
   * @default - as the request came
   */
  readonly secure?: boolean;
  /**
   * When other sites' requests carry the cookie.
   *
   * @default - the attribute is not set
   */
  readonly sameSite?: SameSite;
  /**
   * What happens when pods are added.
   *
   * @default AffinityMode.BALANCED
   */
  readonly mode?: AffinityMode;
}

/**
 * TLS towards an HTTPS or gRPCS backend. ingress-nginx does nothing of it for gRPCS, which is an error, and reads it with a Secret only; what
 * one route asks for it makes hold for the whole host, unless its config map has `proxy-ssl-location-only`.
 */
export interface BackendTlsOptions {
  /**
   * Secret with `ca.crt` to verify the backend by, and `tls.crt` and `tls.key` to show it.
   *
   * @default - nothing to verify by, nothing to show
   */
  readonly secretName?: string;
  /**
   * Namespace of that Secret.
   *
   * @default - the namespace of the routes
   */
  readonly secretNamespace?: string;
  /**
   * Whether the backend's certificate is verified; needs `secretName`.
   *
   * @default false
   */
  readonly verify?: boolean;
  /**
   * How long the chain of certificates may be.
   *
   * @default 1
   */
  readonly verifyDepth?: number;
  /**
   * The name that the certificate must have, sent as SNI too.
   *
   * @default - the controller's own upstream name; no SNI
   */
  readonly serverName?: string;
}

/** Changes of the headers of a message. A header may be named once, whatever its case. */
export interface HeaderChanges {
  /**
   * Headers that get this value; values that are there already are dropped.
   *
   * @default - none
   */
  readonly set?: { [name: string]: string };
  /**
   * Headers that get this value beside the values that are there already.
   *
   * @default - none
   */
  readonly add?: { [name: string]: string };
  /**
   * Names of headers that are taken away.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/** A policy by its name. `RouteOptions.without` takes them. */
export enum RoutePolicy {
  /** `httpsRedirect`. */
  HTTPS_REDIRECT = 'httpsRedirect',
  /** `cors`. */
  CORS = 'cors',
  /** `basicAuth`. */
  BASIC_AUTH = 'basicAuth',
  /** `externalAuth`. */
  EXTERNAL_AUTH = 'externalAuth',
  /** `jwt`. */
  JWT = 'jwt',
  /** `oidc`. */
  OIDC = 'oidc',
  /** `waf`. */
  WAF = 'waf',
  /** `allowSourceRanges`. */
  ALLOW_SOURCE_RANGES = 'allowSourceRanges',
  /** `denySourceRanges`. */
  DENY_SOURCE_RANGES = 'denySourceRanges',
  /** `rateLimit`. */
  RATE_LIMIT = 'rateLimit',
  /** `maxBodySize`. */
  MAX_BODY_SIZE = 'maxBodySize',
  /** `timeouts`. */
  TIMEOUTS = 'timeouts',
  /** `retries`. */
  RETRIES = 'retries',
  /** `mirror`. */
  MIRROR = 'mirror',
  /** `customErrors`. */
  CUSTOM_ERRORS = 'customErrors',
  /** `loadBalancing`. */
  LOAD_BALANCING = 'loadBalancing',
  /** `healthChecks`. */
  HEALTH_CHECKS = 'healthChecks',
  /** `sessionAffinity`. */
  SESSION_AFFINITY = 'sessionAffinity',
  /** `backendProtocol`. */
  BACKEND_PROTOCOL = 'backendProtocol',
  /** `backendTls`. */
  BACKEND_TLS = 'backendTls',
  /** `backendProxyProtocol`. */
  BACKEND_PROXY_PROTOCOL = 'backendProxyProtocol',
  /** `requestHeaders`. */
  REQUEST_HEADERS = 'requestHeaders',
  /** `responseHeaders`. */
  RESPONSE_HEADERS = 'responseHeaders',
  /** `upstreamHost`. */
  UPSTREAM_HOST = 'upstreamHost',
  /** `ingressNginx`, all of it. */
  INGRESS_NGINX = 'ingressNginx',
  /** `haproxy`, all of it. */
  HAPROXY = 'haproxy',
  /** `awsLoadBalancer`, all of it. */
  AWS_LOAD_BALANCER = 'awsLoadBalancer',
}

/** How the requests of a route are treated, besides their target. On a PathIngress: the default of all its routes. */
export interface RoutePolicies {
  /**
   * When http is sent to https.
   *
   * @default - the controller's: for hosts that have a certificate
   */
  readonly httpsRedirect?: HttpsRedirect;
  /**
   * Cross-origin resource sharing.
   *
   * @default - no CORS headers
   */
  readonly cors?: CorsOptions;
  /**
   * User name and password.
   *
   * @default - not asked
   */
  readonly basicAuth?: BasicAuthOptions;
  /**
   * Another service decides who may pass.
   *
   * @default - not asked
   */
  readonly externalAuth?: ExternalAuthOptions;
  /**
   * JSON web tokens that let a request pass.
   *
   * @default - no token is asked for
   */
  readonly jwt?: JwtOptions;
  /**
   * Signing in with OpenID Connect.
   *
   * @default - nobody has to sign in
   */
  readonly oidc?: OidcOptions;
  /**
   * A web application firewall.
   *
   * @default - the controller's
   */
  readonly waf?: WafOptions;
  /**
   * Client addresses or CIDR blocks that may pass; others get 403.
   *
   * @default - all
   */
  readonly allowSourceRanges?: string[];
  /**
   * Client addresses or CIDR blocks that get 403.
   *
   * @default - none
   */
  readonly denySourceRanges?: string[];
  /**
   * Limits for each client address.
   *
   * @default - no limits
   */
  readonly rateLimit?: RateLimitOptions;
  /**
   * The largest request body; zero is no limit. Larger ones get 413.
   *
   * @default - the controller's: 1 MiB
   */
  readonly maxBodySize?: Size;
  /**
   * Time limits towards the backend.
   *
   * @default - the controller's
   */
  readonly timeouts?: TimeoutOptions;
  /**
   * When a request is sent to a backend again.
   *
   * @default - the controller's
   */
  readonly retries?: RetryOptions;
  /**
   * Copies of the requests for another Service.
   *
   * @default - no copies
   */
  readonly mirror?: MirrorOptions;
  /**
   * Answers of another Service for some statuses.
   *
   * @default - answers of the backend stay as they are
   */
  readonly customErrors?: CustomErrorOptions;
  /**
   * How the pod for a request is picked.
   *
   * @default - the controller's
   */
  readonly loadBalancing?: LoadBalancingOptions;
  /**
   * How the controller finds out which pods can answer.
   *
   * @default - the controller's; by the readiness of the pods
   */
  readonly healthChecks?: HealthCheckOptions;
  /**
   * Keeps a client on one pod.
   *
   * @default - every request may go to another pod
   */
  readonly sessionAffinity?: SessionAffinityOptions;
  /**
   * What the controller speaks to the backend.
   *
   * @default BackendProtocol.HTTP
   */
  readonly backendProtocol?: BackendProtocol;
  /**
   * TLS towards the backend.
   *
   * @default - the backend's certificate is not verified
   */
  readonly backendTls?: BackendTlsOptions;
  /**
   * Passes the address of the client on to the backend by the PROXY protocol, before the request. The backend must expect it.
   *
   * @default - not by the PROXY protocol
   */
  readonly backendProxyProtocol?: ProxyProtocolVersion;
  /**
   * Changes of the headers that the backend sees. The Host header has a policy of its own: `upstreamHost`.
   *
   * @default - none
   */
  readonly requestHeaders?: HeaderChanges;
  /**
   * Changes of the headers that the client sees. ingress-nginx sets only those that its config map lists in
   * `global-allowed-response-headers`.
   *
   * @default - none
   */
  readonly responseHeaders?: HeaderChanges;
  /**
   * The Host header that the backend sees.
   *
   * @default - the one that the client sent
   */
  readonly upstreamHost?: string;
  /**
   * What ingress-nginx alone can do. An error with another controller.
   *
   * @default - nothing
   */
  readonly ingressNginx?: ingressNginx.RouteSettings;
  /**
   * What the HAProxy Kubernetes Ingress Controller alone can do. An error with another controller.
   *
   * @default - nothing
   */
  readonly haproxy?: haproxy.Annotations;

  /**
   * What the AWS Load Balancer Controller alone can do: its annotations. An error with another controller.
   *
   * @default - nothing
   */
  readonly awsLoadBalancer?: awsLoadBalancer.Annotations;
}
