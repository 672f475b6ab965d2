import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../fuzz/random';
import { Compiler } from './compiler';
import { Copy } from './copy';
import { CoveringTests } from './covering-tests';
import { filesBelow } from './files';
import { applied, type Mutant, mutantsOf } from './operators';
import { type Judged, summary, survivorsText } from './report';
import { type Result, Results } from './results';

const ROOT = resolve(__dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/mutate');
const FOLDERS = ['src/table', 'src/dialects', 'src/proof', 'src/app'];

/**
 * Changes the sources in one place at a time, and looks whether a test fails: `npm run mutate -- [count] [seed] [--only folder] [--seconds 60]`. README.md
 * beside this file says how, and survivors.md judges what survived.
 */
async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { only: { type: 'string', multiple: true, default: FOLDERS }, seconds: { type: 'string', default: '60' } },
    allowPositionals: true,
  });
  const [count = '200', seed = '1'] = positionals;
  const limitSeconds = Number(values.seconds);
  const files = filesBelow(ROOT, 'src').filter((file) => values.only.some((folder) => file === folder || file.startsWith(`${folder}/`)));
  const sources = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
  const mutants = [...sources].flatMap(([file, source]) => mutantsOf(file, source));
  const covering = await CoveringTests.measure(ROOT, CACHE);
  console.log(`${mutants.length} mutants in ${files.length} files; seed ${seed} takes ${count} that compile`);
  const results = new Results(ROOT, CACHE);
  const compiler = new Compiler(ROOT);
  const copy = new Copy(ROOT);
  const judged: Judged[] = [];
  try {
    for (const mutant of shuffled(mutants, new Random(Number(seed)))) {
      if (judged.length >= Number(count)) break;
      const source = sources.get(mutant.file) as string;
      let result = results.of(mutant, limitSeconds);
      if (result === undefined) {
        const text = applied(mutant, source);
        result = compiler.accepts(mutant.file, text)
          ? await judge(mutant, source, text, { copy, covering, limitSeconds })
          : { outcome: 'no code' };
        results.keep(mutant, result);
      }
      if (result.outcome === 'no code') continue;
      judged.push({ mutant, source, result });
      console.log(`${judged.length} ${result.outcome}: ${mutant.file}: ${mutant.operator}`);
    }
  } finally {
    copy.remove();
  }
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, 'survivors.txt'), survivorsText(judged));
  console.log(`\n${summary(judged)}\n\nThe survivors are in node_modules/.cache/mutate/survivors.txt.`);
}

/** Runs the tests of a mutant where nobody works. */
async function judge(
  mutant: Mutant,
  source: string,
  text: string,
  { copy, covering, limitSeconds }: { readonly copy: Copy; readonly covering: CoveringTests; readonly limitSeconds: number },
): Promise<Result> {
  const { selection, seconds, files, all } = covering.of(mutant, limitSeconds);
  if (files === 0) return { outcome: 'survived', ran: 0, all, limitSeconds };
  copy.write(mutant.file, text);
  try {
    const { outcome, failure = '' } = await copy.judge(selection, 30 + 2 * seconds);
    if (outcome === 'timed out') return { outcome };
    return outcome === 'failed' ? { outcome: 'killed', by: failure } : { outcome: 'survived', ran: files, all, limitSeconds };
  } finally {
    copy.write(mutant.file, source);
  }
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  const mixed = [...all];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
