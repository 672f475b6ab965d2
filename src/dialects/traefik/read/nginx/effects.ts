import type { Effect, EffectName, EffectValue } from '../../../../table/effects';
import type { StaticOptions } from '../options';
import type { NginxConfig } from './config';

/** What is known when effects are read. */
interface Source {
  readonly config: NginxConfig;
  readonly namespace: string;
  /** An option of the provider. */
  readonly option: (name: string, otherwise: number | string) => string;
  readonly isOn: (name: string) => boolean;
}

interface EffectRow {
  readonly effect: EffectName;
  /** All annotations that `read` reads. The first that is set is the origin. */
  readonly from: readonly string[];
  /** Nothing where the effect does not take place. */
  readonly read: (source: Source) => EffectValue | undefined;
}

const row = (effect: EffectName, from: readonly string[], read: EffectRow['read']): EffectRow => ({ effect, from, read });

/**
 * What Traefik does of what the annotations of ingress-nginx ask for, beyond what steps say, in the form in which the other controller's
 * effects are. What is not here is lost: `denylist-source-range`, `limit-rate`, `satisfy`, `mirror-*`, `proxy-cookie-*`, ModSecurity (an
 * error in the log), session affinity by anything but cookies, and all that only the config map says.
 *
 * Source: traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/middleware.go, build.go (`buildServersTransport`), translator.go
 * (`buildSticky`), kubernetes.go (`SetDefaults`).
 */
// biome-ignore format: a table
const ROWS: readonly EffectRow[] = [
  row('basicAuth', ['auth-type', 'auth-secret', 'auth-secret-type', 'auth-realm'], basicAuth),
  row('externalAuth', ['auth-url', 'auth-signin', 'auth-method', 'auth-response-headers', 'auth-snippet', 'enable-global-auth'], externalAuth),
  row('clientCertificates', ['auth-tls-secret', 'auth-tls-verify-client', 'auth-tls-pass-certificate-to-upstream'], clientCertificates),
  row('rateLimit', ['limit-rps', 'limit-rpm', 'limit-burst-multiplier'], rateLimit),
  row('connectionLimit', ['limit-connections'], ({ config }) => ((config.number('limit-connections') ?? 0) > 0 ? { connections: config.number('limit-connections') as number, countedBy: '$binary_remote_addr', status: 429 } : undefined)),
  row('requestBodyBytes', ['proxy-body-size', 'proxy-request-buffering'], requestBodyBytes),
  row('requestBuffering', ['proxy-request-buffering', 'client-body-buffer-size'], (source) => buffers(source, 'request')),
  row('responseBuffering', ['proxy-buffering', 'proxy-buffer-size', 'proxy-buffers-number', 'proxy-max-temp-file-size'], (source) => buffers(source, 'response')),
  row('cors', ['enable-cors', 'cors-allow-origin', 'cors-allow-methods', 'cors-allow-headers', 'cors-expose-headers', 'cors-allow-credentials', 'cors-max-age'], cors),
  row('responseHeaders', ['custom-headers'], ({ config }) => (config.text('custom-headers') === undefined ? undefined : { set: config.text('custom-headers') as string })),
  row('upstreamHost', ['upstream-vhost'], ({ config }) => config.text('upstream-vhost')),
  row('requestHeaders', ['x-forwarded-prefix', 'rewrite-target'], ({ config }) => (config.some('rewrite-target') === undefined || config.some('x-forwarded-prefix') === undefined ? undefined : { prefix: config.text('x-forwarded-prefix') as string })),
  row('customErrors', ['custom-http-errors', 'default-backend'], errorPages),
  row('standIn', ['default-backend'], ({ config, namespace }) => (config.some('default-backend') === undefined ? undefined : `${namespace}/${config.text('default-backend')}`)),
  row('accessLog', ['enable-access-log'], ({ config }) => (config.text('enable-access-log') === undefined ? undefined : config.isOn('enable-access-log', true))),
  row('affinity', ['affinity', 'session-cookie-name', 'session-cookie-expires', 'session-cookie-max-age', 'session-cookie-path', 'session-cookie-domain', 'session-cookie-samesite', 'session-cookie-secure'], affinity),
  row('loadBalancing', ['upstream-hash-by'], ({ config }) => (config.some('upstream-hash-by') === undefined ? { by: 'round_robin' } : { by: 'hash', of: config.text('upstream-hash-by') as string })),
  row('backendTls', ['proxy-ssl-secret', 'proxy-ssl-verify', 'proxy-ssl-name', 'proxy-ssl-server-name', 'backend-protocol'], backendTls),
  row('backendHttpVersion', ['proxy-http-version'], ({ config }) => (config.text('proxy-http-version') === '1.1' ? '1.1' : undefined)),
  row('connectTimeoutSeconds', ['proxy-connect-timeout'], seconds('proxy-connect-timeout')),
  row('readTimeoutSeconds', ['proxy-read-timeout'], seconds('proxy-read-timeout')),
  row('sendTimeoutSeconds', ['proxy-send-timeout'], seconds('proxy-send-timeout')),
  row('retries', ['proxy-next-upstream', 'proxy-next-upstream-tries', 'proxy-next-upstream-timeout'], retries),
  row('endpoints', ['service-upstream'], ({ config }) => (config.isOn('service-upstream', false) ? 'address of the Service' : undefined)),
];

function sourceOf(config: NginxConfig, namespace: string, options: StaticOptions): Source {
  const name = (option: string) => `providers.kubernetesingressnginx.${option}`;
  return {
    config,
    namespace,
    option: (option, otherwise) => options.text(name(option)) ?? String(otherwise),
    isOn: (option) => options.isOn(name(option), false),
  };
}

/** The largest body of a request that is let in; undefined if there is no limit. */
export const requestBodyLimit = (config: NginxConfig, options: StaticOptions): number | undefined =>
  requestBodyBytes(sourceOf(config, '', options));

/** The effects of all routes of an Ingress. */
export function nginxEffects(config: NginxConfig, namespace: string, options: StaticOptions): readonly Effect[] {
  const source = sourceOf(config, namespace, options);
  return ROWS.flatMap(({ effect, from, read }) => {
    const value = read(source);
    if (value === undefined) return [];
    const said = from.find((one) => config.text(one) !== undefined);
    return [
      { effect, value, origin: config.origin(said ?? (from[0] as string)), ...(said === undefined ? { byDefault: true } : {}) } as const,
    ];
  });
}

/** Without what says nothing. */
function given(members: { readonly [name: string]: EffectValue | undefined }): EffectValue {
  const kept = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as EffectValue;
}

function basicAuth({ config, namespace }: Source): EffectValue | undefined {
  if (config.text('auth-type') === undefined) return undefined;
  const secret = config.text('auth-secret') ?? '';
  return given({
    type: config.text('auth-type'),
    secret: secret.includes('/') ? secret : `${namespace}/${secret}`,
    secretType: config.text('auth-secret-type') ?? 'auth-file',
    realm: config.text('auth-realm'),
  });
}

function externalAuth({ config, option }: Source): EffectValue | undefined {
  const own = config.some('auth-url');
  const everywhere = config.isOn('enable-global-auth', true) ? option('globalauthurl', '') : '';
  if (own === undefined && everywhere === '') return undefined;
  const snippet = config.some('auth-snippet');
  return given({
    method: config.some('auth-method') ?? 'GET',
    signIn: config.text('auth-signin'),
    responseHeaders: (config.list('auth-response-headers') ?? []).filter((one) => one !== ''),
    snippet: snippet === undefined ? undefined : { unknown: snippet },
  });
}

/** Of the chain of certificates any length is let in. */
function clientCertificates({ config }: Source): EffectValue | undefined {
  if (config.text('auth-tls-secret') === undefined) return undefined;
  return given({
    secret: config.text('auth-tls-secret'),
    verify: config.text('auth-tls-verify-client') ?? 'on',
    passedOn: config.isOn('auth-tls-pass-certificate-to-upstream', false),
  });
}

function rateLimit({ config }: Source): EffectValue | undefined {
  const perSecond = config.number('limit-rps') ?? 0;
  const perMinute = config.number('limit-rpm') ?? 0;
  if (perSecond <= 0 && perMinute <= 0) return undefined;
  const said = config.number('limit-burst-multiplier') ?? 5;
  const burst = said < 1 ? 5 : said;
  return given({
    perSecond: perSecond > 0 ? { requests: perSecond, burst: perSecond * burst } : undefined,
    perMinute: perMinute > 0 ? { requests: perMinute, burst: perMinute * burst } : undefined,
    countedBy: '$binary_remote_addr',
    status: 429,
  });
}

const isBuffered = ({ config, isOn }: Source, what: 'request' | 'response'): boolean => {
  const said = config.text(what === 'request' ? 'proxy-request-buffering' : 'proxy-buffering');
  return said === undefined ? isOn(what === 'request' ? 'proxyrequestbuffering' : 'proxybuffering') : said === 'on';
};

const buffers = (source: Source, what: 'request' | 'response'): EffectValue | undefined => (isBuffered(source, what) ? 'on' : 'off');

/** Only a buffered request has a limit, and requests are not buffered unless somebody asks for that. */
function requestBodyBytes(source: Source): number | undefined {
  if (!isBuffered(source, 'request')) return undefined;
  return bytes(source.config.some('proxy-body-size')) ?? Number(source.option('proxybodysize', 1024 * 1024));
}

const UNITS: { readonly [unit: string]: number } = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

function bytes(size: string | undefined): number | undefined {
  const found = /^\s*(\d+)\s*([bkmg]?)\s*$/i.exec(size ?? '');
  return found === null ? undefined : Number(found[1]) * (UNITS[(found[2] ?? '').toLowerCase()] as number);
}

const CORS_HEADERS = 'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization';

function cors({ config }: Source): EffectValue | undefined {
  if (!config.isOn('enable-cors', false)) return undefined;
  const origins = config.list('cors-allow-origin') ?? ['*'];
  return given({
    origins: origins.includes('*') ? ['*'] : origins,
    methods: config.text('cors-allow-methods') ?? 'GET, PUT, POST, DELETE, PATCH, OPTIONS',
    headers: config.text('cors-allow-headers') ?? CORS_HEADERS,
    exposedHeaders: config.text('cors-expose-headers'),
    credentials: config.isOn('cors-allow-credentials', true),
    maxAgeSeconds: config.number('cors-max-age') ?? 1728000,
  });
}

/** Only a backend of its own, or that of the provider, has pages. */
function errorPages({ config, namespace, option }: Source): EffectValue | undefined {
  const statuses =
    config.list('custom-http-errors') ??
    option('customhttperrors', '')
      .split(',')
      .filter((one) => one !== '');
  const backend = config.some('default-backend');
  const everywhere = option('defaultbackendservice', '');
  if (statuses.length === 0 || (backend === undefined && everywhere === '')) return undefined;
  return given({
    statuses: statuses.map(Number).sort(),
    backend: backend === undefined ? everywhere : `${namespace}/${backend}`,
    ofBackendToo: true,
  });
}

function affinity({ config }: Source): EffectValue | undefined {
  if (config.text('affinity') !== 'cookie') return undefined;
  return given({
    cookie: config.text('session-cookie-name') ?? 'INGRESSCOOKIE',
    expiresSeconds: config.number('session-cookie-expires'),
    maxAgeSeconds: config.number('session-cookie-max-age'),
    path: config.text('session-cookie-path'),
    domain: config.text('session-cookie-domain'),
    sameSite: config.text('session-cookie-samesite'),
    secure: config.isOn('session-cookie-secure', false),
  });
}

function backendTls({ config }: Source): EffectValue | undefined {
  if (!/^(?:https|grpcs)$/i.test(config.text('backend-protocol') ?? '')) return undefined;
  return given({
    verified: config.text('proxy-ssl-verify')?.toLowerCase() === 'on',
    secret: config.some('proxy-ssl-secret'),
    name: config.text('proxy-ssl-name') ?? config.text('proxy-ssl-server-name'),
  });
}

function seconds(name: string): EffectRow['read'] {
  return ({ config, option }) => config.number(name) ?? Number(option(name.replaceAll('-', ''), 60));
}

function retries({ config, option }: Source): EffectValue | undefined {
  const on = (config.some('proxy-next-upstream') ?? option('proxynextupstream', 'error timeout')).split(/\s+/);
  const tries = config.number('proxy-next-upstream-tries') ?? Number(option('proxynextupstreamtries', 3));
  if (tries < 0 || on.includes('off')) return undefined;
  return given({ on, tries, seconds: config.number('proxy-next-upstream-timeout') ?? Number(option('proxynextupstreamtimeout', 0)) });
}
