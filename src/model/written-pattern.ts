/** The part of a path that a controller matches a pattern with: the whole path, its beginning, or any part. */
export type Anchoring = 'whole' | 'beginning' | 'anywhere';

/**
 * Converts a regular expression of a route, which is anchored at the start of the path and not at its end, so that a controller matches
 * the same paths.
 */
export function pathPattern(written: string, regex: Anchoring | undefined): string {
  const start = written.replace(/^\^/, '');
  const { alternatives, ends } = scan(start);
  const pattern = alternatives ? `(?:${start})` : start;
  if (regex === 'anywhere') return `^${pattern}`;
  if (regex !== 'whole' || (!alternatives && /(?:^|[^\\])\.\*$/.test(start))) return pattern;
  return !alternatives && ends ? start.slice(0, -1) : `${pattern}.*`;
}

/** A pattern that matches the whole path, so that replacing the match replaces the path. */
export function wholePath(written: string): string {
  const start = written.replace(/^\^/, '');
  const { alternatives, ends } = scan(start);
  return `^${alternatives ? `(?:${start})` : start}${!alternatives && ends ? '' : '.*$'}`;
}

/** The first part of a pattern that RE2 does not have. */
export const notInRe2 = (pattern: string): string | undefined => scan(pattern).foreign;

interface Scan {
  /** Whether there is a `|` outside of all groups. */
  readonly alternatives: boolean;
  /** Whether a `$` ends it. */
  readonly ends: boolean;
  readonly foreign?: string;
}

/** Escapes, classes, look-arounds, atomic groups, possessive quantifiers, and all other characters. */
const TOKEN = /\\[1-9]|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\w+:\]|[^\]\\])*\]|\(\?(?:[=!>]|<[=!])|[*+?}]\+|[\s\S]/g;

function scan(pattern: string): Scan {
  let depth = 0;
  let alternatives = false;
  let foreign: string | undefined;
  let last = '';
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (/^(?:\\[1-9]|\(\?(?:[=!>]|<)|[*+?}]\+)/.test(token) && token.length > 1) foreign ??= token;
    if (token.startsWith('(')) depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) alternatives = true;
    last = token;
  }
  return { alternatives, ends: last === '$', ...(foreign === undefined ? {} : { foreign }) };
}
