import { HostNames } from '../model/host-names';
import type { RouteSet } from '../model/neutral-route';

/** Whether a rule of an Ingress is for a host. */
export const isNamed = (host: string): boolean => host !== '';

/** One entry of `spec.tls` of an Ingress. */
export interface TlsEntry {
  readonly hosts: readonly string[];
  readonly secretName?: string;
}

/** The entries of `spec.tls` of an Ingress: the certificates of all its hosts. */
export function tlsOf(set: RouteSet, ofIngress: readonly string[], elsewhere: ReadonlySet<string>): TlsEntry[] {
  const names = ofIngress.some(isNamed) ? [...ofIngress, ...(set.hosts.aliases ?? [])] : ofIngress;
  const own = new HostNames(names);
  return set.tls.flatMap(({ hosts, secretName }) => {
    if (!hosts.some((host) => own.anyCoveredBy(host))) return [];
    const written = hosts.filter((host) => own.anyCoveredBy(host) || elsewhere.has(host));
    return [{ hosts: written, ...(secretName === undefined ? {} : { secretName }) }];
  });
}

/**
 * Hosts of certificates that none of the Ingresses of a construct routes, such as one that an annotation adds. They stay in the Ingress
 * for tools that issue certificates for its hosts. `routed`: the hosts of all the Ingresses.
 */
export function hostsElsewhere(set: RouteSet, routed: readonly string[]): ReadonlySet<string> {
  const own = new HostNames([...routed, ...(set.hosts.aliases ?? [])]);
  return new Set(set.tls.flatMap(({ hosts }) => hosts.filter((host) => !own.anyCoveredBy(host))));
}
