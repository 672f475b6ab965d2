import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { alternate, type Run, run } from './measure';
import { compared, goal, head, mebibytes, milliseconds, ratioOf, row } from './report';

const ours = (): Run => run('examples/01-two-services/main.js');
const kplus = (): Run => run('bench/programs/demo-kplus.js');

/** The demo as a whole process, beside one that makes the same objects with cdk8s-plus-27 alone. */
export function demo(rounds: number): void {
  if (!isDeepStrictEqual(objectsOf(ours().output), objectsOf(kplus().output))) throw new Error('the two demos wrote different objects');
  head(`The demo, a whole process; medians of ${rounds * 3} rounds`, 'ours', 'cdk8s-plus', 'ratio', 'ours', 'cdk8s-plus', 'ratio');
  const sides = alternate(rounds * 3, ours, kplus);
  const time = (one: Run): number => one.milliseconds;
  row('demo', ...compared(sides, time, milliseconds), ...compared(sides, (one) => one.peakMebibytes, mebibytes));
  console.log();
  goal('demo, time', ratioOf(sides, time), 'at most', 1);
}

/** What a demo prints, object by object in any order. */
function objectsOf(text: string): readonly unknown[] {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as { kind: string; metadata: { name: string } });
  const key = (object: (typeof objects)[number]): string => `${object.kind} ${object.metadata.name}`;
  return objects.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
