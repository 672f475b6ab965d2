import { PatternSet } from '../../../src/regex/pcre2/pattern-set';
import { regexOf } from '../../../src/regex/pcre2/regex';

function setOf(patterns: readonly string[]): PatternSet {
  const set = new PatternSet();
  for (const [number, pattern] of patterns.entries()) {
    const regex = regexOf(pattern, false);
    if (regex.kind !== 'regex') throw new Error(`${pattern}: ${regex.because}`);
    set.add(regex.root, regex.anchored, number);
  }
  return set;
}

/** Those that may match, each once. */
const mayMatch = (set: PatternSet, text: string): readonly number[] => [...new Set(set.mayMatch(text))].sort((a, b) => a - b);

test.each<readonly [readonly string[], string, readonly number[], string]>([
  [['^/foo', '^/foo/bar', '^/fob'], '/foo/x', [0], 'texts that begin alike'],
  [['^/FOO', '^/(?-i)FOO'], '/foo', [0], 'case'],
  [['^/foo$', '^/foo(/|$)(.*)'], '/foo', [0, 1], 'what must end'],
  [['^/foo$', '^/foo(/|$)(.*)'], '/foo/', [1], 'and does not'],
  [['^/foo$', '^/foo\\z'], '/foo\n', [0, 1], 'a last newline: more than matches'],
  [['^/.*/a-1/', '^/.*/a-2/', '^/.*\\.php$'], '/x/a-2/y', [1], 'a text in the middle'],
  [['^/.*\\.php$', '^/.*\\.html$'], '/x.html.php', [0], 'a text at the end'],
  [['foo', '^foo'], '/foo', [0], 'what may match anywhere'],
  [['^/[a-z]+/1$', '^/[a-z]+/2$', '^/[0-9]+/2$'], '/abc/2', [1], 'classes at the beginning'],
  [['^/(a|b)c', '^/(a|b)d', '^/(?:x|yy)?z'], '/bd', [1], 'alternatives'],
  [['^/a{2}b', '^/a{2,3}b', '^/a*b', '^/a+c'], '/aaab', [1, 2], 'repetitions'],
  [['^/(?:ab)+c', '^/(?:ab)*c'], '/bac', [1], 'repeated groups, of which only the letters count'],
  [['^/(?!foo)[a-z]+', '^/(?=bar)[a-z]+'], '/foo', [0, 1], 'look-arounds, which are not looked at'],
  [['^/(a)b\\1$', '^/(a)c\\1$'], '/abx', [0], 'references, which may be anything'],
])('of %j those that may match %j are %j: %s', (patterns, text, expected) => {
  expect(mayMatch(setOf(patterns), text)).toEqual(expected);
});

test('one set serves one text after the other', () => {
  const set = setOf(['^/a.*', '^/.*b$', '']);
  expect(['/ab', '/x', '/ab', ''].map((text) => mayMatch(set, text))).toEqual([[0, 1, 2], [2], [0, 1, 2], [2]]);
});

describe('patterns that are meant to take all time and memory', () => {
  const many = (pattern: (number: number) => string): readonly string[] => Array.from({ length: 200 }, (_, number) => pattern(number));
  const chain = (number: number): string =>
    Array.from({ length: 100 }, (_, i) => `[${String.fromCharCode(97 + ((number * 7 + i) % 25))}z]*`).join('');

  test.each<readonly [string, readonly string[], string]>([
    ['parts that are repeated very often', many((number) => `^/(?:(?:a{60}){10}){20}${number}`), `/${'a'.repeat(8000)}`],
    ['nothing, very often', many((number) => `^/(?:(?:(?:){10}){20}){10}${number}`), '/'],
    ['more alternatives than ways are followed', many((number) => `^/${'(a|b|c|d)'.repeat(20)}${number}`), `/${'abcd'.repeat(2000)}`],
    ['loops side by side', many((number) => `^/${chain(number)}${number}`), `/${'z'.repeat(8000)}`],
    [
      'classes of all kinds',
      many((number) => `^/[^${String.fromCharCode(97 + (number % 26))}\\x${(10 + (number % 80)).toString()}]*x${number}`),
      `/${'qx'.repeat(4000)}`,
    ],
  ])('%s', (_, patterns, text) => {
    const started = process.cpuUsage();
    const set = setOf(patterns);
    for (let i = 0; i < 3; i++) set.mayMatch(text);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});
