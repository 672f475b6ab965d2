import type { IngressView } from '../../../kinds/ingress-view';
import { identity } from '../identity';
import { jsonIn, textIn } from './annotations';
import { hasHostBits, isCidr } from './cidr';
import { classAnnotation, classOf, isOwnAnnotation } from './classes';
import type { Cluster } from './cluster';
import { CONDITIONS, checkConditions, type WrittenCondition } from './conditions';
import type { Parameters } from './parameters';
import { Refused } from './refused';
import type { Settings } from './settings';

/**
 * Why the controller's webhook refuses a new Ingress; undefined if it does not. It looks at the class and at conditions alone: everything
 * else is only found when the group is built.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:webhooks/networking/ingress_validator.go.
 */
export function refusalOf(ingress: IngressView, cluster: Cluster, settings: Settings): string | undefined {
  const annotated = classAnnotation(ingress);
  if (annotated === undefined) {
    const found = classOf(ingress, cluster);
    if (found !== undefined && 'because' in found) return found.because;
    if (found === undefined ? settings.ingressClass !== '' : found.controller !== identity.ingressClassController) return undefined;
  } else {
    if (!isOwnAnnotation(annotated, settings)) return undefined;
    if (settings.refusesClassAnnotation) return 'annotation kubernetes.io/ingress.class is forbidden by --disable-ingress-class-annotation';
  }
  if (settings.refusesGroupAnnotation && textIn(ingress.annotations, 'group.name') !== undefined)
    return 'annotation group.name is forbidden by --disable-ingress-group-name-annotation';
  const found = ingress.className === undefined ? undefined : classOf(ingress, cluster);
  if (found !== undefined && 'because' in found) return found.because;
  return refusedConditions(ingress);
}

function refusedConditions({ rules, annotations }: IngressView): string | undefined {
  for (const { backend, field } of rules.flatMap(({ paths = [] }) => paths)) {
    if (backend === undefined) return `${field}.backend is no Service, which the webhook cannot read`;
    try {
      checkConditions(jsonIn<readonly WrittenCondition[]>(annotations, `conditions.${backend.name}`, CONDITIONS) ?? []);
    } catch (error) {
      if (error instanceof Refused) return error.message;
      throw error;
    }
  }
  return undefined;
}

/** The same for IngressClassParams. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:webhooks/elbv2/ingressclassparams_validator.go. */
export function parametersRefusal({ inboundCidrs, subnets }: Parameters): string | undefined {
  const cidr = inboundCidrs.find((one) => !isCidr(one) || hasHostBits(one));
  if (cidr !== undefined) return `spec.inboundCIDRs: "${cidr}" is no network`;
  if (subnets === undefined) return undefined;
  const { ids, tags } = subnets;
  if (ids === undefined && tags === undefined) return 'spec.subnets must have either `ids` or `tags`';
  if (ids !== undefined && tags !== undefined) return 'spec.subnets may not have both `ids` and `tags`';
  if (ids !== undefined) return hasTwins(ids) ? 'spec.subnets.ids has an entry twice' : undefined;
  const values = Object.values(tags ?? {});
  if (values.length === 0) return 'spec.subnets.tags must have at least one key';
  return values.some(hasTwins) ? 'spec.subnets.tags has a value twice' : undefined;
}

const hasTwins = (texts: readonly string[]): boolean => new Set(texts).size < texts.length;
