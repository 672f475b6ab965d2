/** What a command reads from and writes to; tests give their own. */
export interface Terminal {
  readonly input: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  readonly output: Output;
  readonly errors: Output;
  readonly env: { readonly [name: string]: string | undefined };
}

export interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Begins a line anew on a terminal. */
export const CLEAR_LINE = '\r\x1b[2K';

/**
 * An output on which control characters and those that change the direction of text are shown escaped, as in JSON: names in manifests may hold
 * them, and a terminal would obey. Line breaks, tabs and the colours of this tool stay.
 */
export function escaping(output: Output): Output {
  const { isTTY } = output;
  const isOwn = (part: string): boolean => part.length > 1 && isTTY === true;
  const escaped = (text: string): string =>
    text.replace(CONTROL, (part) => (isOwn(part) ? part : Array.from(part, (char) => (isControl(char) ? escapeOf(char) : char)).join('')));
  return {
    isTTY,
    write: (text) => {
      const clears = isTTY === true && text.startsWith(CLEAR_LINE);
      return output.write(clears ? CLEAR_LINE + escaped(text.slice(CLEAR_LINE.length)) : escaped(text));
    },
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const CONTROL = /\x1b\[(?:1|2|22|31|32|33|39)m|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const isControl = (char: string): boolean => char.search(CONTROL) === 0;
const escapeOf = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The emphasis of a text. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

const plain = (text: string): string => text;
const code =
  (on: number, off: number) =>
  (text: string): string =>
    `\x1b[${on}m${text}\x1b[${off}m`;

const PLAIN: Paint = { strong: plain, faint: plain, good: plain, warning: plain, bad: plain };
const COLOURED: Paint = { strong: code(1, 22), faint: code(2, 22), good: code(32, 39), warning: code(33, 39), bad: code(31, 39) };

/** Colour only on a terminal, and only if the user did not disable it (https://no-color.org). */
export const paintFor = ({ isTTY }: Output, env: Terminal['env']): Paint =>
  isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb' ? COLOURED : PLAIN;
