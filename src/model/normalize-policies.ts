import { fail } from '../findings/fail';
import { isAddressOrNetwork } from './kubernetes-syntax';
import type { ClientCertificatePolicy, HostPolicies, RoutePolicies } from './neutral-route';
import { checkHeaderName, checkHostname, checkNamespace, checkObjectName } from './normalize';

/** Checks the policies of a route. Values are in the units of the model: seconds, bytes, plain text. */
export function normalizePolicies(policies: RoutePolicies, where: string): RoutePolicies {
  const { cors, basicAuth, externalAuth, rateLimit, timeouts, sessionAffinity, backendTls, responseHeaders, upstreamHost } = policies;
  if (policies.httpsRedirect !== undefined)
    checkToken('httpsRedirect', policies.httpsRedirect, /^(?:whenTls|always|never)$/, 'HttpsRedirect.WHEN_TLS, ALWAYS or NEVER', where);
  checkRanges('allowSourceRanges', policies.allowSourceRanges, where);
  checkRanges('denySourceRanges', policies.denySourceRanges, where);
  checkRanges('rateLimit.exemptSourceRanges', rateLimit?.exemptSourceRanges, where);
  if (cors !== undefined) {
    checkList('cors.allowOrigins', cors.allowOrigins, where);
    checkList('cors.allowMethods', cors.allowMethods, where);
    checkList('cors.allowHeaders', cors.allowHeaders, where);
    checkIsList('cors.exposeHeaders', cors.exposeHeaders, where);
    checkFlag('cors.allowCredentials', cors.allowCredentials, where);
    for (const origin of cors.allowOrigins ?? []) checkOrigin(origin, where);
    for (const method of cors.allowMethods ?? [])
      checkToken('cors.allowMethods', method, /^[A-Z]+$/, 'a method in capital letters, such as GET', where);
    for (const header of [...(cors.allowHeaders ?? []), ...(cors.exposeHeaders ?? [])]) if (header !== '*') checkHeaderName(header, where);
    checkWhole('cors.maxAge', cors.maxAgeSeconds, 0, 'seconds', where);
  }
  if (basicAuth !== undefined) {
    checkObjectName('Secret', basicAuth.secretName, where);
    checkToken('basicAuth.secretType', basicAuth.secretType, /^(?:file|map)$/, 'BasicAuthSecretType.FILE or MAP', where);
    if (basicAuth.realm !== undefined)
      checkToken('basicAuth.realm', basicAuth.realm, /^[^"\\\p{Cc}]+$/u, 'text without quotes, backslashes and control characters', where);
  }
  if (externalAuth !== undefined) {
    checkUrl('externalAuth.url', externalAuth.url, where);
    if (externalAuth.signInUrl !== undefined) checkUrl('externalAuth.signInUrl', externalAuth.signInUrl, where);
    if (externalAuth.method !== undefined)
      checkToken('externalAuth.method', externalAuth.method, /^[A-Z]+$/, 'a method in capital letters, such as GET', where);
    checkIsList('externalAuth.responseHeaders', externalAuth.responseHeaders, where);
    for (const header of externalAuth.responseHeaders ?? []) checkHeaderName(header, where);
  }
  if (rateLimit !== undefined) {
    checkWhole('rateLimit.requestsPerSecond', rateLimit.requestsPerSecond, 1, 'requests', where);
    checkWhole('rateLimit.requestsPerMinute', rateLimit.requestsPerMinute, 1, 'requests', where);
    checkWhole('rateLimit.burstMultiplier', rateLimit.burstMultiplier, 1, 'times the limit', where);
    checkWhole('rateLimit.connections', rateLimit.connections, 1, 'connections', where);
    if (rateLimit.requestsPerSecond === undefined && rateLimit.requestsPerMinute === undefined && rateLimit.connections === undefined)
      fail('policy/rate-limit-without-limit', where, {});
  }
  checkWhole('maxBodySize', policies.maxBodyBytes, 0, 'bytes', where);
  checkWhole('timeouts.connect', timeouts?.connectSeconds, 1, 'seconds', where);
  checkWhole('timeouts.read', timeouts?.readSeconds, 1, 'seconds', where);
  checkWhole('timeouts.send', timeouts?.sendSeconds, 1, 'seconds', where);
  if (sessionAffinity !== undefined) {
    if (sessionAffinity.cookieName !== undefined) checkHeaderName(sessionAffinity.cookieName, where);
    checkWhole('sessionAffinity.maxAge', sessionAffinity.maxAgeSeconds, 1, 'seconds', where);
    if (sessionAffinity.path !== undefined)
      checkToken(
        'sessionAffinity.path',
        sessionAffinity.path,
        /^\/[^;\s\p{Cc}]*$/u,
        'a path beginning with "/", without spaces and ";"',
        where,
      );
    checkFlag('sessionAffinity.secure', sessionAffinity.secure, where);
    if (sessionAffinity.sameSite !== undefined)
      checkToken('sessionAffinity.sameSite', sessionAffinity.sameSite, /^(?:Lax|Strict|None)$/, 'SameSite.LAX, STRICT or NONE', where);
    if (sessionAffinity.mode !== undefined)
      checkToken('sessionAffinity.mode', sessionAffinity.mode, /^(?:balanced|persistent)$/, 'AffinityMode.BALANCED or PERSISTENT', where);
    if (sessionAffinity.sameSite === 'None' && sessionAffinity.secure === false) fail('policy/same-site-none-needs-secure', where, {});
  }
  if (policies.backendProtocol !== undefined)
    checkToken(
      'backendProtocol',
      policies.backendProtocol,
      /^(?:HTTPS?|AUTO_HTTP|GRPCS?|FCGI)$/,
      'BackendProtocol.HTTP, HTTPS, AUTO_HTTP, GRPC, GRPCS or FCGI',
      where,
    );
  if (backendTls !== undefined) {
    checkFlag('backendTls.verify', backendTls.verify, where);
    if (backendTls.secretName !== undefined) checkObjectName('Secret', backendTls.secretName, where);
    if (backendTls.secretNamespace !== undefined) checkNamespace(backendTls.secretNamespace, where);
    if (backendTls.verify === true && backendTls.secretName === undefined)
      fail('policy/verify-without-ca', where, { option: 'backendTls' });
    checkWhole('backendTls.verifyDepth', backendTls.verifyDepth, 1, 'certificates', where);
    if (backendTls.serverName !== undefined) checkHostname(backendTls.serverName, where);
    if (policies.backendProtocol !== undefined && !['HTTPS', 'GRPCS', 'AUTO_HTTP'].includes(policies.backendProtocol))
      fail('policy/backend-tls-without-tls', where, { protocol: policies.backendProtocol });
    if (policies.backendProtocol === undefined) fail('policy/backend-tls-without-tls', where, { protocol: 'HTTP' });
  }
  for (const [name, value] of Object.entries(responseHeaders ?? {})) {
    checkHeaderName(name, where);
    checkToken(`responseHeaders["${name}"]`, value, /^[^\p{Cc}]+$/u, 'text without control characters', where);
  }
  if (upstreamHost !== undefined) checkHostname(upstreamHost, where);
  return policies;
}

/** Checks the policies of whole hosts. */
export function normalizeHostPolicies(policies: HostPolicies, where: string): HostPolicies {
  checkList('hostAliases', policies.aliases, where);
  for (const alias of policies.aliases ?? []) checkHostname(alias, where);
  if (policies.appRoot !== undefined) {
    if (typeof policies.appRoot !== 'string') fail('route/path-not-text', where, { path: policies.appRoot });
    if (!policies.appRoot.startsWith('/')) fail('route/path-without-slash', where, { path: policies.appRoot });
    if (policies.appRoot === '/') fail('policy/app-root-loop', where, {});
    checkToken('appRoot', policies.appRoot, /^[^\s\p{Cc}$]+$/u, 'a path without spaces and "$"', where);
  }
  if (policies.clientCertificates !== undefined) checkClientCertificates(policies.clientCertificates, where);
  return policies;
}

function checkClientCertificates(policy: ClientCertificatePolicy, where: string): void {
  checkObjectName('Secret', policy.secretName, where);
  if (policy.secretNamespace !== undefined) checkNamespace(policy.secretNamespace, where);
  checkToken(
    'clientCertificates.verify',
    policy.verify,
    /^(?:on|off|optional|optional_no_ca)$/,
    'ClientCertificateVerification.ON, OFF, OPTIONAL or OPTIONAL_NO_CA',
    where,
  );
  checkFlag('clientCertificates.passToBackend', policy.passToBackend, where);
  checkWhole('clientCertificates.verifyDepth', policy.verifyDepth, 1, 'certificates', where);
  if (policy.errorPage !== undefined) checkUrl('clientCertificates.errorPage', policy.errorPage, where);
}

function checkRanges(option: string, ranges: readonly string[] | undefined, where: string): void {
  checkList(option, ranges, where);
  for (const range of ranges ?? []) {
    if (typeof range !== 'string' || !isAddressOrNetwork(range))
      fail('policy/not-an-address-range', where, { option, range: String(range) });
  }
}

function checkIsList(option: string, list: readonly string[] | undefined, where: string): void {
  if (list !== undefined && !Array.isArray(list))
    fail('policy/value-not-accepted', where, { option, value: String(list), accepts: `a list: [${JSON.stringify(list)}]` });
}

function checkFlag(option: string, value: boolean | undefined, where: string): void {
  if (value !== undefined && typeof value !== 'boolean')
    fail('policy/value-not-accepted', where, { option, value: String(value), accepts: 'true or false' });
}

function checkList(option: string, list: readonly string[] | undefined, where: string): void {
  checkIsList(option, list, where);
  if (list !== undefined && list.length === 0) fail('policy/empty-list', where, { option });
}

const UNITS: { readonly [unit: string]: string } = {
  seconds: 'a Duration such as Duration.seconds(30)',
  bytes: 'a Size such as Size.mebibytes(8)',
};

function checkWhole(option: string, value: number | undefined, least: number, unit: string, where: string): void {
  if (value !== undefined && typeof value !== 'number')
    fail('policy/value-not-accepted', where, { option, value: String(value), accepts: UNITS[unit] ?? 'a number' });
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= least && value <= 2 ** 31 - 1 + (unit === 'bytes' ? 2 ** 52 : 0)))
    fail('policy/not-a-whole-number', where, { option, value, least, unit });
}

function checkToken(option: string, value: string, pattern: RegExp, accepts: string, where: string): void {
  if (typeof value !== 'string' || !pattern.test(value))
    fail('policy/value-not-accepted', where, { option, value: String(value), accepts });
}

function checkUrl(option: string, url: string, where: string): void {
  checkToken(option, url, /^https?:\/\/[^\s\p{Cc}"'<>\\]+$/u, 'an http or https URL', where);
}

function checkOrigin(origin: string, where: string): void {
  checkToken(
    'cors.allowOrigins',
    origin,
    /^(?:\*|null|[a-z][a-z0-9+.-]*:\/\/(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?)$/,
    '"*", or scheme and host such as "https://app.example.com" or "https://*.example.com"',
    where,
  );
}
