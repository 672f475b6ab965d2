import { checkAnnotations as checkTable, type Where } from '../../annotation-table/check-annotations';
import type { Finding } from '../../findings/finding';
import { ANNOTATION_TABLE } from './annotation-table';
import { WRITTEN_BY_CONTROLLER } from './annotations';
import { identity } from './identity';

/**
 * Checks the annotations of one object. What the controller itself writes is left out, and so is what is empty: to this controller that is not the same
 * as absent, and where it refuses an empty text it says so when it builds the group.
 */
export const checkAnnotations = (annotations: { readonly [key: string]: string }, where: Where): readonly Finding[] =>
  checkTable(ANNOTATION_TABLE, Object.fromEntries(Object.entries(annotations).filter(isChecked)), where);

const isChecked = ([key, text]: readonly [string, string]): boolean =>
  text !== '' && !WRITTEN_BY_CONTROLLER.includes(key.slice(identity.annotationPrefix.length));
