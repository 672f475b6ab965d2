import type { ReadTable } from '../manifests/read-table';
import type { Decision } from '../table/decide';
import { objectText } from '../words/origin-text';

/** What does not work of the annotations of the object that decides, so that nobody looks for it in the answer. */
export function ignoredSettings({ check, objects }: ReadTable, { decidedBy }: Decision): readonly string[] {
  if (decidedBy === undefined || decidedBy.name === '') return [];
  const decider = objectText(decidedBy);
  // Most objects have no annotations that anybody must look at.
  if (!objects.some(({ kind, metadata }) => kind === decidedBy.kind && metadata.name === decidedBy.name && metadata.annotations)) return [];
  const found = check((origin) => (origin === undefined ? '' : objectText(origin)));
  return [...new Set(found.filter(({ code, where }) => code.startsWith('annotation/') && where === decider).map(({ what }) => what))];
}
