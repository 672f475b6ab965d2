import { bySeverity, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import { checkPaths } from './check-paths';
import { tableFindings } from './table-findings';

/** All that is found in manifests: what cannot be read, is refused, keeps the controller from loading its configuration, or may surprise. */
export function checkManifests({ table, objects, manifests, findings }: ReadTable): readonly Finding[] {
  return bySeverity([...findings, ...tableFindings(table, manifests), ...checkPaths(table, objects, manifests)]);
}
