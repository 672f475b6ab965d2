import { bySeverity, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import { checkPaths } from './check-paths';
import { tableFindings } from './table-findings';

/** All findings about manifests: unreadable input, refused objects, configurations that do not load, and surprises. */
export function checkManifests({ table, objects, manifests, findings }: ReadTable): readonly Finding[] {
  return bySeverity([...findings, ...tableFindings(table, manifests), ...checkPaths(table, objects, manifests)]);
}
