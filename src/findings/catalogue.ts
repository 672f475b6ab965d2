import { ANNOTATIONS } from './catalogue/annotations';
import { APP } from './catalogue/app';
import { CONFIG } from './catalogue/config';
import { CONTROLLERS } from './catalogue/controllers';
import { DIFFERENCES } from './catalogue/differences';
import { INPUT } from './catalogue/input';
import { OPTIONS } from './catalogue/options';
import { POLICIES } from './catalogue/policies';
import { ROUTES } from './catalogue/routes';
import { findingsOf, type ParamsIn } from './catalogue/row';
import { SERVICES } from './catalogue/services';

/**
 * The texts of findings and errors that do not depend on one controller: one row per cause, grouped in the files of `catalogue/`. The
 * rows of one controller are in the folder of its dialect. Codes are stable: a text may be improved, but a code is never renamed or
 * used for another cause. `docs/findings.md` is generated from all of them.
 */
export const CATALOGUE = {
  ...OPTIONS,
  ...ROUTES,
  ...POLICIES,
  ...APP,
  ...ANNOTATIONS,
  ...CONTROLLERS,
  ...SERVICES,
  ...CONFIG,
  ...INPUT,
  ...DIFFERENCES,
} as const;

/** A stable code. */
export type Code = keyof typeof CATALOGUE;

/** The values that the text of a code needs. */
export type Params<C extends Code> = ParamsIn<typeof CATALOGUE, C>;

/** Makes the finding of a code. `where` is the path of a construct, or a file and document. */
export const finding = findingsOf(CATALOGUE);
