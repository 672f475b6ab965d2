import { runWith } from './run-cli';

const shop = (annotations: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {${annotations}}}
spec:
  ingressClassName: nginx
  rules:
  - host: shop.example.com
    http: {paths: [{path: /cart, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
`;

const explain = async (annotations: string, ...more: readonly string[]) =>
  (await runWith(shop(annotations), 'explain', 'http://shop.example.com/cart', ...more)).output;

test('what becomes of a request above a limit follows the verdict', async () => {
  const output = await explain('nginx.ingress.kubernetes.io/limit-rps: "5", nginx.ingress.kubernetes.io/proxy-body-size: 8m');
  expect(output).toContain(
    '  else   503 above the limit of requests: per second (requests 5, burst 25), counted by $binary_remote_addr\n' +
      '         413 if the body has more than 8388608 bytes\n',
  );
});

test('defaults of the controller are not told', async () => {
  expect(await explain('')).not.toContain('  else ');
});

test('a request that no backend gets has no other ways', async () => {
  expect(
    await explain('nginx.ingress.kubernetes.io/limit-rps: "5", nginx.ingress.kubernetes.io/permanent-redirect: https://a.example.com'),
  ).not.toContain('  else ');
});

test('--headers shows what the backend and the client get, and no other effects', async () => {
  const output = await explain(
    'nginx.ingress.kubernetes.io/upstream-vhost: web.internal, nginx.ingress.kubernetes.io/proxy-read-timeout: "5"',
    '--headers',
  );
  expect(output).toContain('Host header that the backend sees: ');
  expect(output).toContain('web.internal');
  expect(output).toContain('how the client address is found and passed on: ');
  expect(output).not.toContain('seconds to wait for the backend');
});
