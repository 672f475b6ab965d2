import { READERS } from '../../dialects/readers';
import { inWords, oneOf, readStruct, required, type Shape, TEXTS } from '../../input/struct-shape';
import { FindingSeverity } from '../finding';
import type { ValidationContext } from './report-routes';
import type { RouteValidationProps } from './route-validation-props';

/** The shape of the properties of the validation plugin. They come from YAML, so no compiler has checked them. */
const VALIDATION: Shape<RouteValidationProps> = {
  failOn: oneOf(FindingSeverity),
  controller: oneOf(Object.fromEntries(READERS.map(({ identity: { name } }) => [name, name as string]))),
  classes: inWords('a list of names such as [nginx]', TEXTS),
};

/** cdk8s-cli gives an object of a class of its own, so only what is used of it is checked. */
const CONTEXT: Shape<{ readonly context: ValidationContext }> = {
  context: required({
    words: 'the ValidationContext of cdk8s-cli',
    accepts: (value) => {
      const { manifests, report } = Object(value) as Partial<ValidationContext>;
      return TEXTS.accepts(manifests) && typeof report?.addViolation === 'function' && typeof report.submit === 'function';
    },
  }),
};

export const readContext = (context: unknown): ValidationContext =>
  readStruct({ context: context as ValidationContext }, CONTEXT, { owner: 'RouteValidation.validate', where: '' }).context;

export const readValidationProps = (props: RouteValidationProps): RouteValidationProps =>
  readStruct(props, VALIDATION, { owner: 'RouteValidation', where: '', words: 'properties such as { failOn: warning }' });
