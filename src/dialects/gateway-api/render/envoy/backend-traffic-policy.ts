import type {
  HealthCheckPolicy,
  LoadBalancingPolicy,
  RateLimitPolicy,
  RetryPolicy,
  RoutePolicies,
  SessionAffinityPolicy,
} from '../../../../model/neutral-route';

/**
 * `spec` of a BackendTrafficPolicy without its target (envoyproxy/gateway@v1.9.1:api/v1alpha1/backendtrafficpolicy_types.go, ratelimit_types.go,
 * loadbalancer_types.go, healthcheck_types.go, retry_types.go, timeout_types.go).
 */
export function trafficSpec(policies: RoutePolicies): object | undefined {
  const { rateLimit, maxBodyBytes = 0, timeouts, retries, loadBalancing, healthChecks, sessionAffinity, backendProxyProtocol } = policies;
  const loadBalancer = sessionAffinity === undefined ? balancer(loadBalancing) : affinity(sessionAffinity);
  const rules = rateLimit === undefined ? [] : rateRules(rateLimit);
  const spec = {
    ...(rules.length === 0 ? {} : { rateLimit: { type: 'Local', local: { rules } } }),
    ...(maxBodyBytes === 0 ? {} : { requestBuffer: { limit: String(maxBodyBytes) } }),
    ...(timeouts?.connectSeconds === undefined ? {} : { timeout: { tcp: { connectTimeout: seconds(timeouts.connectSeconds) } } }),
    ...(retries === undefined ? {} : { retry: retry(retries) }),
    ...(loadBalancer === undefined ? {} : { loadBalancer }),
    ...(healthChecks === undefined ? {} : { healthCheck: { active: healthCheck(healthChecks) } }),
    ...(backendProxyProtocol === undefined ? {} : { proxyProtocol: { version: backendProxyProtocol.toUpperCase() } }),
  };
  return Object.keys(spec).length === 0 ? undefined : spec;
}

const seconds = (count: number): string => `${count}s`;

/** Each address counts by itself. Every Envoy counts for itself. */
function rateRules({ requestsPerSecond, requestsPerMinute }: RateLimitPolicy): readonly object[] {
  const rule = (requests: number | undefined, unit: 'Second' | 'Minute') =>
    requests === undefined
      ? []
      : ['0.0.0.0/0', '::/0'].map((value) => ({
          clientSelectors: [{ sourceCIDR: { type: 'Distinct', value } }],
          limit: { requests, unit },
        }));
  return [...rule(requestsPerSecond, 'Second'), ...rule(requestsPerMinute, 'Minute')];
}

function retry({ attempts, statuses = [], perTryTimeoutSeconds }: RetryPolicy): object {
  const triggers = ['connect-failure', 'refused-stream', 'reset-before-request'];
  return {
    numRetries: attempts,
    retryOn: {
      triggers: statuses.length === 0 ? triggers : [...triggers, 'retriable-status-codes'],
      ...(statuses.length === 0 ? {} : { httpStatusCodes: [...statuses] }),
    },
    ...(perTryTimeoutSeconds === undefined ? {} : { perRetry: { timeout: seconds(perTryTimeoutSeconds) } }),
  };
}

const TYPES = { roundRobin: 'RoundRobin', random: 'Random', leastRequests: 'LeastRequest' } as const;

function balancer(policy: LoadBalancingPolicy | undefined): object | undefined {
  const { algorithm, hashHeader, hashCookie } = policy ?? {};
  if (hashHeader !== undefined) return hashed({ type: 'Header', header: { name: hashHeader } });
  // Without a lifetime the cookie of the application is read and none is made.
  if (hashCookie !== undefined) return hashed({ type: 'Cookie', cookie: { name: hashCookie } });
  if (algorithm === 'clientAddress') return hashed({ type: 'SourceIP' });
  return algorithm === undefined || algorithm === 'leastTime' ? undefined : { type: TYPES[algorithm] };
}

const hashed = (consistentHash: object): object => ({ type: 'ConsistentHash', consistentHash });

const COOKIE = 'ROUTE';

/** A cookie of 0 seconds lives as long as the browser runs. */
function affinity({ cookieName = COOKIE, maxAgeSeconds = 0, path, secure, sameSite }: SessionAffinityPolicy): object {
  const attributes = {
    ...(path === undefined ? {} : { Path: path }),
    ...(secure === true ? { Secure: '' } : {}),
    ...(sameSite === undefined ? {} : { SameSite: sameSite }),
  };
  const cookie = { name: cookieName, ttl: seconds(maxAgeSeconds), ...(Object.keys(attributes).length === 0 ? {} : { attributes }) };
  return hashed({ type: 'Cookie', cookie });
}

function healthCheck({ path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold }: HealthCheckPolicy): object {
  return {
    type: 'HTTP',
    http: { path },
    ...(intervalSeconds === undefined ? {} : { interval: seconds(intervalSeconds) }),
    ...(timeoutSeconds === undefined ? {} : { timeout: seconds(timeoutSeconds) }),
    ...(healthyThreshold === undefined ? {} : { healthyThreshold }),
    ...(unhealthyThreshold === undefined ? {} : { unhealthyThreshold }),
  };
}
