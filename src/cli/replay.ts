import { readFileSync } from 'node:fs';
import { messageOf } from '../manifests/file-error';
import { doubtsOf } from '../proof/diff/doubts';
import { mergeResults, Replay, type ReplayResult } from '../proof/replay/replay';
import type { Arguments, ReplayArguments } from './arguments';
import { EXIT } from './exit-codes';
import { fenced } from './markdown';
import { jsonText } from './print-findings';
import { Progress } from './progress';
import { eachLine } from './read-lines';
import { readManifests, tablesIn, withRoutes } from './read-table';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** `replay <log> <before...> -- <after...>` */
export async function replay(args: Arguments, terminal: Terminal): Promise<number> {
  const options = args.replay as ReplayArguments;
  const result = options.merge ? mergeResults(args.files.map(readResult)) : await replayed(args, options, terminal);
  terminal.output.write(args.output === 'json' ? jsonText(result) : written(text(result, options), args.output === 'markdown'));
  if (result.differences.length > 0 || result.further > 0) return EXIT.findings;
  // A line that was not read may be a request that is treated differently.
  return result.undecided + result.unread + result.doubts.length > 0 || result.same === 0 ? EXIT.undecided : EXIT.done;
}

/** Whoever sends a request writes a part of the text, so that nothing of it may be read as Markdown. */
const written = (text: string, asMarkdown: boolean): string => (asMarkdown ? fenced(text.trimEnd().split('\n')) : text);

async function replayed(args: Arguments, options: ReplayArguments, terminal: Terminal): Promise<ReplayResult> {
  const manifests = await readManifests(args.files, terminal);
  const other = options.after === undefined ? manifests : await readManifests(options.after, terminal);
  const [before, ...more] = withRoutes(tablesIn(manifests, { ...args, controller: options.beforeController }, terminal));
  const [after, ...further] = withRoutes(tablesIn(other, { ...args, controller: options.afterController }, terminal));
  if (before === undefined || after === undefined || more.length + further.length > 0)
    throw new UsageError('the manifests have several controllers; choose one with --before-controller and --after-controller');
  const play = new Replay(before.table, after.table, { host: options.host, scheme: options.scheme }, doubtsOf(before, after));
  const progress = new Progress(terminal.errors);
  let lines = 0;
  await eachLine(options.log, terminal, (line) => {
    play.add(line);
    if (++lines % 10_000 === 0) progress.tell(() => `${lines} lines`);
  });
  progress.done();
  return play.result;
}

function readResult(file: string): ReplayResult {
  let result: unknown;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`"${file}" cannot be read: ${messageOf(error)}`);
  }
  if (isResult(result)) return result;
  throw new UsageError(`"${file}" is not what "replay -o json" prints`);
}

const COUNTS = ['lines', 'unread', 'same', 'undecided', 'further', 'withoutHost', 'withoutScheme', 'withoutAddress'] as const;
const TEXTS = ['kind', 'example', 'what', 'before', 'after', 'beforeBy', 'afterBy'] as const;

type Members = { readonly [name: string]: unknown };

const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Each line is counted once: a part with other sums was changed, or cut off. */
function isResult(value: unknown): value is ReplayResult {
  const members = membersOf(value);
  const { form, differences, doubts } = members;
  if (form !== 1 || !Array.isArray(differences) || !Array.isArray(doubts) || !doubts.every((one) => typeof one === 'string')) return false;
  if (!COUNTS.every((name) => isCount(members[name]))) return false;
  const each = differences.map(membersOf);
  if (!each.every((one) => isCount(one.requests) && TEXTS.every((name) => typeof one[name] === 'string'))) return false;
  const { lines, unread, same, undecided, further } = value as ReplayResult;
  return lines === each.reduce((sum, { requests }) => sum + Number(requests), unread + same + undecided + further);
}

function text(result: ReplayResult, options: ReplayArguments): string {
  const { lines, unread, same, undecided, differences, further, doubts } = result;
  const requests = lines - unread;
  const hint = options.host === undefined && !options.merge ? '; --host <name> says which host is meant by lines without one' : '';
  const share = (count: number): string => (requests === 0 ? '0 %' : `${((100 * count) / requests).toPrecision(3)} %`);
  return `${[
    ...differences.flatMap((one) => [
      `${one.kind}: ${one.requests} requests (${share(one.requests)}), such as ${one.example}: ${one.what}`,
      `  before ${one.before}${one.beforeBy === '' ? '' : ` (${one.beforeBy})`}`,
      `  after  ${one.after}${one.afterBy === '' ? '' : ` (${one.afterBy})`}`,
    ]),
    ...(further === 0 ? [] : [`${further} more requests (${share(further)}) with differences that are not listed`]),
    `${requests} requests: ${same} (${share(same)}) are treated alike, ${undecided} (${share(undecided)}) could not be decided`,
    ...(unread === 0 ? [] : [`${unread} of ${lines} lines have no request, or no host${hint}`]),
    ...doubts.map((doubt) => `? ${doubt}`),
    ...assumed(result, options),
    'Compared: where requests go, what the client gets of the controller, and who is let in by address. Headers besides Host are not in the log.',
  ].join('\n')}\n`;
}

/** What lines do not say, and what was taken in its place. Of parts of a log it is not known. */
function assumed(
  { withoutHost, withoutScheme, withoutAddress }: ReplayResult,
  { host, scheme, merge }: ReplayArguments,
): readonly string[] {
  const [named, withScheme] = merge ? ['that of --host', 'that of --scheme'] : [host, scheme];
  return [
    ...(withoutHost === 0 ? [] : [`assumed for ${withoutHost} lines without a host: ${named} (--host)`]),
    ...(withoutScheme === 0 ? [] : [`assumed for ${withoutScheme} lines without a scheme: ${withScheme} (--scheme)`]),
    ...(withoutAddress === 0
      ? []
      : [`assumed for ${withoutAddress} lines without an address of the client: every list of addresses lets it in`]),
  ];
}
