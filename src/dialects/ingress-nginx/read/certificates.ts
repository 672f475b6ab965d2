import type { ClusterView } from '../../../kinds/cluster-view';
import type { CertificateEntry } from '../../../table/routing-table';
import { DEFAULT_SERVER, originOf, type ParsedIngress } from './ingresses';
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
 * controller's own; an alias and the sibling of a redirect only where the certificate names them.
 *
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`createServers`, `extractTLSSecretName`),
 * internal/ingress/controller/nginx.go (`configureCertificates`).
 */
export function certificateEntries(
  servers: Iterable<Server>,
  siblings: readonly SiblingRedirect[],
  cluster: ClusterView,
): readonly CertificateEntry[] {
  const entries: CertificateEntry[] = [];
  const found = new Map<Server, Certificate>();
  for (const server of servers) {
    const certificate = server.hostname === DEFAULT_SERVER ? OWN : certificateOf(server, cluster);
    if (certificate === undefined) continue;
    found.set(server, certificate);
    const add = (host: string): void => {
      entries.push(certificate.owner === undefined ? { host } : { host, origin: originOf(certificate.owner.view, 'spec.tls') });
    };
    add(server.hostname);
    for (const alias of server.aliases) if (isNamed(alias, certificate.names)) add(alias);
  }
  for (const { from, server } of siblings) {
    const certificate = found.get(server);
    if (certificate === undefined || !isNamed(from, certificate.names)) continue;
    entries.push(certificate.owner === undefined ? { host: from } : { host: from, origin: originOf(certificate.owner.view, 'spec.tls') });
  }
  return entries;
}

function certificateOf({ hostname, certificateOwner: owner }: Server, cluster: ClusterView): Certificate | undefined {
  if (owner === undefined) return undefined;
  const { tls, namespace } = owner.view;
  const named = tls.find(({ hosts }) => hosts.some((host) => host.toLowerCase() === hostname.toLowerCase()));
  const section = named ?? tls.find(({ secretName }) => isNamed(hostname, cluster.certificates.get(`${namespace}/${secretName}`) ?? []));
  if (section === undefined || section.secretName === '') return { ...OWN, owner };
  const key = `${namespace}/${section.secretName}`;
  const names = cluster.certificates.get(key) ?? (cluster.complete || cluster.secrets.has(key) ? undefined : section.hosts);
  return names !== undefined && isNamed(hostname, names) ? { names, owner } : { ...OWN, owner };
}

/** `IsValidHostname`: the name itself, or with `*` for its first label. */
function isNamed(host: string, names: readonly string[]): boolean {
  const lower = host.toLowerCase();
  const wildcard = ['*', ...lower.split('.').slice(1)].join('.');
  return names.some((name) => name.toLowerCase() === lower || name.toLowerCase() === wildcard);
}
