import { ingressYaml, runWith } from './run-cli';

const shop = (annotations: string, more = ''): string =>
  ingressYaml()
    .replace('  name: shop\n', `  name: shop\n  annotations: ${annotations}\n`)
    .replace('ingressClassName: nginx\n', `ingressClassName: haproxy\n${more}`);

const TLS = '  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]\n';

test('explain says which rule of HAProxy decides, and the class shows the controller', async () => {
  const { code, output } = await runWith(shop('{}', TLS), 'explain', 'http://shop.example.com/cart/x?q=1');
  expect(code).toBe(0);
  expect(output.split('\n')).toEqual(
    expect.arrayContaining(['  so     302, Location: https://shop.example.com:8443/cart/x?q=1', '  by     Ingress default/shop spec.tls']),
  );
});

test('explain says that a limit of requests is taken to be kept', async () => {
  const limited = '{ haproxy.org/rate-limit-requests: "5", haproxy.org/rate-limit-period: 1m }';
  const { output } = await runWith(shop(limited), 'explain', 'https://shop.example.com/cart');
  expect(output).toContain(
    'given  that it passes: no client may send more than 5 requests in 60 seconds (Ingress default/shop metadata.ann',
  );
});

test('routes prints the rows of the maps in the order in which HAProxy looks them up', async () => {
  const { output } = await runWith(shop('{}'), 'routes', '--controller', 'haproxy');
  const paths = output.split('\n').flatMap((line) => /^ {2}\d+ +(\S+(?: \S+)?) {2,}/.exec(line)?.[1] ?? []);
  expect(paths.slice(0, 3)).toEqual(['only /cart', '/cart/...', 'only /healthz']);
});

test.each([
  ['a list that lets everybody in', '{ haproxy.org/allow-list: "10.0.0.0/8, x" }', 'manifest/guard-ignored', 1],
  ['a configuration that HAProxy refuses', '{ haproxy.org/path-rewrite: "/( /x" }', 'manifest/configuration-refused', 1],
  [
    'a code of redirects that there is not',
    '{ haproxy.org/request-redirect: x.test, haproxy.org/request-redirect-code: "200" }',
    'manifest/setting-ignored',
    0,
  ],
])('check finds %s', async (_, annotations, finding, exitCode) => {
  const { code, output } = await runWith(shop(annotations), 'check', '-o', 'json');
  const { findings } = JSON.parse(output) as { readonly findings: readonly { readonly code: string }[] };
  expect({ code, findings: findings.map((one) => one.code) }).toEqual({ code: exitCode, findings: [finding] });
});

test.each([
  ['an annotation that there is not', '{ haproxy.org/timeout-sever: 5s }', 'annotation/unknown', 1],
  ['a value that is not read', '{ haproxy.org/timeout-server: 5 seconds }', 'annotation/value-not-accepted', 1],
  ['an annotation without effect', '{ haproxy.org/cors-max-age: 5s }', 'annotation/no-effect', 0],
  ['a guard of another controller', '{ nginx.ingress.kubernetes.io/auth-url: https://auth.example.com/ }', 'annotation/guard-not-read', 0],
  ['an annotation of another controller', '{ nginx.ingress.kubernetes.io/rewrite-target: / }', 'annotation/not-read', 0],
])('check says what synth says: %s', async (_, annotations, finding, exitCode) => {
  const { code, output } = await runWith(shop(annotations), 'check', '--controller', 'haproxy', '-o', 'json');
  const { findings } = JSON.parse(output) as { readonly findings: readonly { readonly code: string }[] };
  expect({ code, findings: findings.map((one) => one.code) }).toEqual({ code: exitCode, findings: [finding] });
});

test('a redirect of a Backend that the Ingress names is meant, so check has nothing against the path', async () => {
  const backend = `
---
apiVersion: ingress.v3.haproxy.org/v3
kind: Backend
metadata: { name: to-cart }
spec: { http_request_rule_list: [{ type: redirect, redir_type: location, redir_value: /cart, redir_code: 302 }] }
`;
  const { output } = await runWith(shop('{ haproxy.org/cr-backend: to-cart, haproxy.org/standalone-backend: "true" }') + backend, 'check');
  expect(output).not.toContain('manifest/path-never-as-promised');
  const other = await runWith(shop('{}') + backend, 'explain', 'http://shop.example.com/cart');
  expect(other.output).not.toContain('302');
});
