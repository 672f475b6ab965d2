import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileError } from './file-error';

export const STANDARD_INPUT = '-';

/** Files in the order of the arguments, each once; `-` stands for standard input. */
export function findFiles(args: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const arg of args) {
    if (arg === STANDARD_INPUT) found.set(arg, arg);
    else for (const file of filesOf(arg)) found.set(realpathSync(file), file);
  }
  return [...found.values()];
}

function filesOf(arg: string): readonly string[] {
  const stats = statSync(arg, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const files = filesBelow(arg).filter((file) => MANIFEST.test(file));
    if (files.length === 0) throw new FileError(`no *.yaml, *.yml or *.json below folder "${arg}"`);
    return files;
  }
  // A file that the user names is read whatever its extension is, including /dev/stdin and named pipes.
  if (stats !== undefined) return [arg];
  if (!/[*?[\]{}!]/.test(arg)) throw new FileError(`there is no file or folder "${arg}"`);
  const files = matchingFiles(arg);
  if (files.length === 0) throw new FileError(`no file matches "${arg}"`);
  return files;
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Hidden folders and installed packages hold no manifests of the user. */
function filesBelow(folder: string): string[] {
  const files: string[] = [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') files.push(...filesBelow(path));
    } else if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile())) files.push(path);
  }
  return files;
}

// ---- globs that the shell did not expand

interface Picomatch {
  (glob: string, options?: { readonly windows?: boolean }): (text: string) => boolean;
  scan(glob: string): { readonly base: string };
}

function matchingFiles(glob: string): readonly string[] {
  // Loaded late, because it is rarely needed. The package has no types.
  const picomatch = require('picomatch') as Picomatch;
  const { base } = picomatch.scan(glob);
  const folder = base === '' ? '.' : base;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const matches = picomatch(glob.replace(/^\.\//, ''));
  return filesBelow(folder).filter((file) => matches(file.replaceAll('\\', '/')));
}
