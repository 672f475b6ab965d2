#!/usr/bin/env node
import { FileError } from '../manifests/file-error';
import { readArguments } from './arguments';
import { EXIT } from './exit-codes';
import { escaping, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Runs a command line and gives the exit code. Never throws. */
export async function main(args: readonly string[], given: Terminal): Promise<number> {
  const { env } = given;
  const terminal: Terminal = {
    // Opened only by a command that reads it.
    get input() {
      return given.input;
    },
    output: escaping(given.output),
    errors: escaping(given.errors),
    env,
  };
  try {
    return await run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError || error instanceof FileError) {
      terminal.errors.write(`cdk8s-ingress: ${error.message}\nTry "cdk8s-ingress help".\n`);
      return EXIT.usage;
    }
    terminal.errors.write(`cdk8s-ingress: this is a bug, please report it: ${error instanceof Error ? error.stack : error}\n`);
    return EXIT.bug;
  }
}

/** Each command loads only what it needs. */
async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = readArguments(args);
  switch (parsed.command) {
    case 'explain':
      return (require('./explain') as typeof import('./explain')).explain(parsed, terminal);
    case 'routes':
      return (require('./routes') as typeof import('./routes')).routes(parsed, terminal);
    case 'check':
      return (require('./check') as typeof import('./check')).check(parsed, terminal);
    case 'diff':
      return (require('./diff') as typeof import('./diff')).diff(parsed, terminal);
    case 'replay':
      return (require('./replay') as typeof import('./replay')).replay(parsed, terminal);
    case 'probe':
      return (require('./probe') as typeof import('./probe')).probe(parsed, terminal);
    case 'help':
      terminal.output.write((require('./help') as typeof import('./help')).helpText(parsed.topic));
      return EXIT.done;
    case 'version':
      terminal.output.write(`${(require('../../package.json') as { readonly version: string }).version}\n`);
      return EXIT.done;
  }
}

/** The program itself. */
export function start(): void {
  // A reader that stops early, such as head, is no error, and the exit code still says what was found.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`cdk8s-ingress: the output cannot be written: ${error.message}\n`);
    process.exit(EXIT.usage);
  });
  const { stdout: output, stderr: errors, env } = process;
  const terminal: Terminal = {
    get input() {
      return process.stdin;
    },
    output,
    errors,
    env,
  };
  main(process.argv.slice(2), terminal).then((code) => {
    process.exitCode = code;
  });
}

if (require.main === module) start();
