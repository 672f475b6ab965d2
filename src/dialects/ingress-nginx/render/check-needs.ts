import type { Finding } from '../../../findings/finding';
import type { RoutePolicies } from '../../../model/neutral-route';
import { finding } from '../findings';
import { isHeaderName, isHeaderValue } from '../header-text';
import type { Placed } from './place';
import { needsNamespace } from './policy-annotations';
import type { RenderTarget } from './render-target';

/** Reports settings of the controller that policies of routes need, and that are unknown or not set. */
export function checkNeeds(locations: readonly Placed[], to: RenderTarget): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<RoutePolicies>();
  for (const { route } of locations) {
    const { policies, origin } = route;
    // Many routes share one object.
    if (seen.has(policies)) continue;
    seen.add(policies);
    const where = origin.construct;
    const what = needsNamespace(policies);
    if (to.namespace === undefined && what !== undefined) findings.push(finding('ingress-nginx/namespace-needed', where, { what }));
    findings.push(...checkHeaders(policies, to, where));
  }
  return findings;
}

const ALLOW_LIST = 'global-allowed-response-headers';

function checkHeaders({ responseHeaders }: RoutePolicies, { controller: { settings } }: RenderTarget, where: string): Finding[] {
  const set = responseHeaders?.set ?? {};
  const headers = Object.keys(set);
  if (headers.length === 0) return [];
  const findings: Finding[] = [];
  const allowed = (settings?.[ALLOW_LIST] ?? '').split(',').map((name) => name.trim());
  const refused = headers.filter((name) => !allowed.includes(name));
  if (settings === undefined) {
    findings.push(
      finding('ingress-nginx/setting-not-known', where, { what: 'responseHeaders', settings: { [ALLOW_LIST]: headers.join(',') } }),
    );
  } else if (refused.length > 0) {
    findings.push(finding('ingress-nginx/header-not-allowed', where, { headers: refused, all: headers }));
  }
  for (const [name, value] of Object.entries(set)) {
    if (!isHeaderName(name) || !isHeaderValue(value)) findings.push(finding('ingress-nginx/header-refused', where, { name, value }));
  }
  return findings;
}
