import { bytesOf, lowerCase } from '../regex/pcre2/bytes';
import type { Captures } from '../regex/pcre2/match';
import { replaceAll } from '../regex/re2/replace-all';
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

/** A text with every match replaced; undefined if there is none. */
export function replaceMatches(
  pattern: string,
  caseSensitive: boolean,
  text: string,
  regexes: RegexCache,
  replacement: (groups: Groups) => { readonly text: string } | { readonly undecided: string },
): string | undefined | { readonly undecided: string } {
  const first = search(pattern, caseSensitive, text, regexes);
  if (!('captures' in first)) return first.kind === 'none' ? undefined : { undecided: first.because };
  const find = (from: number) => {
    const regex = regexes.get(pattern, caseSensitive);
    const found = regex.kind === 'regex' ? regexes.match(regex, text, from) : undefined;
    return found === undefined || found.kind === 'unreadable' ? ({ kind: 'gaveUp' } as const) : found;
  };
  let undecided: string | undefined;
  const replaced = replaceAll(text, find, (captures) => {
    const filled = replacement(groupsOf(captures, text));
    if ('text' in filled) return filled.text;
    undecided = filled.undecided;
    return '';
  });
  if (undecided !== undefined) return { undecided };
  return replaced ?? { undecided: tooLong(pattern).because };
}

/** The same, with the groups: to cut them out takes longer than to match. */
export function matchRegex(pattern: string, caseSensitive: boolean, text: string, regexes: RegexCache): Found | NoMatch | Undecidable {
  const found = search(pattern, caseSensitive, text, regexes);
  if (!('captures' in found)) return found;
  return { kind: 'match', groups: groupsOf(found.captures, text) };
}

function groupsOf(captures: Captures, text: string): Groups {
  const groups: string[] = [];
  for (let i = 0; i < captures.length; i += 2) {
    const start = captures[i] as number;
    groups.push(start < 0 ? '' : text.slice(start, captures[i + 1]));
  }
  return groups;
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
  if (found.kind === 'unreadable') return { kind: 'undecided', because: 'the text has bytes that are no UTF-8' };
  return found.kind === 'gaveUp' ? tooLong(pattern) : found;
}

const tooLong = (pattern: string): Undecidable => ({ kind: 'undecided', because: `"${pattern}" takes too long on this text` });

const cased = (text: string, caseSensitive: boolean): string => (caseSensitive ? text : lowerCase(text));
