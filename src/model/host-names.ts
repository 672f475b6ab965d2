/** Names of hosts, to ask many times whether a certificate is good for one of them, or one of them has a certificate. */
export class HostNames {
  private readonly names: ReadonlySet<string>;
  private readonly wildcards: ReadonlySet<string>;

  /** `*.example.com` among the names is the wildcard itself. */
  public constructor(names: Iterable<string>) {
    this.names = new Set(names);
    this.wildcards = new Set([...this.names].map(wildcardOf));
  }

  /** Whether a host of a certificate, as manifests write it, is good for any of the names. */
  public anyCoveredBy(certificateHost: string): boolean {
    return this.names.has(certificateHost) || this.wildcards.has(certificateHost);
  }

  /** Whether any of the names, as hosts of certificates, is good for a host. */
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

/** `a.example.com` -> `*.example.com`; a name of one label stays. */
export const wildcardOf = (name: string): string => (name.indexOf('.') > 0 ? `*${name.slice(name.indexOf('.'))}` : name);
