import type { Finding } from '../../../../findings/finding';
import type { RoutePolicies } from '../../../../model/neutral-route';
import { finding } from '../../findings';

/** A setting that the policies of Envoy Gateway have no field for. */
interface Gap {
  readonly option: string;
  readonly isGiven: (policies: RoutePolicies) => boolean;
  readonly because: string;
  readonly instead: string;
}

const GAPS: readonly Gap[] = [
  {
    option: 'rateLimit.exemptSourceRanges',
    isGiven: ({ rateLimit }) => rateLimit?.exemptSourceRanges !== undefined,
    because: 'a rule of BackendTrafficPolicy.spec.rateLimit counts requests, and none lets addresses pass uncounted',
    instead: 'leave it out, or give these clients a route of their own',
  },
  {
    option: 'loadBalancing beside sessionAffinity',
    isGiven: ({ loadBalancing, sessionAffinity }) => loadBalancing !== undefined && sessionAffinity !== undefined,
    because: 'BackendTrafficPolicy.spec.loadBalancer takes one of the two',
    instead: 'give one of them',
  },
  {
    option: 'backendTls.secretNamespace',
    isGiven: ({ backendTls }) => backendTls?.secretNamespace !== undefined,
    because: 'a BackendTLSPolicy takes certificates of its own namespace, which is that of the Service',
    instead: 'put the Secret beside the Service, and leave secretNamespace out',
  },
  {
    option: 'backendTls.verifyDepth',
    isGiven: ({ backendTls }) => backendTls?.verifyDepth !== undefined,
    because: 'a BackendTLSPolicy has no limit for the length of a chain',
    instead: 'leave verifyDepth out',
  },
];

export const checkOwnPolicies = (
  uses: readonly (readonly [subject: string, policies: RoutePolicies])[],
  construct: string,
): readonly Finding[] =>
  uses.flatMap(([subject, policies]) =>
    GAPS.filter(({ isGiven }) => isGiven(policies)).map(({ option, because, instead }) =>
      finding('gateway-api/setting-not-used', construct, { subject, option, because, instead }),
    ),
  );
