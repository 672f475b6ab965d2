import type { ReadTable } from '../../manifests/read-table';
import { diffTables } from '../../proof/diff/diff-tables';
import type { Difference } from '../../proof/diff/difference';
import { readableText } from '../../words/readable-text';
import { publicResolution } from './answers';
import type { DifferenceKind, DiffVerdict, RoutingDiff, RoutingDifference, RoutingDiffOptions } from './routing-diff';

/** The comparison of two `RoutingTable`s. */
export function diffOf(before: ReadTable, after: ReadTable, options: RoutingDiffOptions): RoutingDiff {
  const { verdict, differences, undecided, statement } = diffTables(before.table, after.table, options);
  return {
    verdict: verdict as DiffVerdict,
    differences: differences.map(publicDifference),
    undecided: undecided.map(({ hosts, path, ...part }) => ({
      ...part,
      hosts: [...hosts],
      ...(path === undefined ? {} : { path: readableText(path) }),
    })),
    statement,
  };
}

function publicDifference({ kind, what, request, before, after, beforeBy, afterBy, hosts }: Difference): RoutingDifference {
  const { scheme = 'http', host, target, method = 'GET', headers = {} } = request;
  return {
    kind: kind as DifferenceKind,
    what: readableText(what),
    url: `${scheme}://${host}${target}`,
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    before: publicResolution(before),
    after: publicResolution(after),
    ...(beforeBy === undefined ? {} : { beforeBy: { ...beforeBy } }),
    ...(afterBy === undefined ? {} : { afterBy: { ...afterBy } }),
    hosts: [...hosts],
  };
}
