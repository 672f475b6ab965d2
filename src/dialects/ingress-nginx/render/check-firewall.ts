import { isTrue } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import { type RoutePolicies, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import { firewallRefuses } from '../firewall';
import type { Placed } from './place';
import type { RenderTarget } from './render-target';
import type { RouteAnnotations } from './route-annotations';

/** Reports routes whose firewall only reports: a user who sets `waf` expects it to refuse requests. */
export function checkFirewall(locations: readonly Placed[], read: (one: Placed) => RouteAnnotations, to: RenderTarget): Finding[] {
  const { settings } = to.controller;
  const isOn = isTrue(settings?.['enable-modsecurity'] ?? '');
  const ofAll = isOn ? (settings?.['modsecurity-snippet'] ?? '') : '';
  const findings: Finding[] = [];
  const told = new Set<RoutePolicies>();
  for (const one of locations) {
    const { policies, origin } = one.route;
    if (policies.waf === undefined || told.has(policies)) continue;
    told.add(policies);
    const refuses = firewallRefuses(`${ofAll}\n${read(one).get('modsecurity-snippet') ?? ''}`);
    if (refuses === true) continue;
    const isKnown = settings !== undefined && refuses === false;
    findings.push(finding('ingress-nginx/firewall-only-reports', origin.construct, { route: routeText(one.route), isKnown }));
  }
  return findings;
}
