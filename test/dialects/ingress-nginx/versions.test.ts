import { differencesOf, sinceLater } from '../../../src/dialects/ingress-nginx/versions';

/** Admission tested the configuration with nginx until CVE-2025-1974 was mended, in two lines of releases. */
test.each([
  ['1.11.4', true],
  ['1.11.5', false],
  ['1.11.10', false],
  ['1.12.0', true],
  ['1.12.1', false],
  ['1.15.1', false],
])('v%s tests the configuration at admission: %s', (version, tests) => {
  expect(differencesOf(version).some((one) => one.startsWith('tests the configuration'))).toBe(tests);
});

test('the release that the dialect knows differs in nothing', () => {
  expect(differencesOf('1.15.1')).toEqual([]);
});

test.each([
  ['denylist-source-range', '1.5.1', '1.6.4'],
  ['denylist-source-range', '1.6.4', undefined],
  ['denylist-source-range', '1.10.0', undefined],
  ['rewrite-target', '1.0.0', undefined],
  ['constructor', '1.0.0', undefined],
])('%s in v%s: since %s', (annotation, version, since) => {
  expect(sinceLater(annotation, version)).toBe(since);
});
