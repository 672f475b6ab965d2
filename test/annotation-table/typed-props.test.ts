import { textsOfProps } from '../../src/annotation-table/typed-props';

const textOf = (value: unknown): string | undefined => textsOfProps({ authRealm: value }, () => undefined)['auth-realm'];

test('values have the text that a controller reads', () => {
  expect([true, 30, 'x', [1, 2], ['a', 'b']].map(textOf)).toEqual(['true', '30', 'x', '1,2', 'a,b']);
  expect(textOf(undefined)).toBeUndefined();
});

test('what has no text gets one with brackets, and nothing is thrown', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  let deep: unknown[] = [];
  for (let depth = 0; depth < 9000; depth++) deep = [deep];
  const closed = new Proxy({}, { ownKeys: () => fail(), get: () => fail() });
  for (const value of [circle, closed, { a: 1 }, [circle], [deep]]) expect(textOf(value)).toMatch(/^\{.+\}$/);
});

function fail(): never {
  throw new Error('it cannot be read');
}
