import { readFileSync } from 'node:fs';
import { messageOf } from '../manifests/file-error';
import { STANDARD_INPUT } from '../manifests/find-files';
import type { Arguments } from './arguments';
import { EXIT } from './exit-codes';
import { Progress } from './progress';
import { answerCases, type RoutingCase } from './resolve-cases';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Answers recorded or written cases, one line each, in order. */
export async function resolveCases({ cases: file }: Arguments, terminal: Terminal): Promise<number> {
  const cases = readCases(file === STANDARD_INPUT ? await readInput(terminal.input) : readFile(file), file);
  const progress = new Progress(terminal.errors);
  let code: number = EXIT.done;
  for (const [index, one] of cases.entries()) {
    progress.tell(() => `case ${index + 1} of ${cases.length}`);
    try {
      for (const line of answerCases([one])) terminal.output.write(`${line}\n`);
    } catch (error) {
      // Whoever compares line by line keeps the order.
      const undecided = `a bug: ${messageOf(error)}`;
      terminal.output.write(
        `${JSON.stringify({ name: one.name, admission: [], configOk: true, requests: one.requests.map(() => ({ undecided })) })}\n`,
      );
      terminal.errors.write(`cdk8s-ingress: case "${one.name}": ${error instanceof Error ? error.stack : error}\n`);
      code = EXIT.bug;
    }
  }
  progress.done();
  return code;
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`"${file}" cannot be read: ${messageOf(error)}`);
  }
}

async function readInput(input: Terminal['input']): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function readCases(text: string, file: string): readonly RoutingCase[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`"${file}" is not JSON: ${messageOf(error)}`);
  }
  const cases = (value as { readonly cases?: unknown } | null)?.cases;
  if (!Array.isArray(cases)) throw new UsageError(`"${file}" has no list "cases"`);
  const wrong = cases.findIndex(
    (one) => typeof one?.name !== 'string' || ![one.ingresses, one.services, one.requests].every(Array.isArray),
  );
  if (wrong >= 0) throw new UsageError(`"${file}": case ${wrong} needs name, ingresses, services and requests`);
  return cases;
}
