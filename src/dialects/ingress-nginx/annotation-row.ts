import type { AnnotationRow } from '../dialect';
import { ANNOTATIONS } from './annotations';

/** The row of an annotation by its name without the prefix, or by an alias. */
export function annotationRow(name: string): AnnotationRow | undefined {
  byName ??= new Map(ANNOTATIONS.flatMap((row) => [row.name, ...(row.aliases ?? [])].map((known) => [known, row] as const)));
  return byName.get(name);
}
let byName: ReadonlyMap<string, AnnotationRow> | undefined;
