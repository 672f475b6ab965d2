import { finding } from '../../../findings/catalogue';
import type { Finding } from '../../../findings/finding';
import { hostText, type NeutralRoute, pathText, type RouteSet, routeText, type ServiceRef } from '../../../model/neutral-route';
import type { RenderTarget } from '../../dialect';
import { pcre } from '../pcre';
import { checkReach } from './check-reach';
import { onlyHost, type Placement } from './place';
import { namesNamespace } from './policy-annotations';

/** A route in an Ingress. */
export interface Placed {
  readonly route: NeutralRoute;
  readonly placement: Placement;
  readonly service: ServiceRef | undefined;
}

/**
 * What this controller asks of routes beyond what Kubernetes asks.
 * Sources, all kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/inspector/rules.go (strict path types and refused words),
 * internal/ingress/controller/controller.go (`CheckIngress`, `createServers`, `getBackendServers`).
 */
export function checkRoutes(set: RouteSet, locations: readonly Placed[], regexHosts: ReadonlySet<string>, to: RenderTarget): Finding[] {
  const findings: Finding[] = [];
  const strict = to.controller.settings?.['strict-validate-path-type'] !== 'false';
  for (const { route } of locations) {
    checkPath(route, strict, findings);
    checkAction(route, findings);
    checkNeeds(route, to, findings);
  }
  checkHosts(set, to, findings);
  findings.push(...checkReach(set, locations, regexHosts));
  checkSharedCanaries(locations, findings);
  checkRedirects(set, locations, findings);
  return findings;
}

// ---- paths

/** Exact and Prefix paths: strict-validate-path-type, on by default. */
const STRICT_PATH = /^\/[A-Za-z0-9._\-/]*$/;
/** Whatever the path type: the deep inspection of the admission webhook, on by default. */
const REFUSED_WORDS = [
  /\s*alias\s*.*;/s,
  /\s*root\s*.*;/s,
  /\/etc\/(passwd|shadow|group|nginx|ingress-controller)/,
  /\/var\/run\/secrets/,
  /.*_by_lua.*/,
];

function checkPath(route: NeutralRoute, strict: boolean, findings: Finding[]): void {
  const text = pathText(route.path);
  const where = route.origin.construct;
  if (strict && (route.path.kind === 'exact' || route.path.kind === 'segmentPrefix') && !STRICT_PATH.test(text)) {
    findings.push(
      finding('ingress-nginx/path-characters', where, {
        route: routeText(route),
        character: [...text].find((c) => !/[A-Za-z0-9._\-/]/.test(c)) ?? '',
      }),
    );
  }
  if (REFUSED_WORDS.some((word) => word.test(text)))
    findings.push(finding('ingress-nginx/path-refused', where, { route: routeText(route) }));
  if (route.path.kind === 'regexPrefix') checkRegex(route, findings);
}

function checkRegex(route: NeutralRoute, findings: Finding[]): void {
  const where = route.origin.construct;
  const text = pathText(route.path);
  const verdict = pcre(text);
  if (verdict.kind === 'refused')
    findings.push(finding('ingress-nginx/regex-does-not-compile', where, { route: routeText(route), because: verdict.because }));
  if (verdict.kind === 'undecided')
    findings.push(finding('ingress-nginx/regex-not-decided', where, { route: routeText(route), because: verdict.because }));
  const rewrite = route.action.kind === 'forward' ? route.action.rewrite : undefined;
  if (verdict.kind === 'compiles' && rewrite?.kind === 'substitute') {
    const missing = [...rewrite.substitution.matchAll(/\$(\d)/g)].map((match) => Number(match[1])).find((n) => n > verdict.captures);
    if (missing !== undefined) {
      findings.push(
        finding('ingress-nginx/capture-missing', where, {
          route: routeText(route),
          rewrite: rewrite.substitution,
          group: missing,
          captures: verdict.captures,
        }),
      );
    }
  }
}

// ---- what a route does

function checkAction(route: NeutralRoute, findings: Finding[]): void {
  const { action } = route;
  const where = route.origin.construct;
  if (action.kind !== 'redirect') return;
  const { redirect } = action;
  if (redirect.path === undefined && redirect.status !== 302)
    findings.push(finding('ingress-nginx/redirect-status', where, { route: routeText(route), status: redirect.status }));
  if (
    redirect.path !== undefined &&
    redirect.hostname === undefined &&
    (redirect.scheme !== undefined || redirect.port !== undefined) &&
    onlyHost(route) === undefined
  ) {
    findings.push(finding('ingress-nginx/redirect-needs-hostname', where, { route: routeText(route) }));
  }
}

/** What has to be known, or set on the controller, before a route can do what it says. */
function checkNeeds(route: NeutralRoute, to: RenderTarget, findings: Finding[]): void {
  const { policies } = route;
  const where = route.origin.construct;
  if (to.namespace === undefined && namesNamespace(policies)) {
    findings.push(
      finding('ingress-nginx/namespace-needed', where, { what: policies.responseHeaders === undefined ? 'backendTls' : 'responseHeaders' }),
    );
  }
  const headers = Object.keys(policies.responseHeaders ?? {});
  if (headers.length > 0 && to.controller.settings !== undefined) {
    const allowed = (to.controller.settings['global-allowed-response-headers'] ?? '').split(',').map((name) => name.trim());
    const refused = headers.filter((name) => !allowed.includes(name));
    if (refused.length > 0) findings.push(finding('ingress-nginx/header-not-allowed', where, { headers: refused, all: headers }));
  }
  for (const [name, value] of Object.entries(policies.responseHeaders ?? {})) {
    if (!/^[a-zA-Z\d\-_]+$/.test(name) || !/^[a-zA-Z\d_ :;.,\\/"'?!(){}[\]@<>=\-+*#$&`|~^%]+$/.test(value))
      findings.push(finding('ingress-nginx/header-refused', where, { name, value }));
  }
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

/** A canary hangs on the Service and port of its route, so it takes a part of every other route to the same Service and port. */
function checkSharedCanaries(locations: readonly Placed[], findings: Finding[]): void {
  const withCanary = new Map<string, Placed>();
  for (const one of locations) {
    if (one.placement.canary === undefined || one.service === undefined) continue;
    const key = `${one.service.name}:${one.service.port}`;
    if (!withCanary.has(key)) withCanary.set(key, one);
  }
  if (withCanary.size === 0) return;
  for (const { route, placement, service } of locations) {
    if (service === undefined) continue;
    const key = `${service.name}:${service.port}`;
    const sharing = withCanary.get(key);
    if (sharing !== undefined && canaryText(placement) !== canaryText(sharing.placement))
      findings.push(
        finding('ingress-nginx/canary-takes-more', route.origin.construct, {
          route: routeText(route),
          canary: routeText(sharing.route),
          service: key,
        }),
      );
  }
}

/** Equal for canaries that take the same part of a Service. */
const canaryText = ({ canary }: Placement): string =>
  canary === undefined ? '' : `${canary.service.name}:${canary.service.port} ${JSON.stringify(canary.annotations)}`;

/** The first Ingress of a host lends its annotations to all requests that no route takes, its redirect too. */
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
      // On the server for unnamed hosts the controller makes the catch-all itself, without annotations.
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
