import { CATALOGUE } from '../../../findings/catalogue';
import { findingsOf, type ParamsIn } from '../../../findings/catalogue/row';
import { GATEWAY_API_FINDINGS } from './gateway';

export { GATEWAY_API_FINDINGS };

const ALL = { ...CATALOGUE, ...GATEWAY_API_FINDINGS };

export type Code = keyof typeof ALL;
export type Params<C extends Code> = ParamsIn<typeof ALL, C>;

/** Makes the finding of a code, shared or of Gateway API. */
export const finding = findingsOf(ALL);
