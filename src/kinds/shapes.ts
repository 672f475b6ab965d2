import { OLD_INGRESS_VERSIONS } from './old-ingress-versions';

/**
 * The types of the fields that concern routes, by kind. Of other fields only the names are known, if at all. The API server treats `null` as absent.
 *
 * Source: kubernetes/kubernetes@v1.36.3:staging/src/k8s.io/api (networking/v1, core/v1, discovery/v1, apps/v1), and for the older Ingresses
 * kubernetes/kubernetes@v1.18.0:staging/src/k8s.io/api/extensions/v1beta1/types.go.
 */
export type Shape =
  | 'text'
  | 'boolean'
  | 'integer'
  | 'integer or text'
  | 'map'
  /** A map of texts. */
  | 'texts'
  | { readonly list: Shape }
  | {
      readonly fields: { readonly [name: string]: Shape };
      readonly required?: readonly string[];
      readonly foreign?: Foreign;
      /** The fields besides, of which nothing is read. Absent: not all fields are known. */
      readonly unread?: readonly string[];
    };

/** Fields of another API version, with their replacement in this one. */
export interface Foreign {
  readonly [name: string]: string;
}

const METADATA: Shape = {
  fields: { name: 'text', generateName: 'text', namespace: 'text', labels: 'texts', annotations: 'texts', finalizers: { list: 'text' } },
  required: ['name'],
  unread: [
    'creationTimestamp',
    'deletionGracePeriodSeconds',
    'deletionTimestamp',
    'generation',
    'managedFields',
    'ownerReferences',
    'resourceVersion',
    'selfLink',
    'uid',
    // Before Kubernetes 1.25.
    'clusterName',
  ],
};

/** The shape of an object with these fields beside its metadata, and with those of which nothing is read, if all are known. */
export const object = (fields: { readonly [name: string]: Shape }, unread?: readonly string[]): Shape => ({
  fields: { metadata: METADATA, ...fields },
  required: ['metadata'],
  ...(unread === undefined ? {} : { unread: ['apiVersion', 'kind', ...unread] }),
});

/** A map that has these fields and no others. */
export const only = (fields: { readonly [name: string]: Shape }, required: readonly string[] = [], foreign: Foreign = {}): Shape => ({
  fields,
  required,
  foreign,
  unread: [],
});

/** Fields of one type. `names`: separated by spaces or line breaks. */
export const all = (type: Shape, names: string): { readonly [name: string]: Shape } =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, type]),
  );

// ---- Ingress

const TLS: Shape = { list: only({ hosts: { list: 'text' }, secretName: 'text' }) };

const ingress = (backend: Shape, own: { readonly [name: string]: Shape }, required: readonly string[], foreign: Foreign): Shape =>
  object(
    {
      spec: only(
        {
          ...own,
          ingressClassName: 'text',
          tls: TLS,
          rules: {
            list: only({
              host: 'text',
              http: only({ paths: { list: only({ path: 'text', pathType: 'text', backend }, ['backend', ...required]) } }),
            }),
          },
        },
        [],
        foreign,
      ),
    },
    ['status'],
  );

const BACKEND: Shape = only(
  {
    service: only({ name: 'text', port: only({ number: 'integer', name: 'text' }) }, ['name']),
    resource: only({ apiGroup: 'text', kind: 'text', name: 'text' }),
  },
  [],
  { serviceName: 'service.name', servicePort: 'service.port.number or service.port.name' },
);

const OLD_BACKEND: Shape = only({ serviceName: 'text', servicePort: 'integer or text', resource: 'map' }, [], {
  service: 'serviceName and servicePort',
});

const INGRESS = ingress(BACKEND, { defaultBackend: BACKEND }, ['pathType'], { backend: 'defaultBackend' });
const OLD_INGRESS = ingress(OLD_BACKEND, { backend: OLD_BACKEND }, [], { defaultBackend: 'backend' });

// ---- the others

const POD: Shape = {
  fields: {
    template: {
      fields: {
        spec: { fields: { containers: { list: { fields: { image: 'text', args: { list: 'text' }, command: { list: 'text' } } } } } },
      },
    },
  },
};

const SHAPES: { readonly [kind: string]: Shape } = {
  Service: object(
    {
      spec: {
        fields: {
          type: 'text',
          selector: 'texts',
          clusterIP: 'text',
          clusterIPs: { list: 'text' },
          ipFamilies: { list: 'text' },
          ipFamilyPolicy: 'text',
          externalName: 'text',
          externalIPs: { list: 'text' },
          externalTrafficPolicy: 'text',
          internalTrafficPolicy: 'text',
          trafficDistribution: 'text',
          healthCheckNodePort: 'integer',
          sessionAffinity: 'text',
          sessionAffinityConfig: only({ clientIP: only({ timeoutSeconds: 'integer' }) }),
          loadBalancerClass: 'text',
          loadBalancerSourceRanges: { list: 'text' },
          allocateLoadBalancerNodePorts: 'boolean',
          ports: {
            list: only(
              {
                name: 'text',
                port: 'integer',
                targetPort: 'integer or text',
                nodePort: 'integer',
                protocol: 'text',
                appProtocol: 'text',
              },
              ['port'],
            ),
          },
        },
        // The last two are of versions before 1.24 and 1.20.
        unread: ['loadBalancerIP', 'publishNotReadyAddresses', 'topologyKeys', 'ipFamily'],
      },
    },
    ['status'],
  ),
  IngressClass: object(
    {
      spec: only({
        controller: 'text',
        parameters: only({ apiGroup: 'text', kind: 'text', name: 'text', scope: 'text', namespace: 'text' }),
      }),
    },
    [],
  ),
  ConfigMap: object({ data: 'texts', binaryData: 'texts' }, ['immutable']),
  Namespace: object({}),
  Secret: object({ type: 'text', data: 'texts', stringData: 'texts' }, ['immutable']),
  EndpointSlice: object({ endpoints: { list: 'map' } }),
  Endpoints: object({ subsets: { list: 'map' } }),
  Deployment: object({ spec: POD }),
  DaemonSet: object({ spec: POD }),
  Certificate: object({ spec: { fields: { secretName: 'text', dnsNames: { list: 'text' }, commonName: 'text' } } }),
};

/** Kinds that run pods. */
export const WORKLOADS: readonly string[] = ['Deployment', 'DaemonSet'];

/** Whether every controller may read objects of a kind. */
export const isKubernetesRoutingKind = (kind: string): boolean => kind === 'Ingress' || Object.hasOwn(SHAPES, kind);

/** The shape of a kind that every controller may read. Undefined: it is another kind, or of another API group. */
export function kubernetesShape(apiVersion: string, kind: string): Shape | undefined {
  if (kind === 'Ingress' && !/^(?:networking\.k8s\.io|extensions)\//.test(apiVersion)) return undefined;
  if (kind === 'Ingress') return Object.hasOwn(OLD_INGRESS_VERSIONS, apiVersion) ? OLD_INGRESS : INGRESS;
  return Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
}
