import { items } from '../../../../annotation-table/list-text';
import type { EffectValue } from '../../../../table/effects';
import { type EffectRow, type LocationFacts, row } from './effect-row';
import { bytes, type EffectSource, given, limit } from './effect-source';

/**
 * How a request goes to its backend, and to which pod.
 *
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: rootfs/etc/nginx/template/nginx.tmpl, internal/ingress/defaults/main.go,
 * internal/ingress/controller/controller.go (`getBackendServers`, `createUpstreams`), and the folders of the annotations.
 */
// biome-ignore format: a table
export const BACKEND_EFFECTS: readonly EffectRow[] = [
  row('requestBodyBytes', 'location', ['proxy-body-size'], ({ either }) => limit(bytes(either.text('proxy-body-size', '1m')))),
  row('connectTimeoutSeconds', 'location', ['proxy-connect-timeout'], timeout('proxy-connect-timeout', 5)),
  row('sendTimeoutSeconds', 'location', ['proxy-send-timeout'], timeout('proxy-send-timeout', 60)),
  row('readTimeoutSeconds', 'location', ['proxy-read-timeout'], timeout('proxy-read-timeout', 60)),
  row('retries', 'location', ['proxy-next-upstream', 'proxy-next-upstream-tries', 'proxy-next-upstream-timeout', 'retry-non-idempotent'], retries),
  row('requestBuffering', 'location', ['proxy-request-buffering', 'client-body-buffer-size'], requestBuffering),
  row('responseBuffering', 'location', ['proxy-buffering', 'proxy-buffer-size', 'proxy-buffers-number', 'proxy-busy-buffers-size', 'proxy-max-temp-file-size', 'grpc-buffer-size-kb'], responseBuffering),
  row('backendHttpVersion', 'location', ['proxy-http-version'], ({ either }) => either.text('proxy-http-version', '1.1')),
  row('upstreamHost', 'location', ['upstream-vhost'], header('upstream-vhost')),
  row('connectionHeader', 'location', ['connection-proxy-header'], header('connection-proxy-header')),
  row('requestHeaders', 'location', ['x-forwarded-prefix', 'proxy-set-headers', 'proxy-add-original-uri-header', 'generate-request-id'], requestHeaders),
  row('cookies', 'location', ['proxy-cookie-domain', 'proxy-cookie-path'], cookies),
  row('locationHeader', 'location', ['proxy-redirect-from', 'proxy-redirect-to'], locationHeader),
  row('fastCgi', 'location', ['fastcgi-index', 'fastcgi-params-configmap'], fastCgi),
  row('mirror', 'location', ['mirror-target', 'mirror-host', 'mirror-request-body'], mirror),
  row('backendTls', 'backendTls', ['proxy-ssl-secret', 'proxy-ssl-verify', 'proxy-ssl-verify-depth', 'proxy-ssl-name', 'proxy-ssl-server-name', 'proxy-ssl-protocols', 'proxy-ssl-ciphers'], backendTls),
  row('backendConnections', 'everywhere', ['upstream-keepalive-connections', 'upstream-keepalive-requests', 'upstream-keepalive-timeout', 'upstream-keepalive-time'], backendConnections),
  row('loadBalancing', 'upstream', ['upstream-hash-by', 'upstream-hash-by-subset', 'upstream-hash-by-subset-size', 'load-balance'], loadBalancing),
  row('endpoints', 'upstream', ['service-upstream'], ({ either }) => (either.on('service-upstream') ? 'service' : 'pods')),
  row('affinity', 'affinity', ['affinity', 'session-cookie-name', 'session-cookie-expires', 'session-cookie-max-age', 'session-cookie-secure', 'session-cookie-path', 'session-cookie-domain', 'session-cookie-samesite', 'session-cookie-conditional-samesite-none', 'session-cookie-change-on-failure'], affinity),
  row('affinity', 'affinityMode', ['affinity-mode'], ({ said }) => (said.text('affinity-mode') === 'persistent' ? { moves: false } : undefined)),
];

/** FastCGI has directives of its own, and the template writes none of them: nginx's own default holds. */
function timeout(name: string, seconds: number): EffectRow['read'] {
  return ({ either }, { protocol }) => (protocol === 'FCGI' ? 60 : either.number(name, seconds));
}

/** FastCGI gets parameters instead of headers, and none of those that are set here. */
function header(name: string): EffectRow['read'] {
  return ({ said }, { protocol }) => (protocol === 'FCGI' ? undefined : said.text(name) || undefined);
}

/** `buildNextUpstream`. gRPC and FastCGI have directives of their own, and the template writes none of them: nginx's own default holds. */
function retries({ either, set }: EffectSource, { protocol }: LocationFacts): EffectValue {
  if (!protocol.includes('HTTP')) return { causes: ['error', 'timeout'], everyMethod: false, tries: 'unlimited', seconds: 'unlimited' };
  const when = items(either.text('proxy-next-upstream', 'error timeout'), ' ');
  const causes = when.filter((cause) => cause !== 'non_idempotent');
  return {
    causes: [...causes].sort(),
    everyMethod: causes.length < when.length || set.on('retry-non-idempotent'),
    tries: limit(either.number('proxy-next-upstream-tries', 3)),
    seconds: limit(either.number('proxy-next-upstream-timeout', 0)),
  };
}

function requestBuffering({ either }: EffectSource): EffectValue {
  return {
    whole: either.text('proxy-request-buffering', 'on') === 'on',
    memoryBytes: bytes(either.text('client-body-buffer-size', '8k')),
  };
}

function responseBuffering({ either, set }: EffectSource, { protocol }: LocationFacts): EffectValue {
  const busy = either.text('proxy-busy-buffers-size');
  const grpc = set.number('grpc-buffer-size-kb');
  return given({
    on: either.text('proxy-buffering', 'off') === 'on',
    headerBytes: bytes(either.text('proxy-buffer-size', '4k')),
    buffers: either.number('proxy-buffers-number', 4),
    busyBytes: busy === '' ? undefined : bytes(busy),
    fileBytes: bytes(either.text('proxy-max-temp-file-size', '1024m')),
    grpcBytes: grpc > 0 && protocol.startsWith('GRPC') ? grpc * 1024 : undefined,
  });
}

function requestHeaders(source: EffectSource, { rewrites, protocol }: LocationFacts): EffectValue | undefined {
  if (protocol === 'FCGI') return undefined;
  const { said, set } = source;
  return given({
    // `buildProxyPass` writes it beside a rewrite only.
    prefix: rewrites ? said.text('x-forwarded-prefix') : '',
    further: source.configMap(set.text('proxy-set-headers')),
    originalUri: set.on('proxy-add-original-uri-header') || undefined,
    requestId: set.on('generate-request-id', true),
  });
}

function cookies({ either }: EffectSource): EffectValue | undefined {
  const domain = either.text('proxy-cookie-domain', 'off');
  const path = either.text('proxy-cookie-path', 'off');
  return domain === 'off' && path === 'off' ? undefined : { domain, path };
}

/** `off` and `default` need no second text; anything else has no effect without one. */
function locationHeader({ either }: EffectSource): EffectValue | undefined {
  const from = either.text('proxy-redirect-from', 'off');
  const to = either.text('proxy-redirect-to', 'off');
  if (from === 'off') return undefined;
  if (from === 'default') return { from };
  // Nothing is written then, and nginx goes by its own default.
  return to === 'off' ? { from: 'default' } : { from, to };
}

function fastCgi(source: EffectSource, { protocol }: LocationFacts): EffectValue | undefined {
  if (protocol !== 'FCGI') return undefined;
  const { said } = source;
  // The ConfigMap is read from the namespace of the Ingress. The namespace before the slash is ignored.
  return given({
    index: said.text('fastcgi-index'),
    parameters: source.configMap(said.text('fastcgi-params-configmap').replace(/^.*\//, '')),
  });
}

function mirror({ said }: EffectSource): EffectValue | undefined {
  const target = said.text('mirror-target');
  if (target === '') return undefined;
  const host = said.text('mirror-host', /^[a-z]+:\/\/([^/:$]*)/i.exec(target)?.[1] ?? '');
  return host === '' ? undefined : { target, host, body: said.text('mirror-request-body') !== 'off' };
}

/** Without a Secret nothing is verified; the directives are not those of gRPC. */
function backendTls({ said }: EffectSource, { protocol }: LocationFacts): EffectValue | undefined {
  const secret = said.text('proxy-ssl-secret');
  if (secret === '' || protocol === 'GRPCS') return protocol === 'HTTPS' || protocol === 'GRPCS' ? { verified: false } : undefined;
  return given({
    verified: said.text('proxy-ssl-verify', 'off') === 'on',
    depth: said.number('proxy-ssl-verify-depth', 1) || 1,
    secret,
    name: said.text('proxy-ssl-name'),
    sendsName: said.text('proxy-ssl-server-name', 'off') === 'on',
    protocols: [...items(said.text('proxy-ssl-protocols', 'TLSv1.2'), ' ')].sort(),
    ciphers: said.text('proxy-ssl-ciphers', 'DEFAULT'),
  });
}

function backendConnections({ set }: EffectSource): EffectValue {
  const kept = set.number('upstream-keepalive-connections', 320);
  if (kept <= 0) return { kept: 0 };
  return {
    kept,
    requests: set.number('upstream-keepalive-requests', 10000),
    idleSeconds: set.number('upstream-keepalive-timeout', 60),
    time: set.text('upstream-keepalive-time', '1h'),
  };
}

function loadBalancing({ said, either }: EffectSource): EffectValue {
  const hashBy = said.text('upstream-hash-by');
  if (hashBy === '') return { by: either.text('load-balance') || 'round_robin' };
  const subset = said.on('upstream-hash-by-subset') ? said.number('upstream-hash-by-subset-size') || 3 : undefined;
  return given({ by: 'hash', of: hashBy, subset });
}

function affinity({ said }: EffectSource): EffectValue | undefined {
  if (said.text('affinity') !== 'cookie') return undefined;
  const seconds = (name: string): EffectValue => {
    const text = said.text(name);
    return /^-?\d+$/.test(text) ? Number(text) : text;
  };
  return given({
    cookie: said.text('session-cookie-name', 'INGRESSCOOKIE'),
    expiresSeconds: seconds('session-cookie-expires'),
    maxAgeSeconds: seconds('session-cookie-max-age'),
    path: said.text('session-cookie-path'),
    domain: said.text('session-cookie-domain'),
    sameSite: said.text('session-cookie-samesite'),
    secure: said.on('session-cookie-secure'),
    sameSiteNoneOnlyWhereUnderstood: said.on('session-cookie-conditional-samesite-none'),
    changesOnFailure: said.on('session-cookie-change-on-failure'),
  });
}
