import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { startControlPlane } from '../cluster/control-plane';
import type { KubeObject } from '../cluster/kube-api';
import { createNetwork } from '../cluster/network';
import { runProgram } from '../cluster/run-program';
import { Supervisor } from '../cluster/supervisor';
import { missingNeeds } from '../outside/needs';
import { programs } from '../outside/programs';
import { runInSandbox } from '../outside/sandbox';

interface Ingress extends KubeObject {
  readonly spec: unknown;
}

/**
 * Runs `create_ingress.py` of the example, which uses the official client of Kubernetes, against a real API server: the one of `npm run e2e`,
 * in a sandbox. If this machine lacks something for it, says so and does nothing.
 */
export async function createOnCluster(interpreter: string, script: string, manifest: string): Promise<void> {
  const missing = missingNeeds('run');
  if (missing.length > 0) {
    console.log(`create_ingress.py: NOT TRIED on a cluster\n${missing.join('\n')}`);
    return;
  }
  const { controlPlane } = await programs();
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const args = ['--import', tsx, __filename, controlPlane, interpreter, script, manifest];
  const status = await runInSandbox(process.execPath, args, process.env);
  if (status !== 0) throw new Error(`create_ingress.py failed on a cluster: ${status}`);
}

/** In the sandbox. */
async function create([controlPlane, interpreter, script, manifest]: readonly string[]): Promise<void> {
  if (controlPlane === undefined || interpreter === undefined || script === undefined || manifest === undefined)
    throw new Error('this runs in a sandbox only: start it with "npm run e2e:languages"');
  const folder = '/run/e2e/control-plane';
  mkdirSync(folder, { recursive: true });
  createNetwork();
  const supervisor = new Supervisor(folder);
  const { api, kubeconfig } = await startControlPlane(controlPlane, folder, supervisor);
  const ingresses = parseAllDocuments(readFileSync(manifest, 'utf8'))
    .map((document) => document.toJS() as Ingress)
    .filter(({ kind }) => kind === 'Ingress');
  for (const name of new Set(ingresses.map(({ metadata }) => metadata.namespace)))
    await api.create('/api/v1/namespaces', { metadata: { name } });

  const run = () => runProgram(interpreter, [script, manifest], '', { ...process.env, KUBECONFIG: kubeconfig });
  const { status, stdout, stderr } = await run();
  equal(status, 0, stderr);
  const names = ingresses.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  equal(stdout, names.map((name) => `created Ingress ${name}, and the cluster has it as the manifest says\n`).join(''));

  // The same read back by a client of our own.
  for (const { metadata, spec } of ingresses) {
    const found = await api.get<Ingress>(`/apis/networking.k8s.io/v1/namespaces/${metadata.namespace}/ingresses/${metadata.name}`);
    deepEqual(found.spec, spec);
    deepEqual(found.metadata.annotations, metadata.annotations);
  }
  // They are really there: a second time they cannot be created.
  const again = await run();
  equal(again.status, 1);
  match(again.stderr, /409/);
  await supervisor.stopAll();
  console.log(`create_ingress.py created ${names.join(', ')} with the client of Kubernetes, and they are read back equal`);
}

if (require.main === module)
  create(process.argv.slice(2)).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
