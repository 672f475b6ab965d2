import type { Identity } from '../dialects/dialect';
import { finding } from '../findings/catalogue';
import { didYouMean } from '../findings/did-you-mean';
import type { Finding } from '../findings/finding';
import { hostText, isPassedThrough, type RouteSet, type TlsCertificate } from '../model/neutral-route';
import { ServedHosts, type Serving } from './served-hosts';

/** Reports certificates for hosts that no route has, hosts without a certificate beside others that have one, and hosts with two. */
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

/** Hosts with a certificate whose requests without TLS reach a backend, where nobody has said that they may. */
export function checkPlainHttp({ routes, construct, tls }: RouteSet, { httpsRedirect, title }: Identity): Finding[] {
  if (httpsRedirect !== 'never' || tls.length === 0) return [];
  const open = routes.filter(
    (route) => route.action.kind === 'forward' && route.policies.httpsRedirect === undefined && !isPassedThrough(route),
  );
  const hosts = new Set(open.flatMap((route) => route.hosts.map(hostText)));
  const named = new Set(tls.flatMap((one) => one.hosts));
  const certified = [...hosts].filter((host) => named.has(host));
  return certified.length === 0 ? [] : [finding('tls/also-without-tls', construct, { hosts: certified, controller: title })];
}

function checkHosts(certificate: TlsCertificate, own: ServedHosts, app: ServedHosts, where: string): Finding[] {
  const { hosts } = certificate;
  // Hosts of other PathIngresses are allowed if this PathIngress routes at least one host of the certificate.
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
