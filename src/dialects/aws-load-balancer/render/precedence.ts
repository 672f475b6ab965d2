import type { NeutralRoute, PathMatch, RequestMatch } from '../../../model/neutral-route';
import { comparePrecedence } from '../../../model/request-match';

/** Requests that one rule or several take, on one host. */
export interface Claim {
  /** As manifests write it; empty for any. */
  readonly host: string;
  readonly path: PathMatch;
  readonly matches: readonly RequestMatch[];
}

export const claimsOf = ({ path, matches = [] }: Pick<NeutralRoute, 'path' | 'matches'>, hosts: readonly string[]): readonly Claim[] =>
  hosts.map((host) => ({ host, path, matches }));

/**
 * Which of two claims a load balancer must look at first, since the first rule that matches decides: negative for the first one. The more
 * precise host, then the path as the Ingress API says, then more conditions.
 */
export function compareClaims(a: Claim, b: Claim): number {
  return compareHosts(a.host, b.host) || comparePaths(a.path, b.path) || comparePrecedence(a.matches, b.matches);
}

export const compareHosts = (a: string, b: string): number => hostRank(b) - hostRank(a);

const hostRank = (host: string): number => (host === '' ? 0 : host.startsWith('*.') ? host.length : Number.MAX_SAFE_INTEGER);

/** Exact paths, then regular expressions, then prefixes and patterns; of each kind the longer one first. */
export function comparePaths(a: PathMatch, b: PathMatch): number {
  const [rank, length] = rankOf(a);
  const [otherRank, otherLength] = rankOf(b);
  return otherRank - rank || otherLength - length;
}

function rankOf(path: PathMatch): readonly [rank: number, length: number] {
  switch (path.kind) {
    case 'exact':
      return [2, 0];
    case 'regexPrefix':
      return [1, path.pattern.length];
    case 'segmentPrefix':
      return [0, path.path.length];
    case 'controllerDefined':
      // Without wildcards it is exact. A pattern takes more than the prefix that it begins with.
      return /[*?]/.test(path.path) ? [0, headOf(path).length - 0.5] : [2, 0];
  }
}

/** Whether some request may be taken by both. What cannot be told counts as yes. */
export const mayMeet = (a: Claim, b: Claim): boolean => hostsMayMeet(a.host, b.host) && pathsMayMeet(a.path, b.path);

/** A wildcard takes names of any depth (docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html). */
function hostsMayMeet(a: string, b: string): boolean {
  if (a === '' || b === '' || a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.startsWith('*.') && long.endsWith(short.slice(1));
}

function pathsMayMeet(a: PathMatch, b: PathMatch): boolean {
  const [one, other] = [headOf(a), headOf(b)];
  if (isSingle(a) && isSingle(b)) return one === other;
  if (isSingle(a)) return isBelow(one, other, b);
  if (isSingle(b)) return isBelow(other, one, a);
  return isBelow(one, other, b) || isBelow(other, one, a);
}

const isSingle = (path: PathMatch): boolean => path.kind === 'exact' || (path.kind === 'controllerDefined' && !/[*?]/.test(path.path));

/** Whether a text is one that a path may take, by what it takes begins with. */
const isBelow = (text: string, head: string, path: PathMatch): boolean =>
  path.kind === 'segmentPrefix' ? text === head || text.startsWith(`${head.replace(/\/$/, '')}/`) : text.startsWith(head);

/** What every path begins with that is taken. */
function headOf(path: PathMatch): string {
  if (path.kind === 'regexPrefix') return '';
  return path.kind === 'controllerDefined' ? path.path.replace(/[*?].*$/s, '') : path.path;
}
