import { bySeverity, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import { checkPaths } from './check-paths';
import { tableFindings, whereOf } from './table-findings';

/** All findings about manifests: unreadable input, refused objects, configurations that do not load, and surprises. */
export function checkManifests({ table, objects, manifests, findings, check }: ReadTable): readonly Finding[] {
  const known = check((origin) => whereOf(origin, manifests));
  return bySeverity([...findings, ...tableFindings(table, manifests), ...known, ...checkPaths(table, objects, manifests)]);
}
