import type { HostFacts } from '../profile';

/** A hostname that a route is served under on a listener; `*` for any. */

/** Whether a hostname with `*.` covers another one, or the same domain more widely. */
export const covers = (wildcard: string, hostname: string): boolean =>
  wildcard.startsWith('*.') && hostname.endsWith(wildcard.slice(1)) && hostname.length > wildcard.length - 1 && hostname !== wildcard;

/** The hostname that both a listener and a route mean; the more specific one. */
export function intersection(listener: string, route: string): string | undefined {
  if (listener === '' || listener === route) return route;
  if (covers(listener, route)) return route;
  return covers(route, listener) ? listener : undefined;
}

export interface ServedHost {
  readonly host: string;
  /** As the route names it. */
  readonly written: string;
}

/** Under which hostnames a route is served on a listener. `others`: hostnames of the other listeners that have a say. */
export function servedHosts(
  routeHosts: readonly string[],
  listenerHost: string,
  others: readonly string[],
  isolation: HostFacts['isolation'],
): readonly ServedHost[] {
  const all = routeHosts.length === 0 ? ['*'] : routeHosts;
  const served = new Map<string, ServedHost>();
  for (const written of all) {
    const host = written === '*' ? listenerHost || '*' : intersection(listenerHost, written);
    if (host !== undefined && !served.has(host) && !isTaken(host, listenerHost, others, isolation)) served.set(host, { host, written });
  }
  return [...served.values()];
}

/** Whether another listener is the one for a hostname. */
function isTaken(host: string, listenerHost: string, others: readonly string[], isolation: HostFacts['isolation']): boolean {
  if (isolation === 'none') return false;
  return others.some(
    (other) =>
      other !== '' &&
      other !== listenerHost &&
      (other === host || (isolation !== 'sameName' && covers(other, host) && other.length > listenerHost.length)),
  );
}
