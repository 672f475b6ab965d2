import { type Cursor, refuse } from './cursor';

const CONTROLS: { readonly [letter: string]: number } = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** The byte of an escape, inside or outside of a class; the cursor is after the letter. */
export function escapedByte(cursor: Cursor, letter: string): number {
  const control = CONTROLS[letter];
  if (control !== undefined) return control;
  switch (letter) {
    case 'x':
      return hexadecimal(cursor);
    case 'o': {
      const found = cursor.match(/^\{([0-7]+)\}/, 32);
      return found === null ? refuse('\\o is not followed by digits in {}') : inRange(Number.parseInt(found[1] ?? '', 8));
    }
    case '0':
      return Number.parseInt(`0${cursor.match(/^[0-7]{0,2}/, 2)?.[0] ?? ''}`, 8);
    case 'c': {
      const next = cursor.take();
      if (!/^[ -~]$/.test(next)) cursor.pcre2 = 'refuses';
      // biome-ignore lint/suspicious/noControlCharactersInRegex: any character of ASCII may follow
      return /^[\u0000-\u007f]$/.test(next) ? next.toUpperCase().charCodeAt(0) ^ 64 : refuse('\\c is not followed by a character of ASCII');
    }
  }
  // A letter without a meaning matches itself, except for letters that have a meaning in Perl.
  if (/[lLuU]/.test(letter)) return refuse(`"\\${letter}" is not supported`);
  if (/[A-Za-z]/.test(letter)) cursor.pcre2 = 'refuses';
  return letter.charCodeAt(0);
}

/** Up to three octal digits, of which the first has been read. */
export const octalByte = (cursor: Cursor, first: string): number =>
  inRange(Number.parseInt(first + (cursor.match(/^[0-7]{0,2}/, 2)?.[0] ?? ''), 8));

function hexadecimal(cursor: Cursor): number {
  if (cursor.peek() === '{') {
    const found = cursor.match(/^\{([0-9a-fA-F]+)\}/, 32);
    return found === null ? refuse('\\x{ is not followed by digits and a brace') : inRange(Number.parseInt(found[1] ?? '', 16));
  }
  return Number.parseInt(`0${cursor.match(/^[0-9a-fA-F]{0,2}/, 2)?.[0] ?? ''}`, 16);
}

const inRange = (code: number): number => (code > 255 ? refuse('the code of a character is too large') : code);
