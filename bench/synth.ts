import { alternate, expectSame, measure, median, type Sides } from './measure';
import type { Side, SynthRun, Variant } from './programs/synth';
import { compared, goal, head, mebibytes, milliseconds, ratioOf, row } from './report';

type Measured = ReturnType<typeof measure<SynthRun>>;

/** The most time beside that of cdk8s-plus-27, by the number of routes. */
const GOALS: readonly (readonly [count: number, most: number])[] = [
  [1000, 0.6],
  [4000, 0.5],
  [16000, 0.5],
];

const time = (run: Measured): number => run.milliseconds;
const memory = (run: Measured): number => run.peakMebibytes;

/** N routes, construct to YAML text, beside cdk8s-plus-27 alone. */
export function synth(rounds: number): void {
  head(`N routes, construct to YAML text; medians of ${rounds} rounds`, 'ours', 'cdk8s-plus', 'ratio', 'ours', 'cdk8s-plus', 'ratio');
  const bySize = GOALS.map(([count]) => routes('oneHost', count, rounds));
  const stripped = GOALS.map(([count]) => routes('stripPrefix', count, rounds));
  routes('manyHosts', 4000, rounds);
  const charts = routes('manyCharts', 4000, rounds);
  const asHttpRoutes = GOALS.map(([count]) => routesOfTwoApis(count, rounds));
  console.log();
  GOALS.forEach(([count, most], i) => {
    for (const [what, all] of [
      ['routes', bySize],
      ['routes that strip their prefix', stripped],
    ] as const) {
      const sides = all[i];
      if (sides === undefined) continue;
      goal(`${count} ${what}, time`, ratioOf(sides, time), 'at most', most);
      goal(`${count} ${what}, memory`, ratioOf(sides, memory), 'at most', 1);
    }
    const both = asHttpRoutes[i];
    if (both !== undefined) goal(`${count} routes as HTTPRoutes beside Ingresses, time`, ratioOf(both, time), 'at most', 1);
    const [fewer, sides] = [bySize[i - 1], bySize[i]];
    if (fewer === undefined || sides === undefined) return;
    goal(`${count} routes against a quarter of them`, median(sides[0].map(time)) / median(fewer[0].map(time)), 'at most', 4.5);
  });
  const [, one] = bySize;
  if (one !== undefined)
    goal('80 charts of 50 routes against one chart', median(charts[0].map(time)) / median(one[0].map(time)), 'at most', 1);
}

function routes(variant: Variant, count: number, rounds: number): Sides<Measured> {
  const side = (name: Side) => () => measure<SynthRun>('synth', name, variant, String(count));
  const sides = alternate(rounds, side('ours'), side('kplus'));
  expectSame(variant, sides);
  row(`${count} ${variant}`, ...compared(sides, time, milliseconds), ...compared(sides, memory, mebibytes));
  return sides;
}

/** The same routes as HTTPRoutes, beside Ingresses; both ours. */
function routesOfTwoApis(count: number, rounds: number): Sides<Measured> {
  const side = (name: Side) => () => measure<SynthRun>('synth', name, 'twoApis', String(count));
  const sides = alternate(rounds, side('gateway'), side('ours'));
  expectSame('twoApis', sides);
  row(`${count} as HTTPRoutes, and as Ingresses`, ...compared(sides, time, milliseconds), ...compared(sides, memory, mebibytes));
  return sides;
}
