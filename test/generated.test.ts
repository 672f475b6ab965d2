import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED } from '../scripts/generated';

test.each(Object.keys(GENERATED))('%s is what "npm run generate" gives', (path) => {
  expect(readFileSync(join(__dirname, '..', path), 'utf8')).toBe(GENERATED[path]!());
});
