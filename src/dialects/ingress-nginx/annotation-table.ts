import { annotationTable } from '../../annotation-table/row';
import { ANNOTATIONS } from './annotations';
import { identity } from './identity';

export const ANNOTATION_TABLE = annotationTable(identity.annotationPrefix, ANNOTATIONS);

/** The row of an annotation by its name without the prefix, or by an alias. */
export const annotationRow = ANNOTATION_TABLE.row;
