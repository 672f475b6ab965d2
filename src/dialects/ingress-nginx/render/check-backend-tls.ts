import { isTrue } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import { hostText, type NeutralRoute, type RoutePolicies, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import type { Placed } from './place';
import type { RenderTarget } from './render-target';
import type { RouteAnnotations } from './route-annotations';

/**
 * TLS towards backends. Sources, all kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/annotations/proxyssl/main.go
 * (without a Secret the other annotations are ignored), internal/ingress/controller/controller.go (`getBackendServers`:
 * `server.ProxySSL` comes from the first Ingress with a CA), rootfs/etc/nginx/template/nginx.tmpl (`proxy_ssl_*` of servers and
 * locations; there is no `grpc_ssl_*`, and nginx uses `proxy_ssl_*` only for `proxy_pass`).
 */
export function checkBackendTls(locations: readonly Placed[], read: (one: Placed) => RouteAnnotations, to: RenderTarget): Finding[] {
  const findings: Finding[] = [];
  const told = new Set<RoutePolicies>();
  for (const { route } of locations) {
    if (route.action.kind !== 'forward' || told.has(route.policies)) continue;
    told.add(route.policies);
    checkOne(route, findings);
  }
  if (!isTrue(to.controller.settings?.['proxy-ssl-location-only'] ?? '')) checkHosts(locations, read, findings);
  return findings;
}

function checkOne(route: NeutralRoute, findings: Finding[]): void {
  const { backendTls, backendProtocol } = route.policies;
  if (backendTls === undefined) return;
  const where = route.origin.construct;
  if (backendProtocol === 'GRPCS') findings.push(finding('ingress-nginx/backend-tls-with-grpcs', where, { route: routeText(route) }));
  if (backendTls.secretName !== undefined) return;
  const option = (['serverName', 'verifyDepth', 'secretNamespace'] as const).find((name) => backendTls[name] !== undefined);
  if (option !== undefined) findings.push(finding('ingress-nginx/backend-tls-without-secret', where, { route: routeText(route), option }));
}

// ---- settings of one route that apply to the whole host

interface TlsRoute {
  readonly route: NeutralRoute;
  readonly says: RouteAnnotations;
}

function checkHosts(locations: readonly Placed[], read: (one: Placed) => RouteAnnotations, findings: Finding[]): void {
  const hosts = new Map<string, TlsRoute[]>();
  let withSecret = false;
  for (const one of locations) {
    if (one.route.action.kind !== 'forward') continue;
    const says = read(one);
    withSecret ||= says.has(SECRET);
    if (!/^\s*(HTTPS|AUTO_HTTP)\s*$/i.test(says.get('backend-protocol') ?? '')) continue;
    for (const host of one.route.hosts.map(hostText)) {
      const list = hosts.get(host);
      if (list === undefined) hosts.set(host, [{ route: one.route, says }]);
      else list.push({ route: one.route, says });
    }
  }
  if (!withSecret) return;
  const told = new Set<RouteAnnotations>();
  for (const routes of hosts.values()) {
    const governing = routes.find(({ says }) => says.has(SECRET));
    const naming = routes.find(({ says }) => says.has(SECRET) && says.has(NAME));
    for (const { route, says } of routes) {
      // A route with a Secret has its own settings, except for the name.
      const from = says.has(SECRET) ? (says.has(NAME) ? undefined : naming) : governing;
      if (from === undefined || told.has(says)) continue;
      told.add(says);
      findings.push(
        finding('ingress-nginx/backend-tls-takes-host', route.origin.construct, {
          route: routeText(route),
          other: routeText(from.route),
          takes: says.has(SECRET) ? 'serverName' : 'all of backendTls',
        }),
      );
    }
  }
}

const SECRET = 'proxy-ssl-secret';
const NAME = 'proxy-ssl-name';
