import { bytesOf } from '../../../regex/pcre2/bytes';
import { regexOf } from '../../../regex/re2/regex';
import type { CandidateMatch, Condition, PathTest, ValueTest } from '../../../table/routing-table';
import type { PathKind, Profile } from '../profile';
import type { MatchView, ValueMatch } from './view';

/** A match, read. */
export interface Match {
  readonly view: MatchView;
  readonly kind: PathKind;
  readonly headers: readonly ValueMatch[];
  readonly queries: readonly ValueMatch[];
  readonly match: CandidateMatch;
}

/** An expression that the implementation cannot read. */
export interface BrokenRegex {
  readonly of: 'path' | 'value';
  readonly pattern: string;
  readonly because: string;
}

/** `queriesIgnored`: of redirects some implementations do. */
export function readMatch(view: MatchView, profile: Profile, queriesIgnored: boolean): Match {
  const headers = distinct(view.headers, ({ name }) => name.toLowerCase(), profile);
  const queries = queriesIgnored ? [] : distinct(view.queries, ({ name }) => name, profile);
  const conditions: Condition[] = [];
  if (view.method !== undefined) conditions.push({ kind: 'method', methods: [view.method] });
  for (const header of headers) conditions.push({ kind: 'header', name: header.name, test: valueTest(header, profile) });
  for (const query of queries) conditions.push({ kind: 'parameter', name: query.name, test: valueTest(query, profile) });
  const path = pathTest(view, profile);
  return { view, kind: kindOf(view), headers, queries, match: conditions.length === 0 ? { path } : { path, conditions } };
}

/** The first expression of a match that cannot be read. */
export function brokenRegex({ path, headers, queries }: MatchView, { requests }: Profile): BrokenRegex | undefined {
  if (requests.regexSyntax !== 're2' && requests.regexSyntax !== 'go') return undefined;
  const patterns = [
    ...(path.type === 'RegularExpression' ? [{ of: 'path' as const, pattern: path.value }] : []),
    ...[...headers, ...queries].flatMap(({ regex, value }) => (regex ? [{ of: 'value' as const, pattern: value }] : [])),
  ];
  for (const { of, pattern } of patterns) {
    const regex = regexOf(pattern, true);
    if (regex.kind === 'refused') return { of, pattern, because: regex.because };
  }
  return undefined;
}

const kindOf = ({ path }: MatchView): PathKind =>
  path.type === 'Exact' ? 'exact' : path.type === 'RegularExpression' ? 'regex' : 'prefix';

function pathTest({ path: { type, value } }: MatchView, { matches }: Profile): PathTest {
  if (type === 'Exact') return { kind: 'exact', path: value, caseSensitive: true };
  if (type === 'RegularExpression') return { kind: 'regex', pattern: anchored(value, matches.regex), caseSensitive: true };
  return { kind: 'segmentPrefix', path: withoutSlash(value) || '/', caseSensitive: true };
}

export const withoutSlash = (path: string): string => path.replace(/\/$/, '');

const valueTest = ({ regex, value }: ValueMatch, { matches }: Profile): ValueTest =>
  regex ? { kind: 'matches', pattern: anchored(value, matches.regex), caseSensitive: true } : { kind: 'equals', value: bytesOf(value) };

function anchored(pattern: string, regex: Profile['matches']['regex']): string {
  if (regex === 'whole') return `^(?:${pattern})$`;
  return regex === 'beginning' ? `^(?:${pattern})` : pattern;
}

/** Of several matches of one name those that count. */
function distinct(
  all: readonly ValueMatch[],
  keyOf: (one: ValueMatch) => string,
  { matches: { sameHeaderTwice } }: Profile,
): readonly ValueMatch[] {
  if (sameHeaderTwice === 'both' || all.length < 2) return all;
  if (sameHeaderTwice === 'lastOfSameText') return [...new Map(all.map((one) => [one.name, one])).values()];
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
