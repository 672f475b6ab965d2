import { POSIX, setOf, TYPES } from '../pcre2/character-set';
import { Cursor, giveUp, refuse, Stop } from '../pcre2/cursor';
import type { Refused, Undecided } from '../pcre2/parse';
import type { Assertion, Node } from '../pcre2/tree';
import { asciiSet, foldRunes, literal, NO_RUNE, negate, nodeOf, type RuneSet, runes, union } from './rune-set';

export interface Parsed {
  readonly kind: 'parsed';
  readonly root: Node;
  readonly groups: number;
  /** Numbers of named groups. */
  readonly names: ReadonlyMap<string, number>;
}

interface Flags {
  readonly caseless: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

/** golang/go@go1.26.8:src/regexp/syntax/parse.go `maxHeight`, `parseRepeat`. */
const MOST_NESTING = 1000;
const MOST_REPEATS = 1000;

/** White space of Go does not include the vertical tab: `perl_groups.go`. */
const SPACE = setOf(9, 10, 12, 13, 32);

const CONTROLS: { readonly [letter: string]: number } = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/**
 * Reads a pattern as package regexp of Go does: the syntax of RE2. Texts are UTF-8. Classes with Unicode names are `undecided`.
 *
 * Source: golang/go@go1.26.8:src/regexp/syntax/parse.go, src/regexp/syntax/doc.go.
 */
export function parse(pattern: string, caseless: boolean): Parsed | Refused | Undecided {
  try {
    return new Parser(pattern).parse(caseless);
  } catch (stop) {
    if (stop instanceof Stop) return { kind: stop.verdict, because: stop.because };
    throw stop;
  }
}

class Parser extends Cursor {
  private groups = 0;
  private depth = 0;
  private readonly names = new Map<string, number>();

  public parse(caseless: boolean): Parsed {
    const root = this.choice({ caseless, dotAll: false, ungreedy: false });
    if (this.at < this.pattern.length) refuse('unexpected )');
    if (repeats(root) > MOST_REPEATS) refuse('invalid repeat count');
    return { kind: 'parsed', root, groups: this.groups, names: this.names };
  }

  private choice(outer: Flags): Node {
    if (++this.depth > MOST_NESTING) refuse('expression nests too deeply');
    let flags = outer;
    const branches: Node[] = [];
    let items: Node[] = [];
    while (this.peek() !== '' && this.peek() !== ')') {
      if (this.peek() === '|') {
        this.at++;
        branches.push({ kind: 'sequence', items });
        items = [];
        continue;
      }
      const bounds = this.quantifier();
      const last = items.pop();
      if (bounds !== undefined) items.push(this.repeated(last ?? refuse('missing argument to repetition operator'), bounds, flags));
      else {
        if (last !== undefined) items.push(last);
        const term = this.term(flags);
        if (Array.isArray(term)) items.push(...term);
        else if ('kind' in term) items.push(term);
        else flags = term;
      }
    }
    this.depth--;
    branches.push({ kind: 'sequence', items });
    return branches.length === 1 ? (branches[0] as Node) : { kind: 'choice', items: branches };
  }

  /** One item, flags that apply from here on, or the characters of a quoted text. */
  private term(flags: Flags): Node | Flags | Node[] {
    const char = this.rune();
    switch (char) {
      case '.': {
        const newline = runes(10, 10);
        return nodeOf(negate(flags.dotAll ? NO_RUNE : newline));
      }
      case '^':
        return assertion('start');
      case '$':
        return assertion('end');
      case '[':
        return nodeOf(this.characterClass(flags));
      case '(':
        return this.group(flags);
      case '\\':
        return this.escape(flags);
    }
    return rune(char, flags);
  }

  private rune(): string {
    const char = String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
    this.at += char.length;
    return char;
  }

  // ---- repetition

  private repeated(item: Node, bounds: readonly [number, number], flags: Flags): Node {
    const lazy = this.peek() === '?';
    if (lazy) this.at++;
    if (this.quantifier() !== undefined) refuse('invalid nested repetition operator');
    return { kind: 'repeat', item, min: bounds[0], max: bounds[1], greedy: lazy === flags.ungreedy };
  }

  private quantifier(): readonly [number, number] | undefined {
    const char = this.take();
    if (char === '*') return [0, Number.POSITIVE_INFINITY];
    if (char === '+') return [1, Number.POSITIVE_INFINITY];
    if (char === '?') return [0, 1];
    const bounds = char === '{' ? this.bounds() : undefined;
    if (bounds === undefined) this.at--;
    return bounds;
  }

  /** Reads the text after `{`; anything but `n}`, `n,}` and `n,m}` is ordinary text. */
  private bounds(): readonly [number, number] | undefined {
    const found = this.match(/^(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/, 64);
    if (found === null) return undefined;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] === undefined ? Number.POSITIVE_INFINITY : Number(found[3]);
    if (min > MOST_REPEATS || (max > MOST_REPEATS && max !== Number.POSITIVE_INFINITY) || min > max)
      refuse(`invalid repeat count {${found[0]}`);
    return [min, max];
  }

  // ---- groups

  private group(flags: Flags): Node | Flags {
    if (this.peek() !== '?') return this.closed(flags, ++this.groups);
    this.at++;
    const named = this.match(/^P?<([^>]*)>/, 200);
    if (named !== null) {
      const name = named[1] as string;
      if (!/^\w+$/.test(name)) refuse(`invalid named capture ${name}`);
      const group = ++this.groups;
      if (!this.names.has(name)) this.names.set(name, group);
      return this.closed(flags, group);
    }
    const options = this.match(/^([imsU]*)(?:-([imsU]+))?([:)])/, 32);
    if (options === null) return refuse('invalid or unsupported Perl syntax');
    const [, on = '', off = '', end] = options;
    if (/m/.test(on)) giveUp('it uses the flag m');
    const is = (letter: string, before: boolean): boolean => (off.includes(letter) ? false : on.includes(letter) || before);
    const inner = { caseless: is('i', flags.caseless), dotAll: is('s', flags.dotAll), ungreedy: is('U', flags.ungreedy) };
    return end === ')' ? inner : this.closed(inner, undefined);
  }

  private closed(flags: Flags, group: number | undefined): Node {
    const item = this.choice(flags);
    if (this.take() !== ')') refuse('missing closing )');
    return group === undefined ? item : { kind: 'capture', item, group };
  }

  // ---- escapes

  private escape(flags: Flags): Node | Node[] {
    const letter = this.rune();
    const set = classOf(letter, flags);
    if (set !== undefined) return nodeOf(set);
    switch (letter) {
      case 'A':
        return assertion('start');
      case 'z':
        return assertion('end');
      case 'b':
        return assertion('wordBoundary');
      case 'B':
        return assertion('noWordBoundary');
      case 'p':
      case 'P':
        return giveUp(`it uses \\${letter}`);
      case 'Q':
        return this.quoted(flags);
    }
    this.at -= letter.length;
    return rune(this.escaped(), flags);
  }

  private quoted(flags: Flags): Node[] {
    const end = this.pattern.indexOf('\\E', this.at);
    const text = end < 0 ? this.pattern.slice(this.at) : this.pattern.slice(this.at, end);
    this.at = end < 0 ? this.pattern.length : end + 2;
    return Array.from(text, (char) => rune(char, flags));
  }

  /** The rune of an escape, inside or outside of a class; the cursor is after the backslash. */
  private escaped(): string {
    if (this.peek() === '') refuse('trailing backslash at end of expression');
    const octal = this.match(/^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/, 3);
    if (octal !== null) return String.fromCodePoint(Number.parseInt(octal[0], 8));
    const hex = this.match(/^x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/, 32);
    if (hex !== null) {
      const code = Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
      return code > 0x10ffff ? refuse('invalid escape sequence') : String.fromCodePoint(code);
    }
    const letter = this.rune();
    const control = CONTROLS[letter];
    if (control !== undefined) return String.fromCharCode(control);
    return /^[!-/:-@[-`{-~ ]$/.test(letter) ? letter : refuse(`invalid escape sequence \\${letter}`);
  }

  // ---- classes

  private characterClass(flags: Flags): RuneSet {
    const negated = this.peek() === '^';
    if (negated) this.at++;
    let set = NO_RUNE;
    for (let first = true; first || this.peek() !== ']'; first = false) {
      if (this.peek() === '') refuse('missing closing ]');
      set = union(set, this.member(flags));
    }
    this.at++;
    return signed(set, negated, flags);
  }

  private member(flags: Flags): RuneSet {
    const posix = this.match(/^\[:(\^?)([^\]]*):\]/, 24);
    if (posix !== null) {
      const [, not, name = ''] = posix;
      const named = Object.hasOwn(POSIX, name) ? asciiSet(POSIX[name] as NonNullable<(typeof POSIX)[string]>) : undefined;
      if (named === undefined) return refuse(`invalid character class range ${posix[0]}`);
      return signed(named, not !== '', flags);
    }
    if (this.peek() === '\\') {
      const known = classOf(this.pattern.charAt(this.at + 1), flags);
      if (known !== undefined) {
        this.at += 2;
        return known;
      }
      if (/^[pP]/.test(this.pattern.slice(this.at + 1))) giveUp('it uses \\p in a class');
    }
    const low = this.classRune();
    if (this.peek() !== '-' || /^-(?:\]|$)/.test(this.pattern.slice(this.at, this.at + 2))) return runes(low, low);
    this.at++;
    if (this.peek() === '') refuse('missing closing ]');
    const high = this.classRune();
    return high < low ? refuse('invalid character class range') : runes(low, high);
  }

  private classRune(): number {
    const char = this.rune();
    return (char === '\\' ? this.escaped() : char).codePointAt(0) as number;
  }
}

/** `\d` and its like. */
function classOf(letter: string, flags: Flags): RuneSet | undefined {
  if (!/^[dDwWsS]$/.test(letter)) return undefined;
  const lower = letter.toLowerCase();
  const set = asciiSet(lower === 's' ? SPACE : (TYPES[lower] as NonNullable<(typeof TYPES)[string]>));
  return signed(set, letter !== lower, flags);
}

/** A class gets the other cases of its members before it is negated. */
function signed(set: RuneSet, negated: boolean, { caseless }: Flags): RuneSet {
  const all = caseless ? foldRunes(set) : set;
  return negated ? negate(all) : all;
}

function rune(char: string, { caseless }: Flags): Node {
  const code = char.codePointAt(0) as number;
  if (caseless) return nodeOf(foldRunes(runes(code, code)));
  return code < 128 ? nodeOf(runes(code, code)) : literal(char);
}

const assertion = (holds: Assertion): Node => ({ kind: 'assertion', holds });

/** The product of all repetition counts around a part. */
function repeats(node: Node): number {
  switch (node.kind) {
    case 'repeat': {
      const count = node.max === Number.POSITIVE_INFINITY ? node.min : node.max;
      return Math.max(1, count) * repeats(node.item);
    }
    case 'sequence':
    case 'choice':
      return node.items.reduce((most, item) => Math.max(most, repeats(item)), 1);
    case 'capture':
    case 'atomic':
    case 'look':
      return repeats(node.item);
    default:
      return 1;
  }
}
