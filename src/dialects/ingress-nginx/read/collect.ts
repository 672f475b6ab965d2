import { type ClusterView, clusterView } from '../../../kinds/cluster-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ReadScope } from '../../../kinds/read-scope';
import { admit, type Verdict } from './admission';
import { mergeCanaries } from './canaries';
import { compareAge, type ParsedIngress } from './ingresses';
import { createServers, type Server } from './servers';
import { type Settings, settingsOf } from './settings';
import { createUpstreams, type Upstream } from './upstreams';

/** What the controller collects from the objects before it asks which Services can be reached. */
export interface Collected {
  readonly cluster: ClusterView;
  readonly settings: Settings;
  readonly verdicts: readonly Verdict[];
  /** Those that it takes, oldest first. */
  readonly ingresses: readonly ParsedIngress[];
  readonly upstreams: Map<string, Upstream>;
  readonly servers: Map<string, Server>;
}

export function collect(objects: readonly KubeObject[], scope: ReadScope): Collected {
  const cluster = clusterView(objects, scope);
  const settings = settingsOf(cluster, scope);
  const verdicts = admit(cluster, settings, scope);
  const ingresses = verdicts.flatMap(({ parsed }) => (parsed === undefined ? [] : [parsed])).sort((a, b) => compareAge(a.view, b.view));
  const upstreams = createUpstreams(ingresses, cluster, settings);
  const servers = createServers(ingresses, upstreams);
  mergeCanaries(ingresses, upstreams, servers);
  return { cluster, settings, verdicts, ingresses, upstreams, servers };
}
