import { counted } from './hits';
import { applied, mutantsOf } from './operators';

test.each<[operator: string, source: string, mutants: readonly string[]]>([
  ['condition negated', 'if (a) b();', ['if (!(a)) b();']],
  ['condition negated', 'x = !a ? 1n : c;', ['x = a ? 1n : c;']],
  ['operator exchanged', 'x = a < b;', ['x = a <= b;', 'x = a >= b;']],
  ['operator exchanged', 'x = a === b;', ['x = a !== b;']],
  ['operator exchanged', 'x = a && b;', ['x = a || b;']],
  ['operator exchanged', 'x = a - b;', ['x = a + b;']],
  ['operand left out', 'x = a ?? b;', ['x = a;', 'x = b;']],
  ['boolean exchanged', 'x = true;', ['x = false;']],
  ['number changed', 'x = 41;', ['x = 42;']],
  ['statement left out', 'for (;;) { a(); break; }', ['for (;;) { ; break; }', 'for (;;) { a(); ; }']],
  ['result emptied', 'const f = () => a;', ['const f = () => undefined;', 'const f = () => [];', "const f = () => '';"]],
  ['text emptied', "x = 'host';", ["x = '';"]],
  ['text emptied', "import 'host'; x = 'words for people';", []],
  ['anchor left out', 'x = /^a$/i;', ['x = /a$/i;', 'x = /^a/i;']],
  ['anchor left out', 'x = /^/; y = /\\$/;', ['x = /(?:)/; y = /\\$/;']],
  ['element left out', 'x = [a, b];', ['x = [ b];', 'x = [a, ];']],
  ['element left out', 'x = { a, ...(b) };', ['x = {  ...(b) };', 'x = { a,  };']],
  ['method exchanged', 'x = a.some(b);', ['x = a.every(b);']],
  ['call left out', 'x = a.trim();', ['x = a;']],
])('%s: %s', (operator, source, expected) => {
  const mutants = mutantsOf('src/a.ts', source).filter((mutant) => mutant.operator === operator);
  expect(mutants.map((mutant) => applied(mutant, source))).toEqual(expected);
});

test('types are no code to be changed', () => {
  expect(mutantsOf('src/a.ts', "type A = 'a' | 'b'; interface B { readonly c: true; }")).toEqual([]);
});

test('each function says that it runs, and does what it did', () => {
  const source = `
    const double = (x) => x * 2;
    const nested = (x) => (y) => ({ sum: x + double(y) });
    function never() { return 0; }
    result = nested(1)(2).sum;`;
  const { text, regions } = counted('src/a.ts', source);
  const hits: number[] = [];
  const scope: { result?: number; __hit: (file: string, region: number) => void } = { __hit: (_, region) => hits.push(region) };
  new Function('globalThis', `let result; ${text}; globalThis.result = result;`)(scope);
  expect(scope.result).toBe(5);
  const texts = regions.map(({ start, end }) => source.slice(start, end));
  expect(hits.map((region) => texts[region])).toEqual([
    '(x) => (y) => ({ sum: x + double(y) })',
    '(y) => ({ sum: x + double(y) })',
    '(x) => x * 2',
    source,
  ]);
});
