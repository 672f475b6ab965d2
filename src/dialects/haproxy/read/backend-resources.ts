import { type ClusterView, clusterView, itemsOf } from '../../../kinds/cluster-view';
import { list, record, text } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { keyOf } from '../../../kinds/object-key';
import type { ReadScope } from '../../../kinds/read-scope';
import type { Origin, Step } from '../../../table/routing-table';
import { ANNOTATIONS } from '../annotations';
import { BACKEND, GROUP } from '../kinds';
import type { Said, Speaker } from './annotations';
import { requestRuleSteps } from './request-rules';

/** What is read of the cluster. */
export interface HaproxyCluster extends ClusterView {
  /** Backends of the controller's own API, by `namespace/name`. */
  readonly backends: ReadonlyMap<string, KubeObject>;
}

export const clusterOf = (objects: readonly KubeObject[], scope: ReadScope): HaproxyCluster => ({
  ...clusterView(objects, scope),
  backends: new Map(
    objects
      .flatMap(itemsOf)
      .filter(({ apiVersion, kind }) => kind === BACKEND.kind && apiVersion.startsWith(`${GROUP}/`))
      .map((object) => [keyOf(object), object]),
  ),
});

/** What a Backend does in the place of annotations. */
export interface BackendResource {
  readonly speaker: Speaker;
  readonly steps: readonly Step[];
}

/**
 * The Backend that `cr-backend` names, in the namespace of the Service unless it names another. Undefined if it names none.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/service/service.go (`getBackendModel`), pkg/annotations/models.go.
 */
export function backendResource(said: Said, namespace: string, backends: HaproxyCluster['backends']): BackendResource | undefined {
  const named = said.text('cr-backend');
  if (named === '') return undefined;
  const key = named.includes('/') ? named : `${namespace}/${named}`;
  const object = backends.get(key);
  if (object === undefined)
    return { speaker: NOTHING, steps: [unknownStep(`what Backend ${key} says is not among the manifests`, said.origin('cr-backend'))] };
  const spec = record(object.spec);
  const place = { kind: object.kind, namespace: key.slice(0, key.indexOf('/')), name: object.metadata.name };
  const origin = (field: string): Origin => ({ ...place, field: `spec.${field}` });
  const unknown = Object.keys(spec).filter((field) => !KNOWN.includes(field) && !HARMLESS.test(field));
  return {
    speaker: {
      texts: { ...NOTHING.texts, ...textsOf(spec) },
      origin: place,
      fieldOf: (name) => `spec.${FIELDS[name] ?? name}`,
    },
    steps: [
      ...unknown.map((field) => unknownStep(`what ${field} of Backend ${key} does to requests is not known`, origin(field))),
      ...requestRuleSteps(list(spec.http_request_rule_list).map(record), origin('http_request_rule_list')),
    ],
  };
}

const unknownStep = (because: string, origin: Origin): Step => ({
  kind: 'when',
  conditions: [],
  outcome: { kind: 'undecided', because },
  origin,
});

/** Annotations that the controller reads beside a Backend. */
const READ_ANYWAY: readonly string[] = ['backend-config-snippet', 'standalone-backend', 'cr-backend', 'scale-server-slots'];

/** Says that nothing is said, so that no annotation and no default counts. */
const NOTHING: Speaker = {
  texts: Object.fromEntries(
    ANNOTATIONS.filter(({ name, scope }) => scope === 'backend' && !READ_ANYWAY.includes(name)).map(({ name }) => [name, '']),
  ),
  origin: { kind: BACKEND.kind, namespace: '', name: '' },
  fieldOf: () => 'spec',
};

/** Fields whose effects are told apart. */
const FIELDS: { readonly [annotation: string]: string } = {
  check: 'default_server.check',
  'check-http': 'httpchk_params',
  'check-interval': 'default_server.inter',
  'cookie-persistence': 'cookie',
  'forwarded-for': 'forwardfor',
  'load-balance': 'balance',
  'send-proxy-protocol': 'default_server',
  'server-ca': 'default_server.ssl_cafile',
  'server-crt': 'default_server.ssl_certificate',
  'server-proto': 'default_server.proto',
  'server-ssl': 'default_server.ssl',
  'timeout-check': 'check_timeout',
  'timeout-connect': 'connect_timeout',
  'timeout-server': 'server_timeout',
  'request-rules': 'http_request_rule_list',
  'response-rules': 'http_response_rule_list',
};

const KNOWN: readonly string[] = [
  'default_server',
  'http_request_rule_list',
  ...Object.values(FIELDS).map((field) => field.replace(/\..*/, '')),
  'adv_check',
  'retries',
  'retry_on',
];

/** Fields that do nothing to where a request goes. `acl_list` does only what rules with its names do. */
const HARMLESS =
  /^(?:.*_timeout|abortonclose|acl_list|compression|description|dynamic_cookie_key|email_alert|from|fullconn|guid|hash_.*|http_after_response_rule_list|http_check_list|http_connection_mode|http_reuse|http-.*|id|log_.*|max_keep_alive_queue|metadata|mode|name|nolinger|prefer_last_server|redispatch|srvtcpka.*|stick_table|tcp_smart_connect|tcpka)$/;

/** In the words of annotations, or of the fields that have none. */
function textsOf(spec: { readonly [field: string]: unknown }): { readonly [name: string]: string } {
  const server = record(spec.default_server);
  const { check, inter, ssl, verify, proto, ssl_cafile: ca, ssl_certificate: crt, ...others } = server;
  const check_http = record(spec.httpchk_params);
  const rules = list(spec.http_request_rule_list).map(record);
  const texts: { readonly [name: string]: unknown } = {
    check: check === 'enabled' ? 'true' : undefined,
    'check-http':
      Object.keys(check_http).length === 0 ? undefined : [check_http.method, check_http.uri].filter((part) => part !== undefined).join(' '),
    'check-interval': inter,
    'cookie-persistence': cookieText(record(spec.cookie)),
    'forwarded-for': text(record(spec.forwardfor).enabled) === 'enabled' ? 'true' : undefined,
    'load-balance': balanceText(record(spec.balance)),
    'send-proxy-protocol': PROXY_PROTOCOLS.find((name) => server[name] === 'enabled'),
    'server-ca': ssl === 'enabled' && verify === 'required' ? ca : undefined,
    'server-crt': ssl === 'enabled' ? crt : undefined,
    'server-proto': proto,
    'server-ssl': ssl === 'enabled' ? 'true' : undefined,
    'timeout-check': spec.check_timeout,
    'timeout-connect': spec.connect_timeout,
    'timeout-server': spec.server_timeout,
    retries: spec.retries === undefined ? undefined : `${spec.retries} ${text(spec.retry_on)}`.trim(),
    'request-rules': jsonOf(rules.filter(({ type }) => /header|value/.test(text(type)))),
    'response-rules': jsonOf([...list(spec.http_response_rule_list), ...list(spec.http_after_response_rule_list)]),
    'body-limit': jsonOf(rules.filter(({ cond_test: test }) => text(test).includes('req.body_size'))),
    'other-fields': jsonOf(
      [
        ...Object.entries(spec).filter(([field]) => !KNOWN.includes(field)),
        ...Object.entries(others).filter(([field]) => !PROXY_PROTOCOLS.includes(field) && field !== 'alpn'),
      ].sort(),
    ),
  };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]])),
  );
}

const PROXY_PROTOCOLS: readonly string[] = ['send-proxy', 'send-proxy-v2', 'send_proxy_v2_ssl', 'send_proxy_v2_ssl_cn'];

const jsonOf = (values: readonly unknown[]): string | undefined => (values.length === 0 ? undefined : JSON.stringify(values));

/** The name alone where the annotation says the same. */
function cookieText({ name, type, dynamic, indirect, nocache, ...others }: { readonly [field: string]: unknown }): string | undefined {
  if (name === undefined) return undefined;
  const plain = type === 'insert' && dynamic === true && indirect === true && nocache === true && Object.keys(others).length === 0;
  return plain ? text(name) : JSON.stringify({ name, type, dynamic, indirect, nocache, ...others });
}

function balanceText({
  algorithm,
  hdr_name: header,
  hash_expression: expression,
  ...others
}: {
  readonly [field: string]: unknown;
}): string | undefined {
  if (algorithm === undefined) return undefined;
  const known = algorithm === 'hdr' ? `hdr(${text(header)})` : algorithm === 'hash' ? `hash ${text(expression)}` : text(algorithm);
  return Object.keys(others).length === 0 ? known : `${known} ${JSON.stringify(others)}`;
}
