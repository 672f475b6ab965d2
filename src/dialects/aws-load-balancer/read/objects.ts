import type { IngressView } from '../../../kinds/ingress-view';
import type { Origin } from '../../../table/routing-table';
import { identity } from '../identity';
import type { LoadBalancer } from '../model/load-balancer-model';

export const originOf = ({ object, namespace, name }: IngressView, field: string): Origin => ({
  kind: object.kind,
  namespace,
  name,
  field,
});

export const annotationField = (suffix: string): string => `metadata.annotations["${identity.annotationPrefix}${suffix}"]`;

/** The load balancer of a group, or why there is none. */
export interface Built {
  readonly group: string;
  readonly origins: readonly Origin[];
  /** Of the rules of its Ingresses. */
  readonly hosts: readonly string[];
  readonly loadBalancer: LoadBalancer | { readonly refused: string };
}
