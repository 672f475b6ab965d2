import type { Cluster } from '../cluster/cluster';
import type { KubeObject } from '../cluster/kube-api';
import { asText } from '../tests/manifests';

const FIRST_PORT = 8080;

/** Everything in a manifest that names a Service as the target of a route. */
interface BackendReference {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
}

/** Echo servers behind all Services that the manifests send requests to. */
export class EchoBackends {
  private readonly ports = new Map<string, readonly number[]>();

  public constructor(manifests: readonly KubeObject[]) {
    for (const { namespace, service, port } of manifests.flatMap(backends)) {
      const name = `${namespace}/${service}`;
      this.ports.set(name, [...new Set([...(this.ports.get(name) ?? []), port])]);
    }
  }

  /** Creates the Services and pods. */
  public async create(cluster: Cluster): Promise<void> {
    await cluster.kubectl.apply(asText(this.objects()));
  }

  public async remove(cluster: Cluster): Promise<void> {
    await cluster.kubectl.mustRun(['delete', '--grace-period=1', '-f', '-'], asText(this.objects()));
  }

  /** "namespace/service:port" of the echo server's address. */
  public nameOf(namespace: string, service: string, address: string): string {
    const ports = this.ports.get(`${namespace}/${service}`) ?? [];
    return `${namespace}/${service}:${ports[Number(address.replace(':', '')) - FIRST_PORT]}`;
  }

  private objects(): KubeObject[] {
    return [...this.ports].flatMap(([fullName, ports]) => {
      const [namespace = '', name = ''] = fullName.split('/');
      const labels = { echo: name };
      // Each port of the Service has one of the pod, so that the answer tells which one was taken.
      const containerPort = (index: number) => FIRST_PORT + index;
      const service = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        spec: { selector: labels, ports: ports.map((port, index) => ({ name: `p${port}`, port, targetPort: containerPort(index) })) },
      };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `echo-${name}`, namespace, labels },
        spec: {
          containers: [
            {
              name: 'echo',
              image: 'echo',
              command: ['/usr/local/echo/echo', ...ports.map((_, index) => `:${containerPort(index)}`)],
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
      return [service, pod];
    });
  }
}

function backends(object: KubeObject): BackendReference[] {
  const namespace = object.metadata.namespace ?? 'default';
  const found: BackendReference[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { service } = value as { service?: { name?: string; port?: { number?: number } } };
    if (service?.name !== undefined && service.port?.number !== undefined) {
      found.push({ namespace, service: service.name, port: service.port.number });
    }
    for (const inner of Object.values(value)) look(inner);
  };
  look(object);
  return found;
}
