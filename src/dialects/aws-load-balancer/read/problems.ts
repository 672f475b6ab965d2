import type { KubeObject } from '../../../kinds/kube-object';
import type { Origin } from '../../../table/routing-table';
import { buildLoadBalancer } from '../model/build';
import { clusterOf } from '../model/cluster';
import { groupsOf } from '../model/groups';
import { settingsOf } from '../model/settings';
import { type WarningCode, warningsOf } from './warnings';

/** What stops the load balancers of Ingresses, or does not work as it is meant. */
export type Problem =
  | { readonly group: string; readonly because: string }
  | { readonly code: WarningCode; readonly origin: Origin; readonly because: string };

/** `objects`: Ingresses with their class; what else they name is taken to be there. */
export function problemsOf(objects: readonly KubeObject[], flags: { readonly [flag: string]: string }): readonly Problem[] {
  const settings = settingsOf((name) => flags[name]);
  const cluster = clusterOf(objects, false);
  return groupsOf(cluster, settings).groups.flatMap((group): readonly Problem[] => {
    const built = buildLoadBalancer(group, cluster, settings);
    if ('refused' in built) return [{ group: group.id, because: built.refused }];
    return warningsOf(built).map(({ code, origin, because }) => ({ code, origin, because }));
  });
}
