import type { ReadTable } from '../manifests/read-table';
import { diffTables } from '../proof/diff/diff-tables';
import { type Difference, rankOf, type TableDiff, type UndecidedPart } from '../proof/diff/difference';
import { decisionText, differenceText, requestText, undecidedText } from '../proof/diff/difference-text';
import type { Decision } from '../table/decide';
import type { Origin } from '../table/origin';
import { decisionKind } from '../words/decision-kind';
import type { Arguments, DiffArguments } from './arguments';
import { EXIT } from './exit-codes';
import { findingText, jsonText } from './print-findings';
import { readTables, type TableOptions } from './read-table';
import { paintFor, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** `diff <before...> -- <after...>` */
export async function diff(args: Arguments, terminal: Terminal): Promise<number> {
  const options = args.diff as DiffArguments;
  const before = await oneTable('before', { ...args, controller: options.beforeController }, terminal);
  const after = await oneTable('after', { ...args, files: options.after, controller: options.afterController }, terminal);
  const found = diffTables(before.table, after.table);
  const shown = options.onlyUnguarded ? { ...found, differences: found.differences.filter(({ kind }) => kind === 'unguarded') } : found;
  // What could not be read is not compared.
  const unread = [...before.findings, ...after.findings].filter(({ severity }) => severity === 'error');
  const paint = paintFor(terminal.errors, terminal.env);
  for (const finding of unread) terminal.errors.write(`${findingText(finding, paint)}\n`);
  if (args.output === 'json') terminal.output.write(jsonText(json(shown)));
  else terminal.output.write(args.output === 'markdown' ? markdown(shown) : text(shown));
  if (shown.differences.some(({ kind }) => fails(kind, options.failOn))) return EXIT.findings;
  return found.undecided.length > 0 || unread.length > 0 ? EXIT.undecided : EXIT.done;
}

/** Which of several controllers is meant is not guessed. */
async function oneTable(side: 'before' | 'after', options: TableOptions, terminal: Terminal): Promise<ReadTable> {
  const tables = await readTables(options, terminal);
  if (tables.length > 1) {
    const names = [...new Set(tables.map(({ table }) => table.controller))].join(', ');
    throw new UsageError(
      `the manifests ${side} have ${tables.length} controllers (${names}); choose one with --${side}-controller, or with --class`,
    );
  }
  return tables[0] as ReadTable;
}

const fails = (kind: Difference['kind'], failOn: DiffArguments['failOn']): boolean => failOn === 'any' || rankOf(kind) <= rankOf(failOn);

const summary = ({ differences, undecided }: TableDiff): string =>
  `${differences.length} difference${differences.length === 1 ? '' : 's'}, ${undecided.length} undecided`;

const text = (found: TableDiff): string =>
  `${[
    ...found.differences.flatMap((one) => differenceText(one)),
    ...found.undecided.map((part) => `? ${undecidedText(part)}`),
    summary(found),
    found.statement,
  ].join('\n')}\n`;

function markdown(found: TableDiff): string {
  const items = [
    ...found.differences.map((one) => {
      const [first = '', ...rest] = differenceText(one);
      return [`- ${first}`, ...rest.map((line) => `  - ${line.trim()}`)].join('\n');
    }),
    ...found.undecided.map((part) => `- undecided: ${undecidedText(part)}`),
  ];
  return `${[`**${summary(found)}**`, ...(items.length === 0 ? [] : [items.join('\n')]), found.statement].join('\n\n')}\n`;
}

const json = ({ verdict, differences, undecided, statement }: TableDiff): object => ({
  form: 1,
  verdict,
  statement,
  differences: differences.map(({ kind, what, request, before, after, beforeBy, afterBy, hosts }) => ({
    kind,
    what,
    url: requestText(request),
    request,
    before: side(before, beforeBy),
    after: side(after, afterBy),
    hosts,
  })),
  undecided: undecided.map(({ provedLength, path, ...part }: UndecidedPart) => ({
    ...part,
    path: path ?? null,
    provedLength: provedLength ?? null,
  })),
});

const side = (decision: Decision, by: Origin | undefined): object => ({
  kind: decisionKind(decision),
  text: decisionText(decision),
  decidedBy: by ?? null,
});
