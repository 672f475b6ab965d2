import { clusterView, itemsOf } from '../../../kinds/cluster-view';
import { list, record, text, texts } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { keyOf, namespaceOf } from '../../../kinds/object-key';
import type { ReadScope } from '../../../kinds/read-scope';
import { compareAge, type Named, named, type ObjectRef, ofGroup } from './view';

/** What routes and Gateways refer to. Keys are `namespace/name`. */
export interface Cluster {
  readonly complete: boolean;
  readonly services: ReadonlyMap<string, ServiceView>;
  /** The BackendTLSPolicy of a port of a Service. */
  tlsPolicyOf(service: ObjectRef, portName: string): Named | undefined;
  /** Command lines of what runs in the cluster, by image. */
  readonly containers: readonly { readonly image: string; readonly args: readonly string[] }[];
  readonly certificates: ReadonlySet<string>;
  readonly namespaces: ReadonlyMap<string, { readonly [label: string]: string }>;
  readonly objects: readonly KubeObject[];
  /** An object by its kind and key. */
  find(kind: string, key: string): KubeObject | undefined;
  permits(from: ObjectRef, to: ObjectRef): boolean;
}

export interface ServiceView {
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    readonly protocol: string;
    readonly appProtocol: string | undefined;
  }[];
  readonly external: boolean;
  /** `undefined`: nothing is known about its endpoints. */
  readonly endpoints: 'ready' | 'notReady' | 'none' | 'noSlice' | undefined;
}

export function clusterOf(given: readonly KubeObject[], scope: ReadScope): Cluster {
  const { certificates, containers, namespaces, complete } = clusterView(given, scope);
  const objects = given.flatMap(itemsOf);
  const endpoints = endpointsOf(objects);
  const grants = objects.filter((object) => object.kind === 'ReferenceGrant' && ofGroup(object)).map(grantView);
  const policies = objects
    .filter((object) => object.kind === 'BackendTLSPolicy' && ofGroup(object))
    .map(tlsPolicyView)
    .sort(compareAge);
  const byKind = new Map<string, KubeObject>();
  for (const object of objects) byKind.set(`${object.kind} ${keyOf(object)}`, object);
  return {
    complete,
    objects,
    find: (kind, key) => byKind.get(`${kind} ${key}`),
    containers,
    services: new Map(
      objects
        .filter(({ kind }) => kind === 'Service')
        .map((object) => [keyOf(object), serviceView(object, endpoints.get(keyOf(object)), complete)]),
    ),
    certificates: new Set(certificates.keys()),
    namespaces,
    tlsPolicyOf: (service, portName) => policies.find((one) => one.targets(service, portName)),
    permits: (from, to) => from.namespace === to.namespace || grants.some((grant) => grant(from, to)),
  };
}

function serviceView(object: KubeObject, endpoints: ServiceView['endpoints'], complete: boolean): ServiceView {
  const spec = record(object.spec);
  return {
    ports: list(spec.ports).map((entry) => {
      const { name, port, protocol, appProtocol } = record(entry);
      return {
        name: text(name),
        port: typeof port === 'number' ? port : 0,
        protocol: text(protocol) || 'TCP',
        appProtocol: typeof appProtocol === 'string' ? appProtocol : undefined,
      };
    }),
    external: spec.type === 'ExternalName',
    endpoints: endpoints ?? (complete ? 'noSlice' : undefined),
  };
}

const RANK = { ready: 2, notReady: 1, none: 0 } as const;

function endpointsOf(objects: readonly KubeObject[]): ReadonlyMap<string, keyof typeof RANK> {
  const found = new Map<string, keyof typeof RANK>();
  for (const object of objects) {
    if (object.kind !== 'EndpointSlice') continue;
    const service = texts(object.metadata.labels)['kubernetes.io/service-name'];
    if (service === undefined) continue;
    const all = list(object.endpoints);
    const some = all.some((endpoint) => record(record(endpoint).conditions).ready !== false);
    const state = some ? 'ready' : all.length > 0 ? 'notReady' : 'none';
    const key = `${namespaceOf(object)}/${service}`;
    const before = found.get(key);
    if (before === undefined || RANK[before] < RANK[state]) found.set(key, state);
  }
  return found;
}

function grantView(object: KubeObject): (from: ObjectRef, to: ObjectRef) => boolean {
  const spec = record(object.spec);
  const namespace = namespaceOf(object);
  const sources = list(spec.from).map(record);
  const targets = list(spec.to).map(record);
  return (from, to) =>
    to.namespace === namespace &&
    sources.some((one) => text(one.group) === from.group && one.kind === from.kind && one.namespace === from.namespace) &&
    targets.some((one) => text(one.group) === to.group && one.kind === to.kind && (text(one.name) === '' || one.name === to.name));
}

function tlsPolicyView(object: KubeObject): Named & { targets(service: ObjectRef, portName: string): boolean } {
  const policy = named(object);
  const refs = list(record(object.spec).targetRefs).map(record);
  return {
    ...policy,
    targets: (service, portName) =>
      service.namespace === policy.namespace &&
      refs.some(
        (ref) => ref.kind === 'Service' && ref.name === service.name && (text(ref.sectionName) === '' || ref.sectionName === portName),
      ),
  };
}
