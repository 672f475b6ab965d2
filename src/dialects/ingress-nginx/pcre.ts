import type { Syntax } from '../../resolve/regex/syntax';

// What reads patterns is loaded when it is first asked: most apps have no pattern.

/** What PCRE2, the library of nginx, says to a pattern. */
export const pcre = (pattern: string): Syntax =>
  (require('../../resolve/regex/syntax') as typeof import('../../resolve/regex/syntax')).syntaxOf(pattern);

/** What every path that a pattern matches begins with. */
export const literalHead = (pattern: string): string =>
  (require('../../resolve/regex/literal-head') as typeof import('../../resolve/regex/literal-head')).literalHead(pattern);
