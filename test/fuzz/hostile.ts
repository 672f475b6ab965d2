import { Duration, Lazy, Size } from 'cdk8s';
import { EnvValue, k8s } from 'cdk8s-plus-27';
import type { Random } from './random';

/** Values that nobody should give: of wrong types, or texts that break out of what they are written into. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  '...',
  '/etc/hostname',
  './/',
  '..%2f..',
  '-',
  '_',
  '*',
  '~',
  'null',
  'true',
  'no',
  'y',
  '0',
  '-1',
  '1e3',
  '0x1f',
  '0o17',
  '017',
  '1_000',
  '.inf',
  '.nan',
  '12:30:45',
  '2026-01-01',
  '=',
  '<<',
  '>',
  '|',
  '!!binary aGk=',
  '&a',
  '*a',
  '# comment',
  'a # comment',
  'a: b',
  '{a: b}',
  '[a]',
  '- a',
  '%YAML 1.1',
  '---',
  '...',
  '`',
  '"',
  "'",
  '\\',
  '$',
  '${a}',
  '$1',
  ';',
  '}',
  '{',
  '\n',
  'a\nb',
  'a\r\nb',
  'a: b\nc: d',
  '\t',
  '\0',
  'x\0y',
  '\x07',
  '\x1b[31m',
  '\x7f',
  '\x85',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '\ud800',
  'a\udc00b',
  '💥',
  'é',
  'ﬃ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'x'.repeat(64),
  'x'.repeat(254),
  'x'.repeat(3000),
  '/'.repeat(300),
  'UPPER',
  'under_score',
  'a b',
  'shop.example.com.',
  '*.*.example.com',
  'https://shop.example.com/x',
  'javascript:alert(1)',
  '10.0.0.0/33',
  '::1',
  '300.1.1.1',
  '(',
  '[',
  '(?<a',
  'a{99999}',
  '(a+)+$',
  '\\1',
  '99999999999999999999',
  '10Ki',
  '1.5',
  '5m',
  '100%',
  '-100%',
  'a/b/c',
  'a,b',
  'a=b',
  '{{ .Values.x }}',
];

const NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  80,
  443,
  65_535,
  65_536,
  1e21,
  2 ** 53,
  -(2 ** 31),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e-7,
];

class Weird {
  public readonly a = 1;
}

function circular(): object {
  const self: { self?: unknown; list?: unknown } = {};
  self.self = self;
  return self;
}

function circularList(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

const throwing = (): object =>
  Object.defineProperty({}, 'a', {
    enumerable: true,
    get: () => {
      throw new Error('a getter throws');
    },
  });

const OBJECTS: readonly (() => unknown)[] = [
  () => ({}),
  () => [],
  () => [undefined],
  () => [null],
  () => ['', 1, {}],
  () => ({ a: 'x' }),
  () => ({ '': 'x' }),
  () => ({ 'a b': 'x' }),
  () => ({ constructor: 'x' }),
  () => JSON.parse('{"__proto__": "x"}'),
  () => ({ toString: 'x' }),
  () => ({ toString: () => 'x', valueOf: 7 }),
  () => ({ a: { b: { c: 'x' } } }),
  () => Object.create(null),
  () => Object.create({ host: 'inherited' }),
  () => new Map([['a', 'x']]),
  () => new Set(['a']),
  () => new Date(0),
  () => new Date(Number.NaN),
  () => /a/,
  () => new Weird(),
  () => new Error('an error'),
  () => Promise.resolve('a'),
  () => Symbol('a'),
  () => 10n,
  () => () => 'a',
  () => class {},
  () => new Uint8Array(2),
  () => Buffer.from('a'),
  () => new Proxy({}, {}),
  () => circular(),
  () => circularList(),
  () => throwing(),
  () => Lazy.any({ produce: () => 'late' }),
  () => Lazy.any({ produce: () => undefined }),
  () => Duration.seconds(5),
  () => Duration.millis(1),
  () => Size.mebibytes(5),
  () => Size.kibibytes(0),
  () => EnvValue.fromValue('x'),
  () => k8s.IntOrString.fromNumber(1),
  () => k8s.IntOrString.fromString('abc'),
  () => k8s.Quantity.fromString('bogus'),
  () => Object(new String('boxed')),
];

/** A value that is hostile anywhere. */
export function hostileValue(random: Random): unknown {
  const what = random.next();
  if (what < 0.35) return random.of(TEXTS);
  if (what < 0.45) return random.of(NUMBERS);
  if (what < 0.5) return random.of([true, false, null, undefined]);
  return random.of(OBJECTS)();
}

export const hostileText = (random: Random): string => random.of(TEXTS);
export const hostileNumber = (random: Random): number => random.of(NUMBERS);
