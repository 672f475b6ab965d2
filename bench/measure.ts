import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { COMPILED } from './compile';

/** One run of Node.js, as a process of its own. */
export interface Run {
  readonly output: string;
  /** Of the whole process, start to end. */
  readonly milliseconds: number;
  readonly peakMebibytes: number;
}

/** `args` as on the command line of `node`, with files relative to what is compiled. */
export function run(...args: readonly string[]): Run {
  const start = performance.now();
  const { status, error, output } = spawnSync(process.execPath, ['--require', './bench/programs/peak.js', ...args], {
    cwd: COMPILED,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env: { ...process.env, CDK8S_OUTDIR: join(COMPILED, 'dist') },
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`, { cause: error });
  return { output: output[1] ?? '', milliseconds, peakMebibytes: Number(output[3]) / 1024 };
}

/** Runs a program that prints what it measured as JSON. */
export function measure<T>(program: string, ...args: readonly string[]): T & Pick<Run, 'peakMebibytes'> {
  const { output, peakMebibytes } = run(`bench/programs/${program}.js`, ...args);
  return { ...(JSON.parse(output) as T), peakMebibytes };
}

/** What both sides took, round by round, ours first. */
export type Sides<T> = readonly [readonly T[], readonly T[]];

/** Calls two measurements in turn, so that whatever else the machine does meets both alike. */
export function alternate<T>(rounds: number, ours: () => T, theirs: () => T): Sides<T> {
  const results: [T[], T[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes too.
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) results[side === 0 ? 0 : 1].push((side === 0 ? ours : theirs)());
  }
  return results;
}

/** Whoever does less work is faster: so all runs of both sides must have come to the same. */
export function expectSame<T extends { readonly sha256: string }>(what: string, sides: Sides<T>): void {
  if (new Set(sides.flat().map(({ sha256 }) => sha256)).size !== 1) throw new Error(`${what}: the two sides came to different results`);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How one side compares with the other: the median over rounds, so that what disturbed a whole round counts for nothing. */
export function ratio(ones: readonly number[], others: readonly number[]): number {
  return median(ones.map((one, round) => one / others[round]!));
}
