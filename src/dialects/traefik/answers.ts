import { type Answers, approximate, native, unsupported } from '../../model/features';
import type { Variant } from '../dialect';
import { type Options, Provider } from './public';

/**
 * How the objects of Traefik meet each feature. Sources: traefik/traefik@v3.7.13:pkg/config/dynamic/middlewares.go, http_config.go,
 * pkg/provider/kubernetes/crd/, pkg/middlewares/, and the pages of docs/content/reference/routing-configuration/kubernetes/crd.
 */
const ONLY_STATUSES = 'other methods than GET are answered with 307 instead of 302, and with 308 instead of 301';
const NO_RULE_FOR_FIREWALLS = unsupported('put a firewall in front of Traefik, or use a plugin');
const NO_TOKENS = unsupported('use externalAuth with a service that verifies tokens, such as oauth2-proxy');
const SERVICE = 'IngressRoute.spec.routes[].services[]';
const TRANSPORT = 'ServersTransport.spec';
const TLS_OPTION = 'TLSOption.spec';
const REDIRECT = 'Middleware.spec.redirectRegex';
const HEADERS = 'Middleware.spec.headers';

const CRD: Answers = {
  exactHost: native('Host'),
  wildcardHost: native('Host with *.'),
  anyHost: native('a rule without Host'),
  hostAliases: native('Host'),
  exactPath: native('Path'),
  exactPathWithSlash: native('Path'),
  prefixPath: approximate(
    'Path or PathPrefix with a slash',
    'the backend sees paths without repeated slashes and dot segments, and letters, digits and "-._~" without escapes',
  ),
  regexPath: native('PathRegexp of Go; between it and a prefix the longer text precedes'),
  controllerDefinedPath: unsupported('say which requests are meant, with PathType.PREFIX, EXACT or REGEX'),
  requestMatches: native('matchers of IngressRoute.spec.routes[].match'),
  headerMatch: native('Header'),
  headerPatternMatch: native('HeaderRegexp of Go'),
  methodMatch: native('Method'),
  queryMatch: native('Query'),
  queryPatternMatch: native('QueryRegexp of Go'),
  clientAddressMatch: native('ClientIP'),
  serviceBackend: native(SERVICE),
  otherNamespace: unsupported(
    'set allowCrossNamespace: true in ControllerKind.traefik({ ... }), with which Traefik lets IngressRoutes name Services of other namespaces',
  ),
  weightedBackends: native(`${SERVICE}.weight`),
  manyWeightedBackends: native(`${SERVICE}.weight`),
  canaryByHeader: native('routes with Header'),
  canaryByHeaderValue: native('a route with Header'),
  canaryByHeaderPattern: native('a route with HeaderRegexp of Go'),
  canaryByMatches: native('a route with matchers'),
  canaryByCookie: native('routes with HeaderRegexp for the header Cookie'),
  canaryByWeight: native(`${SERVICE}.weight`),
  defaultBackend: native('a route for every path of each host, with the lowest priority'),
  redirectPath: approximate(REDIRECT, ONLY_STATUSES),
  redirectHost: approximate(REDIRECT, ONLY_STATUSES),
  redirectKeepingPath: approximate(REDIRECT, ONLY_STATUSES),
  redirectPort: native(REDIRECT),
  redirectSeeOther: unsupported('use status 302, after which clients send GET too'),
  redirectKeepingMethod: approximate(REDIRECT, 'GET is answered with 302 instead of 307, and with 301 instead of 308'),
  fixedResponse: unsupported('route to a Service that gives this response'),
  httpsRedirect: approximate('Middleware.spec.redirectScheme', 'GET is answered with 301 instead of 308'),
  appRoot: native(REDIRECT),
  stripPrefix: approximate('Middleware.spec.stripPrefix', 'the rest of the path is seen without repeated slashes'),
  replacePrefix: native('Middleware.spec.replacePathRegex or addPrefix'),
  replacePath: native('Middleware.spec.replacePath'),
  regexRewrite: native('Middleware.spec.replacePathRegex'),
  tlsTermination: native('IngressRoute.spec.tls.secretName'),
  tlsDefaultCertificate: native('IngressRoute.spec.tls without a Secret: the certificate of the TLSStore "default"'),
  tlsPassthrough: native('IngressRouteTCP.spec.tls.passthrough'),
  tlsMinimumVersion: native(`${TLS_OPTION}.minVersion`),
  tlsMaximumVersion: native(`${TLS_OPTION}.maxVersion`),
  tlsCiphers: native(`${TLS_OPTION}.cipherSuites`),
  clientCertificates: approximate(
    `${TLS_OPTION}.clientAuth`,
    'without a valid certificate the handshake fails, and no status is sent; where one is required, http is sent to https',
  ),
  clientCertificatesOptional: native(`${TLS_OPTION}.clientAuth.clientAuthType`),
  clientCertificateErrorPage: unsupported('leave clientCertificates.errorPage out: the handshake fails, and no page can be sent'),
  clientCertificateToBackend: approximate(
    'Middleware.spec.passTLSClientCert',
    'the certificate is in the header X-Forwarded-Tls-Client-Cert, without line breaks and delimiters',
  ),
  cors: native(`${HEADERS}.accessControl*`),
  corsCredentials: native(`${HEADERS}.accessControlAllowCredentials`),
  basicAuth: native('Middleware.spec.basicAuth'),
  basicAuthFile: native('Middleware.spec.basicAuth, with the file under the only key of the Secret'),
  basicAuthKeyPerUser: unsupported('put all users into one htpasswd file, under the only key of the Secret'),
  externalAuth: approximate(
    'Middleware.spec.forwardAuth',
    'an answer of the service that is not of the 2xx is passed on as it is, a redirect too',
  ),
  externalAuthSignIn: unsupported('let the service that decides answer with a redirect, which is passed on to the client'),
  externalAuthMethod: unsupported('leave externalAuth.method out: the service is asked with GET'),
  externalAuthResponseHeaders: native('Middleware.spec.forwardAuth.authResponseHeaders'),
  jwt: NO_TOKENS,
  jwtAudiences: NO_TOKENS,
  oidc: NO_TOKENS,
  oidcDiscovery: NO_TOKENS,
  waf: NO_RULE_FOR_FIREWALLS,
  wafOwaspCoreRules: NO_RULE_FOR_FIREWALLS,
  wafBlocking: NO_RULE_FOR_FIREWALLS,
  allowSourceRanges: native('Middleware.spec.ipAllowList'),
  denySourceRanges: native('Middleware.spec.ipAllowList, of all other addresses'),
  rateLimit: approximate('Middleware.spec.rateLimit', 'each pod of Traefik counts for itself, and answers with 429'),
  connectionLimit: approximate('Middleware.spec.inFlightReq', 'requests are counted that are open at the same time, and not connections'),
  bodySize: approximate('Middleware.spec.buffering', 'Traefik keeps the whole body before it sends it on'),
  connectTimeout: native(`${TRANSPORT}.forwardingTimeouts.dialTimeout`),
  readTimeout: approximate(
    `${TRANSPORT}.forwardingTimeouts.responseHeaderTimeout`,
    'the limit is for the time until the response begins, not for the time between two reads',
  ),
  sendTimeout: unsupported('use timeouts.read, which limits the time until the response begins'),
  retries: native('Middleware.spec.retry'),
  retryStatuses: approximate('Middleware.spec.retry.status', 'requests with POST, PATCH or LOCK are not sent again because of a status'),
  retryPerTryTimeout: unsupported('use timeouts.read, which limits each try'),
  retryTotalTimeout: approximate('Middleware.spec.retry.timeout', 'no try begins after that time, and one that has begun goes on'),
  mirror: native('TraefikService.spec.mirroring'),
  mirrorShare: native('TraefikService.spec.mirroring.mirrors[].percent'),
  customErrors: approximate(
    'Middleware.spec.errors',
    'the Service is asked for the path "/" and is not told the status, and its answer gets the status of the error',
  ),
  loadBalancingRoundRobin: native(`${SERVICE}.strategy wrr`),
  loadBalancingRandom: unsupported('use LoadBalancingAlgorithm.ROUND_ROBIN or LEAST_REQUESTS'),
  loadBalancingLeastRequests: approximate(
    `${SERVICE}.strategy p2c`,
    'of two pods that are picked by chance the one with fewer open requests is taken',
  ),
  loadBalancingLeastTime: native(`${SERVICE}.strategy leasttime`),
  loadBalancingByAddress: native(`${SERVICE}.strategy hrw`),
  loadBalancingByHeader: unsupported('use LoadBalancingAlgorithm.CLIENT_ADDRESS, or sessionAffinity'),
  loadBalancingByCookie: unsupported('use sessionAffinity, with which Traefik makes the cookie'),
  healthChecks: unsupported('give the pods a readiness probe: Traefik checks Services with an external name alone'),
  healthCheckThresholds: unsupported('give the pods a readiness probe with successThreshold and failureThreshold'),
  sessionAffinity: native(`${SERVICE}.sticky.cookie`),
  affinityMode: unsupported('leave sessionAffinity.mode out: a client stays on its pod while the pod is there'),
  backendHttps: native(`${SERVICE}.scheme https`),
  backendAutoHttp: unsupported('choose BackendProtocol.HTTP or HTTPS'),
  backendGrpc: native(`${SERVICE}.scheme h2c`),
  backendGrpcs: approximate(`${SERVICE}.scheme https`, 'Traefik speaks HTTP/2 only if the backend offers it in the handshake'),
  backendFastCgi: unsupported('put a server that speaks FastCGI, such as httpd, beside the application'),
  backendHttp2: native(`${SERVICE}.scheme h2c`),
  backendWebSocket: native('every route lets connections become WebSocket'),
  backendTls: native(TRANSPORT),
  backendTlsVerification: native(`${TRANSPORT}.rootCAs`),
  backendProxyProtocol: unsupported('let the backend read the header X-Forwarded-For'),
  requestHeadersSet: native(`${HEADERS}.customRequestHeaders`),
  requestHeadersAdd: unsupported('use requestHeaders.set, which replaces values of the same name'),
  requestHeadersRemove: native(`${HEADERS}.customRequestHeaders`),
  responseHeadersSet: native(`${HEADERS}.customResponseHeaders`),
  responseHeadersAdd: unsupported('use responseHeaders.set, which replaces values of the same name'),
  responseHeadersRemove: native(`${HEADERS}.customResponseHeaders`),
  upstreamHost: native(`${HEADERS}.customRequestHeaders, Host`),
};

const WITH_CRD = unsupported('use traefik.Provider.CRD, whose IngressRoutes can say it');
const ON_THE_SERVICE = (annotation: string) =>
  unsupported(`use traefik.Provider.CRD, or annotate the Service with traefik.ingress.kubernetes.io/service.${annotation}`);
const PATH_TYPE = 'spec.rules[].http.paths[].pathType';

/** What Ingresses say otherwise. Of a Service they name the port alone. */
const INGRESS: Partial<Answers> = {
  exactHost: native('spec.rules[].host'),
  wildcardHost: native('spec.rules[].host'),
  anyHost: native('a rule without host'),
  hostAliases: native('spec.rules[].host'),
  exactPath: native(`${PATH_TYPE} Exact`),
  exactPathWithSlash: native(`${PATH_TYPE} Exact`),
  prefixPath: approximate(
    `${PATH_TYPE} Exact, and Prefix with a slash`,
    'the backend sees paths without repeated slashes and dot segments, and letters, digits and "-._~" without escapes',
  ),
  // The API server takes no path that begins with "^", and without it Traefik looks for a pattern anywhere in the path.
  regexPath: WITH_CRD,
  regexRewrite: WITH_CRD,
  requestMatches: WITH_CRD,
  headerMatch: WITH_CRD,
  headerPatternMatch: WITH_CRD,
  methodMatch: WITH_CRD,
  queryMatch: WITH_CRD,
  queryPatternMatch: WITH_CRD,
  clientAddressMatch: WITH_CRD,
  serviceBackend: native('spec.rules[].http.paths[].backend.service'),
  otherNamespace: WITH_CRD,
  weightedBackends: WITH_CRD,
  manyWeightedBackends: WITH_CRD,
  canaryByHeader: WITH_CRD,
  canaryByHeaderValue: WITH_CRD,
  canaryByHeaderPattern: WITH_CRD,
  canaryByMatches: WITH_CRD,
  canaryByCookie: WITH_CRD,
  canaryByWeight: WITH_CRD,
  mirror: WITH_CRD,
  mirrorShare: WITH_CRD,
  defaultBackend: native('a rule for "/" on each host, with the lowest annotation router.priority'),
  tlsTermination: native('spec.tls, and annotation router.tls'),
  tlsDefaultCertificate: native('annotation router.tls: the certificate of the TLSStore "default"'),
  tlsPassthrough: WITH_CRD,
  connectTimeout: ON_THE_SERVICE('serverstransport'),
  readTimeout: ON_THE_SERVICE('serverstransport'),
  loadBalancingRoundRobin: unsupported('leave it out: Traefik picks pods one after the other by itself'),
  loadBalancingLeastRequests: WITH_CRD,
  loadBalancingLeastTime: WITH_CRD,
  loadBalancingByAddress: WITH_CRD,
  sessionAffinity: ON_THE_SERVICE('sticky.cookie'),
  backendHttps: ON_THE_SERVICE('serversscheme'),
  backendGrpc: ON_THE_SERVICE('serversscheme'),
  backendGrpcs: ON_THE_SERVICE('serversscheme'),
  backendHttp2: ON_THE_SERVICE('serversscheme'),
  backendTls: ON_THE_SERVICE('serverstransport'),
  backendTlsVerification: ON_THE_SERVICE('serverstransport'),
};

const CROSS_NAMESPACE: Partial<Answers> = { otherNamespace: native(`${SERVICE}.namespace`) };

export function answers({ own, variant }: Variant): Answers {
  if (variant === Provider.INGRESS) return { ...CRD, ...INGRESS };
  return { ...CRD, ...((own as Options | undefined)?.allowCrossNamespace === true ? CROSS_NAMESPACE : {}) };
}
