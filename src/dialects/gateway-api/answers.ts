import { type Answers, approximate, native, unsupported } from '../../model/features';
import type { Variant } from '../dialect';
import { CILIUM, CONTOUR, ISTIO, KGATEWAY, NGINX_GATEWAY_FABRIC, TRAEFIK } from './answers/conformance';
import { ENVOY_GATEWAY } from './answers/envoy-gateway';
import type { ImplementationName } from './implementations';
import { implementationOf } from './implementations';
import { GatewayChannel, type Options } from './public';

/**
 * What the specification says of each feature, whoever serves it. Sources: kubernetes-sigs/gateway-api@v1.6.1:apis/v1/httproute_types.go,
 * gateway_types.go; kubernetes-sigs/gateway-api@v1.6.1:pkg/features/httproute.go says which features an implementation may lack ("extended").
 */
const NAME_AN_IMPLEMENTATION = unsupported('name an implementation that has a policy for it, such as GatewayImplementation.ENVOY_GATEWAY');
const NO_ADDRESSES = unsupported('route all requests of the path to one Service, and let it decide');
const TLS_OF_CLIENTS = unsupported('set it in the Gateway with a patch of the IngressController, or in a policy of the implementation');
const NOT_IN_THE_API = unsupported('let the backend do it, or name an implementation that has a policy for it');
const APP_PROTOCOL = (protocol: string) =>
  unsupported(`set appProtocol: ${protocol} on the port of the Service, and leave backendProtocol out`);

const OWN_HOSTS_APART = 'a request belongs to the most particular host that any route names, whatever the path';

const SPECIFICATION: Answers = {
  exactHost: native('spec.hostnames'),
  wildcardHost: approximate('spec.hostnames', `it takes hosts of several labels below the domain too, and ${OWN_HOSTS_APART}`),
  anyHost: approximate('an HTTPRoute without hostnames', OWN_HOSTS_APART),
  hostAliases: native('spec.hostnames'),
  exactPath: native('path Exact'),
  exactPathWithSlash: native('path Exact'),
  prefixPath: native('path PathPrefix'),
  regexPath: unsupported('name the implementation: syntax, anchors and precedence of RegularExpression are its own'),
  controllerDefinedPath: unsupported('say which requests are meant, with PathType.PREFIX, EXACT or REGEX'),
  requestMatches: native('matches'),
  headerMatch: native('matches[].headers Exact'),
  headerPatternMatch: unsupported('name the implementation: the syntax of RegularExpression is its own'),
  methodMatch: native('matches[].method (extended)'),
  queryMatch: native('matches[].queryParams Exact (extended)'),
  queryPatternMatch: unsupported('name the implementation: the syntax of RegularExpression is its own'),
  clientAddressMatch: NO_ADDRESSES,
  serviceBackend: native('backendRefs'),
  otherNamespace: native('backendRefs[].namespace, and a ReferenceGrant in the namespace of the Service'),
  weightedBackends: native('backendRefs[].weight'),
  manyWeightedBackends: native('backendRefs[].weight, up to 16 Services'),
  canaryByHeader: native('rules with matches[].headers Exact'),
  canaryByHeaderValue: native('a rule with matches[].headers Exact'),
  canaryByHeaderPattern: unsupported('name the implementation: the syntax of RegularExpression is its own'),
  canaryByMatches: native('a rule with matches'),
  canaryByCookie: unsupported('name the implementation: a cookie takes a RegularExpression for the header Cookie'),
  canaryByWeight: native('backendRefs[].weight'),
  defaultBackend: native('an HTTPRoute for PathPrefix "/" on each host'),
  redirectPath: approximate('filter RequestRedirect with ReplaceFullPath (extended)', 'the query of the request is kept'),
  redirectHost: approximate('filter RequestRedirect with hostname and ReplaceFullPath (extended)', 'the query of the request is kept'),
  redirectKeepingPath: native('filter RequestRedirect'),
  redirectPort: native('filter RequestRedirect with port (extended)'),
  redirectSeeOther: native('filter RequestRedirect with statusCode (extended)'),
  redirectKeepingMethod: native('filter RequestRedirect with statusCode (extended)'),
  fixedResponse: unsupported('route to a Service that gives this response'),
  httpsRedirect: native('an HTTPRoute of its own on the http listener with filter RequestRedirect, status 308'),
  appRoot: native('a rule for path Exact "/" with filter RequestRedirect, status 302'),
  stripPrefix: native('filter URLRewrite with ReplacePrefixMatch (extended)'),
  replacePrefix: native('filter URLRewrite with ReplacePrefixMatch (extended)'),
  replacePath: native('filter URLRewrite with ReplaceFullPath (extended)'),
  regexRewrite: NAME_AN_IMPLEMENTATION,
  tlsTermination: native('a listener for https for each host of the certificate'),
  tlsDefaultCertificate: unsupported('use Tls.secret(): a listener for https names its certificate'),
  tlsPassthrough: unsupported('write a TLSRoute and a listener with protocol TLS and mode Passthrough beside these routes'),
  tlsMinimumVersion: TLS_OF_CLIENTS,
  tlsMaximumVersion: TLS_OF_CLIENTS,
  tlsCiphers: TLS_OF_CLIENTS,
  clientCertificates: unsupported(
    'set spec.tls.frontend of the Gateway with a patch of the IngressController, if the implementation has it',
  ),
  clientCertificatesOptional: TLS_OF_CLIENTS,
  clientCertificateErrorPage: NOT_IN_THE_API,
  clientCertificateToBackend: NOT_IN_THE_API,
  cors: native('filter CORS (extended)'),
  corsCredentials: native('filter CORS with allowCredentials (extended)'),
  basicAuth: NAME_AN_IMPLEMENTATION,
  basicAuthFile: NAME_AN_IMPLEMENTATION,
  basicAuthKeyPerUser: NAME_AN_IMPLEMENTATION,
  externalAuth: NAME_AN_IMPLEMENTATION,
  externalAuthSignIn: NOT_IN_THE_API,
  externalAuthMethod: NOT_IN_THE_API,
  externalAuthResponseHeaders: NAME_AN_IMPLEMENTATION,
  jwt: NAME_AN_IMPLEMENTATION,
  jwtAudiences: NAME_AN_IMPLEMENTATION,
  oidc: NAME_AN_IMPLEMENTATION,
  oidcDiscovery: NAME_AN_IMPLEMENTATION,
  waf: unsupported('put a firewall in front of the Gateway'),
  wafOwaspCoreRules: unsupported('put a firewall in front of the Gateway'),
  wafBlocking: unsupported('put a firewall in front of the Gateway'),
  allowSourceRanges: NAME_AN_IMPLEMENTATION,
  denySourceRanges: NAME_AN_IMPLEMENTATION,
  rateLimit: NAME_AN_IMPLEMENTATION,
  connectionLimit: unsupported('limit requests with rateLimit.requestsPerSecond, where the implementation has a policy for it'),
  bodySize: NAME_AN_IMPLEMENTATION,
  connectTimeout: NAME_AN_IMPLEMENTATION,
  readTimeout: approximate('timeouts.backendRequest (extended)', 'the limit is for the whole response, not for the time between two reads'),
  sendTimeout: unsupported('use timeouts.read, which limits the time from the request to the end of the response'),
  retries: unsupported('use GatewayChannel.EXPERIMENTAL, or name an implementation that has a policy for it'),
  retryStatuses: unsupported('use GatewayChannel.EXPERIMENTAL, or name an implementation that has a policy for it'),
  retryPerTryTimeout: unsupported('use timeouts.read, which limits each try'),
  retryTotalTimeout: native('timeouts.request (extended)'),
  mirror: native('filter RequestMirror (extended)'),
  mirrorShare: native('filter RequestMirror with percent (extended)'),
  customErrors: NOT_IN_THE_API,
  loadBalancingRoundRobin: NAME_AN_IMPLEMENTATION,
  loadBalancingRandom: NAME_AN_IMPLEMENTATION,
  loadBalancingLeastRequests: NAME_AN_IMPLEMENTATION,
  loadBalancingLeastTime: unsupported('use LoadBalancingAlgorithm.LEAST_REQUESTS with an implementation that has a policy for it'),
  loadBalancingByAddress: NAME_AN_IMPLEMENTATION,
  loadBalancingByHeader: NAME_AN_IMPLEMENTATION,
  loadBalancingByCookie: NAME_AN_IMPLEMENTATION,
  healthChecks: unsupported('give the pods a readiness probe: requests go to pods that are ready'),
  healthCheckThresholds: unsupported('give the pods a readiness probe with successThreshold and failureThreshold'),
  sessionAffinity: NAME_AN_IMPLEMENTATION,
  affinityMode: unsupported('leave sessionAffinity.mode out'),
  backendHttps: unsupported('write a BackendTLSPolicy for the Service beside these routes'),
  backendAutoHttp: unsupported('choose BackendProtocol.HTTP or HTTPS'),
  backendGrpc: APP_PROTOCOL('kubernetes.io/h2c'),
  backendGrpcs: unsupported('write a BackendTLSPolicy for the Service beside these routes'),
  backendFastCgi: unsupported('put a server that speaks FastCGI, such as httpd, beside the application'),
  backendHttp2: APP_PROTOCOL('kubernetes.io/h2c'),
  backendWebSocket: APP_PROTOCOL('kubernetes.io/ws'),
  backendTls: unsupported('write a BackendTLSPolicy for the Service beside these routes'),
  backendTlsVerification: unsupported('write a BackendTLSPolicy for the Service beside these routes'),
  backendProxyProtocol: NAME_AN_IMPLEMENTATION,
  requestHeadersSet: native('filter RequestHeaderModifier'),
  requestHeadersAdd: native('filter RequestHeaderModifier'),
  requestHeadersRemove: native('filter RequestHeaderModifier'),
  responseHeadersSet: native('filter ResponseHeaderModifier (extended)'),
  responseHeadersAdd: native('filter ResponseHeaderModifier (extended)'),
  responseHeadersRemove: native('filter ResponseHeaderModifier (extended)'),
  upstreamHost: native('filter URLRewrite with hostname (extended)'),
};

/** What each implementation does otherwise than the specification says, or does besides. */
const OTHERWISE: { readonly [I in ImplementationName]: Partial<Answers> } = {
  specification: {},
  'envoy-gateway': ENVOY_GATEWAY,
  istio: ISTIO,
  traefik: TRAEFIK,
  'nginx-gateway-fabric': NGINX_GATEWAY_FABRIC,
  cilium: CILIUM,
  kgateway: KGATEWAY,
  contour: CONTOUR,
};

const RETRY = 'retry, of the experimental channel';

/** Only with the CRDs of the experimental channel. */
const EXPERIMENTAL: Partial<Answers> = {
  retries: approximate(RETRY, 'which failed connections count as a failed try is left to the implementation'),
  retryStatuses: native(`${RETRY}, with codes`),
};

export function answers(variant: Variant): Answers {
  const { variant: name, ownPolicies } = implementationOf(variant);
  const { channel } = (variant.own ?? {}) as Partial<Options>;
  const experimental = channel === GatewayChannel.EXPERIMENTAL && ownPolicies === undefined ? EXPERIMENTAL : {};
  return { ...SPECIFICATION, ...experimental, ...OTHERWISE[name as ImplementationName] };
}
