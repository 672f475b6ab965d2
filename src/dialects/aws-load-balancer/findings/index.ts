import { CATALOGUE } from '../../../findings/catalogue';
import { findingsOf, type ParamsIn } from '../../../findings/catalogue/row';
import { INSTALL_FINDINGS } from './install';
import { ROUTE_FINDINGS } from './routes';

/** The findings that only this dialect makes. */
export const AWS_LOAD_BALANCER_FINDINGS = { ...ROUTE_FINDINGS, ...INSTALL_FINDINGS } as const;

const ALL = { ...CATALOGUE, ...AWS_LOAD_BALANCER_FINDINGS };

export type Code = keyof typeof ALL;
export type Params<C extends Code> = ParamsIn<typeof ALL, C>;

/** Makes the finding of a code, shared or of the AWS Load Balancer Controller. */
export const finding = findingsOf(ALL);
