import { textOf } from '../pcre2/bytes';
import { addRange, addSet, type ByteSet, DIGITS, emptySet, POSIX, setOf, single, WORD } from '../pcre2/character-set';
import { Cursor, giveUp, refuse, Stop } from '../pcre2/cursor';
import type { Parsed, Refused, Undecided } from '../pcre2/parse';
import type { Assertion, Node } from '../pcre2/tree';
import { allBut, ascii } from './unicode';

/**
 * Reads a pattern of RE2's syntax, which Go's regexp and Envoy share: no look-around, no back references, alternatives in order. What the two
 * are not known to read alike, and members of classes beyond ASCII, are `undecided`.
 *
 * Source: google/re2@2024-07-02:doc/syntax.txt; golang/go@go1.26.8:src/regexp/syntax/parse.go.
 */
export function parse(pattern: string, caseless: boolean): Parsed | Refused | Undecided {
  try {
    return new Parser(pattern).parse(caseless);
  } catch (stop) {
    // It may quote the pattern.
    if (stop instanceof Stop) return { kind: stop.verdict, because: textOf(stop.because) };
    throw stop;
  }
}

/** `maxRepeat` and `maxHeight` of Go. */
const MOST_REPEATS = 1000;
const MOST_NESTING = 1000;

interface Flags {
  readonly caseless: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

const SPACE = setOf([9, 10], [12, 13], 32);

const TYPES: { readonly [letter: string]: ByteSet } = { d: DIGITS, s: SPACE, w: WORD };

const CONTROLS: { readonly [letter: string]: number } = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

class Parser extends Cursor {
  private groups = 0;
  private depth = 0;
  private readonly names = new Set<string>();

  public parse(caseless: boolean): Parsed {
    const root = this.choice({ caseless, dotAll: false, ungreedy: false });
    if (this.at < this.pattern.length) refuse('unexpected )');
    return { kind: 'parsed', root, groups: this.groups, refersBack: false };
  }

  private choice(outer: Flags): Node {
    if (++this.depth > MOST_NESTING) refuse('expression nests too deeply');
    let flags = outer;
    const branches: Node[] = [];
    let items: Node[] = [];
    while (this.peek() !== '' && this.peek() !== ')') {
      if (this.peek() === '|') {
        this.at++;
        branches.push(sequence(items));
        items = [];
      } else if (this.startsWith('\\Q')) items.push(...this.quoted(flags));
      else {
        const term = this.term(flags);
        if ('node' in term) items.push(this.repeated(term.node, flags));
        else {
          flags = term.flags;
          if (this.bounds() !== undefined) giveUp('a quantifier follows flags');
        }
      }
    }
    this.depth--;
    branches.push(sequence(items));
    return branches.length === 1 ? (branches[0] as Node) : { kind: 'choice', items: branches };
  }

  private term(flags: Flags): { readonly node: Node } | { readonly flags: Flags } {
    const char = this.take();
    switch (char) {
      case '.':
        return { node: allBut(flags.dotAll ? emptySet() : setOf(10)) };
      case '^':
        return assertion('start');
      case '$':
        return assertion('end');
      case '[':
        return { node: this.characterClass(flags) };
      case '(':
        return this.group(flags);
      case '\\':
        return this.escape(flags);
      case '*':
      case '+':
      case '?':
        return refuse(`missing argument to repetition operator: ${char}`);
      case '{':
        this.at--;
        if (this.bounds() !== undefined) refuse('missing argument to repetition operator');
        this.at++;
    }
    return { node: literal(char, flags) };
  }

  // ---- repetition

  private repeated(node: Node, flags: Flags): Node {
    const bounds = this.bounds();
    if (bounds === undefined) return node;
    const lazy = this.peek() === '?';
    if (lazy) this.at++;
    const before = this.at;
    if (this.bounds() !== undefined) refuse(`invalid nested repetition operator: ${this.pattern.slice(before - 1, this.at)}`);
    return { kind: 'repeat', item: node, ...bounds, greedy: lazy === flags.ungreedy };
  }

  private bounds(): { readonly min: number; readonly max: number } | undefined {
    const char = this.peek();
    if (char === '*' || char === '+' || char === '?') {
      this.at++;
      return { min: char === '+' ? 1 : 0, max: char === '?' ? 1 : Number.POSITIVE_INFINITY };
    }
    const found = this.match(/^\{(\d+)(?:(,)(\d*))?\}/, 64);
    if (found === null) return undefined;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
    if (min > MOST_REPEATS || (max > MOST_REPEATS && max !== Number.POSITIVE_INFINITY) || min > max)
      refuse(`invalid repeat count: ${found[0]}`);
    return { min, max };
  }

  // ---- groups

  private group(flags: Flags): { readonly node: Node } | { readonly flags: Flags } {
    if (this.peek() !== '?') return this.closed(flags, ++this.groups);
    const name = this.match(/^\?P?<([^>]*)>/, 256);
    if (name !== null) {
      if (!/^\w+$/.test(name[1] ?? '')) refuse(`invalid named capture: (${name[0]}`);
      if (this.names.has(name[1] ?? '')) refuse(`duplicate group name: ${name[1]}`);
      this.names.add(name[1] ?? '');
      return this.closed(flags, ++this.groups);
    }
    const found = this.match(/^\?([imsU]*)(?:-([imsU]+))?([:)])/, 64);
    if (found === null) return refuse(`invalid or unsupported Perl syntax: (${this.pattern.slice(this.at, this.at + 2)}`);
    const [, on = '', off = '', end] = found;
    if (on.includes('m')) giveUp('it looks at lines');
    const set = (letter: string, before: boolean): boolean => (off.includes(letter) ? false : on.includes(letter) || before);
    const changed = {
      caseless: set('i', flags.caseless),
      dotAll: set('s', flags.dotAll),
      ungreedy: set('U', flags.ungreedy),
    };
    if (end === ')') return on + off === '' ? giveUp('it sets no flags') : { flags: changed };
    return this.closed(changed, undefined);
  }

  private closed(flags: Flags, group: number | undefined): { readonly node: Node } {
    const item = this.choice(flags);
    if (this.take() !== ')') refuse('missing closing )');
    return { node: group === undefined ? { kind: 'sequence', items: [item] } : { kind: 'capture', item, group } };
  }

  // ---- escapes

  private escape(flags: Flags): { readonly node: Node } {
    const letter = this.take();
    switch (letter) {
      case 'A':
        return assertion('start');
      case 'z':
        return assertion('end');
      case 'b':
        return assertion('wordBoundary');
      case 'B':
      case 'C':
      case 'p':
      case 'P':
        return giveUp(`it uses \\${letter}`);
    }
    const type = TYPES[letter.toLowerCase()];
    if (type !== undefined) return { node: letter === letter.toLowerCase() ? ascii(type, flags.caseless) : allBut(type) };
    return { node: character(this.escapedCode(letter), flags) };
  }

  /** Of a single character; the cursor is behind the letter. */
  private escapedCode(letter: string): number {
    if (letter === '') refuse('trailing backslash at end of expression');
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    if (letter === 'x') {
      const found = this.match(/^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/, 16) ?? refuse('invalid escape sequence: \\x');
      const code = Number.parseInt(found[1] ?? found[2] ?? '', 16);
      return code > 0x10ffff ? refuse('invalid escape sequence: \\x') : code;
    }
    if (/[1-7]/.test(letter) && !/[0-7]/.test(this.peek())) refuse(`invalid escape sequence: \\${letter}`);
    if (/[0-7]/.test(letter)) return Number.parseInt(letter + (this.match(/^[0-7]{0,2}/, 2)?.[0] ?? ''), 8);
    return /[A-Za-z0-9]/.test(letter) || letter.charCodeAt(0) > 127 ? refuse(`invalid escape sequence: \\${letter}`) : letter.charCodeAt(0);
  }

  private quoted(flags: Flags): readonly Node[] {
    const end = this.pattern.indexOf('\\E', this.at + 2);
    const text = this.pattern.slice(this.at + 2, end < 0 ? undefined : end);
    this.at = end < 0 ? this.pattern.length : end + 2;
    const nodes = Array.from(text, (char) => literal(char, flags));
    const last = nodes.pop();
    return last === undefined ? nodes : [...nodes, this.repeated(last, flags)];
  }

  // ---- classes

  private characterClass(flags: Flags): Node {
    const set = emptySet();
    const negated = this.peek() === '^';
    if (negated) this.at++;
    for (let first = true; first || this.peek() !== ']'; first = false) {
      if (this.peek() === '') refuse('missing closing ]');
      const named = this.match(/^\[:(\^?)(\w+):\]/, 16);
      if (named !== null) {
        const posix = POSIX[named[2] ?? ''] ?? refuse(`invalid character class range: ${named[0]}`);
        if (named[1] === '^') giveUp(`a class has ${named[0]}`);
        addSet(set, posix);
        continue;
      }
      const type = this.match(/^\\([dswDSW])/, 2);
      if (type !== null) {
        const found = TYPES[(type[1] ?? '').toLowerCase()] as ByteSet;
        if (/[DSW]/.test(type[1] ?? '')) giveUp(`a class has ${type[0]}`);
        addSet(set, found);
        continue;
      }
      const low = this.member();
      let high = low;
      if (this.peek() === '-' && this.pattern.charAt(this.at + 1) !== ']' && this.pattern.charAt(this.at + 1) !== '') {
        this.at++;
        if (/^\\[dswDSWpP]/.test(this.pattern.slice(this.at, this.at + 2))) refuse('invalid character class range');
        high = this.member();
        if (high < low) refuse('invalid character class range');
      }
      if (low > 127 || high > 127) giveUp('a class has a member beyond ASCII');
      addRange(set, low, high);
    }
    this.at++;
    if (!negated) return ascii(set, flags.caseless);
    const folded = ascii(set, flags.caseless);
    // A letter whose other case is beyond ASCII is rarely left out.
    return folded.kind === 'byte' ? allBut(folded.set) : giveUp('a class that leaves out k or s ignores case');
  }

  private member(): number {
    const char = this.take();
    if (char !== '\\') return char.charCodeAt(0);
    const letter = this.take();
    if (/[pPC]/.test(letter)) giveUp(`a class uses \\${letter}`);
    return this.escapedCode(letter);
  }
}

const assertion = (holds: Assertion): { readonly node: Node } => ({ node: { kind: 'assertion', holds } });

const sequence = (items: readonly Node[]): Node => (items.length === 1 ? (items[0] as Node) : { kind: 'sequence', items });

/** A byte of the pattern. The bytes of a character beyond ASCII follow one another, and a repetition behind them would take only the last. */
function literal(char: string, flags: Flags): Node {
  const code = char.charCodeAt(0);
  return code > 127 ? giveUp('it has a character beyond ASCII') : character(code, flags);
}

const character = (code: number, { caseless }: Flags): Node =>
  code > 127
    ? giveUp('it has a character beyond ASCII')
    : caseless
      ? ascii(single(code, false), true)
      : { kind: 'byte', set: single(code, false) };
