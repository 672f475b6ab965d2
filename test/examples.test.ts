import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { EXAMPLES, exampleNames, expectedFiles, type Files, runExample } from '../scripts/examples';
import { expectValid } from './kubernetes-schema';

/** `scripts/write-examples.ts` writes what these tests compare with. */
describe.each(exampleNames())('examples/%s', (name) => {
  let files: Files;
  beforeAll(() => {
    files = runExample(name);
  });

  test('gives the files in expected/, byte for byte', () => {
    expect(files).toEqual(expectedFiles(name));
  });

  test('gives objects that the API server takes', () => {
    const manifests = Object.entries(files).filter(([file]) => file.endsWith('.yaml'));
    expect(manifests.length).toBeGreaterThan(0);
    // Each file by itself: an example may show the same installation for several clusters.
    for (const [, text] of manifests) {
      const objects = parseAllDocuments(text).map((document) => document.toJS());
      expect(objects.length).toBeGreaterThan(0);
      expectValid(objects);
    }
  });

  test('has a README of at most 30 lines that says how to run it', () => {
    const file = join(EXAMPLES, name, 'README.md');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    expect(text).toMatch(/^# .+\n/);
    expect(text).toMatch(new RegExp(`npx tsx .*examples/${name}/main\\.ts|npm run (-s )?demo`));
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(30);
  });
});

test('examples are numbered, and there are some', () => {
  const names = exampleNames();
  expect(names.filter((name) => !/^\d\d-[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(0);
});
