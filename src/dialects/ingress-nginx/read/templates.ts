import type { TemplatePart, TextTemplate } from '../../../table/routing-table';

/** Variables of nginx that a request alone gives a value. */
const OF_REQUEST: { readonly [name: string]: TemplatePart } = {
  args: { variable: 'query' },
  document_uri: { variable: 'path' },
  host: { variable: 'host' },
  http_host: { variable: 'hostAsSent' },
  is_args: { text: '?', ifAny: 'query' },
  query_string: { variable: 'query' },
  request_method: { variable: 'method' },
  request_uri: { variable: 'target' },
  scheme: { variable: 'scheme' },
  uri: { variable: 'path' },
};

/** Prefixes behind which any name may stand. */
const FAMILIES = /^(?:arg|cookie|http|sent_http|sent_trailer|upstream_cookie|upstream_http|upstream_trailer|proxy_protocol_tlv)_/;

/**
 * Other variables that the nginx of the controller knows: of nginx 1.27.1 itself, and of the controller's own configuration
 * (kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl).
 */
const OTHERS = new Set(
  `balancer_ewma_score best_http_host binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time
  connection_upgrade connections_active connections_reading connections_waiting connections_writing content_length content_type cors
  date_gmt date_local document_root fastcgi_path_info fastcgi_script_name force_no_ssl_redirect force_ssl_redirect gzip_ratio hostname
  http2 http3 https ingress_name invalid_referer limit_conn_status limit_rate limit_req_status literal_dollar location_path loggable
  msec namespace nginx_version pass_access_scheme pass_port pass_server_port pid pipe preserve_trailing_slash proxy_add_x_forwarded_for
  proxy_alternative_upstream_name proxy_host proxy_port proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr
  proxy_protocol_server_port proxy_upstream_name realip_remote_addr realip_remote_port realpath_root remote_addr remote_port remote_user
  req_id request request_body request_body_file request_completion request_filename request_id request_length request_time secure_link
  secure_link_expires server_addr server_name server_port server_protocol service_name service_port ssl_alpn_protocol ssl_cipher
  ssl_ciphers ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_i_dn_legacy ssl_client_raw_cert
  ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_v_end ssl_client_v_remain ssl_client_v_start ssl_client_verify
  ssl_curve ssl_curves ssl_early_data ssl_protocol ssl_redirect ssl_server_name ssl_session_id ssl_session_reused status tcpinfo_rcv_space
  tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_local upstream_addr upstream_bytes_received upstream_bytes_sent
  upstream_cache_status upstream_connect_time upstream_header_time upstream_queue_time upstream_response_length upstream_response_time
  upstream_status use_port_in_redirects`.split(/\s+/),
);

/**
 * Reads a text with variables as nginx does, or says why nginx would refuse the whole configuration. `named`: further variables, which
 * named groups of regular expressions make.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_script.c `ngx_http_script_compile`.
 */
export function readTemplate(text: string, named: ReadonlySet<string>): TextTemplate | { readonly refused: string } {
  const parts: TemplatePart[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '$') {
      plain += text[at++];
      continue;
    }
    const found = /^\$(?:([1-9])|\{(\w+)\}|(\w+))/.exec(text.slice(at));
    if (found === null) return { refused: `"$" in "${text}" is not followed by a name` };
    at += found[0].length;
    if (plain !== '') parts.push(plain);
    plain = '';
    const name = found[2] ?? found[3] ?? '';
    const ofRequest = OF_REQUEST[name];
    if (found[1] !== undefined) parts.push({ capture: Number(found[1]) });
    else if (ofRequest !== undefined) parts.push(ofRequest);
    else if (OTHERS.has(name) || named.has(name) || FAMILIES.test(name)) parts.push({ unknown: `$${name}` });
    else return { refused: `there is no variable "$${name}"` };
  }
  if (plain !== '') parts.push(plain);
  return parts;
}
