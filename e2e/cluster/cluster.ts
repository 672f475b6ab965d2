import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '../inventory';
import { Authority } from './certificates';
import { until } from './condition';
import { startControlPlane } from './control-plane';
import { EnvoyGateway } from './envoy-gateway';
import { images } from './images/all';
import type { KubeApi } from './kube-api';
import { Kubectl } from './kubectl';
import { Kubelet } from './kubelet';
import { createNetwork } from './network';
import { Supervisor } from './supervisor';
import { Traefik } from './traefik';

/** The sandbox's own; gone with it. */
const FOLDER = '/run/e2e';

/** A name for whatever has no certificate of its own: as a cloud's load balancer has one. */
export const LOAD_BALANCER_HOST = 'demo.load-balancer.example';

/** What is real in this cluster, and what stands in. Said by every run, and in README.md. */
export function whatIsReal({ programs: { versions }, envoyGateway }: Inventory): string {
  return `real:      etcd ${versions.etcd}, kube-apiserver, kube-controller-manager and kube-scheduler ${versions.kubernetes}, built from source; kubectl;
           Traefik ${versions.traefik}; Envoy Gateway ${envoyGateway.versions.gateway} with Envoy ${envoyGateway.versions.envoy}; Apache httpd and Apache Tomcat of Debian; curl
stands in: processes of this machine for containers, with network, user, privileges, read-only root and emptyDirs as the pod asks;
           a program of ours for kubelet, and no kube-proxy: Traefik and Envoy go straight to the endpoints;
           Traefik's ingress-nginx provider for ingress-nginx, whose own pods are made, scheduled and selected, but never run`;
}

/** A running cluster. Only in a sandbox: see outside/sandbox.ts. */
export class Cluster {
  private constructor(
    public readonly api: KubeApi,
    public readonly kubectl: Kubectl,
    public readonly kubelet: Kubelet,
    public readonly traefik: Traefik,
    public readonly envoyGateway: EnvoyGateway,
    /** Signs the certificates of the hosts. */
    public readonly authority: Authority,
    private readonly supervisor: Supervisor,
    private readonly watching: AbortController,
  ) {}

  public static async start(inventory: Inventory): Promise<Cluster> {
    const { programs } = inventory;
    const folders = {
      logs: join(FOLDER, 'logs'),
      controlPlane: join(FOLDER, 'control-plane'),
      pods: join(FOLDER, 'pods'),
      hosts: join(FOLDER, 'hosts'),
    };
    for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
    createNetwork();
    const supervisor = new Supervisor(folders.logs);
    const { api, kubeconfig } = await startControlPlane(programs.controlPlane, folders.controlPlane, supervisor);
    const kubectl = new Kubectl(inventory.kubectl, kubeconfig, FOLDER);
    const crds = [programs.gatewayCrds, programs.traefikCrds, inventory.envoyGateway.crds];
    await kubectl.mustRun(['apply', '--server-side', ...crds.flatMap((file) => ['-f', file])]);
    for (const path of [
      'gateway.networking.k8s.io/v1/httproutes',
      'traefik.io/v1alpha1/ingressroutes',
      'gateway.envoyproxy.io/v1alpha1/backends',
    ].map((resource) => `/apis/${resource}`))
      await until(`${path} is served`, () => api.find(path), { giveUp: supervisor.failure });

    const watching = new AbortController();
    const kubelet = new Kubelet(api, supervisor, images(inventory), folders.pods);
    kubelet.start(watching.signal).catch((error: unknown) => supervisor.fail(new Error('the kubelet stand-in failed', { cause: error })));
    const authority = new Authority(folders.hosts, 'hosts-authority');
    const defaultCertificate = authority.issue('load-balancer', { names: [`DNS:${LOAD_BALANCER_HOST}`] });
    const traefik = await Traefik.start({ program: programs.traefik, kubeconfig, folder: FOLDER, supervisor, defaultCertificate });
    const envoyGateway = await EnvoyGateway.start({ programs: inventory.envoyGateway, api, kubeconfig, folder: FOLDER, supervisor });
    return new Cluster(api, kubectl, kubelet, traefik, envoyGateway, authority, supervisor, watching);
  }

  /** Waits for a condition; gives up at once when a process of the cluster dies. */
  public until<T>(what: string, look: () => Promise<T | undefined> | T | undefined, limitSeconds?: number): Promise<T> {
    return until(what, look, { giveUp: this.supervisor.failure, ...(limitSeconds === undefined ? {} : { limitSeconds }) });
  }

  /** Makes a namespace whose pods are held to a level of Pod Security: more is refused, and warned of where it is written. */
  public async createNamespace(name: string, level: 'privileged' | 'baseline' | 'restricted' = 'restricted'): Promise<void> {
    const labels = { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn': level };
    // Created, not applied: what is applied later leaves the labels alone, because it has not set them.
    const path = `/api/v1/namespaces/${name}`;
    if ((await this.api.find(path)) === undefined) await this.api.create('/api/v1/namespaces', { metadata: { name } });
    await this.api.patch(path, { metadata: { labels } });
    await this.until(`namespace "${name}" is ready`, () => this.api.find(`/api/v1/namespaces/${name}/serviceaccounts/default`));
  }

  /** A certificate for these hosts, as a Secret. */
  public async createTlsSecret(namespace: string, name: string, hosts: readonly string[]): Promise<void> {
    const pair = this.authority.issue(`${namespace}-${name}`, { names: hosts.map((host) => `DNS:${host}`) });
    await this.kubectl.mustRun(['create', 'secret', 'tls', name, '-n', namespace, `--cert=${pair.certificate}`, `--key=${pair.key}`]);
  }

  /** What explains a failure: objects, events, and what the processes said last. */
  public async explain(namespaces: readonly string[]): Promise<string> {
    const parts = [];
    for (const namespace of namespaces) {
      for (const kinds of ['pods,replicasets,services,endpointslices,ingresses', 'events']) {
        const { stdout, stderr } = await this.kubectl.run(['get', kinds, '-n', namespace, '-o', 'wide']);
        parts.push(`--- kubectl get ${kinds} -n ${namespace}\n${stdout}${stderr}`);
      }
      for (const pod of this.kubelet.podProcesses([namespace])) {
        parts.push(`--- pod ${namespace}/${pod.pod.metadata.name}, ${pod.address}\n${pod.lastLines()}`);
      }
    }
    parts.push(`--- Traefik\n${this.traefik.lastLines(40)}`);
    const routers = await this.traefik.routers().catch(() => []);
    parts.push(`--- Traefik's routers\n${routers.map(({ rule, service, status }) => `${status} ${rule} -> ${service}`).join('\n')}`);
    parts.push(`--- Envoy Gateway and Envoy\n${this.envoyGateway.lastLines(40)}`);
    return parts.join('\n');
  }

  public async stop(): Promise<void> {
    this.watching.abort();
    await this.supervisor.stopAll();
  }
}
