import type { KubeObject } from './kube-object';

/** The fields of an Ingress that controllers read, in any API version. A field of the wrong type counts as absent. */
export interface IngressView {
  readonly object: KubeObject;
  readonly namespace: string;
  readonly name: string;
  /** `namespace/name`. */
  readonly key: string;
  readonly annotations: { readonly [key: string]: string };
  /** In milliseconds; absent if the object is not in a cluster yet. */
  readonly created: number | undefined;
  /** Whether the API server has already accepted it. */
  readonly admitted: boolean;
  readonly className: string | undefined;
  readonly defaultBackend: BackendView | undefined;
  readonly rules: readonly RuleView[];
  readonly tls: readonly TlsView[];
}

export interface RuleView {
  readonly host: string;
  /** Absent if the rule has no `http`. */
  readonly paths: readonly PathView[] | undefined;
}

export interface PathView {
  readonly path: string;
  readonly pathType: string | undefined;
  /** Absent: another resource, not a Service. */
  readonly backend: BackendView | undefined;
  /** `spec.rules[0].http.paths[1]`. */
  readonly field: string;
}

export interface BackendView {
  readonly name: string;
  /** Absent if the manifest has no valid one. */
  readonly port: number | string | undefined;
}

export interface TlsView {
  readonly hosts: readonly string[];
  readonly secretName: string;
}

/** The namespace of an object that states none. */
export const DEFAULT_NAMESPACE = 'default';

export const isIngress = (object: KubeObject): boolean =>
  object.kind === 'Ingress' && /^(networking\.k8s\.io|extensions)\//.test(object.apiVersion);

export function ingressView(object: KubeObject): IngressView {
  const { metadata } = object;
  const spec = record(object.spec);
  const namespace = text(metadata.namespace) || DEFAULT_NAMESPACE;
  const name = text(metadata.name);
  // A YAML parser may turn the text into a date.
  const { creationTimestamp } = metadata;
  const created = creationTimestamp instanceof Date ? creationTimestamp.getTime() : Date.parse(text(creationTimestamp));
  return {
    object,
    namespace,
    name,
    key: `${namespace}/${name}`,
    annotations: texts(metadata.annotations),
    created: Number.isNaN(created) ? undefined : created,
    admitted: text(metadata.uid) !== '' || text(metadata.resourceVersion) !== '',
    className: typeof spec.ingressClassName === 'string' ? spec.ingressClassName : undefined,
    // `spec.backend` is the name of the older API versions.
    defaultBackend: backendView(spec.defaultBackend ?? spec.backend),
    rules: list(spec.rules).map((rule, index) => ruleView(record(rule), index)),
    tls: list(spec.tls).map((tls) => ({ hosts: list(record(tls).hosts).map(text), secretName: text(record(tls).secretName) })),
  };
}

function ruleView(rule: { readonly [field: string]: unknown }, index: number): RuleView {
  const http = rule.http;
  if (typeof http !== 'object' || http === null) return { host: text(rule.host), paths: undefined };
  return {
    host: text(rule.host),
    paths: list(record(http).paths).map((path, at) => {
      const entry = record(path);
      return {
        path: text(entry.path),
        pathType: typeof entry.pathType === 'string' ? entry.pathType : undefined,
        backend: backendView(entry.backend),
        field: `spec.rules[${index}].http.paths[${at}]`,
      };
    }),
  };
}

function backendView(backend: unknown): BackendView | undefined {
  const given = record(backend);
  if (typeof given.serviceName === 'string') return { name: given.serviceName, port: portOf(given.servicePort) };
  if (typeof given.service !== 'object' || given.service === null) return undefined;
  const service = record(given.service);
  const port = record(service.port);
  return { name: text(service.name), port: portOf(port.number) ?? portOf(port.name) };
}

function portOf(port: unknown): number | string | undefined {
  if (typeof port === 'number') return port > 0 ? port : undefined;
  return typeof port === 'string' && port !== '' ? port : undefined;
}

export const record = (value: unknown): { readonly [field: string]: unknown } =>
  isRecord(value) ? (value as { readonly [field: string]: unknown }) : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The members whose values are text. */
export function texts(value: unknown): { readonly [key: string]: string } {
  return Object.fromEntries(
    Object.entries(record(value))
      .filter(([, entry]) => typeof entry === 'string')
      .map(([key, entry]) => [key, entry as string]),
  );
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
