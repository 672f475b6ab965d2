import { sizeInBytes, timeIn, wholeNumber } from '../../../../src/dialects/ingress-nginx/nginx-conf/measures';
import { parseConf, Unreadable } from '../../../../src/dialects/ingress-nginx/nginx-conf/parse';

describe('text is cut into directives as nginx cuts it', () => {
  test.each([
    [
      'words and a list',
      'a b c;\n d;',
      [
        { name: 'a', args: ['b', 'c'] },
        { name: 'd', args: [] },
      ],
    ],
    ['quotes keep spaces and ";"', `a "b; c" 'd {';`, [{ name: 'a', args: ['b; c', 'd {'] }]],
    ['a quote inside a word is a character', `a b"c;`, [{ name: 'a', args: ['b"c'] }]],
    ['a backslash takes the next character with it', 'a b\\;c;', [{ name: 'a', args: ['b\\;c'] }]],
    ['escapes in quotes are read', 'a "b\\"\\\\\\t";', [{ name: 'a', args: ['b"\\\t'] }]],
    ['"${" belongs to a variable', 'a ${b}c;', [{ name: 'a', args: ['${b}c'] }]],
    [
      'a comment begins where a word may begin',
      'a b#c; # d;\ne;',
      [
        { name: 'a', args: ['b#c'] },
        { name: 'e', args: [] },
      ],
    ],
    ['a block', 'a b { c d; }', [{ name: 'a', args: ['b'], block: [{ name: 'c', args: ['d'] }] }]],
    ['Lua is not read', 'x_by_lua_block { t = {"}"} -- }\n }', [{ name: 'x_by_lua_block', args: [], block: 'lua' }]],
  ])('%s', (_, text, directives) => {
    expect(parseConf(text)).toEqual(directives);
  });

  test.each([
    ['a {'.repeat(20_000), 'has blocks more than 100 levels deep'],
    ['a', 'does not end in ";" or "}", so the next line becomes part of it'],
    ['a;}', 'has a "}" that closes the block around it'],
    ['a { b; ', 'has an unclosed "{"'],
    ['a { b }', 'has a directive without ";" before "}"'],
    ['a "b', 'has an unclosed "'],
    ['a "b"c;', 'has "c" directly after a closing quote'],
    [';', 'has a ";" without a directive before it'],
  ])('%j is refused: it %s', (text, message) => {
    expect(() => parseConf(text)).toThrow(new Unreadable(message));
  });
});

describe('numbers, sizes and times are read as nginx reads them', () => {
  test.each([
    ['007', 7n],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775808', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('the number %j is %s', (text, number) => expect(wholeNumber(text)).toBe(number));

  test.each([
    ['8k', 8192n, 8192n],
    ['1M', 1048576n, 1048576n],
    ['1g', undefined, 1073741824n],
    ['1b', undefined, undefined],
    ['8 k', undefined, undefined],
    ['k', undefined, undefined],
    ['9007199254740992k', undefined, undefined],
  ])('the size %j is %s bytes, and %s where gigabytes are taken', (text, size, offset) => {
    expect([sizeInBytes(text), sizeInBytes(text, true)]).toEqual([size, offset]);
  });

  test.each([
    ['10', 10n, 10_000n],
    ['1h 30m', 5400n, 5_400_000n],
    ['30m 1h', undefined, undefined],
    ['10ms', undefined, 10n],
    ['1M', 2_592_000n, undefined],
    ['1y', 31_536_000n, undefined],
    ['1s1s', undefined, undefined],
    ['1 2', 3n, 3000n],
    ['', undefined, undefined],
    ['-1', undefined, undefined],
    ['9223372036854775807', 9223372036854775807n, undefined],
  ])('the time %j is %s seconds or %s milliseconds', (text, seconds, milliseconds) => {
    expect([timeIn('seconds', text), timeIn('milliseconds', text)]).toEqual([seconds, milliseconds]);
  });
});
