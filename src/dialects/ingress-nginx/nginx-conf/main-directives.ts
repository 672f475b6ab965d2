/**
 * Directives outside http: of nginx.conf as a whole, of events and of stream.
 * See `directives.ts` for how a line is read.
 */
export const MAIN_DIRECTIVES = `
# nginx/nginx@release-1.27.1:src/event/ngx_event.c
m {0 once = events
e 1 workerConnections = worker_connections
e 1 once = use
e 1 flag = multi_accept accept_mutex
e 1 msec = accept_mutex_delay
e 1 any = debug_connection
# nginx/nginx@release-1.27.1:src/event/ngx_event_openssl.c
m 1 once = ssl_engine
# nginx/nginx@release-1.27.1:src/event/modules/ngx_epoll_module.c
e 1 num = epoll_events worker_aio_requests
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_upstream_hash_module.c
U 12 any = hash
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_upstream_least_conn_module.c
U 0 any = least_conn
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_return_module.c
T 1 any = return
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_realip_module.c
ST 1 realIpFrom = set_real_ip_from
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_split_clients_module.c
S {2 defines = split_clients
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_core_module.c
S 1 hashSize = variables_hash_max_size server_names_hash_max_size
S 1 bucketSize = variables_hash_bucket_size server_names_hash_bucket_size
S {0 any = server
T 1+ listen = listen
T 1+ any = server_name
ST 1+ errorLog = error_log
ST 1+ once = resolver
ST 1 msec = resolver_timeout proxy_protocol_timeout preread_timeout
ST 1 flag = tcp_nodelay
ST 1 size = preread_buffer_size
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_ssl_module.c
ST 1 msec = ssl_handshake_timeout
ST 1 list = ssl_certificate ssl_certificate_key ssl_session_ticket_key
ST 1 once = ssl_password_file
ST 1 str = ssl_dhparam ssl_client_certificate ssl_trusted_certificate ssl_crl
ST 1 ciphers = ssl_ciphers
ST 1 curves = ssl_ecdh_curve
ST 1+ mask(SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3) = ssl_protocols
ST 1 enum(off|on|optional|optional_no_ca) = ssl_verify_client
ST 1 num = ssl_verify_depth
ST 1 flag = ssl_prefer_server_ciphers ssl_session_tickets ssl_reject_handshake
ST 12 sslSessionCache = ssl_session_cache
ST 1 sec = ssl_session_timeout
ST 2 list = ssl_conf_command
ST 1+ any = ssl_alpn
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_ssl_preread_module.c
ST 1 flag = ssl_preread
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_upstream.c
S {1 upstream = upstream
U 1+ any = server
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_set_module.c
T 2 setVariable = set
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_access_module.c
ST 1 accessRule = allow deny
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_proxy_module.c
T 1 pass = proxy_pass
ST 12 any = proxy_bind
ST 1 flag = proxy_socket_keepalive proxy_next_upstream proxy_protocol proxy_half_close proxy_ssl proxy_ssl_session_reuse
  proxy_ssl_server_name proxy_ssl_verify
ST 1 msec = proxy_connect_timeout proxy_timeout proxy_next_upstream_timeout
ST 1 size = proxy_buffer_size proxy_downstream_buffer proxy_upstream_buffer
ST 1 complexSize = proxy_upload_rate proxy_download_rate
ST 1 num = proxy_requests proxy_responses proxy_next_upstream_tries proxy_ssl_verify_depth
ST 1+ mask(SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3) = proxy_ssl_protocols
ST 1 str = proxy_ssl_ciphers proxy_ssl_trusted_certificate proxy_ssl_crl
ST 1 complex = proxy_ssl_name proxy_ssl_certificate proxy_ssl_certificate_key
ST 1 any = proxy_ssl_password_file
ST 2 list = proxy_ssl_conf_command
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_log_module.c
S 2+ logFormat = log_format
ST 1+ accessLog = access_log
ST 1234 any = open_log_file_cache
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_limit_conn_module.c
S 2 limitConnZone = limit_conn_zone
ST 2 limitConn = limit_conn
ST 1 enum(info|notice|warn|error) = limit_conn_log_level
ST 1 flag = limit_conn_dry_run
# nginx/nginx@release-1.27.1:src/stream/ngx_stream.c
m {0 once = stream
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_upstream_random_module.c
U 012 any = random
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_geo_module.c
S {12 geo = geo
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_pass_module.c
T 1 any = pass
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_upstream_zone_module.c
U 12 any = zone
# nginx/nginx@release-1.27.1:src/stream/ngx_stream_map_module.c
S {2 map = map
S 1 hashSize = map_hash_max_size
S 1 bucketSize = map_hash_bucket_size
# nginx/nginx@release-1.27.1:src/core/nginx.c
m 1 flag = daemon master_process
m 1 msec = timer_resolution worker_shutdown_timeout
m 1 str = pid lock_file working_directory
m 1 workerProcesses = worker_processes
m 1 enum(stop|abort) = debug_points
m 12 once = user
m 1 once = worker_priority
m 1+ cpuAffinity = worker_cpu_affinity
m 1 num = worker_rlimit_nofile
m 1 off = worker_rlimit_core
m 1 any = env load_module
# nginx/nginx@release-1.27.1:src/core/ngx_log.c
m 1+ errorLog = error_log
# nginx/nginx@release-1.27.1:src/core/ngx_regex.c
m 1 flag = pcre_jit
# nginx/nginx@release-1.27.1:src/core/ngx_conf_file.c
* 1 any = include
# nginx/nginx@release-1.27.1:src/core/ngx_thread_pool.c
m 23 any = thread_pool
# openresty/stream-lua-nginx-module@v0.0.16:src/ngx_stream_lua_module.c
S 1 any = lua_load_resty_core lua_capture_error_log lua_malloc_trim lua_add_variable
S 1 num = lua_max_running_timers lua_max_pending_timers lua_regex_cache_max_entries lua_regex_match_limit
S 2 luaSharedDict = lua_shared_dict
S 1 flag = lua_sa_restart preread_by_lua_no_postpone
S 1 once = lua_package_cpath lua_package_path
ST 1 any = lua_code_cache
ST 1 flag = lua_socket_log_errors lua_check_client_abort
S {0 luaHandler = init_by_lua_block init_worker_by_lua_block
S 1 luaHandler = init_by_lua init_by_lua_file init_worker_by_lua init_worker_by_lua_file
ST 1 luaHandler = preread_by_lua_file log_by_lua_file ssl_client_hello_by_lua_file ssl_certificate_by_lua_file
ST {0 luaHandler = preread_by_lua_block log_by_lua_block ssl_client_hello_by_lua_block ssl_certificate_by_lua_block
T 1 luaHandler = content_by_lua content_by_lua_file
T {0 luaHandler = content_by_lua_block
U {0 luaHandler = balancer_by_lua_block
U 1 luaHandler = balancer_by_lua_file
ST 1 msec = lua_socket_keepalive_timeout lua_socket_connect_timeout lua_socket_send_timeout lua_socket_read_timeout
ST 1 size = lua_socket_send_lowat lua_socket_buffer_size
ST 1 num = lua_socket_pool_size lua_ssl_verify_depth
ST 1+ mask(SSLv2|SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3) = lua_ssl_protocols
ST 1 str = lua_ssl_ciphers lua_ssl_trusted_certificate lua_ssl_crl
ST 1 list = lua_ssl_certificate lua_ssl_certificate_key
ST 2 list = lua_ssl_conf_command
# leev/ngx_http_geoip2_module@445df24e:ngx_stream_geoip2_module.c if geoip2
S {1 any = geoip2`;
