import type { ClusterView } from '../../../kinds/cluster-view';
import type { Server } from './servers';
import { DEFAULT_UPSTREAM, standIn, type Upstream } from './upstreams';

/**
 * Puts the Service of the annotation `default-backend` in the place of one that has no endpoints, and lets it serve the pages for errors.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (end of `getBackendServers`).
 */
export function replaceUnreachable(servers: ReadonlyMap<string, Server>, upstreams: Map<string, Upstream>, cluster: ClusterView): void {
  for (const { locations } of servers.values()) {
    for (const location of locations) {
      const { defaultBackend: key, customHttpErrors = [] } = location.annotations ?? {};
      const upstream = upstreams.get(location.upstream);
      if (key === undefined || upstream === undefined || upstream.name === DEFAULT_UPSTREAM) continue;
      if (upstream.ready && customHttpErrors.length === 0) continue;
      const backend = standIn(key, cluster);
      if (backend === undefined) continue;
      const name = `custom-default-backend-${key.replace('/', '-')}`;
      if (!upstreams.has(name)) upstreams.set(name, { ...upstream, name, backend, ready: true, alternatives: [...upstream.alternatives] });
      location.errorUpstream = name;
      if (upstream.ready) continue;
      location.upstream = name;
      location.standsIn = upstream.because;
    }
  }
}
