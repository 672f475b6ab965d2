import { type NormalizeStep, normalizePath } from '../../src/table/normalize-path';

/** As HAProxy says in its manual, and in src/uri_normalizer.c of v3.2.0. */
test.each<[path: string, how: readonly NormalizeStep[], form: string]>([
  ['//a///b/', ['mergeSlashes'], '/a/b/'],
  ['/./a/././b/.', ['stripDots'], '/a/b/'],
  ['/.a/b.', ['stripDots'], '/.a/b.'],
  ['/a/../b', ['stripDotDots'], '/b'],
  ['/a/..', ['stripDotDots'], '/'],
  ['/a/b/..', ['stripDotDots'], '/a/'],
  ['/../a', ['stripDotDots'], '/../a'],
  ['/../a', ['stripAllDotDots'], '/a'],
  ['/a/../../b', ['stripDotDots'], '/../b'],
  ['/%66%2F%7e', ['decodeUnreserved'], '/f%2F~'],
  ['/a/%2e%2e/b', ['stripDotDots', 'decodeUnreserved'], '/a/../b'],
  ['/a/%2e%2e/b', ['decodeUnreserved', 'stripDotDots'], '/b'],
])('%s by %j', (path, how, form) => {
  expect(normalizePath(path, how)).toBe(form);
});
