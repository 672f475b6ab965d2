import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { parseAllDocuments } from 'yaml';
import { bundleCore } from '../scripts/bundle-core';

export const ROOT = resolve(__dirname, '..');
const DEMO = 'examples/01-two-services';

/** The same tree as that of the sources, inside node_modules, so that `cdk8s-ingress` and its peers are found as an app finds them. */
export const COMPILED = join(ROOT, 'node_modules/.cache/bench');

/** What `cdk8s synth` writes for the demo. */
export const DEMO_MANIFEST = join(ROOT, DEMO, 'expected/demo.k8s.yaml');

/** The command line as it is packed. */
export const COMMAND_LINE = join(COMPILED, 'bin/cdk8s-ingress.js');

/** Compiles library, measured programs and demo into JavaScript, as an app would load them. Types are the matter of `npm run typecheck`. */
export async function compile(): Promise<void> {
  rmSync(COMPILED, { recursive: true, force: true });
  for (const folder of ['src', 'bench/programs']) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.ts')) transpile(join(folder, file));
    }
  }
  transpile(join(DEMO, 'main.ts'));
  // As it is packed.
  write('package.json', JSON.stringify({ version: '0.0.0' }));
  await bundleCore({
    from: { library: join(COMPILED, 'src/index.js'), commandLine: join(COMPILED, 'src/cli/main.js') },
    core: join(COMPILED, 'lib/core'),
    library: join(COMPILED, 'lib/index.js'),
    commandLine: COMMAND_LINE,
    names: [],
  });
  write('node_modules/cdk8s-ingress/package.json', JSON.stringify({ name: 'cdk8s-ingress', main: '../../lib/index.js' }));
  // The objects of the controller, for the app without this library.
  const objects = parseAllDocuments(readFileSync(DEMO_MANIFEST, 'utf8')).map((document) => document.toJS());
  write('bench/programs/controller-objects.json', JSON.stringify(objects.filter(isController)));
}

/** The installation and nothing of the two services and their routes, which is all that is in the default namespace. */
function isController({ kind, metadata }: { kind: string; metadata: { namespace?: string } }): boolean {
  return metadata.namespace !== undefined || !['Deployment', 'Service', 'Ingress'].includes(kind);
}

function transpile(file: string): void {
  const compilerOptions = { target: ScriptTarget.ES2022, module: ModuleKind.CommonJS, esModuleInterop: true };
  const text = readFileSync(join(ROOT, file), 'utf8');
  write(file.replace(/\.ts$/, '.js'), transpileModule(text, { compilerOptions, fileName: file }).outputText);
}

function write(file: string, text: string): void {
  const path = join(COMPILED, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
