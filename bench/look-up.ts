import { alternate, expectSame, measure, median } from './measure';
import type { LookUpRun, Side } from './programs/look-up';
import { compared, goal, head, mebibytes, perSecond, ratioOf, row } from './report';

const side = (name: Side) => () => measure<LookUpRun>('look-up', name);
const speed = (run: LookUpRun): number => run.lookUpsPerSecond;
const heap = (run: LookUpRun): number => run.heapMebibytes;

/** `resolve` on literal routes, beside find-my-way, the router of Fastify. */
export function lookingUp(rounds: number): void {
  head(
    `Looking up among 10 000 literal routes of 1000 hosts; medians of ${rounds} rounds`,
    'ours',
    'find-my-way',
    'ratio',
    'ours',
    'find-my-way',
    'ratio',
  );
  const sides = alternate(rounds, side('ours'), side('findMyWay'));
  expectSame('looking up', sides);
  row('look-ups, heap', ...compared(sides, speed, perSecond), ...compared(sides, heap, mebibytes));
  console.log();
  goal('look-ups against those of find-my-way', ratioOf(sides, speed), 'at least', 1);
  goal('heap against that of find-my-way', ratioOf(sides, heap), 'at most', 2);
}

/** `resolve` on one host whose paths are all regular expressions. */
export function lookingUpPatterns(rounds: number): void {
  head(`Looking up among 1000 regular expressions of one host; medians of ${rounds} rounds`, 'ours');
  const runs = Array.from({ length: rounds }, side('patterns'));
  const perSecondInTheMiddle = median(runs.map(speed));
  row('look-ups', perSecond(perSecondInTheMiddle));
  console.log();
  goal('requests a second', perSecondInTheMiddle, 'at least', 20_000);
}
