import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { generatePackage } from './bindings';
import { filesIn } from './files';
import { go } from './go';
import { java } from './java';
import type { Built, Files, Language } from './language';
import { python } from './python';
import { questions } from './questions';
import { EXAMPLE, readmeBlock } from './repository';
import { type Row, tableOf, writeTable } from './table';
import { typescript } from './typescript';

const USAGE = `usage: npm run e2e:languages                    builds the package for each language, and compares what it does there
       npm run e2e:languages -- java go         the same for these, beside TypeScript
       npm run e2e:languages -- --write         the same for all, and writes the table of docs/languages.md`;

/** The first one is what the others are compared with. */
const LANGUAGES: readonly Language[] = [typescript, python, java, go];

/** They must be tried on any machine; what builds the others may be missing. */
const REQUIRED: readonly Language[] = [typescript, python];

/** The file of the example's `expected/` that is printed. */
const PRINTED = 'stdout.txt';

interface Reference {
  readonly example: Files;
  readonly readme: Files;
  readonly answers: unknown;
}

async function main(args: readonly string[]): Promise<number> {
  const wanted = args.filter((arg) => arg !== '--write');
  const known = LANGUAGES.map(({ name }) => name.toLowerCase());
  if (wanted.some((name) => !known.includes(name)) || (wanted.length > 0 && args.includes('--write'))) {
    console.error(USAGE);
    return 2;
  }
  const languages = LANGUAGES.filter(({ name }, index) => index === 0 || wanted.length === 0 || wanted.includes(name.toLowerCase()));
  const folder = mkdtempSync(join(tmpdir(), 'e2e-languages-'));
  try {
    const code = join(folder, 'code');
    await step('generate code for every language', () => generatePackage(code, ['js', 'python', 'java', 'go', 'dotnet']));
    const asked = join(folder, 'questions.json');
    writeFileSync(asked, JSON.stringify(questions()));
    const rows: Row[] = [];
    let reference: Reference | undefined;
    for (const language of languages) {
      const missing = await language.missing();
      if (missing.length > 0) {
        const text = `${language.name}: NOT TRIED, because this machine lacks ${missing.join(' and ')}`;
        if (REQUIRED.includes(language)) throw new Error(text);
        console.log(`\n${text}`);
        rows.push({ language, missing });
        continue;
      }
      console.log(`\n${language.name}`);
      const work = join(folder, language.block);
      mkdirSync(work);
      const { built, found, row } = await tryLanguage(language, code, work, asked);
      reference ??= found;
      await step(`example and README give what ${LANGUAGES[0]!.name} gives, byte for byte`, () => compareFiles(found, reference!));
      await step('answers and errors are the same', () => compareAnswers(found.answers, reference!.answers));
      if (built.runOwnTests !== undefined) await step('tests of its own', built.runOwnTests);
      rows.push(row);
    }
    console.log(`\n${tableOf(rows)}`);
    if (args.includes('--write')) writeTable(rows);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryLanguage(language: Language, code: string, folder: string, asked: string) {
  const built: Built = await step('build', () => language.build(code, folder));
  console.log(`  peers: ${built.peers}`);
  const example = await step('run the example', built.runExample);
  const readme = await step('run the block of the README', () => built.runReadme(readmeBlock(language.block)));
  const answers = await step('answer the questions', () => built.answer(asked));
  const importMilliseconds = built.importMilliseconds && (await step('import', built.importMilliseconds));
  const found: Reference = { example: { ...example.files, [PRINTED]: example.stdout }, readme: readme.files, answers };
  return { built, found, row: { language, built, cpuSeconds: example.cpuSeconds, importMilliseconds } };
}

function compareFiles(found: Reference, reference: Reference): void {
  sameFiles('the example', found.example, filesIn(join(EXAMPLE, 'expected')));
  sameFiles('the block of the README', found.readme, reference.readme);
}

function sameFiles(what: string, found: Files, expected: Files): void {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  if (Object.keys(expected).length === 0) throw new Error(`${what} gives nothing`);
  for (const name of names)
    if (found[name] !== expected[name])
      throw new Error(`${what} gives another ${name}:\n${found[name]}\nand should give\n${expected[name]}`);
}

interface WithMistakes {
  readonly mistakes: { readonly [name: string]: string };
}

/** The runtimes of jsii put the name of the class before the message of an error, and Java its stack after it. The message itself must be whole. */
function compareAnswers(found: unknown, expected: unknown): void {
  const { mistakes, ...rest } = withoutAbsent(found) as WithMistakes;
  const { mistakes: meant, ...others } = withoutAbsent(expected) as WithMistakes;
  for (const [name, message] of Object.entries(meant))
    if (!mistakes[name]?.includes(message)) throw new Error(`the mistake "${name}" gives\n${mistakes[name]}\nand should give\n${message}`);
  const [difference] = differencesOf(rest, others, 'answers');
  if (difference !== undefined) throw new Error(difference);
}

function* differencesOf(found: unknown, expected: unknown, path: string): Generator<string> {
  if (isDeepStrictEqual(found, expected)) return;
  if (typeof found !== 'object' || typeof expected !== 'object' || found === null || expected === null)
    yield `${path} is\n${JSON.stringify(found)}\nand should be\n${JSON.stringify(expected)}`;
  else
    for (const name of new Set([...Object.keys(expected), ...Object.keys(found)]))
      yield* differencesOf((found as never)[name], (expected as never)[name], `${path}.${name}`);
}

/** Members that are null in one language are absent in another. */
function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(present.map(([name, inner]) => [name, withoutAbsent(inner)]));
}

async function step<T>(title: string, take: () => Promise<T> | T): Promise<T> {
  const started = Date.now();
  try {
    const result = await take();
    console.log(`  ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log(`  ${title}: FAILED`);
    throw error;
  }
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
