import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type BuildResult, build, type Plugin } from 'esbuild';
import { inlineRequires, requiredBy } from './inline-requires';

const ROOT = resolve(__dirname, '..');
const { peerDependencies } = require('../package.json') as { readonly peerDependencies: { readonly [name: string]: string } };

/** What is bundled, and where the files of the package are written: the folder `core`, and the two files that load it. */
export interface Bundle {
  /** Compiled files. */
  readonly from: { readonly library: string; readonly commandLine: string };
  readonly core: string;
  readonly library: string;
  readonly commandLine: string;
  /** The names that an ES module can import. */
  readonly names: readonly string[];
}

/** Where a module is: in which file, and under which name. */
interface Place {
  readonly chunk: string;
  readonly name: string;
}

/** By the path of the compiled file. */
type Places = ReadonlyMap<string, Place>;

/**
 * Library and command line are a few files, about one for each folder of the sources. They start sooner than some hundred, and a process
 * reads only what it uses: a module is loaded when a value of it is first needed, unless every app needs it.
 */
export async function bundleCore({ from, core, library, commandLine, names }: Bundle): Promise<void> {
  rmSync(core, { recursive: true, force: true });
  const files = filesReachedFrom([from.library, from.commandLine]);
  const places = placesOf(dirname(from.library), files);
  const chunks = new Set([...places.values()].map(({ chunk }) => chunk));
  const packages = new Set(files.flatMap(packagesOf));
  const built = await Promise.all([
    ...[...chunks].map((chunk) => buildChunk(chunk, modulesOf(chunk, places), core, chunkPlugin(chunk, places, packages))),
    ...[...packages].map((name) => buildChunk(name, `module.exports = require('${name}');`, core)),
  ]);
  write(join(core, 'LICENSES.txt'), licensesOf(built));
  const load = (file: string, by: string): string => {
    const { chunk, name } = places.get(file)!;
    return `require('${pathFrom(by, join(core, `${chunk}.js`))}').${name}()`;
  };
  // Node finds these names by reading the text of a CommonJS file. That line never runs.
  write(library, `module.exports = ${load(from.library, library)};\n0 && (module.exports = { ${names.join(', ')} });\n`);
  // Node.js keeps compiled code in its folder for that, unless NODE_DISABLE_COMPILE_CACHE is set; version 20 has no such function.
  const keepCompiled = "require('node:module').enableCompileCache?.();";
  write(commandLine, `#!/usr/bin/env node\n${keepCompiled}\n${load(from.commandLine, commandLine)}.start();\n`, 0o755);
}

// ---- which module goes where

function filesReachedFrom(entries: readonly string[]): readonly string[] {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const path of requiredBy(readFileSync(file, 'utf8'))) if (path.startsWith('.')) visit(fileOf(file, path));
  };
  entries.forEach(visit);
  return [...reached].filter((file) => file.endsWith('.js'));
}

/** Those that become part of the package: neither of Node.js nor peers. */
const packagesOf = (file: string): readonly string[] =>
  requiredBy(readFileSync(file, 'utf8')).filter((path) => !/^(?:\.|node:)/.test(path) && !Object.hasOwn(peerDependencies, path));

const fileOf = (from: string, path: string): string => require.resolve(resolve(dirname(from), path));

const placesOf = (root: string, files: readonly string[]): Places =>
  new Map(files.map((file, index) => [file, { chunk: chunkOf(relative(root, file).split(sep)), name: `m${index}` }]));

/** Of these folders, few processes need all. */
const APART = ['findings', 'proof'];
/** What every command loads of each dialect, to find out which controller manifests are for. */
const OF_ALL_DIALECTS = /^(?:identity|kinds|own-kinds|implementations|profiles)\b/;
/** What reads manifests, and nothing else. */
const READING = /^(?:read|check|model|nginx-conf|own-shapes)\b/;

/** One for each folder of the sources, and three for each dialect: for reading, installing and rendering. */
function chunkOf([folder = '', name, part]: readonly string[]): string {
  if (name === undefined || (folder === 'dialects' && part === 'public')) return 'api';
  if (folder !== 'dialects') return part !== undefined && APART.includes(folder) ? `${folder}-${name}` : folder;
  if (part === undefined || OF_ALL_DIALECTS.test(part)) return folder;
  if (/^install\b/.test(part)) return `${name}-install`;
  return READING.test(part) ? `${name}-read` : name;
}

// ---- building

const modulesOf = (chunk: string, places: Places): string =>
  [...places]
    .filter(([, place]) => place.chunk === chunk)
    .map(([file, { name }]) => `exports.${name} = () => require(${JSON.stringify(file)});`)
    .join('\n');

function buildChunk(name: string, contents: string, core: string, ...plugins: Plugin[]): Promise<BuildResult<{ metafile: true }>> {
  return build({
    stdin: { contents, resolveDir: ROOT },
    outfile: join(core, `${name}.js`),
    bundle: true,
    platform: 'node',
    target: 'es2022',
    logLevel: 'warning',
    metafile: true,
    plugins,
    minify: true,
    // Node.js prints the line of an error that nobody catches, which must not be the whole file.
    lineLimit: 160,
  });
}

/** What every app with routes needs: it is loaded together, so that no part of it is looked up when routes are made. */
const APP = ['api', 'app', 'findings', 'findings-catalogue', 'input', 'installation', 'model', 'output'];

/** Whether a module loads another at once, as it is written. */
function isEager(file: string, path: string, places: Places): boolean {
  const other = path.startsWith('.') ? places.get(fileOf(file, path)) : undefined;
  return [places.get(file), other].every((place) => place !== undefined && APP.includes(place.chunk));
}

/** Keeps a chunk to its own modules. Those of other chunks and of packages are loaded on first use, too, and kept from then on. */
function chunkPlugin(chunk: string, places: Places, packages: ReadonlySet<string>): Plugin {
  // Its path is the expression that loads it.
  const elsewhere = (expression: string) => ({ path: expression, namespace: 'elsewhere' });
  return {
    name: 'chunk',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./, namespace: 'file' }, ({ path, importer }) => {
        if (path.startsWith('node:') || Object.hasOwn(peerDependencies, path)) return elsewhere(`require('${path}')`);
        if (packages.has(path)) return elsewhere(`require('./${path}.js')`);
        const place = path.startsWith('.') ? places.get(fileOf(importer, path)) : undefined;
        return place === undefined || place.chunk === chunk ? undefined : elsewhere(`require('./${place.chunk}.js').${place.name}()`);
      });
      onResolve({ filter: /./, namespace: 'elsewhere' }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path }) => ({ contents: `module.exports = ${path};` }));
      onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) =>
        places.has(path) ? { contents: inlineRequires(readFileSync(path, 'utf8'), (other) => isEager(path, other, places)) } : undefined,
      );
    },
  };
}

/** Packages that are part of a chunk ask that their licenses go with them. */
function licensesOf(built: readonly BuildResult<{ metafile: true }>[]): string {
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.flatMap((input) => /\bnode_modules\/((?:@[^/]+\/)?[^/.][^/]*)\//.exec(input)?.slice(1) ?? []));
  return [...packages]
    .sort()
    .map((name) => `${name}\n\n${readFileSync(join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8').trim()}\n`)
    .join('\n----\n\n');
}

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
}

const pathFrom = (file: string, other: string): string => {
  const path = relative(dirname(file), other).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
};
