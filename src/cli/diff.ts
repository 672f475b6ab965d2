import type { ReadTable } from '../manifests/read-table';
import { diffManifests, type ManifestDiff } from '../proof/diff/diff-manifests';
import { type Difference, rankOf } from '../proof/diff/difference';
import type { Arguments, DiffArguments } from './arguments';
import { type Compared, diffJson, diffMarkdown, diffText } from './diff-output';
import { EXIT } from './exit-codes';
import { checkOut, type Revision } from './git-revision';
import { jsonText, tellFindings } from './print-findings';
import { readTables } from './read-table';
import { diffSarif } from './sarif';
import type { Output, Terminal } from './terminal';
import { UsageError } from './usage-error';

/** `diff <before...> -- <after...>` */
export async function diff(args: Arguments, terminal: Terminal): Promise<number> {
  const options = args.diff as DiffArguments;
  const revisions: Revision[] = [];
  const filesAt = (revision: string | undefined, files: readonly string[]): readonly string[] => {
    if (revision === undefined) return files;
    revisions.push(checkOut(revision, files));
    return revisions.at(-1)?.files ?? [];
  };
  try {
    const before = await readTables({ ...args, files: filesAt(options.from, args.files), controller: options.beforeController }, terminal);
    const after = await readTables({ ...args, files: filesAt(options.to, options.after), controller: options.afterController }, terminal);
    // Files are named as the user knows them; a program that reads SARIF looks for them in the repository.
    const nameOf = (text: string): string =>
      revisions.reduce((one, { folder, revision }) => one.replaceAll(`${folder}/`, args.output === 'sarif' ? '' : `${revision}:`), text);
    const named = (output: Output): Output => ({ isTTY: output.isTTY, write: (text) => output.write(nameOf(text)) });
    const [output, errors] = [named(terminal.output), named(terminal.errors)];
    return answer(pairsOf(before, after), args, options, { ...terminal, output, errors });
  } finally {
    for (const { remove } of revisions) remove();
  }
}

function answer(pairs: readonly (readonly [ReadTable, ReadTable])[], args: Arguments, options: DiffArguments, terminal: Terminal): number {
  const compared = pairs.map(([before, after]): Compared => {
    const all = diffManifests(before, after, { renames: options.renames });
    const found = isEmpty(before) && isEmpty(after) ? withNothingRead(all) : all;
    return { before, after, found: options.onlyUnguarded ? onlyUnguarded(found) : found };
  });
  tellFindings(
    compared.flatMap(({ before, after }) => [...before.findings, ...after.findings].filter(({ severity }) => severity === 'error')),
    terminal,
  );
  const { output } = terminal;
  switch (args.output) {
    case 'json': {
      const [first, ...others] = compared.map(diffJson);
      output.write(jsonText({ ...first, ...(others.length === 0 ? {} : { others }) }));
      break;
    }
    case 'sarif':
      output.write(jsonText(diffSarif(compared)));
      break;
    case 'markdown':
      output.write(compared.map((one) => diffMarkdown(one, compared.length > 1)).join('\n'));
      break;
    case 'text':
      output.write(compared.map((one) => diffText(one, { titled: compared.length > 1, all: options.all })).join('\n'));
  }
  const fails = ({ kind }: Difference): boolean => (options.failOn === 'any' ? kind !== 'raw' : rankOf(kind) <= rankOf(options.failOn));
  if (compared.some(({ found }) => [...found.differences, ...found.raw].some(fails))) return EXIT.findings;
  return compared.some(({ found }) => found.undecided.length > 0) ? EXIT.undecided : EXIT.done;
}

const isEmpty = ({ table }: ReadTable): boolean => table.claimed.length + table.refused.length + table.ignored.length === 0;

/** Files that were not meant must not pass for a proof. */
const withNothingRead = (found: ManifestDiff): ManifestDiff => ({
  ...found,
  undecided: [
    ...found.undecided,
    { hosts: [], path: undefined, because: 'the controllers read no routes on either side, so nothing was compared', compared: 0 },
  ],
});

/** A guard that nothing is known of may be lost. */
const onlyUnguarded = (found: ManifestDiff): ManifestDiff => ({
  ...found,
  differences: found.differences.filter(({ kind }) => kind === 'unguarded'),
  raw: [],
  undecided: [
    ...found.undecided,
    ...found.notCompared.map((because) => ({
      hosts: [],
      path: undefined,
      because: `not compared, guards among them: ${because}`,
      compared: 0,
    })),
  ],
});

/** Tables of the same controller belong together, and the one of each side that is left. Which of several is meant is not guessed. */
function pairsOf(before: readonly ReadTable[], after: readonly ReadTable[]): readonly (readonly [ReadTable, ReadTable])[] {
  const left = [...after];
  const alone: ReadTable[] = [];
  const pairs: (readonly [ReadTable, ReadTable])[] = [];
  for (const one of before) {
    const at = left.findIndex(({ title }) => title === one.title);
    const [other] = at < 0 ? [] : left.splice(at, 1);
    if (other === undefined) alone.push(one);
    else pairs.push([one, other]);
  }
  if (alone.length === 0 && left.length === 0) return pairs;
  const [one, other] = [alone[0], left[0]];
  if (alone.length === 1 && left.length === 1 && one !== undefined && other !== undefined) return [...pairs, [one, other]];
  const names = (tables: readonly ReadTable[]): string => tables.map(({ title }) => title).join(', ') || 'none';
  throw new UsageError(
    `the manifests have controllers that cannot be matched (before: ${names(alone)}; after: ${names(left)}); ` +
      'choose one with --before-controller and --after-controller, or with --class',
  );
}
