import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { buildSync } from 'esbuild';

const { dependencies, peerDependencies } = require('../package.json') as { [kind: string]: { [name: string]: string } };

/** What is bundled, and where the files of the package are written: `core`, and the two that load it. */
export interface Bundle {
  /** Compiled files. */
  readonly from: { readonly library: string; readonly commandLine: string };
  readonly core: string;
  readonly library: string;
  readonly commandLine: string;
  /** The names that an ES module can import. */
  readonly names: readonly string[];
}

/**
 * Library and command line are one file, which starts sooner than some hundred and holds once what both need; each runs only its own part of
 * it.
 */
export function bundleCore({ from, core, library, commandLine, names }: Bundle): void {
  buildSync({
    stdin: {
      contents: `exports.library = () => require(${JSON.stringify(from.library)}); exports.commandLine = () => require(${JSON.stringify(from.commandLine)});`,
      resolveDir: dirname(from.library),
    },
    outfile: core,
    bundle: true,
    platform: 'node',
    target: 'es2022',
    logLevel: 'warning',
    external: Object.keys({ ...dependencies, ...peerDependencies }),
    minify: true,
    // Names of classes are part of messages. Node.js prints the line of an error that nobody catches, which must not be the whole file.
    keepNames: true,
    lineLimit: 160,
  });
  // Node finds these names by reading the text of a CommonJS file. That line never runs.
  write(library, `module.exports = require('${pathFrom(library, core)}').library();\n0 && (module.exports = { ${names.join(', ')} });\n`);
  write(commandLine, `#!/usr/bin/env node\nrequire('${pathFrom(commandLine, core)}').commandLine().start();\n`, 0o755);
}

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
}

const pathFrom = (file: string, other: string): string => {
  const path = relative(dirname(file), other).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
};
