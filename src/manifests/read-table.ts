import { type BuiltTable, buildTable, buildTables, type TableScope } from '../dialects/build-table';
import type { Manifests } from './manifests';

/** Reads manifests and the table of their controller. The findings are about the input and the choice of the controller. */
export interface ReadTable extends BuiltTable {
  readonly manifests: Manifests;
}

export function tableOf(manifests: Manifests, scope: TableScope): ReadTable {
  const built = buildTable(manifests.objects, { ...scope, refused: manifests.refused });
  return { ...built, manifests, findings: [...manifests.findings, ...built.findings] };
}

/** One table for each controller that the manifests show. */
export const tablesOf = (manifests: Manifests, scope: TableScope): readonly ReadTable[] =>
  buildTables(manifests.objects, { ...scope, refused: manifests.refused }).map((built, index) => ({
    ...built,
    manifests,
    findings: index === 0 ? [...manifests.findings, ...built.findings] : built.findings,
  }));
