import type { RuleCondition } from './conditions';
import type { Protocol, Rule } from './load-balancer-model';
import type { Redirect } from './written-actions';

/**
 * Leaves out redirects that would lead to where the request already is, and rules below a redirect that takes all that they take. Both are
 * found by comparing texts, so loops and coverings by wildcards are not seen.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/rule_optimizer.go.
 */
export function optimized(port: number, protocol: Protocol, rules: readonly Rule[]): readonly Rule[] {
  const kept: Rule[] = [];
  for (const rule of rules) {
    if (isLoop(port, protocol, rule)) continue;
    const hidden = kept.some((earlier) => redirectOf(earlier) !== undefined && covers(earlier.conditions, rule.conditions));
    if (!hidden) kept.push(rule);
  }
  return kept;
}

function redirectOf({ actions }: Rule): Redirect | undefined {
  const found = actions.find(({ type }) => type === 'redirect');
  return found?.type === 'redirect' ? found.redirect : undefined;
}

function isLoop(port: number, protocol: Protocol, rule: Rule): boolean {
  const redirect = redirectOf(rule);
  if (redirect === undefined || hasRegexPath(rule.conditions)) return false;
  const { host = '#{host}', path = '/#{path}', query = '#{query}' } = redirect;
  const { port: newPort = '#{port}', protocol: newProtocol = '#{protocol}' } = redirect;
  return (
    (host === '#{host}' || valuesOf(rule.conditions, 'host-header').has(host)) &&
    (path === '/#{path}' || valuesOf(rule.conditions, 'path-pattern').has(path)) &&
    (newPort === '#{port}' || newPort === String(port)) &&
    (newProtocol === '#{protocol}' || newProtocol === protocol) &&
    query === '#{query}'
  );
}

function covers(wide: readonly RuleCondition[], narrow: readonly RuleCondition[]): boolean {
  if (wide.some(({ field }) => field !== 'host-header' && field !== 'path-pattern')) return false;
  const hosts = valuesOf(wide, 'host-header');
  const paths = valuesOf(wide, 'path-pattern', true);
  return (
    (hosts.size === 0 || isBelow(valuesOf(narrow, 'host-header'), hosts)) &&
    (paths.size === 0 || paths.has('/*') || isBelow(valuesOf(narrow, 'path-pattern', true), paths))
  );
}

const isBelow = (narrow: ReadonlySet<string>, wide: ReadonlySet<string>): boolean =>
  narrow.size > 0 && [...narrow].every((value) => wide.has(value));

const hasRegexPath = (conditions: readonly RuleCondition[]): boolean =>
  conditions.some((condition) => condition.field === 'path-pattern' && condition.regexValues !== undefined);

function valuesOf(conditions: readonly RuleCondition[], field: 'host-header' | 'path-pattern', withRegexes = false): ReadonlySet<string> {
  return new Set(
    conditions.flatMap((condition) =>
      condition.field === field ? [...(condition.values ?? []), ...(withRegexes ? (condition.regexValues ?? []) : [])] : [],
    ),
  );
}
