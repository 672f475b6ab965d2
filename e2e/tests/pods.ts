import type { Pod } from '../cluster/pod';
import { installNamespace, type Manifest, namespaceOf, namespacesOf, type Workload, workloads } from './manifests';
import { check, theCluster } from './the-cluster';

/** The pods for which a program stands in become ready, with no more rights than their manifests leave them. */
export function readinessChecks(manifest: Manifest): void {
  const own = workloads(manifest).filter(
    (workload) => workload.kind === 'Deployment' && namespaceOf(workload) !== installNamespace(manifest) && !isTraefik(workload),
  );
  if (own.length === 0) return;
  check(
    'pods: httpd and Tomcat start as user, with capabilities and on a file system as the manifest says',
    namespacesOf(manifest),
    async () => {
      for (const workload of own)
        await theCluster().until(`the pods of ${workload.metadata.name} are ready`, async () =>
          (await podsOf(workload)).every(isReady) ? true : undefined,
        );
    },
  );
}

/** Its image is not there: the one Traefik of the cluster is no pod. */
const isTraefik = ({ spec: { template } }: Workload): boolean => template.spec.containers[0].name === 'traefik';

/** Whether it takes requests. */
export function isReady({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True') === true;
}

/** The pods that the controllers have made for a workload, once they are as many as it asks for. */
export function podsOf(workload: Workload): Promise<Pod[]> {
  const cluster = theCluster();
  const wanted = workload.kind === 'Deployment' ? (workload.spec.replicas ?? 1) : 1;
  const namespace = namespaceOf(workload);
  // A Job chooses its label itself; the others are told.
  const labels =
    workload.kind === 'Job' ? { 'batch.kubernetes.io/job-name': workload.metadata.name } : workload.spec.template.metadata.labels;
  const selector = Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`);
  return cluster.until(
    `${workload.kind} ${namespace}/${workload.metadata.name} has ${wanted} pods`,
    async () => {
      const pods = await cluster.api.list<Pod>(
        `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector.join(','))}`,
      );
      if (pods.length > wanted) throw new Error(`it has ${pods.length}`);
      return pods.length === wanted && pods.every(({ status }) => status.podIP !== undefined) ? pods : undefined;
    },
    30,
  );
}
