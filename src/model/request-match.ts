import { fail } from '../findings/fail';
import { checkList, checkRanges, checkToken } from './check-values';
import { HTTP_METHODS, matchText, type RequestMatch, type ValueMatch } from './neutral-route';
import { checkHeaderName } from './normalize';

/**
 * Conditions on requests besides host and path, with the meaning of `HTTPRouteMatch`: a request must meet all of them
 * (kubernetes-sigs/gateway-api@v1.6.1:apis/v1/httproute_types.go).
 */

/** Checks conditions, and sorts them, so that their original order does not matter. */
export function normalizeMatches(matches: readonly RequestMatch[], where: string): readonly RequestMatch[] {
  checkList('matches', matches, where);
  const seen = new Map<string, RequestMatch>();
  for (const match of matches) {
    checkMatch(match, where);
    const subject = subjectOf(match);
    const other = seen.get(subject);
    if (other !== undefined) fail('route/match-twice', where, { subject, matches: [matchText(other), matchText(match)] });
    seen.set(subject, match);
  }
  return [...seen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, match]) => (match.kind === 'method' ? { ...match, methods: [...new Set(match.methods)].sort() } : match));
}

/**
 * The subject of a condition; a route may have one condition for each. Of two conditions on one header the Gateway API considers only
 * the first.
 */
function subjectOf(match: RequestMatch): string {
  if (match.kind === 'header') return `header ${match.name.toLowerCase()}`;
  if (match.kind === 'query') return `query parameter ${match.name}`;
  return match.kind === 'method' ? 'method' : 'client address';
}

/** A key that is equal for conditions with the same meaning. */
export const matchesKey = (matches: readonly RequestMatch[] = []): string =>
  matches.map((match) => `\n${matchText(match.kind === 'header' ? { ...match, name: match.name.toLowerCase() } : match)}`).join('');

function checkMatch(match: RequestMatch, where: string): void {
  switch (match.kind) {
    case 'method':
      checkList('method', match.methods, where);
      for (const method of match.methods) checkToken('method', method, METHOD, `HttpMethod.${HTTP_METHODS.join(', ')}`, where);
      return;
    case 'clientAddress':
      checkList('clientAddress', match.ranges, where);
      checkRanges('clientAddress', match.ranges, where);
      return;
    case 'header':
    case 'query':
      checkHeaderName(match.name, where);
      checkValue(`${match.kind} ${match.name}`, match.value, where);
  }
}

const METHOD = new RegExp(`^(?:${HTTP_METHODS.join('|')})$`);

function checkValue(option: string, value: ValueMatch, where: string): void {
  if (value.kind === 'exact')
    checkToken(option, value.value, /^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u, 'text without control characters and outer spaces', where);
  if (value.kind === 'pattern')
    checkToken(option, value.pattern, /^[^\p{Cc}]+$/u, 'a regular expression without control characters', where);
}

// ---- requests

/** The parts of a request that conditions compare. */
export interface RequestFacts {
  /** `GET` if absent. */
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string | readonly string[] };
  /** Without "?". */
  readonly query?: string;
}

/** Whether a request meets all conditions. `open`: only the controller knows. */
export function meetsAll(matches: readonly RequestMatch[], request: RequestFacts): boolean | 'open' {
  const met = matches.map((match) => meets(match, request));
  return met.includes(false) ? false : met.includes('open') ? 'open' : true;
}

function meets(match: RequestMatch, { method = 'GET', headers = {}, query = '' }: RequestFacts): boolean | 'open' {
  switch (match.kind) {
    case 'method':
      return match.methods.some((one) => one === method);
    case 'header': {
      const name = match.name.toLowerCase();
      const given = Object.entries(headers).filter(([key]) => key.toLowerCase() === name);
      return meetsValue(
        match.value,
        given.flatMap(([, value]) => value),
      );
    }
    case 'query': {
      const given = query.split('&').map((part) => part.split('='));
      const values = given.flatMap(([name, ...value]) => (name === match.name ? [value.join('=')] : []));
      // The API does not say whether names and values are decoded before they are compared.
      return /[%+]/.test(query) ? 'open' : meetsValue(match.value, values);
    }
    case 'clientAddress':
      // Proxies in front of the controller may change the client address.
      return 'open';
  }
}

/** The API leaves it to the controller how a repeated header or parameter is compared, and what a pattern matches. */
function meetsValue(match: ValueMatch, [value, ...others]: readonly string[]): boolean | 'open' {
  if (value === undefined) return false;
  if (match.kind === 'present') return true;
  return match.kind === 'pattern' || others.length > 0 ? 'open' : value === match.value;
}

/** A request that meets conditions. Undefined if only the controller knows which requests meet them. */
export function requestThatMeets(matches: readonly RequestMatch[]): RequestFacts | undefined {
  const facts: { method?: string; headers: { [name: string]: string }; query?: string } = { headers: {} };
  const query: string[] = [];
  for (const match of matches) {
    if (match.kind === 'method') facts.method = match.methods.find((one) => !UNLIKE_OTHERS.includes(one)) ?? match.methods[0] ?? '';
    if (match.kind === 'header') facts.headers[match.name] = match.value.kind === 'exact' ? match.value.value : 'any';
    if (match.kind === 'query' && match.value.kind === 'exact') query.push(`${match.name}=${match.value.value}`);
  }
  if (query.length > 0) facts.query = query.join('&');
  return meetsAll(matches, facts) === true ? facts : undefined;
}

/** Methods whose requests proxies treat differently, or answer themselves. */
const UNLIKE_OTHERS = ['CONNECT', 'TRACE', 'OPTIONS'];

// ---- order

/** Compares conditions of routes with the same path by precedence: a method first, then more headers, then more query parameters. */
export function comparePrecedence(a: readonly RequestMatch[], b: readonly RequestMatch[]): number {
  const difference = ORDER.map((kind) => count(b, kind) - count(a, kind)).find((one) => one !== 0);
  return difference ?? b.length - a.length;
}

const ORDER = ['method', 'header', 'query'] as const;

const count = (matches: readonly RequestMatch[], kind: RequestMatch['kind']): number => matches.filter((one) => one.kind === kind).length;
