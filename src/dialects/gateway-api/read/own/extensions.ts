import type { Origin } from '../../../../table/routing-table';
import type { OwnKind } from '../../own-kinds';
import type { Profile } from '../../profile';
import type { Cluster } from '../cluster';
import { type FilterView, type Named, named, type RouteView } from '../view';
import { readHttpRouteFilter } from './envoy-gateway/http-route-filter';
import type { Extension } from './extension';
import { readAuthenticationFilter } from './nginx-gateway-fabric/authentication-filter';

/** Reads an object of a kind that another dialect knows; whether it is there is that dialect's matter. */
export type ExtensionReader = (ref: { readonly namespace: string; readonly name: string }, cluster: Cluster, by: Origin) => Extension;

/** The object of the implementation itself that a filter names; `undefined`: it is none of a kind that it has, or is not there. */
export function extensionOf(
  { type, own, field }: FilterView,
  route: RouteView,
  cluster: Cluster,
  profile: Profile,
  others: { readonly [kind: string]: ExtensionReader },
): Extension | undefined {
  const { group, kind, name } = own as { readonly group?: unknown; readonly kind?: unknown; readonly name?: unknown };
  const known = profile.own.find((one) => one.holds === 'filter' && one.kind === kind && one.group === group);
  if (type !== 'ExtensionRef' || known === undefined) return undefined;
  const text = `${kind} ${route.namespace}/${name}`;
  const id = `${kind}.${group}`;
  const by = { kind: route.object.kind, namespace: route.namespace, name: route.name, field };
  const other = known.unread ? undefined : others[id];
  if (other !== undefined) return other({ namespace: route.namespace, name: String(name) }, cluster, by);
  const read = READERS[id];
  if (known.unread || read === undefined) return { effects: [], undecided: `what ${text} does` };
  const found = cluster.find(String(kind), `${route.namespace}/${name}`);
  if (found !== undefined) return read(named(found), cluster);
  return cluster.complete ? undefined : { effects: [], undecided: `what ${text} does, which is not among the manifests` };
}

const READERS: { readonly [kind: string]: (object: Named, cluster: Cluster) => Extension } = {
  'HTTPRouteFilter.gateway.envoyproxy.io': readHttpRouteFilter,
  'AuthenticationFilter.gateway.nginx.org': readAuthenticationFilter,
};

/** Whether objects of a kind that filters name are understood, besides those that another dialect knows. */
export const isReadFilter = ({ kind, group }: OwnKind): boolean => Object.hasOwn(READERS, `${kind}.${group}`);
