import { bySeverity, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import type { PartValue } from '../proof/diff/changed-parts';
import type { FindingsDiff, ManifestDiff } from '../proof/diff/diff-manifests';
import { codeOf, type Difference, type UndecidedPart } from '../proof/diff/difference';
import { decisionText, differenceText, requestText, undecidedText } from '../proof/diff/difference-text';
import type { Decision } from '../table/decide';
import type { Origin } from '../table/origin';
import { decisionKind } from '../words/decision-kind';

/** Two tables of one controller, or of two. */
export interface Compared {
  readonly before: ReadTable;
  readonly after: ReadTable;
  readonly found: ManifestDiff;
}

/** Differences of one kind, between routes that compare paths in the same two ways, of which a text shows some. */
const SHOWN = 3;

interface Shown {
  readonly shown: readonly Difference[];
  /** How many of each kind are left out. */
  readonly left: readonly string[];
}

function someOf(differences: readonly Difference[], all: boolean): Shown {
  if (all) return { shown: differences, left: [] };
  const groups = new Map<string, Difference[]>();
  for (const one of differences) {
    const key = `${one.kind} ${one.tests}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const shown = [...groups.values()].flatMap((group) => group.slice(0, SHOWN));
  const left = [...groups.values()].filter((group) => group.length > SHOWN);
  return {
    shown: differences.filter((one) => shown.includes(one)),
    left: left.map((group) => `${group.length - SHOWN} more of kind ${group[0]?.kind} (${group[0]?.tests}); --all shows them`),
  };
}

const titleOf = ({ before, after }: Compared): string =>
  before.title === after.title ? before.title : `${before.title} and ${after.title}`;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const summary = ({ differences, undecided, raw }: ManifestDiff): string =>
  `${plural(differences.length, 'difference')}, ${undecided.length} undecided${raw.length === 0 ? '' : `, ${raw.length} of requests that are written in unusual ways`}`;

function findingLines({ introduced, fixed, unchanged }: FindingsDiff): readonly string[] {
  const some = (title: string, findings: readonly Finding[]): readonly string[] =>
    bySeverity(findings).map(({ code, where, what }) => `${title}: [${code}] ${where === '' ? '' : `${where}: `}${what}`);
  const rest = unchanged.length === 0 ? [] : [`${plural(unchanged.length, 'finding')} on both sides`];
  return [...some('finding introduced', introduced), ...some('finding fixed', fixed), ...rest];
}

const rawLine = (one: Difference): string =>
  `raw${one.unguards === true ? ', unguarded' : ''}: ${one.what}: ${requestText(one.request)}: before ${decisionText(one.before)}, after ${decisionText(one.after)}`;

/** About the manifests as a whole. It often explains all that follows, so it comes first. */
const isDoubt = ({ hosts }: UndecidedPart): boolean => hosts.length === 0;

export function diffText(compared: Compared, { titled, all }: { readonly titled: boolean; readonly all: boolean }): string {
  const { found } = compared;
  const { shown, left } = someOf(found.differences, all);
  const [doubts, parts] = [found.undecided.filter(isDoubt), found.undecided.filter((one) => !isDoubt(one))];
  return `${[
    ...(titled ? [`${titleOf(compared)}:`] : []),
    ...doubts.map((part) => `? ${undecidedText(part)}`),
    ...shown.flatMap((one) => differenceText(one)),
    ...left,
    ...parts.map((part) => `? ${undecidedText(part)}`),
    ...found.raw.map(rawLine),
    ...findingLines(found.findings),
    summary(found),
    found.statement,
  ].join('\n')}\n`;
}

export function diffMarkdown(compared: Compared, titled: boolean): string {
  const { found } = compared;
  const { shown, left } = someOf(found.differences, false);
  const items = [
    ...shown.map((one) => {
      const [first = '', ...rest] = differenceText(one);
      return [`- ${first}`, ...rest.map((line) => `  - ${line.trim()}`)].join('\n');
    }),
    ...left.map((line) => `- ${line}`),
    ...found.undecided.map((part) => `- undecided: ${undecidedText(part)}`),
    ...found.raw.map((one) => `- ${rawLine(one)}`),
    ...findingLines(found.findings).map((line) => `- ${line}`),
  ];
  return `${[
    ...(titled ? [`## ${titleOf(compared)}`] : []),
    `**${summary(found)}**`,
    ...(items.length === 0 ? [] : [items.join('\n')]),
    found.statement,
  ].join('\n\n')}\n`;
}

export const diffJson = ({ before, after, found }: Compared): object => ({
  form: 1,
  controllers: [before, after].map(({ table }) => ({ name: table.controller, version: table.version })),
  verdict: found.verdict,
  statement: found.statement,
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
