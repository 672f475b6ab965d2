import { bytesOf } from '../../../regex/pcre2/bytes';
import type { Criterion, Profile } from '../profile';
import { type Match, withoutSlash } from './matches';
import { compareAge, compareText, type RouteView } from './view';

/** What may be compared with another one of its host. */
export interface Ranked {
  readonly match: Match;
  readonly route: RouteView;
  readonly ruleIndex: number;
  readonly matchIndex: number;
  /** The longest hostname that the rule has at its listener. */
  readonly longestHost: number;
}

/** Compares by the criteria of an implementation: negative where the first comes first. Zero: only age is left. */
export function compareByCriteria(a: Ranked, b: Ranked, { matches }: Profile): number {
  for (const criterion of matches.order) {
    const order = COMPARE[criterion](a, b, matches);
    if (order !== 0) return order;
  }
  return 0;
}

/** Older routes first, then the order in the route. */
export const compareLast = (a: Ranked, b: Ranked): number =>
  compareAge(a.route, b.route) || a.ruleIndex - b.ruleIndex || a.matchIndex - b.matchIndex;

type Compare = (a: Ranked, b: Ranked, facts: Profile['matches']) => number;

/** The larger first. */
const by =
  (value: (one: Ranked, facts: Profile['matches']) => number): Compare =>
  (a, b, facts) =>
    value(b, facts) - value(a, facts);

const COMPARE: { readonly [C in Criterion]: Compare } = {
  pathKind: by(({ match }, { pathKinds }) => -pathKinds.indexOf(match.kind)),
  pathLength: by(lengthOf),
  pathText: (a, b) => compareText(b.match.view.path.value, a.match.view.path.value),
  method: by(({ match }) => (match.view.method === undefined ? 0 : 1)),
  headers: by(({ match }) => match.headers.length),
  headersAndMethod: by(({ match }) => match.headers.length + (match.view.method === undefined ? 0 : 1)),
  exactHeaders: by(({ match }) => exact(match.headers) + (match.view.method === undefined ? 0 : 1)),
  queries: by(({ match }) => match.queries.length),
  exactQueries: by(({ match }) => exact(match.queries)),
  ruleIndex: (a, b) => a.ruleIndex - b.ruleIndex,
  matchTexts: (a, b) => compareText(textsOf(a.match), textsOf(b.match)),
  score: by(scoreOf),
};

const exact = (matches: Match['headers']): number => matches.filter(({ regex }) => !regex).length;

function lengthOf({ match: { kind, view } }: Ranked, { prefixLength, regexLength }: Profile['matches']): number {
  const { path } = view;
  if (kind === 'regex' && regexLength === 'ignored') return 0;
  const counted = kind === 'prefix' && prefixLength === 'withoutSlash' ? withoutSlash(path.value) : path.value;
  return bytesOf(counted).length;
}

const textsOf = ({ headers, queries }: Match): string =>
  [...headers, ...queries].map(({ name, regex, value }) => `${name}\u0000${regex ? 1 : 0}\u0000${value}`).join('\u0001');

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/gateway/httproute.go `buildMatchRule`, `loadHTTPRoute`; no other implementation has sums. */
function scoreOf({ match: { kind, view, headers, queries }, route, ruleIndex, longestHost }: Ranked): number {
  const { length } = bytesOf(view.path.value);
  const path = kind === 'exact' ? 100_000 : kind === 'prefix' && view.path.value === '/' ? 1 : 10_000 + 100 * length;
  const method = view.method === undefined ? 0 : 1000;
  return path + method + 100 * headers.length + 10 * queries.length + longestHost + route.rules.length - ruleIndex;
}
