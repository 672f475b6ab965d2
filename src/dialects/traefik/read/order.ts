import type { Candidate, CandidateMatch, PathTest } from '../../../table/routing-table';

export interface Ranked {
  readonly priority: number;
  readonly candidate: Candidate;
}

/**
 * The highest priority first. Of one priority those that may take the same request stand together, as their order is random.
 * traefik/traefik@v3.7.13:pkg/muxer/http/mux.go (`routes.Less`), pkg/server/router/router.go (`buildEntryPointHandler`).
 */
export function inOrder(placed: readonly Ranked[]): readonly Candidate[] {
  const groups = new Map<number, Candidate[]>();
  for (const { priority, candidate } of placed) {
    const group = groups.get(priority);
    if (group === undefined) groups.set(priority, [candidate]);
    else group.push(candidate);
  }
  return [...groups].sort(([a], [b]) => b - a).flatMap(([priority, group]) => withRanks(priority, withoutSchemes(group)));
}

/** Two that one router made, and that do the same to requests with and without TLS, are one. */
function withoutSchemes(group: readonly Candidate[]): readonly Candidate[] {
  const merged: Candidate[] = [];
  /** Places of what may still be merged, by what does not stand in the parts that are compared. */
  const open = new Map<string, number>();
  for (const candidate of group) {
    const [scheme, ...conditions] = candidate.match.conditions ?? [];
    if (scheme?.kind !== 'scheme') {
      merged.push(candidate);
      continue;
    }
    const rest = JSON.stringify([candidate.match.path, conditions, candidate.origin]);
    const key = `${scheme.scheme} ${rest}`;
    const place = open.get(key);
    const other = place === undefined ? undefined : merged[place];
    if (place !== undefined && other !== undefined && doesTheSame(candidate, other)) {
      merged[place] = { ...candidate, match: { path: candidate.match.path, ...(conditions.length === 0 ? {} : { conditions }) } };
      open.delete(key);
    } else {
      open.set(`${scheme.scheme === 'http' ? 'https' : 'http'} ${rest}`, merged.length);
      merged.push(candidate);
    }
  }
  return merged;
}

/** Routers for http and https of one route share these. */
const doesTheSame = (one: Candidate, other: Candidate): boolean =>
  one.steps === other.steps && one.outcome === other.outcome && one.effects === other.effects;

function withRanks(rank: number, group: readonly Candidate[]): readonly Candidate[] {
  if (group.length === 1) return group;
  const tied = tiedIn(group);
  return [...group.filter((one) => tied.has(one)).map((one) => ({ ...one, rank })), ...group.filter((one) => !tied.has(one))];
}

/** Those for which there may be a request that another one takes too. */
function tiedIn(group: readonly Candidate[]): ReadonlySet<Candidate> {
  const byPath = new Map<string, Candidate[]>();
  const withoutPath: Candidate[] = [];
  for (const candidate of group) {
    const path = literalOf(candidate.match.path);
    if (path === undefined) withoutPath.push(candidate);
    else byPath.set(path, [...(byPath.get(path) ?? []), candidate]);
  }
  const tied = new Set<Candidate>();
  const compare = (one: Candidate, other: Candidate): void => {
    if (one !== other && mayMeet(one.match, other.match)) tied.add(one).add(other);
  };
  for (const candidate of group) {
    for (const other of withoutPath) compare(candidate, other);
    const path = literalOf(candidate.match.path) ?? '';
    // Two paths meet only if one begins with the other.
    for (let end = 1; end <= path.length; end++) for (const other of byPath.get(path.slice(0, end)) ?? []) compare(candidate, other);
  }
  return tied;
}

const literalOf = (path: PathTest): string | undefined => ('path' in path ? path.path : undefined);

function mayMeet(one: CandidateMatch, other: CandidateMatch): boolean {
  const [scheme, otherScheme] = [schemeOf(one), schemeOf(other)];
  return (scheme === undefined || otherScheme === undefined || scheme === otherScheme) && pathsMeet(one.path, other.path);
}

const schemeOf = ({ conditions = [] }: CandidateMatch): string | undefined =>
  conditions.flatMap((one) => (one.kind === 'scheme' ? one.scheme : []))[0];

function pathsMeet(one: PathTest, other: PathTest): boolean {
  if (!('path' in one && 'path' in other)) return true;
  if (one.kind === 'exact') return other.kind === 'exact' ? one.path === other.path : takes(other, one.path);
  return takes(one, other.path) || (other.kind !== 'exact' && takes(other, one.path));
}

const takes = (prefix: Extract<PathTest, { path: string }>, path: string): boolean =>
  path === prefix.path || path.startsWith(prefix.kind === 'segmentPrefix' && !prefix.path.endsWith('/') ? `${prefix.path}/` : prefix.path);
