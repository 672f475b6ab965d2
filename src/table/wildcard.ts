import { lowerCase } from '../regex/pcre2/bytes';

/**
 * Whether a text is like a pattern: `*` is any text, `?` any one character, and a backslash takes the next character as it is. In time that
 * grows with the product of the lengths at most: of several `*` only the last one is ever tried again.
 */
export function matchesWildcard(pattern: string, text: string, caseSensitive: boolean): boolean {
  const wanted = partsOf(caseSensitive ? pattern : lowerCase(pattern));
  const given = caseSensitive ? text : lowerCase(text);
  let part = 0;
  let star = -1;
  let from = 0;
  for (let at = 0; at < given.length; ) {
    const one = wanted[part];
    if (one === ANY) {
      star = part++;
      from = at;
    } else if (one === ONE || (one !== undefined && one === given[at])) {
      part++;
      at++;
    } else {
      if (star < 0) return false;
      part = star + 1;
      at = ++from;
    }
  }
  return wanted.slice(part).every((one) => one === ANY);
}

/** What every text begins with that a pattern takes. */
export function literalHead(pattern: string): string {
  const parts = partsOf(pattern);
  const end = parts.findIndex((part) => typeof part !== 'string');
  return parts.slice(0, end < 0 ? parts.length : end).join('');
}

const ANY = Symbol('*');
const ONE = Symbol('?');

function partsOf(pattern: string): readonly (string | typeof ANY | typeof ONE)[] {
  const parts: (string | typeof ANY | typeof ONE)[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '\\' && i + 1 < pattern.length) parts.push(pattern[++i] as string);
    else parts.push(char === '*' ? ANY : char === '?' ? ONE : char);
  }
  return parts;
}

/** The parts of a pattern, for those who do more than to compare a text with it. */
export const wildcardParts = (pattern: string): readonly ('any' | 'one' | { readonly byte: number })[] =>
  partsOf(pattern).map((part) => (part === ANY ? 'any' : part === ONE ? 'one' : { byte: (part as string).charCodeAt(0) }));
