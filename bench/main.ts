import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { compile } from './compile';
import { alternate, median, ratio, run } from './measure';
import type { RoutesRun, Side, Variant } from './routes';

/** `npm run bench -- [--rounds=7] [--check]`: what the README of this folder describes. */

const option = (name: string): string | undefined => process.argv.find((arg) => arg.startsWith(`--${name}`))?.slice(`--${name}`.length + 1);
const ROUNDS = Number(option('rounds') ?? 7);
const COUNTS = [1000, 4000, 16000];

let missed = 0;

/** Says whether a number stays below its goal. */
function goal(what: string, value: number, atMost: number): void {
  if (value > atMost) missed++;
  console.log(`  ${value > atMost ? 'MISSED' : 'met   '}  ${what}: ${value.toFixed(2)}, goal at most ${atMost.toFixed(2)}`);
}

interface Measured {
  readonly milliseconds: number;
  readonly peakMebibytes: number;
}

/** What both sides took, round by round, ours first. */
type Sides = readonly [readonly Measured[], readonly Measured[]];

const medianOf = (runs: readonly Measured[], what: keyof Measured): number => median(runs.map((one) => one[what]));
const ratioOf = ([ours, kplus]: Sides, what: keyof Measured): number =>
  ratio(
    ours.map((one) => one[what]),
    kplus.map((one) => one[what]),
  );

function row(what: string, sides: Sides): void {
  const cells = (['milliseconds', 'peakMebibytes'] as const).flatMap((unit) => [
    ...sides.map((runs) => `${medianOf(runs, unit).toFixed(0)} ${unit === 'milliseconds' ? 'ms' : 'MiB'}`),
    ratioOf(sides, unit).toFixed(2),
  ]);
  console.log(what.padEnd(24) + cells.map((cell) => cell.padStart(12)).join(''));
}

function head(title: string): void {
  console.log(`\n${title}\n`);
  console.log(' '.repeat(24) + ['ours', 'cdk8s-plus', 'ratio', 'ours', 'cdk8s-plus', 'ratio'].map((cell) => cell.padStart(12)).join(''));
}

// ---- routes, construct to YAML text

function routes(variant: Variant, count: number): Sides {
  const side = (name: Side) => () => {
    const { output, peakMebibytes } = run('routes', name, variant, String(count));
    return { ...(JSON.parse(output) as RoutesRun), peakMebibytes };
  };
  const [ours, kplus] = alternate(ROUNDS, side('ours'), side('kplus'));
  if (new Set([...ours, ...kplus].map((one) => one.sha256)).size !== 1) throw new Error(`${variant}: the two sides wrote different rules`);
  row(`${count} ${variant}`, [ours, kplus]);
  return [ours, kplus];
}

// ---- the demo as a whole process

/** What a demo prints, object by object in any order. */
function objectsOf(text: string): readonly unknown[] {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as { kind: string; metadata: { name: string } });
  const key = (object: (typeof objects)[number]): string => `${object.kind} ${object.metadata.name}`;
  return objects.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function demo(): Sides {
  if (!isDeepStrictEqual(objectsOf(run('demo').output), objectsOf(run('demo-kplus').output))) {
    throw new Error('the two demos wrote different objects');
  }
  const sides = alternate(
    ROUNDS * 3,
    () => run('demo'),
    () => run('demo-kplus'),
  );
  row('demo', sides);
  return sides;
}

compile();

head(`N routes, construct to YAML text; medians of ${ROUNDS} rounds`);
const bySize = COUNTS.map((count) => routes('oneHost', count));
routes('stripPrefix', 4000);
routes('manyHosts', 4000);
console.log();
bySize.forEach((sides, i) => {
  goal(`${COUNTS[i]} routes, time`, ratioOf(sides, 'milliseconds'), 0.6);
  goal(`${COUNTS[i]} routes, memory`, ratioOf(sides, 'peakMebibytes'), 1);
  const fewer = bySize[i - 1];
  if (fewer === undefined) return;
  goal(`${COUNTS[i]} routes against a quarter of them`, medianOf(sides[0], 'milliseconds') / medianOf(fewer[0], 'milliseconds'), 4.5);
});

head(`The demo, a whole process; medians of ${ROUNDS * 3} rounds`);
const bothDemos = demo();
console.log();
goal('demo, time', ratioOf(bothDemos, 'milliseconds'), 1);

if (option('check') !== undefined && missed > 0) process.exitCode = 1;
