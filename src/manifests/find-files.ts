import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileError } from './file-error';

export const STANDARD_INPUT = '-';

/** Files in the order of the arguments, each once; `-` stands for standard input. */
export function findFiles(args: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const arg of args) {
    if (arg === STANDARD_INPUT) found.set(arg, arg);
    else for (const file of filesOf(arg)) found.set(targetOf(file), file);
  }
  return [...found.values()];
}

/** The file behind links. A link that leads nowhere is found to be unreadable when it is read. */
function targetOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Undefined: there is nothing. `unknown`: something is there that cannot be looked at, such as a link to itself. */
function kindOf(path: string): 'folder' | 'file' | 'special' | 'unknown' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'special';
  } catch {
    return 'unknown';
  }
}

function filesOf(arg: string): readonly string[] {
  const kind = kindOf(arg);
  if (kind === 'folder') {
    const files = filesBelow(arg).filter((file) => MANIFEST.test(file) || kindOf(file) === 'folder');
    if (files.length === 0) throw new FileError(`no *.yaml, *.yml or *.json below folder "${arg}"`);
    return files;
  }
  // A file that the user names is read whatever its extension is, including /dev/stdin and named pipes.
  if (kind !== undefined) return [arg];
  if (!/[*?[\]{}!]/.test(arg)) throw new FileError(`there is no file or folder "${arg}"`);
  const files = matchingFiles(arg);
  if (files.length === 0) throw new FileError(`no file matches "${arg}"`);
  return files;
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Hidden folders and installed packages hold no manifests of the user. */
function filesBelow(folder: string, files: string[] = []): string[] {
  const entries = entriesOf(folder);
  if (entries === undefined) files.push(folder);
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') filesBelow(path, files);
    } else if (entry.isFile() || (entry.isSymbolicLink() && ['file', 'unknown'].includes(kindOf(path) ?? ''))) files.push(path);
  }
  return files;
}

/** Undefined: the folder cannot be read, which is reported when it is read like a file. */
function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
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
  if (kindOf(folder) !== 'folder') return [];
  const matches = picomatch(glob.replace(/^\.\//, ''));
  return filesBelow(folder).filter((file) => matches(file.replaceAll('\\', '/')));
}
