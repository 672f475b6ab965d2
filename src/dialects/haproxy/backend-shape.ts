import { all, type Shape } from '../../kinds/shapes';

const TEXTS: Shape = { list: 'text' };
const RETURN_HDRS: Shape = { list: { fields: { fmt: 'text', name: 'text' }, required: ['fmt', 'name'] } };
/**
 * The types of the fields of a Backend; of members that no rule of ours reads, only whether they are maps or lists.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:crs/definition/ingress.v3.haproxy.org_backends.yaml.
 */
export const BACKEND_SPEC: Shape = {
  fields: {
    ...all(
      'text',
      `
    abortonclose accept_invalid_http_response accept_unsafe_violations_in_http_response adv_check allbackups checkcache
    description dynamic_cookie_key external_check external_check_command external_check_path from guid
    h1_case_adjust_bogus_server hash_preserve_affinity http-buffer-request http-drop-request-trailers http-no-delay
    http-use-htx http_connection_mode http_pretend_keepalive http_proxy http_restrict_req_hdr_names http_reuse
    http_send_name_header independent_streams load_server_state_from_file log_health_checks log_tag mode name nolinger
    persist prefer_last_server retry_on server_state_file_name splice_auto splice_request splice_response spop_check srvtcpka
    tcp_smart_connect tcpka transparent use_fcgi_app`,
    ),
    ...all(
      'integer',
      `
    check_timeout connect_timeout fullconn hash_balance_factor http_keep_alive_timeout http_request_timeout id
    max_keep_alive_queue queue_timeout retries server_fin_timeout server_timeout srvtcpka_cnt srvtcpka_idle srvtcpka_intvl
    tarpit_timeout tunnel_timeout`,
    ),
    ...all(
      'map',
      `
    email_alert errorloc302 errorloc303 force_persist ignore_persist mysql_check_params originalto persist_rule
    pgsql_check_params server_templates smtpchk_params source stats_options stick_table`,
    ),
    acl_list: { list: { fields: { acl_name: 'text', criterion: 'text', value: 'text' }, required: ['acl_name', 'criterion'] } },
    balance: {
      fields: {
        ...all('text', 'algorithm hash_expression hdr_name rdp_cookie_name url_param'),
        ...all('integer', 'random_draws uri_depth uri_len url_param_check_post url_param_max_wait'),
        hdr_use_domain_only: 'boolean',
        uri_path_only: 'boolean',
        uri_whole: 'boolean',
      },
      required: ['algorithm'],
    },
    compression: {
      fields: {
        'algo-req': 'text',
        algorithms: TEXTS,
        'algos-res': TEXTS,
        direction: 'text',
        minsize_req: 'integer',
        minsize_res: 'integer',
        offload: 'boolean',
        types: TEXTS,
        'types-req': TEXTS,
        'types-res': TEXTS,
      },
    },
    cookie: {
      fields: {
        ...all('boolean', 'dynamic httponly indirect nocache postonly preserve secure'),
        attr: { list: { fields: { value: 'text' } } },
        domain: { list: { fields: { value: 'text' } } },
        maxidle: 'integer',
        maxlife: 'integer',
        name: 'text',
        type: 'text',
      },
      required: ['name'],
    },
    default_server: {
      fields: {
        ...all(
          'text',
          `
    agent-addr agent-check agent-send alpn backup check check-pool-conn-name check-reuse-pool check-send-proxy check-sni
    check-ssl check_alpn check_proto check_via_socks4 ciphers ciphersuites client_sigalgs cookie crl_file curves force_sslv3
    force_tlsv10 force_tlsv11 force_tlsv12 force_tlsv13 guid hash_key health_check_address init-addr init-state log_proto
    maintenance namespace no_sslv3 no_tlsv10 no_tlsv11 no_tlsv12 no_tlsv13 no_verifyhost npn observe on-error on-marked-down
    on-marked-up pool_conn_name proto redir resolve-net resolve-prefer resolve_opts resolvers send-proxy send-proxy-v2
    send_proxy_v2_ssl send_proxy_v2_ssl_cn sigalgs sni socks4 source ssl ssl_cafile ssl_certificate ssl_max_ver ssl_min_ver
    ssl_reuse sslv3 stick tfo tls_tickets tlsv10 tlsv11 tlsv12 tlsv13 track verify verifyhost ws`,
        ),
        ...all(
          'integer',
          `
    agent-inter agent-port downinter error_limit fall fastinter health_check_port idle_ping inter log-bufsize max_reuse
    maxconn maxqueue minconn pool_low_conn pool_max_conn pool_purge_delay rise shard slowstart tcp_ut weight`,
        ),
        allow_0rtt: 'boolean',
        'proxy-v2-options': TEXTS,
        'set-proxy-v2-tlv-fmt': { fields: { id: 'text', value: 'text' }, required: ['id', 'value'] },
        'strict-maxconn': 'boolean',
      },
    },
    disabled: 'boolean',
    enabled: 'boolean',
    error_files: { list: 'map' },
    errorfiles_from_http_errors: { list: 'map' },
    filter_list: { list: 'map' },
    force_persist_list: { list: 'map' },
    forwardfor: { fields: { enabled: 'text', except: 'text', header: 'text', ifnone: 'boolean' }, required: ['enabled'] },
    hash_type: { fields: { function: 'text', method: 'text', modifier: 'text' } },
    http_after_response_rule_list: {
      list: {
        fields: {
          ...all(
            'text',
            `
    acl_file acl_keyfmt capture_sample cond cond_test hdr_format hdr_match hdr_method hdr_name log_level map_file map_keyfmt
    map_valuefmt sc_expr status_reason strict_mode type var_expr var_format var_name var_scope`,
          ),
          ...all('integer', 'capture_id capture_len sc_id sc_idx sc_int status'),
        },
        required: ['type'],
      },
    },
    http_check_list: { list: 'map' },
    http_error_rule_list: { list: 'map' },
    http_request_rule_list: {
      list: {
        fields: {
          ...all(
            'text',
            `
    acl_file acl_keyfmt auth_realm bandwidth_limit_limit bandwidth_limit_name bandwidth_limit_period cache_name
    capture_sample cond cond_test expr hdr_format hdr_match hdr_method hdr_name hint_format hint_name log_level lua_action
    lua_params map_file map_keyfmt map_valuefmt mark_value method_fmt normalizer path_fmt path_match protocol query-fmt
    redir_option redir_type redir_value resolvers return_content return_content_format return_content_type sc_expr
    service_name spoe_engine spoe_group strict_mode timeout timeout_type tos_value track_sc_key track_sc_table type uri-fmt
    uri-match var_expr var_format var_name var_scope`,
          ),
          ...all(
            'integer',
            `
    capture_id capture_len deny_status nice_value redir_code return_status_code rst_ttl sc_id sc_idx sc_int
    track_sc_stick_counter wait_at_least wait_time`,
          ),
          normalizer_full: 'boolean',
          normalizer_strict: 'boolean',
          return_hdrs: RETURN_HDRS,
        },
        required: ['type'],
      },
    },
    http_response_rule_list: {
      list: {
        fields: {
          ...all(
            'text',
            `
    acl_file acl_keyfmt bandwidth_limit_limit bandwidth_limit_name bandwidth_limit_period cache_name capture_sample cond
    cond_test expr hdr_format hdr_match hdr_method hdr_name log_level lua_action lua_params map_file map_keyfmt map_valuefmt
    mark_value redir_option redir_type redir_value return_content return_content_format return_content_type sc_expr
    spoe_engine spoe_group status_reason strict_mode timeout timeout_type tos_value track_sc_key track_sc_table type var_expr
    var_format var_name var_scope`,
          ),
          ...all(
            'integer',
            `
    capture_id deny_status nice_value redir_code return_status_code rst_ttl sc_id sc_idx sc_int status track_sc_stick_counter
    wait_at_least wait_time`,
          ),
          return_hdrs: RETURN_HDRS,
        },
        required: ['type'],
      },
    },
    httpchk_params: { fields: { host: 'text', method: 'text', uri: 'text', version: 'text' } },
    ignore_persist_list: { list: 'map' },
    log_target_list: { list: 'map' },
    redispatch: { fields: { enabled: 'text', interval: 'integer' }, required: ['enabled'] },
    server_switching_rule_list: { list: 'map' },
    stick_rule_list: { list: 'map' },
    tcp_check_rule_list: { list: 'map' },
    tcp_request_rule_list: { list: 'map' },
    tcp_response_rule_list: { list: 'map' },
  },
};
