import { type PcreVerdict, pcre } from '../../../src/dialects/ingress-nginx/pcre';

/** What PCRE2 10.42, the library of nginx, said to each pattern: the number of captures, or its complaint. */
describe('as PCRE2 compiles it', () => {
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
  ])('%s has %i captures: %s', (pattern, captures) => {
    expect(pcre(pattern)).toEqual({ kind: 'compiles', captures });
  });

  test.each<[string, string, string]>([
    ['/foo(', 'unterminated group', 'missing closing parenthesis'],
    ['/foo)', "unmatched ')'", 'unmatched closing parenthesis'],
    ['/foo[', 'unterminated character class', 'missing terminating ] for character class'],
    ['/[]', 'unterminated character class', 'missing terminating ] for character class'],
    ['/a**', 'nothing to repeat', 'quantifier does not follow a repeatable item'],
    ['/a{1}{2}', 'nothing to repeat', 'quantifier does not follow a repeatable item'],
    ['/a{5,2}', 'numbers out of order in {} quantifier', 'numbers out of order in {} quantifier'],
    ['/[z-a]', 'range out of order in character class', 'range out of order in character class'],
    ['/[\\w-.]+', 'a set such as "\\d" stands at the end of a range; put the "-" last', 'invalid range in character class'],
    ['/[a-\\d]', 'a set such as "\\d" stands at the end of a range; put the "-" last', 'invalid range in character class'],
    ['/(a)\\2', 'it refers to group 2 and has 1', 'reference to non-existent subpattern'],
    ['/\\8', 'it refers to group 8 and has 0', 'reference to non-existent subpattern'],
    ['/a\\', 'it ends in a backslash', '\\ at end of pattern'],
    ['/\\u0041', '"\\u" has no meaning', 'PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u'],
    ['/\\y', '"\\y" has no meaning', 'unrecognized character follows \\'],
    ['/[\\B]', '"\\B" has no meaning in a class', 'escape sequence is invalid in character class'],
    ['/(?<1a>x)', '"1a" cannot be the name of a group', 'subpattern name must start with a non-digit'],
    ['/(?<a$>x)', '"a$" cannot be the name of a group', 'syntax error in subpattern name (missing terminator?)'],
    ['/(?<n>a)|(?<n>b)', '"n" is the name of two groups', 'two named subpatterns have the same name'],
    ['/a{65536}', 'the repetition {65536} is above 65535', 'number too big in {} quantifier'],
  ])('%s is refused: %s', (pattern, because) => {
    expect(pcre(pattern)).toEqual({ kind: 'refused', because });
  });
});

test.each<[string, string]>([
  ['/a*+', 'a possessive quantifier'],
  ['/(?>a|b)', 'an atomic group'],
  ['/(?-i)foo', 'inline options'],
  ['/(?i:a)', 'inline options'],
  ['/(?P<n>a)', 'a construct of PCRE alone'],
  ["/(?'n'a)", 'a construct of PCRE alone'],
  ['/(?R)', 'a construct of PCRE alone'],
  ['/(a)?(?(1)b|c)', 'a construct of PCRE alone'],
  ['/(*FAIL)', 'a verb'],
  ['/[[:alpha:]]', 'a POSIX class'],
  ['/[[.a.]]', 'a POSIX class'],
  ['/\\Qa.b\\E', 'an escape of PCRE alone'],
  ['/\\p{Foo}', 'an escape of PCRE alone'],
  ['/\\x{zz}', 'an escape of PCRE alone'],
  ['/\\k<a>', 'an escape of PCRE alone'],
  ['/(?<=a+)b', 'a lookbehind, which PCRE limits to fixed lengths'],
  ['/(a{60000}){60000}', 'a group that is repeated very often'],
])('%s is not decided: %s', (pattern, because) => {
  expect(pcre(pattern)).toEqual({ kind: 'undecided', because });
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
    const verdict = pcre(pattern);
    const agrees: Record<PcreVerdict['kind'], boolean> = { compiles: compiled, refused: !compiled, undecided: true };
    expect([verdict, agrees[verdict.kind]]).toEqual([verdict, true]);
  });
});
