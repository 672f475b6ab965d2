import type { PathMatch, RequestMatch } from '../../../model/neutral-route';

/** What decides which of two rules a request goes to. */
export interface Precedence {
  readonly host: 'any' | 'wildcard' | 'exact';
  /** Absent: every path, for what no route takes. */
  readonly path?: PathMatch;
  readonly conditions: readonly RequestMatch[];
  /** How many rules with the same precedence were written before it. */
  readonly before: number;
}

const HOSTS = { any: 1, wildcard: 2, exact: 3 } as const;

/**
 * `priority` of a route. Traefik has one list of routers for each entry point, the highest priority first, and by itself takes the length of
 * the rule's text for it, in which a long host name counts more than an exact path; routers of one priority are in no order
 * (traefik/traefik@v3.7.13:pkg/muxer/http/mux.go). So each rule gets a number whose decimal digits are, from the left:
 *
 * | digits | what |
 * | --- | --- |
 * | 1 | the host: 3 a name, 2 a wildcard, 1 any |
 * | 1 | 1 for an exact path, which precedes all others of its host |
 * | 4 | the length of the path or pattern |
 * | 1 | whether methods are compared |
 * | 2 | how many headers are compared |
 * | 2 | how many parameters of the query are compared |
 * | 1 | whether addresses of clients are compared |
 * | 4 | 9999 less the number of equal rules that were written before |
 *
 * It depends on nothing but the route and those before it in its construct, so routes of several apps fit together.
 */
export function priorityOf(precedence: Precedence): number {
  return Number(precedenceKey(precedence)) * 10_000 + digits(4, 9999 - precedence.before);
}

/** The digits but the last four: equal for rules that precede each other only by the order in which they were written. */
export function precedenceKey({ host, path, conditions }: Omit<Precedence, 'before'>): string {
  const count = (kind: RequestMatch['kind']): number => conditions.filter((one) => one.kind === kind).length;
  const length = path === undefined ? 0 : Buffer.byteLength(path.kind === 'regexPrefix' ? path.pattern : path.path);
  const values: readonly (readonly [width: number, value: number])[] = [
    [1, HOSTS[host]],
    [1, path?.kind === 'exact' ? 1 : 0],
    [4, length],
    [1, count('method')],
    [2, count('header')],
    [2, count('query')],
    [1, count('clientAddress')],
  ];
  return values.map(([width, value]) => String(digits(width, value)).padStart(width, '0')).join('');
}

const digits = (width: number, value: number): number => Math.max(0, Math.min(value, 10 ** width - 1));
