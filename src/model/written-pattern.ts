/** What a controller compares a pattern with: the whole path, its beginning, or any part of it. */
export type Anchoring = 'whole' | 'beginning' | 'anywhere';

/**
 * A regular expression of a route, which is anchored at the start of the path and not at its end, as a controller must get it to match
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

/** A pattern that, replaced as a whole, replaces the whole path. */
export function wholePath(written: string): string {
  const start = written.replace(/^\^/, '');
  const { alternatives, ends } = scan(start);
  return `^${alternatives ? `(?:${start})` : start}${!alternatives && ends ? '' : '.*$'}`;
}

/** The first part of a pattern that RE2 does not have. */
export const notInRe2 = (pattern: string): string | undefined => scan(pattern).foreign;

interface Scan {
  /** Whether a `|` stands outside of every group. */
  readonly alternatives: boolean;
  /** Whether a `$` ends it. */
  readonly ends: boolean;
  readonly foreign?: string;
}

/** Escapes, classes, groups that look around or keep what they took, quantifiers that keep what they took, and all other characters. */
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
