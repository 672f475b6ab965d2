import type { Finding } from '../../../findings/finding';
import { hostText, type NeutralRoute, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import type { Target } from './gateway';

/**
 * Routes with a regular expression that get no request, because a route for "/" of the same host precedes them. By construct.
 *
 * istio/istio@eed52ebb66ad:pilot/pkg/networking/core/route/route.go (`SortVHostRoutes`), and recorded answers.
 */
export function checkHiddenPatterns(targets: readonly Target[]): ReadonlyMap<string, readonly Finding[]> {
  const roots = new Set(targets.flatMap(rootHosts));
  return new Map(
    targets.map(({ to: { routes: set }, settings: { implementation } }) => {
      const hidden = implementation.rootHidesPatterns === true ? set.routes.filter(({ path }) => path.kind === 'regexPrefix') : [];
      const findings = hidden.flatMap((route) => {
        const host = hostsOf(route).find((one) => roots.has(one));
        return host === undefined
          ? []
          : [
              finding('gateway-api/pattern-hidden', set.construct, {
                route: routeText(route),
                host: host || 'any host',
                target: implementation.title,
              }),
            ];
      });
      return [set.construct, findings];
    }),
  );
}

const hostsOf = ({ hosts }: Pick<NeutralRoute, 'hosts'>): readonly string[] => hosts.map(hostText);

/** Hosts that have a route for every path. */
function rootHosts({ to: { routes: set } }: Target): readonly string[] {
  const roots = set.routes.filter(
    ({ path, matches }) => path.kind === 'segmentPrefix' && path.path === '/' && (matches ?? []).length === 0,
  );
  return [...roots.flatMap(hostsOf), ...(set.defaultBackend === undefined ? [] : set.routes.flatMap(hostsOf))];
}
