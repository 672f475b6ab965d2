import type { ReadTable } from '../../manifests/read-table';
import { diffManifests } from '../../proof/diff/diff-manifests';
import { codeOf, type Difference } from '../../proof/diff/difference';
import { valuesText } from '../../proof/diff/difference-text';
import { unknownServices } from '../../proof/diff/rename-backends';
import { readableText } from '../../words/readable-text';
import { publicFinding, publicResolution } from './answers';
import type { DifferenceKind, DiffVerdict, RoutingDiff, RoutingDifference, RoutingDiffOptions } from './routing-diff';

/** The comparison of two `RoutingTable`s. */
export function diffOf(before: ReadTable, after: ReadTable, { renames = {}, stateLimit }: RoutingDiffOptions): RoutingDiff {
  const newNames = new Map(Object.entries(renames));
  const unknown = unknownServices(newNames, [before.table]).map(
    (name) => `renames has ${name}, and no route of the first table leads to it`,
  );
  const { verdict, differences, undecided, raw, notCompared, findings, statement } = diffManifests(before, after, {
    renames: newNames,
    doubts: unknown,
    ...(stateLimit === undefined ? {} : { stateLimit }),
  });
  return {
    verdict: verdict as DiffVerdict,
    differences: differences.map(publicDifference),
    undecided: undecided.map(({ hosts, path, ...part }) => ({
      ...part,
      hosts: [...hosts],
      ...(path === undefined ? {} : { path: readableText(path) }),
    })),
    raw: raw.map(publicDifference),
    notCompared: [...notCompared],
    introduced: findings.introduced.map(publicFinding),
    fixed: findings.fixed.map(publicFinding),
    statement,
  };
}

function publicDifference({
  kind,
  what,
  changes,
  request,
  before,
  after,
  beforeBy,
  afterBy,
  hosts,
  routes,
  unguards,
}: Difference): RoutingDifference {
  const { scheme = 'http', host, target, method = 'GET', headers = {} } = request;
  return {
    kind: kind as DifferenceKind,
    code: codeOf(kind),
    what: readableText(what),
    changes: changes.map(({ part, before: old, after: now }) => ({ part, before: valuesText(old), after: valuesText(now) })),
    url: `${scheme}://${host ?? ''}${target}`,
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    before: publicResolution(before),
    after: publicResolution(after),
    ...(beforeBy === undefined ? {} : { beforeBy: { ...beforeBy } }),
    ...(afterBy === undefined ? {} : { afterBy: { ...afterBy } }),
    hosts: [...hosts],
    routes,
    unguards: kind === 'unguarded' || unguards === true,
  };
}
