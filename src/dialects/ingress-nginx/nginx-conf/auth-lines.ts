import { items } from '../../../annotation-table/list-text';
import { isByteSize, type Line, type LocationFacts, line, made, quoted } from './line';
import type { Values } from './settings-values';

// What the controller writes for an authentication service: a location that calls it, and one that redirects clients to sign in.
// Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl,
// internal/ingress/controller/template/template.go, internal/ingress/annotations/authreq/main.go.

type LocationLine = Line<LocationFacts>;

/** `shouldApplyAuthUpstream`: connections are kept only without HTTP/2. */
export const keeps = (values: Values, { globalAuth, authUrl }: LocationFacts): boolean =>
  !globalAuth && Number(values.annotation('auth-keepalive')) > 0 && !values.on('use-http2') && !/^[^/]*\/\/[^/]*\$/.test(authUrl);

/**
 * A setting of the authentication service is an annotation, or an option if the config map names the service. The controller ignores
 * options that are not a method, URL or duration.
 */
export function ofAuth(values: Values, { globalAuth }: LocationFacts, name: string): string {
  if (!globalAuth) return values.annotation(name);
  const text = values.option(`global-${name}`);
  return OPTION_CHECKS[name]?.(text) === false ? '' : text;
}

const OPTION_CHECKS: { readonly [name: string]: (text: string) => boolean } = {
  'auth-method': (text) => /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|CONNECT|OPTIONS|TRACE)$/.test(text),
  'auth-signin': isUrl,
  'auth-cache-duration': areDurations,
};

const authNames = (...names: readonly string[]): readonly string[] => names.flatMap((name) => [name, `global-${name}`]);

/** Lines of the location that calls the authentication service. */
export const AUTH_LINES: readonly LocationLine[] = [
  line(
    'internal; access_log off; proxy_intercept_errors off; proxy_pass_request_body off; proxy_ssl_server_name on; proxy_pass_request_headers on;',
  ),
  made(
    authNames('auth-cache-key'),
    (values, facts) =>
      `set $tmp_cache_key '${ofAuth(values, facts, 'auth-cache-key')}'; set $cache_key ''; rewrite_by_lua_file f; proxy_cache auth_cache; proxy_cache_key "$cache_key";`,
    cached,
  ),
  made(authNames('auth-cache-duration'), (values, facts) => durations(ofAuth(values, facts, 'auth-cache-duration')), cached),
  made(
    authNames('auth-method'),
    (values, facts) => `proxy_method ${ofAuth(values, facts, 'auth-method')};`,
    (values, facts) => ofAuth(values, facts, 'auth-method') !== '',
  ),
  made(
    authNames('auth-url'),
    (_, { authUrl }) => `proxy_set_header Host ${/^[^/]*\/\/(?:[^/?@]*@)?(\[[^\]]*\]|[^/:?]*)/.exec(authUrl)?.[1] ?? ''};`,
  ),
  made(
    authNames('auth-request-redirect'),
    (values, facts) => `proxy_set_header X-Auth-Request-Redirect ${ofAuth(values, facts, 'auth-request-redirect') || '$request_uri'};`,
  ),
  line('proxy_buffering {proxy-buffering};', (values, facts) => !cached(values, facts)),
  line('proxy_buffering "on";', cached),
  line('proxy_buffer_size {proxy-buffer-size};'),
  line('proxy_buffers {proxy-buffers-number} {proxy-buffer-size};'),
  line('proxy_busy_buffers_size {proxy-busy-buffers-size};', (values) => values.text('proxy-busy-buffers-size') !== ''),
  line('proxy_request_buffering {proxy-request-buffering}; proxy_http_version {proxy-http-version};'),
  line('client_max_body_size {proxy-body-size};', (values) => isByteSize(values.text('proxy-body-size'), true)),
  line('client_body_buffer_size {a:client-body-buffer-size};', (values) => isByteSize(values.annotation('client-body-buffer-size'), false)),
  made(['auth-proxy-set-headers'], (_, { maps }) =>
    Object.entries(maps.authHeaders)
      .map(([name, value]) => `proxy_set_header ${quoted(name)} ${quoted(value)};`)
      .join('\n'),
  ),
  made(authNames('auth-snippet'), (values, facts) =>
    facts.globalAuth || values.option('allow-snippet-annotations') === 'true' ? ofAuth(values, facts, 'auth-snippet') : '',
  ),
  made(authNames('auth-url'), (values, facts) =>
    keeps(values, facts)
      ? `set $target ${facts.authUrl}; proxy_pass $target;`
      : `set $target ${quoted(facts.authUrl)}; proxy_pass $target;`,
  ),
];

/** Lines of the location that redirects clients to sign in. */
export const SIGNIN_LINES: readonly LocationLine[] = [
  line('internal; add_header Set-Cookie $auth_cookie;'),
  made(
    [...authNames('auth-signin'), ...authNames('auth-signin-redirect-param')],
    (values, facts) =>
      `return 302 ${signIn(ofAuth(values, facts, 'auth-signin'), ofAuth(values, facts, 'auth-signin-redirect-param') || 'rd')};`,
  ),
];

export const signsIn = (values: Values, facts: LocationFacts): boolean =>
  !facts.denied && facts.authUrl !== '' && ofAuth(values, facts, 'auth-signin') !== '';

function cached(values: Values, facts: LocationFacts): boolean {
  return ofAuth(values, facts, 'auth-cache-key') !== '';
}

/** `ParseStringToCacheDurations`: without one the default of the controller applies. */
function durations(text: string): string {
  const all = items(text);
  return (all.length === 0 ? ['200 202 401 5m'] : all).map((one) => `proxy_cache_valid ${one};`).join(' ');
}

export function areDurations(text: string): boolean {
  return items(text).every(isCacheDuration);
}

/** `ValidCacheDuration`: a time, and no status behind it; words that are neither count for nothing. */
export function isCacheDuration(text: string): boolean {
  const words = text.split(' ');
  const time = words.findIndex((word) => /^\d+(?:ms|[smhdwMy])$/.test(word));
  return time >= 0 && !words.slice(time).some((word) => /^\d{3}$/.test(word));
}

/** `StringToURL`: a scheme and a host that Go reads. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/(?![^/?#]*\.\.)(?:[^/?#@]*@)?(?=[^/?#])(?:\[[^\]/?#]*\]|[^\s%^{}|\\`#/?:[\]]*)(?::\d*)?(?:[/?#]|$)/i.test(
    text,
  );
}

/** `buildAuthSignURL`. */
function signIn(url: string, parameter: string): string {
  const query = url.split('#')[0]?.split('?')[1] ?? '';
  const set = query.split('&').filter((one) => one !== '');
  if (set.length === 0) return `${url}?${parameter}=$pass_access_scheme://$http_host$escaped_request_uri`;
  const has = set.some((one) => one.startsWith(`${parameter}=`) && one !== `${parameter}=`);
  return has ? url : `${url}&${parameter}=$pass_access_scheme://$http_host$escaped_request_uri`;
}
