/** A rule as a tree. */
export type Rule =
  | { readonly kind: 'and' | 'or'; readonly left: Rule; readonly right: Rule }
  | { readonly kind: 'not'; readonly rule: Rule }
  | { readonly kind: 'matcher'; readonly name: string; readonly values: readonly string[] };

const MATCHERS = [
  'ClientIP',
  'Method',
  'Host',
  'HostRegexp',
  'Path',
  'PathRegexp',
  'PathPrefix',
  'Header',
  'HeaderRegexp',
  'Query',
  'QueryRegexp',
];

/** As they are, in lower and in upper case, and with the first letter alone in upper case. */
const NAMES = new Map(
  MATCHERS.flatMap((name) => {
    const lower = name.toLowerCase();
    return [name, lower, name.toUpperCase(), lower.charAt(0).toUpperCase() + lower.slice(1)].map((form) => [form, name] as const);
  }),
);

class Malformed extends Error {}

/** Operators and parentheses of a rule. Go's parser takes 100 000 in each other, but such a rule has no use, and trees are walked in depth. */
const MOST_SIGNS = 2000;

/**
 * Reads the text of a rule, which is an expression of Go.
 * traefik/traefik@v3.7.13:pkg/rules/parser.go; vulcand/predicate@v1.3.0:parse.go; golang/go@go1.26.8:src/go/scanner/scanner.go.
 */
export function parseRule(text: string): Rule | { readonly invalid: string } | { readonly undecided: string } {
  try {
    const tokens = tokensOf(text);
    const signs = tokens.filter(({ kind }) => kind === 'sign').length;
    return signs > MOST_SIGNS ? { undecided: `its rule has ${signs} operators and parentheses` } : new Parser(tokens).parse();
  } catch (error) {
    if (error instanceof Malformed) return { invalid: error.message };
    throw error;
  }
}

interface Token {
  readonly kind: 'name' | 'text' | 'sign' | 'end';
  readonly value: string;
}

/** A line break behind an operand ends the rule, as it ends a statement. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const [found = '', blank, name, raw, quoted, sign] = TOKEN.exec(text.slice(at)) ?? [];
    if (found === '') throw new Malformed(`unexpected "${text.charAt(at)}"`);
    at += found.length;
    const last = tokens.at(-1);
    if (blank !== undefined) {
      if (blank.includes('\n') && last !== undefined && (last.kind !== 'sign' || last.value === ')') && last.kind !== 'end')
        tokens.push({ kind: 'end', value: '' });
    } else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else if (raw !== undefined) tokens.push({ kind: 'text', value: raw.replaceAll('\r', '') });
    else if (quoted !== undefined) tokens.push({ kind: 'text', value: unquote(quoted) });
    else tokens.push({ kind: 'sign', value: sign as string });
  }
  return tokens;
}

const TOKEN = /^(?:(\s+)|([A-Za-z_]\w*)|`([^`]*)`|"((?:[^"\\\n]|\\.)*)"|(&&|\|\||[!(),]))/;

const ESCAPES: { readonly [letter: string]: string } = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const unquote = (text: string): string =>
  text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (written, x, u, long, letter: string | undefined) => {
    if (letter === undefined) return String.fromCodePoint(Number.parseInt(x ?? u ?? long, 16));
    const char = ESCAPES[letter];
    if (char === undefined) throw new Malformed(`unknown escape ${written}`);
    return char;
  });

class Parser {
  private at = 0;

  public constructor(private readonly tokens: readonly Token[]) {}

  public parse(): Rule {
    const rule = this.either();
    if (this.tokens[this.at]?.kind === 'end') this.at++;
    if (this.at < this.tokens.length) throw new Malformed(`unexpected "${this.tokens[this.at]?.value}" behind the rule`);
    return rule;
  }

  private either(): Rule {
    let left = this.both();
    while (this.takes('||')) left = { kind: 'or', left, right: this.both() };
    return left;
  }

  private both(): Rule {
    let left = this.one();
    while (this.takes('&&')) left = { kind: 'and', left, right: this.one() };
    return left;
  }

  private one(): Rule {
    if (this.takes('!')) return { kind: 'not', rule: this.one() };
    if (this.takes('(')) {
      const rule = this.either();
      this.expect(')');
      return rule;
    }
    const token = this.tokens[this.at++];
    const name = token?.kind === 'name' ? NAMES.get(token.value) : undefined;
    if (name === undefined) throw new Malformed(token === undefined ? 'it ends too early' : `there is no matcher "${token.value}"`);
    this.expect('(');
    const values: string[] = [];
    while (!this.takes(')')) {
      const value = this.tokens[this.at++];
      if (value?.kind !== 'text') throw new Malformed(`the values of ${name} must be texts in quotes`);
      values.push(value.value);
      if (!this.takes(',') && this.tokens[this.at]?.value !== ')') throw new Malformed(`the values of ${name} must be apart by commas`);
    }
    return { kind: 'matcher', name, values };
  }

  private takes(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.value !== sign) return false;
    this.at++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) throw new Malformed(`"${sign}" is missing`);
  }
}
