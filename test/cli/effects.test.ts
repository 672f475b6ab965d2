import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EFFECTS } from '../../src/table/effects';
import { ingressYaml, runWith } from './run-cli';

const ANNOTATIONS = `  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
    nginx.ingress.kubernetes.io/limit-rps: "10"
`;
const SHOP = ingressYaml().replace('  name: shop\n', `  name: shop\n${ANNOTATIONS}`);
const ORIGIN = { kind: 'Ingress', namespace: 'default', name: 'shop' };
const URL = 'https://shop.example.com/cart';

describe('explain --effects', () => {
  test('adds a line for each effect, with what has set it, or that it is a default', async () => {
    const { output } = await runWith(SHOP, 'explain', '--effects', URL);
    const lines = output.split('\n').map((line) => line.slice(9));
    expect(lines).toContain(
      'largest request body: 8388608 (Ingress default/shop metadata.annotations["nginx.ingress.kubernetes.io/proxy-body-size"])',
    );
    expect(lines).toContain('seconds to wait for the backend: 60 (default)');
  });

  test('is needed: without it the text is as short as it was', async () => {
    const [without, withEffects] = [await runWith(SHOP, 'explain', URL), await runWith(SHOP, 'explain', '--effects', URL)];
    expect(without.output).not.toContain('largest request body');
    expect(withEffects.output.startsWith(without.output)).toBe(true);
  });

  test('is not needed for JSON, which says where the annotation stands', async () => {
    const { output } = await runWith(SHOP, 'explain', '-o', 'json', URL);
    const { effects } = JSON.parse(output) as { readonly effects: readonly { readonly effect: string }[] };
    expect(effects.find(({ effect }) => effect === 'rateLimit')).toEqual({
      effect: 'rateLimit',
      value: { perSecond: { requests: 10, burst: 50 }, countedBy: '$binary_remote_addr', status: 503 },
      byDefault: false,
      madeBy: {
        ...ORIGIN,
        field: 'metadata.annotations["nginx.ingress.kubernetes.io/limit-rps"]',
        file: 'standard input',
        document: 1,
        line: 7,
      },
    });
  });

  test('says that nothing is known where only the Ingress API is known', async () => {
    const text = await runWith(SHOP, 'explain', '--effects', '-c', 'portable', URL);
    const json = await runWith(SHOP, 'explain', '-o', 'json', '-c', 'portable', URL);
    expect(text.output).toContain('  with   nothing is known about effects\n');
    expect(JSON.parse(json.output)).toMatchObject({ effects: null });
  });
});

describe('routes --effects', () => {
  test('lists below each table what somebody has set', async () => {
    const { output } = await runWith(SHOP, 'routes', '--effects');
    expect(output).toContain(
      '  effects of 1: limit of requests: per second (requests 10, burst 50), counted by $binary_remote_addr, status 503 (Ingress default/shop',
    );
    expect(output).not.toContain('seconds to wait for the backend');
  });

  test('says so where all are defaults, or nothing is known', async () => {
    expect((await runWith(ingressYaml(), 'routes', '--effects')).output).toContain('  effects of 1, 2: defaults of the controller\n');
    expect((await runWith(ingressYaml(), 'routes', '--effects', '-c', 'portable')).output).toContain('  effects of 1, 2: not known\n');
  });

  test('has lists in Markdown too', async () => {
    const { output } = await runWith(SHOP, 'routes', '--effects', '-o', 'markdown');
    expect(output).toContain('\n\n- effects of 1, 2: ');
  });

  test('lists of many routes stand once in JSON, and routes hold their numbers', async () => {
    const two = SHOP.replace(
      '          - path: /cart',
      '          - {path: /a, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}\n          - path: /cart',
    );
    const { output } = await runWith(two, 'routes', '-o', 'json');
    const { hosts } = JSON.parse(output) as { readonly hosts: readonly { readonly routes: readonly { readonly effects: number }[] }[] };
    expect(hosts[0]!.routes.map(({ effects }) => effects)).toEqual([0, 0, 1]);
  });
});

test('docs/cli.md lists every effect in the words of the command', () => {
  const docs = readFileSync(join(__dirname, '../../docs/cli.md'), 'utf8');
  const listed = [...docs.matchAll(/^\| `(\w+)` \| ([^|]*?)( \(guards\))? \|$/gm)].filter(([, name]) => name! in EFFECTS);
  expect(listed.map(([, name, text, guards]) => [name, text, guards !== undefined])).toEqual(
    Object.entries(EFFECTS).map(([name, effect]) => [name, effect.text, 'guards' in effect]),
  );
});
