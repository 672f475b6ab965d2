import type { Annotations, BackendProtocolName, HostPolicies, LoadBalancingName, RoutePolicies } from '../../../model/neutral-route';
import { pairsText } from '../native';

/**
 * Policies as annotations of an Ingress, without the prefix. What each annotation does, and what values it takes, stands in
 * `../annotations.ts` with its source.
 */
export function policyAnnotations(policies: RoutePolicies): Annotations {
  return { ...users(policies), ...protocol(policies.backendProtocol), ...healthChecks(policies), ...targetGroups(policies) };
}

function users({ oidc, jwt }: RoutePolicies): Annotations {
  const found: { [name: string]: string } = {};
  if (oidc !== undefined) {
    const { issuer, authorizationUrl, tokenUrl, userInfoUrl, secretName, scopes = [] } = oidc;
    const endpoints = { authorizationEndpoint: authorizationUrl, tokenEndpoint: tokenUrl, userInfoEndpoint: userInfoUrl };
    found['auth-type'] = 'oidc';
    found['auth-idp-oidc'] = JSON.stringify({ issuer, ...endpoints, secretName });
    if (scopes.length > 0) found['auth-scope'] = [...new Set(['openid', ...scopes])].join(' ');
  }
  if (jwt !== undefined) {
    const { issuer, keysUrl, audiences = [] } = jwt;
    const claim = { format: audiences.length === 1 ? 'single-string' : 'string-array', name: 'aud', values: audiences };
    found['jwt-validation'] = JSON.stringify({
      jwksEndpoint: keysUrl,
      issuer,
      ...(audiences.length === 0 ? {} : { additionalClaims: [claim] }),
    });
  }
  return found;
}

/** Connections become WebSocket by themselves. The others are refused by `answers.ts`. */
const PROTOCOLS: { readonly [P in BackendProtocolName]?: Annotations } = {
  HTTPS: { 'backend-protocol': 'HTTPS' },
  GRPC: { 'backend-protocol-version': 'GRPC' },
  GRPCS: { 'backend-protocol': 'HTTPS', 'backend-protocol-version': 'GRPC' },
  HTTP2: { 'backend-protocol-version': 'HTTP2' },
};

const protocol = (name: BackendProtocolName = 'HTTP'): Annotations => PROTOCOLS[name] ?? {};

function healthChecks({ healthChecks }: RoutePolicies): Annotations {
  if (healthChecks === undefined) return {};
  const { path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold } = healthChecks;
  return present({
    'healthcheck-path': path,
    'healthcheck-interval-seconds': intervalSeconds,
    'healthcheck-timeout-seconds': timeoutSeconds,
    'healthy-threshold-count': healthyThreshold,
    'unhealthy-threshold-count': unhealthyThreshold,
  });
}

/** Names of attributes: docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html. */
const ALGORITHMS: { readonly [A in LoadBalancingName]?: string } = {
  roundRobin: 'round_robin',
  random: 'weighted_random',
  leastRequests: 'least_outstanding_requests',
};

function targetGroups({ loadBalancing, sessionAffinity }: RoutePolicies): Annotations {
  const algorithm = loadBalancing?.algorithm === undefined ? undefined : ALGORITHMS[loadBalancing.algorithm];
  const attributes = {
    ...(algorithm === undefined ? {} : { 'load_balancing.algorithm.type': algorithm }),
    ...(sessionAffinity === undefined
      ? {}
      : present({
          'stickiness.enabled': 'true',
          'stickiness.type': 'lb_cookie',
          'stickiness.lb_cookie.duration_seconds': sessionAffinity.maxAgeSeconds,
        })),
  };
  return Object.keys(attributes).length === 0 ? {} : { 'target-group-attributes': pairsText(attributes) };
}

/**
 * How clients speak TLS, by the policy of AWS that allows the versions: docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html.
 */
export function tlsAnnotations({ tlsPolicy }: HostPolicies): Annotations {
  if (tlsPolicy === undefined) return {};
  const { minVersion, maxVersion } = tlsPolicy;
  if (maxVersion === '1.2') return { 'ssl-policy': 'ELBSecurityPolicy-TLS-1-2-2017-01' };
  if (minVersion === undefined && maxVersion === undefined) return {};
  return { 'ssl-policy': minVersion === '1.3' ? 'ELBSecurityPolicy-TLS13-1-3-2021-06' : 'ELBSecurityPolicy-TLS13-1-2-2021-06' };
}

const present = (members: { readonly [name: string]: string | number | undefined }): Annotations =>
  Object.fromEntries(Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
