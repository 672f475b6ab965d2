import type { RoutingTableData } from '../../table/routing-table';

/** New names of Services by old ones, both as `namespace/service`. */
export type Renames = ReadonlyMap<string, string>;

/** The same table, with other names of Services. Equal parts stay one object. */
export function renameBackends(table: RoutingTableData, renames: Renames): RoutingTableData {
  if (renames.size === 0) return table;
  const known = new Map<object, unknown>();
  const renamed = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const before = known.get(part);
    if (before !== undefined) return before;
    const now = Array.isArray(part) ? part.map(renamed) : renamedService(mapped(part, renamed), renames);
    known.set(part, now);
    return now;
  };
  return renamed(table) as RoutingTableData;
}

type Members = { readonly [member: string]: unknown };

const mapped = (part: object, change: (value: unknown) => unknown): Members =>
  Object.fromEntries(Object.entries(part).map(([name, value]) => [name, change(value)]));

function renamedService(part: Members, renames: Renames): Members {
  const { kind, namespace, service } = part;
  const to = kind === 'service' ? renames.get(`${namespace}/${service}`) : undefined;
  if (to === undefined) return part;
  const [newNamespace, newService] = to.split('/');
  return { ...part, namespace: newNamespace, service: newService };
}

/** Old names that no part of the tables has. */
export function unknownServices(renames: Renames, tables: readonly RoutingTableData[]): readonly string[] {
  if (renames.size === 0) return [];
  const left = new Set(renames.keys());
  const seen = new Set<object>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    const { kind, namespace, service } = part as Members;
    if (kind === 'service') left.delete(`${namespace}/${service}`);
    for (const member of Object.values(part)) visit(member);
  };
  for (const table of tables) visit(table);
  return [...left];
}
