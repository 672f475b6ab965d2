import { CATALOGUE } from '../../../findings/catalogue';
import { findingsOf } from '../../../findings/catalogue/row';
import { AWS_LOAD_BALANCER_FINDINGS } from './routes';

export { AWS_LOAD_BALANCER_FINDINGS };

/** Makes the finding of a code, shared or of the AWS Load Balancer Controller. */
export const finding = findingsOf({ ...CATALOGUE, ...AWS_LOAD_BALANCER_FINDINGS });
