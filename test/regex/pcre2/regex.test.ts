import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../src/regex/pcre2/bytes';
import { PatternSet } from '../../../src/regex/pcre2/pattern-set';
import { matcherOf, regexOf } from '../../../src/regex/pcre2/regex';
import { syntaxOf } from '../../../src/regex/pcre2/syntax';

/** What a pattern makes of a text: the whole match and its groups, `undefined` for no match. */
function groups(pattern: string, text: string, caseSensitive = false): readonly string[] | undefined {
  const regex = regexOf(pattern, caseSensitive);
  if (regex.kind !== 'regex') throw new Error(`${regex.kind}: ${regex.because}`);
  const bytes = bytesOf(text);
  const found = matcherOf(regex).match(bytes);
  if (found.kind !== 'match') return undefined;
  const all: string[] = [];
  for (let i = 0; i < found.captures.length; i += 2) {
    const start = found.captures[i]!;
    all.push(start < 0 ? '' : Buffer.from(bytes.slice(start, found.captures[i + 1]), 'latin1').toString('utf8'));
  }
  return all;
}

test.each<readonly [string, string, readonly string[] | undefined, string]>([
  ['^/foo(/|$)(.*)', '/foo', ['/foo', '', ''], 'the documented rewrite, at the end of the path'],
  ['^/foo(/|$)(.*)', '/foo/x/y', ['/foo/x/y', '/', 'x/y'], 'the documented rewrite, below the path'],
  ['^/foo(/|$)(.*)', '/foobar', undefined, 'a segment ends where it says'],
  ['^/api|/v1/(.*)', '/z/v1/x', ['/v1/x', 'x'], 'the anchor belongs to the first alternative alone'],
  ['^/FOO', '/foo', ['/foo'], 'case does not count'],
  ['^/(?-i)foo', '/FOO', undefined, 'unless the pattern says so'],
  ['^/é', '/É', undefined, 'only ASCII letters have two cases'],
  ['^/[é]$', '/é', undefined, 'a class holds bytes, and é is two of them'],
  ['^/[é]+$', '/é', ['/é'], 'both of which are members'],
  ['^/(?!foo)[a-z]+', '/foo', undefined, 'looking ahead'],
  ['^/.*(?<=\\.png)$', '/a.png', ['/a.png'], 'looking behind'],
  ['^/foo$', '/foo\n', ['/foo'], '$ lets a last newline pass, as Perl does'],
  ['^/foo\\z', '/foo\n', undefined, '\\z does not'],
  ['^/(?>a+)ab', '/aaab', undefined, 'an atomic group gives nothing back'],
  ['^/a++ab', '/aaab', undefined, 'nor does a possessive quantifier'],
  ['^/(\\w)\\1', '/aA', ['/aA', 'a'], 'a reference disregards case like the rest'],
  ['^/(a)?b\\1', '/b', undefined, 'a group that took no part matches nothing'],
  ['(a|b*)*c', 'abc', ['abc', ''], 'a loop whose last round is empty keeps the empty group'],
  ['^/(b\\1|)+', '/b', ['/', ''], 'a first round that is empty is the last, too'],
  ['^/(a|\\1){2}', '/ab', undefined, 'in a group a reference to itself means what it matched before'],
  ['^/(a)\\12', '/a\n', ['/a\n', 'a'], 'digits that are no reference are the code of a character'],
  ['^[\\d-b-d]+', '1-cd', ['1-cd'], 'a hyphen behind a set is a character, and what follows may begin a range'],
  ['^[[:<:]]a[[:>:]]', 'a b', ['a'], 'the beginning and the end of a word'],
  ['^/[[:alpha:]]+$', '/abc', ['/abc'], 'POSIX classes'],
  ['^/a{b}', '/a{b}', ['/a{b}'], 'braces that are no quantifier are text'],
  ['^/\\Qa.b\\E', '/axb', undefined, 'quoted text'],
  ['^/\\x41\\h', '/a ', ['/a '], 'escapes of PCRE'],
  ['^/\\x{41}$', '/a', ['/a'], 'digits in braces'],
  [
    '^/(a)(?:(?=(b))bx|bc)$',
    '/abc',
    ['/abc', 'a', ''],
    'a way that is given up leaves no group of its look-ahead, and the groups before it',
  ],
  ['(?:^/a)?c', '/bc', ['c'], 'an anchor that may be left out holds nothing'],
  ['(?:^/a)+c', '/b/ac', undefined, 'one that may not holds the pattern'],
])('%s on %j gives %j: %s', (pattern, text, expected) => {
  expect(groups(pattern, text)).toEqual(expected);
});

/** PCRE2 in the locale C: doc/pcre2pattern.3 of PCRE2 10.42, "POSIX CHARACTER CLASSES". */
test.each<readonly [string, RegExp]>([
  ['alpha', /[A-Za-z]/],
  ['lower', /[a-z]/],
  ['upper', /[A-Z]/],
  ['alnum', /[A-Za-z0-9]/],
  ['digit', /[0-9]/],
  ['xdigit', /[0-9A-Fa-f]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[\t-\r ]/],
  ['blank', /[\t ]/],
  ['word', /\w/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the class consists of them.
  ['cntrl', /[\x00-\x1f\x7f]/],
  ['graph', /[!-~]/],
  ['print', /[ -~]/],
])('the class [:%s:] has the characters of %s', (name, expected) => {
  const all = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const has = (character: string) => groups(`^[[:${name}:]]\\z`, character, true) !== undefined;
  expect(all.filter(has)).toEqual(all.filter((character) => expected.test(character)));
});

test('what does not compile, or has a meaning that is not known, matches nothing', () => {
  expect(regexOf('^/foo(', false)).toEqual({ kind: 'refused', because: 'missing closing parenthesis' });
  expect(regexOf('(?R)', false)).toEqual({ kind: 'undecided', because: 'it calls a group' });
});

describe('patterns that are meant to hang', () => {
  const long = 'a'.repeat(5000);

  test.each([
    ['^(a+)+$', 'nested loops', `${long}!`],
    ['^(a|a)*$', 'two ways for the same', `${long}!`],
    ['^(.*)(.*)(.*)(.*)(.*)x$', 'many loops side by side', long],
    ['^(?=(a+)+$)', 'in a look-ahead', `${long}!`],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'the one of the textbooks', long.slice(0, 500)],
  ])('%s is decided in linear time: %s', (pattern, _, text) => {
    expect(groups(pattern, text, true)).toBeUndefined();
  });

  test.each([
    ['^(a+)+\\1$', 'with a reference time is not linear, so it is bounded', `${long}!`],
    ['^((a?)*)*b$', 'nor where a round may be empty', long.slice(0, 60)],
  ])('%s is given up: %s', (pattern, _, text) => {
    const regex = regexOf(pattern, true);
    expect(regex.kind === 'regex' && matcherOf(regex).match(text).kind).not.toBe('match');
  });

  test.each([
    ['(?:(?:(?:(?:){60000}){60000}){60000}){60000}', 'nothing, very often'],
    ['((((a{100}){100}){100}){100}){100}', 'something, very often'],
  ])('%s is not compiled: %s', (pattern) => {
    expect(regexOf(pattern, true)).toEqual({ kind: 'undecided', because: 'it repeats a group very often' });
  });
});

describe('PCRE 8.39 itself', () => {
  /**
   * What the library (Debian 12, libpcre3, without UTF mode) answered: to patterns made at random, a third of them like paths of routes, some
   * of which were found by going through more than a million, and to patterns that PCRE2 10.42 reads otherwise, which `pcre2` says.
   * 8.45, which the image of the controller has, differs by mended faults only: ChangeLog, versions 8.40 to 8.45.
   */
  interface Recorded {
    readonly pattern: string;
    readonly caseless: boolean;
    readonly error?: string;
    /** A text, and where match and groups begin and end. */
    readonly matches?: readonly (readonly [string, readonly number[] | null])[];
    readonly pcre2?: 'compiles' | 'refused' | 'matches otherwise';
  }

  const recorded = readFileSync(join(__dirname, '../../truth/pcre-8.39.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

  test('what is decided is decided as the library does', () => {
    let undecided = 0;
    const wrong: unknown[] = [];
    for (const { pattern, caseless, error, matches = [] } of recorded) {
      const regex = regexOf(pattern, !caseless);
      if (regex.kind === 'undecided') undecided++;
      else if (regex.kind === 'refused') {
        if (error === undefined) wrong.push({ pattern, refused: regex.because });
      } else {
        const matcher = matcherOf(regex);
        const patterns = new PatternSet();
        patterns.add(regex.root, regex.anchored, 1);
        const answers = matches.map(([text]) => {
          const found = matcher.match(text);
          return [text, found.kind === 'match' ? found.captures : found.kind === 'none' ? null : found.kind];
        });
        if (error !== undefined || JSON.stringify(answers) !== JSON.stringify(matches))
          wrong.push({ pattern, caseless, error, answers, matches });
        // Looking for what many patterns have in common first must not lose a match.
        for (const [text, captures] of matches) if (captures !== null) expect(patterns.mayMatch(text)).toContain(1);
      }
    }
    expect(wrong).toEqual([]);
    // Those that PCRE2 refuses are known.
    const differ = recorded.filter(({ pattern, pcre2 }) => {
      const syntax = syntaxOf(pattern);
      return syntax.kind === 'compiles' && (syntax.pcre2 === 'refuses') !== (pcre2 === 'refused');
    });
    expect(differ.map(({ pattern, pcre2 }) => [pattern, pcre2])).toEqual([]);
    expect(recorded.length).toBeGreaterThan(1800);
    expect(undecided).toBeLessThan(100);
  });
});
