import { join } from 'node:path';
import { EXIT } from '../../../src/cli/exit-codes';
import type { Output } from '../../../src/cli/terminal';
import { UsageError } from '../../../src/cli/usage-error';
import { isMembers, type Members, parse } from './case-file';
import { type RuleCase, type RuleSurroundings, rulesOf } from './rules';

const COMMAND = 'truth:rules';

/** The recording of which files of cases are parts. */
export const RECORDING = join(__dirname, '../aws-load-balancer-controller-3.5.0/alb-rules.json');

export interface RuleFile {
  readonly surroundings: RuleSurroundings;
  readonly cases: readonly RuleCase[];
}

/** Reads a file of cases. What it does not say of their surroundings is as the recording has it. */
export function readRuleFile(path: string): RuleFile {
  const file = parse(path);
  const cases = Array.isArray(file) ? file : isMembers(file) ? file.cases : undefined;
  if (!Array.isArray(cases)) throw new UsageError('it has no list "cases"');
  const wrong = cases.findIndex((one) => !isCase(one));
  if (wrong >= 0) throw new UsageError(`case ${wrong} must have a name and a list of objects, each with kind and metadata.name`);
  const surroundings = { ...(parse(RECORDING) as RuleSurroundings), ...(isMembers(file) ? file : {}) };
  return { surroundings, cases };
}

const isCase = (one: unknown): boolean =>
  isMembers(one) && typeof one.name === 'string' && Array.isArray(one.objects) && one.objects.every(isObject);

const isObject = (one: unknown): boolean =>
  isMembers(one) && typeof one.kind === 'string' && isMembers(one.metadata) && typeof (one.metadata as Members).name === 'string';

/** Of a case that shows a bug: whoever compares line by line keeps the order. */
const NOTHING = { admission: {}, ingresses: {}, groups: [] };

/** Writes what the controller does with each case, one line each, in order, and gives the exit code. */
export function main(args: readonly string[], output: Output, errors: Output): number {
  const [path, ...others] = args;
  if (path === undefined || others.length > 0) {
    errors.write(`${COMMAND}: it takes one file: npm run --silent ${COMMAND} -- <cases.json>\n`);
    return EXIT.usage;
  }
  try {
    const { surroundings, cases } = readRuleFile(path);
    let code: number = EXIT.done;
    for (const one of cases) {
      let result: object = NOTHING;
      try {
        result = rulesOf(one, surroundings);
      } catch (error) {
        errors.write(`${COMMAND}: case ${JSON.stringify(one.name)}: ${error instanceof Error ? error.stack : error}\n`);
        code = EXIT.bug;
      }
      output.write(`${JSON.stringify({ name: one.name, result })}\n`);
    }
    return code;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    errors.write(`${COMMAND}: "${path}": ${error.message.replace(/\s+/g, ' ')}\n`);
    return EXIT.usage;
  }
}

if (require.main === module) {
  // Whoever reads only the first lines closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.bug));
  // npm runs scripts in the folder of the package, and a path counts from where npm was called.
  process.chdir(process.env.INIT_CWD ?? '.');
  process.exitCode = main(process.argv.slice(2), process.stdout, process.stderr);
}
