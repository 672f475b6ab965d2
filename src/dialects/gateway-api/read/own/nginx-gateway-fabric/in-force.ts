import { list, record, text } from '../../../../../kinds/ingress-view';
import type { KubeObject } from '../../../../../kinds/kube-object';
import type { Cluster } from '../../cluster';
import { covers } from '../../host-names';
import { type Fields, type Named, ofGroup, type RouteView } from '../../view';

/**
 * The policies that hold for a route, nearest first, without those that an older one of the same object contradicts.
 * nginx/nginx-gateway-fabric@e55bfe3:internal/controller/state/graph/policies.go (`markConflictedPolicies`).
 */
export function inForce(attached: readonly Named[], contradicts: (older: Fields, newer: Fields) => boolean): readonly Named[] {
  const kept: Named[] = [];
  for (const policy of attached) {
    const isBeaten = kept.some((older) => haveOneTarget(older, policy) && contradicts(specOf(older), specOf(policy)));
    if (!isBeaten) kept.push(policy);
  }
  return kept;
}

export const specOf = ({ object }: Named): Fields => record(object.spec);

const haveOneTarget = (one: Named, other: Named): boolean => targetsOf(one).some((target) => targetsOf(other).includes(target));

function targetsOf(policy: Named): readonly string[] {
  const { targetRef, targetRefs } = specOf(policy);
  return [...list(targetRefs), ...(targetRef === undefined ? [] : [targetRef])].map(record).map(({ kind, name }) => `${kind} ${name}`);
}

const isOfRoute = (policy: Named): boolean => targetsOf(policy).some((target) => !target.startsWith('Gateway '));

/**
 * A policy of a route that may be refused, because another route may share a hostname and a path with it: which hostnames both have is not
 * looked at where one of them names none or a wildcard. internal/controller/state/graph/policies.go (`checkForRouteOverlap`).
 */
export function disputed(policies: readonly Named[], route: RouteView, cluster: Cluster): Named | undefined {
  const ofRoute = policies.find(isOfRoute);
  if (ofRoute === undefined) return undefined;
  const targets = targetsOf(ofRoute);
  const isTargeted = (object: KubeObject): boolean =>
    object === route.object ||
    (object.metadata.namespace === route.object.metadata.namespace && targets.includes(`${object.kind} ${object.metadata.name}`));
  const own = coveredBy(route.object);
  const byPath = coverageOf(cluster);
  const sharing = own.paths.flatMap((path) => byPath.get(path) ?? []);
  return sharing.some(({ object, hosts }) => shareHost(own.hosts, hosts) && !isTargeted(object)) ? ofRoute : undefined;
}

interface Covered {
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
}

const shareHost = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === 0 || other.length === 0 || one.some((a) => other.some((b) => a === b || covers(a, b) || covers(b, a)));

type Coverage = ReadonlyMap<string, readonly { readonly object: KubeObject; readonly hosts: readonly string[] }[]>;

const COVERAGES = new WeakMap<Cluster, Coverage>();

/** All routes by path. Every rule with a policy asks for them. */
function coverageOf(cluster: Cluster): Coverage {
  const known = COVERAGES.get(cluster);
  if (known !== undefined) return known;
  const found = new Map<string, { readonly object: KubeObject; readonly hosts: readonly string[] }[]>();
  for (const object of cluster.objects) {
    if ((object.kind !== 'HTTPRoute' && object.kind !== 'GRPCRoute') || !ofGroup(object)) continue;
    const { hosts, paths } = coveredBy(object);
    for (const path of new Set(paths)) {
      const others = found.get(path);
      if (others === undefined) found.set(path, [{ object, hosts }]);
      else others.push({ object, hosts });
    }
  }
  COVERAGES.set(cluster, found);
  return found;
}

function coveredBy({ spec }: KubeObject): Covered {
  const { hostnames, rules } = record(spec);
  const matches = list(rules).flatMap((rule) => {
    const all = list(record(rule).matches).map(record);
    return all.length === 0 ? [{}] : all;
  });
  return { hosts: list(hostnames).map(text), paths: matches.map(pathOf) };
}

/** A method of gRPC is a path. */
function pathOf({ path, method }: Fields): string {
  const { service, method: name } = record(method);
  if (service !== undefined || name !== undefined) return `/${text(service)}/${text(name)}`;
  return text(record(path).value) || '/';
}
