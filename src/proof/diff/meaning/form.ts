import { literalShapeOf } from '../../../regex/pcre2/literal-shape';
import { isAnchored } from '../../../regex/pcre2/tree';
import { matchPath } from '../../../table/match-path';
import type { Candidate, PathTest } from '../../../table/routing-table';
import { literalHead } from '../../../table/wildcard';
import { compiled } from '../language';
import type { Side } from '../side';

/** Stands for the rest of a path, which may be any. */
export const REST: unique symbol = Symbol('rest');

/** A text of which a part is not known. */
export type Form = readonly (string | typeof REST)[];

/** All paths that begin with a text, or the text alone. */
export interface PathForm {
  readonly known: string;
  /** Whether anything may follow. */
  readonly open: boolean;
}

/** Forms that every path of both candidates has one of. */
export function formsOf(candidates: readonly (readonly [Candidate | undefined, Side])[]): readonly PathForm[] {
  const all = candidates.map(([candidate, side]) => formsOfTest(candidate?.match.path, side));
  const best = all.reduce((one, other) => (sharpness(other) > sharpness(one) ? other : one));
  // A text alone that one of them does not take is no path of both.
  return best.filter(
    ({ known, open }) =>
      open ||
      candidates.every(
        ([candidate, side]) => candidate === undefined || matchPath(candidate.match.path, known, side.regexes).kind !== 'none',
      ),
  );
}

const ANY_PATH: readonly PathForm[] = [{ known: '/', open: true }];

const below = (path: string): readonly PathForm[] =>
  path.endsWith('/')
    ? [{ known: path, open: true }]
    : [
        { known: path, open: false },
        { known: `${path}/`, open: true },
      ];

function formsOfTest(test: PathTest | undefined, { table }: Side): readonly PathForm[] {
  switch (test?.kind) {
    case 'exact':
      return test.caseSensitive ? [{ known: test.path, open: false }] : ANY_PATH;
    case 'segmentPrefix':
      return test.caseSensitive ? below(test.path) : ANY_PATH;
    case 'stringPrefix':
      return test.caseSensitive ? [{ known: test.path, open: true }] : ANY_PATH;
    case 'wildcard':
      return test.caseSensitive ? [{ known: literalHead(test.pattern), open: true }] : ANY_PATH;
    case 'regex': {
      const regex = test.caseSensitive ? compiled(test.pattern, true, table.requests.regexSyntax) : undefined;
      const shape = regex === undefined || !isAnchored(regex.root) ? undefined : literalShapeOf(regex.root);
      if (shape === undefined || !shape.literal.startsWith('/')) return ANY_PATH;
      if (shape.after === 'end') return [{ known: shape.literal, open: false }];
      return shape.after === 'boundary' ? below(shape.literal) : [{ known: shape.literal, open: true }];
    }
    default:
      return ANY_PATH;
  }
}

/** The more is known, the better. */
const sharpness = (forms: readonly PathForm[]): number =>
  Math.min(...forms.map(({ known, open }) => 2 * known.length + (open ? 0 : 1))) + (forms.some(({ open }) => open) ? 0 : 1_000_000);
