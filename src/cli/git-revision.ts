import { execFileSync } from 'node:child_process';
import { isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { FileError, messageOf } from '../manifests/file-error';
import { type FileTree, STANDARD_INPUT } from '../manifests/find-files';
import { UsageError } from './usage-error';

interface Entry {
  readonly mode: string;
  readonly id: string;
}

/** Modes of entries that are no plain files (git-scm.com/docs/git-fast-import, section "filemodify"). */
const LINK = '120000';
const SUBMODULE = '160000';

/** As many as Linux follows in one path (path_resolution(7)). */
const MOST_LINKS = 40;

/** The files of a revision of a git repository, by their names relative to the working directory. */
export class Revision implements FileTree {
  public readonly place: string;
  /** The folder of the repository. */
  private readonly top: string;
  /** By path from the top. */
  private readonly entries = new Map<string, Entry>();
  private readonly folders = new Map<string, Set<string>>();
  private links: ReadonlyMap<string, Buffer> | undefined;

  public constructor(public readonly revision: string) {
    this.place = ` in revision "${revision}"`;
    this.top = this.git(['rev-parse', '--show-toplevel']).toString('utf8').replace(/\n$/, '');
    const tree = this.git(['rev-parse', '--verify', '--end-of-options', `${revision}^{tree}`])
      .toString('utf8')
      .trim();
    this.folders.set('', new Set());
    for (const line of this.git(['ls-tree', '-r', '-z', '--full-tree', tree]).toString('utf8').split('\0')) {
      const found = /^(\d+) \w+ ([\da-f]+)\t(.+)$/s.exec(line);
      if (found !== null) this.add(found[3] as string, { mode: found[1] as string, id: found[2] as string });
    }
  }

  /** The contents of files, in their order. */
  public read(files: readonly string[]): readonly Uint8Array[] {
    if (files.includes(STANDARD_INPUT)) throw new UsageError('standard input has no revisions; give files');
    const ids = files.map((file) => {
      const entry = this.entries.get(this.find(file) ?? '');
      if (entry === undefined) throw new FileError(`"${file}"${this.place} is a symbolic link to nothing`);
      return entry.id;
    });
    const contents = this.blobs(ids);
    return ids.map((id, index) => {
      const content = contents.get(id) as Buffer;
      if (content.subarray(0, LARGE_FILE.length).toString('latin1') === LARGE_FILE)
        throw new FileError(`"${files[index]}" is kept by Git LFS, and the repository holds only a pointer to it${this.place}`);
      return content;
    });
  }

  public readonly kindOf = (path: string): 'file' | 'folder' | 'unreadable' | undefined => {
    let found: string | undefined;
    try {
      found = this.find(path);
    } catch (error) {
      // Reading it throws again.
      if (error instanceof FileError) return 'unreadable';
      throw error;
    }
    return found === undefined ? undefined : this.folders.has(found) ? 'folder' : 'file';
  };

  public readonly namesIn = (folder: string): readonly string[] => [...(this.folders.get(this.find(folder) ?? '') ?? [])];

  public readonly identityOf = (path: string): string => (this.kindOf(path) === 'unreadable' ? path : (this.find(path) ?? path));

  private add(path: string, entry: Entry): void {
    this.entries.set(path, entry);
    for (let at = path; at !== ''; ) {
      const folder = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '';
      const known = this.folders.get(folder);
      const names = known ?? new Set<string>();
      names.add(at.slice(folder === '' ? 0 : folder.length + 1));
      this.folders.set(folder, names);
      if (known !== undefined) return;
      at = folder;
    }
  }

  /** The path from the top, with all links followed; `undefined` if the revision has nothing there. */
  private find(path: string): string | undefined {
    const fromTop = relative(this.top, resolve(path)).split(sep).join('/');
    if (isOutside(fromTop)) throw new FileError(`"${path}" is outside of the repository, so it is not${this.place}`);
    let rest = fromTop === '' ? [] : fromTop.split('/');
    let at = '';
    let followed = 0;
    while (rest.length > 0) {
      const [name = '', ...more] = rest;
      const next = at === '' ? name : `${at}/${name}`;
      const entry = this.entries.get(next);
      if (entry?.mode === SUBMODULE)
        throw new FileError(`"${next}" is a submodule${this.place}, and the files of submodules are not in the repository`);
      if (entry?.mode === LINK) {
        const target = this.targetOf(entry);
        const to = posix.normalize(posix.join(at === '' ? '.' : at, target)).replace(/\/$/, '');
        if (target.startsWith('/') || isOutside(to))
          throw new FileError(`"${next}"${this.place} is a symbolic link to "${target}", outside of the repository`);
        if (++followed > MOST_LINKS) throw new FileError(`"${path}"${this.place} is a symbolic link to itself`);
        rest = [...(to === '.' ? [] : to.split('/')), ...more];
        at = '';
      } else if (entry !== undefined ? more.length === 0 : this.folders.has(next)) {
        at = next;
        rest = more;
      } else return undefined;
    }
    return at;
  }

  private targetOf({ id }: Entry): string {
    this.links ??= this.blobs([...this.entries.values()].flatMap(({ mode, id: one }) => (mode === LINK ? [one] : [])));
    return (this.links.get(id) as Buffer).toString('utf8');
  }

  private blobs(ids: readonly string[]): ReadonlyMap<string, Buffer> {
    const blobs = new Map<string, Buffer>();
    const all = this.git(['cat-file', '--batch'], `${[...new Set(ids)].join('\n')}\n`);
    // Each is "<id> blob <size>", a line break, the content, and a line break (git-scm.com/docs/git-cat-file, section "Batch output").
    for (let at = 0; at < all.length; ) {
      const end = all.indexOf('\n', at);
      const [id = '', , size] = all.subarray(at, end).toString('latin1').split(' ');
      const from = end + 1;
      blobs.set(id, all.subarray(from, from + Number(size)));
      at = from + Number(size) + 1;
    }
    const missing = ids.find((id) => !blobs.has(id));
    if (missing !== undefined) throw new UsageError(`git has no object ${missing} of revision "${this.revision}"`);
    return blobs;
  }

  private git(args: readonly string[], input?: string): Buffer {
    try {
      return execFileSync('git', args, {
        stdio: ['pipe', 'pipe', 'pipe'],
        maxBuffer: MOST_BYTES,
        ...(input === undefined ? {} : { input }),
      });
    } catch (error) {
      const said = (error as { readonly stderr?: Buffer }).stderr?.toString('utf8').trim().split('\n')[0];
      throw new UsageError(`git cannot read revision "${this.revision}": ${said || messageOf(error)}`);
    }
  }
}

const MOST_BYTES = 256 * 1024 * 1024;

/** The beginning of a file that stands for one which Git LFS keeps (github.com/git-lfs/git-lfs, docs/spec.md). */
const LARGE_FILE = 'version https://git-lfs.github.com/spec/';

const isOutside = (path: string): boolean => path === '..' || path.startsWith('../') || isAbsolute(path);
