/**
 * Variables that the http part of the controller's nginx always knows: of nginx itself with the modules of the image, and of the
 * controller's own configuration. Variables that a setting adds are in `conf-facts.ts`; names are compared without regard to case.
 *
 * Sources: nginx/nginx@release-1.27.1:src/http/ngx_http_variables.c, src/http/ngx_http_upstream.c and src/http/modules;
 * kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl.
 */
const HTTP_VARIABLES: ReadonlySet<string> = new Set(
  `ancient_browser args balancer_ewma_score best_http_host binary_remote_addr body_bytes_sent bytes_sent connection connection_requests
  connection_time connection_upgrade connections_active connections_reading connections_waiting connections_writing content_length
  content_type date_gmt date_local document_root document_uri fastcgi_path_info fastcgi_script_name force_no_ssl_redirect
  force_ssl_redirect gzip_ratio host hostname http2 http3 https ingress_name invalid_referer is_args limit_conn_status limit_rate
  limit_req_status literal_dollar location_path loggable modern_browser msec msie namespace nginx_version pass_access_scheme pass_port
  pass_server_port pid pipe preserve_trailing_slash proxy_add_via proxy_add_x_forwarded_for proxy_alternative_upstream_name proxy_host
  proxy_port proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port proxy_upstream_name query_string
  realip_remote_addr realip_remote_port realpath_root remote_addr remote_port remote_user req_id request request_body request_body_file
  request_completion request_filename request_id request_length request_method request_time request_uri scheme secure_link
  secure_link_expires server_addr server_name server_port server_protocol service_name service_port ssl_alpn_protocol ssl_cipher
  ssl_ciphers ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_i_dn_legacy ssl_client_raw_cert
  ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_v_end ssl_client_v_remain ssl_client_v_start ssl_client_verify
  ssl_curve ssl_curves ssl_early_data ssl_protocol ssl_redirect ssl_server_name ssl_session_id ssl_session_reused status tcpinfo_rcv_space
  tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_local uid_got uid_reset uid_set upstream_addr upstream_bytes_received
  upstream_bytes_sent upstream_cache_etag upstream_cache_last_modified upstream_cache_status upstream_connect_time upstream_header_time
  upstream_response_length upstream_response_time upstream_status uri use_port_in_redirects`.split(/\s+/),
);

/** Prefixes that any name may follow. */
const HTTP_FAMILIES = /^(?:arg|cookie|http|sent_http|sent_trailer|upstream_cookie|upstream_http|upstream_trailer|proxy_protocol_tlv)_/;

/**
 * Variables that no directive may set: those of nginx itself, except for some that a location may change, and those that the
 * controller's configuration sets in each location. Flag `NGX_HTTP_VAR_CHANGEABLE` of the sources above.
 */
const CHANGEABLE =
  /^(?:ancient_browser|args|limit_rate|modern_browser|msie|proxy_host|proxy_port|ssl_\w+|balancer_ewma_score|best_http_host|connection_upgrade|force_no_ssl_redirect|ingress_name|literal_dollar|location_path|loggable|namespace|pass_\w+|preserve_trailing_slash|proxy_alternative_upstream_name|proxy_upstream_name|req_id|service_\w+|use_port_in_redirects|force_ssl_redirect)$/;

/** Headers for which nginx has a separate variable. */
const FIXED_HEADERS =
  /^(?:http_(?:host|user_agent|referer|via|x_forwarded_for|cookie)|sent_http_(?:content_type|content_length|location|last_modified|connection|keep_alive|transfer_encoding|cache_control|link))$/;

export const isFixed = (name: string): boolean => {
  const key = name.toLowerCase();
  return (HTTP_VARIABLES.has(key) && !CHANGEABLE.test(key)) || FIXED_HEADERS.test(key);
};

/** Variables of the stream part. Source: nginx/nginx@release-1.27.1:src/stream. */
const STREAM_VARIABLES: ReadonlySet<string> = new Set(
  `binary_remote_addr bytes_received bytes_sent connection hostname limit_conn_status msec nginx_version pid protocol proxy_protocol_addr
  proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port proxy_upstream_name realip_remote_addr realip_remote_port
  remote_addr remote_port server_addr server_name server_port session_time ssl_alpn_protocol ssl_cipher ssl_ciphers ssl_client_cert
  ssl_client_fingerprint ssl_client_i_dn ssl_client_raw_cert ssl_client_s_dn ssl_client_serial ssl_client_v_end ssl_client_v_remain
  ssl_client_v_start ssl_client_verify ssl_curve ssl_curves ssl_preread_alpn_protocols ssl_preread_protocol ssl_preread_server_name
  ssl_protocol ssl_server_name ssl_session_id ssl_session_reused status time_iso8601 time_local upstream_addr upstream_bytes_received
  upstream_bytes_sent upstream_connect_time upstream_first_byte_time upstream_session_time`.split(/\s+/),
);

/** Marks every name as known, because a file with unknown content may define any. */
export const ANY_VARIABLE = '*';

/** Whether nginx knows a variable. `further`: names that the configuration itself defines, in lower case. */
export function isVariable(name: string, part: 'http' | 'stream', further: ReadonlySet<string>): boolean {
  const key = name.toLowerCase();
  if (further.has(key) || further.has(ANY_VARIABLE)) return true;
  return part === 'http'
    ? HTTP_VARIABLES.has(key) || HTTP_FAMILIES.test(key)
    : STREAM_VARIABLES.has(key) || key.startsWith('proxy_protocol_tlv_');
}

/** A "$" in a text and the name after it: a capture, or a variable. */
const REFERENCE = /\$(?:([1-9])|\{(\w+)\}|(\w+))?/g;

/**
 * Why nginx refuses a text with variables, or `undefined`. A log format has no captures.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_script.c `ngx_http_script_compile`, src/http/modules/ngx_http_log_module.c
 * `ngx_http_log_compile_format`.
 */
export function variableProblem(text: string, knows: (name: string) => boolean, captures = true): string | undefined {
  for (const [whole, capture, braced, bare] of text.matchAll(REFERENCE)) {
    if (whole === '$') return `"$" in "${text}" is not followed by a name`;
    if (capture !== undefined && captures) continue;
    const name = braced ?? bare ?? (capture as string);
    if (!knows(name)) return `there is no variable "$${name}"`;
  }
  return undefined;
}
