import { COMMAND_LINE, DEMO_MANIFEST } from './compile';
import { alternate, type Run, run } from './measure';
import { compared, goal, head, mebibytes, milliseconds, ratioOf, row } from './report';

const explain = (): Run => run(COMMAND_LINE, 'explain', 'https://shop.example.com/httpd/x', DEMO_MANIFEST);
const loadParser = (): Run => run('--eval', 'require("yaml")');

/** `explain` on the demo as a whole process, beside one that loads a parser of YAML and does nothing. */
export function commandLine(rounds: number): void {
  const { output } = explain();
  if (!output.includes('Service default/httpd-service port 8080 gets "/x"')) throw new Error(`explain says:\n${output}`);
  head(`explain on the demo, a whole process; medians of ${rounds * 3} rounds`, 'ours', 'load yaml', 'ratio', 'ours', 'load yaml', 'ratio');
  const sides = alternate(rounds * 3, explain, loadParser);
  const time = (one: Run): number => one.milliseconds;
  row('explain', ...compared(sides, time, milliseconds), ...compared(sides, (one) => one.peakMebibytes, mebibytes));
  console.log();
  goal('explain, time', ratioOf(sides, time), 'at most', 1.5);
}
