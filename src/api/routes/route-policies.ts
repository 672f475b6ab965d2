import type { Duration, Size } from 'cdk8s';
import type * as awsLoadBalancer from '../../dialects/aws-load-balancer/public';
import type * as haproxy from '../../dialects/haproxy/public';
import type * as ingressNginx from '../../dialects/ingress-nginx/public';
import type * as traefik from '../../dialects/traefik/public';
import type { JwtOptions, OidcOptions, WafOptions } from './access-policies';
import type {
  CustomErrorOptions,
  HealthCheckOptions,
  LoadBalancingOptions,
  MirrorOptions,
  ProxyProtocolVersion,
  RetryOptions,
} from './backend-policies';

/** When plain http is redirected to https. */
export enum HttpsRedirect {
  /** For hosts that have a certificate. */
  WHEN_TLS = 'whenTls',
  /** Always, even if TLS is terminated in front of the controller. */
  ALWAYS = 'always',
  /** Never: plain http is served. */
  NEVER = 'never',
}

/** The protocol between the controller and the backend. */
export enum BackendProtocol {
  /** Plain HTTP/1.1. */
  HTTP = 'HTTP',
  /** HTTP over TLS. */
  HTTPS = 'HTTPS',
  /** HTTP or HTTPS, the same as the client uses. */
  AUTO_HTTP = 'AUTO_HTTP',
  /** gRPC without TLS. */
  GRPC = 'GRPC',
  /** gRPC over TLS. */
  GRPCS = 'GRPCS',
  /** FastCGI. */
  FCGI = 'FCGI',
  /** HTTP/2 without TLS (h2c). */
  HTTP2 = 'HTTP2',
  /** Plain HTTP with upgrades to WebSocket. Most controllers allow the upgrade for every HTTP backend; some need this setting. */
  WEBSOCKET = 'WEBSOCKET',
}

/** How a Secret holds users and passwords. */
export enum BasicAuthSecretType {
  /** One htpasswd file under the key `auth`. */
  FILE = 'file',
  /** A key for each user; the value is the hash of the password. */
  MAP = 'map',
}

/** When a browser sends a cookie along with requests from other sites. */
export enum SameSite {
  /** Only when the user navigates to the site. */
  LAX = 'Lax',
  /** Never. */
  STRICT = 'Strict',
  /** Always; browsers then require `secure`. */
  NONE = 'None',
}

/** What happens to a client's pod when pods are added. */
export enum AffinityMode {
  /** Some clients move, so that the load is balanced. */
  BALANCED = 'balanced',
  /** Clients stay on their pod. */
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
   * Allowed HTTP methods.
   *
   * @default - the controller's: GET, PUT, POST, DELETE, PATCH, OPTIONS
   */
  readonly allowMethods?: string[];
  /**
   * Allowed request headers.
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
   * The format of the Secret.
   *
   * @default BasicAuthSecretType.FILE
   */
  readonly secretType?: BasicAuthSecretType;
  /**
   * The realm, which the browser shows in its prompt.
   *
   * @default - the controller's text
   */
  readonly realm?: string;
}

/** An external service that decides about each request: 2xx lets it pass, 401 and 403 refuse it. */
export interface ExternalAuthOptions {
  /** The URL of the service, http or https. */
  readonly url: string;
  /**
   * The HTTP method of the requests to the service.
   *
   * @default - GET
   */
  readonly method?: string;
  /**
   * URL to which a client without permission is redirected.
   *
   * @default - the client gets the 401
   */
  readonly signInUrl?: string;
  /**
   * Response headers of the service that are passed to the backend.
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
   * Requests per second.
   *
   * @default - no limit
   */
  readonly requestsPerSecond?: number;
  /**
   * Requests per minute.
   *
   * @default - no limit
   */
  readonly requestsPerMinute?: number;
  /**
   * Burst: the multiple of the limit that is accepted at once.
   *
   * @default 5
   */
  readonly burstMultiplier?: number;
  /**
   * Concurrent connections.
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

/** Timeouts towards the backend, in whole seconds. */
export interface TimeoutOptions {
  /**
   * Time until a connection is established.
   *
   * @default - the controller's: 5 seconds
   */
  readonly connect?: Duration;
  /**
   * Time between two reads of the response.
   *
   * @default - the controller's: 60 seconds
   */
  readonly read?: Duration;
  /**
   * Time between two writes of the request.
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
   * Lifetime of the cookie, in whole seconds.
   *
   * @default - until the browser closes
   */
  readonly maxAge?: Duration;
  /**
   * Path that the cookie is for, beginning with `/`.
   *
   * @default - the path of the route, or `/` if the controller reads paths as regular expressions
   */
  readonly path?: string;
  /**
   * Whether the cookie is sent only over https.
   *
   * @default - yes if the request came over https
   */
  readonly secure?: boolean;
  /**
   * The SameSite attribute: whether requests from other sites carry the cookie.
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
 * TLS towards an HTTPS or gRPCS backend. With ingress-nginx it is an error for gRPCS, where it has no effect, and needs `secretName`;
 * the settings of one route apply to the whole host, unless the config map has `proxy-ssl-location-only`.
 */
export interface BackendTlsOptions {
  /**
   * Secret with `ca.crt` to verify the backend, and `tls.crt` and `tls.key` as client certificate.
   *
   * @default - no CA and no client certificate
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
   * Maximum depth of the certificate chain.
   *
   * @default 1
   */
  readonly verifyDepth?: number;
  /**
   * The name that the certificate must have; it is also sent as SNI.
   *
   * @default - the controller's own upstream name; no SNI
   */
  readonly serverName?: string;
}

/** Changes of the headers of a request or response. A header may be named once, whatever its case. */
export interface HeaderChanges {
  /**
   * Headers that get this value; existing values are replaced.
   *
   * @default - none
   */
  readonly set?: { [name: string]: string };
  /**
   * Headers that get this value in addition to existing values.
   *
   * @default - none
   */
  readonly add?: { [name: string]: string };
  /**
   * Names of headers that are removed.
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
  /** `traefik`, all of it. */
  TRAEFIK = 'traefik',
}

/** How the requests of a route are treated, besides their target. On a PathIngress: the default of all its routes. */
export interface RoutePolicies {
  /**
   * When plain http is redirected to https.
   *
   * @default - the controller's: ingress-nginx and HAProxy redirect hosts that have a certificate, the others redirect nobody
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
   * @default - not required
   */
  readonly basicAuth?: BasicAuthOptions;
  /**
   * An external service that decides about each request.
   *
   * @default - none
   */
  readonly externalAuth?: ExternalAuthOptions;
  /**
   * JSON Web Tokens (JWT) that a request needs.
   *
   * @default - no token is required
   */
  readonly jwt?: JwtOptions;
  /**
   * Sign-in with OpenID Connect.
   *
   * @default - no sign-in is required
   */
  readonly oidc?: OidcOptions;
  /**
   * A web application firewall.
   *
   * @default - the controller's
   */
  readonly waf?: WafOptions;
  /**
   * Client addresses or CIDR blocks that are allowed; others get 403.
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
   * Timeouts towards the backend.
   *
   * @default - the controller's
   */
  readonly timeouts?: TimeoutOptions;
  /**
   * When a request is retried.
   *
   * @default - the controller's
   */
  readonly retries?: RetryOptions;
  /**
   * Copies of the requests go to another Service.
   *
   * @default - no copies
   */
  readonly mirror?: MirrorOptions;
  /**
   * Custom error pages: another Service answers instead of the backend for some statuses.
   *
   * @default - answers of the backend are not replaced
   */
  readonly customErrors?: CustomErrorOptions;
  /**
   * How the pod for a request is picked.
   *
   * @default - the controller's
   */
  readonly loadBalancing?: LoadBalancingOptions;
  /**
   * How the controller checks which pods are healthy.
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
   * The protocol between the controller and the backend.
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
   * Passes the client address to the backend with the PROXY protocol. The backend must expect it.
   *
   * @default - the PROXY protocol is not used
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
   * `global-allowed-response-headers`; an `IngressController` of the app lists those of its routes by itself.
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
   * Settings that only ingress-nginx has. An error with another controller.
   *
   * @default - none
   */
  readonly ingressNginx?: ingressNginx.RouteSettings;
  /**
   * Settings that only the HAProxy Kubernetes Ingress Controller has. An error with another controller.
   *
   * @default - none
   */
  readonly haproxy?: haproxy.Annotations;

  /**
   * What the AWS Load Balancer Controller alone can do: its annotations. An error with another controller.
   *
   * @default - nothing
   */
  readonly awsLoadBalancer?: awsLoadBalancer.Annotations;
  /**
   * Settings that only Traefik has. An error with another controller.
   *
   * @default - none
   */
  readonly traefik?: traefik.RouteSettings;
}
