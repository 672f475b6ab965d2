import { createHash } from 'node:crypto';

/** Manifests compared as data: the order of documents and of keys does not matter, and null is the same as absent. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object; readonly annotations?: object };
  readonly [field: string]: unknown;
}

/** `Kind name`, which says enough where there is one installation. */
export const nameOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.name}`;

export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, canonical(member)]));
}

/** By name. */
export function byName(manifests: readonly unknown[]): { [name: string]: unknown } {
  const objects = manifests.map((manifest) => canonical(manifest) as Manifest);
  return Object.fromEntries(objects.map((object) => [nameOf(object), object] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same for equal manifests, whatever the order. */
export const digest = (manifests: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(byName(manifests)))
    .digest('hex');

/**
 * Every value in it, by its path. Items that have a name, such as containers and ports, are addressed by it, arguments by
 * their text, and rights one by one, so that one more of them does not move the others.
 */
export function leaves(value: unknown, path = ''): { [path: string]: unknown } {
  if (typeof value !== 'object' || value === null) return { [path]: value };
  if (path === 'rules') return Object.fromEntries(rightsOf(value as readonly Rule[]).map((right) => [`rules[${right}]`, true]));
  if (path.endsWith('.args')) return Object.fromEntries((value as string[]).map((arg) => [`${path}[${arg}]`, true]));
  const members: [string, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [`[${(item as { name?: string }).name ?? i}]`, item])
    : Object.entries(value).map(([key, item]) => [`${path === '' ? '' : '.'}${key}`, item]);
  if (members.length === 0) return { [path]: Array.isArray(value) ? [] : {} };
  return Object.assign({}, ...members.map(([key, item]) => leaves(item, path + key)));
}

/** A rule of a role. */
interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** Rights as "verb group/resource names". Rules group them, and the grouping means nothing. */
const rightsOf = (rules: readonly Rule[]): string[] =>
  rules.flatMap(({ apiGroups, resources, resourceNames = [], verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => [verb, group === '' ? resource : `${group}/${resource}`, ...resourceNames].join(' ')),
      ),
    ),
  );

/**
 * What changed, as `Kind name path: value` with `+`, `-` or, for another value, `~` before it. An object that is there on one side only
 * is one line.
 */
export function differences(before: readonly unknown[], after: readonly unknown[]): string[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap((name) => {
    if (!(name in now)) return [`- ${name}`];
    if (!(name in old)) return [`+ ${name}`];
    const [was, is] = [leaves(old[name]), leaves(now[name])];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].sort().flatMap((path) => {
      if (JSON.stringify(was[path]) === JSON.stringify(is[path])) return [];
      const line = (value: unknown) => `${name} ${path}${value === true && path.endsWith(']') ? '' : `: ${JSON.stringify(value)}`}`;
      if (!(path in is)) return [`- ${line(was[path])}`];
      return [`${path in was ? '~' : '+'} ${line(is[path])}`];
    });
  });
}
