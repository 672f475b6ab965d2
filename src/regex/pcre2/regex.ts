import { bytesOf } from './bytes';
import { Matcher } from './match';
import { type Parsed, parse, type Refused, type Undecided } from './parse';
import { compile, partsOf } from './program';
import { isAnchored, type Node } from './tree';

/**
 * A regular expression of PCRE 8.45, as controllers built on nginx and HAProxy use it: on bytes, without UTF mode, in the C locale.
 *
 * JavaScript's own engine reads patterns otherwise (letters beyond ASCII fold their case, `$` ignores a last newline, no atomic groups) and
 * can be made to hang by a pattern; RE2 has neither look-around nor back references, which route patterns use. So there is a small one here,
 * in linear time wherever the pattern has no back references.
 */
export interface Regex {
  readonly kind: 'regex';
  readonly root: Node;
  readonly groups: number;
  readonly refersBack: boolean;
  /** Whether a match can begin only where the text does. */
  readonly anchored: boolean;
  /** Set for patterns of Go: a text is runes, not bytes, and a loop does not end with a round that matches nothing. */
  readonly runes?: boolean;
  /** How large what `matcherOf` makes of it is. */
  readonly parts: number;
}

/** Above this a pattern is as good as an attack; PCRE refuses at some 64 000 bytes of its own code. */
const MOST_PARTS = 20_000;

/** `pattern` is text, of which the bytes in UTF-8 count. */
export const regexOf = (pattern: string, caseSensitive: boolean): Regex | Refused | Undecided =>
  regexFrom(parse(bytesOf(pattern), !caseSensitive));

/** Of a pattern that has been read, in whichever syntax. */
export function regexFrom(parsed: Parsed | Refused | Undecided): Regex | Refused | Undecided {
  if (parsed.kind !== 'parsed') return parsed;
  const { root, groups, refersBack } = parsed;
  const parts = partsOf(root);
  if (parts > MOST_PARTS) return { kind: 'undecided', because: 'it repeats a group very often' };
  return { kind: 'regex', root, groups, refersBack, anchored: isAnchored(root), parts };
}

/** What finds the first match in texts, which are bytes, one character each. */
export const matcherOf = ({ root, groups, refersBack, anchored, runes = false }: Regex): Matcher =>
  new Matcher(compile(root, groups, refersBack, !runes), anchored, runes);
