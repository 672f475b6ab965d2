import { runWith } from './run-cli';

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec:
  rules:
    - host: shop.example.com
      http: {paths: [{path: /cart, pathType: Exact, backend: {service: {name: cart, port: {number: 80}}}}]}
`;

const URL = 'http://shop.example.com/cart/';
const asked = (...args: readonly string[]) => runWith(INGRESS, 'explain', URL, ...args);

test('controllers that do the same stand together', async () => {
  const { code, output } = await asked('--controllers', 'ingress-nginx,traefik/ingress,traefik/nginx', '--class', 'nginx');
  expect(code).toBe(0);
  const titles = output.split('\n').filter((line) => line.endsWith(':') && !line.startsWith(' '));
  expect(titles).toEqual(['ingress-nginx v1.15.1:', expect.stringMatching(/^Traefik .*, Traefik .*:$/)]);
  expect(output).toContain(`GET ${URL}\n`);
});

test('those that read none of the objects are only named, and all is every one', async () => {
  const { output } = await asked('--controllers', 'all', '-o', 'json', '--class', 'nginx');
  const { answers, unread } = JSON.parse(output) as { answers: readonly { controller: { name: string } }[]; unread: readonly string[] };
  const names = answers.map(({ controller }) => controller.name);
  expect(unread).toEqual(expect.arrayContaining(['gateway-api/istio', 'traefik/crd']));
  expect(names).toEqual(expect.arrayContaining(['ingress-nginx', 'portable']));
  expect(names.filter((name) => unread.includes(name))).toEqual([]);
});

test('an implementation of Gateway API needs no more than its own name, for one controller too', async () => {
  const { output } = await asked('--controllers', 'traefik/crd,envoy-gateway', '-o', 'json');
  expect(JSON.parse(output)).toEqual({ form: 1, answers: [], unread: ['traefik/crd', 'gateway-api/envoy-gateway'] });
  expect((await asked('--controller', 'istio', '-o', 'json')).output).toContain('"gateway-api/istio"');
});

test('markdown has a part for each answer', async () => {
  const { output } = await asked('--controllers', 'portable,envoy-gateway', '-o', 'markdown');
  expect(output).toMatch(/^### `GET http:\/\/shop\.example\.com\/cart\/`\n\n\*\*[^\n]+\*\*\n\n```text\nso {5}/);
  expect(output).toContain('read none of these manifests: gateway-api/envoy-gateway\n');
});

test('effects stand below the answer', async () => {
  const { output } = await asked('--controllers', 'ingress-nginx', '--class', 'nginx', '--effects');
  expect(output).toMatch(/\n {2}with {3}/);
});

test.each([
  [['--controllers', 'ingress-nginx,none'], '--controllers must be one of ingress-nginx,'],
  [['--controllers', 'nginx'], '--controllers must be one of ingress-nginx,'],
  [['--controllers', 'a,,b'], '--controllers must be names with commas between, or "all", and is "a,,b"'],
  [
    ['--controllers', 'all', '--controller', 'portable'],
    '--controller names one controller, and --controllers several: give one of the two',
  ],
])('%j is wrong usage', async (args, message) => {
  const { code, errors } = await asked(...args);
  expect(code).toBe(2);
  expect(errors).toContain(message);
});
