import { join } from 'node:path';
import { folderWith, runCli } from './run-cli';

const ingress = (paths: readonly (readonly [string, string])[], annotations: { readonly [name: string]: string } = {}): string =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'shop', annotations },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: paths.map(([path, name]) => ({ path, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } })),
          },
        },
      ],
    },
  });

const folder = folderWith({
  'old.yaml': ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
  'open.yaml': ingress([['/cart', 'cart']]),
  'moved.yaml': ingress([['/cart', 'basket']], { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
  'broken.yaml': 'a: [',
});
const files = (...names: readonly string[]): readonly string[] => names.map((name) => (name === '--' ? name : join(folder, name)));
const run = (args: readonly string[], ...more: readonly string[]) => runCli(['diff', '-c', 'ingress-nginx', ...more, ...args]);

test('a set of manifests is the same as itself, with exit code 0 and the sentence that says for which requests', async () => {
  const { code, output } = await run(files('old.yaml', '--', 'old.yaml'));
  expect(code).toBe(0);
  expect(output).toMatch(/^0 differences, 0 undecided\nProved for HTTP\/1\.1 requests .*: no such request is treated differently\.\n$/);
});

test('a lost list of addresses is named first, with a request, both answers and exit code 1', async () => {
  const { code, output } = await run(files('old.yaml', '--', 'open.yaml'));
  expect(code).toBe(1);
  expect(output.split('\n').slice(0, 3)).toEqual([
    'unguarded: http://shop.example.com/cart: lists of addresses no longer guard it',
    '  before shop/cart:80 gets /cart (Ingress shop/shop spec.rules[0].http.paths[0])',
    '  after  shop/cart:80 gets /cart (Ingress shop/shop spec.rules[0].http.paths[0])',
  ]);
});

test('JSON and Markdown say the same', async () => {
  const { output } = await run(files('old.yaml', '--', 'moved.yaml'), '-o', 'json');
  const { verdict, differences } = JSON.parse(output) as { verdict: string; differences: { kind: string; url: string }[] };
  expect([verdict, differences.map(({ kind, url }) => [kind, url])]).toEqual([
    'different',
    [['elsewhere', 'http://shop.example.com/cart']],
  ]);
  const markdown = await run(files('old.yaml', '--', 'moved.yaml'), '-o', 'markdown');
  expect(markdown.output).toContain('- elsewhere: http://shop.example.com/cart: shop/cart:80 got it, and now shop/basket:80 does');
});

test('--only and --fail-on leave a difference without exit code 1, and what could not be read is never a success', async () => {
  expect((await run(files('old.yaml', '--', 'moved.yaml'), '--only', 'unguarded')).code).toBe(0);
  expect((await run(files('old.yaml', '--', 'moved.yaml'), '--fail-on', 'unguarded')).code).toBe(0);
  expect((await run(files('old.yaml', '--', 'moved.yaml'), '--fail-on', 'lost')).code).toBe(1);
  expect((await run(files('old.yaml', '--', 'old.yaml', 'broken.yaml'))).code).toBe(4);
});

test('the same files under two controllers are compared without "--", and what the API leaves open is undecided', async () => {
  const args = ['diff', '--before-controller', 'ingress-nginx', '--after-controller', 'portable', ...files('open.yaml')];
  const { code, output } = await runCli(args);
  expect(output).toContain('what else happens to requests is not known of the table after');
  expect(code).toBe(4);
});

test.each([
  ['no files', ['diff'], 'diff needs files before "--"'],
  ['one side', ['diff', 'a'], 'diff needs files after "--", or two controllers'],
  [
    'an unknown kind',
    ['diff', 'a', '--fail-on', 'error', '--', 'b'],
    '--fail-on must be one of any, unguarded, elsewhere, lost, and is "error"',
  ],
])('%s is a mistake in the usage', async (_, args, message) => {
  const { code, errors } = await runCli(args);
  expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
});
