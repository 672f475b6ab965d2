import { type IngressView, ingressView, isIngress, list, record, text, texts } from './ingress-view';
import type { KubeObject } from './kube-object';
import { keyOf, namespaceOf } from './object-key';
import { type Certificates, certificatesOf, secretKeys } from './secrets';

/** What controllers read from objects other than Ingresses. Keys are `namespace/name`. */
export interface ClusterView {
  readonly ingresses: readonly IngressView[];
  readonly services: ReadonlyMap<string, ServiceView>;
  readonly classes: ReadonlyMap<string, IngressClassView>;
  readonly certificates: Certificates;
  /** The keys of each Secret that says them. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly configMaps: ReadonlyMap<string, ConfigMapView>;
  /** The labels of each Namespace, by its name. */
  readonly namespaces: ReadonlyMap<string, { readonly [label: string]: string }>;
  /** Containers of Deployments and DaemonSets. */
  readonly containers: readonly ContainerView[];
  readonly complete: boolean;
}

export interface ServiceView {
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[];
  /** Whether some pod is ready. Absent: unknown, and assumed to be ready. */
  readonly ready: boolean | undefined;
  /** Names of the ports that ready pods have. Absent: unknown, and assumed to be all. */
  readonly readyPorts: ReadonlySet<string> | undefined;
  readonly externalName: string | undefined;
  readonly annotations: { readonly [key: string]: string };
  readonly clusterIp: string;
}

export interface IngressClassView {
  readonly controller: string;
  readonly isDefault: boolean;
}

export interface ConfigMapView {
  readonly namespace: string;
  readonly name: string;
  readonly labels: { readonly [key: string]: string };
  readonly data: { readonly [key: string]: string };
}

export interface ContainerView {
  /** The workload that runs it. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
}

export function clusterView(given: readonly KubeObject[], scope: { readonly complete?: boolean }): ClusterView {
  const objects = given.flatMap(itemsOf);
  const of = (...kinds: string[]): KubeObject[] => objects.filter(({ kind }) => kinds.includes(kind));
  const ready = endpointsOf(of('EndpointSlice', 'Endpoints'));
  return {
    ingresses: objects.filter(isIngress).map(ingressView),
    services: new Map(of('Service').map((object) => [keyOf(object), serviceView(object, ready)])),
    classes: new Map(of('IngressClass').map((object) => [object.metadata.name, classView(object)])),
    certificates: certificatesOf(objects),
    secrets: secretKeys(objects),
    configMaps: new Map(
      of('ConfigMap').map((object) => [
        keyOf(object),
        { namespace: namespaceOf(object), name: object.metadata.name, labels: texts(object.metadata.labels), data: texts(object.data) },
      ]),
    ),
    namespaces: namespaceLabels(objects),
    containers: of('Deployment', 'DaemonSet').flatMap(containerViews),
    complete: scope.complete === true,
  };
}

/** The objects of a list, such as `kubectl get -o yaml` prints. */
export const itemsOf = (object: KubeObject): readonly KubeObject[] =>
  /List$/.test(object.kind) && Array.isArray(object.items) ? (object.items as KubeObject[]).flatMap(itemsOf) : [object];

/** The labels of each Namespace, with the one that the API server adds. */
export const namespaceLabels = (objects: readonly KubeObject[]): ClusterView['namespaces'] =>
  new Map(
    objects
      .filter(({ kind, apiVersion }) => kind === 'Namespace' && apiVersion === 'v1')
      .map(({ metadata }) => [metadata.name, { ...texts(metadata.labels), 'kubernetes.io/metadata.name': metadata.name }]),
  );

function serviceView(object: KubeObject, endpoints: ReadonlyMap<string, Endpoints>): ServiceView {
  const spec = record(object.spec);
  return {
    namespace: namespaceOf(object),
    name: object.metadata.name,
    ports: list(spec.ports).map((entry) => {
      const port = record(entry);
      const number = typeof port.port === 'number' ? port.port : 0;
      const target = typeof port.targetPort === 'number' ? String(port.targetPort) : text(port.targetPort);
      return { name: text(port.name), port: number, targetPort: target || String(number) };
    }),
    ready: endpoints.get(keyOf(object))?.ready,
    readyPorts: endpoints.get(keyOf(object))?.ports,
    externalName: spec.type === 'ExternalName' ? text(spec.externalName) : undefined,
    annotations: texts(object.metadata.annotations),
    clusterIp: text(spec.clusterIP),
  };
}

/** The endpoints of a Service, as far as they are known. */
export interface Endpoints {
  ready: boolean;
  /** Names of the ports of ready endpoints; absent where some have no list of ports. */
  ports: Set<string> | undefined;
}

/** By Service, as `namespace/name`. */
export function endpointsOf(objects: readonly KubeObject[]): ReadonlyMap<string, Endpoints> {
  const found = new Map<string, Endpoints>();
  for (const object of objects) {
    const slice = object.kind === 'EndpointSlice';
    const service = slice ? texts(object.metadata.labels)['kubernetes.io/service-name'] : object.metadata.name;
    if (service === undefined) continue;
    const key = `${namespaceOf(object)}/${service}`;
    const known = found.get(key) ?? { ready: false, ports: new Set<string>() };
    found.set(key, known);
    const groups = slice ? [object] : list(object.subsets).map(record);
    for (const group of groups) {
      const some = slice
        ? list(object.endpoints).some((endpoint) => record(record(endpoint).conditions).ready !== false)
        : list(group.addresses).length > 0;
      if (!some) continue;
      known.ready = true;
      if (group.ports === undefined) known.ports = undefined;
      else for (const port of list(group.ports)) known.ports?.add(text(record(port).name));
    }
  }
  return found;
}

function classView(object: KubeObject): IngressClassView {
  return {
    controller: text(record(object.spec).controller),
    isDefault: texts(object.metadata.annotations)['ingressclass.kubernetes.io/is-default-class'] === 'true',
  };
}

/** The containers of a workload. */
export function containerViews(object: KubeObject): readonly ContainerView[] {
  const pod = record(record(record(record(object.spec).template).spec));
  return list(pod.containers).map((entry) => {
    const container = record(entry);
    const variables = variablesOf(container, object);
    return {
      kind: object.kind,
      namespace: namespaceOf(object),
      name: object.metadata.name,
      image: text(container.image),
      args: [...list(container.command), ...list(container.args)].map((word) => expanded(text(word), variables)),
    };
  });
}

/** The variables of a container whose values the manifest shows. Every controller has `POD_NAMESPACE`, so it may be left out. */
function variablesOf(container: { readonly [field: string]: unknown }, object: KubeObject): ReadonlyMap<string, string> {
  const given = list(container.env).flatMap((entry): readonly (readonly [string, string])[] => {
    const { name, value, valueFrom } = record(entry);
    if (typeof value === 'string') return [[text(name), value]];
    return record(record(valueFrom).fieldRef).fieldPath === 'metadata.namespace' ? [[text(name), namespaceOf(object)]] : [];
  });
  return new Map([['POD_NAMESPACE', namespaceOf(object)], ...given]);
}

/** kubernetes/kubernetes@v1.36.3:third_party/forked/golang/expansion/expand.go: `$(NAME)` is a variable, `$$` is a dollar sign. */
const expanded = (word: string, variables: ReadonlyMap<string, string>): string =>
  word.replace(/\$\$|\$\(([^()]+)\)/g, (whole, name?: string) => (name === undefined ? '$' : (variables.get(name) ?? whole)));
