import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadCases } from '../../test/cases';
import { Cluster } from '../cluster/cluster';
import { type Inventory, inventory } from '../inventory';
import { asText } from '../tests/manifests';
import { caseServices, caseSituations } from './cases';
import { certificateSecrets } from './certificates';
import { EchoBackends } from './echo-backends';
import { exampleSituations, passwordsFor, servicesNamedBy } from './examples';
import { type Program, RECORDED } from './programs';
import { classes, providerOf } from './providers';
import { Recorder } from './recorder';
import type { Provenance, RecordedSituation, Situation } from './recording';
import { SENTINEL_SERVICE } from './sentinel';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // This is process 1 of the sandbox, which no signal ends by itself: the kernel ends the others.
  process.on(signal, () => process.exit(1));
}

/** Records all programs, or only the one that is named; in a folder below that of all recordings. */
async function main(only = '', folder = 'test/truth'): Promise<void> {
  const all = inventory();
  const programs = RECORDED.filter(({ name }) => only === '' || name === only);
  if (programs.length === 0) throw new Error(`"${only}" is not recorded: ${RECORDED.map(({ name }) => name).join(', ')} are`);
  const cases = loadCases();
  const files: { readonly [file: string]: readonly Situation[] } = {
    'cases.jsonl': caseSituations(cases),
    'examples.jsonl': exampleSituations(),
  };
  const situations = Object.values(files).flat();
  const backends = new EchoBackends([SENTINEL_SERVICE, ...caseServices(cases), ...servicesNamedBy(files['examples.jsonl'] ?? [])]);
  const cluster = await Cluster.start(all);
  try {
    await cluster.kubectl.apply(asText(classes()));
    await backends.create(cluster);
    await createSecrets(cluster, situations);
    for (const program of programs) {
      const recorder = new Recorder(cluster, backends, program);
      const target = resolve(folder, `${program.name}-${program.version(all)}`);
      mkdirSync(target, { recursive: true });
      const counts: { [file: string]: { situations: number; requests: number } } = {};
      for (const [file, wanted] of Object.entries(files)) {
        const recorded: RecordedSituation[] = [];
        for (const situation of wanted)
          if (providerOf(situation.provider).program === program.name) recorded.push(await recorder.record(situation));
        writeFileSync(join(target, file), recorded.map((one) => `${JSON.stringify(one)}\n`).join(''));
        counts[file] = { situations: recorded.length, requests: recorded.reduce((sum, { requests }) => sum + requests.length, 0) };
      }
      const provenance = provenanceOf(program, all, counts);
      writeFileSync(join(target, 'provenance.json'), `${JSON.stringify(provenance, undefined, 2)}\n`);
      console.log(`${target}: ${JSON.stringify(provenance.files)}`);
    }
  } catch (error) {
    console.log(await cluster.explain([]));
    throw error;
  } finally {
    await cluster.stop();
  }
}

function provenanceOf({ name, version, standsIn }: Program, all: Inventory, files: Provenance['files']): Provenance {
  return {
    schema: 'cdk8s-ingress-truth/2',
    controller: { name, version: version(all) },
    kubernetes: all.programs.versions.kubernetes,
    recorded: new Date().toISOString().slice(0, 10),
    by: 'npm run e2e:record',
    standsIn,
    files,
  };
}

/** Certificates of hosts, and passwords. */
async function createSecrets(cluster: Cluster, situations: readonly Situation[]): Promise<void> {
  const passwords = passwordsFor(situations);
  if (passwords.length > 0) await cluster.kubectl.apply(asText(passwords));
  for (const { namespace, name, hosts } of certificateSecrets(situations.flatMap(({ manifests }) => manifests)))
    await cluster.createTlsSecret(namespace, name, hosts);
}

main(...process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
