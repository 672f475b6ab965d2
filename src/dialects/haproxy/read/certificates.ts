import type { ClusterView } from '../../../kinds/cluster-view';
import { originOf } from '../../../table/origin';
import type { CertificateEntry, Outcome } from '../../../table/routing-table';
import type { TakenIngress } from './ingresses';
import type { Settings } from './settings';

/**
 * A certificate is chosen by its own names, whatever hosts the Ingress says that it is for. What a Secret holds that the manifests do not show
 * is taken to be for those hosts. An entry without hosts is dropped.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/store/convert.go (`ConvertIngress`), pkg/ingress/ingress.go (`Update`).
 */
export const certificateEntries = (ingresses: readonly TakenIngress[], cluster: ClusterView): readonly CertificateEntry[] =>
  ingresses.flatMap(({ view }) =>
    view.tls.flatMap(({ hosts, secretName }) => {
      const key = `${view.namespace}/${secretName}`;
      const names = cluster.certificates.get(key) ?? (isThere(key, cluster) ? hosts : []);
      return hosts.length === 0 || secretName === '' ? [] : names.map((host) => ({ host, origin: originOf(view, 'spec.tls') }));
    }),
  );

const isThere = (key: string, { certificates, complete }: ClusterView): boolean => certificates.has(key) || !complete;

/** Without any certificate the https port speaks plain HTTP, so that no TLS connection is made. */
export function plainTls(ingresses: readonly TakenIngress[], cluster: ClusterView, settings: Settings): Outcome | undefined {
  if (settings.hasDefaultCertificate || certificateEntries(ingresses, cluster).length > 0) return undefined;
  return { kind: 'noAnswer', because: 'the controller has no certificate at all, so its https port speaks plain HTTP' };
}
