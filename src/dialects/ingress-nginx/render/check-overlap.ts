import type { Finding } from '../../../findings/finding';
import { hostText, type NeutralRoute, PATH_KIND_NAMES, pathText } from '../../../model/neutral-route';
import type { ConstructRoutes } from '../../dialect';
import { finding } from '../findings';
import { pathTextOf } from './path-text';
import type { Placed } from './place';

/** Routes of one Ingress that creates locations. */
interface Locations {
  readonly placed: readonly Placed[];
}

interface Rule {
  readonly ingress: Locations;
  readonly route: NeutralRoute;
  readonly path: string;
  /** Paths of the locations of the rule; the first is `path`. */
  readonly paths: readonly string[];
  /** Equal for rules that would become the same location. */
  readonly location: string;
}

/**
 * Finds routes that conflict although their types differ. A Prefix path becomes two locations, one for the path itself and one for the
 * paths below it; the webhook refuses an Ingress whose path is that of a location of another Ingress. Sources, all
 * kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/controller/controller.go (`checkOverlap`),
 * internal/ingress/controller/location.go (`updateServerLocations`); recorded answers merge/dup-*, merge/foo-and-foo-slash,
 * priority/prefix-vs-implspec-same, extra/dup-foo-implspec-slash.
 */
export function checkOverlap(ingresses: readonly Locations[], regexHosts: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const [host, rules] of rulesByHost(ingresses, regexHosts)) {
    const byPath = new Map<string, Rule>();
    const byLocation = new Map<string, Rule>();
    const tell = (one: Rule, other: Rule): void => {
      const pair = `${one.route.origin.index} ${other.route.origin.index}`;
      if (told.has(pair)) return;
      told.add(pair);
      const code = one.ingress === other.ingress ? 'ingress-nginx/same-location' : 'ingress-nginx/overlap';
      findings.push(finding(code, one.route.origin.construct, { route: nameOf(one.route, host), other: nameOf(other.route, host) }));
    };
    for (const rule of rules) {
      const same = byLocation.get(rule.location);
      if (same === undefined) byLocation.set(rule.location, rule);
      // The same path and type twice is a duplicate for every controller; `app/check-app.ts` reports it.
      else if (!isDuplicate(rule.route, same.route)) tell(rule, same);
      const meeting = rule.paths.map((path) => byPath.get(path)).find((other) => other !== undefined && meets(rule, other));
      if (meeting !== undefined) tell(rule, meeting);
      for (const path of rule.paths) if (!byPath.has(path)) byPath.set(path, rule);
    }
  }
  return findings;
}

const DEFAULT = 'default backend';

/**
 * Finds one path of a host with two types in two constructs: they become two Ingresses, and the webhook refuses the second. Equal types
 * are a duplicate for every controller; `app/check-app.ts` reports it.
 */
export function checkOverlapBetween(all: readonly ConstructRoutes[]): Finding[] {
  if (all.length < 2) return [];
  const findings: Finding[] = [];
  const first = new Map<string, { readonly construct: string; readonly types: Set<string>; readonly type: string }>();
  for (const { routes: set } of all) {
    const { construct } = set;
    const look = (path: string, type: string): void => {
      const other = first.get(path);
      if (other === undefined) first.set(path, { construct, types: new Set([type]), type });
      else if (type === DEFAULT || !other.types.has(type)) {
        other.types.add(type);
        if (other.construct !== construct)
          findings.push(
            finding('ingress-nginx/overlap', construct, {
              route: `${path} (${type})`,
              other: `${path} (${other.type}) of "${other.construct}"`,
            }),
          );
      }
    };
    for (const { hosts, path } of set.routes) for (const host of hosts) look(hostText(host) + pathText(path), PATH_KIND_NAMES[path.kind]);
    if (set.defaultBackend !== undefined) for (const host of set.hostMatches) look(`${hostText(host)}/`, DEFAULT);
  }
  return findings;
}

const meets = (one: Rule, other: Rule): boolean =>
  one.ingress !== other.ingress &&
  (one.paths.includes(other.path) || other.paths.includes(one.path)) &&
  !isDuplicate(one.route, other.route);

const isDuplicate = (one: NeutralRoute, other: NeutralRoute): boolean =>
  one.path.kind === other.path.kind && pathText(one.path) === pathText(other.path);

/** A negative index marks the default backend. */
const nameOf = ({ path, origin }: NeutralRoute, host: string): string =>
  `${host}${pathText(path)} (${origin.index < 0 ? DEFAULT : PATH_KIND_NAMES[path.kind]})`;

function rulesByHost(ingresses: readonly Locations[], regexHosts: ReadonlySet<string>): ReadonlyMap<string, Rule[]> {
  const hosts = new Map<string, Rule[]>();
  for (const ingress of ingresses) {
    for (const { route, placement } of ingress.placed) {
      for (const match of route.hosts) {
        const host = hostText(match);
        const regexHost = regexHosts.has(host);
        const { path, pathType } = pathTextOf(route.path, regexHost, placement.rewriteTarget);
        const below = path.endsWith('/') ? path : `${path}/`;
        const single = regexHost || pathType === 'Exact' || path === '/';
        const rules = hosts.get(host) ?? [];
        hosts.set(host, rules);
        rules.push({
          ingress,
          route,
          path,
          paths: single ? [path] : [path, below],
          location: regexHost ? path : pathType === 'Exact' ? `= ${path}` : below,
        });
      }
    }
  }
  return hosts;
}
