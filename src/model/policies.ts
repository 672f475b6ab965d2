import { fail } from '../findings/fail';
import { valueText } from '../findings/value-text';
import { checkCors, checkHeaderChanges } from './check-headers';
import {
  checkFlag,
  checkHttpsUrl,
  checkIsList,
  checkList,
  checkRanges,
  checkStatuses,
  checkToken,
  checkUrl,
  checkWhole,
  checkWord,
} from './check-values';
import type { FeatureName } from './features';
import type { BackendProtocolName, LoadBalancingName, RoutePolicies, ServiceRef } from './neutral-route';
import { checkHeaderName, checkHostname, checkNamespace, checkObjectName } from './normalize';

/** The row of one policy. Values are in the units of the model: seconds, bytes, plain text. */
interface Policy<P extends keyof RoutePolicies> {
  /** The features that a value needs. */
  readonly features: (value: NonNullable<RoutePolicies[P]>) => readonly FeatureName[];
  /** The Services to which it sends requests. */
  readonly services?: (value: NonNullable<RoutePolicies[P]>) => readonly ServiceRef[];
  /** Throws for a value that no controller could accept. `all`: the policies beside it. */
  readonly check: (value: NonNullable<RoutePolicies[P]>, where: string, all: RoutePolicies) => void;
}

/** Every policy of a route, each in one row. `api/routes/neutral-policies.ts` converts the input of users to these policies. */
const POLICIES: { readonly [P in keyof RoutePolicies]-?: Policy<P> } = {
  httpsRedirect: {
    features: () => ['httpsRedirect'],
    check: (value, where) =>
      checkToken('httpsRedirect', value, /^(?:whenTls|always|never)$/, 'HttpsRedirect.WHEN_TLS, ALWAYS or NEVER', where),
  },
  allowSourceRanges: {
    features: () => ['allowSourceRanges'],
    check: (ranges, where) => checkRanges('allowSourceRanges', ranges, where),
  },
  denySourceRanges: {
    features: () => ['denySourceRanges'],
    check: (ranges, where) => checkRanges('denySourceRanges', ranges, where),
  },
  cors: {
    features: ({ allowCredentials }) => ['cors', ...asked('corsCredentials', allowCredentials)],
    check: checkCors,
  },
  basicAuth: {
    features: ({ secretType }) => ['basicAuth', secretType === 'map' ? 'basicAuthKeyPerUser' : 'basicAuthFile'],
    check: ({ secretName, secretType, realm }, where) => {
      checkObjectName('Secret', secretName, where);
      checkToken('basicAuth.secretType', secretType, /^(?:file|map)$/, 'BasicAuthSecretType.FILE or MAP', where);
      if (realm !== undefined)
        checkToken('basicAuth.realm', realm, /^[^"\\\p{Cc}]+$/u, 'text without quotes, backslashes and control characters', where);
    },
  },
  externalAuth: {
    features: ({ signInUrl, method, responseHeaders }) => [
      'externalAuth',
      ...asked('externalAuthSignIn', signInUrl),
      ...asked('externalAuthMethod', method),
      ...asked('externalAuthResponseHeaders', responseHeaders),
    ],
    check: ({ url, signInUrl, method, responseHeaders }, where) => {
      checkUrl('externalAuth.url', url, where);
      if (signInUrl !== undefined) checkUrl('externalAuth.signInUrl', signInUrl, where);
      if (method !== undefined) checkToken('externalAuth.method', method, /^[A-Z]+$/, 'a method in capital letters, such as GET', where);
      checkIsList('externalAuth.responseHeaders', responseHeaders, where);
      for (const header of responseHeaders ?? []) checkHeaderName(header, where);
    },
  },
  jwt: {
    features: ({ audiences }) => ['jwt', ...asked('jwtAudiences', audiences)],
    check: ({ issuer, keysUrl, audiences }, where) => {
      checkWord('jwt.issuer', issuer, where);
      checkHttpsUrl('jwt.keysUrl', keysUrl, where);
      checkList('jwt.audiences', audiences, where);
      for (const audience of audiences ?? []) checkWord('jwt.audiences', audience, where);
    },
  },
  oidc: {
    features: ({ authorizationUrl, tokenUrl, userInfoUrl }) => [
      'oidc',
      ...asked('oidcDiscovery', [authorizationUrl, tokenUrl, userInfoUrl].includes(undefined) || undefined),
    ],
    check: ({ issuer, clientId, secretName, authorizationUrl, tokenUrl, userInfoUrl, scopes }, where) => {
      checkHttpsUrl('oidc.issuer', issuer, where);
      checkWord('oidc.clientId', clientId, where);
      checkObjectName('Secret', secretName, where);
      for (const [option, url] of Object.entries({ authorizationUrl, tokenUrl, userInfoUrl }))
        if (url !== undefined) checkHttpsUrl(`oidc.${option}`, url, where);
      checkList('oidc.scopes', scopes, where);
      for (const scope of scopes ?? []) checkWord('oidc.scopes', scope, where);
    },
  },
  waf: {
    features: ({ owaspCoreRules, blocks }) => [
      'waf',
      ...asked('wafOwaspCoreRules', owaspCoreRules || undefined),
      ...asked('wafBlocking', blocks),
    ],
    check: ({ owaspCoreRules, blocks }, where) => {
      checkFlag('waf.owaspCoreRules', owaspCoreRules, where);
      checkFlag('waf.blocks', blocks, where);
    },
  },
  rateLimit: {
    features: ({ requestsPerSecond, requestsPerMinute, connections }) => [
      ...asked('rateLimit', requestsPerSecond ?? requestsPerMinute),
      ...asked('connectionLimit', connections),
    ],
    check: ({ requestsPerSecond, requestsPerMinute, burstMultiplier, connections, exemptSourceRanges }, where) => {
      checkRanges('rateLimit.exemptSourceRanges', exemptSourceRanges, where);
      checkWhole('rateLimit.requestsPerSecond', requestsPerSecond, 1, 'requests', where);
      checkWhole('rateLimit.requestsPerMinute', requestsPerMinute, 1, 'requests', where);
      checkWhole('rateLimit.burstMultiplier', burstMultiplier, 1, 'times the limit', where);
      checkWhole('rateLimit.connections', connections, 1, 'connections', where);
      if (requestsPerSecond === undefined && requestsPerMinute === undefined && connections === undefined)
        fail('policy/rate-limit-without-limit', where, {});
    },
  },
  maxBodyBytes: {
    features: () => ['bodySize'],
    check: (value, where) => checkWhole('maxBodySize', value, 0, 'bytes', where),
  },
  timeouts: {
    features: ({ connectSeconds, readSeconds, sendSeconds }) => [
      ...asked('connectTimeout', connectSeconds),
      ...asked('readTimeout', readSeconds),
      ...asked('sendTimeout', sendSeconds),
    ],
    check: ({ connectSeconds, readSeconds, sendSeconds }, where) => {
      checkWhole('timeouts.connect', connectSeconds, 1, 'seconds', where);
      checkWhole('timeouts.read', readSeconds, 1, 'seconds', where);
      checkWhole('timeouts.send', sendSeconds, 1, 'seconds', where);
    },
  },
  retries: {
    features: ({ statuses, perTryTimeoutSeconds, totalTimeoutSeconds }) => [
      'retries',
      ...asked('retryStatuses', statuses),
      ...asked('retryPerTryTimeout', perTryTimeoutSeconds),
      ...asked('retryTotalTimeout', totalTimeoutSeconds),
    ],
    check: ({ attempts, statuses, perTryTimeoutSeconds, totalTimeoutSeconds }, where) => {
      checkWhole('retries.attempts', attempts, 0, 'times', where);
      checkStatuses('retries.statuses', statuses, where);
      checkWhole('retries.perTryTimeout', perTryTimeoutSeconds, 1, 'seconds', where);
      checkWhole('retries.totalTimeout', totalTimeoutSeconds, 1, 'seconds', where);
    },
  },
  mirror: {
    features: ({ percent = 100 }) => ['mirror', ...(percent === 100 ? [] : (['mirrorShare'] as const))],
    services: ({ service }) => [service],
    check: ({ percent }, where) => {
      checkWhole('mirror.percent', percent, 1, 'percent', where);
      if (percent !== undefined && percent > 100)
        fail('policy/value-not-accepted', where, {
          option: 'mirror.percent',
          value: valueText(percent),
          accepts: 'a number from 1 to 100',
        });
    },
  },
  customErrors: {
    features: () => ['customErrors'],
    services: ({ service }) => [service],
    check: ({ statuses }, where) => checkStatuses('customErrors.statuses', statuses, where),
  },
  loadBalancing: {
    features: ({ algorithm, hashHeader, hashCookie }) => [
      ...(algorithm === undefined ? [] : [LOAD_BALANCING_FEATURES[algorithm]]),
      ...asked('loadBalancingByHeader', hashHeader),
      ...asked('loadBalancingByCookie', hashCookie),
    ],
    check: ({ algorithm, hashHeader, hashCookie }, where) => {
      const given = [algorithm, hashHeader, hashCookie].filter((one) => one !== undefined);
      if (given.length !== 1) fail('policy/load-balancing-choice', where, { count: given.length });
      if (algorithm !== undefined)
        checkToken(
          'loadBalancing.algorithm',
          algorithm,
          /^(?:roundRobin|random|leastRequests|leastTime|clientAddress)$/,
          'LoadBalancingAlgorithm.ROUND_ROBIN, RANDOM, LEAST_REQUESTS, LEAST_TIME or CLIENT_ADDRESS',
          where,
        );
      if (hashHeader !== undefined) checkHeaderName(hashHeader, where);
      if (hashCookie !== undefined) checkHeaderName(hashCookie, where);
    },
  },
  healthChecks: {
    features: ({ healthyThreshold, unhealthyThreshold }) => [
      'healthChecks',
      ...asked('healthCheckThresholds', healthyThreshold ?? unhealthyThreshold),
    ],
    check: ({ path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold }, where) => {
      checkToken('healthChecks.path', path, /^\/[^\s\p{Cc}"'\\]*$/u, 'a path beginning with "/", without spaces and quotes', where);
      checkWhole('healthChecks.interval', intervalSeconds, 1, 'seconds', where);
      checkWhole('healthChecks.timeout', timeoutSeconds, 1, 'seconds', where);
      checkWhole('healthChecks.healthyThreshold', healthyThreshold, 1, 'answers', where);
      checkWhole('healthChecks.unhealthyThreshold', unhealthyThreshold, 1, 'answers', where);
    },
  },
  sessionAffinity: {
    features: ({ mode }) => ['sessionAffinity', ...asked('affinityMode', mode)],
    check: ({ cookieName, maxAgeSeconds, path, secure, sameSite, mode }, where) => {
      if (cookieName !== undefined) checkHeaderName(cookieName, where);
      checkWhole('sessionAffinity.maxAge', maxAgeSeconds, 1, 'seconds', where);
      if (path !== undefined)
        checkToken('sessionAffinity.path', path, /^\/[^;\s\p{Cc}]*$/u, 'a path beginning with "/", without spaces and ";"', where);
      checkFlag('sessionAffinity.secure', secure, where);
      if (sameSite !== undefined)
        checkToken('sessionAffinity.sameSite', sameSite, /^(?:Lax|Strict|None)$/, 'SameSite.LAX, STRICT or NONE', where);
      if (mode !== undefined)
        checkToken('sessionAffinity.mode', mode, /^(?:balanced|persistent)$/, 'AffinityMode.BALANCED or PERSISTENT', where);
      if (sameSite === 'None' && secure === false) fail('policy/same-site-none-needs-secure', where, {});
    },
  },
  backendProtocol: {
    features: (protocol) => PROTOCOL_FEATURES[protocol],
    check: (value, where) =>
      checkToken(
        'backendProtocol',
        value,
        /^(?:HTTPS?|AUTO_HTTP|GRPCS?|FCGI|HTTP2|WEBSOCKET)$/,
        'BackendProtocol.HTTP, HTTPS, AUTO_HTTP, GRPC, GRPCS, FCGI, HTTP2 or WEBSOCKET',
        where,
      ),
  },
  backendTls: {
    features: ({ verify }) => ['backendTls', ...asked('backendTlsVerification', verify || undefined)],
    check: ({ verify, secretName, secretNamespace, verifyDepth, serverName }, where, { backendProtocol = 'HTTP' }) => {
      checkFlag('backendTls.verify', verify, where);
      if (secretName !== undefined) checkObjectName('Secret', secretName, where);
      if (secretNamespace !== undefined) checkNamespace(secretNamespace, where);
      if (verify === true && secretName === undefined) fail('policy/verify-without-ca', where, { option: 'backendTls' });
      checkWhole('backendTls.verifyDepth', verifyDepth, 1, 'certificates', where);
      if (serverName !== undefined) checkHostname(serverName, where);
      if (!['HTTPS', 'GRPCS', 'AUTO_HTTP'].includes(backendProtocol))
        fail('policy/backend-tls-without-tls', where, { protocol: backendProtocol });
    },
  },
  backendProxyProtocol: {
    features: () => ['backendProxyProtocol'],
    check: (value, where) => checkToken('backendProxyProtocol', value, /^v[12]$/, 'ProxyProtocolVersion.V1 or V2', where),
  },
  requestHeaders: {
    features: ({ set, add, remove }) => [
      ...asked('requestHeadersSet', set),
      ...asked('requestHeadersAdd', add),
      ...asked('requestHeadersRemove', remove),
    ],
    check: (changes, where) => checkHeaderChanges('requestHeaders', changes, where),
  },
  responseHeaders: {
    features: ({ set, add, remove }) => [
      ...asked('responseHeadersSet', set),
      ...asked('responseHeadersAdd', add),
      ...asked('responseHeadersRemove', remove),
    ],
    check: (changes, where) => checkHeaderChanges('responseHeaders', changes, where),
  },
  upstreamHost: {
    features: () => ['upstreamHost'],
    check: (value, where) => checkHostname(value, where),
  },
};

/** Every controller supports plain HTTP, so it needs no feature. */
const PROTOCOL_FEATURES: { readonly [P in BackendProtocolName]: readonly FeatureName[] } = {
  HTTP: [],
  HTTPS: ['backendHttps'],
  AUTO_HTTP: ['backendAutoHttp'],
  GRPC: ['backendGrpc'],
  GRPCS: ['backendGrpcs'],
  FCGI: ['backendFastCgi'],
  HTTP2: ['backendHttp2'],
  WEBSOCKET: ['backendWebSocket'],
};

const LOAD_BALANCING_FEATURES: { readonly [A in LoadBalancingName]: FeatureName } = {
  roundRobin: 'loadBalancingRoundRobin',
  random: 'loadBalancingRandom',
  leastRequests: 'loadBalancingLeastRequests',
  leastTime: 'loadBalancingLeastTime',
  clientAddress: 'loadBalancingByAddress',
};

const NAMES = Object.keys(POLICIES) as (keyof RoutePolicies)[];

/** A feature that a member needs if it is given. */
const asked = (feature: FeatureName, value: unknown): readonly FeatureName[] => (value === undefined ? [] : [feature]);

/** Throws for a policy that no controller could accept. */
export function checkPolicies(policies: RoutePolicies, where: string): void {
  for (const name of NAMES) {
    const value = policies[name];
    // The compiler cannot see that name and value belong together.
    if (value !== undefined) (POLICIES[name] as Policy<never>).check(value as never, where, policies);
  }
}

/** The features that policies need. */
export const policyFeatures = (policies: RoutePolicies): readonly FeatureName[] =>
  NAMES.flatMap((name) => {
    const value = policies[name];
    return value === undefined ? [] : (POLICIES[name] as Policy<never>).features(value as never);
  });

/** A policy that sends requests to a Service. */
export interface ServiceUse {
  readonly policy: keyof RoutePolicies;
  readonly service: ServiceRef;
}

/** The Services that policies send requests to, besides the targets of routes. */
export const policyServices = (policies: RoutePolicies): readonly ServiceUse[] =>
  NAMES.flatMap((policy) => {
    const value = policies[policy];
    const { services } = POLICIES[policy] as Policy<never>;
    return value === undefined || services === undefined ? [] : services(value as never).map((service) => ({ policy, service }));
  });
