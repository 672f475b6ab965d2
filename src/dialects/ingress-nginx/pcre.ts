import type { Syntax } from '../../regex/pcre2/syntax';

// What reads patterns is loaded when it is first asked: most apps have no pattern.

/** What PCRE 8.45, the library of nginx, says to a pattern. */
export const pcre = (pattern: string): Syntax =>
  (require('../../regex/pcre2/syntax') as typeof import('../../regex/pcre2/syntax')).syntaxOf(pattern);

/** What every path that a pattern matches begins with. */
export const literalHead = (pattern: string): string =>
  (require('../../regex/pcre2/literal-head') as typeof import('../../regex/pcre2/literal-head')).literalHead(pattern);
