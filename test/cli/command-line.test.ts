import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpText } from '../../src/cli/help';
import { READERS } from '../../src/dialects/readers';
import { folderWith, ingressYaml, runCli, runWith } from './run-cli';

const NAMES = READERS.map(({ identity }) => identity.name).join(', ');

test.each([
  ['no command', [], 'a command is missing'],
  ['an unknown command', ['explian', 'http://a/'], 'there is no command "explian"; did you mean "explain"?'],
  ['an unknown option', ['routes', '--contoller', 'x'], 'routes has no option "--contoller"; did you mean "--controller"?'],
  ['an option of another command', ['routes', '--fail-on', 'error', '-'], 'routes has no option "--fail-on"'],
  ['no URL', ['explain'], 'explain needs a URL'],
  ['what is no URL', ['explain', 'shop', '-'], '"shop" is not a URL'],
  [
    'a config map without a namespace',
    ['routes', '--config-map', 'x', '-'],
    '--config-map must be a namespace and a name, such as "ingress/controller", and is "x"',
  ],
  ['an unknown controller', ['routes', '-c', 'nginx', '-'], `--controller must be one of ${NAMES}, and is "nginx"`],
  ['an unknown form', ['routes', '-o', 'yaml', '-'], '--output must be one of text, json, markdown, and is "yaml"'],
  ['an unknown severity', ['check', '--fail-on', 'never', '-'], '--fail-on must be one of error, warning, info, and is "never"'],
  ['a header without a name', ['explain', 'http://a/', '-H', 'always', '-'], '--header must be "Name: value", and is "always"'],
  ['no such file', ['routes', 'no-such-file.yaml'], 'there is no file or folder "no-such-file.yaml"'],
  ['a glob that matches nothing', ['routes', 'no-such-*.yaml'], 'no file matches "no-such-*.yaml"'],
])('%s is wrong usage: exit code 2, and nothing on standard output', async (_, args, message) => {
  const { code, output, errors } = await runCli(args);
  expect({ code, output }).toEqual({ code: 2, output: '' });
  expect(errors).toContain(`cdk8s-ingress: ${message}`);
});

test.each([['--help'], ['-h'], ['help']])('%s prints the commands', async (arg) => {
  expect(await runCli([arg])).toEqual({ code: 0, output: helpText(undefined), errors: '' });
});

test.each([[['help', 'routes']], [['routes', '--help']]])('%j prints the options of a command', async (args) => {
  expect(await runCli(args)).toEqual({ code: 0, output: helpText('routes'), errors: '' });
});

test('help stays within 140 columns', () => {
  const texts = ([undefined, 'explain', 'routes', 'check'] as const).map(helpText);
  expect(texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 140)).toEqual([]);
});

test('--version prints a version', async () => {
  expect((await runCli(['--version'])).output).toMatch(/^\d+\.\d+\.\d+.*\n$/);
});

// ---- files

describe('files', () => {
  const folder = folderWith({ 'a.yaml': ingressYaml('a', '/a'), 'b.yml': ingressYaml('b', '/b'), 'notes.txt': 'no manifest' });
  mkdirSync(join(folder, 'below'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'below', 'c.json'),
    JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'c', annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
      spec: { rules: [{ host: 'c.example.com' }] },
    }),
  );
  writeFileSync(join(folder, 'node_modules', 'd.yaml'), ingressYaml('d', '/d'));

  const found = async (...args: readonly string[]) => {
    const { output } = await runCli(['routes', '-o', 'json', ...args]);
    const { hosts } = JSON.parse(output) as { hosts: { routes: { madeBy: { name: string; file: string } | null }[] }[] };
    return [...new Set(hosts.flatMap(({ routes }) => routes.flatMap(({ madeBy }) => (madeBy === null ? [] : [madeBy.name]))))].sort();
  };

  test.each([
    ['a file', ['a.yaml'], ['a']],
    ['a file twice, by two names', ['a.yaml', './a.yaml'], ['a']],
    ['a folder and what is below', ['.'], ['a', 'b', 'c']],
    ['a glob that the shell has not expanded', ['*.yaml'], ['a']],
    ['a glob with alternatives', ['*.{yaml,yml}'], ['a', 'b']],
    ['a glob for folders', ['**/*.y*ml'], ['a', 'b']],
  ])('are read from %s', async (_, args, expected) => {
    expect(await found(...args.map((arg) => join(folder, arg)))).toEqual(expected);
  });

  test('are all those of a folder, but not installed packages', async () => {
    const { output } = await runCli(['check', '-o', 'json', '--fail-on', 'info', folder]);
    expect(JSON.parse(output)).toMatchObject({ failed: false, counts: { error: 0, warning: 0, info: 0 } });
  });

  test('a folder without manifests is wrong usage', async () => {
    const { code, errors } = await runCli(['routes', join(folder, 'below', '..', 'node_modules', '..', 'below')]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    mkdirSync(join(folder, 'empty'));
    expect((await runCli(['routes', join(folder, 'empty')])).errors).toContain('no *.yaml, *.yml or *.json below folder');
  });
});

// ---- exit codes and streams

const BROKEN = `${ingressYaml()}---\nkind: Service\nmetadata: {name: [}\n`;

test.each([
  ['explain', ['explain', 'https://shop.example.com/cart'], 1],
  ['routes', ['routes'], 1],
  ['check', ['check'], 1],
])('%s answers as far as it can when a document cannot be read, and exits with 1', async (_, args, expected) => {
  const { code, output, errors } = await runWith(BROKEN, ...args);
  expect(code).toBe(expected);
  expect(output).not.toBe('');
  expect(output + errors).toContain('standard input:20 (document 2) error [input/not-yaml]');
});

test.each([
  ['no finding', ingressYaml(), 'warning', 0],
  ['a warning, and errors are asked for', ingressYaml().replace('ingressClassName: nginx', 'ingressClassName: other'), 'error', 0],
  ['a warning, and warnings are asked for', ingressYaml().replace('ingressClassName: nginx', 'ingressClassName: other'), 'warning', 1],
  ['an error', ingressYaml('shop', '/(cart'), 'error', 1],
])('check with %s', async (_, input, failOn, expected) => {
  expect((await runWith(input, 'check', '-c', 'ingress-nginx', '--fail-on', failOn)).code).toBe(expected);
});

test.each([
  ['a terminal', { terminal: true }, true],
  ['a pipe', {}, false],
  ['a terminal with NO_COLOR', { terminal: true, env: { NO_COLOR: '1' } }, false],
  ['a terminal with an empty NO_COLOR, which counts as absent', { terminal: true, env: { NO_COLOR: '' } }, true],
  ['a terminal that knows no colours', { terminal: true, env: { TERM: 'dumb' } }, false],
])('colour on %s', async (_, circumstances, expected) => {
  for (const command of [['explain', 'https://shop.example.com/cart'], ['routes'], ['check', '-c', 'portable', '--class', 'other']]) {
    const { output, errors } = await runCli([...command, '-'], {
      input: ingressYaml('shop', '/cart', 'ImplementationSpecific'),
      ...circumstances,
    });
    expect((output + errors).includes('\x1b[')).toBe(expected);
  }
});

test('JSON and Markdown have no colour on a terminal either', async () => {
  for (const form of ['json', 'markdown']) {
    const { output } = await runCli(['routes', '-o', form, '-'], { input: ingressYaml(), terminal: true });
    expect(output).not.toContain('\x1b[');
  }
});

test('a bug is told as one, with exit code 3', async () => {
  const { main } = jest.requireActual<typeof import('../../src/cli/main')>('../../src/cli/main');
  const errors: string[] = [];
  const failing = {
    write: () => {
      throw new Error('unplugged');
    },
  };
  const code = await main(['help'], { input: process.stdin, output: failing, errors: { write: (text) => errors.push(text) }, env: {} });
  expect([code, errors.join('')]).toEqual([3, expect.stringContaining('unplugged')]);
});

test('a standard input that cannot be read is a finding', async () => {
  const failing = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('unplugged')) }) };
  const { main } = jest.requireActual<typeof import('../../src/cli/main')>('../../src/cli/main');
  const output: string[] = [];
  const quiet = { write: () => undefined };
  const code = await main(['check', '-'], { input: failing, output: { write: (text) => output.push(text) }, errors: quiet, env: {} });
  expect([code, output.join('')]).toEqual([
    1,
    expect.stringContaining('standard input error [input/file-unreadable] the file cannot be read: unplugged'),
  ]);
});
