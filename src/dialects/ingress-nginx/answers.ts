import { type Answers, approximate, native, unsupported } from '../../model/features';

/**
 * The support of ingress-nginx v1.15.1 for each feature. Sources, all kubernetes/ingress-nginx@controller-v1.15.1:
 * internal/ingress/annotations/* (what an annotation does; ratelimit/main.go names a zone after the Ingress),
 * internal/ingress/controller/template/template.go (`buildLocation`, `buildProxyPass`), rootfs/etc/nginx/template/nginx.tmpl, and the
 * recorded answers under test/truth.
 */
const IGNORES_CASE = 'every path of the host becomes a regular expression that ignores case';
/** Each host with rules is a server of its own, and nginx uses only one server for a request. */
const OWN_HOSTS_APART = 'it is used only for hosts that no other rule names, whatever the path';
/** nginx compares, and rewrites, the path that it has decoded and normalized. */
const NORMAL_FORM = 'the path is sent in normal form (%2F as /, several slashes as one)';
const COUNTED_TOGETHER =
  'routes that share an Ingress, as those with equal policies do, have one count, and each pod of the controller counts for itself';

/** A location has no conditions but host and path (internal/ingress/controller/template/template.go `buildLocation`). */
const CANARY_WITH_MATCH = unsupported(
  'give the Service to the route without these matches as its canary: { target, matches } with the one header',
);
/** `generate_var_value` in rootfs/etc/nginx/lua/util.lua leaves out a variable without a value. */
const HASH_OF_NOTHING = 'all requests without it go to one pod';

const TOKENS = unsupported('use externalAuth with the URL of a service that checks the token, such as the /oauth2/auth of oauth2-proxy');
const SIGN_IN = 'use externalAuth with the url and the signInUrl of a service that knows the provider, such as oauth2-proxy';

const TLS_VERSIONS = 'set ssl-protocols in the config of the controller, which holds for all hosts';

const SERVICE_DECIDES = unsupported('route all requests of the path to one Service, and let it decide');

export const answers: Answers = {
  exactHost: native('spec.rules[].host'),
  wildcardHost: approximate('spec.rules[].host', OWN_HOSTS_APART),
  anyHost: approximate('a rule without host', OWN_HOSTS_APART),
  hostAliases: native('annotation server-alias'),
  exactPath: native('pathType Exact'),
  exactPathWithSlash: approximate('pathType Exact', 'requests without that "/" are redirected to it with 301'),
  prefixPath: native('pathType Prefix'),
  regexPath: approximate('annotation use-regex, pathType ImplementationSpecific', IGNORES_CASE),
  controllerDefinedPath: native('pathType ImplementationSpecific: read as Prefix, or as a regular expression where one is on the host'),
  requestMatches: unsupported(
    'for one header, give the Service to the route without matches as its canary: { target, matches }; for all else route to one Service that decides',
  ),
  headerMatch: CANARY_WITH_MATCH,
  headerPatternMatch: CANARY_WITH_MATCH,
  methodMatch: SERVICE_DECIDES,
  queryMatch: SERVICE_DECIDES,
  queryPatternMatch: SERVICE_DECIDES,
  clientAddressMatch: SERVICE_DECIDES,
  serviceBackend: native('spec.rules[].http.paths[].backend.service'),
  otherNamespace: unsupported('give the route to a PathIngress with the namespace of the Service; both may have the same host'),
  weightedBackends: native('a second Ingress with annotations canary and canary-weight'),
  manyWeightedBackends: unsupported('use two Services with weights; ingress-nginx takes one canary for a path'),
  canaryByHeader: native('a second Ingress with annotations canary and canary-by-header'),
  canaryByHeaderValue: native('a second Ingress with annotations canary, canary-by-header and canary-by-header-value'),
  canaryByHeaderPattern: native('a second Ingress with annotations canary, canary-by-header and canary-by-header-pattern'),
  canaryByMatches: unsupported('keep one header match, and let the Service decide about all else'),
  canaryByCookie: native('a second Ingress with annotations canary and canary-by-cookie'),
  canaryByWeight: native('a second Ingress with annotations canary and canary-weight'),
  defaultBackend: native('a rule for "/" on each host; spec.defaultBackend where there are neither routes nor hosts nor annotations'),
  redirectPath: native('annotations permanent-redirect, permanent-redirect-code and relative-redirects'),
  redirectHost: native('annotations permanent-redirect and permanent-redirect-code'),
  redirectKeepingPath: approximate(
    'annotation rewrite-target with an absolute URL',
    `the status is always 302, the path is sent in normal form with %3F as ?, and ${IGNORES_CASE}`,
  ),
  redirectPort: native('in the URL of annotation permanent-redirect or rewrite-target'),
  redirectSeeOther: native('annotation permanent-redirect-code, if the path is fixed'),
  redirectKeepingMethod: native('annotation permanent-redirect-code, if the path is fixed'),
  fixedResponse: unsupported('route to a Service that gives this response'),
  httpsRedirect: approximate(
    'annotations ssl-redirect and force-ssl-redirect; status 308, or http-redirect-code of the config map',
    'a slash at the end of the URL is left out, unless the config map has preserve-trailing-slash',
  ),
  appRoot: native('annotation app-root, status 302'),
  stripPrefix: approximate('annotation rewrite-target with a regular expression as path', `${NORMAL_FORM}, and ${IGNORES_CASE}`),
  replacePrefix: approximate('annotation rewrite-target with a regular expression as path', `${NORMAL_FORM}, and ${IGNORES_CASE}`),
  replacePath: approximate('annotation rewrite-target', IGNORES_CASE),
  regexRewrite: approximate('annotation rewrite-target', `${NORMAL_FORM}, and ${IGNORES_CASE}`),
  tlsTermination: native('spec.tls'),
  tlsDefaultCertificate: native('spec.tls without a Secret: that of --default-ssl-certificate, or one that the controller signs itself'),
  tlsPassthrough: native('annotation ssl-passthrough and the flag --enable-ssl-passthrough of the controller; plain http is sent over TLS'),
  tlsMinimumVersion: unsupported(TLS_VERSIONS),
  tlsMaximumVersion: unsupported(TLS_VERSIONS),
  tlsCiphers: native('annotation ssl-ciphers'),
  clientCertificates: native('annotations auth-tls-secret, auth-tls-verify-client and auth-tls-verify-depth'),
  clientCertificatesOptional: native('annotation auth-tls-verify-client'),
  clientCertificateErrorPage: native('annotation auth-tls-error-page'),
  clientCertificateToBackend: native('annotation auth-tls-pass-certificate-to-upstream, header ssl-client-cert'),
  cors: native('annotations enable-cors and cors-*'),
  corsCredentials: native('annotation cors-allow-credentials'),
  basicAuth: native('annotations auth-type, auth-secret and auth-realm'),
  basicAuthFile: native('annotation auth-secret-type auth-file, with the file under the key auth'),
  basicAuthKeyPerUser: native('annotation auth-secret-type auth-map'),
  externalAuth: native('annotation auth-url'),
  externalAuthSignIn: native('annotation auth-signin, status 302'),
  externalAuthMethod: native('annotation auth-method'),
  externalAuthResponseHeaders: native('annotation auth-response-headers'),
  jwt: TOKENS,
  jwtAudiences: TOKENS,
  oidc: unsupported(SIGN_IN),
  oidcDiscovery: unsupported(SIGN_IN),
  waf: approximate(
    'annotation enable-modsecurity',
    'requests that break a rule are only reported, unless the config of the controller has enable-modsecurity, and a modsecurity-snippet with SecRuleEngine On',
  ),
  wafOwaspCoreRules: native('annotation enable-owasp-core-rules'),
  wafBlocking: unsupported(
    'leave waf.blocks out, and choose for all routes with enable-modsecurity and SecRuleEngine in modsecurity-snippet, both in the config of the controller',
  ),
  allowSourceRanges: native('annotation allowlist-source-range'),
  denySourceRanges: native('annotation denylist-source-range'),
  rateLimit: approximate('annotations limit-rps, limit-rpm, limit-burst-multiplier and limit-allowlist', COUNTED_TOGETHER),
  connectionLimit: approximate('annotation limit-connections', COUNTED_TOGETHER),
  bodySize: native('annotation proxy-body-size'),
  connectTimeout: native('annotation proxy-connect-timeout'),
  readTimeout: native('annotation proxy-read-timeout'),
  sendTimeout: native('annotation proxy-send-timeout'),
  retries: approximate(
    'annotations proxy-next-upstream and proxy-next-upstream-tries',
    'a request that is not idempotent, such as POST, is not sent again once a pod has got it',
  ),
  retryStatuses: native('annotation proxy-next-upstream, for 403, 404, 429, 500, 502, 503 and 504'),
  retryPerTryTimeout: unsupported('use timeouts.connect and timeouts.read, which ingress-nginx applies to each try'),
  retryTotalTimeout: native('annotation proxy-next-upstream-timeout'),
  mirror: approximate(
    'annotations mirror-target and mirror-host',
    'a copy is HTTP/1.0 with the path that the client sent, whatever the rewrite, and without the X-Forwarded headers of the controller; the Service is found under svc.cluster.local',
  ),
  mirrorShare: unsupported('leave mirror.percent out, so that all requests are copied'),
  customErrors: approximate(
    'annotations custom-http-errors and default-backend',
    'the Service is asked at its first port for "/" with the status in the header X-Code, and answers also while the backend has no pod that is ready',
  ),
  loadBalancingRoundRobin: native('annotation load-balance round_robin'),
  loadBalancingRandom: unsupported('use LoadBalancingAlgorithm.ROUND_ROBIN or LEAST_TIME'),
  loadBalancingLeastRequests: unsupported('use LoadBalancingAlgorithm.LEAST_TIME, which also keeps requests away from busy pods'),
  loadBalancingLeastTime: native('annotation load-balance ewma'),
  loadBalancingByAddress: native('annotation upstream-hash-by $remote_addr'),
  loadBalancingByHeader: approximate('annotation upstream-hash-by $http_<name>', HASH_OF_NOTHING),
  loadBalancingByCookie: approximate('annotation upstream-hash-by $cookie_<name>', HASH_OF_NOTHING),
  healthChecks: unsupported('give the pods a readiness probe: ingress-nginx sends requests to pods that are ready'),
  healthCheckThresholds: unsupported('give the pods a readiness probe with successThreshold and failureThreshold'),
  sessionAffinity: native('annotations affinity and session-cookie-*'),
  affinityMode: native('annotation affinity-mode'),
  backendHttps: native('annotation backend-protocol HTTPS'),
  backendAutoHttp: native('annotation backend-protocol AUTO_HTTP'),
  backendGrpc: native('annotation backend-protocol GRPC'),
  backendGrpcs: native('annotation backend-protocol GRPCS'),
  backendFastCgi: native('annotation backend-protocol FCGI'),
  backendHttp2: unsupported('use BackendProtocol.HTTP, or GRPC for a backend that speaks gRPC'),
  backendWebSocket: native('annotation backend-protocol HTTP; the Upgrade header is always passed on'),
  backendTls: native(
    'annotations proxy-ssl-*, for HTTPS and not for gRPC; they hold for the whole host unless the config map of the controller has proxy-ssl-location-only',
  ),
  backendTlsVerification: native('annotations proxy-ssl-verify, proxy-ssl-verify-depth and proxy-ssl-secret, for HTTPS and not for gRPC'),
  backendProxyProtocol: unsupported('let the backend read the address from X-Forwarded-For or X-Real-IP, which ingress-nginx always sends'),
  requestHeadersSet: unsupported(
    'write more_set_input_headers into ingressNginx.configurationSnippet, or name a ConfigMap with the headers in proxy-set-headers of the config of the controller, which sends them to every backend',
  ),
  requestHeadersAdd: unsupported('let the backend, or a proxy in front of the controller, add them; nginx sends one value of each header'),
  requestHeadersRemove: unsupported(
    'write more_clear_input_headers into ingressNginx.configurationSnippet, or name a ConfigMap with the headers and empty values in proxy-set-headers of the config of the controller, which keeps them from every backend',
  ),
  responseHeadersSet: native(
    'annotation custom-headers with a config map; names must be listed in global-allowed-response-headers of the controller, which one of the app does by itself',
  ),
  responseHeadersAdd: unsupported('let the backend add them, or set them with responseHeaders.set, which drops what the backend says'),
  responseHeadersRemove: unsupported(
    'name them in hide-headers of the config of the controller, which takes them away from the responses of every backend',
  ),
  upstreamHost: native('annotation upstream-vhost'),
};
