import { CATALOGUE } from '../../../findings/catalogue';
import { findingsOf } from '../../../findings/catalogue/row';
import { ANNOTATION_FINDINGS } from './annotations';
import { EXPLOIT_FINDINGS } from './exploits';
import { MANIFEST_FINDINGS } from './manifests';
import { ROUTE_FINDINGS } from './routes';

/** The findings that only this dialect makes. */
export const INGRESS_NGINX_FINDINGS = { ...ROUTE_FINDINGS, ...ANNOTATION_FINDINGS, ...MANIFEST_FINDINGS, ...EXPLOIT_FINDINGS } as const;

/** Makes the finding of a code, shared or of ingress-nginx. */
export const finding = findingsOf({ ...CATALOGUE, ...INGRESS_NGINX_FINDINGS });
