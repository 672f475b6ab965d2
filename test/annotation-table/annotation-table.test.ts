import { checkAnnotations, refusalFindings } from '../../src/annotation-table/check-annotations';
import { checkConfigMap } from '../../src/annotation-table/config-map';
import { goBoolean, isGoInteger } from '../../src/annotation-table/go-text';
import { type AnnotationRow, annotationTable, finder } from '../../src/annotation-table/row';
import { textsOfProps } from '../../src/annotation-table/typed-props';
import { type AnnotationValue, accepted } from '../../src/annotation-table/value';

const row = (name: string, value: AnnotationValue, more: Partial<AnnotationRow> = {}): AnnotationRow => ({
  name,
  value,
  group: 'all',
  default: 'none',
  summary: 'Does something.',
  source: 'example/controller@v1:main.go',
  ...more,
});

const ROWS = [
  row('sticky', { type: 'boolean' }),
  row('cookie', { type: 'text', pattern: '^[a-z]+$', accepts: 'small letters' }, { needs: ['sticky'], aliases: ['cookie-name'] }),
  row('retries', { type: 'integer', min: 0, max: 5 }),
  row('script', { type: 'ownLanguage', accepts: 'a script', problem: (text) => (text.includes('eval') ? 'has an eval' : undefined) }),
];
const TABLE = annotationTable('example.com/', ROWS);

const found = (annotations: { readonly [key: string]: string }): string[] =>
  checkAnnotations(TABLE, annotations, 'app/shop').map(({ code, what }) => `[${code}] ${what}`);

describe('annotations of a controller that only has a table', () => {
  test.each<[string, { readonly [key: string]: string }, string[]]>([
    ['keys of others are left alone', { 'other.com/stickyy': 'x' }, []],
    [
      'a name that is not in the table is an error with a suggestion',
      { 'example.com/stickyy': 'true' },
      ['[annotation/unknown] annotation "example.com/stickyy" is not known; did you mean "example.com/sticky"?'],
    ],
    ['a boolean as Go writes it is accepted', { 'example.com/sticky': 'T' }, []],
    ['lines are for values in a language of the controller alone', { 'example.com/script': 'a\nb' }, []],
  ])('%s', (_reason, annotations, expected) => {
    expect(found(annotations)).toEqual(expected);
  });

  test.each<[string, { readonly [key: string]: string }, string[]]>([
    ['a number above the bounds is refused', { retries: '6' }, ['annotation/value-not-accepted']],
    ['a line break is refused', { sticky: 'true\n' }, ['annotation/value-not-accepted']],
    ['what the dialect finds wrong is refused', { script: 'eval(x)' }, ['annotation/value-not-accepted']],
    ['without what it needs, an annotation has no effect', { cookie: 'a' }, ['annotation/no-effect']],
    ['a needed switch that is off does not count', { cookie: 'a', sticky: 'false' }, ['annotation/no-effect']],
    ['with what it needs, an annotation has its effect', { cookie: 'a', sticky: 'true' }, []],
    ['an alias beside the name has no effect', { cookie: 'a', 'cookie-name': 'b', sticky: 'true' }, ['annotation/no-effect']],
    ['an empty text counts as absent', { retries: '' }, ['annotation/no-effect']],
  ])('%s', (_reason, texts, expected) => {
    const annotations = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`example.com/${name}`, text]));
    expect(checkAnnotations(TABLE, annotations, 'app/shop').map(({ code }) => code)).toEqual(expected);
  });

  test('a check of the dialect replaces that of the table and sees the other annotations', () => {
    const findings = checkAnnotations(TABLE, { 'example.com/retries': '9', 'example.com/sticky': 'true' }, 'app/shop', (one) =>
      one.row.name === 'retries' ? refusalFindings(one, { accepts: `sticky ${one.all.get('sticky')}` }, 'app/shop') : [],
    );
    expect(findings.map(({ what, fix, where }) => ({ what, fix, where }))).toEqual([
      { what: 'annotation "example.com/retries": value "9" is not accepted', fix: 'use sticky true', where: 'app/shop' },
    ]);
  });
});

test.each<[AnnotationValue, string]>([
  [{ type: 'boolean' }, '"true" or "false"'],
  [{ type: 'decimal', min: 0, max: 1 }, 'a number from 0 to 1'],
  [{ type: 'enum', options: ['a', 'b', 'c'], caseSensitive: true, separator: ' ' }, '"a", "b" or "c", with spaces between'],
  [{ type: 'ownLanguage', accepts: 'a script', problem: () => undefined }, 'a script'],
])('%j is put into words for the docs and the findings', (value, words) => {
  expect(accepted(value)).toBe(words);
});

test('typed members become texts by the one rule for names, and lists are joined as the value asks for', () => {
  const value = finder([
    { name: 'next-upstream', value: { type: 'enum', options: ['a', 'b'], caseSensitive: true, separator: ' ' } as AnnotationValue },
  ]);
  expect(textsOfProps({ nextUpstream: ['a', 'b'], maxTries: 3, codes: [404, 503], off: undefined }, (name) => value(name)?.value)).toEqual({
    'next-upstream': 'a b',
    'max-tries': '3',
    codes: '404,503',
  });
});

test('a config map has errors for options that are unknown, no longer read, or of a wrong type', () => {
  const options = [
    { name: 'ratio', value: { type: 'decimal', min: 0, max: 1 }, default: '0', summary: 'A share.', source: 'x' },
    { name: 'geoip', removed: { because: 'was removed', fix: 'leave it out' }, default: 'none', summary: 'Gone.', source: 'x' },
  ] as const;
  const codes = checkConfigMap({ options, option: finder(options) }, { ratio: '1.5', geoip: 'true', ratoi: '1' }, 'app/controller');
  expect(codes.map(({ code }) => code)).toEqual(['config/wrong-type', 'config/removed-option', 'config/unknown-option']);
});

test.each([
  ['TRUE', true],
  ['t', true],
  ['0', false],
  ['yes', undefined],
  ['tRUE', undefined],
  [undefined, undefined],
])('Go reads %j as the boolean %j', (text, expected) => {
  expect(goBoolean(text)).toBe(expected);
});

test.each([
  ['+5', true],
  ['9223372036854775807', true],
  ['9223372036854775808', false],
  ['5s', false],
])('Go takes %j for an integer: %j', (text, expected) => {
  expect(isGoInteger(text)).toBe(expected);
});
