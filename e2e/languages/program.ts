import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface RunOptions {
  readonly cwd: string;
  readonly env?: { readonly [name: string]: string };
}

export interface Output {
  readonly stdout: string;
  readonly cpuSeconds: number;
}

/** The runtimes of jsii warn of a version of Node.js that is no longer supported, and the tests also run with such a version. */
const SILENT = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

/** What tsx leaves for programs that it starts is about this repository. */
const { TSX_TSCONFIG_PATH: _, ...ENVIRONMENT } = process.env;

/** How much of what a program printed an error shows: the end. */
const SHOWN = 5000;

/**
 * `time` of bash counts what a program and all programs that it started took. It is written to a stream of its own, because a program that was
 * started may still write to standard error.
 */
const TIMED = 'TIMEFORMAT="%U %S"; { time "$@" 2>&4 3>&- 4>&-; } 4>&2 2>&3';

/** Runs a program to its end, and measures its CPU time. Its failure is an error with what it printed. */
export async function run(command: string, args: readonly string[], { cwd, env }: RunOptions): Promise<Output> {
  const child = spawn('bash', ['-c', TIMED, 'bash', command, ...args], {
    cwd,
    env: { ...ENVIRONMENT, ...SILENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const read = [1, 2, 3].map((stream) => {
    const chunks: Buffer[] = [];
    (child.stdio[stream] as Readable).on('data', (chunk: Buffer) => chunks.push(chunk));
    return chunks;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout = '', stderr = '', time = ''] = read.map((chunks) => Buffer.concat(chunks).toString());
  if (code !== 0) throw new Error(`"${command} ${args.join(' ')}" ended with ${code}\n${(stdout + stderr).slice(-SHOWN)}`);
  const [user = Number.NaN, system = Number.NaN] = time.trim().split(' ').map(Number);
  if (Number.isNaN(user + system)) throw new Error(`bash says "${time}" of the time that "${command}" took`);
  return { stdout, cpuSeconds: user + system };
}

/** What a program prints; absent if it is not there or fails. */
export async function printed(command: string, ...args: readonly string[]): Promise<string | undefined> {
  return run(command, args, { cwd: '/' }).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}
