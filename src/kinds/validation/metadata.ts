import {
  dnsLabelReasons,
  dnsSubdomainReasons,
  labelValueReasons,
  pathSegmentReasons,
  qualifiedNameReasons,
  type Reasons,
} from '../../model/kubernetes-syntax';
import { CLUSTER_SCOPED } from '../cluster-scoped';
import type { FieldPath } from '../field-path';
import { list, record, text } from '../ingress-view';
import type { KubeObject } from '../kube-object';
import type { FieldFaults } from './field-faults';

/**
 * Names, labels and annotations, which every object has. Source: kubernetes/apimachinery@v0.36.0:pkg/api/validation/objectmeta.go and
 * generic.go; for names of Services kubernetes/kubernetes@v1.36.3:pkg/features/kube_features.go (`RelaxedServiceNameValidation`, on since
 * 1.36: older versions want a letter at the beginning).
 */
const NAMES: { readonly [apiVersionAndKind: string]: (name: string) => Reasons } = {
  'v1/Service': dnsLabelReasons,
  'v1/Namespace': dnsLabelReasons,
  'rbac.authorization.k8s.io/v1/Role': pathSegmentReasons,
  'rbac.authorization.k8s.io/v1/RoleBinding': pathSegmentReasons,
  'rbac.authorization.k8s.io/v1/ClusterRole': pathSegmentReasons,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': pathSegmentReasons,
};

/** The most bytes of all keys and values of annotations together. */
export const ANNOTATION_BYTES = 256 * 1024;

export function validateMetadata({ apiVersion, kind, metadata }: KubeObject, faults: FieldFaults): void {
  const { generateName, name, namespace, labels, annotations, finalizers } = record(metadata);
  const key = `${apiVersion}/${kind}`;
  const reasonsOf = (Object.hasOwn(NAMES, key) ? NAMES[key] : undefined) ?? dnsSubdomainReasons;
  const prefix = text(generateName);
  // Characters follow, so that the last one may be a hyphen.
  if (prefix !== '')
    faults.invalid(
      ['metadata', 'generateName'],
      prefix,
      ...reasonsOf(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix),
    );
  if (text(name) !== '') faults.invalid(['metadata', 'name'], name, ...reasonsOf(text(name)));
  else if (prefix === '') faults.required(['metadata', 'name'], 'name or generateName is required');
  if (text(namespace) !== '' && !CLUSTER_SCOPED.has(kind))
    faults.invalid(['metadata', 'namespace'], namespace, ...dnsLabelReasons(text(namespace)));
  validateLabels(labels, ['metadata', 'labels'], faults);
  validateAnnotations(annotations, faults);
  validateFinalizers(list(finalizers).map(text), faults);
}

/** Labels, or what selects them. */
export function validateLabels(labels: unknown, path: FieldPath, faults: FieldFaults): void {
  for (const [key, value] of Object.entries(record(labels))) {
    faults.invalid([...path, key], key, ...qualifiedNameReasons(key));
    faults.invalid([...path, key], text(value), ...labelValueReasons(text(value)));
  }
}

function validateAnnotations(given: unknown, faults: FieldFaults): void {
  const path = ['metadata', 'annotations'];
  const annotations = Object.entries(record(given));
  // Upper case is no fault, even in the part before the slash.
  for (const [key] of annotations) faults.invalid([...path, key], key, ...qualifiedNameReasons(key.toLowerCase()));
  if (annotationBytes(annotations) > ANNOTATION_BYTES) faults.tooLong(path, ANNOTATION_BYTES);
}

export const annotationBytes = (annotations: readonly (readonly [string, unknown])[]): number =>
  annotations.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text(value)), 0);

/** Finalizers that need no domain: kubernetes/kubernetes@v1.36.3:pkg/apis/core/helper/helpers.go. */
const STANDARD_FINALIZERS = ['foregroundDeletion', 'kubernetes', 'orphan'];

function validateFinalizers(finalizers: readonly string[], faults: FieldFaults): void {
  const path = ['metadata', 'finalizers'];
  for (const one of finalizers) faults.invalid(path, one, ...qualifiedNameReasons(one));
  if (finalizers.includes('foregroundDeletion') && finalizers.includes('orphan'))
    faults.invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set');
  for (const [index, one] of finalizers.entries())
    if (!one.includes('/') && !STANDARD_FINALIZERS.includes(one))
      faults.invalid([...path, index], one, 'name is neither a standard finalizer name nor is it fully qualified');
}
