/**
 * What a directive of a snippet can change, where the reader does not run it itself.
 *
 * - `nothing`: neither where a request goes nor what is answered.
 * - `access`: who is let in.
 * - `content`: what answers a request that is let in.
 * - `requestHeaders`: headers of the request, before the controller reads them.
 * - `variable`: the variable that its first argument names.
 * - `anything`: any of these, or what the reader knows nothing about.
 */
export type Touch = 'nothing' | 'access' | 'content' | 'requestHeaders' | 'variable' | 'anything';

/**
 * Names, and beginnings of names that end in `*`; a name counts before a beginning.
 * Sources: nginx/nginx@release-1.27.1:src/http and src/http/modules, and the modules that `nginx-conf/module-directives.ts` names, by the phase
 * that their handlers are registered for.
 */
const NAMES: { readonly [T in Exclude<Touch, 'anything'>]: string } = {
  nothing: `access_log add_after_body add_before_body add_header add_trailer addition_types aio aio_write auth_delay auth_request_set autoindex*
    body_filter_by_lua body_filter_by_lua_block body_filter_by_lua_file brotli* charset* chunked_transfer_encoding client_body_* directio*
    default_type error_log etag expires fastcgi_* geo geoip2* grpc_* gunzip* gzip* http2 http2_* if_modified_since index init_by_lua*
    init_worker_by_lua* exit_worker_by_lua* keepalive_* limit_conn_log_level limit_conn_zone limit_rate limit_rate_after limit_req_log_level
    limit_req_zone lingering_* log_by_lua log_by_lua_block log_by_lua_file log_format log_not_found log_subrequest lua_package_*
    lua_shared_dict lua_socket_* lua_ssl_* map map_hash_* max_ranges mirror mirror_request_body more_clear_headers more_set_headers
    msie_* open_file_cache* open_log_file_cache opentelemetry* output_buffers override_charset postpone_output proxy_bind proxy_buffer*
    proxy_busy_buffers_size proxy_cache_path proxy_connect_timeout proxy_cookie_* proxy_force_ranges proxy_headers_hash_*
    proxy_hide_header proxy_http_version proxy_ignore_client_abort proxy_ignore_headers proxy_limit_rate proxy_max_temp_file_size
    proxy_method proxy_next_upstream* proxy_pass_header proxy_pass_request_body proxy_pass_request_headers proxy_read_timeout
    proxy_request_buffering proxy_send_* proxy_set_body proxy_set_header proxy_socket_keepalive proxy_ssl_* proxy_temp_* read_ahead
    reset_timedout_connection resolver resolver_timeout rewrite_log root send_* sendfile* server_names_hash_* server_tokens source_charset
    split_clients ssi* ssl_buffer_size ssl_ciphers ssl_conf_command ssl_dhparam ssl_early_data ssl_ecdh_curve ssl_prefer_server_ciphers
    ssl_protocols ssl_session_* ssl_stapling* sub_filter* subrequest_output_buffer_size tcp_nodelay tcp_nopush types types_hash_*
    uninitialized_variable_warn upstream userid* variables_hash_*`,
  access: `access_by_lua* auth_basic auth_basic_user_file auth_digest* auth_request limit_conn limit_conn_dry_run limit_conn_status
    limit_except limit_req limit_req_dry_run limit_req_status modsecurity* satisfy`,
  content: `alias content_by_lua* empty_gif fastcgi_cache* fastcgi_intercept_errors fastcgi_pass fastcgi_store
    grpc_intercept_errors grpc_pass internal memcached_* post_action proxy_cache* proxy_intercept_errors proxy_pass proxy_redirect
    proxy_store recursive_error_pages stub_status try_files`,
  requestHeaders: 'more_clear_input_headers more_set_input_headers',
  variable: 'set_*',
};

const exact = new Map<string, Touch>();
const beginnings: (readonly [beginning: string, touch: Touch])[] = [];
for (const [touch, names] of Object.entries(NAMES) as [Touch, string][]) {
  for (const name of names.split(/\s+/)) {
    if (name.endsWith('*')) beginnings.push([name.slice(0, -1), touch]);
    else exact.set(name, touch);
  }
}
// `set_real_ip_from` sets no variable.
exact.set('set_real_ip_from', 'anything');
beginnings.sort(([a], [b]) => b.length - a.length);

export const touchOf = (name: string): Touch =>
  exact.get(name) ?? beginnings.find(([beginning]) => name.startsWith(beginning))?.[1] ?? 'anything';
