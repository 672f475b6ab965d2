import type { Finding } from '../../../findings/finding';
import { type BackendProtocolName, type NeutralRoute, type RoutePolicies, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import type { Placed } from './place';
import { RETRIED_STATUSES } from './policy-annotations';

/**
 * Reports parts of policies that the controller cannot apply, or does not apply together with another policy. Sources,
 * kubernetes/ingress-nginx@controller-v1.15.1: rootfs/etc/nginx/template/nginx.tmpl (of the directives below it writes only those of
 * `proxy_pass`, and also the timeouts of `grpc_pass`), internal/ingress/controller/template/template.go (`buildMirrorLocations` writes
 * a `proxy_pass`), rootfs/etc/nginx/lua/balancer.lua (`get_implementation`: a cookie first), rootfs/etc/nginx/lua/util.lua
 * (`parse_complex_value`: names of variables end at any other character).
 */
export function checkPolicies(locations: readonly Placed[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<RoutePolicies>();
  for (const { route } of locations) {
    if (seen.has(route.policies)) continue;
    seen.add(route.policies);
    findings.push(...checkOne(route));
  }
  return findings;
}

function checkOne(route: NeutralRoute): Finding[] {
  const { policies } = route;
  const where = route.origin.construct;
  const findings: Finding[] = [];
  const { backendProtocol = 'HTTP', loadBalancing, sessionAffinity, mirror } = policies;
  for (const [option, protocols] of Object.entries(WITHOUT_EFFECT)) {
    if (policies[option as keyof RoutePolicies] === undefined || !protocols.includes(backendProtocol)) continue;
    findings.push(finding('ingress-nginx/policy-not-for-protocol', where, { route: routeText(route), option, protocol: backendProtocol }));
  }
  const refused = policies.retries?.statuses?.filter((status) => !RETRIED_STATUSES.includes(status)) ?? [];
  if (refused.length > 0)
    findings.push(finding('ingress-nginx/retry-status', where, { route: routeText(route), statuses: refused, known: RETRIED_STATUSES }));
  if (typeof mirror?.service.port === 'string')
    findings.push(finding('ingress-nginx/mirror-port-name', where, { route: routeText(route), port: mirror.service.port }));
  for (const option of ['hashHeader', 'hashCookie'] as const) {
    const name = loadBalancing?.[option];
    if (name !== undefined && !HASHED[option].test(name))
      findings.push(finding('ingress-nginx/hash-name', where, { route: routeText(route), option, name }));
  }
  if (loadBalancing !== undefined && sessionAffinity !== undefined)
    findings.push(finding('ingress-nginx/affinity-before-load-balancing', where, { route: routeText(route) }));
  return findings;
}

/** Protocols for which a policy has no effect. */
const WITHOUT_EFFECT: { readonly [P in keyof RoutePolicies]?: readonly BackendProtocolName[] } = {
  timeouts: ['FCGI'],
  upstreamHost: ['FCGI'],
  retries: ['GRPC', 'GRPCS', 'FCGI'],
  customErrors: ['GRPC', 'GRPCS', 'FCGI'],
  mirror: ['GRPC', 'GRPCS', 'FCGI'],
};

/** nginx names the variable of a header with "_" for "-", and drops headers with "_" in their names. */
const HASHED = { hashHeader: /^[A-Za-z0-9-]+$/, hashCookie: /^[A-Za-z0-9_]+$/ };
