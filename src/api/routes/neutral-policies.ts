import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import { fail } from '../../findings/fail';
import { valueText } from '../../findings/value-text';
import type { Annotations, ClientCertificatePolicy, RoutePolicies as NeutralPolicies, ServiceRef } from '../../model/neutral-route';
import { normalizeService } from '../../model/normalize';
import { checkPolicies } from '../../model/policies';
import type { ClientCertificateOptions } from './path-ingress-options';
import { POLICIES } from './policy-shapes';
import type { RoutePolicies, RoutePolicy } from './route-policies';
import type { IRouteTarget } from './route-target';
import { targetInput } from './target-input';

/** The construct with the policies, and the namespace of its routes. */
interface Place {
  readonly where: string;
  readonly namespace: string;
}

/**
 * Converts the policies that users write to the units of the model: seconds and bytes instead of `Duration` and `Size`.
 */
type Conversions = {
  readonly [P in Exclude<keyof RoutePolicies, 'ingressNginx' | 'haproxy' | 'awsLoadBalancer' | 'traefik'>]-?: (
    value: NonNullable<RoutePolicies[P]>,
    at: Place,
  ) => Partial<NeutralPolicies>;
};

/** A value of the wrong type becomes text or stays as it is, so that the checks report it: other languages do not enforce these types. */
const seconds = (duration: Duration | undefined): number | undefined => {
  if (typeof duration === 'object' && duration !== null && 'toSeconds' in duration) return duration.toSeconds({ integral: false });
  return (duration ?? undefined) === undefined ? undefined : (valueText(duration) as never);
};

const bytes = (size: Size): number =>
  typeof size === 'object' && size !== null && 'toKibibytes' in size
    ? size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024
    : (valueText(size) as never);

const list = <T>(items: readonly T[]): readonly T[] => (Array.isArray(items) ? [...items] : items);

/** Drops undefined and null members: the model has absent members only. */
function present<T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null)) as T;
}

function serviceOf(option: string, target: IRouteTarget, { where, namespace }: Place): ServiceRef {
  const input = targetInput(target, where);
  if (input.kind !== 'service') fail('policy/target-not-service', where, { option, kind: input.kind });
  return normalizeService(input.service, namespace, where);
}

const CONVERSIONS: Conversions = {
  httpsRedirect: (httpsRedirect) => ({ httpsRedirect }),
  cors: ({ maxAge, ...cors }) => ({ cors: present({ ...cors, maxAgeSeconds: seconds(maxAge) }) }),
  basicAuth: ({ secretName, secretType, realm }) => ({ basicAuth: present({ secretName, secretType: secretType ?? 'file', realm }) }),
  externalAuth: (externalAuth) => ({ externalAuth: present({ ...externalAuth }) }),
  jwt: (jwt) => ({ jwt: present({ ...jwt }) }),
  oidc: (oidc) => ({ oidc: present({ ...oidc }) }),
  waf: (waf) => ({ waf: present({ ...waf }) }),
  allowSourceRanges: (allowSourceRanges) => ({ allowSourceRanges: list(allowSourceRanges) }),
  denySourceRanges: (denySourceRanges) => ({ denySourceRanges: list(denySourceRanges) }),
  rateLimit: (rateLimit) => ({ rateLimit: present({ ...rateLimit }) }),
  maxBodySize: (size) => ({ maxBodyBytes: bytes(size) }),
  timeouts: ({ connect, read, send }) => ({
    timeouts: present({ connectSeconds: seconds(connect), readSeconds: seconds(read), sendSeconds: seconds(send) }),
  }),
  retries: ({ perTryTimeout, totalTimeout, ...retries }) => ({
    retries: present({ ...retries, perTryTimeoutSeconds: seconds(perTryTimeout), totalTimeoutSeconds: seconds(totalTimeout) }),
  }),
  mirror: ({ target, percent }, at) => ({ mirror: present({ service: serviceOf('mirror', target, at), percent }) }),
  customErrors: ({ statuses, target }, at) => ({
    customErrors: { statuses: list(statuses), service: serviceOf('customErrors', target, at) },
  }),
  loadBalancing: (loadBalancing) => ({ loadBalancing: present({ ...loadBalancing }) }),
  healthChecks: ({ interval, timeout, ...checks }) => ({
    healthChecks: present({ ...checks, intervalSeconds: seconds(interval), timeoutSeconds: seconds(timeout) }),
  }),
  sessionAffinity: ({ maxAge, ...affinity }) => ({ sessionAffinity: present({ ...affinity, maxAgeSeconds: seconds(maxAge) }) }),
  backendProtocol: (backendProtocol) => ({ backendProtocol }),
  backendTls: (backendTls) => ({ backendTls: present({ ...backendTls }) }),
  backendProxyProtocol: (backendProxyProtocol) => ({ backendProxyProtocol }),
  requestHeaders: (requestHeaders) => ({ requestHeaders: present({ ...requestHeaders }) }),
  responseHeaders: (responseHeaders) => ({ responseHeaders: present({ ...responseHeaders }) }),
  upstreamHost: (upstreamHost) => ({ upstreamHost }),
};

/** Members that only one controller understands. */
export const NATIVE_OPTIONS = (Object.keys(POLICIES) as (keyof RoutePolicies)[]).filter((option) => !Object.hasOwn(CONVERSIONS, option));

const NAMES = Object.keys(CONVERSIONS) as (keyof Conversions)[];

/** Whether any policy is given. Routes without one share the policies of their PathIngress. */
export function hasPolicies(policies: RoutePolicies): boolean {
  return NAMES.some((name) => policies[name] !== undefined);
}

/** Policies without those that a route excludes. A route must not both exclude and give a policy. */
export function inheritedPolicies<P extends RoutePolicies>(
  policies: P,
  without: readonly RoutePolicy[],
  own: RoutePolicies,
  where: string,
): P {
  const names: readonly PolicyName[] = without;
  const twice = names.find((name) => own[name] !== undefined);
  if (twice !== undefined) fail('policy/given-and-without', where, { policy: twice });
  return { ...policies, ...Object.fromEntries(names.map((name) => [name, undefined])) };
}

/** Each member of the enum is a policy. */
type PolicyName = keyof RoutePolicies & `${RoutePolicy}`;

export function neutralPolicies(policies: RoutePolicies, at: Place): NeutralPolicies {
  const neutral: NeutralPolicies = {};
  for (const name of NAMES) {
    const value = policies[name];
    // The compiler cannot see that name and value belong together.
    if (value !== undefined)
      Object.assign(neutral, (CONVERSIONS[name] as (value: unknown, at: Place) => Partial<NeutralPolicies>)(value, at));
  }
  checkPolicies(neutral, at.where);
  return neutral;
}

export function neutralClientCertificates({
  secretName,
  secretNamespace,
  verify,
  verifyDepth,
  errorPage,
  passToBackend,
}: ClientCertificateOptions): ClientCertificatePolicy {
  return present<ClientCertificatePolicy>({ secretName, secretNamespace, verify: verify ?? 'on', verifyDepth, errorPage, passToBackend });
}

export const NO_ANNOTATIONS: Annotations = {};
