import { alternate, expectSame, measure, median, type Sides } from './measure';
import type { BuildRun, What } from './programs/build-table';
import type { Shape } from './programs/manifests';
import { compared, goal, head, milliseconds, ratioOf, row } from './report';

const COUNT = 10_000;
const FACTOR = 5;
const SHAPES: readonly Shape[] = ['hosts', 'oneHost', 'patterns', 'gateway'];

const build = (what: What, shape: Shape, count: number) => () => measure<BuildRun>('build-table', what, shape, String(count));
const time = (run: BuildRun): number => run.milliseconds;

/** From parsed objects to a table that answers, beside the parsing of the same objects' YAML. */
export function buildingTables(rounds: number): void {
  head(`${COUNT} routes of 1000 hosts, beside the parser of the package yaml; medians of ${rounds} rounds`, 'ours', 'yaml', 'ratio');
  const table = besideParser('objects to table', 'table', 'hosts', rounds);
  const gateway = besideParser('HTTPRoutes to table', 'table', 'gateway', rounds);
  besideParser('YAML to objects', 'manifests', 'hosts', rounds);
  console.log();
  goal('time from objects to table against that of parsing', ratioOf(table, time), 'at most', 2);
  goal('the same of HTTPRoutes', ratioOf(gateway, time), 'at most', 2);

  const fewer = Math.ceil(rounds / 2);
  head(`${COUNT} routes, objects to table, and ${FACTOR} times as many; medians of ${fewer} rounds`, `${COUNT}`, `${FACTOR * COUNT}`);
  const growth = SHAPES.map((shape) => {
    const [few, many] = alternate(fewer, build('table', shape, COUNT), build('table', shape, FACTOR * COUNT));
    const times = [few, many].map((runs) => median(runs.map(time))) as [number, number];
    row(shape, ...times.map(milliseconds));
    return times;
  });
  console.log();
  SHAPES.forEach((shape, i) => {
    const [few, many] = growth[i] as [number, number];
    goal(`${shape}: ${FACTOR} times the routes`, many / few, 'at most', 1.2 * FACTOR);
  });
}

function besideParser(title: string, what: What, shape: Shape, rounds: number): Sides<BuildRun> {
  const sides = alternate(rounds, build(what, shape, COUNT), build('yaml', shape, COUNT));
  expectSame(title, sides);
  row(title, ...compared(sides, time, milliseconds));
  return sides;
}
