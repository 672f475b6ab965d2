import type { FurtherHost } from '../dialects/dialect';
import { finding } from '../findings/catalogue';
import { didYouMean } from '../findings/did-you-mean';
import type { Finding } from '../findings/finding';
import { HostNames } from '../model/host-names';
import { type HostMatch, hostText, isPassedThrough, type RouteSet, type TlsCertificate } from '../model/neutral-route';

/** What one construct serves. */
export interface Serving {
  readonly routes: RouteSet;
  readonly further: readonly FurtherHost[];
}

/** Hosts that constructs route, and those that they have certificates for. */
export class ServedHosts {
  /** By route. */
  public readonly routed: HostNames;
  /** In whatever way. */
  public readonly served: HostNames;
  public readonly certified: HostNames;

  public constructor(all: readonly Serving[]) {
    const routed = all.flatMap(({ routes }) => routedHosts(routes));
    this.routed = new HostNames(routed);
    const others = all.flatMap(({ routes, further }) => [...(routes.hosts.aliases ?? []), ...further.map(({ host }) => host)]);
    this.served = new HostNames([...routed, ...others]);
    this.certified = new HostNames(all.flatMap(({ routes }) => routes.tls.flatMap(({ hosts }) => hosts)));
  }
}

/** Each once; the default backend is a route on all hosts. */
function routedHosts(set: RouteSet): readonly string[] {
  const lists = new Set<readonly HostMatch[]>(set.routes.map(({ hosts }) => hosts));
  if (set.defaultBackend !== undefined) lists.add(set.hostMatches);
  const names = new Set([...lists].flatMap((hosts) => hosts.map(hostText)));
  names.delete('');
  return [...names];
}

/** Certificates for hosts that nothing routes, hosts without a certificate beside others that have one, and hosts with two. */
export function checkCertificates(one: Serving, app: ServedHosts): Finding[] {
  const { tls, construct } = one.routes;
  if (tls.length === 0) return [];
  const own = new ServedHosts([one]);
  const findings = tls.flatMap((certificate) => checkHosts(certificate, own, app, construct));
  // The Service has the certificate.
  const passed = new Set(one.routes.routes.filter(isPassedThrough).flatMap(({ hosts }) => hosts.map(hostText)));
  const bare = [...own.routed].filter((host) => !app.certified.cover(host) && !passed.has(host));
  if (bare.length > 0) findings.push(finding('tls/host-without-certificate', construct, { hosts: bare }));
  return [...findings, ...checkTwice(tls, construct)];
}

function checkHosts(certificate: TlsCertificate, own: ServedHosts, app: ServedHosts, where: string): Finding[] {
  const { hosts } = certificate;
  // It is written where a host of its own is.
  const isUsed = hosts.some((host) => own.served.anyCoveredBy(host));
  return hosts
    .filter((host) => !own.served.anyCoveredBy(host) && !(isUsed && app.served.anyCoveredBy(host)))
    .map((host) =>
      finding('tls/host-not-routed', where, {
        host,
        secret: secretText(certificate),
        suggestion: didYouMean(host, own.served),
        elsewhere: app.served.anyCoveredBy(host),
      }),
    );
}

function checkTwice(tls: readonly TlsCertificate[], where: string): Finding[] {
  const first = new Map<string, TlsCertificate>();
  const findings: Finding[] = [];
  for (const certificate of tls) {
    for (const host of certificate.hosts) {
      const other = first.get(host) ?? certificate;
      first.set(host, other);
      if (other.secretName !== certificate.secretName)
        findings.push(finding('tls/host-twice', where, { host, secret: secretText(other), other: secretText(certificate) }));
    }
  }
  return findings;
}

const secretText = ({ secretName }: TlsCertificate): string =>
  secretName === undefined ? "the controller's default certificate" : `Secret "${secretName}"`;

/** Annotations that add a name to a host although that name has routes of its own with the same controller. */
export function checkFurtherHosts({ routes, further }: Serving, controller: ServedHosts): Finding[] {
  const told = new Set<string>();
  return further.flatMap(({ host, of, annotation }) => {
    if (!controller.routed.has(host)) return [];
    // Of two names that are added to each other one is enough.
    const pair = `${annotation} ${[host, of].sort().join(' ')}`;
    if (told.has(pair)) return [];
    told.add(pair);
    const because = `does nothing for "${of}", because "${host}" has routes of its own`;
    return [finding('annotation/no-effect', routes.construct, { key: annotation, because, fix: `route only one of them, or remove it` })];
  });
}
