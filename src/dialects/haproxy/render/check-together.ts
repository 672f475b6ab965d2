import type { Finding } from '../../../findings/finding';
import { hostText, type NeutralRoute, PATH_KIND_NAMES, pathText } from '../../../model/neutral-route';
import type { ConstructRoutes } from '../../dialect';
import { finding } from '../findings';
import { mapRows } from '../map-rows';
import { isDefaultOfAll } from './groups';

/**
 * Finds what only all routes of the controller together show. By construct.
 * haproxytech/kubernetes-ingress@v3.2.11:pkg/route/route.go (`AddHostPathRoute`), pkg/service/service.go (`SetDefaultBackend`).
 */
export function checkTogether(all: readonly ConstructRoutes[]): ReadonlyMap<string, readonly Finding[]> {
  const byConstruct = new Map<string, Finding[]>();
  for (const one of [...checkRows(all), ...checkDefaultBackends(all)]) {
    const list = byConstruct.get(one.where) ?? [];
    byConstruct.set(one.where, list);
    list.push(one);
  }
  return byConstruct;
}

interface RowOwner {
  readonly route: NeutralRoute;
  readonly type: string;
}

/** Rows that two routes of different path types have in common. Equal types on one path are a duplicate for every controller, and found elsewhere. */
function checkRows(all: readonly ConstructRoutes[]): readonly Finding[] {
  const owners = new Map<string, RowOwner>();
  const findings: Finding[] = [];
  for (const { routes: set } of all)
    for (const route of set.routes) {
      const { path, hosts, origin } = route;
      if (path.kind === 'regexPrefix') continue;
      const type = PATH_KIND_NAMES[path.kind];
      const rows = mapRows(path.path, type);
      for (const host of hosts.map(hostText)) {
        const others = rows.map(([map, key]) => owners.get(`${map} ${host}${key}`));
        const other = others.find((one) => one !== undefined && !isSame(one.route, route));
        if (other !== undefined)
          findings.push(
            finding('haproxy/same-row', origin.construct, {
              route: nameOf(host, route, type),
              other: nameOf(host, other.route, other.type),
            }),
          );
        for (const [map, key] of rows) if (!owners.has(`${map} ${host}${key}`)) owners.set(`${map} ${host}${key}`, { route, type });
      }
    }
  return findings;
}

const isSame = (one: NeutralRoute, other: NeutralRoute): boolean =>
  one.path.kind === other.path.kind && pathText(one.path) === pathText(other.path);

const nameOf = (host: string, route: NeutralRoute, type: string): string => `${host}${pathText(route.path)} (${type})`;

function checkDefaultBackends(all: readonly ConstructRoutes[]): readonly Finding[] {
  const [first, ...others] = all.map(({ routes }) => routes).filter(isDefaultOfAll);
  return first === undefined
    ? []
    : others.map(({ construct }) => finding('haproxy/default-backend-twice', construct, { other: first.construct }));
}
