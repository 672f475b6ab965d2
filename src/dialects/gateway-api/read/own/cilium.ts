import { list, record } from '../../../../kinds/ingress-view';
import { type Labels, selects } from '../../../../kinds/label-selector';
import { originOf } from '../../../../table/origin';
import { type Fields, type Named, nameOf } from '../view';
import { type Treatment, undecidedStep } from './treatment';

/**
 * Requests come in under the identity of ingress, whose one label is `reserved:ingress`. What a policy that selects it does is not known; one
 * that selects pods or nodes says nothing of who may come in.
 *
 * cilium/cilium@v1.20.2:pkg/endpoint/endpoint.go (`InitWithIngressLabels`), pkg/k8s/apis/cilium.io/v2/ccnp_types.go.
 */
export function readCiliumPolicies(objects: readonly Named[]): Treatment {
  const concerned = objects.filter((policy) => rulesOf(policy).some(selectsIngress));
  return { first: concerned.map((one) => undecidedStep(`what ${nameOf(one)} does is not known`, originOf(one, 'spec'))) };
}

function rulesOf({ object }: Named): readonly Fields[] {
  const { spec, specs } = object;
  return [...list(specs), ...(spec === undefined ? [] : [spec])].map(record);
}

/** A label may be named with its source in two ways, or without. */
const OF_INGRESS: Labels = Object.fromEntries(
  ['reserved:ingress', 'reserved.ingress', 'any:ingress', 'any.ingress', 'ingress'].map((key) => [key, '']),
);

function selectsIngress({ endpointSelector, nodeSelector }: Fields): boolean {
  if (endpointSelector === undefined) return nodeSelector === undefined;
  return selects(record(endpointSelector), OF_INGRESS);
}
