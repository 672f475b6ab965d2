import { bytesOf } from '../../../src/regex/pcre2/bytes';
import { matcherOf } from '../../../src/regex/pcre2/regex';
import { regexOf } from '../../../src/regex/re2/regex';

function match(pattern: string, text: string): readonly number[] | null {
  const regex = regexOf(pattern, true);
  if (regex.kind !== 'regex') throw new Error(regex.because);
  const found = matcherOf(regex).match(bytesOf(text));
  return found.kind === 'match' ? found.captures : null;
}

/** The places are those that `FindStringSubmatchIndex` of Go 1.26.8 gives. */
test.each<readonly [string, string, readonly number[] | null, string]>([
  ['/api/v[0-9]+/.*', '/x/api/v12/y', [2, 12], 'a match may begin anywhere'],
  ['^(?:/api|/api/v2)$', '/api/v2', [0, 7], 'an alternative that fails later is given up'],
  ['(a|ab)(c|bcd)(d*)', 'abcd', [0, 4, 0, 1, 1, 4, 4, 4], 'the first alternative wins'],
  ['a*?b', 'aab', [0, 3], 'lazy repetition still needs the rest'],
  ['(?U)a+', 'aaa', [0, 1], 'U exchanges greedy and lazy'],
  ['(?i)/k', '/\u212a', [0, 4], 'the Kelvin sign is another case of k'],
  ['^/.$', '/\u00e9', [0, 3], 'a dot is a character, whatever its bytes'],
  ['^/[^a]$', '/\u00e9', [0, 3], 'and so is the rest of a class'],
  ['a$', 'a\n', null, 'the end is behind the last newline'],
  ['[[:alpha:]\\d/]+', '/a1', [0, 3], 'classes may hold classes'],
  ['[]a-]+', ']a-', [0, 3], '] is a member where it is first, and - where it is last'],
  ['^[a-c0-9-\\.]+$', 'a-1.', [0, 4], '- is a member where a range has ended'],
  ['\\Q.*\\E+', '.**', [0, 3], 'a repetition repeats the last quoted character'],
  ['\\s', '\v', null, '\\s has no vertical tab'],
  ['a{,2}', 'a{,2}', [0, 5], 'a repetition needs a lower bound, else it is text'],
  ['(?P<x>a)(?<y>b)', 'ab', [0, 2, 0, 1, 1, 2], 'both spellings of names count as groups'],
])('%s in %j: %j, because %s', (pattern, text, expected) => expect(match(pattern, text)).toEqual(expected));

test.each([
  ['(?=a)', 'there is no look-around'],
  ['(a)\\1', 'there are no back references'],
  ['/foo(', 'a group is open'],
  ['a**', 'a repetition is not repeated'],
  ['a{1001}', 'more is not repeated'],
  ['*a', 'there is nothing to repeat'],
  ['[z-a]', 'the range is upside down'],
  ['[a', 'the class is open'],
  ['\\Z', 'only \\z is known'],
  ['(?P<n>a)(?P<n>b)', 'a name stands once'],
  ['a)', 'no group is open'],
])('%s is refused, because %s', (pattern) => expect(regexOf(pattern, true).kind).toBe('refused'));

test.each([
  ['\\pL', 'properties of characters are not known here'],
  ['(?m)^a', 'lines are not looked at'],
  ['\\B', 'it may stand inside of a character'],
  ['[\u00e9]', 'members beyond ASCII are not known here'],
])('%s is undecided, because %s', (pattern) => expect(regexOf(pattern, true).kind).toBe('undecided'));
