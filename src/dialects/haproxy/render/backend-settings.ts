import type { BackendProtocolName, LoadBalancingName, RoutePolicies } from '../../../model/neutral-route';
import { quotedFormat } from './config-text';

type Texts = { readonly [name: string]: string };
export type Spec = { readonly [field: string]: unknown };

/**
 * What one policy asks of the backend, in both forms. The controller reads a Backend in the place of all annotations, so one that is needed for
 * one setting has all of them. Source of both forms: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/service/*.go,
 * crs/definition/ingress.v3.haproxy.org_backends.yaml, pkg/service/service.go (`getBackendModel`).
 */
interface Setting {
  /** Absent: no annotation says it. */
  readonly annotations?: Texts;
  readonly spec: Spec;
}

/** The backend of a group of routes. */
export interface BackendSettings {
  readonly annotations: Texts;
  /** What a Backend needs to say; absent if annotations say it all. */
  readonly spec?: Spec;
}

/** `namespace`: of the routes, in which the Secrets are. */
export function backendSettings(policies: RoutePolicies, namespace: string): BackendSettings {
  const settings = SETTINGS.flatMap((setting) => setting(policies, namespace));
  if (settings.some(({ annotations }) => annotations === undefined))
    return { annotations: {}, spec: mergeAll([DEFAULTS, ...settings.map(({ spec }) => spec)]) };
  return { annotations: Object.assign({}, ...settings.map(({ annotations }) => annotations)) };
}

/** What annotations say by default, and a Backend does not. */
const DEFAULTS: Spec = {
  abortonclose: 'disabled',
  balance: { algorithm: 'roundrobin' },
  default_server: { check: 'enabled' },
  forwardfor: { enabled: 'enabled' },
};

type SettingOf = (policies: RoutePolicies, namespace: string) => readonly Setting[];

const SETTINGS: readonly SettingOf[] = [
  timeouts,
  balancing,
  healthChecks,
  affinity,
  protocol,
  backendTls,
  proxyProtocol,
  retries,
  bodySize,
  headers,
];

const milliseconds = (seconds: number): number => seconds * 1000;

function timeouts({ timeouts }: RoutePolicies): readonly Setting[] {
  const { connectSeconds, readSeconds } = timeouts ?? {};
  return [
    ...(readSeconds === undefined
      ? []
      : [{ annotations: { 'timeout-server': `${readSeconds}s` }, spec: { server_timeout: milliseconds(readSeconds) } }]),
    ...(connectSeconds === undefined ? [] : [{ spec: { connect_timeout: milliseconds(connectSeconds) } }]),
  ];
}

const ALGORITHMS: { readonly [A in LoadBalancingName]?: string } = {
  roundRobin: 'roundrobin',
  random: 'random',
  leastRequests: 'leastconn',
  clientAddress: 'source',
};

function balancing({ loadBalancing: { algorithm, hashHeader, hashCookie } = {} }: RoutePolicies): readonly Setting[] {
  const name = algorithm === undefined ? undefined : ALGORITHMS[algorithm];
  if (name !== undefined) return [{ annotations: { 'load-balance': name }, spec: { balance: { algorithm: name } } }];
  if (hashHeader !== undefined)
    return [{ annotations: { 'load-balance': `hdr(${hashHeader})` }, spec: { balance: { algorithm: 'hdr', hdr_name: hashHeader } } }];
  return hashCookie === undefined ? [] : [{ spec: { balance: { algorithm: 'hash', hash_expression: `req.cook(${hashCookie})` } } }];
}

function healthChecks({ healthChecks: checks }: RoutePolicies): readonly Setting[] {
  if (checks === undefined) return [];
  const { path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold } = checks;
  const needsResource = healthyThreshold !== undefined || unhealthyThreshold !== undefined;
  const server = {
    check: 'enabled',
    ...(intervalSeconds === undefined ? {} : { inter: milliseconds(intervalSeconds) }),
    ...(healthyThreshold === undefined ? {} : { rise: healthyThreshold }),
    ...(unhealthyThreshold === undefined ? {} : { fall: unhealthyThreshold }),
  };
  const spec = {
    adv_check: 'httpchk',
    httpchk_params: { method: 'GET', uri: path },
    default_server: server,
    ...(timeoutSeconds === undefined ? {} : { check_timeout: milliseconds(timeoutSeconds) }),
  };
  if (needsResource) return [{ spec }];
  const annotations = {
    check: 'true',
    'check-http': `GET ${path}`,
    ...(intervalSeconds === undefined ? {} : { 'check-interval': `${intervalSeconds}s` }),
    ...(timeoutSeconds === undefined ? {} : { 'timeout-check': `${timeoutSeconds}s` }),
  };
  return [{ annotations, spec }];
}

/** As the controller's own examples name it. */
const COOKIE = 'SERVERID';

function affinity({ sessionAffinity }: RoutePolicies): readonly Setting[] {
  if (sessionAffinity === undefined) return [];
  const { cookieName = COOKIE, maxAgeSeconds, secure, sameSite } = sessionAffinity;
  const attributes = [
    ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
  ];
  const cookie = {
    name: cookieName,
    type: 'insert',
    dynamic: true,
    indirect: true,
    nocache: true,
    ...(secure === true ? { secure } : {}),
    ...(attributes.length === 0 ? {} : { attr: attributes.map((value) => ({ value })) }),
  };
  const plain = secure !== true && attributes.length === 0;
  return [{ ...(plain && { annotations: { 'cookie-persistence': cookieName } }), spec: { cookie } }];
}

const TLS = { ssl: 'enabled', alpn: 'h2,http/1.1', verify: 'none' };

const PROTOCOLS: { readonly [P in BackendProtocolName]: Setting | undefined } = {
  HTTP: undefined,
  HTTPS: { annotations: { 'server-ssl': 'true' }, spec: { default_server: TLS } },
  AUTO_HTTP: undefined,
  GRPC: { annotations: { 'server-proto': 'h2' }, spec: { default_server: { proto: 'h2' } } },
  GRPCS: { annotations: { 'server-ssl': 'true', 'server-proto': 'h2' }, spec: { default_server: { ...TLS, proto: 'h2' } } },
  FCGI: undefined,
  HTTP2: { annotations: { 'server-proto': 'h2' }, spec: { default_server: { proto: 'h2' } } },
  WEBSOCKET: undefined,
};

function protocol({ backendProtocol = 'HTTP' }: RoutePolicies): readonly Setting[] {
  const setting = PROTOCOLS[backendProtocol];
  return setting === undefined ? [] : [setting];
}

/**
 * A Backend can name only files of the controller, and annotations alone make files of Secrets; `check-policies.ts` reports what then is lost.
 * A snippet stands before the servers, so that it adds to what they have by default
 * (haproxytech/client-native@v6.2.4:config-parser/section-parsers.go, `getBackendParser`).
 */
function backendTls({ backendTls }: RoutePolicies, namespace: string): readonly Setting[] {
  if (backendTls === undefined) return [];
  const { secretName, secretNamespace = namespace, verify, serverName } = backendTls;
  const annotations = {
    ...(secretName === undefined ? {} : { [verify === true ? 'server-ca' : 'server-crt']: `${secretNamespace}/${secretName}` }),
    ...(serverName === undefined ? {} : { 'backend-config-snippet': `default-server sni str(${serverName})` }),
  };
  return [{ annotations, spec: serverName === undefined ? {} : { default_server: { sni: `str(${serverName})` } } }];
}

function proxyProtocol({ backendProxyProtocol: version }: RoutePolicies): readonly Setting[] {
  if (version === undefined) return [];
  const spec = { default_server: { [version === 'v1' ? 'send-proxy' : 'send-proxy-v2']: 'enabled' } };
  return [{ annotations: { 'send-proxy-protocol': `proxy-${version}` }, spec }];
}

/** Without `redispatch` every try goes to the same pod. */
function retries({ retries }: RoutePolicies): readonly Setting[] {
  if (retries === undefined) return [];
  const { attempts, statuses = [] } = retries;
  return [
    { spec: { retries: attempts, retry_on: ['conn-failure', ...statuses].join(' '), redispatch: { enabled: 'enabled', interval: 1 } } },
  ];
}

function bodySize({ maxBodyBytes = 0 }: RoutePolicies): readonly Setting[] {
  if (maxBodyBytes === 0) return [];
  const tooLarge = { type: 'deny', deny_status: 413, cond: 'if', cond_test: `{ req.body_size gt ${maxBodyBytes} }` };
  return [{ spec: { http_request_rule_list: [tooLarge] } }];
}

/** Headers that are set have an annotation of the frontend. */
function headers({ requestHeaders, responseHeaders }: RoutePolicies): readonly Setting[] {
  const lists = { http_request_rule_list: changes(requestHeaders), http_response_rule_list: changes(responseHeaders) };
  return Object.entries(lists).flatMap(([list, rules]) => (rules.length === 0 ? [] : [{ spec: { [list]: rules } }]));
}

const changes = ({ add = {}, remove = [] }: NonNullable<RoutePolicies['requestHeaders']> = {}): readonly Spec[] => [
  ...remove.map((name) => ({ type: 'del-header', hdr_name: name })),
  ...Object.entries(add).map(([name, value]) => ({ type: 'add-header', hdr_name: name, hdr_format: quotedFormat(value) })),
];

/** Lists are joined, and objects merged. */
const mergeAll = (specs: readonly Spec[]): Spec => specs.reduce(merge, {});

function merge(one: Spec, other: Spec): Spec {
  const merged: { [field: string]: unknown } = { ...one };
  for (const [field, value] of Object.entries(other)) {
    const before = merged[field];
    if (Array.isArray(value) && Array.isArray(before)) merged[field] = [...before, ...value];
    else merged[field] = isSpec(value) && isSpec(before) ? merge(before, value) : value;
  }
  return merged;
}

const isSpec = (value: unknown): value is Spec => typeof value === 'object' && value !== null && !Array.isArray(value);
