/** A set of bytes, as 256 bits in eight numbers. PCRE without UTF mode, as controllers use it, matches byte by byte. */
export type ByteSet = Uint32Array;

export const emptySet = (): ByteSet => new Uint32Array(8);

export function addByte(set: ByteSet, byte: number): void {
  set[byte >> 5] = (set[byte >> 5] ?? 0) | (1 << (byte & 31));
}

export function addRange(set: ByteSet, first: number, last: number): void {
  for (let byte = first; byte <= last; byte++) addByte(set, byte);
}

export function addSet(set: ByteSet, other: ByteSet): void {
  for (let i = 0; i < 8; i++) set[i] = (set[i] ?? 0) | (other[i] ?? 0);
}

export const hasByte = (set: ByteSet, byte: number): boolean => (((set[byte >> 5] ?? 0) >>> (byte & 31)) & 1) === 1;

export const isSame = (one: ByteSet, other: ByteSet): boolean => one === other || one.every((bits, i) => bits === other[i]);

export const complement = (set: ByteSet): ByteSet => set.map((bits) => ~bits);

/** Adds the other case of every ASCII letter; the C locale knows no other letters. */
export function foldCase(set: ByteSet): ByteSet {
  const folded = set.slice();
  for (let byte = 65; byte <= 90; byte++) {
    if (hasByte(set, byte)) addByte(folded, byte + 32);
    if (hasByte(set, byte + 32)) addByte(folded, byte);
  }
  return folded;
}

/** The set of one byte. Each is made once, because most of a pattern is single letters. */
export function single(byte: number, caseless: boolean): ByteSet {
  const known = caseless ? FOLDED : SINGLE;
  let set = known[byte];
  if (set === undefined) {
    set = caseless ? foldCase(setOf(byte)) : setOf(byte);
    known[byte] = set;
  }
  return set;
}

const SINGLE: ByteSet[] = [];
const FOLDED: ByteSet[] = [];

export function sizeOf(set: ByteSet): number {
  let size = 0;
  for (let bits of set) for (; bits !== 0; bits &= bits - 1) size++;
  return size;
}

/** The byte of a set with exactly one byte. */
export function onlyMemberOf(set: ByteSet): number | undefined {
  let only: number | undefined;
  for (let i = 0; i < 8; i++) {
    const bits = set[i] ?? 0;
    if (bits === 0) continue;
    if (only !== undefined || (bits & (bits - 1)) !== 0) return undefined;
    only = i * 32 + 31 - Math.clz32(bits);
  }
  return only;
}

export function membersOf(set: ByteSet): number[] {
  const members: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (hasByte(set, byte)) members.push(byte);
  return members;
}

export function setOf(...ranges: readonly (number | readonly [number, number])[]): ByteSet {
  const set = emptySet();
  for (const range of ranges) typeof range === 'number' ? addByte(set, range) : addRange(set, range[0], range[1]);
  return set;
}

const LOWER = [97, 122] as const;
const UPPER = [65, 90] as const;
const DIGIT = [48, 57] as const;

const NEWLINE = setOf(10);
export const DIGITS = setOf(DIGIT);
export const WORD = setOf(LOWER, UPPER, DIGIT, 95);
const SPACE = setOf([9, 13], 32);
const HORIZONTAL = setOf(9, 32, 0xa0);
const VERTICAL = setOf([10, 13], 0x85);
export const ANY = setOf([0, 255]);
export const NOT_NEWLINE = complement(NEWLINE);

/** `\d` and its like, by letter. pcre2pattern(3), "Generic character types". */
export const TYPES: { readonly [letter: string]: ByteSet } = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
  h: HORIZONTAL,
  H: complement(HORIZONTAL),
  v: VERTICAL,
  V: complement(VERTICAL),
};

/** `[:alpha:]` and its like, in the C locale. pcre2pattern(3), "POSIX character classes". */
export const POSIX: { readonly [name: string]: ByteSet } = {
  alnum: setOf(LOWER, UPPER, DIGIT),
  alpha: setOf(LOWER, UPPER),
  ascii: setOf([0, 127]),
  blank: setOf(9, 32),
  cntrl: setOf([0, 31], 127),
  digit: DIGITS,
  graph: setOf([33, 126]),
  lower: setOf(LOWER),
  print: setOf([32, 126]),
  punct: setOf([33, 47], [58, 64], [91, 96], [123, 126]),
  space: SPACE,
  upper: setOf(UPPER),
  word: WORD,
  xdigit: setOf(DIGIT, [65, 70], [97, 102]),
};
