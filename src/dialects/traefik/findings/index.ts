import { CATALOGUE } from '../../../findings/catalogue';
import { findingsOf, type ParamsIn } from '../../../findings/catalogue/row';
import { TRAEFIK_FINDINGS } from './routes';

export { TRAEFIK_FINDINGS };

const ALL = { ...CATALOGUE, ...TRAEFIK_FINDINGS };

export type Code = keyof typeof ALL;
export type Params<C extends Code> = ParamsIn<typeof ALL, C>;

/** Makes the finding of a code, shared or of Traefik. */
export const finding = findingsOf(ALL);
