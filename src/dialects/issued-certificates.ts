import type { Annotations, RouteSet } from '../model/neutral-route';
import { hostsElsewhere, type TlsEntry, tlsOf } from './ingress-tls';

/**
 * The certificates of the Ingresses of one construct, where annotations ask cert-manager to issue them. cert-manager makes a Certificate for
 * each Secret of an annotated Ingress, with the hosts that this Ingress names. The Certificate belongs to the first Ingress that it sees,
 * and of others it is refused. So one Ingress has the annotations, and each entry has all hosts of its certificate.
 *
 * Sources: cert-manager/cert-manager@v1.20.3:pkg/controller/certificate-shim/sync.go ("certificate resource is not owned by this object"),
 * internal/apis/config/controller/v1alpha1/defaults.go (`defaultAutoCertificateAnnotations`).
 */
export class IssuedCertificates {
  private readonly owned = new Set<string>();
  private readonly areIssued: boolean;
  private readonly elsewhere: ReadonlySet<string>;

  /** `written`: annotations for every Ingress; `routed`: the hosts of all of them. */
  public constructor(
    private readonly set: RouteSet,
    private readonly written: Annotations = {},
    routed: readonly string[] = [],
  ) {
    this.areIssued = set.tls.length > 0 && Object.keys(written).some(isForIssuer);
    this.elsewhere = this.areIssued ? new Set(set.tls.flatMap(({ hosts }) => hosts)) : hostsElsewhere(set, routed);
  }

  /** The entries of `spec.tls` of an Ingress for these hosts. */
  public entries(hosts: readonly string[]): readonly TlsEntry[] {
    return tlsOf(this.set, hosts, this.elsewhere);
  }

  /** The annotations of the next Ingress, which has these entries. */
  public annotations(entries: readonly TlsEntry[]): Annotations {
    if (!this.areIssued) return this.written;
    const own = entries.flatMap(({ secretName }) => (secretName === undefined || this.owned.has(secretName) ? [] : [secretName]));
    for (const name of own) this.owned.add(name);
    return own.length > 0 ? this.written : Object.fromEntries(Object.entries(this.written).filter(([key]) => !isForIssuer(key)));
  }
}

const isForIssuer = (key: string): boolean => /^(?:acme\.)?cert-manager\.io\//.test(key) || key === 'kubernetes.io/tls-acme';
