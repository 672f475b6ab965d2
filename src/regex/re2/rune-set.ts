import { bytesOf } from '../pcre2/bytes';
import { addByte, addRange, addSet, type ByteSet, emptySet, foldCase, hasByte, setOf } from '../pcre2/character-set';
import { giveUp } from '../pcre2/cursor';
import type { Node } from '../pcre2/tree';
import { casesOf } from './cases';

type Range = readonly [first: number, last: number];

/** A set of runes. */
export interface RuneSet {
  /** Runes below 128. */
  readonly ascii: ByteSet;
  /** Sorted, without overlaps or neighbours. */
  readonly beyond: readonly Range[];
}

const ASCII = setOf([0, 127]);
const FIRST = 0x80;
const LAST = 0x10ffff;
/** The rune that stands for an invalid byte. */
const REPLACEMENT = 0xfffd;

/** Limit for single cases; no realistic class needs more. */
const MOST_CASES = 2000;

export const NO_RUNE: RuneSet = { ascii: emptySet(), beyond: [] };

export const asciiSet = (set: ByteSet): RuneSet => ({ ascii: ASCII.map((bits, i) => bits & (set[i] ?? 0)), beyond: [] });

export function runes(first: number, last: number): RuneSet {
  const ascii = emptySet();
  addRange(ascii, first, Math.min(last, FIRST - 1));
  return { ascii, beyond: last < FIRST ? [] : [[Math.max(first, FIRST), last]] };
}

export function union(one: RuneSet, other: RuneSet): RuneSet {
  const ascii = one.ascii.slice();
  addSet(ascii, other.ascii);
  const beyond: [number, number][] = [];
  for (const [first, last] of [...one.beyond, ...other.beyond].sort(([a], [b]) => a - b)) {
    const before = beyond.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else beyond.push([first, last]);
  }
  return { ascii, beyond };
}

export function negate({ ascii, beyond }: RuneSet): RuneSet {
  const others: Range[] = [];
  let next = FIRST;
  for (const [first, last] of beyond) {
    if (first > next) others.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) others.push([next, LAST]);
  return { ascii: ASCII.map((bits, i) => bits & ~(ascii[i] ?? 0)), beyond: others };
}

/** The set with all other cases of its members. */
export function foldRunes({ ascii, beyond }: RuneSet): RuneSet {
  const folded = foldCase(ascii);
  const more: number[] = [];
  if (hasByte(folded, 0x6b)) more.push(...casesOf(0x6b));
  if (hasByte(folded, 0x73)) more.push(...casesOf(0x73));
  const isAll = beyond.length === 1 && beyond[0]?.[0] === FIRST && beyond[0][1] === LAST;
  if (!isAll) {
    if (beyond.reduce((sum, [first, last]) => sum + last - first + 1, 0) > MOST_CASES) giveUp('a class has many characters beyond ASCII');
    for (const [first, last] of beyond) for (let code = first; code <= last; code++) more.push(...casesOf(code));
  }
  for (const code of more) if (code < FIRST) addByte(folded, code);
  const others = more.filter((code) => code >= FIRST).map((code): RuneSet => ({ ascii: emptySet(), beyond: [[code, code]] }));
  return others.reduce(union, { ascii: folded, beyond });
}

// ---- in UTF-8

const sequence = (...items: readonly Node[]): Node => ({ kind: 'sequence', items });
const choice = (items: readonly Node[]): Node => ({ kind: 'choice', items });
const byteNode = (first: number, last: number): Node => ({ kind: 'byte', set: setOf([first, last]) });

export const literal = (text: string): Node =>
  sequence(...Array.from(bytesOf(text), (char) => byteNode(char.charCodeAt(0), char.charCodeAt(0))));

export function nodeOf({ ascii, beyond }: RuneSet): Node {
  const node: Node = { kind: 'byte', set: ascii };
  if (beyond.length === 0) return node;
  const hasStray = beyond.some(([first, last]) => first <= REPLACEMENT && REPLACEMENT <= last);
  return choice([node, ...beyond.flatMap(sequencesOf), ...(hasStray ? [STRAY_BYTE] : [])]);
}

/** The ranges of runes with the same number of bytes in UTF-8, without surrogates: golang/go@go1.26.8:src/unicode/utf8/utf8.go. */
const WIDTHS: readonly Range[] = [
  [0x80, 0x7ff],
  [0x800, 0xd7ff],
  [0xe000, 0xffff],
  [0x10000, LAST],
];

function sequencesOf([first, last]: Range): readonly Node[] {
  return WIDTHS.flatMap(([low, high]) => {
    const from = Math.max(first, low);
    const to = Math.min(last, high);
    return from > to ? [] : between(utf8(from), utf8(to)).map((item) => sequence(...item));
  });
}

const utf8 = (code: number): readonly number[] => [...Buffer.from(String.fromCodePoint(code), 'utf8')];

/** All byte texts between two texts of the same length, as sequences of ranges. */
function between(from: readonly number[], to: readonly number[]): readonly (readonly Node[])[] {
  const [low = 0, ...lowRest] = from;
  const [high = 0, ...highRest] = to;
  if (lowRest.length === 0) return [[byteNode(low, high)]];
  const least = lowRest.map(() => 0x80);
  const most = lowRest.map(() => 0xbf);
  const after = (byte: number, rest: readonly (readonly Node[])[]) => rest.map((items) => [byteNode(byte, byte), ...items]);
  if (low === high) return after(low, between(lowRest, highRest));
  const begin = lowRest.every((byte) => byte === 0x80) ? low : low + 1;
  const end = highRest.every((byte) => byte === 0xbf) ? high : high - 1;
  return [
    ...(begin > low ? after(low, between(lowRest, most)) : []),
    ...(begin > end ? [] : [[byteNode(begin, end), ...least.map(() => byteNode(0x80, 0xbf))]]),
    ...(end < high ? after(high, between(least, highRest)) : []),
  ];
}

const STRAY_BYTE: Node = sequence(
  { kind: 'look', item: choice(sequencesOf([FIRST, LAST])), behind: false, negative: true },
  byteNode(0x80, 0xff),
);
