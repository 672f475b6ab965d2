import { finding as shared } from '../../../findings/catalogue';
import type { Finding } from '../../../findings/finding';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { finding } from '../findings';
import { ownCertificateReason } from '../read/certificates';
import type { Collected } from '../read/collect';

/**
 * Certificates that are not used as it seems: the controller says so in its log alone.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`getBackendServers`, `createServers`).
 */
export function certificateFindings({ servers, cluster }: Collected, whereOf: (origin: Origin) => string): readonly Finding[] {
  return [...servers.values()].flatMap((server) => {
    const { certificateOwner: owner, withoutAuthorityOwner: open, hostname } = server;
    const reason = ownCertificateReason(server, cluster);
    return [
      ...(owner === undefined || reason === undefined
        ? []
        : [finding('manifest/own-certificate', whereOf(originOf(owner.view, 'spec.tls')), { host: hostname, because: reason })]),
      ...(open === undefined ? [] : [nobodyAsked(open.view, open.annotations.keyOf('auth-tls-secret'), whereOf)]),
    ];
  });
}

function nobodyAsked(view: Collected['ingresses'][number]['view'], key: string, whereOf: (origin: Origin) => string): Finding {
  const because = `the Secret of "${key}" has no key "ca.crt", so nobody is asked for a certificate`;
  return shared('manifest/open', whereOf(originOf(view, annotationField(key))), { object: `Ingress ${view.key}`, because });
}
