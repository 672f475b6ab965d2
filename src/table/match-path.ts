import { bytesOf, lowerCase } from '../regex/pcre2/bytes';
import type { Captures } from '../regex/pcre2/match';
import type { RegexCache } from './regex-cache';
import type { PathTest } from './routing-table';
import { matchesWildcard } from './wildcard';

export type PathVerdict = Match | NoMatch | Undecidable;

interface Match {
  readonly kind: 'match';
}
interface NoMatch {
  readonly kind: 'none';
}
interface Undecidable {
  readonly kind: 'undecided';
  readonly because: string;
}

/** What groups of a regular expression matched; the first is the whole match. */
export type Groups = readonly string[];

interface Found extends Match {
  readonly groups: Groups;
}

const NONE: NoMatch = { kind: 'none' };
const MATCH: Match = { kind: 'match' };

/** Whether a path, normalized and in bytes, is one that a candidate takes. */
export function matchPath(test: PathTest, path: string, regexes: RegexCache): PathVerdict {
  switch (test.kind) {
    case 'always':
      return MATCH;
    case 'exact':
      return cased(path, test.caseSensitive) === cased(bytesOf(test.path), test.caseSensitive) ? MATCH : NONE;
    case 'stringPrefix':
      return cased(path, test.caseSensitive).startsWith(cased(bytesOf(test.path), test.caseSensitive)) ? MATCH : NONE;
    case 'segmentPrefix': {
      const prefix = cased(bytesOf(test.path), test.caseSensitive);
      const text = cased(path, test.caseSensitive);
      return text === prefix || text.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`) ? MATCH : NONE;
    }
    case 'wildcard':
      return matchesWildcard(bytesOf(test.pattern), path, test.caseSensitive) ? MATCH : NONE;
    case 'regex':
      return testRegex(test.pattern, test.caseSensitive, path, regexes);
  }
}

export function testRegex(pattern: string, caseSensitive: boolean, text: string, regexes: RegexCache): PathVerdict {
  const found = search(pattern, caseSensitive, text, regexes);
  return 'captures' in found ? MATCH : found;
}

/** The same, with the groups: to cut them out takes longer than to match. */
export function matchRegex(pattern: string, caseSensitive: boolean, text: string, regexes: RegexCache): Found | NoMatch | Undecidable {
  const found = search(pattern, caseSensitive, text, regexes);
  if (!('captures' in found)) return found;
  const groups: string[] = [];
  for (let i = 0; i < found.captures.length; i += 2) {
    const start = found.captures[i] as number;
    groups.push(start < 0 ? '' : text.slice(start, found.captures[i + 1]));
  }
  return { kind: 'match', groups };
}

function search(
  pattern: string,
  caseSensitive: boolean,
  text: string,
  regexes: RegexCache,
): { readonly captures: Captures } | NoMatch | Undecidable {
  const regex = regexes.get(pattern, caseSensitive);
  if (regex.kind === 'refused') return { kind: 'undecided', because: `"${pattern}" is no regular expression: ${regex.because}` };
  if (regex.kind === 'undecided') return { kind: 'undecided', because: `the meaning of "${pattern}" is not known: ${regex.because}` };
  const found = regexes.match(regex, text);
  if (found.kind === 'none') return NONE;
  return found.kind === 'gaveUp' ? { kind: 'undecided', because: `"${pattern}" takes too long on this text` } : found;
}

const cased = (text: string, caseSensitive: boolean): string => (caseSensitive ? text : lowerCase(text));
