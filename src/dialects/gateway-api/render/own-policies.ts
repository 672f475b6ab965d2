import type { RoutePolicies } from '../../../model/neutral-route';
import { canonical } from '../../../output/slot-text';
import type { Implementation } from '../implementations';
import { trafficSpec } from './envoy/backend-traffic-policy';
import { securitySpec } from './envoy/security-policy';

/** Policies that an implementation has objects of its own for; each holds for a whole HTTPRoute. */
export interface OwnPolicy {
  readonly kind: 'BackendTrafficPolicy' | 'SecurityPolicy';
  /** In the names of its objects. */
  readonly suffix: string;
  /** Undefined: the policies ask for nothing of it. `nameOf`: of an object by its key. */
  readonly spec: (policies: RoutePolicies, nameOf: (slotKey: string) => string) => object | undefined;
}

const ENVOY_GATEWAY: readonly OwnPolicy[] = [
  { kind: 'BackendTrafficPolicy', suffix: 'traffic', spec: trafficSpec },
  { kind: 'SecurityPolicy', suffix: 'access', spec: securitySpec },
];

export const ownPolicies = ({ ownPolicies: group }: Implementation): readonly OwnPolicy[] => (group === undefined ? [] : ENVOY_GATEWAY);

export const ownPoliciesKey = (policies: RoutePolicies, implementation: Implementation): string =>
  canonical(ownPolicies(implementation).map(({ spec }) => spec(policies, (slotKey) => slotKey) ?? null));
