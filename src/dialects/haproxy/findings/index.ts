import { CATALOGUE } from '../../../findings/catalogue';
import { findingsOf, type ParamsIn } from '../../../findings/catalogue/row';
import { INSTALL_FINDINGS } from './controller';
import { ROUTE_FINDINGS } from './routes';

export const HAPROXY_FINDINGS = { ...ROUTE_FINDINGS, ...INSTALL_FINDINGS };

const ALL = { ...CATALOGUE, ...HAPROXY_FINDINGS };

export type Code = keyof typeof ALL;
export type Params<C extends Code> = ParamsIn<typeof ALL, C>;

/** Makes the finding of a code, shared or of HAProxy. */
export const finding = findingsOf(ALL);
