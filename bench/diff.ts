import { measure, median } from './measure';
import type { DiffRun } from './programs/diff';
import { goal, head, mebibytes, perSecond, row } from './report';

const CASES = [
  ['literals1000', '1000 routes of 100 hosts', 'same', 1],
  ['literals10000', '10 000 routes of 100 hosts', 'same', 4],
  ['oneHost', '10 000 routes of one host', 'same', undefined],
  ['patterns', '200 patterns of one host', 'same', 1],
  ['rewrites', '200 unlike rewrites', 'same', 5],
] as const;

/** Whether two tables of two versions treat every request alike, and a log through both. */
export function comparing(rounds: number): void {
  head(`Comparing two tables; medians of ${rounds} rounds`, 'CPU', 'peak');
  const met: (() => void)[] = [];
  for (const [name, words, verdict, limit] of CASES) {
    const runs = Array.from({ length: rounds }, () => measure<DiffRun>('diff', name));
    if (runs.some((run) => run.verdict !== verdict)) throw new Error(`${words}: the verdict is not "${verdict}"`);
    const seconds = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    const peak = median(runs.map(({ peakMebibytes }) => peakMebibytes));
    row(words, `${seconds.toFixed(2)} s`, mebibytes(peak));
    if (limit === undefined) met.push(() => goal(`peak of ${words} in MiB`, peak, 'at most', 400));
    else met.push(() => goal(`CPU seconds of ${words}`, seconds, 'at most', limit));
  }
  const logs = Array.from({ length: rounds }, () => measure<DiffRun>('diff', 'replay'));
  const lines = median(logs.map(({ linesPerSecond = 0 }) => linesPerSecond));
  row('lines of a log', perSecond(lines));
  console.log();
  for (const say of met) say();
  goal('lines of a log a CPU second', lines, 'at least', 200_000);
}
