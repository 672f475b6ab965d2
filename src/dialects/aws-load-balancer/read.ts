import type { IngressView } from '../../kinds/ingress-view';
import type { KubeObject } from '../../kinds/kube-object';
import type { ReadScope } from '../../kinds/read-scope';
import { originOf } from '../../table/origin';
import type { CertificateEntry, Freeze, Refusal, RoutingTableData } from '../../table/routing-table';
import { identity } from './identity';
import { buildLoadBalancer } from './model/build';
import { hostsOf as hostsOfIngress } from './model/certificates';
import type { Cluster } from './model/cluster';
import type { Group, Membership } from './model/groups';
import type { Settings } from './model/settings';
import { hostsOf } from './read/hosts';
import { load } from './read/load';
import type { Built } from './read/objects';
import { warningsOf } from './read/warnings';

/**
 * The table of the load balancers that the controller builds from these objects. `model/` builds them as the controller does, and test/truth
 * compares it with the controller; what a load balancer does with a request follows the documentation of AWS.
 */
export function read(objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const { cluster, settings, refused, groups, memberships } = load(objects, scope);
  const all = groups.map((group) => builtOf(group, cluster, settings));
  return {
    controller: identity.name,
    version: identity.version,
    requests: { codec: 'alb', trustsForwardedHeaders: false },
    ...hostsOf(all),
    certificates: all.flatMap(certificatesOf),
    claimed: all.flatMap(({ loadBalancer, origins }) =>
      loadBalancer === undefined ? [] : origins.map((origin) => ({ origin, as: 'routes' as const })),
    ),
    refused,
    ignored: cluster.ingresses.flatMap((ingress) => ignoredOf(ingress, memberships.get(ingress.key))),
    frozen: all.flatMap(freezeOf),
    warnings: all.flatMap(({ loadBalancer }) =>
      loadBalancer === undefined ? [] : warningsOf(loadBalancer).map(({ code: _, ...warning }) => warning),
    ),
  };
}

function builtOf(group: Group, cluster: Cluster, settings: Settings): Built {
  const built = buildLoadBalancer(group, cluster, settings);
  const origins = group.members.map(({ ingress }) => originOf(ingress, 'spec'));
  return { group, origins, ...('refused' in built ? built : { loadBalancer: built }) };
}

/** The hosts of a load balancer that serves https: all have a certificate, or it could not be built. */
function certificatesOf({ group: { members }, loadBalancer }: Built): readonly CertificateEntry[] {
  if (!loadBalancer?.listeners.some(({ protocol }) => protocol === 'HTTPS')) return [];
  return members.flatMap(({ ingress }) => hostsOfIngress(ingress).map((host) => ({ host, origin: originOf(ingress, 'spec.tls') })));
}

function ignoredOf(ingress: IngressView, membership: Membership | undefined): readonly Refusal[] {
  if (membership === undefined || 'group' in membership) return [];
  const { field, because } = 'error' in membership ? { field: '', because: membership.error } : membership;
  return [{ origin: originOf(ingress, field), by: 'controller', because }];
}

function freezeOf({ group, origins, refused }: Built): readonly Freeze[] {
  return refused === undefined ? [] : [{ cause: 'group', because: refused, of: `the load balancer of group "${group.id}"`, origins }];
}
