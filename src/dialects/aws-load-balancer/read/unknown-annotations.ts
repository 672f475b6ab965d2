import { namesOf } from '../../../annotation-table/row';
import { didYouMean } from '../../../findings/did-you-mean';
import type { IngressView } from '../../../kinds/ingress-view';
import { originOf } from '../../../table/origin';
import type { TableWarning } from '../../../table/routing-table';
import { ANNOTATION_TABLE, isKnown } from '../annotation-table';
import { annotationField } from './objects';

/** Annotations whose names the controller does not know: it ignores them without a word, and upper and lower case count. */
export function unknownAnnotations(ingress: IngressView): readonly TableWarning[] {
  const { prefix, rows } = ANNOTATION_TABLE;
  return Object.keys(ingress.annotations)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((name) => !isKnown(name))
    .map((name) => {
      const likely = didYouMean(name, rows.flatMap(namesOf));
      return {
        origin: originOf(ingress, annotationField(name)),
        kind: 'lost',
        because: `the controller knows no annotation "${name}"${likely === undefined ? '' : `; did you mean "${likely}"?`}`,
      };
    });
}
