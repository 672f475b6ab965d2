import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_EXAMPLES, runCommands } from '../../scripts/command-examples';
import { EXAMPLES, expectedFiles, type Files } from '../../scripts/examples';

describe.each(Object.keys(COMMAND_EXAMPLES))('examples/%s', (name) => {
  let files: Files;
  beforeAll(async () => {
    files = await runCommands(name);
  });

  test('its commands print what expected/ holds ("npm run generate" writes it anew)', () => {
    expect(files).toEqual(expectedFiles(name, 'commands'));
  });

  test('has a README of at most 30 lines that names every command', () => {
    const text = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(30);
    for (const args of Object.values(COMMAND_EXAMPLES[name]!)) expect(text).toContain(args.join(' '));
  });
});
