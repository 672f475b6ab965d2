import { COMMAND_EXAMPLES, runCommands } from './command-examples';
import { exampleNames, runExample, writeExpected } from './examples';

/** Writes `expected/` of the examples anew: of all, or of those that are named. */
async function writeExamples(wanted: readonly string[]): Promise<void> {
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
  for (const name of exampleNames().filter(isWanted)) writeExpected(name, runExample(name));
  for (const name of Object.keys(COMMAND_EXAMPLES).filter(isWanted)) writeExpected(name, await runCommands(name), 'commands');
}

void writeExamples(process.argv.slice(2));
