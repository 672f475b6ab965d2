import { createHash } from 'node:crypto';
import { goBoolean } from '../../../annotation-table/go-text';
import type { IngressView } from '../../../kinds/ingress-view';
import type { AcmCertificate } from './account';
import { listIn, textIn } from './annotations';
import type { Member } from './groups';
import { refuse } from './refused';
import type { Settings } from './settings';
import type { Task } from './task';

/**
 * The certificates of an Ingress: those that are named or made for it, and if there are none, those that are found by its hosts.
 *
 * Sources: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_certificates.go, model_build_listener.go,
 * pkg/certs/cert_discovery.go.
 */
export function certificatesOf(
  { ingress, parameters }: Member,
  { settings }: Task,
): { readonly given: readonly string[]; readonly discovered: () => readonly string[] } {
  const annotated = listIn(ingress.annotations, 'certificate-arn') ?? [];
  const made = annotated.length === 0 && isMade(ingress, settings) ? [madeCertificate(ingress, settings)] : [];
  const named = parameters?.certificateArns.length ? parameters.certificateArns : annotated;
  return { given: named.length > 0 ? named : made, discovered: () => discoveredCertificates(hostsOf(ingress), settings) };
}

const isMade = ({ annotations }: IngressView, { gates }: Settings): boolean =>
  gates.certificateManagement && goBoolean(textIn(annotations, 'create-acm-cert')) === true;

/** The controller has no ARN yet for a certificate that it asks ACM for. */
function madeCertificate(ingress: IngressView, { defaultAuthority }: Settings): string {
  const [host] = hostsOf(ingress);
  if (host === undefined) return refuse(`Ingress ${ingress.key} has create-acm-cert, and names no host`);
  const type = textIn(ingress.annotations, 'acm-pca-arn') || defaultAuthority ? 'private' : 'amazon_issued';
  const hash = createHash('sha256').update(ingress.key).digest('hex').slice(0, 8);
  return `Certificate ${type}/${host.replace(/\*/g, 'wildcard')}-${hash}`;
}

/** Of the rules and of `spec.tls`, each once and sorted. */
export const hostsOf = ({ rules, tls }: IngressView): readonly string[] =>
  [...new Set([...rules.map(({ host }) => host).filter((host) => host !== ''), ...tls.flatMap(({ hosts }) => hosts)])].sort();

/** All that match a host; a host without any stops the group. The Secrets of `spec.tls` are not read. */
function discoveredCertificates(hosts: readonly string[], { account, allowedAuthorities }: Settings): readonly string[] {
  if (account === undefined) return [];
  const usable = account.certificates.filter(
    ({ authority = '' }) => allowedAuthorities.length === 0 || allowedAuthorities.includes(authority),
  );
  const found = hosts.flatMap((host) => {
    const matching = usable.filter((certificate) => covers(certificate, host));
    return matching.length > 0 ? matching : refuse(`there is no certificate for host "${host}" in ACM`);
  });
  return [...new Set(found.map(({ arn }) => arn))].sort();
}

const covers = ({ names }: AcmCertificate, host: string): boolean =>
  names.some((name) => (name.startsWith('*.') ? afterLabel(name) === afterLabel(host) : name === host));

/** All but the first label; a name of one label has none. */
const afterLabel = (name: string): string => name.split('.').slice(1).join('.');
