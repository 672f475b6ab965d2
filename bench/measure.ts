import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { COMPILED } from './compile';

/** One run of a compiled program, as a process of its own. */
export interface Run {
  readonly output: string;
  /** Of the whole process, start to end. */
  readonly milliseconds: number;
  readonly peakMebibytes: number;
}

export function run(program: string, ...args: readonly string[]): Run {
  const start = performance.now();
  const { status, error, output } = spawnSync(process.execPath, ['--require', './peak.js', `${program}.js`, ...args], {
    cwd: COMPILED,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env: { ...process.env, CDK8S_OUTDIR: join(COMPILED, 'dist', program) },
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`, { cause: error });
  return { output: output[1] ?? '', milliseconds, peakMebibytes: Number(output[3]) / 1024 };
}

/** Calls two measurements in turn, so that whatever else the machine does meets both alike. */
export function alternate<T>(rounds: number, one: () => T, other: () => T): readonly [T[], T[]] {
  const results: [T[], T[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes too.
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) results[side === 0 ? 0 : 1].push((side === 0 ? one : other)());
  }
  return results;
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
