import type { ReadTable } from '../manifests/read-table';
import { codeOf, DIFFERENCE_KINDS, type Difference, type DifferenceKind } from '../proof/diff/difference';
import { differenceText, undecidedText } from '../proof/diff/difference-text';
import type { Compared } from './diff-output';

/** How bad a kind is, in words of SARIF. */
const LEVELS: { readonly [K in DifferenceKind]: 'error' | 'warning' | 'note' } = {
  unguarded: 'error',
  elsewhere: 'error',
  lost: 'error',
  rewritten: 'warning',
  answered: 'warning',
  gained: 'warning',
  guarded: 'note',
  effect: 'note',
  raw: 'note',
};

const UNDECIDED = 'diff/undecided';

/** SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code hosts show it beside the lines of a pull request. */
export const diffSarif = (compared: readonly Compared[]): object => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'cdk8s-ingress',
          rules: [
            ...(Object.keys(DIFFERENCE_KINDS) as DifferenceKind[]).map((kind) => ({
              id: codeOf(kind),
              shortDescription: { text: DIFFERENCE_KINDS[kind] },
            })),
            { id: UNDECIDED, shortDescription: { text: 'it could not be decided whether requests are treated differently' } },
          ],
        },
      },
      results: compared.flatMap(({ before, after, found }) => [
        ...[...found.differences, ...found.raw].map((one) => ({
          ruleId: codeOf(one.kind),
          level: one.unguards === true ? 'error' : LEVELS[one.kind],
          message: { text: differenceText(one).join('\n') },
          locations: locationsOf(one, before, after),
        })),
        ...found.undecided.map((part) => ({ ruleId: UNDECIDED, level: 'warning', message: { text: undecidedText(part) } })),
      ]),
    },
  ],
});

/** The line that decides afterwards; else the one that decided before. */
function locationsOf({ beforeBy, afterBy }: Difference, before: ReadTable, after: ReadTable): readonly object[] {
  const place =
    (afterBy === undefined ? undefined : after.manifests.placeOf(afterBy)) ??
    (beforeBy === undefined ? undefined : before.manifests.placeOf(beforeBy));
  if (place === undefined) return [];
  return [{ physicalLocation: { artifactLocation: { uri: place.file }, region: { startLine: place.line } } }];
}
