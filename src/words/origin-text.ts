import type { HostEntry, Origin } from '../table/routing-table';

/** How texts name the object and field behind something: `Ingress shop/cart spec.rules[0].http.paths[1]`. */
export const originText = (origin: Origin): string => `${objectText(origin)} ${origin.field}`;

export const objectText = ({ kind, namespace, name }: Origin): string => `${kind} ${namespace}/${name}`;

/** What holds for a whole host, and what made it so. */
export const remarkText = ({ text, origin }: NonNullable<HostEntry['remark']>): string => `${text} (${originText(origin)})`;

/** The key where the field is an annotation. */
export const annotationKeyOf = ({ field }: Origin): string | undefined => /^metadata\.annotations\["(.*)"\]$/.exec(field)?.[1];
