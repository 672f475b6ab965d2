import { bytesOf } from './bytes';
import { Matcher } from './match';
import { type Parsed, parse, type Refused, type Undecided } from './parse';
import { compile, partsOf } from './program';
import { isAnchored, type Node } from './tree';

/**
 * A regular expression of PCRE 8.45, as controllers built on nginx and HAProxy use it: on bytes, without UTF mode, in the C locale.
 *
 * The engine of JavaScript reads patterns differently (letters beyond ASCII fold their case, `$` ignores a last newline, no atomic
 * groups), and a pattern can make it hang. RE2 has neither look-around nor back references, which route patterns use. So this is a
 * small engine of its own, with linear time for patterns without back references.
 */
export interface Regex {
  readonly kind: 'regex';
  readonly root: Node;
  readonly groups: number;
  readonly refersBack: boolean;
  /** Whether a match can begin only at the start of the text. */
  readonly anchored: boolean;
  /** Set for patterns of Go: a text is runes, not bytes, and a loop does not end with an empty iteration. */
  readonly runes?: boolean;
  /** Size of the program that `matcherOf` makes. */
  readonly parts: number;
}

/** Limit of the size; larger patterns are not realistic. PCRE refuses a pattern above some 64 000 bytes of its own code. */
const MOST_PARTS = 20_000;

/** `pattern` is text; its bytes in UTF-8 are compiled. */
export const regexOf = (pattern: string, caseSensitive: boolean): Regex | Refused | Undecided =>
  regexFrom(parse(bytesOf(pattern), !caseSensitive));

/** Makes it from a parsed pattern, of any syntax. */
export function regexFrom(parsed: Parsed | Refused | Undecided): Regex | Refused | Undecided {
  if (parsed.kind !== 'parsed') return parsed;
  const { root, groups, refersBack } = parsed;
  const parts = partsOf(root);
  if (parts > MOST_PARTS) return { kind: 'undecided', because: 'it repeats a group very often' };
  return { kind: 'regex', root, groups, refersBack, anchored: isAnchored(root), parts };
}

/** The matcher that finds the first match in texts, which are bytes, one character each. */
export const matcherOf = ({ root, groups, refersBack, anchored, runes = false }: Regex): Matcher =>
  new Matcher(compile(root, groups, refersBack, !runes), anchored, runes);
