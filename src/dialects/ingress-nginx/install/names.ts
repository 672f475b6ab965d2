import { type Names as CommonNames, namesOf as commonNames } from '../../../installation/names';
import { identity } from '../identity';

/** The name of the project, which is the default prefix of all object names. */
export const { name: PROJECT } = identity;

export type Component = 'controller' | 'admission-webhook' | 'default-backend';

/** Names of the objects, including those that only ingress-nginx has. */
export interface Names extends CommonNames<Component>, ReturnType<typeof ownNames> {}

export const namesOf = (prefix: string, namespace: string): Names => ({
  ...commonNames<Component>({ project: PROJECT, version: identity.version }, prefix, namespace),
  ...ownNames(prefix),
});

const ownNames = (prefix: string) => ({
  admission: `${prefix}-admission`,
  admissionService: `${prefix}-controller-admission`,
  admissionCreate: `${prefix}-admission-create`,
  admissionPatch: `${prefix}-admission-patch`,
  election: `${prefix}-leader`,
  defaultBackend: `${prefix}-defaultbackend`,
  defaultBackendAccount: `${prefix}-backend`,
  selfSignedIssuer: `${prefix}-self-signed-issuer`,
  rootIssuer: `${prefix}-root-issuer`,
  rootCertificate: `${prefix}-root-cert`,
});

/** The longest suffix of a name. The name of a Service or Job must not exceed 63 characters with it. */
export const LONGEST_END = '-controller-admission';
