import type { BuiltTable } from '../dialects/build-table';
import type { Finding } from '../findings/finding';
import type { Manifests } from '../manifest-files/manifest-reader';
import { checkPaths } from './check-paths';
import { tableFindings } from './table-findings';

/** What is refused, keeps the controller from loading its configuration, or may surprise. */
export function checkManifests({ table, objects }: Pick<BuiltTable, 'table' | 'objects'>, manifests: Manifests): readonly Finding[] {
  return [...tableFindings(table, manifests), ...checkPaths(table, objects, manifests)];
}
