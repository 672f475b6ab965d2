import { type BuiltTable, buildTable, type TableScope } from '../dialects/build-table';
import type { Manifests } from './manifests';

/** Manifests and the table of their controller. The findings are about the input and the choice of the controller. */
export interface ReadTable extends BuiltTable {
  readonly manifests: Manifests;
}

export function tableOf(manifests: Manifests, scope: TableScope): ReadTable {
  const built = buildTable(manifests.objects, scope);
  return { ...built, manifests, findings: [...manifests.findings, ...built.findings] };
}
