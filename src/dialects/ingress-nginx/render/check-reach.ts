import type { Finding } from '../../../findings/finding';
import { type HostMatch, hostText, type NeutralRoute, pathText, type RouteSet, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import { literalHead } from '../pcre';
import type { HostPatterns } from './host-patterns';
import { comesBefore, pathTextOf } from './path-text';
import type { Placed } from './place';

/** Routes that can never be reached because something else takes all their requests. */
export function checkReach(set: RouteSet, locations: readonly Placed[], regexHosts: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  checkAppRoot(set, locations, findings);
  checkPatterns(locations, regexHosts, findings);
  checkPrefixes(locations, regexHosts, findings);
  checkCase(locations, regexHosts, findings);
  checkDefaultBackend(set, locations, findings);
  return findings;
}

function checkAppRoot({ hosts: { appRoot } }: RouteSet, locations: readonly Placed[], findings: Finding[]): void {
  if (appRoot === undefined) return;
  for (const { route } of locations) {
    if (route.path.kind !== 'exact' || route.path.path !== '/') continue;
    const by = `the redirect of "/" to "${appRoot}" (appRoot)`;
    findings.push(finding('route/never-reached', route.origin.construct, { route: routeText(route), by }));
  }
}

/**
 * On a host with regular expressions the longest text is tried first. Texts made from exact paths and prefixes are in the right order
 * by construction, but a pattern that the user wrote may precede them and take all their requests.
 */
function checkPatterns(locations: readonly Placed[], regexHosts: ReadonlySet<string>, findings: Finding[]): void {
  const texts = patternsByHost(locations, regexHosts);
  const others = locations.filter(({ route }) => probesOf(route).length > 0);
  if (texts.size === 0 || others.length === 0) return;
  // Loaded only if there is something to match.
  const { HostPatterns } = require('./host-patterns') as typeof import('./host-patterns');
  const patterns = new Map([...texts].map(([host, ofHost]) => [host, new HostPatterns(ofHost)]));
  for (const one of others) {
    const taker = takerOnAllHosts(one, patterns, regexHosts);
    if (taker === undefined) continue;
    const by = `the pattern "${taker}", which is tried first because it is the longer text`;
    findings.push(finding('route/never-reached', one.route.origin.construct, { route: routeText(one.route), by }));
  }
}

/** The patterns that the user wrote. */
function patternsByHost(locations: readonly Placed[], regexHosts: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const patterns = new Map<string, string[]>();
  for (const { route } of locations) {
    if (route.path.kind !== 'regexPrefix' && route.path.kind !== 'controllerDefined') continue;
    for (const host of route.hosts.map(hostText)) {
      if (!regexHosts.has(host)) continue;
      const texts = patterns.get(host);
      if (texts === undefined) patterns.set(host, [pathText(route.path)]);
      else texts.push(pathText(route.path));
    }
  }
  return patterns;
}

/** Requests that a route certainly takes, judged by its path. */
function probesOf({ path }: NeutralRoute): readonly string[] {
  if (path.kind === 'exact') return [path.path];
  if (path.kind !== 'segmentPrefix') return [];
  // The last one is unusual, so that a pattern for letters or digits is not mistaken for one that takes everything.
  const below = ['/', '/x', '/~9.x/Y_-%/'];
  return path.path === '/' ? below : [path.path, ...below.map((rest) => path.path + rest)];
}

/** A pattern that takes all of them, on each host. */
function takerOnAllHosts(
  { route, placement }: Placed,
  patterns: ReadonlyMap<string, HostPatterns>,
  regexHosts: ReadonlySet<string>,
): string | undefined {
  let taker: string | undefined;
  for (const host of route.hosts.map(hostText)) {
    const own = pathTextOf(route.path, regexHosts.has(host), placement.rewriteTarget).path;
    for (const probe of probesOf(route)) {
      const before = patterns.get(host)?.taker(probe);
      if (before === undefined || !comesBefore(before, own)) return undefined;
      taker ??= before;
    }
  }
  return taker;
}

/**
 * Reports patterns that get no requests because a prefix precedes them. A prefix is written with an expression at its end, so its text
 * may be longer than a pattern for some paths below it. The longer text is compared first.
 */
function checkPrefixes(locations: readonly Placed[], regexHosts: ReadonlySet<string>, findings: Finding[]): void {
  const prefixes = new Map<string, string>();
  for (const { route, placement } of locations) {
    if (route.path.kind !== 'segmentPrefix' || route.path.path === '/') continue;
    for (const host of route.hosts.map(hostText)) {
      if (regexHosts.has(host))
        prefixes.set(host + route.path.path.toLowerCase(), pathTextOf(route.path, true, placement.rewriteTarget).path);
    }
  }
  if (prefixes.size === 0) return;
  for (const { route, placement } of locations) {
    if (route.path.kind !== 'regexPrefix' && route.path.kind !== 'controllerDefined') continue;
    const own = pathTextOf(route.path, true, placement.rewriteTarget).path;
    const above = segmentsAbove(literalHead(pathText(route.path)));
    const takers = route.hosts.map((host) => above.find((prefix) => comesBefore(prefixes.get(hostText(host) + prefix) ?? '', own)));
    const [prefix] = takers;
    if (prefix === undefined || takers.includes(undefined)) continue;
    const text = prefixes.get(hostText(route.hosts[0] as HostMatch) + prefix) ?? '';
    const use = own + '(?:)'.repeat(Math.ceil((text.length - own.length + 1) / 4));
    findings.push(finding('ingress-nginx/pattern-after-prefix', route.origin.construct, { route: routeText(route), prefix, text, use }));
  }
}

/** The prefixes of every path that begins with this head: `/a` and `/a/b` for `/a/b/c`. */
function segmentsAbove(head: string): readonly string[] {
  const above: string[] = [];
  for (let slash = head.indexOf('/', 1); slash > 0; slash = head.indexOf('/', slash + 1)) above.push(head.slice(0, slash));
  return above;
}

/** A host with regular expressions ignores case, so if routes differ only in case, the first takes all requests. */
function checkCase(locations: readonly Placed[], regexHosts: ReadonlySet<string>, findings: Finding[]): void {
  const first = new Map<string, { readonly route: NeutralRoute; readonly text: string }>();
  const told = new Set<NeutralRoute>();
  for (const { route, placement } of locations) {
    if (route.path.kind === 'regexPrefix') continue;
    for (const match of route.hosts) {
      const host = hostText(match);
      if (!regexHosts.has(host)) continue;
      const one = { route, text: pathTextOf(route.path, true, placement.rewriteTarget).path };
      const key = host + one.text.toLowerCase();
      const other = first.get(key);
      if (other === undefined) first.set(key, one);
      if (other === undefined || other.text === one.text) continue;
      const [taker, taken] = comesBefore(other.text, one.text) ? [other, one] : [one, other];
      first.set(key, taker);
      if (told.has(taken.route)) continue;
      told.add(taken.route);
      findings.push(
        finding('route/never-reached', taken.route.origin.construct, {
          route: routeText(taken.route),
          by: `this host reads paths without regard to case, and "${pathText(taker.route.path)}"`,
        }),
      );
    }
  }
}

/** A default backend gets no requests if all hosts have a route for "/". */
function checkDefaultBackend(set: RouteSet, locations: readonly Placed[], findings: Finding[]): void {
  if (set.defaultBackend === undefined || set.routes.length === 0 || locations.some(({ route }) => route.origin.index < 0)) return;
  findings.push(finding('route/never-reached', set.construct, { route: 'default backend', by: 'the route for "/"' }));
}
