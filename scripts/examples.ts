import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The examples: `examples/NN-name/main.ts` builds an app and ends with `app.synth()`, `examples/NN-name/expected/` holds the files
 * that it then writes. `write-examples.ts` writes `expected/` anew, and `test/examples.test.ts` checks that what is committed is what the
 * examples give.
 */
export const EXAMPLES = resolve(__dirname, '../examples');

/** What an example prints, where that is not just the manifests that it also writes. */
const PRINTED = 'stdout.txt';

/** An app writes manifests, and commands print texts. */
const isOfCommand = (file: string): boolean => !file.endsWith('.yaml') && file !== PRINTED;

export type Files = { readonly [name: string]: string };

export function exampleNames(): string[] {
  return readdirSync(EXAMPLES)
    .filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')))
    .sort();
}

/** Runs an example in this process, in which it must not have run before. */
export function runExample(name: string): Files {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  const { CDK8S_OUTDIR: before } = process.env;
  const log = console.log;
  const printed: string[] = [];
  try {
    process.env.CDK8S_OUTDIR = outdir;
    console.log = (...values: unknown[]) => printed.push(`${values.join(' ')}\n`);
    require(join(EXAMPLES, name, 'main.ts'));
    const files = filesIn(outdir);
    const text = printed.join('');
    return text.trim() === '' || text.trim() === Object.values(files).join('---\n').trim() ? files : { ...files, [PRINTED]: text };
  } finally {
    console.log = log;
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Writes `expected/` anew: of an app, or of its commands. */
export function writeExpected(name: string, files: Files, of: 'app' | 'commands' = 'app'): void {
  const folder = join(EXAMPLES, name, 'expected');
  mkdirSync(folder, { recursive: true });
  for (const file of Object.keys(expectedFiles(name, of))) rmSync(join(folder, file));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  console.log(`examples/${name}/expected: ${Object.keys(files).join(', ')}`);
}

/** What is committed. */
export function expectedFiles(name: string, of: 'app' | 'commands' = 'app'): Files {
  const folder = join(EXAMPLES, name, 'expected');
  const files = existsSync(folder) ? Object.entries(filesIn(folder)) : [];
  return Object.fromEntries(files.filter(([file]) => isOfCommand(file) === (of === 'commands')));
}

function filesIn(folder: string): Files {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
