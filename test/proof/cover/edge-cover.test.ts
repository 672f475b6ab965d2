import fc from 'fast-check';
import { edgeCover } from '../../../src/proof/cover/edge-cover';

const cell = (side: string) => fc.nat({ max: 4 }).map((number) => `${side}${number}`);
const edges = fc.uniqueArray(fc.record({ one: cell('a'), other: cell('b') }), {
  maxLength: 11,
  selector: ({ one, other }) => `${one} ${other}`,
});

const touched = (some: readonly { readonly one: string; readonly other: string }[]) =>
  new Set(some.flatMap(({ one, other }) => [`one ${one}`, `other ${other}`]));

test('a cover touches every cell of both sides, and no smaller one does', () => {
  fc.assert(
    fc.property(edges, (all) => {
      const cover = edgeCover(all);
      expect(touched(cover)).toEqual(touched(all));
      for (let chosen = 0; chosen < 2 ** all.length; chosen++) {
        const some = all.filter((_, index) => (chosen & (1 << index)) !== 0);
        if (some.length < cover.length) expect(touched(some).size).toBeLessThan(touched(all).size);
      }
    }),
    { numRuns: 200 },
  );
});

test('the first edges are preferred', () => {
  const all = ['a b', 'a c', 'd b', 'd c'].map((text) => ({ one: text.charAt(0), other: text.charAt(2) }));
  expect(edgeCover(all)).toEqual([all[0], all[3]]);
  expect(edgeCover([...all].reverse())).toEqual([all[3], all[0]]);
});

test('chains of any length are followed, and many cells take no square of time', () => {
  const size = 3000;
  const chain = Array.from({ length: size }, (_, at) => [
    { one: `a${at}`, other: `b${at + 1}` },
    { one: `a${at}`, other: `b${at}` },
  ]).flat();
  const start = Date.now();
  expect(edgeCover([...chain, { one: 'z', other: `b${size}` }])).toHaveLength(size + 1);
  expect(Date.now() - start).toBeLessThan(3000);
});
