import { annotationTable } from '../../annotation-table/row';
import { ANNOTATIONS } from './annotations';

/** What stands before every annotation of ingress-nginx, unless the controller runs with `--annotations-prefix`. */
export const ANNOTATION_PREFIX = 'nginx.ingress.kubernetes.io/';

export const ANNOTATION_TABLE = annotationTable(ANNOTATION_PREFIX, ANNOTATIONS);

/** The row of an annotation by its name without the prefix, or by an alias. */
export const annotationRow = ANNOTATION_TABLE.row;
