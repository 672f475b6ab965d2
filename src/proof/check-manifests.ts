import { bySeverity, distinct, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import { checkPaths } from './check-paths';
import { tableFindings, whereOf } from './table-findings';

/**
 * All findings about manifests, of every controller that they show: unreadable input, refused objects, configurations that do not load, and
 * surprises. What two controllers say alike is said once.
 */
export function checkManifests(tables: readonly ReadTable[]): readonly Finding[] {
  return bySeverity(distinct(tables.flatMap(checkTable)));
}

function checkTable(read: ReadTable): readonly Finding[] {
  const { table, objects, manifests, findings, check } = read;
  const known = check((origin) => whereOf(origin, manifests));
  return [...findings, ...tableFindings(read), ...known, ...checkPaths(table, objects, manifests)];
}
