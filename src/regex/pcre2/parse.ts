import { textOf } from './bytes';
import { characterClass, posixEnd } from './character-class';
import { ANY, type ByteSet, NOT_NEWLINE, single, TYPES } from './character-set';
import { Cursor, giveUp, refuse, Stop } from './cursor';
import { escapedByte, octalByte } from './escaped-byte';
import { type Options, PLAIN, readOptions } from './options';
import { quantifier } from './quantifier';
import { type Assertion, type Node, widthOf } from './tree';

export interface Parsed {
  readonly kind: 'parsed';
  readonly root: Node;
  readonly groups: number;
  /** Whether a part refers to the match of a group. */
  readonly refersBack: boolean;
  /** How PCRE2 reads it, if it differs. */
  readonly pcre2?: 'refuses' | 'reads otherwise';
}

/** The engine would not compile the pattern. */
export interface Refused {
  readonly kind: 'refused';
  readonly because: string;
}

/** The pattern uses something whose meaning is not known here. */
export interface Undecided {
  readonly kind: 'undecided';
  readonly because: string;
}

/**
 * Reads a pattern as PCRE 8.45 does without UTF mode, one character a byte. Rare syntax whose meaning is hard to determine is
 * `undecided`, never a guess. pcrepattern(3) and pcresyntax(3) are the source; test/regex compares with answers of the library itself.
 *
 * The image of ingress-nginx v1.15.1 has Alpine's `pcre`: kubernetes/ingress-nginx@controller-v1.15.1:images/nginx/rootfs/build.sh.
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

/** PCRE's own limit is 250 levels of parentheses inside the pattern as a whole. */
const MOST_NESTING = 250;

/** The largest number of a group: pcre_compile.c `check_escape`. */
const MOST_GROUP_NUMBER = 214_748_363;

/** The result of reading: an item and whether a quantifier may follow it, or options that apply from here on. */
type Term = { readonly node: Node; readonly quantified: boolean } | { readonly options: Options };

class Parser extends Cursor {
  private groups = 0;
  private depth = 0;
  private refersBack = false;
  /** What cannot be decided, if the rest of the pattern is valid. */
  private doubt: string | undefined;
  private quoted = false;
  /** Numbers above 7 that are not groups so far. */
  private readonly unlikeReferences: number[] = [];
  private readonly names = new Map<string, number>();
  private readonly references: { readonly node: { group: number }; readonly name?: string }[] = [];

  public parse(caseless: boolean): Parsed {
    if (/^\(\*[A-Z]/.test(this.pattern)) giveUp('it begins with an option of PCRE');
    const root = this.choice({ ...PLAIN, caseless });
    if (this.at < this.pattern.length) refuse('unmatched closing parenthesis');
    for (const { node, name } of this.references) {
      if (name !== undefined) node.group = this.names.get(name) ?? refuse(`reference to the group "${name}", which it does not have`);
      if (node.group > this.groups || node.group < 1) refuse(`it refers to group ${node.group} and has ${this.groups}`);
    }
    if (this.doubt !== undefined) giveUp(this.doubt);
    // PCRE2 reads them as references, also to later groups.
    for (const number of this.unlikeReferences) this.pcre2 = number > this.groups ? 'refuses' : (this.pcre2 ?? 'reads otherwise');
    const { groups, refersBack, pcre2 } = this;
    return { kind: 'parsed', root, groups, refersBack, ...(pcre2 === undefined ? {} : { pcre2 }) };
  }

  private choice(outer: Options): Node {
    if (this.depth++ > MOST_NESTING) refuse('parentheses are too deeply nested');
    let options = outer;
    const branches: Node[] = [];
    let items: Node[] = [];
    for (;;) {
      const next = this.peek();
      if (next === '' || (!this.quoted && next === ')')) break;
      if (!this.quoted && next === '|') {
        this.at++;
        branches.push(sequence(items));
        items = [];
        continue;
      }
      const term = this.term(options);
      if (term === undefined) continue;
      if ('options' in term) options = term.options;
      else items.push(term.quantified ? this.quantify(term.node, options) : this.noQuantifier(term.node, options));
    }
    this.depth--;
    branches.push(sequence(items));
    return branches.length === 1 ? (branches[0] as Node) : { kind: 'choice', items: branches };
  }

  /** One item, or an option that applies from here on, or nothing. */
  private term(flags: Options): Term | undefined {
    const char = this.take();
    if (this.quoted) {
      if (char === '\\' && this.peek() === 'E') {
        this.at++;
        this.quoted = false;
        return undefined;
      }
      return { node: literal(char, flags), quantified: true };
    }
    if (flags.extended && /[ \t\n\v\f\r]/.test(char)) return undefined;
    switch (char) {
      case '#':
        if (!flags.extended) break;
        while (this.peek() !== '' && this.take() !== '\n');
        return undefined;
      case '.':
        return { node: { kind: 'byte', set: flags.dotAll ? ANY : NOT_NEWLINE }, quantified: true };
      case '^':
        return { node: assertion(flags.multiline ? 'lineStart' : 'start'), quantified: false };
      case '$':
        return { node: assertion(flags.multiline ? 'lineEnd' : 'endOrLastNewline'), quantified: false };
      case '[':
        if (this.beginsWord()) return this.term(flags);
        if (posixEnd(this) !== undefined) refuse('POSIX named classes are supported only within a class');
        return { node: { kind: 'byte', set: characterClass(this, flags.caseless) }, quantified: true };
      case '(':
        return this.group(flags);
      case '\\':
        return this.escape(flags);
      case '*':
      case '+':
      case '?':
      case '{':
        this.at--;
        if (quantifier(this) !== undefined) refuse('a quantifier does not follow a repeatable item');
        this.at++;
    }
    return { node: literal(char, flags), quantified: true };
  }

  /** `[[:<:]]` and `[[:>:]]` are read as `\\b(?=\\w)` and `\\b(?<=\\w)`. */
  private beginsWord(): boolean {
    const found = this.match(/^\[:([<>]):\]\]/, 6);
    if (found === null) return false;
    const look = found[1] === '<' ? '(?=\\w)' : '(?<=\\w)';
    this.pattern = `${this.pattern.slice(0, this.at)}\\b${look}${this.pattern.slice(this.at)}`;
    return true;
  }

  // ---- quantifiers

  private quantify(node: Node, flags: Options): Node {
    this.skipIgnored(flags);
    const bounds = this.quoted ? undefined : quantifier(this);
    if (bounds === undefined) return node;
    const [min, max] = bounds;
    this.skipBlanks(flags);
    const mode = this.peek();
    if (mode === '+' || mode === '?') this.at++;
    const greedy = (mode === '?') === flags.ungreedy;
    const repeated: Node = { kind: 'repeat', item: node, min, max, greedy: mode === '+' ? true : greedy };
    return mode === '+' ? { kind: 'atomic', item: repeated } : repeated;
  }

  private noQuantifier(node: Node, flags: Options): Node {
    this.skipIgnored(flags);
    if (!this.quoted && quantifier(this) !== undefined) refuse('a quantifier does not follow a repeatable item');
    return node;
  }

  /** Only blanks and comments of extended mode may come between a quantifier and its "?" or "+". */
  private skipBlanks(flags: Options): void {
    while (flags.extended && /[ \t\n\v\f\r#]/.test(this.peek()))
      if (this.take() === '#') while (this.peek() !== '' && this.take() !== '\n');
  }

  /** Skips text that may come between an item and its quantifier: comments, empty quotes and, in extended mode, blanks. */
  private skipIgnored(flags: Options): void {
    for (;;) {
      if (!this.quoted && this.startsWith('(?#')) this.comment();
      else if (!this.quoted && flags.extended && /[ \t\n\v\f\r]/.test(this.peek())) this.at++;
      else if (!this.quoted && flags.extended && this.peek() === '#') while (this.peek() !== '' && this.take() !== '\n');
      else if (!this.quoted && this.startsWith('\\Q\\E')) this.at += 4;
      else if (this.startsWith('\\E')) {
        this.at += 2;
        this.quoted = false;
      } else return;
    }
  }

  // ---- groups

  private group(flags: Options): Term | undefined {
    if (this.peek() === '*') {
      if (/^\*[\w:]/.test(this.pattern.slice(this.at, this.at + 2))) giveUp('it has a verb of PCRE');
      refuse('a quantifier does not follow a repeatable item');
    }
    if (this.peek() !== '?') return this.closed(flags, ++this.groups);
    this.at++;
    const char = this.take();
    switch (char) {
      case ':':
        return this.closed(flags, undefined);
      case '>':
        return this.wrapped(flags, (item) => ({ kind: 'atomic', item }));
      case '=':
      case '!':
        return this.look(flags, false, char === '!');
      case '#':
        this.at -= 3;
        this.comment();
        return undefined;
      case '<':
        if (this.peek() === '=' || this.peek() === '!') return this.look(flags, true, this.take() === '!');
        return this.named(flags, '>');
      case "'":
        return this.named(flags, "'");
      case 'P':
        if (this.peek() === '<') {
          this.at++;
          return this.named(flags, '>');
        }
        if (this.peek() === '=') {
          this.at++;
          return { node: this.reference(this.name(')'), flags), quantified: true };
        }
        return this.peek() === '>' ? giveUp('it calls a group') : refuse('unrecognized character after (?P');
      case '|':
        return giveUp('its groups share numbers');
      case '(':
        return giveUp('it has a condition');
      case 'C':
        return giveUp('it has a callout');
      case 'R':
      case '&':
        return giveUp('it calls a group');
    }
    if (/[\d+]/.test(char) || (char === '-' && /\d/.test(this.peek()))) return giveUp('it calls a group');
    this.at--;
    const { options, end } = readOptions(this, flags);
    return end === ')' ? { options } : this.closed(options, undefined);
  }

  /** A non-capturing group is a sequence, even of one item: PCRE compiles `(?:a){9}` as nine items, and `a{9}` as one. */
  private closed(flags: Options, group: number | undefined): { readonly node: Node; readonly quantified: true } {
    return this.wrapped(flags, (item) => (group === undefined ? { kind: 'sequence', items: [item] } : { kind: 'capture', item, group }));
  }

  private wrapped(flags: Options, wrap: (item: Node) => Node): { readonly node: Node; readonly quantified: true } {
    const item = this.choice(flags);
    if (this.take() !== ')') refuse('missing closing parenthesis');
    return { node: wrap(item), quantified: true };
  }

  private look(flags: Options, behind: boolean, negative: boolean): { readonly node: Node; readonly quantified: true } {
    const references = this.references.length;
    const wrapped = this.wrapped(flags, (item) => ({ kind: 'look', item, behind, negative }));
    if (behind && this.references.length > references) this.doubt = 'a lookbehind refers to a group';
    else if (behind && wrapped.node.kind === 'look') checkWidths(wrapped.node.item);
    return wrapped;
  }

  private named(flags: Options, end: string): { readonly node: Node; readonly quantified: true } {
    const name = this.name(end);
    if (this.names.has(name)) refuse(`"${name}" is the name of two groups`);
    const group = ++this.groups;
    this.names.set(name, group);
    return this.closed(flags, group);
  }

  private name(end: string): string {
    const until = this.pattern.indexOf(end, this.at);
    const name = until < 0 ? this.pattern.slice(this.at) : this.pattern.slice(this.at, until);
    if (until < 0 || !/^[A-Za-z_]\w{0,31}$/.test(name)) refuse(`"${name.slice(0, 32)}" cannot be the name of a group`);
    this.at = until + 1;
    return name;
  }

  private comment(): void {
    const end = this.pattern.indexOf(')', this.at);
    if (end < 0) refuse('missing ) after (?#');
    this.at = end + 1;
  }

  // ---- escapes

  private escape(flags: Options): Term | undefined {
    const letter = this.take();
    if (letter === '') refuse('it ends in a backslash');
    const type = TYPES[letter];
    if (type !== undefined) return { node: { kind: 'byte', set: type }, quantified: true };
    switch (letter) {
      case 'Q':
        this.quoted = true;
        return undefined;
      case 'E':
        return undefined;
      case 'N':
        if (this.peek() === '{' && !/^\{\d+(?:,\d*)?\}/.test(this.pattern.slice(this.at, this.at + 16)))
          refuse('"\\N{name}" is not supported');
        return { node: { kind: 'byte', set: NOT_NEWLINE }, quantified: true };
      case 'C':
        return { node: { kind: 'byte', set: ANY }, quantified: true };
      case 'A':
      case 'G':
        return { node: assertion('start'), quantified: false };
      case 'z':
        return { node: assertion('end'), quantified: false };
      case 'Z':
        return { node: assertion('endOrLastNewline'), quantified: false };
      case 'b':
        return { node: assertion('wordBoundary'), quantified: false };
      case 'B':
        return { node: assertion('noWordBoundary'), quantified: false };
      case 'R':
        return {
          node: {
            kind: 'atomic',
            item: {
              kind: 'choice',
              items: [sequence([literal('\r', flags), literal('\n', flags)]), { kind: 'byte', set: TYPES.v as ByteSet }],
            },
          },
          quantified: true,
        };
      case 'K':
      case 'X':
      case 'p':
      case 'P':
        return giveUp(`it uses \\${letter}`);
      case 'k':
        return { node: this.reference(this.delimited('it uses \\k without a name'), flags), quantified: true };
      case 'g':
        return { node: this.numbered(flags), quantified: true };
    }
    const group = /[1-9]/.test(letter) ? this.groupNumber(letter) : undefined;
    if (group !== undefined) return { node: this.reference(group, flags), quantified: true };
    const byte = /[1-7]/.test(letter) ? octalByte(this, letter) : escapedByte(this, letter);
    return { node: { kind: 'byte', set: single(byte, flags.caseless) }, quantified: true };
  }

  /**
   * A number up to 7 is a reference, a larger one only if there are so many groups before it; otherwise it is a character, by its octal
   * code or the digit itself.
   */
  private groupNumber(first: string): number | undefined {
    const digits = /^\d*/.exec(this.pattern.slice(this.at, this.at + 9))?.[0] ?? '';
    const number = Number(first + digits);
    if (number > MOST_GROUP_NUMBER) refuse('the number of a group is too large');
    if (number > 7 && number > this.groups) {
      if (first > '7') this.unlikeReferences.push(number);
      return undefined;
    }
    this.at += digits.length;
    return number;
  }

  private delimited(otherwise: string): string {
    const open = this.take();
    const close = { '{': '}', '<': '>', "'": "'" }[open];
    return close === undefined ? refuse(otherwise) : this.name(close);
  }

  private numbered(flags: Options): Node {
    if (this.peek() === '<' || this.peek() === "'") giveUp('it calls a group');
    const found = this.match(/^(?:\{([+-]?\d{1,5})\}|([+-]?\d{1,5}))/, 10);
    if (found === null) {
      if (this.peek() !== '{') return refuse('\\g is not followed by a number or a name');
      return this.reference(this.delimited(''), flags);
    }
    const text = found[1] ?? found[2] ?? '';
    const number = Number(text);
    if (text.startsWith('+')) return refuse('a reference to a group ahead of it has no "+"');
    return this.reference(text.startsWith('-') ? this.groups + 1 + number : number, flags);
  }

  private reference(to: number | string, flags: Options): Node {
    this.refersBack = true;
    const node = { kind: 'reference' as const, group: typeof to === 'number' ? to : 0, caseless: flags.caseless };
    this.references.push(typeof to === 'number' ? { node } : { node, name: to });
    return node;
  }
}

function literal(char: string, flags: Options): Node {
  return { kind: 'byte', set: single(char.charCodeAt(0) & 0xff, flags.caseless) };
}

const assertion = (holds: Assertion): Node => ({ kind: 'assertion', holds });

const sequence = (items: readonly Node[]): Node => (items.length === 1 ? (items[0] as Node) : { kind: 'sequence', items });

/** A lookbehind goes back a fixed number of bytes; its alternatives may differ in length, but parts of one may not vary. */
function checkWidths(item: Node): void {
  for (const branch of item.kind === 'choice' ? item.items : [item]) {
    if (widthOf(branch) === undefined) refuse('a lookbehind assertion is not of fixed length');
  }
}
