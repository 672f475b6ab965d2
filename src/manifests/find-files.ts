import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileError } from './file-error';

export const STANDARD_INPUT = '-';

/** Files and folders, by the names that a user gives them. */
export interface FileTree {
  /** Where these files are, for errors, such as ` in revision "main"`. */
  readonly place: string;
  /**
   * What is at a path, with symbolic links followed. `other`: a pipe or a device. `unreadable`: something that cannot be looked at, such as a
   * link to itself. `undefined`: nothing.
   */
  readonly kindOf: (path: string) => 'file' | 'folder' | 'other' | 'unreadable' | undefined;
  /** `undefined`: the folder cannot be read. */
  readonly namesIn: (folder: string) => readonly string[] | undefined;
  /** The same text for all paths of one file or folder. */
  readonly identityOf: (path: string) => string;
}

export const WORKING_TREE: FileTree = {
  place: '',
  kindOf: (path) => {
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return undefined;
      return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other';
    } catch {
      return 'unreadable';
    }
  },
  namesIn: (folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return undefined;
    }
  },
  identityOf: (path) => {
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  },
};

export interface FoundFiles {
  /** In the order of the arguments, each once; `-` stands for standard input. */
  readonly files: readonly string[];
  /** Hidden folders with manifests that no argument names. */
  readonly hidden: readonly HiddenFolder[];
}

export interface HiddenFolder {
  readonly folder: string;
  /** The number of its files that look like manifests. */
  readonly files: number;
}

/** The files that arguments name: a file itself, all manifests below a folder, all files that a glob matches. */
export const findFiles = (args: readonly string[], tree: FileTree = WORKING_TREE): FoundFiles => new Search(tree).find(args);

const MANIFEST = /\.(?:ya?ml|json)$/i;

class Search {
  /** By identity. */
  private readonly found = new Map<string, string>();
  private readonly hidden = new Map<string, string>();

  public constructor(private readonly tree: FileTree) {}

  public find(args: readonly string[]): FoundFiles {
    for (const arg of args) {
      if (arg === STANDARD_INPUT) this.found.set(arg, arg);
      else for (const file of this.filesOf(arg)) this.found.set(this.tree.identityOf(file), file);
    }
    return { files: [...this.found.values()], hidden: this.hiddenFolders() };
  }

  private filesOf(arg: string): readonly string[] {
    const { place } = this.tree;
    const kind = this.tree.kindOf(arg);
    if (kind === 'folder') {
      const files = this.manifestsBelow(arg);
      if (files.length === 0) throw new FileError(`no *.yaml, *.yml or *.json below folder "${arg}"${place}`);
      return files;
    }
    // A file that the user names is read whatever its extension is, including /dev/stdin and named pipes.
    if (kind !== undefined) return [arg];
    if (!/[*?[\]{}!]/.test(arg)) throw new FileError(`there is no file or folder "${arg}"${place}`);
    const files = this.matching(arg);
    if (files.length === 0) throw new FileError(`no file matches "${arg}"${place}`);
    return files;
  }

  private manifestsBelow(folder: string): readonly string[] {
    return this.entriesBelow(folder).flatMap(({ path, kind }) =>
      kind === 'unreadable' || (kind === 'file' && MANIFEST.test(path)) ? [path] : [],
    );
  }

  /**
   * Hidden folders and installed packages hold no manifests of the user. What is unreadable is found too, so that reading it reports the error.
   * `within`: the folders around, which a link may lead back to.
   */
  private entriesBelow(folder: string, within: readonly string[] = [], entries: Entry[] = []): readonly Entry[] {
    const { tree } = this;
    const around = [...within, tree.identityOf(folder)];
    const names = tree.namesIn(folder);
    if (names === undefined) entries.push({ path: folder, kind: 'unreadable' });
    for (const name of [...(names ?? [])].sort()) {
      const path = join(folder, name);
      if (name === 'node_modules' || name === '.git') continue;
      const kind = tree.kindOf(path);
      if (kind === 'folder') {
        const identity = tree.identityOf(path);
        if (name.startsWith('.')) this.hidden.set(identity, path);
        else if (!around.includes(identity)) {
          entries.push({ path, kind });
          this.entriesBelow(path, around, entries);
        }
      } else if (kind === 'file' || kind === 'unreadable') entries.push({ path, kind });
      // A symbolic link to nothing.
      else if (kind === undefined) entries.push({ path, kind: 'file' });
    }
    return entries;
  }

  private hiddenFolders(): readonly HiddenFolder[] {
    const folders: HiddenFolder[] = [];
    // A map that grows while it is walked is walked to its end.
    for (const folder of this.hidden.values()) {
      const files = this.manifestsBelow(folder).filter((file) => !this.found.has(this.tree.identityOf(file))).length;
      if (files > 0) folders.push({ folder, files });
    }
    return folders;
  }

  /** Files that match a glob which the shell did not expand, and manifests below folders that do, as if the shell had. */
  private matching(glob: string): readonly string[] {
    // Loaded late, because it is rarely needed. The package has no types.
    const picomatch = require('picomatch') as Picomatch;
    const { base } = picomatch.scan(glob);
    const folder = base === '' ? '.' : base;
    if (this.tree.kindOf(folder) !== 'folder') return [];
    const matches = picomatch(glob.replace(/^\.\//, ''));
    return this.entriesBelow(folder).flatMap((entry) => {
      const path = entry.path.replaceAll('\\', '/');
      if (entry.kind === 'unreadable' && mayMatchBelow(glob, path, picomatch)) return [entry.path];
      if (!matches(path)) return [];
      return entry.kind === 'folder' ? this.manifestsBelow(entry.path) : [entry.path];
    });
  }
}

/** Whether a glob may match something in a folder. */
function mayMatchBelow(glob: string, folder: string, picomatch: Picomatch): boolean {
  const [wanted, names] = [glob.replace(/^\.\//, '').split('/'), folder.split('/')];
  for (const [index, name] of names.entries()) {
    const part = wanted[index];
    if (part === undefined) return false;
    // Braces may hold slashes.
    if (part === '**' || part.includes('{')) return true;
    // An absolute path begins with an empty part.
    if (part !== name && (part === '' || !picomatch(part)(name))) return false;
  }
  return wanted.length > names.length;
}

interface Entry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'unreadable';
}

interface Picomatch {
  (glob: string, options?: { readonly windows?: boolean }): (text: string) => boolean;
  scan(glob: string): { readonly base: string };
}
