import { DEFAULT_NAMESPACE, list, record, text, texts } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { GROUP } from '../kinds';

/**
 * The fields of routes and Gateways that implementations read, with the defaults that the API server fills in.
 *
 * Source: kubernetes-sigs/gateway-api@v1.6.1:config/crd/standard (defaults).
 */
export interface RouteView extends Named {
  readonly parentRefs: readonly ParentRef[];
  readonly hostnames: readonly string[];
  readonly rules: readonly RuleView[];
}

export interface Named {
  readonly object: KubeObject;
  readonly namespace: string;
  readonly name: string;
  /** In milliseconds; 0 if the object is not in a cluster yet. */
  readonly created: number;
}

export interface ObjectRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface ParentRef extends ObjectRef {
  readonly sectionName: string | undefined;
  readonly port: number | undefined;
  readonly field: string;
}

export interface RuleView {
  readonly index: number;
  readonly name: string | undefined;
  readonly matches: readonly MatchView[];
  readonly filters: readonly FilterView[];
  readonly backends: readonly BackendRefView[];
  readonly timeouts: { readonly [name: string]: string };
  readonly retry: Fields | undefined;
  /** `spec.rules[0]`. */
  readonly field: string;
}

export interface MatchView {
  readonly path: { readonly type: string; readonly value: string };
  readonly method: string | undefined;
  readonly headers: readonly ValueMatch[];
  readonly queries: readonly ValueMatch[];
  readonly field: string;
}

export interface ValueMatch {
  readonly regex: boolean;
  readonly name: string;
  readonly value: string;
}

export type Fields = { readonly [field: string]: unknown };

export interface FilterView {
  readonly type: string;
  /** The member of the filter's own type. */
  readonly own: Fields;
  readonly field: string;
}

export interface BackendRefView extends ObjectRef {
  readonly port: number | undefined;
  readonly weight: number;
  readonly filters: readonly FilterView[];
  readonly field: string;
}

export interface GatewayView extends Named {
  readonly className: string;
  readonly listeners: readonly ListenerSpec[];
}

export interface ListenerSpec {
  /** The Gateway or ListenerSet that holds it. */
  readonly owner: Named;
  readonly name: string;
  readonly hostname: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls: { readonly mode: string; readonly certificates: readonly ObjectRef[] } | undefined;
  /** Of the versions before v1.4. */
  readonly frontendValidation: unknown;
  readonly from: string;
  readonly selector: Fields;
  /** Empty: every kind that fits the protocol. */
  readonly kinds: readonly { readonly group: string; readonly kind: string }[];
  readonly field: string;
}

export const ofGroup = ({ apiVersion }: KubeObject): boolean => apiVersion.startsWith(`${GROUP}/`);

export function named(object: KubeObject): Named {
  const { creationTimestamp } = object.metadata;
  const created = creationTimestamp instanceof Date ? creationTimestamp.getTime() : Date.parse(text(creationTimestamp));
  return {
    object,
    namespace: text(object.metadata.namespace) || DEFAULT_NAMESPACE,
    name: object.metadata.name,
    created: Number.isNaN(created) ? 0 : created,
  };
}

/** An object in a sentence. */
export const nameOf = ({ object, namespace, name }: Named): string => `${object.kind} ${namespace}/${name}`;

/** The oldest first, then by name. */
export const compareAge = (a: Named, b: Named): number =>
  a.created - b.created || compareText(a.namespace, b.namespace) || compareText(a.name, b.name);

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

// ---- routes

export function routeView(object: KubeObject): RouteView {
  const base = named(object);
  const spec = record(object.spec);
  const rules = spec.rules === undefined || spec.rules === null ? [{}] : list(spec.rules);
  return {
    ...base,
    hostnames: list(spec.hostnames).map((host) => text(host).toLowerCase()),
    parentRefs: list(spec.parentRefs).map((entry, index) => {
      const ref = record(entry);
      return {
        ...objectRef(ref, GROUP, 'Gateway', base.namespace),
        sectionName: typeof ref.sectionName === 'string' ? ref.sectionName : undefined,
        port: typeof ref.port === 'number' ? ref.port : undefined,
        field: `spec.parentRefs[${index}]`,
      };
    }),
    rules: rules.map((entry, index) => ruleView(record(entry), index, base.namespace)),
  };
}

export const objectRef = (ref: Fields, group: string, kind: string, namespace: string): ObjectRef => ({
  group: typeof ref.group === 'string' ? ref.group : group,
  kind: text(ref.kind) || kind,
  namespace: text(ref.namespace) || namespace,
  name: text(ref.name),
});

function ruleView(rule: Fields, index: number, namespace: string): RuleView {
  const field = `spec.rules[${index}]`;
  const matches = list(rule.matches);
  return {
    index,
    name: text(rule.name) || undefined,
    field,
    matches: (matches.length === 0 ? [{}] : matches).map((match, at) => matchView(record(match), `${field}.matches[${at}]`)),
    filters: filterViews(rule.filters, field),
    backends: list(rule.backendRefs).map((entry, at) => {
      const ref = record(entry);
      return {
        ...objectRef(ref, '', 'Service', namespace),
        port: typeof ref.port === 'number' ? ref.port : undefined,
        weight: typeof ref.weight === 'number' ? ref.weight : 1,
        filters: filterViews(ref.filters, `${field}.backendRefs[${at}]`),
        field: `${field}.backendRefs[${at}]`,
      };
    }),
    timeouts: texts(rule.timeouts),
    retry: rule.retry === undefined || rule.retry === null ? undefined : record(rule.retry),
  };
}

function matchView(match: Fields, field: string): MatchView {
  const path = record(match.path);
  return {
    field,
    path: { type: text(path.type) || 'PathPrefix', value: typeof path.value === 'string' ? path.value : '/' },
    method: text(match.method) || undefined,
    headers: valueMatches(match.headers),
    queries: valueMatches(match.queryParams),
  };
}

const valueMatches = (entries: unknown): readonly ValueMatch[] =>
  list(entries).map((entry) => {
    const { type, name, value } = record(entry);
    return { regex: type === 'RegularExpression', name: text(name), value: text(value) };
  });

function filterViews(filters: unknown, field: string): readonly FilterView[] {
  return list(filters).map((entry, index) => {
    const filter = record(entry);
    const type = text(filter.type);
    const member = type === 'CORS' ? 'cors' : type === 'URLRewrite' ? 'urlRewrite' : type.charAt(0).toLowerCase() + type.slice(1);
    return { type, own: record(filter[member]), field: `${field}.filters[${index}]` };
  });
}

export const backendRef = (ref: unknown, namespace: string): ObjectRef & { readonly port: number | undefined } => {
  const given = record(ref);
  return { ...objectRef(given, '', 'Service', namespace), port: typeof given.port === 'number' ? given.port : undefined };
};

// ---- Gateways

export function gatewayView(object: KubeObject): GatewayView {
  const owner = named(object);
  const spec = record(object.spec);
  return { ...owner, className: text(spec.gatewayClassName), listeners: listenerSpecs(spec.listeners, owner) };
}

/** A ListenerSet, with the Gateway that it adds listeners to. */
export function listenerSetView(object: KubeObject): Named & { readonly parent: ObjectRef; readonly listeners: readonly ListenerSpec[] } {
  const owner = named(object);
  const spec = record(object.spec);
  const parent = objectRef(record(spec.parentRef), GROUP, 'Gateway', owner.namespace);
  return { ...owner, parent, listeners: listenerSpecs(spec.listeners, owner) };
}

const listenerSpecs = (listeners: unknown, owner: Named): readonly ListenerSpec[] =>
  list(listeners).map((entry, index) => {
    const listener = record(entry);
    const allowed = record(listener.allowedRoutes);
    const namespaces = record(allowed.namespaces);
    return {
      owner,
      name: text(listener.name),
      hostname: text(listener.hostname).toLowerCase(),
      port: typeof listener.port === 'number' ? listener.port : 0,
      protocol: text(listener.protocol),
      tls: tlsView(listener.tls, owner.namespace),
      frontendValidation: record(listener.tls).frontendValidation,
      from: text(namespaces.from) || 'Same',
      selector: record(namespaces.selector),
      kinds: list(allowed.kinds).map((kind) => ({ group: text(record(kind).group) || GROUP, kind: text(record(kind).kind) })),
      field: `spec.listeners[${index}]`,
    };
  });

function tlsView(tls: unknown, namespace: string): ListenerSpec['tls'] {
  if (typeof tls !== 'object' || tls === null) return undefined;
  const { mode, certificateRefs } = record(tls);
  return {
    mode: text(mode) || 'Terminate',
    certificates: list(certificateRefs).map((ref) => objectRef(record(ref), '', 'Secret', namespace)),
  };
}
