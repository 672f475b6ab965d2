import { OLD_INGRESS_VERSIONS } from './old-ingress-versions';

/** Kinds of Kubernetes itself, with the one version in which kube-apiserver 1.36 serves them. */
const SERVED: { readonly [kind: string]: string } = {
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  Service: 'v1',
  Secret: 'v1',
  ConfigMap: 'v1',
  Namespace: 'v1',
};

/** Groups that Kubernetes alone defines. Others may have kinds of the same names, such as an Ingress of a cloud. */
const OWN_GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'extensions', 'networking.k8s.io']);

export interface ServedKind {
  readonly kind: string;
  readonly apiVersion: string;
}

/** The kind that is meant, where the API server has no such kind in such a version. */
export function servedInstead(apiVersion: string, kind: string): ServedKind | undefined {
  const meant = Object.keys(SERVED).find((one) => one.toLowerCase() === kind.toLowerCase());
  const served = meant === undefined ? undefined : SERVED[meant];
  if (meant === undefined || served === undefined || (meant === kind && apiVersion === served)) return undefined;
  if (kind === 'Ingress' && Object.hasOwn(OLD_INGRESS_VERSIONS, apiVersion)) return undefined;
  return OWN_GROUPS.has(apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '')
    ? { kind: meant, apiVersion: served }
    : undefined;
}
