import { type ByteSet, complement, emptySet, foldCase, hasByte, setOf } from '../pcre2/character-set';
import type { Node } from '../pcre2/tree';

/** RE2 matches characters, and this engine bytes: what is beyond ASCII is a sequence of bytes in UTF-8. */

const ASCII = setOf([0, 127]);
const TAIL = setOf([0x80, 0xbf]);

const sequence = (...sets: readonly ByteSet[]): Node => ({
  kind: 'sequence',
  items: sets.map((set): Node => ({ kind: 'byte', set })),
});

/** Any character beyond ASCII: unicode.org, The Unicode Standard 15.0, table 3-7. */
const BEYOND_ASCII: readonly Node[] = [
  sequence(setOf([0xc2, 0xdf]), TAIL),
  sequence(setOf(0xe0), setOf([0xa0, 0xbf]), TAIL),
  sequence(setOf([0xe1, 0xec], [0xee, 0xef]), TAIL, TAIL),
  sequence(setOf(0xed), setOf([0x80, 0x9f]), TAIL),
  sequence(setOf(0xf0), setOf([0x90, 0xbf]), TAIL, TAIL),
  sequence(setOf([0xf1, 0xf3]), TAIL, TAIL, TAIL),
  sequence(setOf(0xf4), setOf([0x80, 0x8f]), TAIL, TAIL),
];

/** The characters beyond ASCII whose other case is an ASCII letter: the Kelvin sign and the long s. */
const FOLDED: readonly { readonly letter: string; readonly node: Node }[] = [
  { letter: 'k', node: sequence(setOf(0xe2), setOf(0x84), setOf(0xaa)) },
  { letter: 's', node: sequence(setOf(0xc5), setOf(0xbf)) },
];

/** A set of ASCII characters. */
export function ascii(set: ByteSet, caseless: boolean): Node {
  const byte: Node = { kind: 'byte', set: caseless ? foldCase(set) : set };
  const further = caseless ? FOLDED.filter(({ letter }) => hasByte(foldCase(set), letter.charCodeAt(0))) : [];
  return further.length === 0 ? byte : { kind: 'choice', items: [byte, ...further.map(({ node }) => node)] };
}

/** Every character that is not in a set of ASCII characters. */
export function allBut(set: ByteSet): Node {
  const left = complement(set);
  const inAscii = emptySet().map((_, i) => (left[i] ?? 0) & (ASCII[i] ?? 0));
  return { kind: 'choice', items: [{ kind: 'byte', set: inAscii }, ...BEYOND_ASCII] };
}
