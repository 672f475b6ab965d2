import { clusterView } from '../../kinds/cluster-view';
import type { KubeObject } from '../../kinds/kube-object';
import type { ReadScope } from '../../kinds/read-scope';
import type { Freeze, Refusal, RoutingTableData } from '../../table/routing-table';
import { identity } from './identity';
import { PARAMETERS } from './kinds';
import { parametersRefusal, refusalOf } from './model/admission';
import { buildLoadBalancer } from './model/build';
import { hostsOf as certificateHosts } from './model/certificates';
import { type Cluster, clusterOf } from './model/cluster';
import { groupsOf } from './model/groups';
import type { Settings } from './model/settings';
import { flagsOf } from './read/flags';
import { hostsOf } from './read/hosts';
import { type Built, originOf } from './read/objects';
import { unknownAnnotations } from './read/unknown-annotations';
import { warningsOf } from './read/warnings';

/**
 * The table of the load balancers that the controller builds from these objects. `model/` builds them as the controller does, and test/truth
 * compares it with the controller; what a load balancer does with a request follows the documentation of AWS.
 */
export function read(objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const settings = flagsOf(clusterView(objects, scope), scope);
  const given = withAssumedClasses(clusterOf(objects, scope.complete === true), scope);
  const { cluster, refused } = admitted(given, settings, scope);
  const { groups, memberships } = groupsOf(cluster, settings);
  const all = groups.map(
    (group): Built => ({
      group: group.id,
      origins: group.members.map(({ ingress }) => originOf(ingress, 'spec')),
      hosts: group.members.flatMap(({ ingress }) => ingress.rules.flatMap(({ host }) => (host === '' ? [] : [host.toLowerCase()]))),
      loadBalancer: buildLoadBalancer(group, cluster, settings),
    }),
  );
  const views = new Map(cluster.ingresses.map((ingress) => [ingress.key, ingress]));
  const left = [...memberships].flatMap(([key, membership]): readonly Refusal[] => {
    const view = views.get(key);
    if (view === undefined || 'group' in membership) return [];
    if ('error' in membership) return [{ origin: originOf(view, ''), by: 'controller', because: membership.error }];
    return [{ origin: originOf(view, membership.field), by: 'controller', because: membership.because }];
  });
  const builtOnes = all.flatMap(({ loadBalancer }) => ('refused' in loadBalancer ? [] : [loadBalancer]));
  const https = all.filter(
    ({ loadBalancer }) => !('refused' in loadBalancer) && loadBalancer.listeners.some(({ protocol }) => protocol === 'HTTPS'),
  );
  const secured = new Set(https.map(({ group }) => group));
  return {
    controller: identity.name,
    version: identity.version,
    requests: { codec: 'alb', trustsForwardedHeaders: false },
    ...hostsOf(all),
    certificates: groups
      .filter(({ id }) => secured.has(id))
      .flatMap(({ members }) =>
        members.flatMap(({ ingress }) => certificateHosts(ingress).map((host) => ({ host, origin: originOf(ingress, 'spec.tls') }))),
      ),
    claimed: all
      .filter(({ loadBalancer }) => !('refused' in loadBalancer))
      .flatMap(({ origins }) => origins.map((origin) => ({ origin, as: 'routes' as const }))),
    refused,
    ignored: left,
    frozen: all.flatMap(freezeOf),
    warnings: [
      ...groups.flatMap(({ members }) => members.flatMap(({ ingress }) => unknownAnnotations(ingress))),
      ...builtOnes.flatMap(warningsOf),
    ],
  };
}

/** Where no IngressClass is among the manifests, those that the user names stand for the controller's. */
function withAssumedClasses(cluster: Cluster, { ingressClasses = [] }: ReadScope): Cluster {
  const named = ingressClasses.filter((name) => !cluster.classes.has(name));
  const assumed = named.map((name) => [name, { name, controller: identity.ingressClassController, isDefault: false }] as const);
  return { ...cluster, classes: new Map([...cluster.classes, ...assumed]) };
}

/** Without the objects that the webhooks refuse. */
function admitted(
  cluster: Cluster,
  settings: Settings,
  { admission }: ReadScope,
): { readonly cluster: Cluster; readonly refused: readonly Refusal[] } {
  const refused: Refusal[] = [];
  const isRefused = (origin: Refusal['origin'], because: string | undefined, there: boolean): boolean => {
    if (because === undefined) return false;
    refused.push({ origin, by: 'admission', because, ...(there ? { applied: true as const } : {}) });
    return !there;
  };
  const bypassed = admission === 'bypass';
  const ingresses = cluster.ingresses.filter(
    (ingress) =>
      !isRefused(originOf(ingress, ''), refusalOf(ingress, cluster, settings), bypassed || (admission === undefined && ingress.admitted)),
  );
  const parameters = [...cluster.parameters].filter(
    ([name, one]) => !isRefused({ kind: PARAMETERS, namespace: '', name, field: 'spec' }, parametersRefusal(one), bypassed),
  );
  return { cluster: { ...cluster, ingresses, parameters: new Map(parameters) }, refused };
}

function freezeOf({ group, origins, loadBalancer }: Built): readonly Freeze[] {
  if (!('refused' in loadBalancer)) return [];
  return [{ cause: 'group', because: loadBalancer.refused, of: `the load balancer of group "${group}"`, origins }];
}
