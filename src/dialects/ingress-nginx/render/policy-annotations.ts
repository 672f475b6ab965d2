import type {
  Annotations,
  BackendProtocolName,
  HostPolicies,
  LoadBalancingName,
  RoutePolicies,
  TlsCipherName,
} from '../../../model/neutral-route';

/**
 * Policies of routes and hosts as annotations, without the prefix. One block for each policy, in the order of the model.
 * `../annotations.ts` describes each annotation and its values, with sources.
 */
export interface AnnotationContext {
  /** Namespace of the routes, empty if it is not known: some annotations name a Secret or config map as `namespace/name`. */
  readonly namespace: string;
  /** Whether the host reads paths as regular expressions, so that a path cannot serve as the path of a cookie. */
  readonly regexHost: boolean;
  /** Name of the config map that holds the response headers. */
  readonly headersConfigMap?: string;
}

type MutableAnnotations = { [name: string]: string };

export function policyAnnotations(policies: RoutePolicies, context: AnnotationContext): Annotations {
  const out: MutableAnnotations = {};
  if (policies.httpsRedirect === 'always') out['force-ssl-redirect'] = 'true';
  if (policies.httpsRedirect === 'whenTls') out['ssl-redirect'] = 'true';
  if (policies.httpsRedirect === 'never') out['ssl-redirect'] = 'false';
  cors(policies, out);
  authentication(policies, out);
  if (policies.allowSourceRanges !== undefined) out['allowlist-source-range'] = policies.allowSourceRanges.join(',');
  if (policies.denySourceRanges !== undefined) out['denylist-source-range'] = policies.denySourceRanges.join(',');
  firewall(policies, out);
  limits(policies, out);
  failures(policies, out);
  balancing(policies, out);
  affinity(policies, context, out);
  backend(policies, context, out);
  mirror(policies, context, out);
  if (context.headersConfigMap !== undefined) refer(out, 'custom-headers', context.namespace, context.headersConfigMap);
  return out;
}

/** Without a namespace no correct value exists; `check-routes.ts` reports that. */
function refer(out: MutableAnnotations, annotation: string, namespace: string, name: string): void {
  if (namespace !== '') out[annotation] = `${namespace}/${name}`;
}

function cors({ cors }: RoutePolicies, out: MutableAnnotations): void {
  if (cors === undefined) return;
  out['enable-cors'] = 'true';
  if (cors.allowOrigins !== undefined) out['cors-allow-origin'] = cors.allowOrigins.join(', ');
  if (cors.allowMethods !== undefined) out['cors-allow-methods'] = cors.allowMethods.join(', ');
  if (cors.allowHeaders !== undefined) out['cors-allow-headers'] = cors.allowHeaders.join(', ');
  if (cors.exposeHeaders !== undefined && cors.exposeHeaders.length > 0) out['cors-expose-headers'] = cors.exposeHeaders.join(', ');
  if (cors.allowCredentials !== undefined) out['cors-allow-credentials'] = String(cors.allowCredentials);
  if (cors.maxAgeSeconds !== undefined) out['cors-max-age'] = String(cors.maxAgeSeconds);
}

function authentication({ basicAuth, externalAuth }: RoutePolicies, out: MutableAnnotations): void {
  if (basicAuth !== undefined) {
    out['auth-type'] = 'basic';
    out['auth-secret'] = basicAuth.secretName;
    if (basicAuth.secretType === 'map') out['auth-secret-type'] = 'auth-map';
    if (basicAuth.realm !== undefined) out['auth-realm'] = basicAuth.realm;
  }
  if (externalAuth !== undefined) {
    out['auth-url'] = externalAuth.url;
    if (externalAuth.method !== undefined) out['auth-method'] = externalAuth.method;
    if (externalAuth.signInUrl !== undefined) out['auth-signin'] = externalAuth.signInUrl;
    if (externalAuth.responseHeaders !== undefined && externalAuth.responseHeaders.length > 0)
      out['auth-response-headers'] = externalAuth.responseHeaders.join(',');
  }
}

function firewall({ waf }: RoutePolicies, out: MutableAnnotations): void {
  if (waf === undefined) return;
  out['enable-modsecurity'] = 'true';
  if (waf.owaspCoreRules !== undefined) out['enable-owasp-core-rules'] = String(waf.owaspCoreRules);
}

function limits({ rateLimit, maxBodyBytes, timeouts }: RoutePolicies, out: MutableAnnotations): void {
  if (rateLimit?.requestsPerSecond !== undefined) out['limit-rps'] = String(rateLimit.requestsPerSecond);
  if (rateLimit?.requestsPerMinute !== undefined) out['limit-rpm'] = String(rateLimit.requestsPerMinute);
  if (rateLimit?.burstMultiplier !== undefined) out['limit-burst-multiplier'] = String(rateLimit.burstMultiplier);
  if (rateLimit?.connections !== undefined) out['limit-connections'] = String(rateLimit.connections);
  if (rateLimit?.exemptSourceRanges !== undefined) out['limit-allowlist'] = rateLimit.exemptSourceRanges.join(',');
  if (maxBodyBytes !== undefined) out['proxy-body-size'] = sizeText(maxBodyBytes);
  if (timeouts?.connectSeconds !== undefined) out['proxy-connect-timeout'] = String(timeouts.connectSeconds);
  if (timeouts?.readSeconds !== undefined) out['proxy-read-timeout'] = String(timeouts.readSeconds);
  if (timeouts?.sendSeconds !== undefined) out['proxy-send-timeout'] = String(timeouts.sendSeconds);
}

/** nginx knows k, m and g, all powers of 1024. */
export function sizeText(bytes: number): string {
  for (const [unit, factor] of [
    ['g', 1024 ** 3],
    ['m', 1024 ** 2],
    ['k', 1024],
  ] as const) {
    if (bytes > 0 && bytes % factor === 0) return `${bytes / factor}${unit}`;
  }
  return String(bytes);
}

/** Statuses for which `proxy-next-upstream` has a value. Other statuses are not written; `check-policies.ts` reports them. */
export const RETRIED_STATUSES: readonly number[] = [403, 404, 429, 500, 502, 503, 504];

function failures({ retries, customErrors }: RoutePolicies, out: MutableAnnotations): void {
  if (retries !== undefined) {
    // Written in full, because the config map of the controller may have other values.
    const statuses = (retries.statuses ?? []).filter((status) => RETRIED_STATUSES.includes(status));
    out['proxy-next-upstream'] = ['error', 'timeout', ...statuses.map((status) => `http_${status}`)].join(' ');
    out['proxy-next-upstream-tries'] = String(retries.attempts + 1);
    if (retries.totalTimeoutSeconds !== undefined) out['proxy-next-upstream-timeout'] = String(retries.totalTimeoutSeconds);
  }
  if (customErrors !== undefined) {
    out['custom-http-errors'] = customErrors.statuses.join(',');
    out['default-backend'] = customErrors.service.name;
  }
}

const ALGORITHMS: { readonly [A in LoadBalancingName]?: string } = { roundRobin: 'round_robin', leastTime: 'ewma' };

function balancing({ loadBalancing }: RoutePolicies, out: MutableAnnotations): void {
  if (loadBalancing === undefined) return;
  const { algorithm, hashHeader, hashCookie } = loadBalancing;
  const named = algorithm === undefined ? undefined : ALGORITHMS[algorithm];
  if (named !== undefined) out['load-balance'] = named;
  if (algorithm === 'clientAddress') out['upstream-hash-by'] = '$remote_addr';
  if (hashHeader !== undefined) out['upstream-hash-by'] = `$http_${hashHeader.toLowerCase().replaceAll('-', '_')}`;
  if (hashCookie !== undefined) out['upstream-hash-by'] = `$cookie_${hashCookie}`;
}

const MIRROR_SCHEMES: { readonly [P in BackendProtocolName]?: string } = { HTTPS: 'https', AUTO_HTTP: '$scheme' };

/**
 * nginx resolves the name for each copy, without search domains. It sends the path in the target; without `$request_uri` that would be
 * the path of the location for copies. Without a Host header it would send the name of the Service. `check-policies.ts` reports a port
 * that is given by name.
 */
function mirror({ mirror, backendProtocol = 'HTTP' }: RoutePolicies, { namespace }: AnnotationContext, out: MutableAnnotations): void {
  if (mirror === undefined || namespace === '') return;
  const { name, port } = mirror.service;
  if (typeof port === 'string') return;
  out['mirror-target'] = `${MIRROR_SCHEMES[backendProtocol] ?? 'http'}://${name}.${namespace}.svc.cluster.local:${port}$request_uri`;
  out['mirror-host'] = '$http_host';
}

function affinity({ sessionAffinity }: RoutePolicies, { regexHost }: AnnotationContext, out: MutableAnnotations): void {
  if (sessionAffinity === undefined) return;
  out.affinity = 'cookie';
  if (sessionAffinity.mode !== undefined) out['affinity-mode'] = sessionAffinity.mode;
  if (sessionAffinity.cookieName !== undefined) out['session-cookie-name'] = sessionAffinity.cookieName;
  if (sessionAffinity.maxAgeSeconds !== undefined) {
    out['session-cookie-max-age'] = String(sessionAffinity.maxAgeSeconds);
    out['session-cookie-expires'] = String(sessionAffinity.maxAgeSeconds);
  }
  const path = sessionAffinity.path ?? (regexHost ? '/' : undefined);
  if (path !== undefined) out['session-cookie-path'] = path;
  if (sessionAffinity.secure !== undefined) out['session-cookie-secure'] = String(sessionAffinity.secure);
  if (sessionAffinity.sameSite !== undefined) out['session-cookie-samesite'] = sessionAffinity.sameSite;
}

const PROTOCOLS: { readonly [P in BackendProtocolName]: string | undefined } = {
  HTTP: 'HTTP',
  HTTPS: 'HTTPS',
  AUTO_HTTP: 'AUTO_HTTP',
  GRPC: 'GRPC',
  GRPCS: 'GRPCS',
  FCGI: 'FCGI',
  HTTP2: undefined,
  WEBSOCKET: 'HTTP',
};

function backend(
  { backendProtocol, backendTls, upstreamHost }: RoutePolicies,
  { namespace }: AnnotationContext,
  out: MutableAnnotations,
): void {
  const protocol = backendProtocol === undefined ? undefined : PROTOCOLS[backendProtocol];
  if (protocol !== undefined) out['backend-protocol'] = protocol;
  // Without a Secret the controller ignores all of it; `check-backend-tls.ts` reports that.
  if (backendTls?.secretName !== undefined) {
    refer(out, 'proxy-ssl-secret', backendTls.secretNamespace ?? namespace, backendTls.secretName);
    if (backendTls.verify !== undefined) out['proxy-ssl-verify'] = backendTls.verify ? 'on' : 'off';
    if (backendTls.verifyDepth !== undefined) out['proxy-ssl-verify-depth'] = String(backendTls.verifyDepth);
    if (backendTls.serverName !== undefined) {
      out['proxy-ssl-name'] = backendTls.serverName;
      out['proxy-ssl-server-name'] = 'on';
    }
  }
  if (upstreamHost !== undefined) out['upstream-vhost'] = upstreamHost;
}

/** The names of OpenSSL. */
const CIPHERS: { readonly [C in TlsCipherName]: string } = {
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: 'ECDHE-ECDSA-AES256-GCM-SHA384',
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-ECDSA-CHACHA20-POLY1305',
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 'ECDHE-RSA-AES128-GCM-SHA256',
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: 'ECDHE-RSA-AES256-GCM-SHA384',
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-RSA-CHACHA20-POLY1305',
};

/** Settings of a whole host: the controller takes them from the first Ingress of the host that has them. */
export function hostAnnotations({ aliases, appRoot, clientCertificates, tlsPolicy }: HostPolicies, namespace: string): Annotations {
  const out: MutableAnnotations = {};
  if (aliases !== undefined && aliases.length > 0) out['server-alias'] = aliases.join(',');
  if (appRoot !== undefined) out['app-root'] = appRoot;
  if (tlsPolicy?.ciphers !== undefined) out['ssl-ciphers'] = tlsPolicy.ciphers.map((cipher) => CIPHERS[cipher]).join(':');
  if (clientCertificates !== undefined) {
    refer(out, 'auth-tls-secret', clientCertificates.secretNamespace ?? namespace, clientCertificates.secretName);
    out['auth-tls-verify-client'] = clientCertificates.verify;
    if (clientCertificates.verifyDepth !== undefined) out['auth-tls-verify-depth'] = String(clientCertificates.verifyDepth);
    if (clientCertificates.errorPage !== undefined) out['auth-tls-error-page'] = clientCertificates.errorPage;
    if (clientCertificates.passToBackend !== undefined)
      out['auth-tls-pass-certificate-to-upstream'] = String(clientCertificates.passToBackend);
  }
  return out;
}

/** The first of these policies that needs the namespace of the routes as text. */
export function needsNamespace({ responseHeaders, backendTls, mirror }: RoutePolicies): string | undefined {
  if (responseHeaders?.set !== undefined) return 'responseHeaders';
  if (backendTls?.secretName !== undefined && backendTls.secretNamespace === undefined) return 'backendTls';
  return mirror === undefined ? undefined : 'mirror';
}
