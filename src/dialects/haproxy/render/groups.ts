import { type HostMatch, hostText, type NeutralRoute, type RouteSet } from '../../../model/neutral-route';
import { APP_ROOT, defaultPlacement, type Placement, placementOf } from './place';

/** An Ingress in the making: routes on the same hosts that ask for the same. */
export interface Group {
  readonly placement: Placement;
  readonly hosts: readonly HostMatch[];
  /** Never empty: the first stands for what all ask for. */
  readonly routes: readonly [NeutralRoute, ...NeutralRoute[]];
}

/** The Ingresses that the routes of one construct become. */
export function groupsOf(set: RouteSet): readonly Group[] {
  const groups = new Map<string, Group & { readonly routes: [NeutralRoute, ...NeutralRoute[]] }>();
  const add = (route: NeutralRoute, placement: Placement): void => {
    const known = groups.get(placement.ingress.key);
    if (known === undefined) groups.set(placement.ingress.key, { placement, hosts: route.hosts, routes: [route] });
    else known.routes.push(route);
  };
  for (const route of set.routes) add(route, placementOf(route));
  const [appRoot, fallback] = [appRootRoute(set), defaultRoute(set)];
  if (appRoot !== undefined) add(appRoot, APP_ROOT);
  if (fallback !== undefined) add(fallback, defaultPlacement(set.policies));
  return [...groups.values()];
}

const ofConstruct = ({ policies, native, construct }: RouteSet) => ({ policies, native, origin: { construct, index: -1 } });

/** HAProxy looks an Exact path up before all others. */
function appRootRoute(set: RouteSet): NeutralRoute | undefined {
  const { appRoot } = set.hosts;
  if (appRoot === undefined || set.hostMatches.length === 0) return undefined;
  return {
    hosts: set.hostMatches,
    path: { kind: 'exact', path: '/' },
    action: { kind: 'redirect', redirect: { path: appRoot, status: 302 } },
    ...ofConstruct(set),
  };
}

/** A rule for "/" on every host that has none: `spec.defaultBackend` is for the hosts of everybody. */
function defaultRoute(set: RouteSet): NeutralRoute | undefined {
  if (set.defaultBackend === undefined) return undefined;
  const takesAll = new Set(
    set.routes.filter(({ path }) => path.kind === 'segmentPrefix' && path.path === '/').flatMap(({ hosts }) => hosts.map(hostText)),
  );
  return {
    hosts: set.hostMatches.filter((host) => !takesAll.has(hostText(host))),
    path: { kind: 'segmentPrefix', path: '/' },
    action: { kind: 'forward', backends: [{ service: set.defaultBackend, weight: 1 }] },
    ...ofConstruct(set),
  };
}

/** Whether a construct has nothing but a default backend for all hosts: what nothing else takes, on the hosts of others too. */
export const isDefaultOfAll = ({ defaultBackend, routes, hostMatches }: RouteSet): boolean =>
  defaultBackend !== undefined && routes.length === 0 && hostMatches.every(({ kind }) => kind === 'any');
