import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Cluster } from '../cluster/cluster';
import type { KubeObject } from '../cluster/kube-api';
import { inventory } from '../inventory';
import { asText } from '../tests/manifests';
import type { Case, Observed, RecordedCase, RecordedRequest } from './case';
import { cases } from './cases';
import { EchoBackends } from './echo-backends';
import { observe } from './probe';

const CLASS: KubeObject & { spec: object } = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'nginx' },
  spec: { controller: 'k8s.io/ingress-nginx' },
};

/** Comes last and competes with nobody: when it answers, the controller has read all that came before. */
const SENTINEL = 'sentinel.e2e.invalid';

async function main(folder = 'test/truth'): Promise<void> {
  const all = inventory();
  const cluster = await Cluster.start(all);
  try {
    await cluster.kubectl.apply(asText([CLASS]));
    const recorded: RecordedCase[] = [];
    for (const [index, one] of cases().entries()) recorded.push(await record(cluster, one, index));
    const { versions } = all.programs;
    const provenance = {
      schema: 'cdk8s-ingress-truth/1',
      controller: { name: 'traefik', version: versions.traefik, provider: 'kubernetesingressnginx' },
      kubernetes: versions.kubernetes,
      recorded: new Date().toISOString().slice(0, 10),
      by: 'npm run e2e:record',
      standsIn: 'echo servers behind every Service; see e2e/README.md for how this Traefik differs from upstream',
      cases: recorded,
    };
    const target = resolve(folder, `traefik-${versions.traefik}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'examples.json'), `${JSON.stringify(provenance, undefined, 1)}\n`);
    const requests = recorded.reduce((sum, one) => sum + one.requests.length, 0);
    console.log(`${recorded.length} cases, ${requests} requests: ${join(target, 'examples.json')}`);
  } finally {
    await cluster.stop();
  }
}

async function record(cluster: Cluster, { name, manifests, probes, repeat = 2 }: Case, index: number): Promise<RecordedCase> {
  const sentinel = sentinelFor(`${index}.${SENTINEL}`);
  const echoes = new EchoBackends([...manifests, sentinel]);
  for (const namespace of new Set(manifests.map(({ metadata }) => metadata.namespace ?? 'default'))) {
    await cluster.createNamespace(namespace, 'privileged');
  }
  await echoes.create(cluster);
  await cluster.kubectl.apply(asText([...manifests, sentinel]));
  const nameOf = echoes.nameOf.bind(echoes);
  await cluster.until(`the controller has read "${name}"`, async () => {
    const { backend } = await observe({ scheme: 'http', host: `${index}.${SENTINEL}`, target: '/' }, nameOf);
    return backend === null ? undefined : true;
  });
  const requests: RecordedRequest[] = [];
  for (const probe of probes) {
    const answers = new Map<string, Observed>();
    for (let time = 0; time < repeat; time += 1) {
      const observed = await observe(probe, nameOf);
      answers.set(JSON.stringify(observed), observed);
    }
    const [observed, ...others] = answers.values();
    if (observed !== undefined) requests.push({ ...probe, observed, ...(others.length > 0 ? { unstable: others } : {}) });
  }
  await cluster.kubectl.delete(asText([...manifests, sentinel]));
  await echoes.remove(cluster);
  return { name, manifests, requests };
}

function sentinelFor(host: string): KubeObject {
  const backend = { service: { name: 'sentinel', port: { number: 80 } } };
  const ingress: KubeObject & { spec: object } = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'zz-sentinel', namespace: 'default' },
    spec: { ingressClassName: 'nginx', rules: [{ host, http: { paths: [{ path: '/', pathType: 'Exact', backend }] } }] },
  };
  return ingress;
}

main(process.argv[2]).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
