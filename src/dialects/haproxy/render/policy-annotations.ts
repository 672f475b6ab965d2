import { withCorsDefaults } from '../../../model/cors-defaults';
import type { CorsPolicy, RoutePolicies } from '../../../model/neutral-route';
import { literalPattern, quotedFormat } from './config-text';

type MutableAnnotations = { [name: string]: string };

/**
 * Policies that become rules for the paths of an Ingress, as annotations without the prefix. What each annotation does stands in
 * `../annotations.ts` with its source. `hasTls`: an entry of `spec.tls` names a host.
 */
export function policyAnnotations(policies: RoutePolicies, hasTls: boolean): { readonly [name: string]: string } {
  const out: MutableAnnotations = {};
  httpsRedirect(policies, hasTls, out);
  authentication(policies, out);
  if (policies.allowSourceRanges !== undefined) out['allow-list'] = policies.allowSourceRanges.join(',');
  if (policies.denySourceRanges !== undefined) out['deny-list'] = policies.denySourceRanges.join(',');
  if (policies.cors !== undefined) cors(policies.cors, out);
  rateLimit(policies, out);
  headers(policies, out);
  if (policies.upstreamHost !== undefined) out['set-host'] = policies.upstreamHost;
  return out;
}

/** The port is that of https, whatever the controller listens on: the config map may not say which port clients use. */
function httpsRedirect({ httpsRedirect: wish }: RoutePolicies, hasTls: boolean, out: MutableAnnotations): void {
  if (wish === 'never') out['ssl-redirect'] = 'false';
  if (wish === undefined || wish === 'never' || (wish === 'whenTls' && !hasTls)) return;
  out['ssl-redirect'] = 'true';
  out['ssl-redirect-code'] = '308';
  out['ssl-redirect-port'] = '443';
}

/** `check-policies.ts` reports a Secret with one file. */
function authentication({ basicAuth }: RoutePolicies, out: MutableAnnotations): void {
  if (basicAuth === undefined) return;
  out['auth-type'] = 'basic-auth';
  out['auth-secret'] = basicAuth.secretName;
  if (basicAuth.realm !== undefined) out['auth-realm'] = basicAuth.realm;
}

/** Browsers take "*" for a name where credentials are allowed. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];

/** For the same reason. Those that scripts usually send: kubernetes/ingress-nginx@controller-v1.15.1 has the same by default. */
const HEADERS = [
  'DNT',
  'Keep-Alive',
  'User-Agent',
  'X-Requested-With',
  'If-Modified-Since',
  'Cache-Control',
  'Content-Type',
  'Range',
  'Authorization',
];

function cors(policy: CorsPolicy, out: MutableAnnotations): void {
  const { allowOrigins, allowCredentials, maxAgeSeconds } = withCorsDefaults(policy);
  out['cors-enable'] = 'true';
  if (!allowOrigins.includes('*')) out['cors-allow-origin'] = `^(${allowOrigins.map(originPattern).join('|')})$`;
  else if (allowCredentials) out['cors-allow-origin'] = '.';
  const methods = policy.allowMethods ?? (allowCredentials ? METHODS : undefined);
  const headers = policy.allowHeaders ?? (allowCredentials ? HEADERS : undefined);
  if (methods !== undefined) out['cors-allow-methods'] = methods.join(',');
  if (headers !== undefined) out['cors-allow-headers'] = headers.join(',');
  if (allowCredentials) out['cors-allow-credentials'] = 'true';
  if (maxAgeSeconds !== undefined) out['cors-max-age'] = `${maxAgeSeconds}s`;
  out['cors-respond-to-options'] = 'true';
}

const originPattern = (origin: string): string => literalPattern(origin).replace('\\*\\.', '[^/]+\\.');

/** There is one counter for each client and period. */
function rateLimit({ rateLimit }: RoutePolicies, out: MutableAnnotations): void {
  const { requestsPerSecond, requestsPerMinute, exemptSourceRanges = [] } = rateLimit ?? {};
  const requests = requestsPerSecond ?? requestsPerMinute;
  if (requests === undefined) return;
  out['rate-limit-requests'] = String(requests);
  out['rate-limit-period'] = requestsPerSecond === undefined ? '1m' : '1s';
  if (exemptSourceRanges.length > 0) out['rate-limit-whitelist'] = exemptSourceRanges.join(',');
}

function headers({ requestHeaders, responseHeaders, cors: { exposeHeaders = [] } = {} }: RoutePolicies, out: MutableAnnotations): void {
  const exposed = exposeHeaders.length === 0 ? {} : { 'Access-Control-Expose-Headers': exposeHeaders.join(', ') };
  const lines = { 'request-set-header': requestHeaders?.set ?? {}, 'response-set-header': { ...exposed, ...responseHeaders?.set } };
  for (const [name, values] of Object.entries(lines)) {
    const text = Object.entries(values).map(([header, value]) => `${header} ${quotedFormat(value)}`);
    if (text.length > 0) out[name] = text.join('\n');
  }
}
