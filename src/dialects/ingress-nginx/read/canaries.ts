import { DEFAULT_SERVER, type ParsedIngress } from './ingresses';
import type { Location, Server } from './servers';
import { DEFAULT_UPSTREAM, type Upstream, upstreamName } from './upstreams';

/**
 * Hangs the Services of canaries on those of the routes with the same host, path and type; a canary without such a route is dropped.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`mergeAlternativeBackends`).
 */
export function mergeCanaries(
  ingresses: readonly ParsedIngress[],
  upstreams: Map<string, Upstream>,
  servers: ReadonlyMap<string, Server>,
): void {
  const canaries = ingresses.filter(({ annotations }) => annotations.canary !== undefined);
  if (canaries.length === ingresses.length) return;
  const places = new Map<Server, Places>();
  const placesOf = (server: Server): Places => {
    let found = places.get(server);
    if (found === undefined) {
      found = new Places(server.locations);
      places.set(server, found);
    }
    return found;
  };
  for (const ingress of canaries) {
    const { view, rules } = ingress;
    if (view.defaultBackend !== undefined) {
      const server = servers.get(DEFAULT_SERVER) as Server;
      mergeOne(ingress, upstreamName(view.namespace, view.defaultBackend), placesOf(server).all, placesOf(server), upstreams);
    }
    for (const { host, paths } of rules) {
      const server = servers.get(host);
      for (const { path, pathType, backend } of paths ?? []) {
        if (backend === undefined || server === undefined) continue;
        mergeOne(ingress, upstreamName(view.namespace, backend), placesOf(server).with(path, pathType), placesOf(server), upstreams);
      }
    }
  }
}

/** Where locations stand in their server, so that canaries do not go through all of them. */
class Places {
  public readonly all: readonly number[];
  private readonly byPath = new Map<string, number[]>();
  private readonly firstOfUpstream = new Map<string, number>();

  public constructor(public readonly locations: readonly Location[]) {
    this.all = locations.map((_, index) => index);
    locations.forEach(({ path, pathType, upstream }, index) => {
      const key = `${pathType} ${path}`;
      const others = this.byPath.get(key);
      if (others === undefined) this.byPath.set(key, [index]);
      else others.push(index);
      if (!this.firstOfUpstream.has(upstream)) this.firstOfUpstream.set(upstream, index);
    });
  }

  public with(path: string, pathType: string): readonly number[] {
    return this.byPath.get(`${pathType} ${path}`) ?? [];
  }

  /** Behind a location that goes to the canary's own Service the controller looks no further. */
  public end(upstream: string): number {
    return this.firstOfUpstream.get(upstream) ?? Number.POSITIVE_INFINITY;
  }
}

function mergeOne(ingress: ParsedIngress, name: string, at: readonly number[], places: Places, upstreams: Map<string, Upstream>): void {
  const canary = upstreams.get(name);
  if (canary === undefined) return;
  const end = places.end(name);
  let merged = false;
  for (const index of at) {
    if (index >= end) break;
    const primary = upstreams.get((places.locations[index] as Location).upstream);
    if (primary === undefined || primary.name === DEFAULT_UPSTREAM || primary.canaryOnly) continue;
    merged = true;
    if (primary.alternatives.includes(name)) continue;
    if (ingress.annotations.canaryKeepsSession) {
      canary.affinity = primary.affinity;
      canary.affinityOwner = primary.affinityOwner;
      canary.affinityModeOwner = primary.affinityModeOwner;
    }
    primary.alternatives.push(name);
  }
  if (!merged && end === Number.POSITIVE_INFINITY) upstreams.delete(name);
}
