import { bySeverity, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import type { PartValue } from '../proof/diff/changed-parts';
import type { FindingsDiff, ManifestDiff } from '../proof/diff/diff-manifests';
import { codeOf, type Difference, type UndecidedPart } from '../proof/diff/difference';
import { countText, decisionText, differenceText, groupText, requestText, undecidedText } from '../proof/diff/difference-text';
import { type DifferenceGroup, groupsOf } from '../proof/diff/groups';
import type { Decision } from '../table/decide';
import type { Origin } from '../table/origin';
import { decisionKind } from '../words/decision-kind';
import { markdownText } from './markdown';

/** Two tables of one controller, or of two. */
export interface Compared {
  readonly before: ReadTable;
  readonly after: ReadTable;
  readonly found: ManifestDiff;
}

/** Groups of one kind, between routes that compare paths in the same two ways, of which a text shows some. */
const SHOWN = 3;
/** What no longer keeps clients out is what a reader looks for. */
const SHOWN_UNGUARDED = 50;

interface Shown {
  /** Lines of each difference, or of each group of them; the worst first. */
  readonly unguarded: readonly (readonly string[])[];
  readonly others: readonly (readonly string[])[];
  /** How many of each kind are left out. */
  readonly left: readonly string[];
}

function shownOf({ differences, raw }: ManifestDiff, all: boolean): Shown {
  const isWorst = ({ kind }: { readonly kind: string }): boolean => kind === 'unguarded';
  const rawLines = (unguards: boolean) => raw.filter((one) => (one.unguards === true) === unguards).map((one) => [rawLine(one)]);
  if (all)
    return {
      unguarded: [...differences.filter(isWorst).map(differenceText), ...rawLines(true)],
      others: [...differences.filter((one) => !isWorst(one)).map(differenceText), ...rawLines(false)],
      left: [],
    };
  const groups = groupsOf(differences);
  const counts = new Map<string, number>();
  const shown = groups.filter((group) => {
    const { kind } = group;
    // A line for what is the same at all routes is short.
    if (kind === 'effect' && group.members.length > 1) return true;
    const key = likeText(group);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return (counts.get(key) ?? 0) <= (isWorst(group) ? SHOWN_UNGUARDED : SHOWN);
  });
  const left = countsBy(groups.filter((group) => !shown.includes(group)).map(likeText));
  const written = rawLines(false);
  return {
    unguarded: [...shown.filter(isWorst).map(groupText), ...rawLines(true)],
    others: [...shown.filter((group) => !isWorst(group)).map(groupText), ...written.slice(0, SHOWN)],
    left: [
      ...[...left].map(([like, count]) => `${count} more of kind ${like}; --all shows them`),
      ...(written.length > SHOWN
        ? [`${written.length - SHOWN} more ways to write requests are treated differently (raw); --all shows them`]
        : []),
    ],
  };
}

const likeText = ({ kind, members: [one] }: DifferenceGroup): string => `${kind} (${one?.tests})`;

function countsBy<K extends string>(names: readonly K[]): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const titleOf = ({ before, after }: Compared): string =>
  before.title === after.title ? before.title : `${before.title} and ${after.title}`;

/** `3 differences (unguarded 1, effect 2), 0 undecided` */
function summary({ differences, undecided, raw }: ManifestDiff): string {
  const kinds = [...countsBy(differences.map(({ kind }) => kind))].map(([kind, count]) => `${kind} ${count}`);
  const unguarding = raw.filter(({ unguards }) => unguards === true).length;
  return [
    `${countText(differences.length, 'difference')}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`,
    `${undecided.length} undecided`,
    ...(raw.length === 0
      ? []
      : [`${raw.length} of requests that are written in unusual ways${unguarding === 0 ? '' : ` (unguarded ${unguarding})`}`]),
  ].join(', ');
}

function findingLines({ introduced, fixed, unchanged }: FindingsDiff): readonly string[] {
  const some = (title: string, findings: readonly Finding[]): readonly string[] =>
    bySeverity(findings).map(({ code, where, what }) => `${title}: [${code}] ${where === '' ? '' : `${where}: `}${what}`);
  const rest = unchanged.length === 0 ? [] : [`${countText(unchanged.length, 'finding')} on both sides`];
  return [...some('finding introduced', introduced), ...some('finding fixed', fixed), ...rest];
}

const rawLine = (one: Difference): string =>
  `raw${one.unguards === true ? ', unguarded' : ''}: ${one.what}: ${requestText(one.request)}: before ${decisionText(one.before)}, after ${decisionText(one.after)}`;

/** About the manifests as a whole. It often explains all that follows, so it comes first. */
const isDoubt = ({ hosts }: UndecidedPart): boolean => hosts.length === 0;

interface TextOptions {
  readonly titled: boolean;
  /** Whether every difference is shown, and none as one of a group. */
  readonly all: boolean;
}

export function diffText(compared: Compared, { titled, all }: TextOptions): string {
  const { found } = compared;
  const { unguarded, others, left } = shownOf(found, all);
  const [doubts, parts] = [found.undecided.filter(isDoubt), found.undecided.filter((one) => !isDoubt(one))];
  return `${[
    ...(titled ? [`${titleOf(compared)}:`] : []),
    ...doubts.map((part) => `? ${undecidedText(part)}`),
    ...[...unguarded, ...others].flat(),
    ...left,
    ...parts.map((part) => `? ${undecidedText(part)}`),
    ...findingLines(found.findings),
    summary(found),
    found.statement,
  ].join('\n')}\n`;
}

export function diffMarkdown(compared: Compared, { titled, all }: TextOptions): string {
  const { found } = compared;
  const { unguarded, others, left } = shownOf(found, all);
  const items = [
    ...[...unguarded, ...others].map(([first = '', ...rest]) => {
      return [`- ${markdownText(first)}`, ...rest.map((line) => `  - ${markdownText(line.trim())}`)].join('\n');
    }),
    ...left.map((line) => `- ${markdownText(line)}`),
    ...found.undecided.map((part) => `- undecided: ${markdownText(undecidedText(part))}`),
    ...findingLines(found.findings).map((line) => `- ${markdownText(line)}`),
  ];
  return `${[
    ...(titled ? [`## ${markdownText(titleOf(compared))}`] : []),
    `**${summary(found)}**`,
    ...(items.length === 0 ? [] : [items.join('\n')]),
    markdownText(found.statement),
  ].join('\n\n')}\n`;
}

export const diffJson = ({ before, after, found }: Compared): object => ({
  form: 1,
  controllers: [before, after].map(({ table }) => ({ name: table.controller, version: table.version })),
  verdict: found.verdict,
  statement: found.statement,
  counts: Object.fromEntries(countsBy(found.differences.map(({ kind }) => kind))),
  differences: found.differences.map(differenceJson),
  undecided: found.undecided.map(({ provedLength, path, ...part }: UndecidedPart) => ({
    ...part,
    path: path ?? null,
    provedLength: provedLength ?? null,
  })),
  raw: found.raw.map((one) => ({ ...differenceJson(one), unguards: one.unguards === true })),
  notCompared: found.notCompared,
  notRead: found.notRead,
  findings: found.findings,
});

const differenceJson = ({ kind, what, changes, request, before, after, beforeBy, afterBy, hosts, routes, tests }: Difference): object => ({
  code: codeOf(kind),
  kind,
  what,
  changes: changes.map((one) => ({ part: one.part, before: one.before.map(valueJson), after: one.after.map(valueJson) })),
  url: requestText(request),
  request,
  before: side(before, beforeBy),
  after: side(after, afterBy),
  hosts,
  routes,
  tests,
});

const valueJson = ({ text, value, byDefault, origin }: PartValue): object => ({ value, text, byDefault, madeBy: origin ?? null });

const side = (decision: Decision, by: Origin | undefined): object => ({
  kind: decisionKind(decision),
  text: decisionText(decision),
  decidedBy: by ?? null,
});
