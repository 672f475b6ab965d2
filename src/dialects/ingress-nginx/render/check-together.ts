import type { Finding } from '../../../findings/finding';
import { HostNames, routedHosts } from '../../../model/host-names';
import type { ConstructRoutes } from '../../dialect';
import { finding } from '../findings';
import { checkCanaries } from './check-canaries';
import { checkOverlapBetween } from './check-overlap';
import { furtherHosts } from './further-hosts';

/** Finds problems that need all routes of the controller. Returns findings by construct. */
export function checkTogether(all: readonly ConstructRoutes[]): ReadonlyMap<string, readonly Finding[]> {
  const byConstruct = new Map<string, Finding[]>();
  for (const one of [...checkFurtherHosts(all), ...checkOverlapBetween(all), ...checkCanaries(all)]) {
    const list = byConstruct.get(one.where);
    if (list === undefined) byConstruct.set(one.where, [one]);
    else list.push(one);
  }
  return byConstruct;
}

/** Annotations that add a name to a host although that name has routes of its own. */
function checkFurtherHosts(all: readonly ConstructRoutes[]): Finding[] {
  const further = all.map((one) => ({ construct: one.routes.construct, hosts: furtherHosts(one) })).filter(({ hosts }) => hosts.length > 0);
  if (further.length === 0) return [];
  const routed = new HostNames(all.flatMap(({ routes }) => routedHosts(routes)));
  return further.flatMap(({ construct, hosts }) => {
    const told = new Set<string>();
    return hosts.flatMap(({ host, of, annotation }) => {
      // If two names are added to each other, one finding is enough.
      const pair = `${annotation} ${[host, of].sort().join(' ')}`;
      if (!routed.has(host) || told.has(pair)) return [];
      told.add(pair);
      const because = `has no effect for "${of}", because "${host}" has routes of its own`;
      return [
        finding('annotation/no-effect', construct, {
          key: annotation,
          because,
          fix: 'route only one of the two hosts, or remove the annotation',
        }),
      ];
    });
  });
}
