import { readFileSync } from 'node:fs';

/** A recording with one JSON value a line. */
export const readLines = <T>(path: string): readonly T[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
