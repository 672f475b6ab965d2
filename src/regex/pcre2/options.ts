import { type Cursor, giveUp, refuse } from './cursor';

/** Options that hold where they are set, and in groups from there on. */
export interface Options {
  readonly caseless: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly extended: boolean;
  readonly ungreedy: boolean;
  readonly noCapture: boolean;
}

export const PLAIN: Options = {
  caseless: false,
  dotAll: false,
  multiline: false,
  extended: false,
  ungreedy: false,
  noCapture: false,
};

const LETTERS: { readonly [letter: string]: keyof Options } = {
  i: 'caseless',
  s: 'dotAll',
  m: 'multiline',
  x: 'extended',
  U: 'ungreedy',
  n: 'noCapture',
};

/** Reads what stands behind "(?", up to and with ")" or ":". */
export function readOptions(cursor: Cursor, before: Options): { readonly options: Options; readonly end: ')' | ':' } {
  let options = before;
  let on = true;
  if (cursor.peek() === '^') {
    cursor.at++;
    options = { ...PLAIN, ungreedy: before.ungreedy };
  }
  for (;;) {
    const char = cursor.take();
    if (char === ')' || char === ':') return { options, end: char };
    const option = LETTERS[char];
    if (char === '-') on = on ? false : refuse('options have two "-"');
    else if (char === 'J') giveUp('its groups may share names');
    else if (char === 'x' && cursor.peek() === 'x') giveUp('it uses the option "xx"');
    else if (option === undefined) refuse('unrecognized character after (? or (?-');
    else options = { ...options, [option]: on };
  }
}
