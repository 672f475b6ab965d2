import { READERS } from '../../dialects/readers';
import { inWords, oneOf, readStruct, type Shape, TEXTS } from '../../input/struct-shape';
import { FindingSeverity } from '../finding';
import type { RouteValidationProps } from './route-validation-props';

/** The shape of the properties of the validation plugin. They come from YAML, so no compiler has checked them. */
const VALIDATION: Shape<RouteValidationProps> = {
  failOn: oneOf(FindingSeverity),
  controller: oneOf(Object.fromEntries(READERS.map(({ identity: { name } }) => [name, name as string]))),
  classes: inWords('a list of names such as [nginx]', TEXTS),
};

export const readValidationProps = (props: RouteValidationProps): RouteValidationProps =>
  readStruct(props, VALIDATION, { owner: 'RouteValidation', where: '', words: 'properties such as { failOn: warning }' });
