import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { output } from './command';

/** What `go mod download` says of a module. */
export interface GoModule {
  /** Where it is; write-protected. */
  readonly Dir: string;
  /** The hash of its text, as go.sum has it. */
  readonly Sum: string;
}

/** A newer Go than the one at hand is not to be fetched in passing, and C is not needed. */
export const goEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOWORK: 'off' });

/** Downloads a module by its version, asked for from a folder outside of any module. */
export async function goModule(module: string, version: string, cwd: string, signal: AbortSignal): Promise<GoModule> {
  return JSON.parse(await output('go', ['mod', 'download', '-json', `${module}@v${version}`], { cwd, env: goEnvironment(), signal }));
}

/** Folders of Go's module cache are write-protected; a copy that keeps this could not be removed again. */
export function copyWritable(from: string, to: string, wanted: (path: string) => boolean = () => true): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = join(from, entry.name);
    if (!wanted(path)) continue;
    if (entry.isDirectory()) copyWritable(path, join(to, entry.name), wanted);
    else cpSync(path, join(to, entry.name));
  }
}
