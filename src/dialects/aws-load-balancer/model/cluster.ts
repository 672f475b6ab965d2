import { endpointsOf, namespaceLabels } from '../../../kinds/cluster-view';
import { type IngressView, ingressView, isIngress, list, record, text, texts } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { keyOf, namespaceOf } from '../../../kinds/object-key';
import { type Certificates, certificatesOf, secretKeys } from '../../../kinds/secrets';
import { PARAMETERS } from '../kinds';
import { type Parameters, parametersOf } from './parameters';

/** What the controller reads of the objects in the cluster. */
export interface Cluster {
  readonly ingresses: readonly IngressView[];
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, Service>;
  readonly classes: ReadonlyMap<string, IngressClass>;
  readonly parameters: ReadonlyMap<string, Parameters>;
  /** The keys of each Secret, by `namespace/name`. A Secret without data is filled by somebody else, and is left out. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly certificates: Certificates;
  /** The labels of each Namespace. */
  readonly namespaces: ReadonlyMap<string, { readonly [key: string]: string }>;
  /** Whether the objects are everything in the cluster. If not, what is named and missing is taken to be there. */
  readonly complete: boolean;
}

export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly annotations: { readonly [key: string]: string };
  readonly ports: readonly ServicePort[];
  readonly hasIpv6: boolean;
  /** Whether some pod is ready. Absent: not known, and taken to be so. */
  readonly ready?: boolean;
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number | string;
  /** Absent: the Service has none. `assigned`: the API server will choose it. */
  readonly nodePort?: number | 'assigned';
}

export interface IngressClass {
  readonly name: string;
  readonly controller: string;
  readonly isDefault: boolean;
  readonly parameters?: { readonly apiGroup: string; readonly kind: string; readonly name: string };
}

export function clusterOf(objects: readonly KubeObject[], complete: boolean): Cluster {
  const of = (kind: string): readonly KubeObject[] => objects.filter((object) => object.kind === kind);
  const endpoints = endpointsOf([...of('EndpointSlice'), ...of('Endpoints')]);
  return {
    ingresses: objects.filter(isIngress).map(ingressView),
    services: new Map(of('Service').map((object) => [keyOf(object), serviceOf(object, endpoints.get(keyOf(object))?.ready)])),
    classes: new Map(of('IngressClass').map((object) => [object.metadata.name, classOf(object)])),
    parameters: new Map(of(PARAMETERS).map((object) => [object.metadata.name, parametersOf(object)])),
    secrets: secretKeys(objects),
    certificates: certificatesOf(objects),
    namespaces: namespaceLabels(objects),
    complete,
  };
}

/** `spec.defaultBackend`, which may be another resource than a Service. */
export const hasDefaultBackend = ({ object }: IngressView): boolean => {
  const { defaultBackend } = record(object.spec);
  return typeof defaultBackend === 'object' && defaultBackend !== null;
};

function serviceOf(object: KubeObject, ready: boolean | undefined): Service {
  const spec = record(object.spec);
  const assigns =
    spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false) ? 'assigned' : undefined;
  return {
    namespace: namespaceOf(object),
    name: object.metadata.name,
    annotations: texts(object.metadata.annotations),
    ...(ready === undefined ? {} : { ready }),
    hasIpv6: list(spec.ipFamilies).includes('IPv6'),
    ports: list(spec.ports).map((entry) => {
      const { name, port, targetPort, nodePort = assigns } = record(entry);
      const number = typeof port === 'number' ? port : 0;
      const target = typeof targetPort === 'number' || (typeof targetPort === 'string' && targetPort !== '') ? targetPort : number;
      return {
        name: text(name),
        port: number,
        targetPort: target,
        ...(typeof nodePort === 'number' || nodePort === 'assigned' ? { nodePort } : {}),
      };
    }),
  };
}

function classOf(object: KubeObject): IngressClass {
  const { controller, parameters } = record(object.spec);
  const { apiGroup, kind, name } = record(parameters);
  return {
    name: object.metadata.name,
    controller: text(controller),
    isDefault: texts(object.metadata.annotations)['ingressclass.kubernetes.io/is-default-class'] === 'true',
    ...(typeof parameters === 'object' && parameters !== null
      ? { parameters: { apiGroup: text(apiGroup), kind: text(kind), name: text(name) } }
      : {}),
  };
}
