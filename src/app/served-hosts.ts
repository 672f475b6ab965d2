import { HostNames, routedHosts } from '../model/host-names';
import type { RouteSet } from '../model/neutral-route';
import type { AppState } from './app-state';
import { type ControllerUser, SharedController } from './shared-controller';

/** The hosts and certificates of one construct. */
export interface Serving {
  readonly routes: RouteSet;
  /** Names that native settings add. */
  readonly further: readonly string[];
}

/** Hosts that constructs have routes for, and hosts that they have certificates for. */
export class ServedHosts {
  /** Covers all constructs, whatever their controller: one construct may hold the certificate for hosts of another. */
  public static ofApp(state: AppState): ServedHosts {
    return new ServedHosts(SharedController.all(state).flatMap((shared) => shared.users.map((user) => servingOf(user, shared))));
  }

  public readonly routed: HostNames;
  /** Hosts of routes, aliases, and names that native settings add. */
  public readonly served: HostNames;
  public readonly certified: HostNames;

  public constructor(all: readonly Serving[]) {
    const routed = all.flatMap(({ routes }) => routedHosts(routes));
    this.routed = new HostNames(routed);
    const others = all.flatMap(({ routes, further }) => [...(routes.hosts.aliases ?? []), ...further]);
    this.served = new HostNames([...routed, ...others]);
    this.certified = new HostNames(all.flatMap(({ routes }) => routes.tls.flatMap(({ hosts }) => hosts)));
  }
}

export const servingOf = (user: ControllerUser, shared: SharedController): Serving => ({
  routes: user.asks().routes,
  further: shared.rendered(user).furtherHosts ?? [],
});
