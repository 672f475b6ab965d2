import { READERS } from '../../dialects/readers';
import { inWords, oneOf, readStruct, type Shape, TEXTS } from '../../input/struct-shape';
import { FindingSeverity } from '../finding';
import type { RouteValidationProps } from './route-validation-props';

/** Members of what the validation for cdk8s-cli takes. They come from YAML, so no compiler has seen them. */
const VALIDATION: Shape<RouteValidationProps> = {
  failOn: oneOf(FindingSeverity),
  controller: oneOf(Object.fromEntries(READERS.map(({ identity: { name } }) => [name, name as string]))),
  classes: inWords('a list of names such as [nginx]', TEXTS),
};

/** The properties that are given. */
export const readValidationProps = (props: RouteValidationProps): RouteValidationProps =>
  readStruct(props, VALIDATION, { owner: 'RouteValidation', where: '', words: 'properties such as { failOn: warning }' });
