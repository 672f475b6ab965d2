import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { messageOf } from '../manifests/file-error';
import { UsageError } from './usage-error';

/** Manifests of a revision of a git repository, as files. */
export interface Revision {
  readonly files: readonly string[];
  /** Where the files are. */
  readonly folder: string;
  readonly revision: string;
  readonly remove: () => void;
}

/** Writes the manifests that a revision has at these paths, relative to the working directory, to a folder of their own. */
export function checkOut(revision: string, paths: readonly string[]): Revision {
  const names = git(['ls-tree', '-r', '-z', '--name-only', '--end-of-options', revision, '--', ...paths], revision)
    .toString('utf8')
    .split('\0')
    .filter((name) => /\.(?:ya?ml|json)$/.test(name));
  if (names.length === 0) throw new UsageError(`revision "${revision}" has no manifests in ${paths.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-ingress-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const name of names) {
      const file = join(folder, name.replaceAll('../', 'parent/'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, git(['cat-file', 'blob', `${revision}:./${name}`], revision));
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { files: [folder], folder, revision, remove };
}

const MOST_BYTES = 256 * 1024 * 1024;

function git(args: readonly string[], revision: string): Buffer {
  // A revision that begins with a dash would be an option.
  if (revision.startsWith('-')) throw new UsageError(`"${revision}" is no revision`);
  try {
    return execFileSync('git', args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: MOST_BYTES });
  } catch (error) {
    const said = (error as { readonly stderr?: Buffer }).stderr?.toString('utf8').trim().split('\n')[0];
    throw new UsageError(`git cannot read revision "${revision}": ${said || messageOf(error)}`);
  }
}
