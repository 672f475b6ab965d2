import type { Captures, MatchResult } from '../pcre2/match';
import { runeWidth } from '../pcre2/rune-width';

/**
 * The result of `Regexp.ReplaceAllString`: every match is replaced, the text between matches is kept. Undefined if the search exceeded
 * its limit.
 *
 * Source: golang/go@go1.26.8:src/regexp/regexp.go (`replaceAll`).
 */
export function replaceAll(
  text: string,
  find: (from: number) => MatchResult,
  replacement: (captures: Captures) => string,
): string | undefined {
  let replaced = '';
  let last = 0;
  for (let from = 0; from <= text.length; ) {
    const found = find(from);
    if (found.kind === 'gaveUp') return undefined;
    if (found.kind === 'none') break;
    const [start = 0, end = 0] = found.captures;
    replaced += text.slice(last, start);
    // An empty match directly after another match is not replaced.
    if (end > last || start === 0) replaced += replacement(found.captures);
    last = end;
    from = Math.max(from + runeWidth(text, from), end);
  }
  return replaced + text.slice(last);
}
