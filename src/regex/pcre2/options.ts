import { type Cursor, giveUp, refuse } from './cursor';

/** Options that apply from the place where they are set, and in inner groups. */
export interface Options {
  readonly caseless: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly extended: boolean;
  readonly ungreedy: boolean;
}

export const PLAIN: Options = {
  caseless: false,
  dotAll: false,
  multiline: false,
  extended: false,
  ungreedy: false,
};

const LETTERS: { readonly [letter: string]: keyof Options } = {
  i: 'caseless',
  s: 'dotAll',
  m: 'multiline',
  x: 'extended',
  U: 'ungreedy',
};

/** Reads the options after "(?", up to and including ")" or ":". */
export function readOptions(cursor: Cursor, before: Options): { readonly options: Options; readonly end: ')' | ':' } {
  let options = before;
  let on = true;
  for (;;) {
    const char = cursor.take();
    if (char === ')' || char === ':') return { options, end: char };
    const option = LETTERS[char];
    if (char === '-') {
      if (!on) cursor.pcre2 = 'refuses';
      on = false;
    } else if (char === 'J') giveUp('its groups may share names');
    else if (char === 'X') giveUp('it uses the option "X"');
    else if (option === undefined) refuse('unrecognized character after (? or (?-');
    else {
      if (char === 'x' && cursor.peek() === 'x') cursor.pcre2 ??= 'reads otherwise';
      options = { ...options, [option]: on };
    }
  }
}
