import type { ClusterView } from '../../../kinds/cluster-view';
import type { TlsView } from '../../../kinds/ingress-view';
import { hasSecret } from '../../../kinds/secrets';
import { originOf } from '../../../table/origin';
import type { CertificateEntry } from '../../../table/routing-table';
import { hasKeyPair } from './annotations-access';
import { DEFAULT_SERVER, type ParsedIngress } from './ingresses';
import { compareBytes } from './locations';
import type { Server } from './servers';
import type { SiblingRedirect } from './sibling-redirects';

/** The certificate of a server: the names in it, and who brought it. */
interface Certificate {
  readonly names: readonly string[];
  readonly owner: ParsedIngress | undefined;
}

/** The controller's own certificate. */
const OWN: Certificate = { names: ['ingress.local'], owner: undefined };

/**
 * For which hosts there is a certificate. A server has one as soon as an Ingress of its host has a `tls` section, if need be the
 * controller's own; an alias and the sibling of a redirect only where the certificate names them. Of several servers with one alias the last
 * one decides, even if it has none.
 *
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`createServers`, `extractTLSSecretName`),
 * internal/ingress/controller/nginx.go (`configureCertificates`).
 */
export function certificateEntries(
  servers: Iterable<Server>,
  siblings: readonly SiblingRedirect[],
  cluster: ClusterView,
): readonly CertificateEntry[] {
  const sorted = [...servers].sort((a, b) => compareBytes(a.hostname, b.hostname));
  const found = new Map(sorted.map((server) => [server, server.hostname === DEFAULT_SERVER ? OWN : certificateOf(server, cluster)]));
  const certificates = new Map<string, Certificate | undefined>();
  const naming = (host: string, certificate: Certificate | undefined): Certificate | undefined =>
    certificate !== undefined && isNamed(host, certificate.names) ? certificate : undefined;
  for (const [server, certificate] of found) {
    certificates.set(server.hostname, certificate);
    for (const alias of server.aliases) certificates.set(alias, naming(alias, certificate));
  }
  for (const { from, server } of siblings) certificates.set(from, naming(from, found.get(server)));
  return [...certificates].flatMap(([host, certificate]) => {
    if (certificate === undefined) return [];
    return [certificate.owner === undefined ? { host } : { host, origin: originOf(certificate.owner.view, 'spec.tls') }];
  });
}

/** Why a host gets the controller's own certificate, although an Ingress names a Secret for it. */
export function ownCertificateReason(server: Server, cluster: ClusterView): string | undefined {
  const { hostname, certificateOwner: owner } = server;
  const section = owner === undefined ? undefined : sectionOf(hostname, owner, cluster);
  if (owner === undefined || section === undefined || section.secretName === '') return undefined;
  const key = `${owner.view.namespace}/${section.secretName}`;
  const keys = cluster.secrets.get(key);
  if (keys !== undefined && !hasKeyPair(keys)) return `Secret ${key} has not both "tls.crt" and "tls.key"`;
  const names = cluster.certificates.get(key);
  if (names === undefined || isNamed(hostname, names)) return undefined;
  return `the certificate of Secret ${key} is for ${names.length === 0 ? 'no host' : names.map((name) => JSON.stringify(name)).join(', ')}`;
}

/** The part of `spec.tls` that holds for a host: the one that lists it, else one whose certificate names it. */
function sectionOf(hostname: string, { view: { tls, namespace } }: ParsedIngress, { certificates }: ClusterView): TlsView | undefined {
  const named = tls.find(({ hosts }) => hosts.some((host) => host.toLowerCase() === hostname.toLowerCase()));
  return named ?? tls.find(({ secretName }) => isNamed(hostname, certificates.get(`${namespace}/${secretName}`) ?? []));
}

function certificateOf({ hostname, certificateOwner: owner }: Server, cluster: ClusterView): Certificate | undefined {
  if (owner === undefined) return undefined;
  const section = sectionOf(hostname, owner, cluster);
  if (section === undefined || section.secretName === '') return { ...OWN, owner };
  const key = `${owner.view.namespace}/${section.secretName}`;
  const names = cluster.certificates.get(key) ?? (mayBeFor(key, cluster) ? section.hosts : undefined);
  return names !== undefined && isNamed(hostname, names) ? { names, owner } : { ...OWN, owner };
}

/** Whether a Secret without a readable certificate may get one for the hosts that name it. */
const mayBeFor = (key: string, cluster: ClusterView): boolean =>
  !cluster.secrets.has(key) && (hasSecret(cluster, key) || !cluster.complete);

/** `IsValidHostname`: the name itself, or with `*` for its first label. */
function isNamed(host: string, names: readonly string[]): boolean {
  const lower = host.toLowerCase();
  const wildcard = ['*', ...lower.split('.').slice(1)].join('.');
  return names.some((name) => name.toLowerCase() === lower || name.toLowerCase() === wildcard);
}
