import type { RoutingRequest } from '../../table/request';
import type { ChangedPart, PartValue } from './changed-parts';
import type { Difference, DifferenceKind } from './difference';

/** Differences that are the same at several routes, but for the host and the path. */
export interface DifferenceGroup {
  readonly kind: DifferenceKind;
  /** One sentence, with `<host>` and `<path>` in the place of those of the requests. */
  readonly what: string;
  /** The guards and effects that all of them change alike. Who has made the values is left out where it is not the same for all. */
  readonly changes: readonly ChangedPart[];
  /** Whether nobody has set one of the values. */
  readonly onlyDefaults: boolean;
  /** The first is the witness. */
  readonly members: readonly Difference[];
  readonly hosts: readonly string[];
  readonly routes: number;
}

/** A difference, or one of the effects of which it consists. */
interface Part {
  readonly of: Difference;
  readonly what: string;
  readonly changes: readonly ChangedPart[];
}

/** The worst kind first, and what somebody has set before what is only a default. */
export function groupsOf(differences: readonly Difference[]): readonly DifferenceGroup[] {
  const counts = countsOf(differences.flatMap(partsOf).map(keyOf));
  const isShared = (part: Part): boolean => (counts.get(keyOf(part)) ?? 0) > 1;
  const groups = new Map<string, [Part, ...Part[]]>();
  for (const one of differences) {
    const parts = partsOf(one);
    // Effects of one route alone are not torn apart.
    for (const part of parts.some(isShared) ? parts : [wholeOf(one)]) {
      const key = keyOf(part);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [part]);
      else known.push(part);
    }
  }
  const all = [...groups.values()].map(groupOf);
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const ofKind = all.filter((group) => group.kind === kind);
    return [...ofKind.filter(({ onlyDefaults }) => !onlyDefaults), ...ofKind.filter(({ onlyDefaults }) => onlyDefaults)];
  });
}

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const wholeOf = (of: Difference): Part => ({ of, what: inGeneral(of.what, of.request), changes: of.changes });

/** Effects change for reasons of their own; what keeps clients out is looked at as a whole. */
const partsOf = (of: Difference): readonly Part[] =>
  of.kind === 'effect' && of.changes.length > 0
    ? of.changes.map((change) => ({ of, what: `changed: ${change.part}`, changes: [change] }))
    : [wholeOf(of)];

function keyOf({ of: { kind, tests }, what, changes }: Part): string {
  const values = (side: readonly PartValue[]): readonly unknown[] => side.map(({ text, byDefault }) => [text, byDefault]);
  const changed = changes.map(({ part, before, after }) => [part, values(before), values(after)]);
  return JSON.stringify([kind, what, changed, kind === 'effect' ? '' : tests]);
}

function groupOf(parts: readonly [Part, ...Part[]]): DifferenceGroup {
  const [{ of, what, changes }] = parts;
  const values = changes.flatMap(({ before, after }) => [...before, ...after]);
  const members = parts.map((part) => part.of);
  return {
    kind: of.kind,
    what: parts.length === 1 ? of.what : what,
    changes: changes.map((change, index) => sameFor(change, parts, index)),
    onlyDefaults: values.length > 0 && values.every(({ byDefault }) => byDefault),
    members,
    hosts: [...new Set(members.flatMap(({ hosts }) => hosts))],
    routes: members.reduce((sum, { routes }) => sum + routes, 0),
  };
}

/** The change with the origins that it has at all routes. */
function sameFor(change: ChangedPart, parts: readonly Part[], at: number): ChangedPart {
  const common = (side: 'before' | 'after'): readonly PartValue[] =>
    change[side].map((value, index) => {
      const origins = new Set(parts.map(({ changes }) => JSON.stringify(changes[at]?.[side][index]?.origin)));
      return origins.size === 1 ? value : { ...value, origin: undefined, byDefault: false };
    });
  return { ...change, before: common('before'), after: common('after') };
}

/** The sentence with the names of parts in the place of the host and the path of the request. */
function inGeneral(what: string, { host, target }: RoutingRequest): string {
  const [path = ''] = target.split('?');
  const nameOf = (text: string): string => {
    if (text === target) return '<path>';
    if (text === `${target}/`) return '<path>/';
    return text === path ? '<path> without its query' : text;
  };
  const quoted = what.replace(/"([^"]*)"/g, (_, text: string) => `"${nameOf(text)}"`);
  if (host === null || host === undefined || host === '') return quoted;
  return quoted
    .replaceAll(`://${host}`, '://<host>')
    .replace(/(:\/\/<host>(?::\d+)?)(\S+)/g, (_, before: string, text: string) => `${before}${nameOf(text)}`);
}
