import { type Answers, approximate, native, unsupported } from '../../model/features';

/**
 * How ingress-nginx v1.15.1 meets each feature. Sources, all kubernetes/ingress-nginx@controller-v1.15.1:
 * internal/ingress/annotations/* (what an annotation does; ratelimit/main.go names a zone after the Ingress), internal/ingress/controller/template/template.go (`buildLocation`,
 * `buildProxyPass`), rootfs/etc/nginx/template/nginx.tmpl, and the recorded answers under test/truth.
 */
const IGNORES_CASE = 'every path of the host becomes a regular expression that ignores case';
/** A host with rules of its own is a server of its own, and nginx looks no further than into one server. */
const OWN_HOSTS_APART = 'it is used only for hosts that no other rule names, whatever the path';
/** nginx compares, and rewrites, the path that it has decoded and normalized. */
const NORMAL_FORM = 'the path is sent in normal form (%2F as /, several slashes as one)';
const COUNTED_TOGETHER =
  'routes that share an Ingress, as those with equal policies do, have one count, and each pod of the controller counts for itself';

/** A location has no conditions but host and path (internal/ingress/controller/template/template.go `buildLocation`). */
const CANARY_WITH_MATCH = unsupported(
  'give the Service to the route without these matches as its canary: { target, matches } with the one header',
);
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
  tlsPassthrough: native('annotation ssl-passthrough and the flag --enable-ssl-passthrough of the controller; plain http is sent over TLS'),
  clientCertificates: native('annotations auth-tls-secret, auth-tls-verify-client and auth-tls-verify-depth'),
  clientCertificatesOptional: native('annotation auth-tls-verify-client'),
  clientCertificateErrorPage: native('annotation auth-tls-error-page'),
  clientCertificateToBackend: native('annotation auth-tls-pass-certificate-to-upstream, header ssl-client-cert'),
  cors: native('annotations enable-cors and cors-*'),
  corsCredentials: native('annotation cors-allow-credentials'),
  basicAuth: native('annotations auth-type, auth-secret and auth-realm'),
  basicAuthKeyPerUser: native('annotation auth-secret-type auth-map'),
  externalAuth: native('annotation auth-url'),
  externalAuthSignIn: native('annotation auth-signin, status 302'),
  externalAuthMethod: native('annotation auth-method'),
  externalAuthResponseHeaders: native('annotation auth-response-headers'),
  allowSourceRanges: native('annotation allowlist-source-range'),
  denySourceRanges: native('annotation denylist-source-range'),
  rateLimit: approximate('annotations limit-rps, limit-rpm, limit-burst-multiplier and limit-allowlist', COUNTED_TOGETHER),
  connectionLimit: approximate('annotation limit-connections', COUNTED_TOGETHER),
  bodySize: native('annotation proxy-body-size'),
  connectTimeout: native('annotation proxy-connect-timeout'),
  readTimeout: native('annotation proxy-read-timeout'),
  sendTimeout: native('annotation proxy-send-timeout'),
  sessionAffinity: native('annotations affinity and session-cookie-*'),
  affinityMode: native('annotation affinity-mode'),
  backendHttps: native('annotation backend-protocol HTTPS'),
  backendAutoHttp: native('annotation backend-protocol AUTO_HTTP'),
  backendGrpc: native('annotation backend-protocol GRPC'),
  backendGrpcs: native('annotation backend-protocol GRPCS'),
  backendFastCgi: native('annotation backend-protocol FCGI'),
  backendTls: native(
    'annotations proxy-ssl-*, for HTTPS and not for gRPC; they hold for the whole host unless the config map of the controller has proxy-ssl-location-only',
  ),
  backendTlsVerification: native('annotations proxy-ssl-verify, proxy-ssl-verify-depth and proxy-ssl-secret, for HTTPS and not for gRPC'),
  responseHeaders: native(
    'annotation custom-headers with a config map; names must be listed in global-allowed-response-headers of the controller',
  ),
  upstreamHost: native('annotation upstream-vhost'),
};
