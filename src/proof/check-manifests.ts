import { bySeverity, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import { checkPaths } from './check-paths';
import { checkPlainCredentials } from './check-plain-credentials';
import { tableFindings, whereOf } from './table-findings';

/**
 * All findings about manifests, of every controller that they show: unreadable input, refused objects, configurations that do not load, and
 * surprises. What two controllers say alike is said once.
 */
export function checkManifests(tables: readonly ReadTable[]): readonly Finding[] {
  const distinct = new Map(tables.flatMap(checkTable).map((finding) => [JSON.stringify(finding), finding]));
  return bySeverity([...distinct.values()]);
}

function checkTable(read: ReadTable): readonly Finding[] {
  const { table, objects, manifests, findings, check } = read;
  const known = check((origin) => whereOf(origin, manifests));
  return [
    ...findings,
    ...tableFindings(read),
    ...known,
    ...checkPaths(table, objects, manifests),
    ...checkPlainCredentials(table, objects, manifests),
  ];
}
