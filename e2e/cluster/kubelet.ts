import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Image, shortImageName } from './images/image';
import { type KubeApi, Refused } from './kube-api';
import { NODE_ADDRESS } from './network';
import type { Pod } from './pod';
import { PodProcess } from './pod-process';
import type { Supervisor } from './supervisor';

/** The only node. */
export const NODE_NAME = 'node';

/**
 * Stands in for kubelet and container runtime: a pod is a process on this machine, with a network of its own.
 *
 * From the manifest it takes: command and arguments, variables, user and group, runAsNonRoot, dropped capabilities,
 * allowPrivilegeEscalation, readOnlyRootFilesystem, sysctls, emptyDir volumes, the memory limit (as what a JVM believes to have), startup
 * and readiness probes until they succeed once, restarts, and the grace period of the end. It does not look at images (see images/),
 * further containers of the pod, seccomp, limits, liveness probes, lifecycle hooks and other volumes.
 *
 * A pod whose image it does not have gets an address, and is never ready.
 */
export class Kubelet {
  private readonly pods = new Map<string, PodProcess>();
  private readonly filled = new Map<Image, string>();

  public constructor(
    private readonly api: KubeApi,
    private readonly supervisor: Supervisor,
    private readonly images: readonly Image[],
    private readonly folder: string,
  ) {}

  /** Registers the node and takes care of its pods until stopped. */
  public async start(stop: AbortSignal): Promise<void> {
    await this.api.create('/api/v1/nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: NODE_NAME, labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': NODE_NAME, 'ingress-ready': 'true' } },
    });
    const plenty = { cpu: '64', memory: '256Gi', pods: '1000', 'ephemeral-storage': '256Gi' };
    await this.api.patch(`/api/v1/nodes/${NODE_NAME}/status`, {
      status: {
        capacity: plenty,
        allocatable: plenty,
        addresses: [{ type: 'InternalIP', address: NODE_ADDRESS }],
        conditions: [{ type: 'Ready', status: 'True', reason: 'StandIn', message: 'processes stand in for containers' }],
      },
    });
    // Admission puts a taint on every new node.
    await this.api.patch(`/api/v1/nodes/${NODE_NAME}`, { spec: { taints: null } });
    await this.api.watch<Pod>(`/api/v1/pods?fieldSelector=spec.nodeName=${NODE_NAME}`, (type, pod) => this.onEvent(type, pod), stop);
  }

  /** The process of a pod, by the pod's name. */
  public podProcess(namespace: string, name: string): PodProcess {
    const found = [...this.pods.values()].find(({ pod }) => pod.metadata.namespace === namespace && pod.metadata.name === name);
    if (found === undefined) throw new Error(`no pod ${namespace}/${name} runs here`);
    return found;
  }

  /** The processes of a namespace's pods. */
  public podProcesses(namespaces: readonly string[]): PodProcess[] {
    return [...this.pods.values()].filter(({ pod }) => namespaces.includes(pod.metadata.namespace ?? ''));
  }

  private onEvent(type: string, pod: Pod): void {
    const uid = pod.metadata.uid ?? '';
    const known = this.pods.get(uid);
    if (type === 'DELETED') {
      this.pods.delete(uid);
      if (known !== undefined) this.must(known.stop());
    } else if (pod.metadata.deletionTimestamp !== undefined) {
      this.must((known?.stop() ?? Promise.resolve()).then(() => this.forget(pod)));
    } else if (known === undefined) {
      const image = this.images.find(({ name }) => name === shortImageName(pod.spec.containers[0].image));
      const process = new PodProcess(pod, image === undefined ? undefined : { image, folder: this.filledFolder(image) }, {
        api: this.api,
        supervisor: this.supervisor,
        home: join(this.folder, uid),
      });
      this.pods.set(uid, process);
      void process.start();
    }
  }

  /** What the stand-in itself cannot do ends the run. */
  private must(work: Promise<void>): void {
    work.catch((error: unknown) => this.supervisor.fail(new Error('the kubelet stand-in failed', { cause: error })));
  }

  private filledFolder(image: Image): string {
    const known = this.filled.get(image);
    if (known !== undefined) return known;
    const folder = join(this.folder, image.name);
    mkdirSync(folder, { recursive: true });
    image.fill(folder);
    this.filled.set(image, folder);
    return folder;
  }

  private async forget(pod: Pod): Promise<void> {
    const { namespace, name, uid } = pod.metadata;
    try {
      await this.api.delete(`/api/v1/namespaces/${namespace}/pods/${name}`, { gracePeriodSeconds: 0, preconditions: { uid } });
    } catch (error) {
      // Somebody else was faster, or a new pod has the name.
      if (!(error instanceof Refused && (error.status === 404 || error.status === 409))) throw error;
    }
  }
}
