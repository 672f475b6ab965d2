import type { KubeObject, ObjectMeta } from '../../../kinds/kube-object';
import { identity } from '../identity';

/** The project's own name, which it gives to everything. */
export const { name: PROJECT } = identity;

export type Component = 'controller' | 'admission-webhook' | 'default-backend';

/** Labels as an object carries them. */
export interface Labels {
  readonly [key: string]: string;
}

/** Names of the objects, which all begin with the prefix, and their metadata. */
export type Names = ReturnType<typeof namesOf>;

export function namesOf(prefix: string, namespace: string) {
  const instance: Labels = { 'app.kubernetes.io/instance': prefix, 'app.kubernetes.io/name': PROJECT };
  /** Labels by which Services and workloads find the pods of a component. */
  const selector = (component: Component): Labels => ({ ...instance, 'app.kubernetes.io/component': component });
  /** Labels of an object, or of pods. */
  const labels = (component?: Component): Labels => ({
    ...(component === undefined ? instance : selector(component)),
    'app.kubernetes.io/part-of': PROJECT,
    'app.kubernetes.io/version': identity.version,
  });
  return {
    prefix,
    namespace,
    controller: `${prefix}-controller`,
    internalService: `${prefix}-controller-internal`,
    metricsService: `${prefix}-controller-metrics`,
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
    instance,
    selector,
    labels,
    /** Metadata of an object in the namespace. */
    meta: (name: string, component: Component): ObjectMeta => ({ name, namespace, labels: labels(component) }),
    /** Metadata of an object of the whole cluster. */
    clusterMeta: (name: string, component?: Component): ObjectMeta => ({ name, labels: labels(component) }),
  };
}

/** Metadata with annotations, if there are any. */
export function annotated(metadata: ObjectMeta, annotations: { readonly [key: string]: string } = {}): ObjectMeta {
  return Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations };
}

/** The longest end of a name. With it, the name of a Service or Job must not be longer than 63 characters. */
export const LONGEST_END = '-controller-admission';

export function serviceAccount(metadata: ObjectMeta): KubeObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: true };
}

/** A container that runs as an ordinary user, cannot become another, and cannot write to its own file system. */
export function asUser(id: number): object {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsGroup: id,
    runAsNonRoot: true,
    runAsUser: id,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
