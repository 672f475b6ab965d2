import type { PathMatch, RequestMatch, ValueMatch } from '../../../model/neutral-route';
import { pathPattern } from '../../../model/written-pattern';

/**
 * The text of a rule: every part must hold.
 * traefik/traefik@v3.7.13:pkg/muxer/http/matcher.go, pkg/rules/parser.go; docs/content/reference/routing-configuration/http/routing/rules-and-priority.md.
 */
export function ruleText(hosts: readonly string[], path: PathMatch | undefined, conditions: readonly RequestMatch[]): string {
  const parts = [
    ...(hosts.length === 0 ? [] : [anyOf(hosts.map((host) => matcher('Host', host)))]),
    ...(path === undefined ? [] : [pathRule(path)]),
    ...conditions.map(conditionRule),
  ];
  return parts.length === 0 ? matcher('PathPrefix', '/') : parts.join(' && ');
}

const anyOf = (matchers: readonly string[]): string => (matchers.length === 1 ? (matchers[0] as string) : `(${matchers.join(' || ')})`);

const matcher = (name: string, ...values: readonly string[]): string => `${name}(${values.map(quoted).join(', ')})`;

/** Rules are expressions of Go: between back quotes nothing is escaped. */
const quoted = (value: string): string => (value.includes('`') ? JSON.stringify(value) : `\`${value}\``);

function pathRule(path: PathMatch): string {
  if (path.kind === 'regexPrefix') return matcher('PathRegexp', pathPattern(path.pattern, 'anywhere'));
  const text = routingPath(path.path);
  if (path.kind === 'exact') return matcher('Path', text);
  return text === '/' ? matcher('PathPrefix', text) : anyOf([matcher('Path', text), matcher('PathPrefix', `${text}/`)]);
}

function conditionRule(match: RequestMatch): string {
  switch (match.kind) {
    case 'method':
      return anyOf(match.methods.map((method) => matcher('Method', method)));
    case 'clientAddress':
      return anyOf(match.ranges.map((range) => matcher('ClientIP', range)));
    case 'header':
      return valueRule('Header', match.name, match.value);
    case 'query':
      return valueRule('Query', match.name, match.value);
  }
}

/** A pattern is for the whole value. */
function valueRule(name: 'Header' | 'Query', key: string, value: ValueMatch): string {
  if (value.kind === 'exact') return matcher(name, key, value.value);
  return matcher(`${name}Regexp`, key, value.kind === 'present' ? '.*' : `^(?:${value.pattern})$`);
}

/**
 * A path as Traefik compares it: escapes are decoded, but for those of reserved characters.
 * traefik/traefik@v3.7.13:pkg/muxer/http/mux.go (`withRoutingPath`).
 */
export const routingPath = (path: string): string =>
  path
    .replace(/%(?![0-9a-fA-F]{2})/g, '%25')
    .split(RESERVED)
    .map((part, index) => (index % 2 === 1 ? part.toUpperCase() : part.replace(/(?:%..)+/g, decoded)))
    .join('');

const RESERVED = /(%(?:2[13-9A-CF]|3[ABDF]|40|5[BD]))/i;

/** What is no UTF-8 stays as it is. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes.toUpperCase();
  }
}
