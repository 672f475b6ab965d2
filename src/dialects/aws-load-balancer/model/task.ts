import type { Cluster } from './cluster';
import type { Group } from './groups';
import type { TargetGroup } from './load-balancer-model';
import { Refused } from './refused';
import type { Settings } from './settings';

/** What the stages of building one load balancer share. */
export interface Task {
  readonly group: Group;
  readonly cluster: Cluster;
  readonly settings: Settings;
  /** The target groups so far, by their names. */
  readonly targetGroups: Map<string, TargetGroup>;
}

/** The value of all members that state one, which must be the same; undefined if none does. */
export function sameForAll<T>(values: readonly (T | undefined)[], what: string, textOf: (value: T) => string = String): T | undefined {
  const stated = values.filter((value): value is T => value !== undefined);
  const [first, ...others] = stated;
  const other = first === undefined ? undefined : others.find((one) => textOf(one) !== textOf(first));
  if (first !== undefined && other !== undefined) throw conflict(what, textOf(first), textOf(other));
  return first;
}

/** Of maps of members: one value of each key, unless `settled` has the key. */
export function mergedMaps(
  maps: readonly ReadonlyMap<string, string>[],
  what: string,
  settled: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const merged = new Map<string, string>();
  for (const [key, value] of maps.flatMap((map) => [...map])) {
    const other = merged.get(key) ?? value;
    if (other !== value && !settled.has(key)) throw conflict(`${what} "${key}"`, other, value);
    merged.set(key, value);
  }
  return new Map([...merged, ...settled]);
}

const conflict = (what: string, one: string, other: string): Refused =>
  new Refused(`members of the group have different ${what}: ${one} and ${other}`);
