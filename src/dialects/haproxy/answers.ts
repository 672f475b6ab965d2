import { type Answers, approximate, native, unsupported } from '../../model/features';

/**
 * How the HAProxy Kubernetes Ingress Controller v3.2.11 meets each feature. Sources: haproxytech/kubernetes-ingress@v3.2.11:pkg/route/route.go and
 * pkg/controller/controller.go (`setupHAProxyRules`: which row of the maps takes a request), pkg/annotations (what an annotation does),
 * crs/definition/ingress.v3.haproxy.org_backends.yaml (what a Backend can say), haproxy/haproxy@v3.2.0:doc/configuration.txt, and the recorded
 * answers under test/truth.
 */
const BACKEND = 'a Backend of ingress.v3.haproxy.org, whose CRD must be in the cluster';

/** A host is known by its rows, and no other rows are looked at. */
const OWN_HOSTS_APART = 'it is used only for hosts that no other rule names, whatever the path';

/** HAProxy changes nothing of a path, neither to compare it nor to send it on. */
const AS_SENT = 'a path counts as it is sent: with "//", dot segments or an encoded letter it is another path';

/** Conditions are an annotation of the Service (`route-acl`): no other annotation acts on its requests, and the order of two is left to chance. */
const CONDITIONS =
  'give the Service the annotation haproxy.org/route-acl by hand, which holds for all its routes and takes them out of every other annotation';
const NO_CONDITIONS = unsupported(`let one Service decide, or ${CONDITIONS}`);
const ONE_SERVICE = unsupported(`use a Service whose pods are of both versions, or ${CONDITIONS}`);

const CLIENT_CERTIFICATES = unsupported('set client-ca in the config of the controller, which holds for all hosts');
const TLS_OF_CLIENTS = unsupported(
  'set ssl-default-bind-options and ssl-default-bind-ciphers in the global-config-snippet of the controller, for all hosts',
);
const TOKENS = unsupported('let the backend check the token, or put a proxy that does before it');
const SOMEBODY_ELSE = unsupported('use basicAuth, or put a proxy that asks the service, such as oauth2-proxy, before the backend');
const FIREWALL = unsupported('put a firewall in front of the controller');

export const answers: Answers = {
  exactHost: native('spec.rules[].host'),
  wildcardHost: approximate('spec.rules[].host', OWN_HOSTS_APART),
  anyHost: approximate('a rule without host', OWN_HOSTS_APART),
  hostAliases: native('the same rules for each name'),
  exactPath: native('pathType Exact'),
  exactPathWithSlash: native('pathType Exact'),
  prefixPath: approximate('pathType Prefix', AS_SENT),
  regexPath: unsupported('use PathType.PREFIX or EXACT: the controller looks paths up in maps of texts'),
  controllerDefinedPath: native('pathType ImplementationSpecific: every path that begins with these characters'),
  requestMatches: NO_CONDITIONS,
  headerMatch: NO_CONDITIONS,
  headerPatternMatch: NO_CONDITIONS,
  methodMatch: NO_CONDITIONS,
  queryMatch: NO_CONDITIONS,
  queryPatternMatch: NO_CONDITIONS,
  clientAddressMatch: NO_CONDITIONS,
  serviceBackend: native('spec.rules[].http.paths[].backend.service'),
  otherNamespace: unsupported('give the route to a PathIngress with the namespace of the Service; both may have the same host'),
  weightedBackends: ONE_SERVICE,
  manyWeightedBackends: ONE_SERVICE,
  canaryByHeader: ONE_SERVICE,
  canaryByHeaderValue: ONE_SERVICE,
  canaryByHeaderPattern: ONE_SERVICE,
  canaryByMatches: ONE_SERVICE,
  canaryByCookie: ONE_SERVICE,
  canaryByWeight: ONE_SERVICE,
  defaultBackend: native('a rule for "/" on each host; spec.defaultBackend where there are neither routes nor hosts'),
  redirectPath: native(`redirect location in ${BACKEND}`),
  redirectHost: native(`redirect location in ${BACKEND}`),
  redirectKeepingPath: native(`redirect location in ${BACKEND}`),
  redirectPort: native(`redirect location in ${BACKEND}`),
  redirectSeeOther: native(`redirect location in ${BACKEND}`),
  redirectKeepingMethod: native(`redirect location in ${BACKEND}`),
  fixedResponse: native(`return in ${BACKEND}`),
  httpsRedirect: native('annotations ssl-redirect, ssl-redirect-code and ssl-redirect-port; the URL names port 443'),
  appRoot: native(`a rule for Exact "/" and redirect location in ${BACKEND}, status 302`),
  stripPrefix: native('annotation path-rewrite'),
  replacePrefix: native('annotation path-rewrite'),
  replacePath: native('annotation path-rewrite'),
  regexRewrite: unsupported('use Rewrite.stripPrefix() or replacePrefix()'),
  tlsTermination: native('spec.tls; a certificate is chosen by its own names, from those of all Ingresses'),
  tlsDefaultCertificate: native('spec.tls without a Secret: that of --default-ssl-certificate'),
  tlsPassthrough: native('annotation ssl-passthrough; plain http is not answered'),
  tlsMinimumVersion: TLS_OF_CLIENTS,
  tlsMaximumVersion: TLS_OF_CLIENTS,
  tlsCiphers: TLS_OF_CLIENTS,
  clientCertificates: CLIENT_CERTIFICATES,
  clientCertificatesOptional: unsupported(
    'set client-ca and client-crt-optional in the config of the controller, which hold for all hosts',
  ),
  clientCertificateErrorPage: CLIENT_CERTIFICATES,
  clientCertificateToBackend: CLIENT_CERTIFICATES,
  cors: native('annotations cors-*'),
  corsCredentials: native('annotation cors-allow-credentials'),
  basicAuth: native('annotations auth-type, auth-secret and auth-realm'),
  basicAuthFile: unsupported('use BasicAuthSecretType.MAP, with a key for each user in the Secret'),
  basicAuthKeyPerUser: native('annotation auth-secret; values are hashes of crypt(3)'),
  externalAuth: SOMEBODY_ELSE,
  externalAuthSignIn: SOMEBODY_ELSE,
  externalAuthMethod: SOMEBODY_ELSE,
  externalAuthResponseHeaders: SOMEBODY_ELSE,
  jwt: TOKENS,
  jwtAudiences: TOKENS,
  oidc: SOMEBODY_ELSE,
  oidcDiscovery: SOMEBODY_ELSE,
  waf: FIREWALL,
  wafOwaspCoreRules: FIREWALL,
  wafBlocking: FIREWALL,
  allowSourceRanges: native('annotation allow-list, status 403'),
  denySourceRanges: native('annotation deny-list, status 403'),
  rateLimit: approximate(
    'annotations rate-limit-requests, rate-limit-period and rate-limit-whitelist, status 403',
    'all routes with the same period have one count, each pod of the controller counts for itself, refused requests count too, and a burst is as large as the limit, whatever burstMultiplier says',
  ),
  connectionLimit: unsupported('limit requests with rateLimit.requestsPerSecond, or the connections to each pod with haproxy.podMaxconn'),
  bodySize: approximate(`http-request deny in ${BACKEND}, status 413`, 'a request that does not say how long its body is may send any'),
  connectTimeout: native(`connect_timeout in ${BACKEND}`),
  readTimeout: native('annotation timeout-server'),
  sendTimeout: unsupported('use timeouts.read, which HAProxy applies in both directions'),
  retries: native(`retries and retry_on in ${BACKEND}`),
  retryStatuses: native(`retry_on in ${BACKEND}, for 401, 403, 404, 408, 425, 429 and 500 to 504`),
  retryPerTryTimeout: unsupported('use timeouts.connect and timeouts.read, which HAProxy applies to each try'),
  retryTotalTimeout: unsupported('limit attempts, and each try with timeouts.read'),
  mirror: unsupported('let the backend send copies'),
  mirrorShare: unsupported('let the backend send copies'),
  customErrors: unsupported('name a ConfigMap with pages for errors of HAProxy itself in the flag --configmap-errorfiles, for all hosts'),
  loadBalancingRoundRobin: native('annotation load-balance roundrobin'),
  loadBalancingRandom: native('annotation load-balance random'),
  loadBalancingLeastRequests: native('annotation load-balance leastconn'),
  loadBalancingLeastTime: unsupported('use LoadBalancingAlgorithm.LEAST_REQUESTS'),
  loadBalancingByAddress: native('annotation load-balance source'),
  loadBalancingByHeader: native('annotation load-balance hdr(<name>)'),
  loadBalancingByCookie: native(`balance hash req.cook(<name>) in ${BACKEND}`),
  healthChecks: native('annotations check-http, check-interval and timeout-check'),
  healthCheckThresholds: native(`default_server rise and fall in ${BACKEND}`),
  sessionAffinity: native(`annotation cookie-persistence; with attributes of the cookie ${BACKEND}`),
  affinityMode: approximate('annotation cookie-persistence', 'a client never moves while its pod is there, whatever the mode'),
  backendHttps: native('annotation server-ssl'),
  backendAutoHttp: unsupported('choose BackendProtocol.HTTP or HTTPS'),
  backendGrpc: native('annotation server-proto h2'),
  backendGrpcs: native('annotations server-ssl and server-proto h2'),
  backendFastCgi: unsupported('put a server that speaks FastCGI, such as httpd, beside the application'),
  backendHttp2: native('annotation server-proto h2'),
  backendWebSocket: native('every route lets connections become WebSocket'),
  backendTls: native('annotation server-crt; for the server name a line of backend-config-snippet'),
  backendTlsVerification: approximate(
    'annotation server-ca',
    'the authority is read from tls.crt of the Secret and not from ca.crt, and without that key nothing is verified',
  ),
  backendProxyProtocol: native('annotation send-proxy-protocol'),
  requestHeadersSet: native('annotation request-set-header'),
  requestHeadersAdd: native(`http-request add-header in ${BACKEND}`),
  requestHeadersRemove: native(`http-request del-header in ${BACKEND}`),
  responseHeadersSet: native('annotation response-set-header'),
  responseHeadersAdd: native(`http-response add-header in ${BACKEND}`),
  responseHeadersRemove: native(`http-response del-header in ${BACKEND}`),
  upstreamHost: native('annotation set-host'),
};
