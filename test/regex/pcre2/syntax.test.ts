import { type Syntax, shapeOf, syntaxOf } from '../../../src/regex/pcre2/syntax';

/** What PCRE 8.39 said to each pattern: the number of captures, or its complaint. */
describe('as PCRE compiles it', () => {
  test.each<[string, number, string]>([
    ['/', 0, 'the root'],
    ['/a(b|c)*', 1, 'a group'],
    ['/(?:a|b)', 0, 'a group that captures nothing'],
    ['/foo(/|$)(.*)', 2, 'a prefix by whole segments'],
    ['/(?<year>\\d{4})', 1, 'a group with a name'],
    ['/(?=x)x', 0, 'a look ahead'],
    ['/foo/(?!bar).*', 0, 'a negative look ahead'],
    ['/[a-z]{2,3}?', 0, 'a lazy quantifier'],
    ['/a|', 0, 'an empty alternative'],
    ['/a{,3}', 0, 'a brace that is no quantifier'],
    ['/{', 0, 'a brace alone'],
    ['/]', 0, 'a bracket alone'],
    ['/[]a]', 0, 'a bracket that comes first in a class is a member of it'],
    ['/[^]a]', 0, 'the same in a negated class'],
    ['/[a[]', 0, 'an opening bracket in a class'],
    ['/[a-c-e]', 0, 'a minus behind a range'],
    ['/[-\\d]', 0, 'a minus that comes first'],
    ['/[\\w.-]+', 0, 'a minus that comes last'],
    ['/\\-\\_\\/\\.', 0, 'characters that need no backslash'],
    ['/(a)\\1', 1, 'a reference'],
    ['/\\12', 0, 'the code of a character'],
    ['/\\(*', 0, 'a parenthesis without meaning, any number of times'],
    ['/[(*+?]+', 0, 'a class of characters that mean something elsewhere'],
    ['/é[é]', 0, 'letters beyond ASCII'],
    ['/a{65535}', 0, 'the largest repetition'],
    ['/(a)\\10', 1, 'the code of a character, as there are no ten groups'],
    ['/(?P<n>a)(?P=n)', 1, 'names as Python writes them'],
    ["/(?'n'a)\\k<n>", 1, 'names as .NET writes them'],
    ['/a*+', 0, 'a possessive quantifier'],
    ['/(?>a|b)', 0, 'an atomic group'],
    ['/(?-i)foo', 0, 'an option'],
    ['/(?i:a)', 0, 'a group with an option'],
    ['/[[:alpha:]]', 0, 'a POSIX class'],
    ['/\\Qa.b\\E', 0, 'quoted text'],
    ['/(?<=a|bc)d', 0, 'a look behind at alternatives, each of its own length'],
    ['/[\\w-.]+', 0, 'a hyphen behind a set is a character'],
    ['/\\8', 0, 'a digit above 7 that is no group is itself'],
    ['/\\81', 0, 'so are two'],
    ['/\\y', 0, 'a letter without a meaning is itself'],
    ['/[\\B]', 0, 'so it is in a class'],
    ['/[\\A]', 0, 'so it is in a class'],
    ['/[[:<:]]a', 0, 'the beginning of a word'],
    ['(?--i-s)a', 0, 'options may have several "-"'],
    [`${'('.repeat(250)}${')'.repeat(250)}`, 250, '250 levels of parentheses'],
  ])('%s has %i captures: %s', (pattern, captures) => {
    expect(syntaxOf(pattern)).toMatchObject({ kind: 'compiles', captures });
  });

  test.each([
    ['/[\\w-.]', 'refuses'],
    ['/[\\w-]', undefined],
    ['/\\y', 'refuses'],
    ['/\\8', 'refuses'],
    ['/\\8(a)(b)(c)(d)(e)(f)(g)(h)', 'reads otherwise'],
    ['/(?xx)a', 'reads otherwise'],
  ])('%s is a pattern that PCRE2 %s', (pattern, pcre2) => {
    expect(syntaxOf(pattern)).toEqual({
      kind: 'compiles',
      captures: pattern.split('(').length - 1 - Number(pattern.includes('?')),
      ...(pcre2 && { pcre2 }),
    });
  });

  test.each<[string, string, string]>([
    ['/foo(', 'missing closing parenthesis', 'missing closing parenthesis'],
    ['/foo)', 'unmatched closing parenthesis', 'unmatched closing parenthesis'],
    ['/foo[', 'missing terminating ] for character class', 'missing terminating ] for character class'],
    ['/[]', 'missing terminating ] for character class', 'missing terminating ] for character class'],
    ['/a**', 'a quantifier does not follow a repeatable item', 'quantifier does not follow a repeatable item'],
    ['/a{1}{2}', 'a quantifier does not follow a repeatable item', 'quantifier does not follow a repeatable item'],
    ['/a{5,2}', 'the numbers in {} are out of order', 'numbers out of order in {} quantifier'],
    ['/[z-a]', 'range out of order in character class', 'range out of order in character class'],
    ['/[a-\\d]', 'a set such as "\\d" stands at the end of a range; put the "-" last', 'invalid range in character class'],
    ['/(a)\\2', 'it refers to group 2 and has 1', 'reference to non-existent subpattern'],
    ['/a\\', 'it ends in a backslash', '\\ at end of pattern'],
    ['/\\u0041', '"\\u" is not supported', 'PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u'],
    ['/a*\\E?', 'a quantifier does not follow a repeatable item', 'nothing to repeat'],
    ['(?n)a', 'unrecognized character after (? or (?-', 'unrecognized character after (? or (?-'],
    ['(?^:a)', 'unrecognized character after (? or (?-', 'unrecognized character after (? or (?-'],
    ['/(?*a)', 'unrecognized character after (? or (?-', 'unrecognized character after (? or (?-'],
    ['[a-\\d]', 'a set such as "\\d" stands at the end of a range; put the "-" last', 'invalid range in character class'],
    ['(?<=(?=a)*b)', 'a lookbehind assertion is not of fixed length', 'lookbehind assertion is not fixed length'],
    ['/(?<1a>x)', '"1a" cannot be the name of a group', 'subpattern name must start with a non-digit'],
    ['/(?<a$>x)', '"a$" cannot be the name of a group', 'syntax error in subpattern name (missing terminator?)'],
    ['/(?<n>a)|(?<n>b)', '"n" is the name of two groups', 'two named subpatterns have the same name'],
    ['/a{65536}', 'the repetition {65536} is above 65535', 'number too big in {} quantifier'],
    ['^*', 'a quantifier does not follow a repeatable item', 'quantifier does not follow a repeatable item'],
    ['/[[:foo:]]', 'unknown POSIX class name "foo"', 'unknown POSIX class name'],
    ['/[[.a.]]', 'POSIX collating elements are not supported', 'POSIX collating elements are not supported'],
    ['/(?<=a+)b', 'a lookbehind assertion is not of fixed length', 'lookbehind assertion is not fixed length'],
    ['/(?<=(?<!a)?b)', 'a lookbehind assertion is not of fixed length', 'lookbehind assertion is not fixed length'],
    ['/(a)(?<=\\1))', 'unmatched closing parenthesis', 'unmatched closing parenthesis'],
    ['/(?<=(?:a|bc))d', 'a lookbehind assertion is not of fixed length', 'lookbehind assertion is not fixed length'],
    ['/\\k<a>', 'reference to the group "a", which it does not have', 'reference to non-existent subpattern'],
    ['/\\x{zz}', '\\x{ is not followed by digits and a brace', 'non-hex character in \\x{} (closing brace missing?)'],
    ['/(?P!a)', 'unrecognized character after (?P', 'unrecognized character after (?P'],
    ['/(?z)', 'unrecognized character after (? or (?-', 'unrecognized character after (? or (?-'],
    ['/(?<é>x)', '"é" cannot be the name of a group', 'subpattern name must start with a non-digit'],
  ])('%s is refused: %s', (pattern, because) => {
    expect(syntaxOf(pattern)).toEqual({ kind: 'refused', because });
  });
});

test.each<[string, string]>([
  ['/(?R)', 'it calls a group'],
  ['/(a)?(?(1)b|c)', 'it has a condition'],
  ['/(*FAIL)', 'it has a verb of PCRE'],
  ['(*UTF)/a', 'it begins with an option of PCRE'],
  ['/\\p{Foo}', 'it uses \\p'],
  ['/a\\Kb', 'it uses \\K'],
  ['/(a)(?<=\\1)', 'a lookbehind refers to a group'],
  ['/(a{60000}){60000}', 'it may be too large'],
  ['/(?:a){60000}', 'it may be too large'],
])('%s is not decided: %s', (pattern, because) => {
  expect(syntaxOf(pattern)).toEqual({ kind: 'undecided', because });
});

/**
 * Recorded from ingress-nginx v1.15.1 with nginx 1.27.1: whether nginx took the configuration with this path under `use-regex`.
 * The names are those of the recorded cases.
 */
describe('as the controller was seen to do', () => {
  test.each<[string, string, boolean]>([
    ['regex/digits', '/foo/[0-9]+', true],
    ['regex/anchored', '/foo/[0-9]+$', true],
    ['regex/caret', '/^foo', true],
    ['regex/dotstar', '/.*', true],
    ['regex/alternation', '/foo|bar', true],
    ['regex/alternation-group', '/(foo|bar)', true],
    ['regex/optional-slash', '/foo/?$', true],
    ['regex/slash-or-end', '/foo(/|$)(.*)', true],
    ['regex/length-order', '/[a-z]*/[a-z]*/[a-z]*/[a-z]*/.*', true],
    ['regex/escaped-dot', '/a\\.b$', true],
    ['regex/case-class', '/[a-c]/x', true],
    ['regex/inline-flag-case', '/(?-i)foo', true],
    ['regex/unicode', '/é', true],
    ['regex/braces', '/v[0-9]{1,2}/x', true],
    ['regex/semicolon', '/a;b', true],
    ['regex/dollar-middle', '/foo$/bar', true],
    ['regex/lookahead-neg', '/(?!foo)[a-z]+', true],
    ['regex/encoded-slash-in-request', '/foo/[^/]+/x$', true],
    ['regex/query-not-matched', '/foo\\?x', true],
    ['rewrite/two-captures-swap', '/foo/([^/]+)/([^/]+)', true],
    ['rewrite/alternation', '/(foo|bar)(/|$)(.*)', true],
    ['regex/invalid-regex', '/foo(', false],
    ['regex/invalid-regex-brackets', '/foo[', false],
  ])('%s: %s', (_, pattern, compiled) => {
    const verdict = syntaxOf(pattern);
    const agrees: Record<Syntax['kind'], boolean> = { compiles: compiled, refused: !compiled, undecided: true };
    expect([verdict, agrees[verdict.kind]]).toEqual([verdict, true]);
  });
});

describe('a path before an ending that is known', () => {
  const ENDINGS = [
    '',
    '$',
    '(/|$)(.*)',
    '\\.html',
    '.*',
    '*',
    '{2}',
    '(a)\\1',
    '(?<=/b)c',
    '(?i)x',
    '(*UTF)x',
    '|b',
    '(',
    '[b',
    '(?|(a)|(b))',
    '((b{1000}){9})',
    '((b{1000}){60})',
  ];
  const PATHS = ['/', '/b', '/team/app-1_x', `/${'a'.repeat(600)}`, '^/b', '^/team/app'];

  test.each(ENDINGS)('is read as the same path with an escape: "%s"', (ending) => {
    for (const path of PATHS) {
      // A path that begins with an escape is parsed as a whole.
      const whole = path.replace('/', '\\/') + ending;
      expect([path, syntaxOf(path + ending)]).toEqual([path, syntaxOf(whole)]);
      expect([path, shapeOf(path + ending)]).toEqual([path, shapeOf(whole)]);
    }
  });
});
