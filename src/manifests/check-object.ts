import type { Finding } from '../findings/finding';
import { CLUSTER_SCOPED } from '../kinds/cluster-scoped';
import { type FieldPath, fieldText } from '../kinds/field-path';
import { DEFAULT_NAMESPACE, text } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { modernIngress, OLD_INGRESS_VERSIONS } from '../kinds/old-ingress-versions';
import type { Shape } from '../kinds/shapes';
import { checkShape, type Misfit } from '../kinds/validation/check-shape';
import { validate } from '../kinds/validation/validate';

/** The answer of the API server to an object. */
export interface CheckedObject {
  /** Whether the object exists: the server accepts it, or accepted it before. */
  readonly exists: boolean;
  readonly findings: readonly Finding[];
}

const FINE: CheckedObject = { exists: true, findings: [] };

/** Whether the API server accepts an object, with its reasons if it does not. */
export function checkObject(object: KubeObject, shape: Shape, whereOf: (field: FieldPath) => string): CheckedObject {
  const misfits = checkShape(object, shape);
  const unfit = misfits.map((misfit) => misfitFinding(misfit, object, whereOf));
  // A client that does not validate gets such an object without the fields that it does not have.
  if (misfits.some(({ kind }) => kind !== 'unknown')) return { exists: false, findings: unfit };
  const isOld = object.kind === 'Ingress' && Object.hasOwn(OLD_INGRESS_VERSIONS, object.apiVersion);
  const faults = validate(isOld ? modernIngress(object, undefined) : object);
  if (faults.length === 0) return unfit.length === 0 ? FINE : { exists: true, findings: unfit };
  const exists = isStored(object);
  const code = exists ? 'input/field-stored' : 'input/field-refused';
  return {
    exists,
    findings: [
      ...unfit,
      ...faults.map(({ path, reason }) =>
        catalogue().finding(code, whereOf(path), { object: nameOf(object), field: fieldText(path), because: reason }),
      ),
    ],
  };
}

/** Whether it comes from a cluster. A stored object is kept, even if the server has become stricter. */
const isStored = ({ metadata }: KubeObject): boolean => text(metadata.uid) !== '' || text(metadata.resourceVersion) !== '';

/** The name in texts, even if the object has no name. */
export function nameOf({ kind, metadata }: KubeObject): string {
  const { name, namespace } = (metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  const own = typeof name === 'string' ? name : '?';
  if (CLUSTER_SCOPED.has(kind)) return `${kind} ${own}`;
  return `${kind} ${typeof namespace === 'string' && namespace !== '' ? namespace : DEFAULT_NAMESPACE}/${own}`;
}

export function misfitFinding(misfit: Misfit, object: KubeObject, whereOf: (field: FieldPath) => string): Finding {
  const { finding } = catalogue();
  const place = whereOf(misfit.path);
  const params = { object: nameOf(object), field: fieldText(misfit.path) };
  switch (misfit.kind) {
    case 'type':
      return finding('input/field-type', place, { ...params, expected: misfit.expected, found: misfit.found });
    case 'unknown':
      return finding('input/field-unknown', place, { ...params, meant: misfit.meant });
    case 'missing':
      return finding('input/field-missing', place, params);
    case 'foreign':
      return finding('input/field-of-another-version', place, { ...params, version: object.apiVersion, instead: misfit.instead });
  }
}

/** The texts of findings are loaded only if there is one. */
const catalogue = (): typeof import('../findings/catalogue') => require('../findings/catalogue') as typeof import('../findings/catalogue');
