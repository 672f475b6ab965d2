import { CLUSTER_SCOPED } from '../kinds/cluster-scoped';
import type { HostEntry, Origin } from '../table/routing-table';

/** The text for an origin, an object and field: `Ingress shop/cart spec.rules[0].http.paths[1]`. */
export const originText = (origin: Origin): string => `${objectText(origin)} ${origin.field}`;

export const objectText = ({ kind, namespace, name }: Origin): string =>
  CLUSTER_SCOPED.has(kind) ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;

/** A setting of a whole host, and its origin. */
export const remarkText = ({ text, origin }: NonNullable<HostEntry['remark']>): string => `${text} (${originText(origin)})`;

/** The key of the annotation, if the field is one. */
export const annotationKeyOf = ({ field }: Origin): string | undefined => /^metadata\.annotations\["(.*)"\]$/.exec(field)?.[1];
