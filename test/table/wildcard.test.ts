import { literalHead, matchesWildcard } from '../../src/table/wildcard';

test.each([
  ['*', '', true],
  ['*', 'a/b.c', true],
  ['/a/*', '/a/', true],
  ['/a/*', '/a', false],
  ['/a?', '/a', false],
  ['/a?', '/ab', true],
  ['/a?', '/abc', false],
  ['*.png', '/x/y.png', true],
  ['*.png', '/x.png/y', false],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXcYb', false],
  ['a**c', 'ac', true],
  ['a\\*c', 'a*c', true],
  ['a\\*c', 'abc', false],
  ['a\\\\c', 'a\\c', true],
  ['', '', true],
  ['', 'a', false],
])('"%s" and "%s": %s', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text, true)).toBe(expected);
});

test('upper and lower case count only if they are said to', () => {
  expect(matchesWildcard('/A*', '/abc', true)).toBe(false);
  expect(matchesWildcard('/A*', '/abc', false)).toBe(true);
});

test('many stars take no time that explodes', () => {
  expect(matchesWildcard(`${'*a'.repeat(60)}b`, 'a'.repeat(5000), true)).toBe(false);
});

test('the head is what every text begins with', () => {
  expect([literalHead('/a/*x'), literalHead('/a\\*b?'), literalHead('*'), literalHead('/a')]).toEqual(['/a/', '/a*b', '', '/a']);
});
