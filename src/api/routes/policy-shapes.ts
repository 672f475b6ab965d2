import { ANNOTATIONS as AWS_LOAD_BALANCER } from '../../dialects/aws-load-balancer/public/shapes';
import { ROUTE_SETTINGS as HAPROXY } from '../../dialects/haproxy/public/shapes';
import { ROUTE_SETTINGS } from '../../dialects/ingress-nginx/public/shapes';
import { ROUTE_SETTINGS as TRAEFIK } from '../../dialects/traefik/public/shapes';
import { CHECKED_LATER, inWords, OBJECT, required, type Shape, struct } from '../../input/struct-shape';
import type { JwtOptions, OidcOptions, WafOptions } from './access-policies';
import type { CustomErrorOptions, HealthCheckOptions, LoadBalancingOptions, MirrorOptions, RetryOptions } from './backend-policies';
import type {
  BackendTlsOptions,
  BasicAuthOptions,
  CorsOptions,
  ExternalAuthOptions,
  HeaderChanges,
  RateLimitOptions,
  RoutePolicies,
  SessionAffinityOptions,
  TimeoutOptions,
} from './route-policies';

/** Shapes of policies. `model/policies.ts` checks their values, in the units of the model. */

const CORS: Shape<CorsOptions> = {
  allowOrigins: CHECKED_LATER,
  allowMethods: CHECKED_LATER,
  allowHeaders: CHECKED_LATER,
  exposeHeaders: CHECKED_LATER,
  allowCredentials: CHECKED_LATER,
  maxAge: CHECKED_LATER,
};

const BASIC_AUTH: Shape<BasicAuthOptions> = {
  secretName: required(inWords('the name of a Secret in the namespace of the routes', CHECKED_LATER)),
  secretType: CHECKED_LATER,
  realm: CHECKED_LATER,
};

const EXTERNAL_AUTH: Shape<ExternalAuthOptions> = {
  url: required(inWords('a URL such as "https://auth.example.com"', CHECKED_LATER)),
  method: CHECKED_LATER,
  signInUrl: CHECKED_LATER,
  responseHeaders: CHECKED_LATER,
};

const JWT: Shape<JwtOptions> = {
  issuer: required(inWords('the claim "iss" of the tokens', CHECKED_LATER)),
  keysUrl: required(inWords('a URL such as "https://issuer.example.com/.well-known/jwks.json"', CHECKED_LATER)),
  audiences: CHECKED_LATER,
};

const OIDC: Shape<OidcOptions> = {
  issuer: required(inWords('a URL such as "https://issuer.example.com"', CHECKED_LATER)),
  clientId: required(inWords('the client ID of the application at the provider', CHECKED_LATER)),
  secretName: required(inWords('the name of a Secret in the namespace of the routes', CHECKED_LATER)),
  authorizationUrl: CHECKED_LATER,
  tokenUrl: CHECKED_LATER,
  userInfoUrl: CHECKED_LATER,
  scopes: CHECKED_LATER,
};

const WAF: Shape<WafOptions> = { owaspCoreRules: CHECKED_LATER, blocks: CHECKED_LATER };

const RATE_LIMIT: Shape<RateLimitOptions> = {
  requestsPerSecond: CHECKED_LATER,
  requestsPerMinute: CHECKED_LATER,
  burstMultiplier: CHECKED_LATER,
  connections: CHECKED_LATER,
  exemptSourceRanges: CHECKED_LATER,
};

const TIMEOUTS: Shape<TimeoutOptions> = { connect: CHECKED_LATER, read: CHECKED_LATER, send: CHECKED_LATER };

const RETRIES: Shape<RetryOptions> = {
  attempts: required(inWords('a whole number', CHECKED_LATER)),
  statuses: CHECKED_LATER,
  perTryTimeout: CHECKED_LATER,
  totalTimeout: CHECKED_LATER,
};

const MIRROR: Shape<MirrorOptions> = {
  target: required(inWords('a Service such as RouteTarget.named("web-next", 80)', CHECKED_LATER)),
  percent: CHECKED_LATER,
};

const CUSTOM_ERRORS: Shape<CustomErrorOptions> = {
  statuses: required(inWords('a list such as [404, 503]', CHECKED_LATER)),
  target: required(inWords('a Service such as RouteTarget.named("error-pages", 80)', CHECKED_LATER)),
};

const LOAD_BALANCING: Shape<LoadBalancingOptions> = { algorithm: CHECKED_LATER, hashHeader: CHECKED_LATER, hashCookie: CHECKED_LATER };

const HEALTH_CHECKS: Shape<HealthCheckOptions> = {
  path: required(inWords('a path such as "/healthz"', CHECKED_LATER)),
  interval: CHECKED_LATER,
  timeout: CHECKED_LATER,
  healthyThreshold: CHECKED_LATER,
  unhealthyThreshold: CHECKED_LATER,
};

const SESSION_AFFINITY: Shape<SessionAffinityOptions> = {
  cookieName: CHECKED_LATER,
  maxAge: CHECKED_LATER,
  path: CHECKED_LATER,
  secure: CHECKED_LATER,
  sameSite: CHECKED_LATER,
  mode: CHECKED_LATER,
};

const BACKEND_TLS: Shape<BackendTlsOptions> = {
  secretName: CHECKED_LATER,
  secretNamespace: CHECKED_LATER,
  verify: CHECKED_LATER,
  verifyDepth: CHECKED_LATER,
  serverName: CHECKED_LATER,
};

const HEADER_CHANGES = inWords(
  'an object such as { set: { "X-Frame-Options": "DENY" } }',
  struct<HeaderChanges>({
    set: inWords('a map of strings such as { "X-Team": "shop" }', OBJECT),
    add: inWords('a map of strings such as { "X-Team": "shop" }', OBJECT),
    remove: CHECKED_LATER,
  }),
);

export const POLICIES: Shape<RoutePolicies> = {
  httpsRedirect: CHECKED_LATER,
  cors: inWords('an object such as { allowOrigins: ["https://app.example.com"] }; {} is every origin', struct(CORS)),
  basicAuth: inWords('an object such as { secretName: "users" }', struct(BASIC_AUTH)),
  externalAuth: inWords('an object such as { url: "https://auth.example.com" }', struct(EXTERNAL_AUTH)),
  jwt: inWords('an object such as { issuer: "https://issuer.example.com", keysUrl: "https://issuer.example.com/keys" }', struct(JWT)),
  oidc: inWords('an object such as { issuer: "https://issuer.example.com", clientId: "shop", secretName: "oidc" }', struct(OIDC)),
  waf: inWords('an object such as { owaspCoreRules: true }; {} is the rules of the controller', struct(WAF)),
  allowSourceRanges: CHECKED_LATER,
  denySourceRanges: CHECKED_LATER,
  rateLimit: inWords('an object such as { requestsPerSecond: 10 }', struct(RATE_LIMIT)),
  maxBodySize: CHECKED_LATER,
  timeouts: inWords('an object such as { read: Duration.seconds(30) }', struct(TIMEOUTS)),
  retries: inWords('an object such as { attempts: 2 }', struct(RETRIES)),
  mirror: inWords('an object such as { target: RouteTarget.named("web-next", 80) }', struct(MIRROR)),
  customErrors: inWords('an object such as { statuses: [503], target: RouteTarget.named("error-pages", 80) }', struct(CUSTOM_ERRORS)),
  loadBalancing: inWords('an object such as { algorithm: LoadBalancingAlgorithm.ROUND_ROBIN }', struct(LOAD_BALANCING)),
  healthChecks: inWords('an object such as { path: "/healthz" }', struct(HEALTH_CHECKS)),
  sessionAffinity: inWords('an object such as { cookieName: "route" }; {} is the defaults', struct(SESSION_AFFINITY)),
  backendProtocol: CHECKED_LATER,
  backendTls: inWords('an object such as { secretName: "backend-ca", verify: true }', struct(BACKEND_TLS)),
  backendProxyProtocol: CHECKED_LATER,
  requestHeaders: HEADER_CHANGES,
  responseHeaders: HEADER_CHANGES,
  upstreamHost: CHECKED_LATER,
  ingressNginx: ROUTE_SETTINGS,
  haproxy: HAPROXY,
  awsLoadBalancer: AWS_LOAD_BALANCER,
  traefik: TRAEFIK,
};
