import { expect, test } from '@jest/globals';
import { inlineRequires, requiredBy } from '../../scripts/inline-requires';

const LATE = (): boolean => false;
const COMPILED = `"use strict";
const part_1 = require("./part");
const kept_1 = require("./kept");
const all = __importStar(require("./all"));
class Route extends part_1.Base {
    static FIRST = new part_1.Path(kept_1.name, all.of("part_1.Path"));
}
exports.Route = Route;
`;

test('a module is required where a value of it is used', () => {
  const inlined = inlineRequires(COMPILED, (path) => path === './kept');
  expect(inlined).not.toContain('const part_1');
  expect(inlined).toContain('class Route extends (require("./part")).Base {');
  expect(inlined).toContain('new (require("./part")).Path(kept_1.name, all.of("part_1.Path"))');
  expect(inlined).toContain('const kept_1 = require("./kept");');
  expect(inlined).toContain('const all = __importStar(require("./all"));');
});

test('a module is loaded when it is first needed, and "new" makes an object of its class', () => {
  const loaded: string[] = [];
  class Part {
    public constructor(public readonly name: string) {}
  }
  const load = (path: string): object => {
    loaded.push(path);
    return { Part };
  };
  const text = inlineRequires('const part_1 = require("./part");\nexports.make = (name) => new part_1.Part(name);\n', LATE);
  const made: { make?: (name: string) => unknown } = {};
  new Function('exports', 'require', text)(made, load);
  expect(loaded).toEqual([]);
  expect(made.make?.('shop')).toEqual(new Part('shop'));
  expect(loaded).toEqual(['./part']);
});

test('a class keeps its name under a short one', () => {
  const shortened = inlineRequires('class Route {\n}\nexports.Route = Route;\n', LATE)
    .replaceAll('Route {', 'a {')
    .replace('= Route;', '= a;');
  const made: { Route?: { readonly name: string } } = {};
  new Function('exports', shortened)(made);
  expect(made.Route?.name).toBe('Route');
});

test('only calls with one path count as required', () => {
  expect(requiredBy(`require("./a"); require('b'); require('tls.crt', 'tls.key'); required("c");`)).toEqual(['./a', 'b']);
});
