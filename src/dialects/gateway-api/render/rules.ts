import { type Branch, branchesOf } from '../../../model/branches';
import type { HttpMethodName, NeutralRoute, PathMatch, RequestMatch, ValueMatch } from '../../../model/neutral-route';
import { pathPattern } from '../../../model/written-pattern';
import type { Implementation } from '../implementations';

/** A rule of an HTTPRoute before its filters and backends are written. */
export interface Rule {
  readonly matches: readonly RouteMatch[];
  readonly branch: Branch;
}

/** As `HTTPRouteMatch`. */
export interface RouteMatch {
  readonly path: { readonly type: string; readonly value: string };
  readonly method?: HttpMethodName;
  readonly headers?: readonly NamedMatch[];
  readonly queryParams?: readonly NamedMatch[];
}

interface NamedMatch {
  readonly type?: 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

const known = new WeakMap<NeutralRoute, readonly Rule[]>();

/** The rules of a route. Routes never change, so they are made once. */
export function rulesOf(route: NeutralRoute, implementation: Implementation): readonly Rule[] {
  let rules = known.get(route);
  if (rules === undefined) {
    rules = newRules(route, implementation);
    known.set(route, rules);
  }
  return rules;
}

function newRules(route: NeutralRoute, { regex }: Implementation): readonly Rule[] {
  const path = pathMatch(route.path, regex);
  // The API takes a ReplacePrefixMatch only in a rule with one match.
  const apart = route.action.kind === 'forward' && route.action.rewrite?.kind === 'replacePrefix';
  return branchesOf(route).flatMap((branch) => {
    const matches = matchesOf(path, branch.conditions, regex);
    return apart ? matches.map((match) => ({ matches: [match], branch })) : [{ matches, branch }];
  });
}

function matchesOf(path: RouteMatch['path'], conditions: readonly RequestMatch[], regex: Implementation['regex']): readonly RouteMatch[] {
  const headers = conditions.flatMap((one) => (one.kind === 'header' ? [namedMatch(one.name, one.value, regex)] : []));
  const queryParams = conditions.flatMap((one) => (one.kind === 'query' ? [namedMatch(one.name, one.value, regex)] : []));
  const match = { path, ...(headers.length === 0 ? {} : { headers }), ...(queryParams.length === 0 ? {} : { queryParams }) };
  const methods = conditions.find((one) => one.kind === 'method')?.methods;
  return methods === undefined ? [match] : methods.map((method) => ({ ...match, method }));
}

/** A pattern is for the whole value. */
function namedMatch(name: string, value: ValueMatch, regex: Implementation['regex']): NamedMatch {
  if (value.kind === 'exact') return { name, value: value.value };
  if (value.kind === 'present') return { type: 'RegularExpression', name, value: '.*' };
  return { type: 'RegularExpression', name, value: regex === 'whole' ? value.pattern : `^(?:${value.pattern})$` };
}

function pathMatch(path: PathMatch, regex: Implementation['regex']): RouteMatch['path'] {
  if (path.kind === 'regexPrefix') return { type: 'RegularExpression', value: pathPattern(path.pattern, regex) };
  return { type: path.kind === 'exact' ? 'Exact' : 'PathPrefix', value: encoded(path.path) };
}

/** Paths are compared as they are sent, so other characters than these are written as clients send them. */
const encoded = (path: string): string =>
  path.replace(/%(?![0-9a-fA-F]{2})/g, '%25').replace(/[^-A-Za-z0-9/._~!$&'()*+,;=:@%]+/gu, (characters) => encodeURIComponent(characters));
