import { bytesOf } from './bytes';
import { literalPart } from './literal-part';
import { isAnchored, literalPrefixes } from './literal-prefix';
import { Matcher, type MatchResult } from './match';
import { parse, type Refused, type Undecided } from './parse';
import { compile } from './program';

export type { Captures, MatchResult } from './match';
export type { Refused, Undecided } from './parse';

/**
 * A regular expression of PCRE2, as controllers built on nginx and HAProxy use it: on bytes, without UTF mode, in the C locale.
 *
 * JavaScript's own engine reads patterns otherwise (letters beyond ASCII fold their case, `$` ignores a last newline, no atomic groups) and
 * can be made to hang by a pattern; RE2 has neither look-around nor back references, which route patterns use. So there is a small one here,
 * in linear time wherever the pattern has no back references.
 */
export interface Regex {
  readonly kind: 'regex';
  readonly groups: number;
  /** Texts of which one must stand at the beginning, in lower case; see `literalPrefixes`. */
  readonly prefixes: readonly string[];
  /** See `literalPart`. */
  readonly part: string | undefined;
  /** The first match in a text; texts are bytes, one character each. */
  readonly match: (bytes: string) => MatchResult;
}

/** `pattern` is text, of which the bytes in UTF-8 count. */
export function regexOf(pattern: string, caseSensitive: boolean): Regex | Refused | Undecided {
  const parsed = parse(bytesOf(pattern), !caseSensitive);
  if (parsed.kind !== 'parsed') return parsed;
  const program = compile(parsed.root, parsed.groups, parsed.refersBack);
  if (program === undefined) return { kind: 'undecided', because: 'it repeats a group very often' };
  const anchored = isAnchored(parsed.root);
  const matcher = new Matcher(program, anchored);
  return {
    kind: 'regex',
    groups: parsed.groups,
    part: literalPart(parsed.root),
    prefixes: anchored ? literalPrefixes(parsed.root) : [''],
    match: (bytes) => matcher.match(bytes),
  };
}
