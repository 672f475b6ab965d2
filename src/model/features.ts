/**
 * The features that a route can need, and the three possible answers of a dialect.
 *
 * A feature is something a user can write through the public surface. Adding one here makes the compiler list every
 * dialect that has not answered it yet.
 */
export const FEATURES = {
  exactHost: 'a rule for one host name',
  wildcardHost: 'a rule for every host one label below a domain, such as "*.example.com"',
  anyHost: 'a rule without a host',
  hostAliases: 'further names for a host',
  exactPath: 'a path that matches only itself',
  exactPathWithSlash: 'a path that matches only itself and ends in "/"',
  prefixPath: 'a path that matches itself and all below it, by whole segments',
  regexPath: 'a path given as a regular expression',
  controllerDefinedPath: 'a path whose meaning the controller defines (ImplementationSpecific)',
  requestMatches: 'taking only requests that meet conditions besides host and path',
  headerMatch: 'taking only requests with a certain value of a header',
  headerPatternMatch: 'taking only requests with a header whose value matches a regular expression, or that is there',
  methodMatch: 'taking only requests with certain methods',
  queryMatch: 'taking only requests with a certain value of a query parameter',
  queryPatternMatch: 'taking only requests with a query parameter whose value matches a regular expression',
  clientAddressMatch: 'taking only requests of certain client addresses, and leaving the others to other routes',
  serviceBackend: 'sending requests to a Service',
  otherNamespace: 'sending requests to a Service of another namespace',
  weightedBackends: 'sharing requests between two Services by weight',
  manyWeightedBackends: 'sharing requests between three or more Services by weight',
  canaryByHeader: 'sending requests to another Service, or not, by the values "always" and "never" of a header',
  canaryByHeaderValue: 'sending requests with a certain value of a header to another Service',
  canaryByHeaderPattern: 'sending requests with a header whose value matches a regular expression, or that is there, to another Service',
  canaryByMatches: 'sending requests to another Service by other conditions than one header, or by several',
  canaryByCookie: 'sending requests to another Service, or not, by the values "always" and "never" of a cookie',
  canaryByWeight: 'sending a share of the requests to another Service',
  defaultBackend: 'a Service for every request that no route takes',
  redirectPath: 'a redirect to a fixed path',
  redirectHost: 'a redirect to another host with a fixed path',
  redirectKeepingPath: 'a redirect to another host, scheme or port that keeps the path and query of the request',
  redirectPort: 'a redirect to another port',
  redirectSeeOther: 'a redirect with status 303, after which clients send GET',
  redirectKeepingMethod: 'a redirect with status 307 or 308, after which clients send the same method and body',
  fixedResponse: 'a response that the controller gives itself',
  httpsRedirect: 'redirecting http requests to https',
  appRoot: 'a redirect from "/" to the start page of an application',
  stripPrefix: 'removing the path prefix of the route before the backend sees it',
  replacePrefix: 'replacing the path prefix of the route before the backend sees it',
  replacePath: 'replacing the whole path before the backend sees it',
  regexRewrite: 'building the path that the backend sees from captures of a regular expression',
  tlsTermination: 'TLS with the certificate of a Secret',
  tlsDefaultCertificate: 'TLS with a certificate that the controller has',
  tlsPassthrough: 'passing TLS connections to a Service without decrypting them',
  tlsMinimumVersion: 'choosing the minimum version of TLS',
  tlsMaximumVersion: 'choosing the maximum version of TLS',
  tlsCiphers: 'choosing the cipher suites of TLS 1.2',
  clientCertificates: 'asking clients for a certificate (mTLS)',
  clientCertificatesOptional: 'asking clients for a certificate without requiring one',
  clientCertificateErrorPage: 'a page for clients whose certificate is not accepted',
  clientCertificateToBackend: 'passing the certificate of the client to the backend',
  cors: 'cross-origin resource sharing',
  corsCredentials: 'choosing whether cross-origin requests may carry cookies and credentials',
  basicAuth: 'user name and password from a Secret',
  basicAuthFile: 'a Secret for user names and passwords with one htpasswd file',
  basicAuthKeyPerUser: 'a Secret for user names and passwords with a key for each user',
  externalAuth: 'asking another service whether a request may pass',
  externalAuthSignIn: 'redirecting a client without permission to a page where it can sign in',
  externalAuthMethod: 'choosing the method of the request to the service that decides who may pass',
  externalAuthResponseHeaders: 'passing headers of the service that decides who may pass on to the backend',
  jwt: 'letting only requests with a JSON web token pass',
  jwtAudiences: 'letting only requests with a JSON web token for certain audiences pass',
  oidc: 'signing in with OpenID Connect',
  oidcDiscovery: 'finding the URLs of an OpenID Connect provider by discovery',
  waf: 'checking requests with a web application firewall',
  wafOwaspCoreRules: 'checking requests by the OWASP core rule set',
  wafBlocking: 'choosing whether requests that break a rule of the firewall are refused or only reported',
  allowSourceRanges: 'letting only some client addresses in',
  denySourceRanges: 'keeping some client addresses out',
  rateLimit: 'limiting requests of one client address by time',
  connectionLimit: 'limiting simultaneous connections of one client address',
  bodySize: 'limiting the size of a request body',
  connectTimeout: 'a time limit for connecting to the backend',
  readTimeout: 'a time limit for reading from the backend',
  sendTimeout: 'a time limit for sending to the backend',
  retries: 'retrying a request whose connection to the backend fails',
  retryStatuses: 'retrying a request after certain statuses',
  retryPerTryTimeout: 'a time limit for each attempt of a request',
  retryTotalTimeout: 'a time limit for all attempts of a request together',
  mirror: 'sending copies of the requests to another Service',
  mirrorShare: 'sending copies of a share of the requests to another Service',
  customErrors: 'answering with another Service instead of with an error of the backend',
  loadBalancingRoundRobin: 'picking pods one after the other',
  loadBalancingRandom: 'picking pods at random',
  loadBalancingLeastRequests: 'picking the pod with the fewest open requests',
  loadBalancingLeastTime: 'picking the pod with the lowest recent response time',
  loadBalancingByAddress: 'picking the pod by the address of the client',
  loadBalancingByHeader: 'picking the pod by a request header',
  loadBalancingByCookie: 'picking the pod by a cookie of the application',
  healthChecks: 'checking whether pods are healthy',
  healthCheckThresholds: 'choosing after how many checks a pod counts as healthy or unhealthy',
  sessionAffinity: 'keeping a client on one pod with a cookie',
  affinityMode: 'choosing whether clients move when pods are added',
  backendHttps: 'speaking HTTPS to the backend',
  backendAutoHttp: 'speaking to the backend over TLS exactly if the client does',
  backendGrpc: 'speaking gRPC to the backend',
  backendGrpcs: 'speaking gRPC over TLS to the backend',
  backendFastCgi: 'speaking FastCGI to the backend',
  backendHttp2: 'speaking HTTP/2 without TLS to the backend',
  backendWebSocket: 'upgrading connections to the backend to WebSocket',
  backendTls: 'settings for TLS towards the backend: server name and client certificate',
  backendTlsVerification: 'verifying the certificate of the backend',
  backendProxyProtocol: 'passing the client address to the backend with the PROXY protocol',
  requestHeadersSet: 'setting headers that the backend sees',
  requestHeadersAdd: 'adding headers that the backend sees, beside existing ones of the same name',
  requestHeadersRemove: 'removing headers before the backend sees them',
  responseHeadersSet: 'setting headers of the response',
  responseHeadersAdd: 'adding headers of the response, beside existing ones of the same name',
  responseHeadersRemove: 'removing headers of the response',
  upstreamHost: 'the Host header that the backend sees',
} as const;

/** The name of a feature. */
export type FeatureName = keyof typeof FEATURES;

/** Every redirect needs one of these. */
const REDIRECTS = ['redirectPath', 'redirectHost', 'redirectKeepingPath'] as const;

/** Features that are parts of another one, which covers the whole option. A controller without the whole feature cannot have the part. */
export const PARTS: { readonly [F in FeatureName]?: readonly FeatureName[] } = {
  headerMatch: ['requestMatches'],
  headerPatternMatch: ['requestMatches'],
  methodMatch: ['requestMatches'],
  queryMatch: ['requestMatches'],
  queryPatternMatch: ['requestMatches'],
  clientAddressMatch: ['requestMatches'],
  redirectPort: REDIRECTS,
  redirectSeeOther: REDIRECTS,
  redirectKeepingMethod: REDIRECTS,
  clientCertificatesOptional: ['clientCertificates'],
  clientCertificateErrorPage: ['clientCertificates'],
  clientCertificateToBackend: ['clientCertificates'],
  corsCredentials: ['cors'],
  basicAuthFile: ['basicAuth'],
  basicAuthKeyPerUser: ['basicAuth'],
  externalAuthSignIn: ['externalAuth'],
  externalAuthMethod: ['externalAuth'],
  externalAuthResponseHeaders: ['externalAuth'],
  affinityMode: ['sessionAffinity'],
  backendTlsVerification: ['backendTls'],
  retryStatuses: ['retries'],
  retryPerTryTimeout: ['retries'],
  retryTotalTimeout: ['retries'],
  mirrorShare: ['mirror'],
  jwtAudiences: ['jwt'],
  oidcDiscovery: ['oidc'],
  wafOwaspCoreRules: ['waf'],
  wafBlocking: ['waf'],
  healthCheckThresholds: ['healthChecks'],
};

/**
 * The support of a dialect for a feature.
 *
 * - `native`: it supports the feature. `how` names the field or annotation.
 * - `approximate`: it does almost the same; `differs` states the difference in one sentence.
 * - `unsupported`: it does not support the feature. `instead` is an alternative for the user, as an imperative sentence without a full
 * stop.
 */
export type Answer =
  | { readonly kind: 'native'; readonly how: string }
  | { readonly kind: 'approximate'; readonly how: string; readonly differs: string }
  | { readonly kind: 'unsupported'; readonly instead: string };

/** One answer for every feature. */
export type Answers = { readonly [F in FeatureName]: Answer };

/** The features that are needed but not supported, without those that are parts of another one among them: each option is reported once. */
export function notSupported(asked: Iterable<FeatureName>, answers: Answers): readonly FeatureName[] {
  const missing = [...asked].filter((feature) => answers[feature].kind === 'unsupported');
  return missing.filter((feature) => !PARTS[feature]?.some((whole) => missing.includes(whole)));
}

export const native = (how: string): Answer => ({ kind: 'native', how });
export const approximate = (how: string, differs: string): Answer => ({ kind: 'approximate', how, differs });
export const unsupported = (instead: string): Answer => ({ kind: 'unsupported', instead });
