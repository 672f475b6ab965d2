import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import * as ts from 'typescript';

/**
 * Makes the files of the package from what jsii compiled: the library and the command line become one file each, which starts sooner than
 * nearly two hundred, and whatever the package does not need is deleted from lib/.
 */
const ROOT = resolve(__dirname, '..');
const LIB = join(ROOT, 'lib');
const KEPT_SCRIPTS = ['index.js', 'jest.js'].map((name) => join(LIB, name));
const ENTRY_TYPES = ['index.d.ts', 'jest.d.ts'].map((name) => join(LIB, name));

const { dependencies, peerDependencies } = require('../package.json') as { [kind: string]: { [name: string]: string } };

const COMMON: BuildOptions = { absWorkingDir: ROOT, bundle: true, platform: 'node', target: 'es2022', logLevel: 'warning' };

/** Before the bundle replaces it: all exports as they are at run time, namespaces of submodules too. */
const names = Object.keys(require(KEPT_SCRIPTS[0]!) as object);

buildSync({
  ...COMMON,
  entryPoints: ['lib/index.js'],
  outfile: 'lib/index.js',
  allowOverwrite: true,
  external: Object.keys({ ...dependencies, ...peerDependencies }),
  // Node finds the names that an ES module can import by reading the text of a CommonJS file, and a bundle of CommonJS hides them. esbuild
  // writes this line itself if the input is ESM, which jsii does not write. It never runs.
  footer: { js: `0 && (module.exports = { ${names.join(', ')} });` },
});

// The command line is made of the sources: it has its own copy of the library and no peers.
buildSync({ ...COMMON, entryPoints: ['src/cli/main.ts'], outfile: 'bin/cdk8s-ingress.js' });

/** Declarations that the two entries reach, directly or not. */
const reached = ts
  .createProgram(ENTRY_TYPES, { module: ts.ModuleKind.Node16, noLib: true, types: [] })
  .getSourceFiles()
  .map(({ fileName }) => resolve(fileName));
const kept = new Set([...KEPT_SCRIPTS, ...reached]);

for (const name of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
  const file = join(LIB, name);
  if (!kept.has(file) && statSync(file).isFile()) rmSync(file);
}
