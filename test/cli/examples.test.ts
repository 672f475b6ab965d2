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

test.each(['docs/diff.md', 'README.md'])('%s shows lines of what the example prints', async (file) => {
  const printed = new Set(Object.values(await runCommands('07-prove-a-change')).flatMap((text) => text.split('\n')));
  const text = readFileSync(join(__dirname, '../..', file), 'utf8');
  const blocks = [...text.matchAll(/^```text\n(.*?)^```$/gms)].map(([, block = '']) => block.trimEnd().split('\n'));
  const shown = blocks.filter((block) => block.some((line) => /^\d+ differences? \(/.test(line))).flat();
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.filter((line) => !printed.has(line))).toEqual([]);
});
