/**
 * Directives of the modules that the controller's image adds, some of which are loaded only if a setting needs them. See
 * `directives.ts` for how a line is read.
 */
export const MODULE_DIRECTIVES = `
# openresty/lua-nginx-module@v0.10.28:src/ngx_http_lua_module.c
h 1 any = lua_load_resty_core lua_capture_error_log lua_regex_cache_max_entries lua_regex_match_limit lua_malloc_trim
h 1 num = lua_thread_cache_max_entries lua_max_running_timers lua_max_pending_timers lua_worker_thread_vm_pool_size
h 2 luaSharedDict = lua_shared_dict
h 1 flag = lua_sa_restart rewrite_by_lua_no_postpone access_by_lua_no_postpone
h 1 once = lua_package_cpath lua_package_path
hslj 1 any = lua_code_cache
hslj 1 flag = lua_need_request_body lua_transform_underscores_in_response_headers lua_socket_log_errors lua_http10_buffering
  lua_check_client_abort lua_use_default_type
h {0 luaHandler = init_by_lua_block init_worker_by_lua_block exit_worker_by_lua_block ssl_session_store_by_lua_block
  ssl_session_fetch_by_lua_block
h 1 luaHandler = init_by_lua init_by_lua_file init_worker_by_lua init_worker_by_lua_file exit_worker_by_lua_file
  ssl_session_store_by_lua_file ssl_session_fetch_by_lua_file
silj 1{ defines = set_by_lua_block
silj 2+ defines = set_by_lua set_by_lua_file
hs {0 luaHandler = server_rewrite_by_lua_block ssl_client_hello_by_lua_block ssl_certificate_by_lua_block
hs 1 luaHandler = server_rewrite_by_lua_file ssl_client_hello_by_lua_file ssl_certificate_by_lua_file
hslj 1 luaHandler = rewrite_by_lua rewrite_by_lua_file access_by_lua access_by_lua_file log_by_lua log_by_lua_file
  header_filter_by_lua header_filter_by_lua_file body_filter_by_lua body_filter_by_lua_file
hslj {0 luaHandler = rewrite_by_lua_block access_by_lua_block log_by_lua_block header_filter_by_lua_block body_filter_by_lua_block
lj 1 luaHandler = content_by_lua content_by_lua_file
lj {0 luaHandler = content_by_lua_block
u {0 luaHandler = balancer_by_lua_block
u 1 luaHandler = balancer_by_lua_file
u 1 any = balancer_keepalive
hslj 1 msec = lua_socket_keepalive_timeout lua_socket_connect_timeout lua_socket_send_timeout lua_socket_read_timeout
hslj 1 size = lua_socket_send_lowat lua_socket_buffer_size
hslj 1 num = lua_socket_pool_size
hsl 1+ mask(SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3) = lua_ssl_protocols
hsl 1 str = lua_ssl_ciphers lua_ssl_trusted_certificate lua_ssl_crl
hsl 1 num = lua_ssl_verify_depth
hsl 1 list = lua_ssl_certificate lua_ssl_certificate_key
hsl 2 list = lua_ssl_conf_command
# openresty/headers-more-nginx-module@v0.37:src/ngx_http_headers_more_filter_module.c
hslj 1+ complexes = more_set_headers more_set_input_headers
hslj 1+ any = more_clear_headers more_clear_input_headers
# openresty/set-misc-nginx-module@v0.33:src/ngx_http_set_misc_module.c
hsilj 12 setVariable = set_encode_base64 set_decode_base64 set_encode_base64url set_decode_base64url set_decode_hex set_encode_hex
  set_md5 set_sha1 set_unescape_uri set_escape_uri set_quote_sql_str set_quote_pgsql_str set_quote_json_str set_encode_base32
  set_decode_base32 set_secure_random_alphanum set_secure_random_lcalpha
hsilj 3 setVariable = set_hmac_sha1 set_hmac_sha256 set_random set_hashed_upstream set_rotate
hsilj 2 setVariable = set_if_empty set_formatted_gmt_time set_formatted_local_time
hsilj 1 flag = set_base32_padding
hsilj 1 any = set_base32_alphabet
hsilj 1 setVariable = set_local_today
# owasp-modsecurity/ModSecurity-nginx@v1.0.4:src/ngx_http_modsecurity_module.c if modsecurity
lsh 1 flag = modsecurity
lsh 1 any = modsecurity_rules modsecurity_rules_file
lsh 2 any = modsecurity_rules_remote
lsh 1+ complexes = modsecurity_transaction_id
# google/ngx_brotli@a71f9312:static/ngx_http_brotli_static_module.c if brotli
hsl 1 enum(off|on|always) = brotli_static
# google/ngx_brotli@a71f9312:filter/ngx_http_brotli_filter_module.c if brotli
hslj 1 flag = brotli
hsl 2 bufs = brotli_buffers
hsl 1+ any = brotli_types
hsl 1 num(0..11) = brotli_comp_level
hsl 1 size = brotli_window brotli_min_length
# leev/ngx_http_geoip2_module@445df24e:ngx_http_geoip2_module.c if geoip2
h {1 any = geoip2
h 1 any = geoip2_proxy
h 1 flag = geoip2_proxy_recursive
# open-telemetry/opentelemetry-cpp-contrib@8933841f:instrumentation/nginx/src/otel_ngx_module.cpp if opentelemetry
hsl 01 any = opentelemetry_propagate
hsl 1 complex = opentelemetry_operation_name
h 1 any = opentelemetry_config
hsl 2 complexes = opentelemetry_attribute
hsl 1 flag = opentelemetry opentelemetry_trust_incoming_spans opentelemetry_capture_headers
hsl 1 any = opentelemetry_sensitive_header_names opentelemetry_sensitive_header_values opentelemetry_ignore_paths
# samizdatco/nginx-http-auth-digest@master:ngx_http_auth_digest_module.c if auth-digest
hslx 1 complex = auth_digest
hslx 1 once = auth_digest_user_file
hsl 1 sec = auth_digest_timeout auth_digest_expires auth_digest_drop_time auth_digest_evasion_time
hsl 1 num = auth_digest_replays auth_digest_maxtries
h 1 size = auth_digest_shm_size`;
