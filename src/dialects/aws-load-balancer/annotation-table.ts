import { annotationTable } from '../../annotation-table/row';
import { ANNOTATIONS, WRITTEN_BY_CONTROLLER } from './annotations';
import { identity } from './identity';

export const ANNOTATION_TABLE = annotationTable(identity.annotationPrefix, ANNOTATIONS);

/** What stands before the part that is any text. */
const HEADS = ANNOTATIONS.flatMap(({ name }) => (name.includes('<') ? [name.slice(0, name.indexOf('<'))] : []));

/** Whether the controller reads or writes an annotation, by its name without the prefix. */
export const isKnown = (name: string): boolean =>
  ANNOTATION_TABLE.row(name) !== undefined ||
  WRITTEN_BY_CONTROLLER.includes(name) ||
  HEADS.some((head) => name.startsWith(head) && name.length > head.length);
