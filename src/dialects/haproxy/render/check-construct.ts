import type { Finding } from '../../../findings/finding';
import { hostText, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import type { RenderTarget } from './render-target';

/** What the hosts of one construct ask for. */
export function checkConstruct({ routes: set }: RenderTarget): readonly Finding[] {
  const { hostMatches, hosts, defaultBackend, routes, construct } = set;
  const findings: Finding[] = [];
  const named = hostMatches.filter(({ kind }) => kind !== 'any').map(hostText);
  if (hosts.aliases !== undefined && named.length !== 1)
    findings.push(finding('haproxy/alias-needs-one-host', construct, { hosts: named }));
  if (hosts.appRoot !== undefined)
    for (const route of routes)
      if (route.path.kind === 'exact' && route.path.path === '/')
        findings.push(finding('haproxy/app-root-and-exact-root', route.origin.construct, { route: routeText(route) }));
  const rooted = new Set(
    routes.filter(({ path }) => path.kind === 'segmentPrefix' && path.path === '/').flatMap((one) => one.hosts.map(hostText)),
  );
  if (defaultBackend !== undefined && hostMatches.length > 0 && hostMatches.every((host) => rooted.has(hostText(host))))
    findings.push(finding('haproxy/default-backend-takes-nothing', construct, {}));
  return findings;
}
