import { alternate, expectSame, measure, median, type Sides } from './measure';
import type { Side, SynthRun, Variant } from './programs/synth';
import { compared, goal, head, mebibytes, milliseconds, ratioOf, row } from './report';

type Measured = ReturnType<typeof measure<SynthRun>>;

const COUNTS = [1000, 4000, 16000];

const time = (run: Measured): number => run.milliseconds;
const memory = (run: Measured): number => run.peakMebibytes;

/** N routes, construct to YAML text, beside cdk8s-plus-27 alone. */
export function synth(rounds: number): void {
  head(`N routes, construct to YAML text; medians of ${rounds} rounds`, 'ours', 'cdk8s-plus', 'ratio', 'ours', 'cdk8s-plus', 'ratio');
  const bySize = COUNTS.map((count) => routes('oneHost', count, rounds));
  routes('stripPrefix', 4000, rounds);
  routes('manyHosts', 4000, rounds);
  console.log();
  bySize.forEach((sides, i) => {
    goal(`${COUNTS[i]} routes, time`, ratioOf(sides, time), 'at most', 0.6);
    goal(`${COUNTS[i]} routes, memory`, ratioOf(sides, memory), 'at most', 1);
    const fewer = bySize[i - 1];
    if (fewer === undefined) return;
    goal(`${COUNTS[i]} routes against a quarter of them`, median(sides[0].map(time)) / median(fewer[0].map(time)), 'at most', 4.5);
  });
}

function routes(variant: Variant, count: number, rounds: number): Sides<Measured> {
  const side = (name: Side) => () => measure<SynthRun>('synth', name, variant, String(count));
  const sides = alternate(rounds, side('ours'), side('kplus'));
  expectSame(variant, sides);
  row(`${count} ${variant}`, ...compared(sides, time, milliseconds), ...compared(sides, memory, mebibytes));
  return sides;
}
