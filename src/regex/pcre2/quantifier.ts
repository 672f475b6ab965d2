import { type Cursor, refuse } from './cursor';

export type Bounds = readonly [min: number, max: number];

const MOST_REPEATS = 65_535;

/** Reads a quantifier, if there is one at the cursor. */
export function quantifier(cursor: Cursor): Bounds | undefined {
  switch (cursor.peek()) {
    case '*':
      cursor.at++;
      return [0, Number.POSITIVE_INFINITY];
    case '+':
      cursor.at++;
      return [1, Number.POSITIVE_INFINITY];
    case '?':
      cursor.at++;
      return [0, 1];
    case '{':
      return braces(cursor);
    default:
      return undefined;
  }
}

/** Anything but `{n}`, `{n,}` and `{n,m}` is ordinary text. */
function braces(cursor: Cursor): Bounds | undefined {
  const found = cursor.match(/^\{(\d+)(?:(,)(\d*))?\}/, 64);
  if (found === null) return undefined;
  const min = Number(found[1]);
  const max = found[2] === undefined ? min : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
  if (min > MOST_REPEATS || (max > MOST_REPEATS && max !== Number.POSITIVE_INFINITY)) refuse(`the repetition ${found[0]} is above 65535`);
  if (min > max) refuse('the numbers in {} are out of order');
  return [min, max];
}
