import type { Manifests } from '../manifests/manifests';
import type { ReadTable } from '../manifests/read-table';
import { diffManifests } from '../proof/diff/diff-manifests';
import { type Difference, rankOf } from '../proof/diff/difference';
import { doubtsOf } from '../proof/diff/doubts';
import { renameBackends, unknownServices } from '../proof/diff/rename-backends';
import type { Arguments, DiffArguments } from './arguments';
import { type Compared, diffJson, diffMarkdown, diffText } from './diff-output';
import { EXIT } from './exit-codes';
import { jsonText, tellFindings } from './print-findings';
import { readManifests, tablesIn } from './read-table';
import type { RequestsForm } from './requests-output';
import { diffSarif } from './sarif';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** `diff <before...> -- <after...>` */
export async function diff(args: Arguments, terminal: Terminal): Promise<number> {
  const options = args.diff as DiffArguments;
  const read = (revision: string | undefined, files: readonly string[]): Promise<Manifests> => {
    if (revision === undefined) return readManifests(files, terminal);
    // A program that reads SARIF looks for files in the repository.
    const nameOf = (file: string): string => (args.output === 'sarif' ? file : `${revision}:${file}`);
    const { Revision } = require('./git-revision') as typeof import('./git-revision');
    return readManifests(files, terminal, { revision: new Revision(revision), nameOf });
  };
  const { from, to, after = args.files } = options;
  const manifests = await read(from, args.files);
  // A pipe can be read only once.
  const other = options.after === undefined && from === to ? manifests : await read(to, after);
  const tablesOf = (together: boolean): readonly [before: readonly ReadTable[], after: readonly ReadTable[]] => [
    tablesIn(manifests, { ...args, together, controller: options.beforeController }, terminal),
    tablesIn(other, { ...args, together, controller: options.afterController }, terminal),
  ];
  // Gateway by Gateway, if both sides have as many.
  const apart = tablesOf(false);
  const [tables, others] = apart[0].length === apart[1].length ? apart : tablesOf(true);
  checkRenames(options.renames, tables);
  const pairs = pairsOf(tables, others);
  return options.requests === undefined
    ? answer(pairs, args, options, terminal)
    : printRequests(pairs, options, options.requests, terminal);
}

/** Every way in which one of the sides treats requests, once, in place of the comparison. */
function printRequests(pairs: readonly Pair[], { renames }: DiffArguments, form: RequestsForm, terminal: Terminal): number {
  const { coveringRequests } = require('../proof/cover/covering-requests') as typeof import('../proof/cover/covering-requests');
  const { requestsText } = require('./requests-output') as typeof import('./requests-output');
  const covers = pairs.map(([before, after]) => coveringRequests(renameBackends(before.table, renames), after.table));
  const cover = { requests: covers.flatMap(({ requests }) => requests), left: covers.flatMap(({ left }) => left) };
  tellErrors(pairs, terminal);
  terminal.output.write(requestsText(cover, form));
  const doubts = pairs.flatMap(([before, after]) => doubtsOf(before, after));
  return cover.left.length + doubts.length > 0 ? EXIT.undecided : EXIT.done;
}

function tellErrors(pairs: readonly Pair[], terminal: Terminal): void {
  tellFindings(
    pairs.flat().flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error')),
    terminal,
  );
}

/** A name that is no Service's would rename nothing. */
function checkRenames(renames: DiffArguments['renames'], tables: readonly ReadTable[]): void {
  const unknown = unknownServices(
    renames,
    tables.map(({ table }) => table),
  );
  if (unknown.length > 0) throw new UsageError(`--map: no route of the manifests before leads to ${unknown.join(', ')}`);
}

type Pair = readonly [ReadTable, ReadTable];

function answer(pairs: readonly Pair[], args: Arguments, options: DiffArguments, terminal: Terminal): number {
  const compared = pairs.map(([before, after]): Compared => {
    const { renames, onlyUnguarded, failOn } = options;
    return { before, after, found: diffManifests(before, after, { renames, onlyUnguarded, provesGuards: failOn === 'unguarded' }) };
  });
  tellErrors(pairs, terminal);
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
      output.write(compared.map((one) => diffMarkdown(one, { titled: compared.length > 1, all: options.all })).join('\n'));
      break;
    case 'text':
      output.write(compared.map((one) => diffText(one, { titled: compared.length > 1, all: options.all })).join('\n'));
  }
  // A guard that is passed by another way to write a request is lost, too.
  const fails = ({ kind, unguards }: Difference): boolean =>
    unguards === true || (options.failOn === 'any' ? kind !== 'raw' : rankOf(kind) <= rankOf(options.failOn));
  if (compared.some(({ found }) => [...found.differences, ...found.raw].some(fails))) return EXIT.findings;
  return compared.some(({ found }) => found.undecided.length > 0) ? EXIT.undecided : EXIT.done;
}

const withRoutes = (tables: readonly ReadTable[]): ReadTable[] => tables.filter(({ table }) => table.claimed.length > 0);

/** An installation shows readers of several kinds of objects, of which some read nothing on both sides. */
function pairsOf(before: readonly ReadTable[], after: readonly ReadTable[]): readonly Pair[] {
  const pairs = allPairs(before, after);
  const some = pairs.filter((pair) => withRoutes(pair).length > 0);
  return some.length > 0 ? some : pairs.slice(0, 1);
}

/** Tables of the same controller belong together, and the one of each side that is left. Which of several is meant is not guessed. */
function allPairs(before: readonly ReadTable[], given: readonly ReadTable[]): readonly Pair[] {
  let left = [...given];
  let alone: readonly ReadTable[] = [];
  const pairs: Pair[] = [];
  for (const one of before) {
    const at = left.findIndex(({ title }) => title === one.title);
    const [other] = at < 0 ? [] : left.splice(at, 1);
    if (other === undefined) alone = [...alone, one];
    else pairs.push([one, other]);
  }
  if (pairs.length > 0 || withRoutes(alone).length > 0) alone = withRoutes(alone);
  if (pairs.length > 0 || withRoutes(left).length > 0) left = withRoutes(left);
  if (alone.length === 0 && left.length === 0) return pairs;
  const [one, other] = [alone[0], left[0]];
  if (alone.length === 1 && left.length === 1 && one !== undefined && other !== undefined) return [...pairs, [one, other]];
  const names = (tables: readonly ReadTable[]): string =>
    tables.map(({ title, table: { controller } }) => `${title} (${controller})`).join(', ') || 'none';
  const optionsOf = (option: string, tables: readonly ReadTable[]): readonly string[] =>
    tables.length < 2 ? [] : [tables.map(({ table: { controller } }) => `--${option}-controller ${controller}`).join(' or ')];
  const options = [...optionsOf('before', alone), ...optionsOf('after', left)].join(', and ');
  throw new UsageError(
    `the manifests have controllers that cannot be matched (before: ${names(alone)}; after: ${names(left)}); ` +
      `${options === '' ? 'name the controllers with --before-controller and --after-controller' : `choose one with ${options}`}, or with --class; ` +
      'each choice compares the routes of one controller, so compare once for each',
  );
}
