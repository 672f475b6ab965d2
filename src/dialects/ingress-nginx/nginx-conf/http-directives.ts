/**
 * Directives of the http part of nginx itself, in the modules of the controller's image.
 * See `directives.ts` for how a line is read.
 */
export const HTTP_DIRECTIVES = `
# nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c
h 1 hashSize = variables_hash_max_size server_names_hash_max_size
h 1 bucketSize = variables_hash_bucket_size server_names_hash_bucket_size
h {0 any = server
hs 1 size = connection_pool_size request_pool_size client_header_buffer_size
hs 1 msec = client_header_timeout
hs 2 bufs = large_client_header_buffers
hs 1 flag = ignore_invalid_headers merge_slashes underscores_in_headers
sl {12 location = location
s 1+ listen = listen
s 1+ any = server_name
hsl 1 num = types_hash_max_size types_hash_bucket_size keepalive_requests max_ranges open_file_cache_min_uses
hsl {0 any = types
hsl 1 str = default_type
hslj 1 complex = root
l 1 complex = alias
l {1+ any = limit_except
hsl 1 off = client_max_body_size directio_alignment
hsl 1 size = client_body_buffer_size sendfile_max_chunk subrequest_output_buffer_size read_ahead postpone_output send_lowat
hsl 1 msec = client_body_timeout send_timeout keepalive_time auth_delay lingering_time lingering_timeout resolver_timeout
hsl 1234 once = client_body_temp_path
hsl 1 enum(off|on|clean) = client_body_in_file_only
hsl 1 flag = client_body_in_single_buffer aio_write tcp_nopush tcp_nodelay reset_timedout_connection absolute_redirect
  server_name_in_redirect port_in_redirect msie_padding msie_refresh log_not_found log_subrequest recursive_error_pages
  chunked_transfer_encoding etag open_file_cache_errors open_file_cache_events gzip_vary
hslj 1 flag = sendfile
hsl 1 aio = aio
hsl 1 once = directio
hslj 1 complexSize = limit_rate limit_rate_after
hsl 12 keepaliveTimeout = keepalive_timeout
hsl 12 mask(none|msie6|safari) = keepalive_disable
hsl 1 enum(all|any) = satisfy
l 0 once = internal
hsl 1 enum(off|on|always) = lingering_close
hsl 1 enum(off|on|build) = server_tokens
hsl 1 enum(off|exact|before) = if_modified_since
hslj 2+ errorPage = error_page
hslj 1 str = post_action
hsl 1+ errorLog = error_log
hsl 12 once = open_file_cache
hsl 1 sec = open_file_cache_valid
hsl 1+ once = resolver
hsl 1 enum(1.0|1.1) = gzip_http_version
hsl 1+ mask(off|expired|no-cache|no-store|private|no_last_modified|no_etag|auth|any) = gzip_proxied
hsl 1+ regexes = gzip_disable
hsl 12 any = disable_symlinks
# nginx/nginx@release-1.27.1:src/http/ngx_http.c
m {0 once = http
# nginx/nginx@release-1.27.1:src/http/ngx_http_copy_filter_module.c
hsl 2 bufs = output_buffers
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_browser_module.c
hsl 12 any = modern_browser
hsl 1+ any = ancient_browser
hsl 1 any = modern_browser_value ancient_browser_value
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_split_clients_module.c
h {2 defines = split_clients
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_stub_status_module.c
sl 01 any = stub_status
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_headers_filter_module.c
hslj 12 expires = expires
hslj 23 addHeader = add_header add_trailer
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_ssl_module.c
hs 1 list = ssl_certificate ssl_certificate_key ssl_session_ticket_key
hs 1 once = ssl_password_file
hs 1 str = ssl_dhparam ssl_client_certificate ssl_trusted_certificate ssl_crl ssl_ocsp_responder ssl_stapling_file
  ssl_stapling_responder
hs 1 ciphers = ssl_ciphers
hs 1 curves = ssl_ecdh_curve
hs 1+ mask(SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3) = ssl_protocols
hs 1 size = ssl_buffer_size
hs 1 enum(off|on|optional|optional_no_ca) = ssl_verify_client
hs 1 num = ssl_verify_depth
hs 1 flag = ssl_prefer_server_ciphers ssl_session_tickets ssl_stapling ssl_stapling_verify ssl_early_data ssl_reject_handshake
hs 12 sslSessionCache = ssl_session_cache
hs 1 sec = ssl_session_timeout
hs 1 enum(off|on|leaf) = ssl_ocsp
hs 1 any = ssl_ocsp_cache
hs 2 list = ssl_conf_command
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_index_module.c
hsl 1+ any = index
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_gzip_filter_module.c
hslj 1 flag = gzip
hsl 2 bufs = gzip_buffers
hsl 1+ any = gzip_types
hsl 1 num(1..9) = gzip_comp_level
hsl 1 size = gzip_window gzip_hash postpone_gzipping gzip_min_length
hsl 1 flag = gzip_no_buffer
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_auth_request_module.c
hsl 1 once = auth_request
hsl 2 setVariable = auth_request_set
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_userid_filter_module.c
hsl 1 enum(off|log|v1|on) = userid
hsl 1 num = userid_service
hsl 1 str = userid_name userid_domain userid_path userid_p3p
hsl 1 any = userid_expires userid_mark
hsl 123 mask(off|secure|httponly|samesite=strict|samesite=lax|samesite=none) = userid_flags
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_sub_filter_module.c
hsl 2 complexes = sub_filter
hsl 1+ any = sub_filter_types
hsl 1 flag = sub_filter_once sub_filter_last_modified
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_ssi_filter_module.c
hslj 1 flag = ssi
hsl 1 flag = ssi_silent_errors ssi_ignore_recycled_buffers ssi_last_modified
hsl 1 size = ssi_min_file_chunk ssi_value_length
hsl 1+ any = ssi_types
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_gzip_static_module.c
hsl 1 enum(off|on|always) = gzip_static
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_charset_filter_module.c
hslj 1 once = charset source_charset
hslj 1 flag = override_charset
hsl 1+ any = charset_types
h {2 any = charset_map
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_limit_req_module.c
h 3 limitReqZone = limit_req_zone
hsl 123 limitReq = limit_req
hsl 1 enum(info|notice|warn|error) = limit_req_log_level
hsl 1 num(400..599) = limit_req_status
hsl 1 flag = limit_req_dry_run
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_mirror_module.c
hsl 1 any = mirror
hsl 1 flag = mirror_request_body
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_gunzip_filter_module.c
hsl 1 flag = gunzip
hsl 2 bufs = gunzip_buffers
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_rewrite_module.c
silj 23 rewrite = rewrite
silj 12 return = return
silj 0 any = break
sl {1+ if = if
silj 2 setVariable = set
hsilj 1 flag = rewrite_log uninitialized_variable_warn
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_autoindex_module.c
hsl 1 flag = autoindex autoindex_localtime autoindex_exact_size
hsl 1 enum(html|json|jsonp|xml) = autoindex_format
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_geo_module.c
h {12 geo = geo
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_try_files_module.c
sl 2+ tryFiles = try_files
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_realip_module.c
hsl 1 realIpFrom = set_real_ip_from
hsl 1 once = real_ip_header
hsl 1 flag = real_ip_recursive
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_log_module.c
h 2+ logFormat = log_format
hsljx 1+ accessLog = access_log
hsl 1234 any = open_log_file_cache
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_addition_filter_module.c
hsl 1 str = add_before_body add_after_body
hsl 1+ any = addition_types
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_referer_module.c
sl 1+ any = valid_referers
sl 1 num = referer_hash_max_size referer_hash_bucket_size
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_map_module.c
h {2 map = map
h 1 hashSize = map_hash_max_size
h 1 bucketSize = map_hash_bucket_size
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_access_module.c
hslx 1 accessRule = allow deny
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_secure_link_module.c
hsl 1 complex = secure_link secure_link_md5
hsl 1 str = secure_link_secret
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_limit_conn_module.c
h 2 limitConnZone = limit_conn_zone
hsl 2 limitConn = limit_conn
hsl 1 enum(info|notice|warn|error) = limit_conn_log_level
hsl 1 num(400..599) = limit_conn_status
hsl 1 flag = limit_conn_dry_run
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_empty_gif_module.c
l 0 any = empty_gif
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_auth_basic_module.c
hslx 1 complex = auth_basic auth_basic_user_file
# nginx/nginx@release-1.27.1:src/http/v2/ngx_http_v2_module.c
hs 1 flag = http2
h 1 size = http2_recv_buffer_size
hs 1 size = http2_pool_size http2_body_preread_size
hs 1 num = http2_max_concurrent_streams http2_streams_index_size
hs 1 any = http2_max_concurrent_pushes http2_max_requests http2_max_field_size http2_max_header_size http2_recv_timeout
  http2_idle_timeout
hsl 1 size = http2_chunk_size
hsl 1 any = http2_push_preload http2_push
# nginx/nginx@release-1.27.1:src/http/v3/ngx_http_v3_module.c
hs 1 flag = http3 http3_hq quic_retry quic_gso
hs 1 num = http3_max_concurrent_streams quic_active_connection_id_limit
hs 1 size = http3_stream_buffer_size
hs 1 any = quic_host_key`;
