import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { parseAllDocuments } from 'yaml';

const ROOT = resolve(__dirname, '..');
const DEMO = join(ROOT, 'examples/01-two-services');

/** What is measured lies inside node_modules, so that `cdk8s-ingress` and its peers are found as an app finds them. */
export const COMPILED = join(ROOT, 'node_modules/.cache/bench');
const LIBRARY = join(COMPILED, 'node_modules/cdk8s-ingress');

/** Compiles library, measurements and demo into JavaScript, as an app would load them. Types are the matter of `npm run typecheck`. */
export function compile(): void {
  rmSync(COMPILED, { recursive: true, force: true });
  for (const file of readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.ts')) transpile(join(ROOT, 'src', file), join(LIBRARY, 'lib', file.replace(/\.ts$/, '.js')));
  }
  write(join(LIBRARY, 'package.json'), JSON.stringify({ name: 'cdk8s-ingress', main: 'lib/index.js' }));
  for (const name of ['routes', 'demo-kplus', 'peak']) transpile(join(__dirname, `${name}.ts`), join(COMPILED, `${name}.js`));
  transpile(join(DEMO, 'main.ts'), join(COMPILED, 'demo.js'));
  // The objects of the controller, for the app without this library.
  const expected = readFileSync(join(DEMO, 'expected/demo.k8s.yaml'), 'utf8');
  const objects = parseAllDocuments(expected).map((document) => document.toJS());
  write(join(COMPILED, 'controller-objects.json'), JSON.stringify(objects.filter(isController)));
}

/** The installation and nothing of the two services and their routes, which is all that is in the default namespace. */
function isController({ kind, metadata }: { kind: string; metadata: { namespace?: string } }): boolean {
  return metadata.namespace !== undefined || !['Deployment', 'Service', 'Ingress'].includes(kind);
}

function transpile(from: string, to: string): void {
  const compilerOptions = { target: ScriptTarget.ES2022, module: ModuleKind.CommonJS, esModuleInterop: true };
  write(to, transpileModule(readFileSync(from, 'utf8'), { compilerOptions, fileName: from }).outputText);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
