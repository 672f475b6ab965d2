import type { Candidate, Condition } from '../../../table/routing-table';

/** A location for all paths that begin with a text. */
export interface PrefixCandidate {
  readonly path: string;
  readonly candidate: Candidate;
  /** `^~`: no pattern is asked if it is the longest prefix. */
  readonly stops?: true;
}

/**
 * The locations of a server in the order in which nginx asks them: exact ones, the longest prefix if it stops the search, patterns in the order
 * of the file, then the longest prefix.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c `ngx_http_core_find_location`.
 */
export function inOrder({
  exact,
  prefixes,
  patterns,
}: {
  readonly exact: readonly Candidate[];
  readonly prefixes: readonly PrefixCandidate[];
  readonly patterns: readonly Candidate[];
}): readonly Candidate[] {
  const sorted = [...prefixes].sort((a, b) => Buffer.byteLength(b.path) - Buffer.byteLength(a.path));
  if (patterns.length === 0) return [...exact, ...sorted.map(({ candidate }) => candidate)];
  const stopping = sorted.flatMap((one, at) => (one.stops ? [unless(one, sorted.slice(0, at))] : []));
  const others = sorted.flatMap(({ candidate, stops }) => (stops ? [] : [candidate]));
  return [...exact, ...stopping, ...patterns, ...others];
}

/** The candidate for what no longer prefix takes that does not stop the search. */
function unless({ path, candidate }: PrefixCandidate, longer: readonly PrefixCandidate[]): Candidate {
  const conditions = longer
    .filter((one) => one.stops === undefined && one.path.startsWith(path))
    .map((one): Condition => {
      const longerPath = { kind: 'stringPrefix', path: one.path, caseSensitive: true } as const;
      return { kind: 'not', condition: { kind: 'path', path: longerPath } };
    });
  if (conditions.length === 0) return candidate;
  return { ...candidate, match: { ...candidate.match, conditions: [...(candidate.match.conditions ?? []), ...conditions] } };
}
