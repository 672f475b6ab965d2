import { equal, rejects } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installNamespace, type Manifest, namespaceOf, namespacesOf, type Workload, workloads } from './manifests';
import { podsOf } from './pods';
import { check, theCluster } from './the-cluster';

/** A level of the Pod Security Standards. */
export type Level = 'privileged' | 'baseline' | 'restricted';

const DOCUMENT = join(__dirname, '..', '..', 'docs', 'install-ingress-nginx.md');
/** The next stricter level, where there is one. */
const STRICTER: { readonly [level in Level]?: Level } = { privileged: 'baseline', baseline: 'restricted' };

/** The level at which a namespace of a manifest is held: what the docs say of this install, and restricted for all else. */
export function documentedLevel(manifest: Manifest, namespace: string): Level {
  if (namespace !== installNamespace(manifest)) return 'restricted';
  const [name = ''] = basename(manifest.title).split('.');
  const level = levelsInDocs().get(name.toUpperCase().replaceAll('-', '_'));
  if (level === undefined && manifest.title.includes('platforms')) throw new Error(`${DOCUMENT} says no level for ${manifest.title}`);
  return level ?? 'restricted';
}

/** Every pod that the manifest asks for is made in namespaces which refuse what is above the documented level. */
export function podSecurityChecks(manifest: Manifest): void {
  for (const namespace of namespacesOf(manifest)) {
    const own = workloads(manifest).filter((workload) => namespaceOf(workload) === namespace);
    if (own.length === 0) continue;
    const level = documentedLevel(manifest, namespace);

    check(`pod-security: all pods of namespace ${namespace} are admitted at level ${level}`, [namespace], async () => {
      const { metadata } = await theCluster().api.get<Workload>(`/api/v1/namespaces/${namespace}`);
      equal(metadata.labels?.['pod-security.kubernetes.io/enforce'], level);
      for (const workload of own) await podsOf(workload);
    });

    const stricter = STRICTER[level];
    if (stricter === undefined) continue;
    check(`pod-security: level ${level} is needed, ${stricter} refuses`, [namespace], async () => {
      const { api } = theCluster();
      const name = `${namespace}-${stricter}`;
      await theCluster().createNamespace(name, stricter);
      await rejects(async () => {
        for (const { spec } of own) {
          const pod = {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'trial' },
            spec: { ...spec.template.spec, serviceAccountName: 'default' },
          };
          await api.create(`/api/v1/namespaces/${name}/pods?dryRun=All`, pod);
        }
      }, /violates PodSecurity/);
      await theCluster().kubectl.mustRun(['delete', 'namespace', name, '--wait=false']);
    });
  }
}

/** The table of docs/install-ingress-nginx.md: the platform in the first column, the level in the last. */
function levelsInDocs(): Map<string, Level> {
  const rows = existsSync(DOCUMENT)
    ? readFileSync(DOCUMENT, 'utf8').matchAll(/^\| `(\w+)` \|.*\| \**(privileged|baseline|restricted)\** \|$/gm)
    : [];
  return new Map([...rows].map(([, platform = '', level]) => [platform, level as Level]));
}
