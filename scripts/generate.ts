import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GENERATED } from './generated';

/** Writes every generated file. `npm run generate`; `test/generated.test.ts` checks that what is committed is what this gives. */
for (const [path, text] of Object.entries(GENERATED)) {
  const file = join(__dirname, '..', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text());
}
