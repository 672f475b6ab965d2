import { type Answers, approximate, native, unsupported } from '../../../model/features';

/**
 * What the other implementations do otherwise than the specification says. Which features they lack is what their conformance reports do not
 * claim (kubernetes-sigs/gateway-api@v1.6.1:conformance/reports/v1.6, of Istio v1.5); how they read patterns is read in their sources. Their own
 * policies are not rendered.
 */

const BESIDE = (kind: string) => unsupported(`write a ${kind} beside these routes`);
const NO_TIMEOUTS = (kind: string) => ({ readTimeout: BESIDE(kind), retryTotalTimeout: BESIDE(kind) });

/** Patterns, where their syntax is known. */
const patterns = (syntax: string, precedence: string): Partial<Answers> => ({
  regexPath: approximate(`path RegularExpression of ${syntax}`, precedence),
  headerPatternMatch: native(`matches[].headers RegularExpression of ${syntax}`),
  queryPatternMatch: native(`matches[].queryParams RegularExpression of ${syntax}`),
  canaryByHeaderPattern: native(`a rule with matches[].headers RegularExpression of ${syntax}`),
  canaryByCookie: native('rules with matches[].headers RegularExpression for the header Cookie'),
});

const BEFORE_PREFIXES = 'it precedes every prefix of the host, also a longer one';

/** istio/istio@eed52ebb66ad:pilot/pkg/config/kube/gateway/conversion.go `getURIRank`, and recorded answers. */
export const ISTIO: Partial<Answers> = {
  ...patterns('RE2', 'every prefix of the host precedes it, and a route for "/" beside it takes all its requests'),
  replacePrefix: approximate(
    'filter URLRewrite with ReplacePrefixMatch',
    'a path cannot be put before every path, which replaces the prefix "/"',
  ),
  jwt: BESIDE('RequestAuthentication and an AuthorizationPolicy'),
  jwtAudiences: BESIDE('RequestAuthentication with audiences'),
  allowSourceRanges: BESIDE('AuthorizationPolicy with remoteIpBlocks for the Gateway'),
  denySourceRanges: BESIDE('AuthorizationPolicy with notRemoteIpBlocks for the Gateway'),
  externalAuth: BESIDE('AuthorizationPolicy with action CUSTOM'),
  externalAuthResponseHeaders: BESIDE('AuthorizationPolicy with action CUSTOM'),
  connectTimeout: BESIDE('DestinationRule with connectionPool.tcp.connectTimeout'),
  sessionAffinity: BESIDE('DestinationRule with consistentHash.httpCookie'),
  loadBalancingByAddress: BESIDE('DestinationRule with consistentHash.useSourceIp'),
  loadBalancingByHeader: BESIDE('DestinationRule with consistentHash.httpHeaderName'),
};

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/gateway/httproute.go, and recorded answers. */
export const TRAEFIK: Partial<Answers> = {
  ...patterns('Go', 'between it and a prefix the longer text precedes'),
  ...NO_TIMEOUTS('ServersTransport'),
  cors: BESIDE('Middleware with headers.accessControlAllowOriginList'),
  corsCredentials: BESIDE('Middleware with headers.accessControlAllowCredentials'),
  mirror: BESIDE('TraefikService with mirroring'),
  mirrorShare: BESIDE('TraefikService with mirroring'),
  regexRewrite: BESIDE('Middleware with replacePathRegex'),
  basicAuth: BESIDE('Middleware with basicAuth'),
  externalAuth: BESIDE('Middleware with forwardAuth'),
  externalAuthResponseHeaders: BESIDE('Middleware with forwardAuth.authResponseHeaders'),
  allowSourceRanges: BESIDE('Middleware with ipAllowList'),
  rateLimit: BESIDE('Middleware with rateLimit'),
  bodySize: BESIDE('Middleware with buffering.maxRequestBodyBytes'),
};

/** nginx/nginx-gateway-fabric@e55bfe3:internal/controller/nginx/config/servers.go, internal/controller/state/dataplane/sort.go. */
export const NGINX_GATEWAY_FABRIC: Partial<Answers> = {
  ...patterns('PCRE2', BEFORE_PREFIXES),
  ...NO_TIMEOUTS('ProxySettingsPolicy'),
  bodySize: BESIDE('ClientSettingsPolicy with body.maxSize'),
  rateLimit: BESIDE('RateLimitPolicy'),
  basicAuth: BESIDE('AuthenticationFilter'),
  loadBalancingLeastRequests: BESIDE('UpstreamSettingsPolicy with loadBalancingMethod'),
};

/** cilium/cilium@v1.20.2:operator/pkg/model/translation/envoy_virtual_host.go. */
export const CILIUM: Partial<Answers> = {
  ...patterns('RE2', BEFORE_PREFIXES),
  allowSourceRanges: BESIDE('CiliumNetworkPolicy for the identity of ingress'),
  denySourceRanges: BESIDE('CiliumNetworkPolicy for the identity of ingress'),
};

/** kgateway-dev/kgateway@08be94b:pkg/kgateway/utils/routeutils/sortable_route.go. */
export const KGATEWAY: Partial<Answers> = {
  ...patterns('RE2', BEFORE_PREFIXES),
  rateLimit: BESIDE('TrafficPolicy with rateLimit'),
  externalAuth: BESIDE('TrafficPolicy with extAuth'),
  bodySize: BESIDE('TrafficPolicy with buffer'),
  connectTimeout: BESIDE('BackendConfigPolicy with connectTimeout'),
};

/** projectcontour/contour@v1.33.8:internal/dag/gatewayapi_processor.go, and recorded answers. Its HTTPProxy is another API. */
export const CONTOUR: Partial<Answers> = {
  ...patterns('RE2', BEFORE_PREFIXES),
  cors: unsupported('let the backend answer cross-origin requests, or use an HTTPProxy with corsPolicy'),
  corsCredentials: unsupported('let the backend answer cross-origin requests, or use an HTTPProxy with corsPolicy'),
};
