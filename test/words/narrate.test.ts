import type { KubeObject } from '../../src/kinds/kube-object';
import type { ReadScope } from '../../src/kinds/read-scope';
import { requestTo } from '../../src/table/request';
import { narrate } from '../../src/words/narrate';
import { ingress, table as tableOf } from '../dialects/ingress-nginx/read/objects';

/** With a config map that sets nothing. */
const table: typeof tableOf = (objects, scope = { settings: {} }) => tableOf(objects, scope);

const told = (on: ReturnType<typeof table>, url: string): string => `${narrate(on, requestTo(url)).join('\n')}\n`;

describe('two teams on a host', () => {
  const shop = table([
    ingress({
      name: 'shop',
      host: 'shop.example.com',
      paths: ['ImplementationSpecific /httpd(/|$)(.*) httpd', 'ImplementationSpecific /tomcat(/|$)(.*) tomcat'],
      annotations: { 'rewrite-target': '/$2' },
      spec: { tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }] },
    }),
    ingress({ name: 'docs', host: 'shop.example.com', paths: ['Prefix /docs docs'] }),
  ]);

  test('a rewrite, and a path that is compared otherwise than it is sent', () => {
    expect(told(shop, 'https://shop.example.com/httpd/a%20b?q=1')).toBe(`\
GET https://shop.example.com/httpd/a%20b?q=1
  path   "/httpd/a%20b" is compared as "/httpd/a b"
  host   "shop.example.com" has rules of its own (Ingress default/shop)
         every path of the host is read as a regular expression without regard to case, and the longest text is tried first (Ingress default/shop metadata.annotations["nginx.ingress.kubernetes.io/rewrite-target"])
  tries  - regular expression "^/tomcat(/|$)(.*)", in any case: it does not match (Ingress default/shop spec.rules[0].http.paths[1])
         + regular expression "^/httpd(/|$)(.*)", in any case: matches (Ingress default/shop spec.rules[0].http.paths[0])
  then   the path becomes "/a b", by replacing all of it with "/$2" (Ingress default/shop metadata.annotations["nginx.ingress.kubernetes.io/rewrite-target"])
  then   not redirected with 308 to "https://<host><path and query without a slash at the end>": that is for http and a host with a certificate (Ingress default/shop spec.tls)
  so     Service default/httpd port 80 (not among the manifests) gets "/a%20b?q=1"
  by     Ingress default/shop spec.rules[0].http.paths[0]
`);
  });

  test('one team reads the paths of the other as patterns', () => {
    expect(told(shop, 'http://shop.example.com/DOCSET/')).toBe(`\
GET http://shop.example.com/DOCSET/
  host   "shop.example.com" has rules of its own (Ingress default/shop)
         every path of the host is read as a regular expression without regard to case, and the longest text is tried first (Ingress default/shop metadata.annotations["nginx.ingress.kubernetes.io/rewrite-target"])
  tries  - regular expression "^/tomcat(/|$)(.*)", in any case: it does not match (Ingress default/shop spec.rules[0].http.paths[1])
         - regular expression "^/httpd(/|$)(.*)", in any case: it does not match (Ingress default/shop spec.rules[0].http.paths[0])
         - regular expression "^/docs/", in any case: it does not match (Ingress default/docs spec.rules[0].http.paths[0])
         + regular expression "^/docs", in any case: matches (Ingress default/docs spec.rules[0].http.paths[0])
  then   redirected with 308 to "https://<host><path and query without a slash at the end>", as it is http and a host with a certificate (Ingress default/shop spec.tls)
  so     308, Location: https://shop.example.com/DOCSET
  by     Ingress default/shop spec.tls
`);
  });
});

test('exact, slash added, prefix, catch-all, in this order', () => {
  const on = table([ingress({ host: 'h.example.com', paths: ['Exact /a one', 'Prefix /b/ two', 'Prefix /c three'] })]);
  expect(told(on, 'https://h.example.com/x')).toBe(`\
GET https://h.example.com/x
  host   "h.example.com" has rules of its own (Ingress default/a)
  tries  - exactly "/a": it is another path (Ingress default/a spec.rules[0].http.paths[0])
         - exactly "/b": it is another path (nginx adds the slash of "/b/", Ingress default/a spec.rules[0].http.paths[1])
         - beginning with "/b/": the path does not begin with it (Ingress default/a spec.rules[0].http.paths[1])
         - "/c" and below: the path is not below it (Ingress default/a spec.rules[0].http.paths[2])
         + every path: matches (the catch-all of the host, Ingress default/a spec)
  then   not redirected with 308 to "https://<host><path and query without a slash at the end>": that is for http and a host with a certificate (the controller)
  so     404: the default backend of the controller
  by     Ingress default/a spec
`);
});

test('chance, and what is taken for granted', () => {
  const on = table([
    ingress({ name: 'main', host: 'h.example.com', paths: ['Prefix / main'], annotations: { 'auth-url': 'https://auth.example.com' } }),
    ingress({ name: 'can', host: 'h.example.com', paths: ['Prefix / new'], annotations: { canary: 'true', 'canary-weight': '5' } }),
  ]);
  expect(told(on, 'https://h.example.com/').split('\n').slice(-8).join('\n')).toBe(`\
  then   let in: https://auth.example.com is asked (Ingress default/main metadata.annotations["nginx.ingress.kubernetes.io/auth-url"])
  so     chance decides:
         5 %: Service default/new port 80 (not among the manifests) gets "/"
         95 %: Service default/main port 80 (not among the manifests) gets "/"
  given  that it passes: https://auth.example.com is asked (Ingress default/main metadata.annotations["nginx.ingress.kubernetes.io/auth-url"])
         else 401 or 403 or 500
  by     Ingress default/can metadata.annotations["nginx.ingress.kubernetes.io/canary-weight"]
`);
});

describe('the config map of the controller', () => {
  const app = ingress({ host: 'h.example.com', paths: ['Prefix / svc'] });
  const map = (name: string, labels = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'n', labels },
    data: {},
  });
  const controller = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'c', namespace: 'n' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
              args: ['/nginx-ingress-controller', '--configmap=$(POD_NAMESPACE)/conf'],
            },
          ],
        },
      },
    },
  };
  const looks = { 'app.kubernetes.io/name': 'ingress-nginx' };
  const MISSING = 'is not among the manifests, and is taken to set nothing';

  test.each<readonly [string, readonly KubeObject[], ReadScope, string | undefined]>([
    ['is missing', [app], {}, `the config map of ingress-nginx ${MISSING}`],
    ['is known by its name', [app, map('ingress-nginx-controller')], {}, undefined],
    ['is known by a label', [app, map('x', looks)], {}, undefined],
    [
      'may be one of two',
      [app, map('x', looks), map('y', looks)],
      {},
      'which of 2 config maps ingress-nginx reads is not known, and none is taken to set anything',
    ],
    [
      'is not the one that the controller names',
      [app, controller, map('x', looks)],
      {},
      `ConfigMap n/conf, which ingress-nginx reads, ${MISSING}`,
    ],
    ['is the one that the controller names', [app, controller, map('conf')], {}, undefined],
    ['is the one that the user names', [app, map('x')], { configMap: 'n/x' }, undefined],
    ['is missing although the user names it', [app], { configMap: 'n/x' }, `ConfigMap n/x, which ingress-nginx reads, ${MISSING}`],
    ['is not there, as the objects are all there is', [app], { complete: true, ingressClasses: ['nginx'] }, undefined],
  ])('%s: %#', (_, objects, scope, given) => {
    const lines = narrate(tableOf(objects, scope), requestTo('https://h.example.com/')).filter((line) => line.startsWith('  given'));
    expect(lines).toEqual(given === undefined ? [] : [`  given  ${given}`]);
  });
});

test.each([
  [
    'http://in/',
    '/out/',
    'in a Location header of the backend, "https://h.example.com/out/" takes the place of "http://in/" at its beginning',
  ],
  ['~in', 'https://out.example', 'a Location header of the backend that matches "in" becomes "https://out.example"'],
])('what becomes of the Location headers of a backend, from %s to %s', (from, to, line) => {
  const annotations = { 'proxy-redirect-from': from, 'proxy-redirect-to': to };
  const on = table([ingress({ host: 'h.example.com', paths: ['Prefix / svc'], annotations })]);
  expect(told(on, 'https://h.example.com/')).toContain(`  and    ${line}\n`);
});

test('headers of a proxy that are not believed', () => {
  const objects = [ingress({ host: 'h.example.com', paths: ['Prefix / svc'], annotations: { 'force-ssl-redirect': 'true' } })];
  const headers = { 'X-Forwarded-Proto': 'https', 'X-Other': '1' };
  const lineOf = (settings: { readonly [name: string]: string }) =>
    narrate(table(objects, { settings }), { ...requestTo('http://h.example.com/'), headers }).find((line) => line.startsWith('  but'));
  expect(lineOf({})).toBe('  but    ingress-nginx is configured not to trust X-Forwarded-Proto from clients');
  expect(lineOf({ 'use-forwarded-headers': 'true' })).toBeUndefined();
});

test('a controller that cannot load the configuration', () => {
  const on = table([ingress({ host: 'h.example.com', paths: ['Prefix /a one', 'Prefix /a/ two'] })]);
  expect(told(on, 'https://h.example.com/../x')).toBe(`\
GET https://h.example.com/../x
  but    ingress-nginx cannot load this configuration and keeps the previous one, for every host:
         host "h.example.com" gets the location "/a/" twice (Ingress default/a spec.rules[0].http.paths[1]; Ingress default/a spec.rules[0].http.paths[0])
         If it could:
  so     400: the path has a broken escape, or leaves the root
`);
});
