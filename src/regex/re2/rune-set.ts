import { bytesOf } from '../pcre2/bytes';
import { addSet, type ByteSet, emptySet, foldCase, hasByte, setOf } from '../pcre2/character-set';
import type { Node } from '../pcre2/tree';

/** A set of runes: which of ASCII, and whether all others. What lies between, such as one alphabet, is not told apart. */
export interface RuneSet {
  /** Bytes below 128. */
  readonly ascii: ByteSet;
  readonly others: boolean;
}

const ASCII = setOf([0, 127]);

export const NO_RUNE: RuneSet = { ascii: emptySet(), others: false };

export const asciiSet = (set: ByteSet): RuneSet => ({ ascii: intersect(set, ASCII), others: false });

export function union(one: RuneSet, other: RuneSet): RuneSet {
  const ascii = one.ascii.slice();
  addSet(ascii, other.ascii);
  return { ascii, others: one.others || other.others };
}

export const negate = ({ ascii, others }: RuneSet): RuneSet => ({
  ascii: ASCII.map((bits, i) => bits & ~(ascii[i] ?? 0)),
  others: !others,
});

const intersect = (one: ByteSet, other: ByteSet): ByteSet => one.map((bits, i) => bits & (other[i] ?? 0));

const sequence = (...items: readonly Node[]): Node => ({ kind: 'sequence', items });
const choice = (...items: readonly Node[]): Node => ({ kind: 'choice', items });
const bytes = (...ranges: readonly (readonly [number, number])[]): Node => ({ kind: 'byte', set: setOf(...ranges) });
export const literal = (text: string): Node =>
  sequence(...Array.from(bytesOf(text), (char) => bytes([char.charCodeAt(0), char.charCodeAt(0)])));

const TAIL = bytes([0x80, 0xbf]);

/**
 * A rune beyond ASCII, in UTF-8. A byte that belongs to none counts as one, and one that does is never taken alone.
 * golang/go@go1.26.8:src/unicode/utf8/utf8.go (`DecodeRuneInString`).
 */
const BEYOND_ASCII: Node = {
  kind: 'atomic',
  item: choice(
    sequence(bytes([0xc2, 0xdf]), TAIL),
    sequence(bytes([0xe0, 0xe0]), bytes([0xa0, 0xbf]), TAIL),
    sequence(bytes([0xe1, 0xec], [0xee, 0xef]), TAIL, TAIL),
    sequence(bytes([0xed, 0xed]), bytes([0x80, 0x9f]), TAIL),
    sequence(bytes([0xf0, 0xf0]), bytes([0x90, 0xbf]), TAIL, TAIL),
    sequence(bytes([0xf1, 0xf3]), TAIL, TAIL, TAIL),
    sequence(bytes([0xf4, 0xf4]), bytes([0x80, 0x8f]), TAIL, TAIL),
    bytes([0x80, 0xff]),
  ),
};

/** Runes beyond ASCII that are another case of an ASCII letter: golang/go@go1.26.8:src/unicode/tables.go `caseOrbit`. */
const FOLDS: readonly (readonly [letter: number, rune: string])[] = [
  [0x6b, '\u212a'],
  [0x73, '\u017f'],
];

export function nodeOf(set: RuneSet, caseless: boolean): Node {
  const ascii: Node = { kind: 'byte', set: set.ascii };
  const folds = caseless ? FOLDS.filter(([letter]) => hasByte(set.ascii, letter) !== set.others).map(([, rune]) => literal(rune)) : [];
  if (!set.others) return folds.length === 0 ? ascii : choice(ascii, ...folds);
  if (folds.length === 0) return choice(ascii, BEYOND_ASCII);
  return choice(ascii, sequence({ kind: 'look', item: choice(...folds), behind: false, negative: true }, BEYOND_ASCII));
}

export const foldRunes = ({ ascii, others }: RuneSet): RuneSet => ({ ascii: foldCase(ascii), others });
