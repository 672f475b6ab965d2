import { type AnnotationTable, annotationTable } from '../../annotation-table/row';
import { type AwsLoadBalancerAnnotation, headOf } from './annotation-row';
import { ANNOTATIONS } from './annotations';
import { identity } from './identity';

const named = annotationTable(identity.annotationPrefix, ANNOTATIONS);

/** Also by a name with any text in the place of `<...>`. */
export const ANNOTATION_TABLE: AnnotationTable<AwsLoadBalancerAnnotation> = {
  ...named,
  row: (name) => named.row(name) ?? named.rows.find((row) => isOfFamily(name, headOf(row.name))),
};

const isOfFamily = (name: string, head: string | undefined): boolean =>
  head !== undefined && name.startsWith(head) && name.length > head.length;
