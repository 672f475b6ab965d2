import { type Names as CommonNames, namesOf as commonNames } from '../../../installation/names';
import { identity } from '../identity';

/** The project's own name, which it gives to everything. */
export const { name: PROJECT } = identity;

export type Component = 'controller' | 'admission-webhook' | 'default-backend';

/** Names of the objects, those that only ingress-nginx has among them. */
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

/** The longest end of a name. With it, the name of a Service or Job must not be longer than 63 characters. */
export const LONGEST_END = '-controller-admission';
