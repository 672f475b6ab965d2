import { list, record } from '../ingress-view';
import type { KubeObject } from '../kube-object';
import type { FieldFaults } from './field-faults';
import { validateResources } from './scheduling';

/**
 * What the containers of a Deployment or DaemonSet ask for. The rest of their pods is not judged.
 * Source: kubernetes/kubernetes@v1.36.3:pkg/apis/core/validation/validation.go (`validateContainers`, `ValidateContainerResourceRequirements`).
 */
export function validateWorkload({ spec }: KubeObject, faults: FieldFaults): void {
  const pod = record(record(record(spec).template).spec);
  for (const field of ['initContainers', 'containers'])
    for (const [index, container] of list(pod[field]).entries())
      validateResources(record(container).resources, ['spec', 'template', 'spec', field, index, 'resources'], faults);
}
