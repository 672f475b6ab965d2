/** Directives of the modules that pass requests to backends. See `directives.ts` for how a line is read. */
export const PROXY_DIRECTIVES = `
# nginx/nginx@release-1.27.1:src/http/ngx_http_upstream.c
h {1 upstream = upstream
u 1+ any = server
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_upstream_least_conn_module.c
u 0 any = least_conn
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_memcached_module.c
lj 1 pass = memcached_pass
hsl 12 once = memcached_bind
hsl 1 flag = memcached_socket_keepalive
hsl 1 msec = memcached_connect_timeout memcached_send_timeout memcached_read_timeout memcached_next_upstream_timeout
hsl 1 size = memcached_buffer_size
hsl 1+ mask(error|timeout|invalid_response|not_found|off) = memcached_next_upstream
hsl 1 num = memcached_next_upstream_tries memcached_gzip_flag
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_upstream_hash_module.c
u 12 any = hash
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_proxy_module.c
ljx 1 proxyPass = proxy_pass
hsl 12 proxyRedirect = proxy_redirect
hsl 12 proxyCookie = proxy_cookie_domain proxy_cookie_path
hsl 1234 any = proxy_cookie_flags
hsl 1 once = proxy_store proxy_cache
hsl 123 once = proxy_store_access
hsl 1 flag = proxy_buffering proxy_request_buffering proxy_ignore_client_abort proxy_socket_keepalive proxy_intercept_errors
  proxy_pass_request_headers proxy_pass_request_body proxy_force_ranges proxy_cache_lock proxy_cache_revalidate
  proxy_cache_convert_head proxy_cache_background_update proxy_ssl_session_reuse proxy_ssl_server_name proxy_ssl_verify
hsl 12 once = proxy_bind
hsl 1 msec = proxy_connect_timeout proxy_send_timeout proxy_read_timeout proxy_cache_lock_timeout proxy_cache_lock_age
  proxy_next_upstream_timeout
hsl 1 size = proxy_send_lowat proxy_buffer_size proxy_busy_buffers_size proxy_max_temp_file_size proxy_temp_file_write_size
hsl 2 setHeader = proxy_set_header
hsl 1 hashSize = proxy_headers_hash_max_size
hsl 1 bucketSize = proxy_headers_hash_bucket_size
hsl 1 num = proxy_cache_min_uses proxy_next_upstream_tries proxy_ssl_verify_depth
hsl 1 str = proxy_ssl_ciphers proxy_ssl_trusted_certificate proxy_ssl_crl
hsl 1 complex = proxy_set_body proxy_method proxy_ssl_name proxy_ssl_certificate proxy_ssl_certificate_key proxy_cache_key
hsl 2 bufs = proxy_buffers
hsl 1 complexSize = proxy_limit_rate
h 2+ any = proxy_cache_path
hsl 1+ complexes = proxy_cache_bypass proxy_no_cache
hsl 1+ cacheValid = proxy_cache_valid
hsl 1 off = proxy_cache_max_range_offset
hsl 1+ mask(error|timeout|invalid_header|non_idempotent|http_500|http_502|http_503|http_504|http_403|http_404|http_429|updating|off)
  = proxy_cache_use_stale proxy_next_upstream
hsl 1+ mask(GET|HEAD|POST) = proxy_cache_methods
hsl 1234 once = proxy_temp_path
hsl 1 list = proxy_pass_header
hsl 1 header = proxy_hide_header
hsl 1+
  mask(X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary) =
  proxy_ignore_headers
hsl 1 enum(1.0|1.1) = proxy_http_version
hsl 1+ mask(SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3) = proxy_ssl_protocols
hsl 1 any = proxy_ssl_password_file
hsl 2 list = proxy_ssl_conf_command
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_upstream_ip_hash_module.c
u 0 any = ip_hash
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_upstream_random_module.c
u 012 any = random
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_grpc_module.c
lj 1 pass = grpc_pass
hsl 12 once = grpc_bind
hsl 1 flag = grpc_socket_keepalive grpc_intercept_errors grpc_ssl_session_reuse grpc_ssl_server_name grpc_ssl_verify
hsl 1 msec = grpc_connect_timeout grpc_send_timeout grpc_read_timeout grpc_next_upstream_timeout
hsl 1 size = grpc_buffer_size
hsl 1+ mask(error|timeout|invalid_header|non_idempotent|http_500|http_502|http_503|http_504|http_403|http_404|http_429|off) =
  grpc_next_upstream
hsl 1 num = grpc_next_upstream_tries grpc_ssl_verify_depth
hsl 2 setHeader = grpc_set_header
hsl 1 list = grpc_pass_header
hsl 1 header = grpc_hide_header
hsl 1+
  mask(X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary) =
  grpc_ignore_headers
hsl 1+ mask(SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3) = grpc_ssl_protocols
hsl 1 str = grpc_ssl_ciphers grpc_ssl_trusted_certificate grpc_ssl_crl
hsl 1 complex = grpc_ssl_name grpc_ssl_certificate grpc_ssl_certificate_key
hsl 1 any = grpc_ssl_password_file
hsl 2 list = grpc_ssl_conf_command
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_upstream_keepalive_module.c
u 1 positive = keepalive
u 1 msec = keepalive_time keepalive_timeout
u 1 num = keepalive_requests
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_fastcgi_module.c
lj 1 pass = fastcgi_pass
hsl 1 str = fastcgi_index
hsl 1 any = fastcgi_split_path_info
hsl 1 once = fastcgi_store fastcgi_cache
hsl 123 once = fastcgi_store_access
hsl 1 flag = fastcgi_buffering fastcgi_request_buffering fastcgi_ignore_client_abort fastcgi_socket_keepalive
  fastcgi_pass_request_headers fastcgi_pass_request_body fastcgi_intercept_errors fastcgi_force_ranges fastcgi_cache_lock
  fastcgi_cache_revalidate fastcgi_cache_background_update fastcgi_keep_conn
hsl 12 once = fastcgi_bind
hsl 1 msec = fastcgi_connect_timeout fastcgi_send_timeout fastcgi_read_timeout fastcgi_cache_lock_timeout fastcgi_cache_lock_age
  fastcgi_next_upstream_timeout
hsl 1 size = fastcgi_send_lowat fastcgi_buffer_size fastcgi_busy_buffers_size fastcgi_max_temp_file_size fastcgi_temp_file_write_size
hsl 2 bufs = fastcgi_buffers
hsl 1 complexSize = fastcgi_limit_rate
hsl 1 complex = fastcgi_cache_key
h 2+ any = fastcgi_cache_path
hsl 1+ complexes = fastcgi_cache_bypass fastcgi_no_cache
hsl 1+ cacheValid = fastcgi_cache_valid
hsl 1 num = fastcgi_cache_min_uses fastcgi_next_upstream_tries
hsl 1 off = fastcgi_cache_max_range_offset
hsl 1+ mask(error|timeout|invalid_header|non_idempotent|http_500|http_503|http_403|http_404|http_429|updating|off) =
  fastcgi_cache_use_stale fastcgi_next_upstream
hsl 1+ mask(GET|HEAD|POST) = fastcgi_cache_methods
hsl 1234 once = fastcgi_temp_path
hsl 23 param = fastcgi_param
hsl 1 list = fastcgi_pass_header fastcgi_catch_stderr
hsl 1 header = fastcgi_hide_header
hsl 1+
  mask(X-Accel-Redirect|X-Accel-Expires|X-Accel-Limit-Rate|X-Accel-Buffering|X-Accel-Charset|Expires|Cache-Control|Set-Cookie|Vary) =
  fastcgi_ignore_headers
# nginx/nginx@release-1.27.1:src/http/modules/ngx_http_upstream_zone_module.c
u 12 any = zone`;
