import { type Answers, approximate, native, unsupported } from '../../../model/features';

/**
 * What Envoy Gateway 1.9.1 does besides. Sources: envoyproxy/gateway@v1.9.1:api/v1alpha1/*_types.go, internal/gatewayapi/*.go,
 * internal/xds/translator/*.go, and recorded answers.
 */
const RE2 = 'of RE2';
const SECURITY = 'SecurityPolicy.spec';
const TRAFFIC = 'BackendTrafficPolicy.spec';
const CLIENTS = 'ClientTrafficPolicy.spec.tls';
const BACKEND_ALLOWED = 'the Backend API must be switched on in the configuration of Envoy Gateway (extensionApis.enableBackend)';
const VERIFIED =
  'the certificate of the backend is always verified, by the authorities of the system unless backendTls.secretName names another';

export const ENVOY_GATEWAY: Partial<Answers> = {
  regexPath: native(`path RegularExpression ${RE2}; it precedes every PathPrefix`),
  methodMatch: approximate('matches[].method', 'a method counts as one header condition, so two of those on the same path precede it'),
  headerPatternMatch: native(`matches[].headers RegularExpression ${RE2}`),
  queryPatternMatch: native(`matches[].queryParams RegularExpression ${RE2}`),
  canaryByHeaderPattern: native(`a rule with matches[].headers RegularExpression ${RE2}`),
  canaryByCookie: native('rules with matches[].headers RegularExpression for the header Cookie'),
  fixedResponse: native('HTTPRouteFilter.spec.directResponse'),
  regexRewrite: native('HTTPRouteFilter.spec.urlRewrite with ReplaceRegexMatch'),
  tlsPassthrough: native('TLSRoute and a listener with mode Passthrough; http is not served'),
  tlsMinimumVersion: native(`${CLIENTS}.minVersion`),
  tlsMaximumVersion: native(`${CLIENTS}.maxVersion`),
  tlsCiphers: native(`${CLIENTS}.ciphers`),
  clientCertificates: approximate(`${CLIENTS}.clientValidation`, 'without a valid certificate the handshake fails, and no status is sent'),
  clientCertificatesOptional: native(`${CLIENTS}.clientValidation.mode`),
  clientCertificateErrorPage: unsupported('leave clientCertificates.errorPage out: the handshake fails, and no page can be sent'),
  clientCertificateToBackend: approximate(
    'ClientTrafficPolicy.spec.headers.xForwardedClientCert',
    'the certificate is in the header X-Forwarded-Client-Cert, as Envoy writes it',
  ),
  basicAuth: approximate(
    `${SECURITY}.basicAuth`,
    'the Secret holds the htpasswd file under the key .htpasswd, its passwords are of {SHA}, and no realm is sent',
  ),
  basicAuthFile: native(`${SECURITY}.basicAuth, with the file under the key .htpasswd`),
  basicAuthKeyPerUser: unsupported('put all users into one htpasswd file, under the key .htpasswd of the Secret'),
  externalAuth: approximate(`${SECURITY}.extAuth and a Backend`, BACKEND_ALLOWED),
  externalAuthSignIn: unsupported('use oidc, which sends a client to the page of the provider'),
  externalAuthMethod: unsupported('leave externalAuth.method out: the service is asked with the method of the request'),
  externalAuthResponseHeaders: native(`${SECURITY}.extAuth.http.headersToBackend`),
  jwt: native(`${SECURITY}.jwt`),
  jwtAudiences: native(`${SECURITY}.jwt.providers[].audiences`),
  oidc: approximate(`${SECURITY}.oidc`, 'the Secret holds the client secret under the key client-secret, and userInfoUrl is not asked'),
  oidcDiscovery: native(`${SECURITY}.oidc.provider.issuer`),
  allowSourceRanges: native(`${SECURITY}.authorization`),
  denySourceRanges: native(`${SECURITY}.authorization`),
  rateLimit: approximate(
    `${TRAFFIC}.rateLimit, type Local`,
    'each Envoy counts for itself, and a burst is as large as the limit, whatever burstMultiplier says',
  ),
  connectionLimit: unsupported('limit requests with rateLimit.requestsPerSecond'),
  bodySize: approximate(`${TRAFFIC}.requestBuffer`, 'Envoy keeps the whole body before it sends it on'),
  connectTimeout: native(`${TRAFFIC}.timeout.tcp.connectTimeout`),
  retries: native(`${TRAFFIC}.retry`),
  retryStatuses: native(`${TRAFFIC}.retry.retryOn.httpStatusCodes`),
  retryPerTryTimeout: native(`${TRAFFIC}.retry.perRetry.timeout`),
  loadBalancingRoundRobin: native(`${TRAFFIC}.loadBalancer RoundRobin`),
  loadBalancingRandom: native(`${TRAFFIC}.loadBalancer Random`),
  loadBalancingLeastRequests: native(`${TRAFFIC}.loadBalancer LeastRequest`),
  loadBalancingLeastTime: unsupported('use LoadBalancingAlgorithm.LEAST_REQUESTS'),
  loadBalancingByAddress: native(`${TRAFFIC}.loadBalancer ConsistentHash SourceIP`),
  loadBalancingByHeader: native(`${TRAFFIC}.loadBalancer ConsistentHash Header`),
  loadBalancingByCookie: native(`${TRAFFIC}.loadBalancer ConsistentHash Cookie`),
  healthChecks: native(`${TRAFFIC}.healthCheck.active`),
  healthCheckThresholds: native(`${TRAFFIC}.healthCheck.active`),
  sessionAffinity: native(`${TRAFFIC}.loadBalancer ConsistentHash Cookie`),
  affinityMode: unsupported('leave sessionAffinity.mode out: a client moves only if the pod of its hash changes'),
  backendHttps: approximate('BackendTLSPolicy, for every route to the Service', VERIFIED),
  backendWebSocket: native('every HTTPRoute lets connections become WebSocket'),
  backendTls: approximate('BackendTLSPolicy.spec.validation', 'no certificate of our own is sent'),
  backendTlsVerification: native('BackendTLSPolicy.spec.validation'),
  backendProxyProtocol: native(`${TRAFFIC}.proxyProtocol`),
};
