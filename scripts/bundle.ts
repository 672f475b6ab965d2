import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';
import { bundleCore } from './bundle-core';
import { trimDeclarations } from './trim-declarations';

/** Makes the files of the package from what jsii compiled. Whatever the package does not need is deleted from lib/. */
const ROOT = resolve(__dirname, '..');
const LIB = join(ROOT, 'lib');
const CORE = join(LIB, 'core');
const KEPT_SCRIPTS = ['index.js', 'jest.js'].map((name) => join(LIB, name));
const ENTRY_TYPES = ['index.d.ts', 'jest.d.ts'].map((name) => join(LIB, name));

if (!existsSync(join(LIB, 'cli/main.js'))) throw new Error('lib/ holds nothing that can be bundled: run "npm run compile"');

/** Before the bundle replaces it: all exports as they are at run time, namespaces of submodules too. */
const names = Object.keys(require(join(LIB, 'index.js')) as object);

async function main(): Promise<void> {
  await bundleCore({
    from: { library: join(LIB, 'index.js'), commandLine: join(LIB, 'cli/main.js') },
    core: CORE,
    library: join(LIB, 'index.js'),
    commandLine: join(ROOT, 'bin/cdk8s-ingress.js'),
    names,
  });

  for (const name of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) if (name.endsWith('.d.ts')) trimDeclarations(join(LIB, name));

  /** Declarations that the two entries reach, directly or not. */
  const reached = ts
    .createProgram(ENTRY_TYPES, { module: ts.ModuleKind.Node16, noLib: true, types: [] })
    .getSourceFiles()
    .map(({ fileName }) => resolve(fileName));
  const kept = new Set([...KEPT_SCRIPTS, ...readdirSync(CORE).map((name) => join(CORE, name)), ...reached]);

  for (const name of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
    const file = join(LIB, name);
    if (!kept.has(file) && statSync(file).isFile()) rmSync(file);
  }
}

void main();
