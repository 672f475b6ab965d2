import { median, ratio, type Sides } from './measure';

/** What is printed, and whether all goals are met. */

const FIRST = 30;
const OTHERS = 14;

const print = (first: string, others: readonly string[]): void =>
  console.log(first.padEnd(FIRST) + others.map((cell) => cell.padStart(OTHERS)).join(''));

export function head(title: string, ...columns: readonly string[]): void {
  console.log(`\n${title}\n`);
  print('', columns);
}

export const row = (what: string, ...cells: readonly string[]): void => print(what, cells);

/** Three cells: what both sides took in the middle, and how they compare. */
export function compared<T>(sides: Sides<T>, of: (run: T) => number, text: (value: number) => string): readonly string[] {
  return [...sides.map((runs) => text(median(runs.map(of)))), ratioOf(sides, of).toFixed(2)];
}

export const ratioOf = <T>([ours, theirs]: Sides<T>, of: (run: T) => number): number => ratio(ours.map(of), theirs.map(of));

export const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
export const mebibytes = (value: number): string => `${value.toFixed(0)} MiB`;
export const perSecond = (value: number): string => `${(value / 1000).toFixed(0)} 000/s`;

// ---- goals

const results: boolean[] = [];

export function goal(what: string, value: number, side: 'at most' | 'at least', limit: number): void {
  const met = side === 'at most' ? value <= limit : value >= limit;
  results.push(met);
  const [is, shouldBe] = [value, limit].map((one) => (limit >= 1000 ? one.toFixed(0) : one.toFixed(2)));
  console.log(`  ${met ? 'met   ' : 'MISSED'}  ${what}: ${is}, goal ${side} ${shouldBe}`);
}

export const allGoalsAreMet = (): boolean => results.every(Boolean);
