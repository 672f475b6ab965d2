import { COMMAND_LINE, DEMO_MANIFEST } from './compile';
import { alternate, type Run, run } from './measure';
import { compared, goal, head, mebibytes, milliseconds, ratioOf, row } from './report';

const explain = (): Run => run(COMMAND_LINE, 'explain', 'https://shop.example.com/httpd/x', DEMO_MANIFEST);
const diff = (): Run => run(COMMAND_LINE, 'diff', DEMO_MANIFEST, '--', DEMO_MANIFEST);
const loadParser = (): Run => run('--eval', 'require("yaml")');

/** `explain` and `diff` on the demo as whole processes, beside one that loads a parser of YAML and does nothing. */
export function commandLine(rounds: number): void {
  const { output } = explain();
  if (!output.includes('Service default/httpd-service port 8080 gets "/x"')) throw new Error(`explain says:\n${output}`);
  const comparison = diff();
  if (!comparison.output.includes('Proved for')) throw new Error(`diff says:\n${comparison.output}`);
  head(
    `explain and diff on the demo, whole processes; medians of ${rounds * 3} rounds`,
    'ours',
    'load yaml',
    'ratio',
    'ours',
    'load yaml',
    'ratio',
  );
  const sides = alternate(rounds * 3, explain, loadParser);
  const time = (one: Run): number => one.milliseconds;
  row('explain', ...compared(sides, time, milliseconds), ...compared(sides, (one) => one.peakMebibytes, mebibytes));
  const others = alternate(rounds * 3, diff, loadParser);
  row('diff', ...compared(others, time, milliseconds), ...compared(others, (one) => one.peakMebibytes, mebibytes));
  console.log();
  goal('diff, time', ratioOf(others, time), 'at most', 1.6);
  goal('explain, time', ratioOf(sides, time), 'at most', 1.5);
}
