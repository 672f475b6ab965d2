import { items } from '../../../../annotation-table/list-text';
import type { EffectValue } from '../../../../table/effects';
import { firewallRefuses } from '../../firewall';
import { type EffectRow, type LocationFacts, row } from './effect-row';
import { type EffectSource, given, type SettingReader } from './effect-source';

const GLOBAL_AUTH = [
  'url',
  'signin',
  'signin-redirect-param',
  'method',
  'response-headers',
  'request-redirect',
  'cache-key',
  'cache-duration',
  'always-set-cookie',
  'snippet',
].map((name) => `global-auth-${name}`);

/**
 * Effects that restrict clients and limit their requests, beyond the steps of a candidate.
 *
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: rootfs/etc/nginx/template/nginx.tmpl, internal/ingress/controller/template/template.go
 * (`buildRateLimit`, `buildModSecurityForLocation`, `shouldApplyAuthUpstream`), and the folders of the annotations.
 */
// biome-ignore format: a table
export const ACCESS_EFFECTS: readonly EffectRow[] = [
  row('accessChecks', 'location', ['satisfy'], ({ said }) => said.text('satisfy', 'all')),
  row('basicAuth', 'location', ['auth-type', 'auth-secret', 'auth-secret-type', 'auth-realm'], basicAuth),
  row('externalAuth', 'location', ['auth-url', 'auth-signin', 'auth-signin-redirect-param', 'auth-method', 'auth-response-headers', 'auth-request-redirect', 'auth-cache-key', 'auth-cache-duration', 'auth-always-set-cookie', 'auth-proxy-set-headers', 'auth-snippet', 'auth-keepalive', 'auth-keepalive-requests', 'auth-keepalive-timeout', 'auth-keepalive-share-vars', 'enable-global-auth', ...GLOBAL_AUTH, 'use-http2'], externalAuth),
  row('clientCertificates', 'clientCertificate', ['auth-tls-secret', 'auth-tls-verify-client', 'auth-tls-verify-depth', 'auth-tls-error-page', 'auth-tls-match-cn', 'auth-tls-pass-certificate-to-upstream'], clientCertificates),
  row('blockedClients', 'everywhere', ['block-cidrs', 'block-user-agents', 'block-referers'], blockedClients),
  row('waf', 'location', ['enable-modsecurity', 'modsecurity-snippet', 'enable-owasp-core-rules', 'modsecurity-transaction-id', 'enable-owasp-modsecurity-crs'], waf),
  row('rateLimit', 'location', ['limit-rps', 'limit-rpm', 'limit-burst-multiplier', 'limit-allowlist', 'limit-req-status-code', 'limit-conn-zone-variable'], rateLimit),
  row('connectionLimit', 'location', ['limit-connections', 'limit-allowlist', 'limit-conn-status-code', 'limit-conn-zone-variable'], connectionLimit),
  row('bandwidth', 'location', ['limit-rate', 'limit-rate-after'], bandwidth),
];

function basicAuth({ said, namespace }: EffectSource, { authenticates }: LocationFacts): EffectValue | undefined {
  if (!authenticates || said.text('auth-type') === '') return undefined;
  const secret = said.text('auth-secret');
  return given({
    type: said.text('auth-type'),
    secret: secret.includes('/') ? secret : `${namespace}/${secret}`,
    secretType: said.text('auth-secret-type', 'auth-file'),
    realm: said.text('auth-realm'),
  });
}

function externalAuth(source: EffectSource, { authenticates }: LocationFacts): EffectValue | undefined {
  const { said, set } = source;
  if (!authenticates) return undefined;
  if (said.text('auth-url') !== '') {
    return given({
      ...authDetails(said, 'auth'),
      requestHeaders: source.configMap(said.text('auth-proxy-set-headers')),
      keepAlive: authKeepAlive(source),
      snippet: unknown(source.snippet('auth-snippet')),
    });
  }
  const global = source.namespace !== undefined && said.on('enable-global-auth', true) && set.text('global-auth-url') !== '';
  return global ? given({ ...authDetails(set, 'global-auth'), snippet: unknown(set.text('global-auth-snippet')) }) : undefined;
}

/** What the gate does not say. */
function authDetails(reader: SettingReader, prefix: string) {
  const signIn = reader.text(`${prefix}-signin`);
  const cacheKey = reader.text(`${prefix}-cache-key`);
  return {
    method: reader.text(`${prefix}-method`, 'GET'),
    signIn,
    signInParameter: signIn === '' ? '' : reader.text(`${prefix}-signin-redirect-param`, 'rd'),
    responseHeaders: items(reader.text(`${prefix}-response-headers`)),
    redirectHeader: reader.text(`${prefix}-request-redirect`),
    cacheKey,
    cacheDurations: cacheKey === '' ? [] : items(reader.text(`${prefix}-cache-duration`, '200 202 401 5m')),
    alwaysSetsCookie: reader.on(`${prefix}-always-set-cookie`),
  };
}

/** Only without HTTP/2, and only where the host of the URL has no variable. */
function authKeepAlive({ said, set }: EffectSource): EffectValue | undefined {
  const connections = said.number('auth-keepalive');
  const requests = said.number('auth-keepalive-requests', 1000);
  const seconds = said.number('auth-keepalive-timeout', 60);
  const variable = /^[a-z]+:\/\/[^/]*\$/i.test(said.text('auth-url'));
  if (connections <= 0 || requests <= 0 || seconds <= 0 || variable || set.on('use-http2', true)) return undefined;
  return { connections, requests, seconds, sharesVariables: said.on('auth-keepalive-share-vars') };
}

function clientCertificates({ said }: EffectSource): EffectValue | undefined {
  if (said.text('auth-tls-secret') === '') return undefined;
  return given({
    secret: said.text('auth-tls-secret'),
    verify: said.text('auth-tls-verify-client', 'on'),
    depth: said.number('auth-tls-verify-depth', 1) || 1,
    errorPage: said.text('auth-tls-error-page'),
    subject: said.text('auth-tls-match-cn'),
    passedOn: said.on('auth-tls-pass-certificate-to-upstream'),
  });
}

function blockedClients({ set }: EffectSource): EffectValue | undefined {
  const networks = items(set.text('block-cidrs'));
  const userAgents = items(set.text('block-user-agents'));
  const referers = items(set.text('block-referers'));
  return [networks, userAgents, referers].every(({ length }) => length === 0) ? undefined : given({ networks, userAgents, referers });
}

function waf(source: EffectSource): EffectValue | undefined {
  const { said, set } = source;
  const everywhere = set.on('enable-modsecurity');
  if (!said.on('enable-modsecurity', everywhere)) return undefined;
  const own = source.snippet('modsecurity-snippet');
  const ofAll = everywhere ? set.text('modsecurity-snippet') : '';
  return given({
    refuses: firewallRefuses(`${ofAll}\n${own}`),
    rules: unknown(own),
    rulesOfAll: unknown(ofAll),
    owaspRules: (everywhere && set.on('enable-owasp-modsecurity-crs')) || said.on('enable-owasp-core-rules'),
    transactionId: said.text('modsecurity-transaction-id'),
  });
}

function rateLimit({ said, set }: EffectSource): EffectValue | undefined {
  const perSecond = said.number('limit-rps');
  const perMinute = said.number('limit-rpm');
  if (perSecond <= 0 && perMinute <= 0) return undefined;
  const burst = said.number('limit-burst-multiplier', 5);
  return given({
    perSecond: perSecond > 0 ? { requests: perSecond, burst: perSecond * burst } : undefined,
    perMinute: perMinute > 0 ? { requests: perMinute, burst: perMinute * burst } : undefined,
    ...whoseLimit({ said, set }),
    status: set.number('limit-req-status-code', 503),
  });
}

function connectionLimit({ said, set }: EffectSource): EffectValue | undefined {
  const connections = said.number('limit-connections');
  return connections <= 0
    ? undefined
    : given({ connections, ...whoseLimit({ said, set }), status: set.number('limit-conn-status-code', 503) });
}

const whoseLimit = ({ said, set }: Pick<EffectSource, 'said' | 'set'>) => ({
  countedBy: set.text('limit-conn-zone-variable', '$binary_remote_addr'),
  free: items(said.text('limit-allowlist')),
});

function bandwidth({ either }: EffectSource): EffectValue | undefined {
  const rate = either.number('limit-rate');
  return rate <= 0 ? undefined : { bytesPerSecond: rate * 1024, afterBytes: either.number('limit-rate-after') * 1024 };
}

/** Text whose meaning is not known. */
const unknown = (text: string): EffectValue | undefined => (text === '' ? undefined : { unknown: text });
