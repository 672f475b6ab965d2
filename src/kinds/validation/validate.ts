import type { KubeObject } from '../kube-object';
import { type FieldFault, FieldFaults } from './field-faults';
import { validateIngress, validateIngressClass } from './ingress';
import { validateConfigMap, validateSecret } from './keyed-data';
import { validateMetadata } from './metadata';
import { validateService } from './service';
import { validateWorkload } from './workload';

/** By kind: what holds for it besides its metadata. The API groups are those of Kubernetes. */
const VALIDATORS: { readonly [kind: string]: (object: KubeObject, faults: FieldFaults) => void } = {
  'networking.k8s.io/v1 Ingress': validateIngress,
  'networking.k8s.io/v1 IngressClass': validateIngressClass,
  'v1 Service': validateService,
  'v1 Secret': validateSecret,
  'v1 ConfigMap': validateConfigMap,
  'apps/v1 Deployment': validateWorkload,
  'apps/v1 DaemonSet': validateWorkload,
};

/**
 * Why kube-apiserver 1.36 refuses to create an object, field by field; nothing if it takes it. Types of fields are not checked: a field of a
 * wrong type counts as absent. Of Deployments and DaemonSets only the metadata and the resources of containers are judged, of all kinds but Ingress,
 * IngressClass, Service, Secret and ConfigMap only the metadata, and its `ownerReferences` of none.
 */
export function validate(object: KubeObject): readonly FieldFault[] {
  const faults = new FieldFaults();
  validateMetadata(object, faults);
  VALIDATORS[`${object.apiVersion} ${object.kind}`]?.(object, faults);
  return faults.found;
}
