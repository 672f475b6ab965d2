import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { folderWith, runCli } from './run-cli';

const ingress = (paths: readonly (readonly [string, string])[]): string =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'shop' },
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

const line = (target: string): string => `192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET ${target} HTTP/1.1" 200 12 "-" "curl/8"\n`;
const log = [...Array.from({ length: 6 }, () => line('/cart')), line('/cart/1'), line('/help'), line('/help'), 'nothing\n', line('/')].join(
  '',
);

const folder = folderWith({
  'old.yaml': ingress([
    ['/cart', 'cart'],
    ['/help', 'help'],
  ]),
  'new.yaml': ingress([['/cart', 'basket']]),
  'access.log': log,
  'short.log': line('/cart'),
  'odd.log': line('/cart/```<script>'),
  'broken.yaml': 'a: [',
  'access.log.gz': gzipSync(log),
});
const file = (name: string): string => join(folder, name);
const run = (name: string, ...more: readonly string[]) =>
  runCli(['replay', '-c', 'ingress-nginx', '--host', 'shop.example.com', ...more, file(name), file('old.yaml'), '--', file('new.yaml')]);

test.each(['access.log', 'access.log.gz'])('%s: shares by kind, the worst first, with the first request of each', async (name) => {
  const { code, output } = await run(name);
  expect(code).toBe(1);
  expect(output.split('\n')).toEqual(
    expect.arrayContaining([
      'elsewhere: 7 requests (70.0 %), such as http://shop.example.com/cart: shop/cart:80 got it, and now shop/basket:80 does',
      expect.stringMatching(/^lost: 2 requests \(20\.0 %\), such as http:\/\/shop\.example\.com\/help: /),
      '10 requests: 1 (10.0 %) are treated alike, 0 (0.00 %) could not be decided',
      '1 of 11 lines have no request, or no host',
      'assumed for 10 lines without a host: shop.example.com (--host)',
      'assumed for 10 lines without a scheme: http (--scheme)',
    ]),
  );
});

test('lists of addresses are asked with the address of the line', async () => {
  const list = (range: string): string =>
    ingress([['/cart', 'cart']]).replace(
      '"metadata":{',
      `"metadata":{"annotations":{"nginx.ingress.kubernetes.io/whitelist-source-range":"${range}"},`,
    );
  writeFileSync(file('narrow.yaml'), list('192.0.2.0/24'));
  writeFileSync(file('wide.yaml'), list('192.0.0.0/16'));
  writeFileSync(file('two.log'), `${line('/cart')}${line('/cart').replace('192.0.2.1', '192.0.3.1')}`);
  const { code, output } = await runCli([
    ...['replay', '-c', 'ingress-nginx', '--host', 'shop.example.com', file('two.log')],
    ...[file('narrow.yaml'), '--', file('wide.yaml')],
  ]);
  expect(code).toBe(1);
  expect(output).toMatch(/^unguarded: 1 requests \(50\.0 %\), such as http:\/\/shop\.example\.com\/cart from 192\.0\.3\.1: /);
  expect(output).toContain('2 requests: 1 (50.0 %) are treated alike');
});

test('lines without a host are not guessed, and the option for them is named', async () => {
  const { code, output } = await runCli(['replay', '-c', 'ingress-nginx', file('short.log'), file('old.yaml'), '--', file('new.yaml')]);
  expect([code, output]).toEqual([
    4,
    expect.stringContaining('1 of 1 lines have no request, or no host; --host <name> says which host is meant by lines without one\n'),
  ]);
});

test('results of parts add up to that of the whole', async () => {
  const one = JSON.parse((await run('access.log', '-o', 'json')).output) as { lines: number; differences: { requests: number }[] };
  const parts = ['a.json', 'b.json'].map(file);
  for (const part of parts) writeFileSync(part, JSON.stringify(one));
  const { output } = await runCli(['replay', '--merge', '-o', 'json', ...parts]);
  const both = JSON.parse(output) as typeof one;
  expect(both.lines).toBe(2 * one.lines);
  expect(both.differences.map(({ requests }) => requests)).toEqual(one.differences.map(({ requests }) => 2 * requests));
});

test.each([
  ['no log', ['replay'], 'replay needs a log'],
  ['one side', ['replay', 'a', 'b'], 'replay needs files after "--"'],
  ['nothing to merge', ['replay', '--merge'], 'replay --merge needs files'],
  ['no result', ['replay', '--merge', file('old.yaml')], 'is not what "replay -o json" prints'],
  ['no such log', ['replay', file('nowhere.log'), file('old.yaml'), '--', file('new.yaml')], 'cannot be read'],
])('%s is a mistake in the usage', async (_, args, message) => {
  const { code, errors } = await runCli(args);
  expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
});

const counts = {
  form: 1,
  lines: 3,
  unread: 0,
  same: 3,
  undecided: 0,
  withoutHost: 0,
  withoutScheme: 0,
  withoutAddress: 0,
  further: 0,
  differences: [],
  doubts: [],
};
const merged = (part: object) => {
  writeFileSync(file('part.json'), JSON.stringify(part));
  return runCli(['replay', '--merge', file('part.json')]);
};

test.each([
  ['all alike', {}, 0],
  ['differences that are not listed', { same: 2, further: 1 }, 1],
  ['a line that was not read', { same: 2, unread: 1 }, 4],
  ['manifests of which a part was not read', { doubts: ['a document cannot be read'] }, 4],
])('the exit code of %s', async (_, members, code) => {
  expect((await merged({ ...counts, ...members })).code).toBe(code);
});

test.each([
  ['a difference that is none', { differences: [null] }],
  ['sums that do not fit', { same: 2 }],
  ['a negative count', { same: 4, unread: -1 }],
  ['no list of doubts', { doubts: undefined }],
])('a part with %s is refused by its name', async (_, members) => {
  const { code, errors } = await merged({ ...counts, ...members });
  expect([code, errors]).toEqual([2, expect.stringMatching(/part\.json" is not what/)]);
});

test('manifests of which a part cannot be read keep the result open', async () => {
  const { code, output } = await runCli([
    ...['replay', '-c', 'ingress-nginx', '--host', 'shop.example.com', file('short.log')],
    ...[file('new.yaml'), file('broken.yaml'), '--', file('new.yaml')],
  ]);
  expect([code, output]).toEqual([4, expect.stringContaining('? the manifests before are compared only in part: ')]);
});

test('standard input is read once', async () => {
  const { code, errors } = await runCli(['replay', '-', '-', '--', file('new.yaml')]);
  expect([code, errors]).toEqual([2, expect.stringContaining('standard input ("-") can be read only once')]);
});

test('a line that is longer than a request can be is counted, and the lines behind it are read', async () => {
  writeFileSync(
    file('long.log'),
    `${line('/cart')}${line(`/cart?${'x'.repeat(3 * 1024 * 1024)}`)}${line('/cart')}${'y'.repeat(2 * 1024 * 1024)}`,
  );
  const { output } = await run('long.log', '-o', 'json');
  expect(JSON.parse(output)).toMatchObject({ lines: 4, unread: 2, differences: [{ kind: 'elsewhere', requests: 2 }] });
});

test('a host that is none is a mistake', async () => {
  expect((await run('access.log', '--host', 'bad host')).code).toBe(2);
});

test('Markdown holds the text of a log between fences', async () => {
  expect((await run('odd.log', '-o', 'markdown')).output).toMatch(/^(`{4,})text\n[\s\S]*```<script>[\s\S]*\n\1\n$/);
});
