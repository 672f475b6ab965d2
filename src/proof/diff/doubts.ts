import type { Finding } from '../../findings/finding';
import type { KubeObject } from '../../kinds/kube-object';
import { namespaceOf } from '../../kinds/object-key';
import type { ReadTable } from '../../manifests/read-table';
import { objectText } from '../../words/origin-text';
import { sortedText } from './without-origins';

/** Findings besides errors after which the table is not the whole of what the user named. */
const INCOMPLETE: readonly string[] = ['input/several-controllers', 'input/not-an-object', 'input/file-empty'];

const isDoubt = ({ severity, code }: Finding): boolean => severity === 'error' || INCOMPLETE.includes(code);

/** Why two tables are not the whole truth about the manifests that they were read from. */
export function doubtsOf(before: ReadTable, after: ReadTable): readonly string[] {
  return [
    ...doubtsOfSide('before', before),
    ...doubtsOfSide('after', after),
    ...doubtsOfEmptiness(before, after),
    ...doubtsOfUnread(before, after),
  ];
}

const doubtsOfSide = (side: string, { findings }: ReadTable): readonly string[] =>
  findings
    .filter(isDoubt)
    .map(({ what, where }) => `the manifests ${side} are compared only in part: ${where === '' ? '' : `${where}: `}${what}`);

/** Files that were not meant must not pass for a proof. */
function doubtsOfEmptiness(before: ReadTable, after: ReadTable): readonly string[] {
  const isEmpty = ({ table }: ReadTable): boolean => table.claimed.length === 0;
  if (isEmpty(before) && isEmpty(after)) return ['the controllers read no routes on either side, so nothing was compared'];
  return [['before', before] as const, ['after', after] as const].flatMap(([side, table]) =>
    isEmpty(table) && table.unread.length > 0
      ? [`the controller reads none of the objects with routes of the manifests ${side}${reasonText(table)}`]
      : [],
  );
}

/** Why the first of the objects is not read; often another class is meant. */
export function reasonText({ table: { ignored, refused } }: Pick<ReadTable, 'table'>): string {
  const [first] = [...ignored, ...refused];
  return first === undefined ? '' : `: ${objectText(first.origin)}: ${first.because}`;
}

/** Objects that no controller reads do the same if they are the same. Of a controller that the user chose they are no part. */
function doubtsOfUnread(before: ReadTable, after: ReadTable): readonly string[] {
  if (before.chosen && after.chosen) return [];
  const [old, now] = [before, after].map(({ unread }) => new Map(unread.map((object) => [nameOf(object), sortedText(object)])));
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].flatMap((name) =>
    old?.get(name) !== now?.get(name) ? [`${name} is not the same on both sides, and none of the controllers reads it`] : [],
  );
}

const nameOf = (object: KubeObject): string => `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;

/** Parts of the input that are left out on purpose: folders, and objects of other controllers. */
export function notReadOf(before: ReadTable, after: ReadTable): readonly string[] {
  const folders = [before, after].flatMap(({ findings }) => findings.filter(({ code }) => code === 'input/folder-not-read'));
  const objects = [before, after].flatMap(({ unread }) => unread.map(nameOf));
  return [...new Set([...objects, ...folders.map(({ where }) => `hidden folder ${where}`)])];
}
