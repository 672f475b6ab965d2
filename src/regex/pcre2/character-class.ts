import { addByte, addRange, addSet, type ByteSet, complement, emptySet, foldCase, POSIX, TYPES } from './character-set';
import { type Cursor, giveUp, refuse } from './cursor';
import { escapedByte, octalByte } from './escaped-byte';

/** A member of a class: a byte, or a set such as `\d`, which cannot be an end of a range. */
type Member = number | ByteSet;

/** Reads a class from the position after its "[". */
export function characterClass(cursor: Cursor, caseless: boolean): ByteSet {
  const set = emptySet();
  while (cursor.startsWith('\\E') || cursor.startsWith('\\Q\\E')) cursor.at += 2;
  const negated = cursor.peek() === '^';
  if (negated) cursor.at++;
  /** The possible first byte of a range. */
  let before: Member | undefined;
  let quoted = false;
  for (let first = true; ; ) {
    const char = cursor.take();
    if (char === '') refuse('missing terminating ] for character class');
    if (char === '\\' && (cursor.peek() === 'E' || (!quoted && cursor.peek() === 'Q'))) {
      quoted = cursor.take() === 'Q';
      continue;
    }
    if (char === ']' && !quoted && !first) break;
    first = false;
    // After a set, "-" is an ordinary character; PCRE2 refuses it unless it is the last.
    if (
      char === '-' &&
      !quoted &&
      before !== undefined &&
      typeof before !== 'number' &&
      !/^\]?$/.test(cursor.peek()) &&
      !cursor.pattern.endsWith('\\E', cursor.at - 1)
    )
      cursor.pcre2 = 'refuses';
    if (char === '-' && !quoted && typeof before === 'number' && cursor.peek() !== ']' && cursor.peek() !== '') {
      addRange(set, ...rangeTo(cursor, before, caseless));
      before = undefined;
      continue;
    }
    const member = quoted ? char.charCodeAt(0) : memberOf(cursor, char, caseless);
    if (typeof member === 'number') addByte(set, member);
    else addSet(set, member);
    before = member;
  }
  const all = caseless ? foldCase(set) : set;
  return negated ? complement(all) : all;
}

/** The end of `[:name:]`, if the "[" before the cursor begins one. */
export function posixEnd({ pattern, at }: Cursor): number | undefined {
  const terminator = pattern.charAt(at);
  if (!/^[:.=]/.test(terminator)) return undefined;
  for (let i = at + 1; i + 1 < pattern.length; i++) {
    const char = pattern.charAt(i);
    const next = pattern.charAt(i + 1);
    if (char === '\\' && (next === ']' || next === '\\')) i++;
    else if (char === ']' || (char === '[' && next === terminator)) return undefined;
    else if (char === terminator && next === ']') return i;
  }
  return undefined;
}

function rangeTo(cursor: Cursor, start: number, caseless: boolean): [number, number] {
  if (cursor.startsWith('\\Q') || cursor.startsWith('\\E')) giveUp('a range in a class has quotes');
  const end = memberOf(cursor, cursor.take(), caseless);
  if (typeof end !== 'number') return refuse('a set such as "\\d" stands at the end of a range; put the "-" last');
  return end < start ? refuse('range out of order in character class') : [start, end];
}

function memberOf(cursor: Cursor, char: string, caseless: boolean): Member {
  if (char === '\\') return escaped(cursor);
  const end = char === '[' ? posixEnd(cursor) : undefined;
  return end === undefined ? char.charCodeAt(0) : posix(cursor, end, caseless);
}

function escaped(cursor: Cursor): Member {
  const letter = cursor.take();
  if (letter === '') refuse('it ends in a backslash');
  const type = TYPES[letter];
  if (type !== undefined) return type;
  if (letter === 'b') return 8;
  if (letter === 'N') refuse('"\\N" has no meaning in a class');
  if (letter === 'g') return letter.charCodeAt(0);
  if (/[ABCGKRXZkz]/.test(letter)) cursor.pcre2 = 'refuses';
  if (/[pP]/.test(letter)) giveUp(`it uses \\${letter} in a class`);
  return /[1-7]/.test(letter) ? octalByte(cursor, letter) : escapedByte(cursor, letter);
}

function posix(cursor: Cursor, end: number, caseless: boolean): ByteSet {
  if (cursor.peek() !== ':') refuse('POSIX collating elements are not supported');
  const text = cursor.pattern.slice(cursor.at + 1, end);
  const negated = text.startsWith('^');
  const name = negated ? text.slice(1) : text;
  const set = Object.hasOwn(POSIX, name) ? (POSIX[name] as ByteSet) : refuse(`unknown POSIX class name "${name}"`);
  cursor.at = end + 2;
  // If case is ignored, "upper" and "lower" match letters of either case.
  const folded = caseless && (name === 'upper' || name === 'lower') ? (POSIX.alpha as ByteSet) : set;
  return negated ? complement(folded) : folded;
}
