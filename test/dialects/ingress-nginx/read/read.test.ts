import type { KubeObject } from '../../../../src/kinds/kube-object';
import type { ReadScope } from '../../../../src/kinds/read-scope';
import { answer, ingress, type ShortIngress, table } from './objects';

const H = 'https://h.example.com';

describe('what the recorded cases do not ask', () => {
  test.each<readonly [string, { readonly [name: string]: string }, string, string]>([
    [
      'permanent-redirect',
      { 'permanent-redirect': 'https://x.example/new', 'permanent-redirect-code': '304' },
      '304',
      'a code that is no redirect has no Location',
    ],
    ['temporal-redirect', { 'temporal-redirect': 'ftp://x.example' }, 'svc:80 /foo', 'only http is taken'],
    ['permanent-redirect', { 'permanent-redirect': 'https://x.example/new' }, '301 https://x.example/new', 'the usual code'],
    [
      'temporal-redirect',
      { 'temporal-redirect': 'https://x.example/t', 'permanent-redirect': 'https://x.example/p' },
      '302 https://x.example/t',
      'the temporal one counts',
    ],
    [
      'custom-http-errors',
      { 'custom-http-errors': '503', 'default-backend': 'pages', 'auth-type': 'basic' },
      '503',
      'a denied location has no page of its own',
    ],
    ['auth-type', { 'auth-type': 'basic' }, '503', 'without a Secret nobody comes in'],
    ['auth-tls-secret', { 'auth-tls-secret': 'no-slash' }, '403', 'a name that is none closes the host'],
    ['enable-cors', { 'enable-cors': 'true', 'cors-allow-origin': 'https://*.shop.example' }, 'svc:80 /foo', 'a GET is served'],
    ['denylist-source-range', { 'denylist-source-range': '127.0.0.0/8' }, 'svc:80 /foo', 'an unknown client is let in'],
    ['app-root', { 'app-root': '/$host' }, 'svc:80 /foo', 'a variable of nginx may be part of it'],
  ])('%s: %j gives %s: %s', (_, annotations, expected) => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'pages', namespace: 'default' },
      spec: { ports: [{ port: 80 }] },
    };
    const on = table([ingress({ host: 'h.example.com', paths: ['Prefix /foo svc'], annotations }), service]);
    expect(answer(on, `${H}/foo`)).toBe(expected);
  });

  test('a redirect by rewrite-target keeps what was captured, and the query', () => {
    const on = table([
      ingress({
        host: 'h.example.com',
        paths: ['ImplementationSpecific /old(/|$)(.*) svc'],
        annotations: { 'rewrite-target': '$scheme://new.example.com/$2' },
      }),
    ]);
    expect(answer(on, `${H}/old/a/b?q=1`)).toBe('302 https://new.example.com/a/b?q=1');
    expect(answer(on, `${H}/old/a%20b`)).toBe('302 https://new.example.com/a%20b');
    expect(answer(on, `${H}/old/a%26b`)).toBe('302 https://new.example.com/a&b');
  });

  test('what depends on more than the request is not decided', () => {
    const on = table([ingress({ host: 'h.example.com', paths: ['Prefix /foo svc'], annotations: { 'rewrite-target': '/$remote_addr' } })]);
    expect(answer(on, `${H}/foo`)).toBe('undecided: it depends on the address of the client, which is not known');
  });

  test('a preflight of an origin that may ask is answered, that of another one is not', () => {
    const on = table([
      ingress({
        host: 'h.example.com',
        paths: ['Prefix /foo svc'],
        annotations: { 'enable-cors': 'true', 'cors-allow-origin': 'https://*.shop.example' },
      }),
    ]);
    expect(answer(on, `${H}/foo`, { method: 'OPTIONS', headers: { Origin: 'https://a.shop.example' } })).toBe('204');
    expect(answer(on, `${H}/foo`, { method: 'OPTIONS', headers: { Origin: 'https://a.other.example' } })).toBe('svc:80 /foo');
  });

  test('addresses are compared where the client is known', () => {
    const on = table([
      ingress({ host: 'h.example.com', paths: ['Prefix /foo svc'], annotations: { 'allowlist-source-range': '10.0.0.0/8,::1' } }),
    ]);
    expect(answer(on, `${H}/foo`, { clientAddress: '10.1.2.3' })).toBe('svc:80 /foo');
    expect(answer(on, `${H}/foo`, { clientAddress: '192.168.0.1' })).toBe('403');
  });

  test('a weight is reported as chance', () => {
    const on = table([
      ingress({ name: 'main', host: 'h.example.com', paths: ['Prefix / main'] }),
      ingress({ name: 'can', host: 'h.example.com', paths: ['Prefix / canary'], annotations: { canary: 'true', 'canary-weight': '20' } }),
    ]);
    expect(answer(on, `${H}/`)).toBe('0.2 canary, 0.8 main');
  });

  test('a canary without a header pattern that compiles gets nothing of what has the header', () => {
    const on = table([
      ingress({ name: 'main', host: 'h.example.com', paths: ['Prefix / main'] }),
      ingress({
        name: 'can',
        host: 'h.example.com',
        paths: ['Prefix / canary'],
        annotations: { canary: 'true', 'canary-by-header': 'X-C', 'canary-by-header-pattern': '(', 'canary-weight': '100' },
      }),
    ]);
    expect(answer(on, `${H}/`)).toBe('canary:80 /');
    expect(answer(on, `${H}/`, { headers: { 'x-c': '1' } })).toBe('main:80 /');
  });
});

describe('objects', () => {
  const plain = ingress({ host: 'h.example.com', paths: ['Prefix / svc:http'] });
  const service = (ports: readonly object[]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'svc', namespace: 'default' },
    spec: { ports },
  });

  test.each<readonly [readonly KubeObject[], ReadScope, string, string]>([
    [[], {}, 'svc:http /', 'a Service that is not among the manifests is taken to exist'],
    [[], { complete: true, ingressClasses: ['nginx'] }, '503', 'unless they are all there is'],
    [[service([{ name: 'http', port: 8080 }])], {}, 'svc:8080 /', 'a port is found by name'],
    [[service([{ name: 'web', port: 8080, targetPort: 'http' }])], {}, 'svc:8080 /', 'by its target'],
    [[service([{ name: 'web', port: 8080 }])], {}, '503', 'or not at all'],
    [
      [
        service([{ name: 'http', port: 80 }]),
        { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'svc', namespace: 'default' }, subsets: [] },
      ],
      {},
      '503',
      'where endpoints are known, one must be ready',
    ],
  ])('%j with %j: %s: %s', (objects, scope, expected) => {
    expect(answer(table([plain, ...objects], scope), `${H}/`)).toBe(expected);
  });

  test.each([
    ['other', [], undefined, 'it is not known whether ingress class "other" belongs to the controller'],
    ['other', ['other'], 'svc:80 /', 'said by the user'],
    [null, [], undefined, 'it names no ingress class'],
  ])('class %j with %j', (className, ingressClasses, expected, because) => {
    const on = table(
      [ingress({ host: 'h.example.com', paths: ['Prefix / svc'], className })],
      ingressClasses.length > 0 ? { ingressClasses } : {},
    );
    if (expected === undefined) expect(on.ignored).toMatchObject([{ because }]);
    else expect(answer(on, `${H}/`)).toBe(expected);
  });

  test('the controller among the objects says which class, config map and flags it has', () => {
    const controller = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'c', namespace: 'ingress' },
      spec: {
        template: {
          spec: {
            containers: [
              {
                image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
                args: [
                  '/nginx-ingress-controller',
                  '--configmap=$(POD_NAMESPACE)/conf',
                  '--ingress-class=own',
                  '--watch-ingress-without-class=true',
                ],
              },
            ],
          },
        },
      },
    };
    const conf = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'conf', namespace: 'ingress' },
      data: { 'force-ssl-redirect': 'true' },
    };
    const on = table([ingress({ host: 'h.example.com', paths: ['Prefix / svc'], className: null }), controller, conf]);
    expect(answer(on, 'http://h.example.com/x')).toBe('308 https://h.example.com/x');
  });

  test.each<readonly [{ readonly [name: string]: string }, number, string]>([
    [{}, 8192, 'the default'],
    [{ 'large-client-header-buffers': '4 16k' }, 16384, 'one large buffer'],
    [{ 'large-client-header-buffers': '2 4096' }, 4096, 'without a unit'],
    [{ 'large-client-header-buffers': '4 8k', 'client-header-buffer-size': '1m' }, 1048576, 'the first buffer, where that is larger'],
    [{ 'large-client-header-buffers': 'many' }, 8192, 'a text that the controller refuses'],
  ])('with %j a request line of %i bytes is taken, and one more is answered 414: %s', (settings, longest) => {
    const on = table([ingress({ host: 'h.example.com', paths: ['Prefix / svc'] })], { settings });
    const url = (lineBytes: number) => `${H}/${'x'.repeat(lineBytes - 'GET / HTTP/1.1\r\n'.length)}`;
    expect(answer(on, url(longest))).toMatch(/^svc:80 /);
    expect(answer(on, url(longest + 1))).toBe('414');
  });

  test('lists are taken apart, old API versions are read', () => {
    const old = {
      apiVersion: 'extensions/v1beta1',
      kind: 'Ingress',
      metadata: { name: 'old', annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
      spec: { rules: [{ host: 'h.example.com', http: { paths: [{ path: '/x', backend: { serviceName: 'svc', servicePort: 80 } }] } }] },
    };
    const on = table([{ apiVersion: 'v1', kind: 'List', metadata: { name: '' }, items: [old] }]);
    expect(answer(on, `${H}/x/y`)).toBe('svc:80 /x/y');
  });

  test('what has a wrong type is as good as absent', () => {
    const odd = {
      ...plain,
      spec: {
        ingressClassName: 'nginx',
        rules: [null, { host: 5, http: { paths: 'x' } }, { host: 'h.example.com', http: { paths: [null, 7] } }],
        tls: {},
      },
    };
    expect(() => table([odd as never])).not.toThrow();
  });

  test('a certificate of cert-manager tells what its Secret will cover', () => {
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'c', namespace: 'default' },
      spec: { secretName: 'tls', dnsNames: ['h.example.com'] },
    };
    const on = table([
      ingress({
        host: 'h.example.com',
        paths: ['Prefix / svc'],
        annotations: { 'server-alias': 'alias.example.com' },
        spec: { tls: [{ hosts: ['h.example.com'], secretName: 'tls' }] },
      }),
      certificate,
    ]);
    expect(on.certificates.map(({ host }) => host)).toEqual(['_', 'h.example.com']);
    expect(answer(on, 'http://alias.example.com/')).toBe('svc:80 /');
  });
});

describe('order and admission', () => {
  const one = { host: 'h.example.com', paths: ['Prefix /foo one'] };
  const two = { host: 'h.example.com', paths: ['Prefix /foo two'] };

  test.each<readonly [ShortIngress, ShortIngress, ReadScope, string, readonly string[], string]>([
    [{ name: 'a', ...one }, { name: 'b', ...two }, {}, 'one:80 /foo', ['default/b'], 'what comes second is refused'],
    [
      { name: 'a', ...one },
      { name: 'b', ...two },
      { admission: 'bypass' },
      'two:80 /foo',
      ['default/b'],
      'made in one second, the later name comes first',
    ],
    [
      { name: 'a', created: '2026-01-02T00:00:00Z', uid: '1', ...one },
      { name: 'b', created: '2026-01-01T00:00:00Z', uid: '2', ...two },
      {},
      'two:80 /foo',
      ['default/b'],
      'what is in the cluster was let in once, and the oldest comes first',
    ],
    [
      { name: 'a', ...one },
      { name: 'b', created: '2026-01-01T00:00:00Z', uid: '2', ...two },
      {},
      'two:80 /foo',
      ['default/a'],
      'what is applied comes behind what is there',
    ],
  ] as const)('%j, %j and %j: %s: %s', (first, second, scope, expected, refused) => {
    const on = table([ingress(first), ingress(second)], scope);
    expect(answer(on, `${H}/foo`)).toBe(expected);
    expect(on.refused.map(({ origin }) => `${origin.namespace}/${origin.name}`)).toEqual(refused);
  });

  test.each([
    [['Prefix /foo a', 'Prefix /foo/ b'], 'duplicate-location', 'host "h.example.com" gets the location "/foo/" twice'],
    [['Exact / a', 'Exact / b'], 'duplicate-location', 'host "h.example.com" gets the location "/" twice'],
  ])('%j in one Ingress freezes the controller', (paths, cause, because) => {
    expect(table([ingress({ host: 'h.example.com', paths })]).frozen).toMatchObject([{ cause, because }]);
  });

  test.each([
    [{ 'use-regex': 'true' }, 'ImplementationSpecific /foo( a', 'regex'],
    [{ 'rewrite-target': '/$nope' }, 'Prefix /foo a', 'value'],
    [{ 'app-root': '/$' }, 'Prefix /foo a', 'value'],
    [{ 'server-alias': 'a*b.example.com' }, 'Prefix /foo a', 'server-name'],
    [{ 'server-alias': '~^(' }, 'Prefix /foo a', 'server-name'],
    [{ 'upstream-vhost': '$nope' }, 'Prefix /foo a', 'value'],
  ])('%j with path %j freezes the controller: %s', (annotations, one, cause) => {
    expect(table([ingress({ host: 'h.example.com', paths: [one], annotations })]).frozen).toMatchObject([{ cause }]);
  });

  test('a thousand Ingresses on one path of one host are refused in no time', () => {
    const all = Array.from({ length: 1000 }, (_, i) =>
      ingress({ name: `i${i}`, host: 'h.example.com', paths: ['Prefix /foo svc', `Prefix /foo/${i} svc`] }),
    );
    expect(table(all).refused).toHaveLength(999);
  });

  test('ten thousand paths of one Ingress are read in no time', () => {
    const all = ingress({ host: 'h.example.com', paths: Array.from({ length: 10_000 }, (_, i) => `Prefix /foo/${i} svc`) });
    expect(table([all]).refused).toEqual([]);
  });
});
