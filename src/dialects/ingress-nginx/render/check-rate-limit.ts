import type { Finding } from '../../../findings/finding';
import type { Annotations } from '../../../model/neutral-route';
import { finding } from '../findings';
import { identity } from '../identity';
import { policyAnnotations } from './policy-annotations';
import type { RenderTarget } from './render-target';

const LIMITS = ['limit-rps', 'limit-rpm', 'limit-connections'].map((name) => identity.annotationPrefix + name);

/**
 * Reports a limit of the whole construct that several of its Ingresses have: each counts for itself.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/ratelimit/main.go (`zoneName`).
 */
export function checkRateLimit({ routes: set, annotations = {} }: RenderTarget, ofIngresses: readonly Annotations[]): readonly Finding[] {
  const { rateLimit } = set.policies;
  const policy = rateLimit === undefined ? {} : policyAnnotations({ rateLimit }, { namespace: '', regexHost: false });
  const common: Annotations = { ...annotations, ...set.native.annotations };
  const limits = LIMITS.flatMap((key) => {
    const value = policy[key.slice(identity.annotationPrefix.length)] ?? common[key];
    return value === undefined ? [] : [{ key, value }];
  });
  const split = ofIngresses.filter((one) => limits.some(({ key, value }) => one[key] === value));
  if (split.length < 2) return [];
  const keys = limits.map(({ key }) => key);
  return [finding('ingress-nginx/rate-limit-split', set.construct, { keys, ingresses: split.length })];
}
