import type { Finding } from '../../findings/finding';
import type { ReadTable } from '../../manifests/read-table';
import { checkManifests } from '../check-manifests';
import { type DiffOptions, diffTables } from './diff-tables';
import type { TableDiff } from './difference';
import { type Renames, renameBackends } from './rename-backends';

export interface ManifestDiff extends TableDiff {
  readonly findings: FindingsDiff;
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
export function diffManifests(before: ReadTable, after: ReadTable, { renames, ...options }: ManifestDiffOptions = {}): ManifestDiff {
  const renamed = renames === undefined ? before.table : renameBackends(before.table, renames);
  const doubts = [...doubtsOf('before', before), ...doubtsOf('after', after)];
  return {
    ...diffTables(renamed, after.table, { ...options, doubts }),
    findings: diffFindings(checkManifests([before]), checkManifests([after])),
  };
}

const doubtsOf = (side: string, { findings }: ReadTable): readonly string[] =>
  findings
    .filter(({ severity, code }) => severity === 'error' || code === 'input/several-controllers')
    .map(({ what, where }) => `the manifests ${side} are compared only in part: ${where === '' ? '' : `${where}: `}${what}`);

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
