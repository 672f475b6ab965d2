import type { Syntax } from '../../regex/pcre2/syntax';

// The regex engine is loaded on first use: most apps have no pattern.

/** Whether PCRE 8.45, the library of nginx, compiles a pattern. */
export const pcre = (pattern: string): Syntax =>
  (require('../../regex/pcre2/syntax') as typeof import('../../regex/pcre2/syntax')).syntaxOf(pattern);

/** The common beginning of all paths that a pattern matches. */
export const literalHead = (pattern: string): string =>
  (require('../../regex/pcre2/literal-head') as typeof import('../../regex/pcre2/literal-head')).literalHead(pattern);
