import { afterAll, expect } from '@jest/globals';

// Loaded before each file of tests. A warning that no test asks for would go to the screen, between lines of other tests, and nobody would
// see it: so the file fails. A test that expects some takes them with `collectWarnings`.
const unexpected: string[] = [];
process.emitWarning = (warning: string | Error) => void unexpected.push(String(warning));

afterAll(() => expect(unexpected).toEqual([]));
