import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Files, Ran } from './language';
import { type RunOptions, run } from './program';

/** Runs an app that synthesizes, in an empty output folder below its working folder. */
export async function runApp(command: string, args: readonly string[], outdir: string, options: RunOptions): Promise<Ran> {
  mkdirSync(outdir, { recursive: true });
  const output = await run(command, args, { ...options, env: { ...options.env, CDK8S_OUTDIR: outdir } });
  return { ...output, files: filesIn(outdir) };
}

export function filesIn(folder: string): Files {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The size of all files below a folder in bytes, but for some folders in it. */
export function sizeOf(folder: string, ...without: readonly string[]): number {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (without.includes(entry.name)) continue;
    const path = join(folder, entry.name);
    size += entry.isDirectory() ? sizeOf(path, ...without) : statSync(path).size;
  }
  return size;
}

/** The one file in a folder whose name ends so. */
export function fileIn(folder: string, end: string): string {
  const [name, ...others] = readdirSync(folder).filter((file) => file.endsWith(end));
  if (name === undefined || others.length > 0) throw new Error(`${folder} must hold one file *${end}`);
  return join(folder, name);
}

/** The median of several measurements. */
export async function median(times: number, measure: () => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) found.push(await measure());
  return found.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}

/** CPU milliseconds that a program takes beyond another one. */
export async function millisecondsBeyond(base: () => Promise<number>, whole: () => Promise<number>): Promise<number> {
  const without = await median(7, base);
  return Math.round((await median(7, whole)) * 1000 - without * 1000);
}
