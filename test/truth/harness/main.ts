import { EXIT } from '../../../src/cli/exit-codes';
import type { Output } from '../../../src/cli/terminal';
import { UsageError } from '../../../src/cli/usage-error';
import { answerCase } from './answer-case';
import { readCaseFile } from './case-file';
import type { CaseAnswer, RecordedCase } from './recorded-case';

const COMMAND = 'truth:answer';

/** Answers the cases of a file, one line each, in order, and gives the exit code. */
export function main(args: readonly string[], output: Output, errors: Output): number {
  const [path, ...others] = args;
  if (path === undefined || others.length > 0) {
    errors.write(`${COMMAND}: it takes one file: npm run --silent ${COMMAND} -- <cases.json>\n`);
    return EXIT.usage;
  }
  try {
    return answerFile(path, output, errors);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // Messages of Node.js quote the file, line breaks included.
    errors.write(`${COMMAND}: "${path}": ${error.message.replace(/\s+/g, ' ')}\n`);
    return EXIT.usage;
  }
}

function answerFile(path: string, output: Output, errors: Output): number {
  const { surroundings, cases } = readCaseFile(path);
  let code: number = EXIT.done;
  for (const one of cases) {
    let answer: CaseAnswer;
    try {
      answer = answerCase(one, surroundings);
    } catch (error) {
      answer = undecidedBy(error, one);
      errors.write(`${COMMAND}: case ${JSON.stringify(one.name)}: ${error instanceof Error ? error.stack : error}\n`);
      code = EXIT.bug;
    }
    output.write(`${JSON.stringify(answer)}\n`);
  }
  return code;
}

/** Whoever compares line by line keeps the order. */
const undecidedBy = (bug: unknown, { name, requests }: RecordedCase): CaseAnswer => ({
  name,
  requests: requests.map(() => ({ undecided: `a bug: ${bug instanceof Error ? bug.message : bug}` })),
});

if (require.main === module) {
  // Whoever reads only the first lines closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.bug));
  // npm runs scripts in the folder of the package, and a path counts from where npm was called.
  process.chdir(process.env.INIT_CWD ?? '.');
  process.exitCode = main(process.argv.slice(2), process.stdout, process.stderr);
}
