import type { Finding } from '../../../findings/finding';
import { hostText, type NeutralRoute, pathText, type Redirect, type RouteSet, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import { isStrictPath, isSuspicious } from '../inspection';
import { checkBackendTls } from './check-backend-tls';
import { checkFirewall } from './check-firewall';
import { checkNeeds } from './check-needs';
import { checkOtherNamespaces } from './check-other-namespaces';
import { checkPassthrough } from './check-passthrough';
import { checkPatterns } from './check-patterns';
import { checkPolicies } from './check-policies';
import { checkReach } from './check-reach';
import { checkUpstreamSettings } from './check-upstream-settings';
import { sibling } from './further-hosts';
import { onlyHost, type Placed, refusedCharacter } from './place';
import type { RenderTarget } from './render-target';
import { annotationsReader } from './route-annotations';

/**
 * Checks the requirements of this controller for routes, beyond those of Kubernetes. Sources, all
 * kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/inspector/rules.go (strict path types and refused words),
 * internal/ingress/controller/controller.go (`CheckIngress`, `createServers`, `getBackendServers`).
 */
export function checkRoutes(set: RouteSet, locations: readonly Placed[], regexHosts: ReadonlySet<string>, to: RenderTarget): Finding[] {
  const findings: Finding[] = [];
  for (const { route } of locations) {
    checkPath(route, to, findings);
    checkAction(route, findings);
  }
  checkHosts(set, to, findings);
  findings.push(...checkReach(set, locations, regexHosts));
  findings.push(...checkShared(set, locations, regexHosts, to));
  checkRedirects(set, locations, findings);
  findings.push(...checkPassthrough(set, locations, to));
  return findings;
}

/** Findings about settings that affect other routes too, or that depend on the controller's own settings. */
function checkShared(set: RouteSet, locations: readonly Placed[], regexHosts: ReadonlySet<string>, to: RenderTarget): Finding[] {
  const read = annotationsReader(to, regexHosts);
  return [
    ...checkPatterns(locations, regexHosts, read),
    ...checkNeeds(locations, to),
    ...checkPolicies(locations),
    ...checkFirewall(locations, read, to),
    ...checkBackendTls(locations, read, to),
    ...checkOtherNamespaces(set, locations, read, to),
    ...checkUpstreamSettings(locations, read),
  ];
}

// ---- paths

const STRICT_PATHS = 'strict-validate-path-type';

function checkPath(route: NeutralRoute, { controller: { settings } }: RenderTarget, findings: Finding[]): void {
  const text = pathText(route.path);
  const where = route.origin.construct;
  const isLiteral = route.path.kind === 'exact' || route.path.kind === 'segmentPrefix';
  if (isLiteral && settings?.[STRICT_PATHS] !== 'false' && !isStrictPath(text)) {
    const character = [...text].find((c) => !/[A-Za-z0-9._\-/]/.test(c)) ?? '';
    const what = `${JSON.stringify(character)} in the path of route ${routeText(route)}`;
    findings.push(
      settings === undefined
        ? finding('ingress-nginx/setting-not-known', where, { what, settings: { [STRICT_PATHS]: 'false' } })
        : finding('ingress-nginx/path-characters', where, { route: routeText(route), character }),
    );
  }
  if (isSuspicious(text)) findings.push(finding('ingress-nginx/path-refused', where, { route: routeText(route) }));
}

// ---- what a route does

function checkAction(route: NeutralRoute, findings: Finding[]): void {
  const { action } = route;
  const where = route.origin.construct;
  if (action.kind !== 'redirect') return;
  const { redirect } = action;
  const character = refusedCharacter(redirect);
  if (character !== undefined && redirect.path !== undefined)
    findings.push(finding('ingress-nginx/redirect-characters', where, { route: routeText(route), path: redirect.path, character }));
  if (redirect.path === undefined && (route.path.kind === 'regexPrefix' || route.path.kind === 'controllerDefined'))
    findings.push(finding('ingress-nginx/redirect-keeps-pattern', where, { route: routeText(route) }));
  if (redirect.path === undefined && redirect.status !== 302)
    findings.push(
      finding('ingress-nginx/redirect-status', where, {
        route: routeText(route),
        status: redirect.status,
        canonical: canonicalHost(route, redirect),
      }),
    );
  if (
    redirect.path !== undefined &&
    redirect.hostname === undefined &&
    (redirect.scheme !== undefined || redirect.port !== undefined) &&
    onlyHost(route) === undefined
  ) {
    findings.push(finding('ingress-nginx/redirect-needs-hostname', where, { route: routeText(route) }));
  }
}

/** The host of a redirect between a name and the same name with "www.": an annotation can do that, with another status. */
function canonicalHost(route: NeutralRoute, { hostname, scheme, port }: Redirect): string | undefined {
  const host = onlyHost(route);
  return hostname !== undefined && host === sibling(hostname) && scheme === undefined && port === undefined ? hostname : undefined;
}

function checkHosts(set: RouteSet, to: RenderTarget, findings: Finding[]): void {
  const named = set.hostMatches.filter((host) => host.kind !== 'any');
  const { aliases, clientCertificates } = set.hosts;
  if (aliases !== undefined && named.length !== 1)
    findings.push(finding('ingress-nginx/alias-needs-one-host', set.construct, { hosts: named.map(hostText) }));
  for (const alias of aliases ?? []) {
    if (named.some((host) => hostText(host) === alias)) findings.push(finding('ingress-nginx/alias-is-host', set.construct, { alias }));
  }
  if (clientCertificates !== undefined) {
    if (clientCertificates.secretNamespace === undefined && to.namespace === undefined)
      findings.push(finding('ingress-nginx/namespace-needed', set.construct, { what: 'clientCertificates' }));
    if (named.length === 0) findings.push(finding('ingress-nginx/client-certificates-need-host', set.construct, {}));
  }
}

// ---- what a route takes besides its own requests

/** The first Ingress of a host also decides the annotations of all requests that no route takes, and so their redirect. */
function checkRedirects(set: RouteSet, locations: readonly Placed[], findings: Finding[]): void {
  if (set.defaultBackend !== undefined) return;
  const redirects = locations.filter(
    ({ placement }) =>
      placement.redirect !== undefined || (placement.rewriteTarget !== undefined && placement.location.prefix !== undefined),
  );
  if (redirects.length === 0) return;
  const rooted = new Set(
    locations
      .filter(({ route }) => route.path.kind === 'segmentPrefix' && route.path.path === '/')
      .flatMap(({ route }) => route.hosts.map(hostText)),
  );
  const forwarded = new Set(locations.filter(({ placement }) => placement.location.main).flatMap(({ route }) => route.hosts.map(hostText)));
  const told = new Set<string>();
  for (const { route } of redirects) {
    for (const host of route.hosts.map(hostText)) {
      // For routes without a host the controller adds the catch-all itself, without annotations.
      if (host === '' || rooted.has(host) || told.has(host)) continue;
      told.add(host);
      findings.push(
        finding(
          forwarded.has(host) ? 'ingress-nginx/redirect-may-take-unmatched' : 'ingress-nginx/redirect-takes-unmatched',
          route.origin.construct,
          { route: routeText(route), host },
        ),
      );
    }
  }
}
