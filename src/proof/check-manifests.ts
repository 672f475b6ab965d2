import { bySeverity, distinct, type Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import type { Origin } from '../table/routing-table';
import { checkPaths } from './check-paths';
import { checkPlainCredentials } from './check-plain-credentials';
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
  // A place is looked up by parsing a document again, so only those of findings are: checks ask for more.
  const known = check(markOf).map((one) => {
    const origin = originOf(one.where);
    return origin === undefined ? one : { ...one, where: whereOf(origin, manifests) };
  });
  return [
    ...findings,
    ...tableFindings(read),
    ...known,
    ...checkPaths(table, objects, manifests),
    ...checkPlainCredentials(table, objects, manifests),
  ];
}

/** Stands for the place of an origin. No place has a zero byte. */
const MARK = '\0';

const markOf = (origin: Origin): string => `${MARK}${JSON.stringify(origin)}`;

const originOf = (where: string): Origin | undefined =>
  where.startsWith(MARK) ? (JSON.parse(where.slice(MARK.length)) as Origin) : undefined;
