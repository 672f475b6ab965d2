import type { Finding } from '../../../findings/finding';
import type { KubeObject } from '../../../kinds/kube-object';
import { checkAnnotations } from '../check-annotations';
import { finding } from '../findings';
import type { Draft } from './drafts';
import { isCertified } from './placing';

/** What is wrong with one Ingress as a whole. */
export function checkIngress(draft: Draft, { metadata: { annotations = {} } }: KubeObject): readonly Finding[] {
  return [...checkAnnotations(annotations, draft.target.routes.construct), ...checkCertificates(draft)];
}

/**
 * Certificates are found by all hosts of an Ingress that has an HTTPS listener, and one host without any stops the whole group
 * (kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/certs/cert_discovery.go).
 */
function checkCertificates({ target, hosts, written, certified, listeners }: Draft): readonly Finding[] {
  const { controller } = target;
  const { tls, construct } = target.routes;
  const byArn = isCertified([], written, { tls: [], controller });
  if (!certified || byArn || !listeners.ports.has('HTTPS')) return [];
  const missing = hosts.filter((host) => !isCertified([host], {}, { tls, controller }));
  return missing.length === 0
    ? []
    : [finding('aws-load-balancer/host-without-certificate', construct, { hosts: missing.map((host) => host || 'any host') })];
}
