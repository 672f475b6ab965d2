import type { Refused, Undecided } from '../pcre2/parse';
import { partsOf } from '../pcre2/program';
import type { Regex } from '../pcre2/regex';
import { isAnchored } from '../pcre2/tree';
import { parse } from './parse';

/** Approximates the limit of Go: golang/go@go1.26.8:src/regexp/syntax/parse.go `maxSize`, in parts of another kind. */
const MOST_PARTS = 100_000;

/** A pattern of package regexp of Go. It prefers the same match as Perl, so it runs on the same matcher as PCRE2. */
export function regexOf(pattern: string, caseSensitive: boolean): Regex | Refused | Undecided {
  const parsed = parse(pattern, !caseSensitive);
  if (parsed.kind !== 'parsed') return parsed;
  const { root, groups } = parsed;
  const parts = partsOf(root);
  if (parts > MOST_PARTS) return { kind: 'undecided', because: 'it repeats a group very often' };
  return { kind: 'regex', root, groups, refersBack: false, anchored: isAnchored(root), runes: true, parts };
}
