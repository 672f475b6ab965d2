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
