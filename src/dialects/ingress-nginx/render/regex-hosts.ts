import { isTrue } from '../../../annotation-table/go-text';
import type { Annotations } from '../../../model/neutral-route';
import { identity } from '../identity';
import type { Group } from './groups';

const REWRITE_TARGET = `${identity.annotationPrefix}rewrite-target`;
const USE_REGEX = `${identity.annotationPrefix}use-regex`;

/** The Ingresses of one construct, and the annotations that the user wrote on all of them. */
export interface ConstructGroups {
  readonly groups: readonly Group[];
  readonly annotations?: Annotations;
}

/**
 * Hosts whose paths the controller reads as regular expressions. `use-regex` applies to a whole Ingress, so it spreads to all its
 * hosts, and from these hosts to the Ingresses of other constructs.
 */
export function regexHostsOf(constructs: readonly ConstructGroups[]): ReadonlySet<string> {
  const regexHosts = new Set<string>();
  let pending: Group[] = [];
  const take = ({ hosts }: Group): void => {
    for (const host of hosts) regexHosts.add(host);
  };
  for (const { groups, annotations = {} } of constructs) {
    const all = says(annotations);
    for (const one of groups) {
      if (one.canary) continue;
      if (all || asks(one)) take(one);
      else pending.push(one);
    }
  }
  for (let found = regexHosts.size > 0; found; ) {
    const reached = pending.filter(({ hosts }) => hosts.some((host) => regexHosts.has(host)));
    pending = pending.filter(({ hosts }) => !hosts.some((host) => regexHosts.has(host)));
    const before = regexHosts.size;
    reached.forEach(take);
    found = regexHosts.size > before;
  }
  return regexHosts;
}

const says = (annotations: Annotations): boolean => (annotations[REWRITE_TARGET] ?? '') !== '' || isTrue(annotations[USE_REGEX] ?? '');

const asks = ({ own, native, placed }: Group): boolean =>
  own['rewrite-target'] !== undefined || says(native.annotations) || placed.some(({ route }) => route.path.kind === 'regexPrefix');
