/** A directive of nginx.conf. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** The directives between its braces; `lua` if the block is a program, which is not read. */
  readonly block?: readonly Directive[] | 'lua';
}

/** Why a text is not a sequence of complete directives. */
export class Unreadable extends Error {}

/**
 * Reads text as nginx reads its configuration: quotes and comments begin only where a word may begin, a backslash escapes the next
 * character, and "${" belongs to a variable. Throws `Unreadable` if the text closes the block around it, or continues into the line
 * after it.
 *
 * Sources: nginx/nginx@release-1.27.1:src/core/ngx_conf_file.c (`ngx_conf_read_token`), and for the blocks of Lua
 * openresty/lua-nginx-module@v0.10.28:src/ngx_http_lua_lex.c.
 */
export function parseConf(text: string): readonly Directive[] {
  return new Reader(text).directives(true);
}

/** The directives of a text, or why it cannot be read. */
export function readConf(text: string): readonly Directive[] | Unreadable {
  try {
    return parseConf(text);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

/** Blocks are read, and walked later, in depth. */
const MOST_NESTING = 100;

class Reader {
  private at = 0;
  private depth = 0;

  public constructor(private readonly text: string) {}

  public directives(outermost: boolean): readonly Directive[] {
    if (this.depth > MOST_NESTING) throw new Unreadable(`has blocks more than ${MOST_NESTING} levels deep`);
    const found: Directive[] = [];
    for (;;) {
      const words: string[] = [];
      const end = this.words(words);
      if (end === 'end') {
        if (words.length > 0) throw new Unreadable('does not end in ";" or "}", so the next line becomes part of it');
        if (!outermost) throw new Unreadable('has an unclosed "{"');
        return found;
      }
      if (end === '}') {
        if (words.length > 0) throw new Unreadable('has a directive without ";" before "}"');
        if (outermost) throw new Unreadable('has a "}" that closes the block around it');
        return found;
      }
      const [name, ...args] = words;
      if (name === undefined) throw new Unreadable(`has a "${end}" without a directive before it`);
      if (end === ';') found.push({ name, args });
      else found.push({ name, args, block: name.endsWith('_by_lua_block') ? this.lua() : this.inner() });
    }
  }

  private inner(): readonly Directive[] {
    this.depth++;
    const found = this.directives(false);
    this.depth--;
    return found;
  }

  /** Collects words, and returns the character that ends them. */
  private words(words: string[]): ';' | '{' | '}' | 'end' {
    const { text } = this;
    for (;;) {
      const char = text.charAt(this.at);
      if (char === '') return 'end';
      if (/[ \t\r\n]/.test(char)) this.at++;
      else if (char === '#') this.at = after(text, '\n', this.at);
      else if (char === ';' || char === '{' || char === '}') {
        this.at++;
        return char;
      } else if (char === '"' || char === "'") {
        words.push(this.quoted(char));
        this.mustEndWord();
      } else words.push(this.bare());
    }
  }

  private quoted(mark: string): string {
    const from = this.at + 1;
    const end = closingQuote(this.text, from, mark);
    if (end === undefined) throw new Unreadable(`has an unclosed ${mark}`);
    this.at = end + 1;
    return unescaped(this.text.slice(from, end));
  }

  /** Only a space, ";", "{" or ")" may follow a closing quote. */
  private mustEndWord(): void {
    const char = this.text.charAt(this.at);
    if (!/^[ \t\r\n;{)]?$/.test(char)) throw new Unreadable(`has "${char}" directly after a closing quote`);
  }

  private bare(): string {
    const { text } = this;
    const from = this.at;
    while (this.at < text.length) {
      const char = text.charAt(this.at);
      if (char === '\\' || (char === '$' && text[this.at + 1] === '{')) this.at += 2;
      else if (/[ \t\r\n;{]/.test(char)) break;
      else this.at++;
    }
    this.at = Math.min(this.at, text.length);
    return unescaped(text.slice(from, this.at));
  }

  /** Braces in strings and comments of Lua do not count. */
  private lua(): 'lua' {
    const { text } = this;
    let depth = 1;
    while (this.at < text.length) {
      const long = /^(?:--)?\[(=*)\[/.exec(text.slice(this.at, this.at + 16));
      const char = text.charAt(this.at);
      if (long) this.at = after(text, `]${long[1] ?? ''}]`, this.at);
      else if (text.startsWith('--', this.at)) this.at = after(text, '\n', this.at);
      else if (char === '"' || char === "'") this.at = (closingQuote(text, this.at + 1, char) ?? text.length) + 1;
      else {
        this.at++;
        if (char === '{') depth++;
        if (char === '}' && --depth === 0) return 'lua';
      }
    }
    throw new Unreadable('has an unclosed "{"');
  }
}

/** The position after the next `mark`, or the end of the text if there is none. */
function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

function closingQuote(text: string, from: number, mark: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === mark) return at;
  }
  return undefined;
}

const ESCAPES: { readonly [char: string]: string } = { '"': '"', "'": "'", '\\': '\\', t: '\t', r: '\r', n: '\n' };

const unescaped = (word: string): string => word.replace(/\\(["'\\trn])/g, (_, char: string) => ESCAPES[char] as string);
