import fc from 'fast-check';
import { matcherOf, regexOf } from '../../../src/regex/pcre2/regex';
import { shapeOf } from '../../../src/regex/pcre2/syntax';

test.each<[string, string, ReturnType<typeof shapeOf>]>([
  ['a prefix by whole segments, with both groups', '^/foo(/|$)(.*)', { literal: '/foo', after: 'boundary', slashGroup: 1, restGroup: 2 }],
  ['the end may come first', '^/foo($|/)(.*)', { literal: '/foo', after: 'boundary', slashGroup: 1, restGroup: 2 }],
  ['groups without numbers', '/foo(?:/|$).*', { literal: '/foo', after: 'boundary' }],
  ['nothing behind the boundary', '^/foo(/|$)', { literal: '/foo', after: 'boundary', slashGroup: 1 }],
  ['a dot that is escaped', '^/a\\.b(/|$)(.*)', { literal: '/a.b', after: 'boundary', slashGroup: 1, restGroup: 2 }],
  ['the whole text', '^/login(?:$)(?:$)', { literal: '/login', after: 'end' }],
  ['a beginning', '^/', { literal: '/', after: 'anything' }],
  ['letters beyond ASCII', '^/é(/|$)(.*)', { literal: '/é', after: 'boundary', slashGroup: 1, restGroup: 2 }],
  ['a dot that is any character is no literal', '^/a.b(/|$)(.*)', undefined],
  ['a rest that needs a character', '^/foo(/|$)(.+)', undefined],
  ['a boundary that is no slash', '^/foo(-|$)(.*)', undefined],
  ['a boundary with a third way', '^/foo(/|$|x)(.*)', undefined],
  ['an optional slash', '^/foo/?(.*)', undefined],
  ['a rest that stops as soon as it can', '^/foo(/|$)(.*?)', undefined],
  ['case that does not count', '(?i)^/foo(/|$)(.*)', undefined],
  ['a group around the literal', '^(/foo)(/|$)(.*)', undefined],
  ['something behind the rest', '^/foo(/|$)(.*)x', undefined],
  ['a pattern that does not compile', '^/foo(', undefined],
])('%s: %s', (_, pattern, shape) => {
  expect(shapeOf(pattern)).toEqual(shape);
});

test('a shape says what its pattern matches', () => {
  const part = fc.constantFrom('/', 'a', 'A', 'b', '.', '\\.', '-', '(/|$)', '($|/)', '(.*)', '.*', '(?:$)', '$', '(/)', '?', 'x');
  const pattern = fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => `^/${parts.join('')}`);
  const text = fc.array(fc.constantFrom('/', 'a', 'A', 'b', '.', '-', 'x'), { maxLength: 7 }).map((parts) => `/${parts.join('')}`);
  let shapes = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (written, texts) => {
      const shape = shapeOf(written);
      const regex = regexOf(written, true);
      if (shape === undefined || regex.kind !== 'regex') return;
      shapes++;
      const { literal, after, slashGroup, restGroup } = shape;
      for (const one of [...texts, ...['', '/', '/b', 'b'].map((rest) => literal + rest)]) {
        const rest = one.startsWith(literal) ? one.slice(literal.length) : undefined;
        const expected = rest !== undefined && (after === 'anything' || rest === '' || (after === 'boundary' && rest.startsWith('/')));
        const match = matcherOf(regex).match(one, 10_000);
        expect([one, match.kind]).toEqual([one, expected ? 'match' : 'none']);
        if (match.kind !== 'match' || rest === undefined) continue;
        const group = (number: number) => one.slice(match.captures[2 * number], match.captures[2 * number + 1]);
        if (slashGroup !== undefined) expect(group(slashGroup)).toBe(rest.slice(0, 1));
        if (restGroup !== undefined) expect(group(restGroup)).toBe(rest.slice(1));
      }
    }),
    { numRuns: 3000 },
  );
  expect(shapes).toBeGreaterThan(100);
});
