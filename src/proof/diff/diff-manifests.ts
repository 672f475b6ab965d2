import type { Finding } from '../../findings/finding';
import type { ReadTable } from '../../manifests/read-table';
import { checkManifests } from '../check-manifests';
import { type DiffOptions, diffTables } from './diff-tables';
import type { TableDiff } from './difference';
import { doubtsOf, notReadOf } from './doubts';
import { type Renames, renameBackends } from './rename-backends';

export interface ManifestDiff extends TableDiff {
  readonly findings: FindingsDiff;
  /** Parts of the input that are left out on purpose: hidden folders, and objects of other controllers. */
  readonly notRead: readonly string[];
}

/** Findings of `check`, by the side that has them. */
export interface FindingsDiff {
  readonly introduced: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly unchanged: readonly Finding[];
}

export interface ManifestDiffOptions extends DiffOptions {
  /** Of Services of the first side. */
  readonly renames?: Renames;
}

/** Compares the tables of two sets of manifests. What could not be read of them is not proved to be the same. */
export function diffManifests(
  before: ReadTable,
  after: ReadTable,
  { renames, doubts = [], ...options }: ManifestDiffOptions = {},
): ManifestDiff {
  const renamed = renames === undefined ? before.table : renameBackends(before.table, renames);
  const found = diffTables(renamed, after.table, { ...options, doubts: [...doubts, ...doubtsOf(before, after)] });
  const notRead = notReadOf(before, after);
  const findings = diffFindings(checkManifests([before]), checkManifests([after]));
  return {
    ...found,
    notRead,
    statement: notRead.length === 0 ? found.statement : `${found.statement} Not read: ${shortList(notRead)}.`,
    findings: options.onlyUnguarded === true ? findingsAbout(found, findings, after) : findings,
  };
}

const MOST_NAMES = 5;

const shortList = (names: readonly string[]): string =>
  names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')}, and ${names.length - MOST_NAMES} more`;

/** New findings about the documents that decide where something no longer keeps clients out: they often say why. What keeps the verdict open is said by it. */
function findingsAbout({ differences, raw }: TableDiff, { introduced }: FindingsDiff, { manifests }: ReadTable): FindingsDiff {
  const places = [...differences, ...raw].flatMap(({ beforeBy, afterBy }) =>
    [beforeBy, afterBy].flatMap((origin) => (origin === undefined ? [] : (manifests.placeOf(origin) ?? []))),
  );
  const isAbout = ({ where }: Finding): boolean =>
    places.some(({ file, document }) => where.startsWith(`${file}:`) && where.endsWith(` (document ${document})`));
  return { introduced: introduced.filter(isAbout), fixed: [], unchanged: [] };
}

/** Two findings are one if they say the same, wherever it stands. */
function diffFindings(before: readonly Finding[], after: readonly Finding[]): FindingsDiff {
  const keyOf = ({ code, what }: Finding): string => `${code} ${what}`;
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return {
    introduced: after.filter((one) => !old.has(keyOf(one))),
    fixed: before.filter((one) => !now.has(keyOf(one))),
    unchanged: after.filter((one) => old.has(keyOf(one))),
  };
}
