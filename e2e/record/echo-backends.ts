import type { Cluster } from '../cluster/cluster';
import type { KubeObject } from '../cluster/kube-api';
import { asText } from '../tests/manifests';

const FIRST_PORT = 8080;

/** A Service that routes may lead to. */
export interface BackendService {
  readonly namespace: string;
  readonly name: string;
  /** Numbers by name. */
  readonly ports: { readonly [name: string]: number };
  /** Set where no pod is behind it. */
  readonly idle: boolean;
}

export const serviceOf = (namespace: string, name: string, ports: BackendService['ports']): BackendService => ({
  namespace,
  name,
  ports,
  idle: false,
});

/** An echo server behind each of many Services. */
export class EchoBackends {
  /** By namespace and name: those who name the same Service mean the same. */
  private readonly services: ReadonlyMap<string, BackendService>;

  public constructor(services: readonly BackendService[]) {
    this.services = new Map(services.map((service) => [`${service.namespace}/${service.name}`, service]));
  }

  /** Creates them, and comes back when all are ready to be found. */
  public async create(cluster: Cluster): Promise<void> {
    const services = [...this.services.values()];
    const namespaces = [...new Set(services.map(({ namespace }) => namespace))];
    for (const namespace of namespaces) await cluster.createNamespace(namespace, 'privileged');
    await cluster.kubectl.apply(asText(services.flatMap(objectsOf)));
    await cluster.until('every Service knows its pod', async () => {
      const slices = [];
      for (const namespace of namespaces)
        slices.push(...(await cluster.api.list<Slice>(`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`)));
      const ready = new Set(slices.filter(isReady).map(serviceNameOf));
      return services.every(({ namespace, name, idle }) => idle || ready.has(`${namespace}/${name}`)) ? true : undefined;
    });
  }

  /** "namespace/service:port" of the echo server's address. */
  public nameOf(namespace: string, service: string, address: string): string {
    const ports = Object.values(this.services.get(`${namespace}/${service}`)?.ports ?? {});
    return `${namespace}/${service}:${ports[Number(address.replace(':', '')) - FIRST_PORT]}`;
  }
}

interface Slice extends KubeObject {
  readonly endpoints: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null;
}

const isReady = ({ endpoints }: Slice): boolean => (endpoints ?? []).some(({ conditions }) => conditions?.ready === true);
const serviceNameOf = ({ metadata: { namespace, labels } }: Slice): string => `${namespace}/${labels?.['kubernetes.io/service-name']}`;

function objectsOf({ namespace, name, ports, idle }: BackendService): KubeObject[] {
  const labels = { echo: name };
  // Each port of the Service has one of the pod, so that the answer tells which one was taken.
  const numbered = Object.entries(ports).map(([portName, port], index) => ({ name: portName, port, targetPort: FIRST_PORT + index }));
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: labels, ports: numbered } };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `echo-${name}`, namespace, labels },
    spec: {
      containers: [
        {
          name: 'echo',
          image: 'echo',
          command: ['/usr/local/echo/echo', ...numbered.map(({ targetPort }) => `:${targetPort}`)],
          env: [
            { name: 'ECHO_SERVICE', value: name },
            { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
            { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          ],
          readinessProbe: { tcpSocket: { port: FIRST_PORT } },
        },
      ],
    },
  };
  return idle ? [service] : [service, pod];
}
