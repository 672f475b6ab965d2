import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What was built or downloaded is kept here, for all checkouts of this user. */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(base, 'cdk8s-ingress', 'e2e');
}

/** One thing in the cache: its name says what it was made from, so it is never out of date. */
export interface Cached {
  readonly name: string;
  /** Said before it is made. */
  readonly announcement: string;
  /** Makes it, in an empty folder, unless told to stop. */
  make(folder: string, stop: AbortSignal): Promise<void>;
}

/** The folder of a thing, made if it is not there. Of several runs one makes it, and the others wait for it. */
export async function fromCache({ name, announcement, make }: Cached): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder(), { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    if (existsSync(folder)) return folder;
    console.log(announcement);
    const started = Date.now();
    const unfinished = `${folder}.unfinished`;
    // A run that was killed may have left it.
    removeFolder(unfinished);
    mkdirSync(unfinished);
    const stop = new AbortController();
    const onSignal = () => stop.abort();
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
    try {
      await make(unfinished, stop.signal);
      renameSync(unfinished, folder);
    } finally {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      removeFolder(unfinished);
    }
    console.log(`${name}: made in ${Math.round((Date.now() - started) / 1000)} s`);
    return folder;
  } finally {
    unlock();
  }
}

/** A short name for content. */
export function contentHash(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}\n`).update(part);
  return hash.digest('hex').slice(0, 16);
}

/** All files below a folder, as paths relative to it, in order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Holds a file lock as long as this process lives and does not let go: the system takes it back, whatever happens to us. */
async function lock(file: string): Promise<() => void> {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo locked; cat >/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve());
    holder.once('error', reject);
    holder.once('exit', (code) => reject(new Error(`flock ${file} ended with ${code}`)));
  });
  return () => holder.stdin.end();
}
