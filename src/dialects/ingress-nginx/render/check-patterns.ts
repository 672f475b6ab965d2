import type { Finding } from '../../../findings/finding';
import { hostText, type NeutralRoute, pathText, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import { pcre } from '../pcre';
import { pathTextOf } from './path-text';
import type { Placed } from './place';
import type { RouteAnnotations } from './route-annotations';

/**
 * Reports patterns that nginx would not compile, and rewrites with captures that the path does not have. If one path of a host is read
 * as a regular expression, all are, so an ImplementationSpecific path is a pattern there too.
 */
export function checkPatterns(
  locations: readonly Placed[],
  regexHosts: ReadonlySet<string>,
  read: (one: Placed) => RouteAnnotations,
): Finding[] {
  const findings: Finding[] = [];
  for (const one of locations) {
    const { route, placement } = one;
    if (isPattern(route, regexHosts)) checkCompiles(route, findings);
    const target = targetOf(one, read);
    if (target?.includes('$')) checkCaptures(route, target, pathTextOf(route.path, true, placement.rewriteTarget).path, findings);
  }
  return findings;
}

const isPattern = ({ path, hosts }: NeutralRoute, regexHosts: ReadonlySet<string>): boolean =>
  path.kind === 'regexPrefix' || (path.kind === 'controllerDefined' && hosts.some((host) => regexHosts.has(hostText(host))));

function checkCompiles(route: NeutralRoute, findings: Finding[]): void {
  const where = route.origin.construct;
  const verdict = pcre(pathText(route.path));
  if (verdict.kind === 'refused')
    findings.push(finding('ingress-nginx/regex-does-not-compile', where, { route: routeText(route), because: verdict.because }));
  if (verdict.kind === 'compiles' && verdict.pcre2 !== undefined)
    findings.push(finding('ingress-nginx/regex-differs-by-library', where, { route: routeText(route), pcre2: verdict.pcre2 }));
  if (verdict.kind === 'undecided')
    findings.push(finding('ingress-nginx/regex-not-decided', where, { route: routeText(route), because: verdict.because }));
}

/** The rewrite-target that the user wrote, as a rewrite or an annotation. Targets that we generate use only captures that exist. */
function targetOf(one: Placed, read: (one: Placed) => RouteAnnotations): string | undefined {
  const { action } = one.route;
  if (action.kind !== 'forward') return undefined;
  if (action.rewrite !== undefined) return action.rewrite.kind === 'substitute' ? action.rewrite.substitution : undefined;
  return read(one).get('rewrite-target');
}

/** `path`: as in the manifest, where a prefix has two captures. */
function checkCaptures(route: NeutralRoute, target: string, path: string, findings: Finding[]): void {
  const verdict = pcre(path);
  if (verdict.kind !== 'compiles') return;
  const { captures } = verdict;
  const missing = [...target.matchAll(/\$(\d)/g)].map((match) => Number(match[1])).find((group) => group > captures);
  if (missing === undefined) return;
  findings.push(
    finding('ingress-nginx/capture-missing', route.origin.construct, {
      route: routeText(route),
      path,
      rewrite: target,
      group: missing,
      captures,
    }),
  );
}
