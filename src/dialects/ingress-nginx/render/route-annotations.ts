import { type Annotations, hostText, type RoutePolicies } from '../../../model/neutral-route';
import { annotationRow } from '../annotation-table';
import { identity } from '../identity';
import type { Placed } from './place';
import { policyAnnotations } from './policy-annotations';
import type { RenderTarget } from './render-target';

/**
 * The annotations of the Ingress of a route: texts by name, without the prefix. Empty values are left out, because they count as
 * absent.
 */
export type RouteAnnotations = ReadonlyMap<string, string>;

/** Caches by policies and annotations: equal routes share one result. */
export function annotationsReader(
  { annotations, namespace = '' }: RenderTarget,
  regexHosts: ReadonlySet<string>,
): (one: Placed) => RouteAnnotations {
  const known = new Map<RoutePolicies, Map<Annotations, Map<boolean, RouteAnnotations>>>();
  return ({ route }) => {
    const regexHost = route.hosts.some((host) => regexHosts.has(hostText(host)));
    const ofPolicies = known.get(route.policies) ?? new Map<Annotations, Map<boolean, RouteAnnotations>>();
    known.set(route.policies, ofPolicies);
    const ofAnnotations = ofPolicies.get(route.native.annotations) ?? new Map<boolean, RouteAnnotations>();
    ofPolicies.set(route.native.annotations, ofAnnotations);
    let found = ofAnnotations.get(regexHost);
    if (found === undefined) {
      found = byName({ ...annotations, ...route.native.annotations }, policyAnnotations(route.policies, { namespace, regexHost }));
      ofAnnotations.set(regexHost, found);
    }
    return found;
  };
}

function byName(written: Annotations, own: Annotations): RouteAnnotations {
  const names = new Map<string, string>();
  const prefixed = Object.entries(written).filter(([key]) => key.startsWith(identity.annotationPrefix));
  for (const [key, text] of prefixed) names.set(key.slice(identity.annotationPrefix.length), text);
  for (const [name, text] of Object.entries(own)) names.set(name, text);
  for (const [name, text] of names) {
    const official = annotationRow(name)?.name ?? name;
    if (text.trim() === '') names.delete(name);
    else if (official !== name && !names.has(official)) names.set(official, text);
  }
  return names;
}
