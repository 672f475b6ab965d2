import { items } from '../../../annotation-table/list-text';
import { type Line, line, made, quoted, type Texts } from './line';
import { headerVariable } from './location-lines';
import type { Values } from './settings-values';

// What the controller writes from its config map outside of hosts. Source:
// kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl, internal/ingress/controller/template/configmap.go.

/** Facts that these lines depend on, besides settings. */
export interface GlobalFacts {
  /** Whether a location limits requests or connections. */
  readonly limits: boolean;
  /** Data of the ConfigMap of `add-headers`. */
  readonly addHeaders: Texts;
}

type GlobalLine = Line<GlobalFacts>;

const set =
  (name: string) =>
  (values: Values): boolean =>
    values.option(name) !== '';
const on =
  (...names: readonly string[]) =>
  (values: Values): boolean =>
    names.every((name) => values.option(name) === 'true');
const above0 =
  (...names: readonly string[]) =>
  (values: Values): boolean =>
    names.every((name) => Number(values.option(name)) > 0);
/** A directive for each item of a list. */
const each = (name: string, text: (item: string) => string, when?: (values: Values) => boolean): GlobalLine =>
  made([name], (values) => values.list(name).map(text).join('\n'), when);

export const MAIN_LINES: readonly GlobalLine[] = [
  line('pid f; daemon off; events { } http { } stream { }'),
  line('worker_processes {o:worker-processes};', (values) => /^(?!auto$|the )/.test(values.option('worker-processes'))),
  line('worker_cpu_affinity {o:worker-cpu-affinity};', set('worker-cpu-affinity')),
  line('worker_rlimit_nofile {o:max-worker-open-files};', (values) => values.option('max-worker-open-files') !== '0'),
  line('worker_shutdown_timeout {o:worker-shutdown-timeout} ;'),
  line('{o:main-snippet}'),
];

export const EVENTS_LINES: readonly GlobalLine[] = [
  line('multi_accept on; use epoll;'),
  line('worker_connections {o:max-worker-connections};', (values) => values.option('max-worker-connections') !== '0'),
];

const syslog = on('enable-syslog');
const logs =
  (part: 'http' | 'stream') =>
  (values: Values): boolean =>
    !on('disable-access-log')(values) && !on(`disable-${part}-access-log`)(values);
/** The client address is taken from a header. */
const realIp = (values: Values): boolean =>
  ['use-forwarded-headers', 'use-proxy-protocol', 'enable-real-ip'].some((name) => values.option(name) === 'true');
const bothProxies = on('use-forwarded-headers', 'use-proxy-protocol');

export const HTTP_LINES: readonly GlobalLine[] = [
  line(
    'init_by_lua_file f; init_worker_by_lua_file f; lua_package_path f; aio threads; tcp_nopush on; tcp_nodelay on; log_subrequest on; reset_timedout_connection on; client_body_temp_path f; fastcgi_temp_path f; proxy_temp_path f; types_hash_max_size 2048; server_tokens off; uninitialized_variable_warn off; server_name_in_redirect off; port_in_redirect off; ssl_early_data off; ssl_session_tickets off; proxy_ssl_session_reuse on; underscores_in_headers off; ignore_invalid_headers on;',
  ),
  line('aio_write on;', on('enable-aio-write')),
  each('lua-shared-dicts', luaDictionary),
  made(['forwarded-for-header', 'forwarded-for-proxy-protocol-header'], realIpHeader, realIp),
  each('proxy-real-ip-cidr', (network) => `set_real_ip_from ${network};`, realIp),
  each(
    'proxy-real-ip-cidr',
    (network) => `geo $proxy_protocol_addr $proxy_protocol_addr_trusted { default 0; ${network} 1; }`,
    bothProxies,
  ),
  line('more_set_input_headers "{o:forwarded-for-proxy-protocol-header}: $forwarded_for_proxy_protocol";', bothProxies),
  line(
    "modsecurity on; modsecurity_rules '\n{o:modsecurity-snippet}\n';",
    (values) => on('enable-modsecurity')(values) && set('modsecurity-snippet')(values),
  ),
  line('keepalive_timeout {o:keep-alive}s;'),
  line('keepalive_requests {o:keep-alive-requests};'),
  line('client_header_buffer_size {o:client-header-buffer-size};'),
  line('client_header_timeout {o:client-header-timeout}s;'),
  line('large_client_header_buffers {o:large-client-header-buffers};'),
  line('client_body_buffer_size {o:client-body-buffer-size};'),
  line('client_body_timeout {o:client-body-timeout}s;'),
  line('grpc_buffer_size {o:grpc-buffer-size-kb}k;', above0('grpc-buffer-size-kb')),
  line(
    'http2_max_field_size {o:http2-max-field-size}; http2_max_header_size {o:http2-max-header-size};',
    (values) => set('http2-max-field-size')(values) && set('http2-max-header-size')(values),
  ),
  line('http2_max_concurrent_streams {o:http2-max-concurrent-streams};'),
  // The controller raises values that are too small.
  line(
    'server_names_hash_max_size {o:server-name-hash-max-size}; server_names_hash_bucket_size {o:server-name-hash-bucket-size};',
    above0('server-name-hash-max-size', 'server-name-hash-bucket-size'),
  ),
  line('map_hash_bucket_size {o:map-hash-bucket-size};'),
  line('proxy_headers_hash_max_size {o:proxy-headers-hash-max-size};'),
  line('proxy_headers_hash_bucket_size {o:proxy-headers-hash-bucket-size};'),
  line('variables_hash_bucket_size {o:variables-hash-bucket-size};'),
  line('variables_hash_max_size {o:variables-hash-max-size};'),
  line('limit_req_status {o:limit-req-status-code};'),
  line('limit_conn_status {o:limit-conn-status-code};'),
  line('default_type {o:default-type};'),
  line('opentelemetry_config {o:opentelemetry-config}; ', on('enable-opentelemetry')),
  line(
    'opentelemetry_operation_name "{o:opentelemetry-operation-name}";',
    (values) => on('enable-opentelemetry')(values) && set('opentelemetry-operation-name')(values),
  ),
  line('brotli on; brotli_comp_level {o:brotli-level};', on('enable-brotli')),
  line('brotli_min_length {o:brotli-min-length};', on('enable-brotli')),
  line('brotli_types {o:brotli-types};', on('enable-brotli')),
  line('gzip on; gzip_comp_level {o:gzip-level};', on('use-gzip')),
  line('gzip_disable "{o:gzip-disable}";', (values) => on('use-gzip')(values) && set('gzip-disable')(values)),
  line('gzip_min_length {o:gzip-min-length};', on('use-gzip')),
  line('gzip_types {o:gzip-types}; gzip_http_version 1.1; gzip_proxied any; gzip_vary on;', on('use-gzip')),
  made(['add-headers'], (_, { addHeaders }) =>
    Object.entries(addHeaders)
      .map(([name, value]) => `more_set_headers ${quoted(`${name}: ${value}`)};`)
      .join('\n'),
  ),
  line("log_format upstreaminfo '{o:log-format-upstream}';"),
  made(
    ['skip-access-log-urls'],
    (values) =>
      `map $request_uri $loggable {\n${values
        .list('skip-access-log-urls')
        .map((url) => `${url} 0;`)
        .join('\n')}\ndefault 1;\n}`,
  ),
  made(
    ['http-access-log-path', 'access-log-path', 'access-log-params'],
    (values) =>
      `access_log ${values.option('http-access-log-path') || values.option('access-log-path')} upstreaminfo ${values.option('access-log-params')} if=$loggable;`,
    (values) => logs('http')(values) && !syslog(values),
  ),
  line(
    'access_log syslog:server={o:syslog-host}:{o:syslog-port} upstreaminfo if=$loggable;',
    (values) => logs('http')(values) && syslog(values),
  ),
  line('error_log {o:error-log-path} {o:error-log-level};', (values) => !syslog(values)),
  line('error_log syslog:server={o:syslog-host}:{o:syslog-port} {o:error-log-level};', syslog),
  line('ssl_protocols {o:ssl-protocols};'),
  line('ssl_session_cache shared:SSL:{o:ssl-session-cache-size};', on('ssl-session-cache')),
  line('ssl_session_timeout {o:ssl-session-timeout};', on('ssl-session-cache')),
  line('ssl_buffer_size {o:ssl-buffer-size};'),
  line("ssl_ciphers '{o:ssl-ciphers}'; ssl_prefer_server_ciphers on;", set('ssl-ciphers')),
  line('ssl_ecdh_curve {o:ssl-ecdh-curve};'),
  made(['custom-http-errors'], (values) =>
    errorCodes(values)
      .map((code) => `error_page ${code} = @custom_${code};`)
      .join(' '),
  ),
  line('proxy_intercept_errors on;', (values) => errorCodes(values).length > 0 && !on('disable-proxy-intercept-errors')(values)),
  line('absolute_redirect off;', on('relative-redirects')),
  each('hide-headers', (header) => `proxy_hide_header ${header};`),
  line('{o:http-snippet}'),
  made(
    ['limit-conn-zone-variable'],
    (values) => `map $remote_addr $limit_zone { 0 ${values.option('limit-conn-zone-variable')}; 1 ""; }`,
    (_, { limits }) => limits,
  ),
  each('block-cidrs', (network) => `deny ${network};`),
  blocks('block-user-agents', '$http_user_agent', '$block_ua'),
  blocks('block-referers', '$http_referer', '$block_ref'),
];

export const UPSTREAM_LINES: readonly GlobalLine[] = [
  line('server 0.0.0.1; balancer_by_lua_file f;'),
  line('keepalive {o:upstream-keepalive-connections};', above0('upstream-keepalive-connections')),
  line('keepalive_time {o:upstream-keepalive-time};', above0('upstream-keepalive-connections')),
  line('keepalive_timeout {o:upstream-keepalive-timeout}s;', above0('upstream-keepalive-connections')),
  line('keepalive_requests {o:upstream-keepalive-requests};', above0('upstream-keepalive-connections')),
];

/** Lines of the server for the health check and the status page. */
export const STATUS_LINES: readonly GlobalLine[] = [
  each('nginx-status-ipv4-whitelist', (network) => `allow ${network};`),
  each(
    'nginx-status-ipv6-whitelist',
    (network) => `allow ${network};`,
    (values) => !on('disable-ipv6')(values),
  ),
];

export const STREAM_LINES: readonly GlobalLine[] = [
  line('init_by_lua_file f; init_worker_by_lua_file f; lua_package_path f;'),
  line("log_format log_stream '{o:log-format-stream}';"),
  made(
    ['stream-access-log-path', 'access-log-path', 'access-log-params'],
    (values) =>
      `access_log ${values.option('stream-access-log-path') || values.option('access-log-path')} log_stream ${values.option('access-log-params')};`,
    logs('stream'),
  ),
  line('error_log {o:error-log-path} {o:error-log-level};'),
  each('proxy-real-ip-cidr', (network) => `set_real_ip_from ${network};`, on('enable-real-ip')),
  line('{o:stream-snippet}'),
];

/** Codes outside 300 to 599 are left out by the controller. */
const errorCodes = (values: Values): readonly number[] =>
  items(values.option('custom-http-errors'))
    .filter((code) => /^[+-]?\d+$/.test(code))
    .map(Number)
    .filter((code) => code > 299 && code < 600);

/** The controller leaves out a dictionary that it cannot parse or that is too large. */
function luaDictionary(text: string): string {
  const [, name = '', size = '', unit = ''] = /^([^:]*):(\d+)([km]?)$/i.exec(text.replaceAll(' ', '')) ?? [];
  const kilobytes = unit.toLowerCase() === 'k' ? Number(size) : Number(size) * 1024;
  return size === '' || kilobytes > 204_800
    ? ''
    : `lua_shared_dict ${name} ${kilobytes % 1024 === 0 ? `${kilobytes / 1024}M` : `${kilobytes}K`};`;
}

function realIpHeader(values: Values): string {
  if (bothProxies(values))
    return `real_ip_header ${values.option('forwarded-for-proxy-protocol-header')}; map $proxy_protocol_addr_trusted $forwarded_for_proxy_protocol { default $proxy_protocol_addr; 1 ${headerVariable(values.option('forwarded-for-header'))}; }`;
  return `real_ip_header ${values.option('use-proxy-protocol') === 'true' ? 'proxy_protocol' : values.option('forwarded-for-header')};`;
}

/** A list of texts and regular expressions; nothing is written for an empty one. */
function blocks(name: string, source: string, variable: string): GlobalLine {
  const write = (values: Values): string =>
    `map ${source} ${variable} {\ndefault 0;\n${values
      .list(name)
      .map((one) => `${one} 1;`)
      .join('\n')}\n}`;
  return made([name], write, (values) => values.list(name).length > 0);
}
