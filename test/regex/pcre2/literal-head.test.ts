import { literalHead } from '../../../src/regex/pcre2/literal-head';

test.each([
  ['/a\\|b', '/a|b', 'an escape is the character'],
  ['/a|b', '', 'alternatives of the whole have no common beginning'],
  ['/a[(|]b|c', '', 'whatever stands in a class before'],
  ['/a(/|$)(.*)', '/a', 'those of a group end it'],
  ['/a/b*', '/a/', 'what may be repeated no times is left out'],
  ['/a/b+c', '/a/b', 'what is repeated at least once is in, and ends it'],
  ['/A-b_c/', '/a-b_c/', 'case does not count'],
  ['/(?=x)/y', '//y', 'what is looked at takes nothing'],
  ['/é+', '/é', 'a character of several bytes is in if all of them are'],
  ['/é?', '/', 'a quantifier takes the last byte of a character alone, and half a character is no text'],
  ['/€{0,1}', '/', 'so it is of three bytes'],
  ['/(', '', 'what is no pattern has none'],
])('every match of %s begins with "%s": %s', (pattern, head) => {
  expect(literalHead(pattern)).toBe(head);
});
