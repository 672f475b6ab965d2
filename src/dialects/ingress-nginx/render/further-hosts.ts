import { isTrue } from '../../../annotation-table/go-text';
import { type Annotations, type HostMatch, hostText } from '../../../model/neutral-route';
import type { ConstructRoutes } from '../../dialect';
import { identity } from '../identity';

const WWW = `${identity.annotationPrefix}from-to-www-redirect`;
const ALIASES = `${identity.annotationPrefix}server-alias`;

/** A name that an annotation adds to a host. It has no effect if the name has routes of its own. */
export interface FurtherHost {
  readonly host: string;
  /** The host that it is added to. */
  readonly of: string;
  /** The key of the annotation. */
  readonly annotation: string;
}

/**
 * Names that annotations add to hosts: aliases, and the host with or without "www." that is redirected. The controller drops names that
 * have routes of their own. Sources, all kubernetes/ingress-nginx@controller-v1.15.1: pkg/util/ingress/ingress.go (`BuildRedirects`),
 * internal/ingress/controller/controller.go (`createServers`).
 */
export function furtherHosts({ routes: set, annotations: onAll }: ConstructRoutes): readonly FurtherHost[] {
  const found: FurtherHost[] = [];
  const seen = new Map<Annotations, Set<readonly HostMatch[]>>();
  const look = (annotations: Annotations, hosts: readonly HostMatch[]): void => {
    // Many routes share both.
    const known = seen.get(annotations) ?? new Set<readonly HostMatch[]>();
    seen.set(annotations, known);
    if (known.has(hosts)) return;
    known.add(hosts);
    const { [WWW]: www = '', [ALIASES]: aliases = '' } = { ...onAll, ...annotations };
    for (const host of hosts) {
      if (host.kind !== 'exact') continue;
      const of = hostText(host);
      if (isTrue(www)) found.push({ host: sibling(of), of, annotation: WWW });
      for (const alias of aliases.split(',').map((name) => name.trim()))
        if (alias !== '') found.push({ host: alias, of, annotation: ALIASES });
    }
  };
  for (const { native, hosts } of set.routes) look(native.annotations, hosts);
  if (set.defaultBackend !== undefined) look(set.native.annotations, set.hostMatches);
  return found;
}

/** The same name with or without "www.". */
export const sibling = (host: string): string => (host.startsWith('www.') ? host.slice(4) : `www.${host}`);
