import { items } from '../../../annotation-table/list-text';
import { errorCodes } from '../error-codes';
import { isHeaderName } from '../header-text';
import { keeps, ofAuth } from './auth-lines';
import { isByteSize, type Line, type LocationFacts, line, made, quoted, type Texts, type When } from './line';
import type { Values } from './settings-values';

// What the controller writes for a location, in its order: directives whose values may be refused, and directives that may occur only
// once. Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl,
// internal/ingress/controller/template/template.go.

type LocationLine = Line<LocationFacts>;
type WhenLocation = When<LocationFacts>;

const isGrpc = ({ protocol }: LocationFacts): boolean => protocol === 'GRPC' || protocol === 'GRPCS';
const setHeader = (facts: LocationFacts): string => (isGrpc(facts) ? 'grpc_set_header' : 'proxy_set_header');
const allowed: WhenLocation = (_, { denied }) => !denied;
/** The catch-all of the controller uses fewer options of the config map. */
const ofIngress: WhenLocation = (_, { denied, catchAll }) => !denied && !catchAll;
const asks: WhenLocation = (_, { denied, authenticates, authUrl }) => !denied && authenticates && authUrl !== '';
const has =
  (name: string): WhenLocation =>
  (values, { denied }) =>
    !denied && values.annotation(name) !== '';

const traces: WhenLocation = (values) => {
  const own = values.annotation('enable-opentelemetry');
  return own === '' ? values.option('enable-opentelemetry') === 'true' : own === 'true';
};
const guards: WhenLocation = (values) => values.on('enable-modsecurity');
const verifies: WhenLocation = (_, { backendAuthority }) => backendAuthority;

export const LOCATION_LINES: readonly LocationLine[] = [
  line('rewrite_by_lua_file f; header_filter_by_lua_file f; log_by_lua_file f; port_in_redirect off;'),
  line('opentelemetry on; opentelemetry_propagate; opentelemetry_trust_incoming_spans on;', traces),
  line(
    'opentelemetry_operation_name {a:opentelemetry-operation-name};',
    (values, facts) => traces(values, facts) && values.annotation('opentelemetry-operation-name') !== '',
  ),
  line('mirror "/_mirror"; mirror_request_body on;', (values) => values.annotation('mirror-target') !== ''),
  line('rewrite_log on;', (values) => values.on('enable-rewrite-log')),
  made(
    ['modsecurity-snippet'],
    (values) => `modsecurity_rules '\n${values.annotation('modsecurity-snippet')}\n';`,
    (values, facts) => guards(values, facts) && values.annotation('modsecurity-snippet') !== '',
  ),
  line(
    'modsecurity_transaction_id "{a:modsecurity-transaction-id}";',
    (values, facts) => guards(values, facts) && values.annotation('modsecurity-transaction-id') !== '',
  ),
  made(['denylist-source-range'], (values) => rules('deny', ranges(values, 'denylist-source-range', 'denylist-source-range')), ofIngress),
  made(
    ['allowlist-source-range', 'whitelist-source-range'],
    (values) => rules('allow', ranges(values, 'allowlist-source-range', 'whitelist-source-range')),
    ofIngress,
  ),
  line(
    'auth_request /_external-auth; auth_request_set $auth_cookie $upstream_http_set_cookie; add_header Set-Cookie $auth_cookie;',
    (values, facts) => asks(values, facts) && !keeps(values, facts),
  ),
  made(
    ['auth-response-headers', 'global-auth-response-headers'],
    (values, facts) =>
      authHeaders(values, facts)
        .map((name, i) => `auth_request_set $authHeader${i} $upstream_http_x; ${setHeader(facts)} '${name}' $authHeader${i};`)
        .join(' '),
    (values, facts) => asks(values, facts) && !keeps(values, facts),
  ),
  line(
    "set $auth_cookie ''; add_header Set-Cookie $auth_cookie; access_by_lua_file f;",
    (values, facts) => asks(values, facts) && keeps(values, facts),
  ),
  line(
    'auth_basic {a:auth-realm|quote}; auth_basic_user_file f;',
    (values, facts) => secured(facts) && values.annotation('auth-type') === 'basic',
  ),
  line(
    'auth_digest {a:auth-realm|quote}; auth_digest_user_file f;',
    (values, facts) => secured(facts) && values.annotation('auth-type') === 'digest',
  ),
  line(
    'limit_conn n_conn {a:limit-connections};',
    (values, facts) => allowed(values, facts) && Number(values.annotation('limit-connections')) > 0,
  ),
  limit('limit-rps'),
  limit('limit-rpm'),
  line('limit_rate_after {limit-rate-after}k;', (values, facts) => ofIngress(values, facts) && Number(values.text('limit-rate-after')) > 0),
  line('limit_rate {limit-rate}k;', (values, facts) => ofIngress(values, facts) && Number(values.text('limit-rate')) > 0),
  line(
    'client_max_body_size {proxy-body-size};',
    (values, facts) => allowed(values, facts) && isByteSize(values.text('proxy-body-size'), true),
  ),
  line(
    'client_body_buffer_size {a:client-body-buffer-size};',
    (values, facts) => allowed(values, facts) && isByteSize(values.annotation('client-body-buffer-size'), false),
  ),
  made(
    ['upstream-vhost'],
    (values, facts) => `${setHeader(facts)} Host ${quoted(values.annotation('upstream-vhost'))};`,
    has('upstream-vhost'),
  ),
  made(
    ['connection-proxy-header'],
    (values, facts) => `${setHeader(facts)} Connection ${values.annotation('connection-proxy-header')};`,
    has('connection-proxy-header'),
  ),
  made(
    ['forwarded-for-header'],
    (values, facts) => `${setHeader(facts)} X-Original-Forwarded-For ${headerVariable(values.option('forwarded-for-header'))};`,
    allowed,
  ),
  made(
    ['forwarded-host-header'],
    (values, facts) => `${setHeader(facts)} X-Original-Forwarded-Host ${headerVariable(values.option('forwarded-host-header'))};`,
    allowed,
  ),
  made(
    ['proxy-set-headers'],
    (_, facts) => each(facts.maps.proxyHeaders, (name, value) => `${setHeader(facts)} ${name} ${quoted(value)};`),
    allowed,
  ),
  line('proxy_connect_timeout {proxy-connect-timeout}s;', allowed),
  line('proxy_send_timeout {proxy-send-timeout}s;', allowed),
  line('proxy_read_timeout {proxy-read-timeout}s;', allowed),
  line('proxy_buffering {proxy-buffering};', allowed),
  line('proxy_buffer_size {proxy-buffer-size};', allowed),
  line('proxy_buffers {proxy-buffers-number} {proxy-buffer-size};', allowed),
  line(
    'proxy_busy_buffers_size {proxy-busy-buffers-size};',
    (values, facts) => allowed(values, facts) && values.text('proxy-busy-buffers-size') !== '',
  ),
  line(
    'proxy_max_temp_file_size {proxy-max-temp-file-size};',
    (values, facts) => allowed(values, facts) && isByteSize(values.text('proxy-max-temp-file-size'), true),
  ),
  line('proxy_request_buffering {proxy-request-buffering};', allowed),
  line('proxy_http_version {proxy-http-version};', allowed),
  line('proxy_cookie_domain {proxy-cookie-domain};', allowed),
  line('proxy_cookie_path {proxy-cookie-path};', allowed),
  made(['proxy-next-upstream'], nextUpstream, allowed),
  line('proxy_next_upstream_timeout {proxy-next-upstream-timeout};', allowed),
  line('proxy_next_upstream_tries {proxy-next-upstream-tries};', allowed),
  line(
    'grpc_connect_timeout {proxy-connect-timeout}s; grpc_send_timeout {proxy-send-timeout}s; grpc_read_timeout {proxy-read-timeout}s;',
    (_, facts) => !facts.denied && isGrpc(facts),
  ),
  line('{a:configuration-snippet}', (values, facts) => allowed(values, facts) && values.option('allow-snippet-annotations') === 'true'),
  line('{o:location-snippet}', allowed),
  line('satisfy {a:satisfy};', (values, facts) => allowed(values, facts) && /^(?:any|all)$/.test(values.annotation('satisfy'))),
  line('absolute_redirect off;', (values, facts) => allowed(values, facts) && values.annotation('relative-redirects') === 'true'),
  line(
    'proxy_intercept_errors on;',
    (values, { denied }) =>
      !denied && errorCodes(values.annotation('custom-http-errors')).length > 0 && !values.on('disable-proxy-intercept-errors'),
  ),
  made(
    ['custom-http-errors'],
    (values) =>
      errorCodes(values.annotation('custom-http-errors'))
        .map((code) => `error_page ${code} = @custom_${code};`)
        .join(' '),
    allowed,
  ),
  line('fastcgi_index {a:fastcgi-index|quote};', has('fastcgi-index')),
  made(
    ['fastcgi-params-configmap'],
    (_, { maps }) => each(maps.fastCgi, (name, value) => `fastcgi_param ${name} ${quoted(value)};`),
    allowed,
  ),
  made(
    ['temporal-redirect', 'permanent-redirect'],
    (_, { redirect }) => `return ${redirect.code} ${redirect.url};`,
    (_, { denied, redirect }) => !denied && redirect.url !== '',
  ),
  line('rewrite "(?i)" {a:rewrite-target} break;', (_, { denied, rewrites }) => !denied && rewrites),
  made(
    ['x-forwarded-prefix'],
    (values, facts) => `${setHeader(facts)} X-Forwarded-Prefix ${quoted(values.annotation('x-forwarded-prefix'))};`,
    (values, facts) => facts.rewrites && has('x-forwarded-prefix')(values, facts),
  ),
  made(['backend-protocol'], (_, { protocol }) => PASSES[protocol] ?? HTTP_PASS, allowed),
  made(['proxy-redirect-from', 'proxy-redirect-to'], proxyRedirect, allowed),
  line('proxy_ssl_trusted_certificate f;', verifies),
  made(['proxy-ssl-verify'], (values) => `proxy_ssl_verify ${onOff(values, 'proxy-ssl-verify')};`, verifies),
  made(['proxy-ssl-ciphers'], (values) => `proxy_ssl_ciphers ${values.annotation('proxy-ssl-ciphers') || 'DEFAULT'};`, verifies),
  made(['proxy-ssl-protocols'], (values) => `proxy_ssl_protocols ${protocols(values)};`, verifies),
  made(['proxy-ssl-verify-depth'], (values) => `proxy_ssl_verify_depth ${depth(values, 'proxy-ssl-verify-depth')};`, verifies),
  line(
    'proxy_ssl_name {a:proxy-ssl-name};',
    (values) => values.annotation('proxy-ssl-secret') !== '' && values.annotation('proxy-ssl-name') !== '',
  ),
];

/** The controller leaves malformed names out of the option, but refuses the whole annotation. */
const authHeaders = (values: Values, facts: LocationFacts): readonly string[] =>
  items(ofAuth(values, facts, 'auth-response-headers')).filter(isHeaderName);

const each = (texts: Texts, write: (name: string, value: string) => string): string =>
  Object.entries(texts)
    .map(([name, value]) => write(name, value))
    .join('\n');

const secured = ({ denied, authenticates, basicAuth }: LocationFacts): boolean => !denied && authenticates && basicAuth;

const rules = (directive: string, networks: readonly string[]): string => networks.map((network) => `${directive} ${network};`).join(' ');

/** The annotation, or else the option. */
const ranges = (values: Values, annotation: string, option: string): readonly string[] => {
  const own = items(values.annotation(annotation));
  return own.length > 0 ? own : values.list(option);
};

/** A burst is the limit times `limit-burst-multiplier`, which is 5 unless it is set. */
function limit(name: 'limit-rps' | 'limit-rpm'): LocationLine {
  return made(
    [name, 'limit-burst-multiplier'],
    (values) =>
      `limit_req zone=${name} burst=${BigInt.asIntN(64, BigInt(values.annotation(name)) * BigInt(values.annotation('limit-burst-multiplier') || 5))} nodelay;`,
    (values, facts) => allowed(values, facts) && Number(values.annotation(name)) > 0,
  );
}

/** `buildForwardedFor`. */
export const headerVariable = (header: string): string => `$http_${header.replaceAll('-', '_').toLowerCase()}`;

/** `buildNextUpstream`. */
function nextUpstream(values: Values): string {
  const words = values
    .text('proxy-next-upstream')
    .split(' ')
    .filter((word) => word !== '' && word !== 'non_idempotent');
  const always = values.on('retry-non-idempotent') || values.text('proxy-next-upstream').split(' ').includes('non_idempotent');
  return `proxy_next_upstream ${[...words, ...(always ? ['non_idempotent'] : [])].join(' ')};`;
}

const HTTP_PASS = 'proxy_pass http://upstream_balancer;';

/** `buildProxyPass`. */
const PASSES: { readonly [protocol: string]: string } = {
  AUTO_HTTP: 'proxy_pass $scheme://upstream_balancer;',
  HTTPS: 'proxy_pass https://upstream_balancer;',
  GRPC: 'grpc_pass grpc://upstream_balancer;',
  GRPCS: 'grpc_pass grpcs://upstream_balancer;',
  FCGI: 'fastcgi_pass upstream_balancer;',
};

function proxyRedirect(values: Values, { catchAll }: LocationFacts): string {
  const from = values.text('proxy-redirect-from');
  const to = catchAll ? '' : values.text('proxy-redirect-to');
  if (from === 'default' || from === 'off') return `proxy_redirect ${from};`;
  return to === 'off' ? '' : `proxy_redirect ${from} ${to};`;
}

/** Any other value is "off". */
export const onOff = (values: Values, name: string): string => (values.annotation(name) === 'on' ? 'on' : 'off');

/** `sortProtocols` leaves out unknown protocols. */
export const protocols = (values: Values): string =>
  values
    .annotation('proxy-ssl-protocols')
    .split(' ')
    .filter((word) => /^(?:TLSv1\.[23])+$/.test(word))
    .join(' ') || 'TLSv1.2';

export const depth = (values: Values, name: string): string => (values.annotation(name) === '0' ? '1' : values.annotation(name) || '1');
