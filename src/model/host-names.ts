import { type HostMatch, hostText, type RouteSet } from './neutral-route';

/** A set of host names with an index, to find quickly which certificates cover which hosts. */
export class HostNames {
  private readonly names: ReadonlySet<string>;
  private readonly wildcards: ReadonlySet<string>;

  /** A name `*.example.com` in the set means the wildcard itself. */
  public constructor(names: Iterable<string>) {
    this.names = new Set(names);
    this.wildcards = new Set([...this.names].map(wildcardOf));
  }

  /** Whether a host of a certificate, as manifests write it, covers any of the names. */
  public anyCoveredBy(certificateHost: string): boolean {
    return this.names.has(certificateHost) || this.wildcards.has(certificateHost);
  }

  /** Whether a host is covered by any of the names, read as hosts of certificates. */
  public cover(host: string): boolean {
    return this.names.has(host) || this.names.has(wildcardOf(host));
  }

  public has(name: string): boolean {
    return this.names.has(name);
  }

  public [Symbol.iterator](): Iterator<string> {
    return this.names[Symbol.iterator]();
  }
}

/** `a.example.com` -> `*.example.com`; a name of one label is not changed. */
export const wildcardOf = (name: string): string => (name.indexOf('.') > 0 ? `*${name.slice(name.indexOf('.'))}` : name);

/** The names of the hosts with routes of a construct, without duplicates. A default backend is a route on all hosts. */
export function routedHosts(set: RouteSet): readonly string[] {
  // Many routes share one list.
  const lists = new Set<readonly HostMatch[]>(set.routes.map(({ hosts }) => hosts));
  if (set.defaultBackend !== undefined) lists.add(set.hostMatches);
  const names = new Set([...lists].flatMap((hosts) => hosts.map(hostText)));
  names.delete('');
  return [...names];
}
