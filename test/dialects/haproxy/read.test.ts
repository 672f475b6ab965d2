import { read } from '../../../src/dialects/haproxy/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { ReadScope } from '../../../src/kinds/read-scope';
import { requestTo } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';

/**
 * What the recording in test/truth/haproxy-3.2.11 does not show, from the sources that read.ts names. What it shows is not asked again here.
 */
type Annotations = { readonly [key: string]: string };

interface Given {
  readonly name?: string;
  readonly annotations?: Annotations;
  readonly host?: string;
  readonly path?: string;
  readonly pathType?: string;
  readonly service?: string;
  readonly className?: string;
  readonly tls?: readonly object[];
}

function ingress({ name = 'a', annotations = {}, host = 'a.test', path = '/', pathType = 'Prefix', service = 'web', ...rest }: Given = {}) {
  const { className = 'haproxy', tls = [] } = rest;
  const backend = { service: { name: service, port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'n', annotations },
    spec: { ingressClassName: className, tls, rules: [{ host, http: { paths: [{ path, pathType, backend }] } }] },
  };
}

const service = (name: string, annotations: Annotations = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'n', annotations },
  spec: { ports: [{ port: 80 }] },
});

const controller = (...args: readonly string[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'haproxy', namespace: 'haproxy' },
  spec: { template: { spec: { containers: [{ name: 'c', image: 'docker.io/haproxytech/kubernetes-ingress:3.2.11', args }] } } },
});

function ask(url: string, objects: readonly KubeObject[], scope: ReadScope = {}, more: Parameters<typeof requestTo>[1] = {}) {
  const { status, backend, upstreamUri, location, undecided } = resolve(read(objects, scope), requestTo(url, more));
  const target = backend?.kind === 'service' ? backend.service : backend?.kind;
  return JSON.parse(JSON.stringify({ status, backend: target, upstreamUri, location, undecided })) as object;
}

const WEB = { backend: 'web', upstreamUri: '/' };

describe('which Ingresses it takes', () => {
  test('without --ingress.class, as in the published manifest, an Ingress that names a class is not served', () => {
    const table = read([controller('--configmap=haproxy/cm'), ingress()]);
    expect(table.claimed).toEqual([]);
    expect(table.ignored).toEqual([
      {
        origin: { kind: 'Ingress', namespace: 'n', name: 'a', field: 'spec.ingressClassName' },
        by: 'controller',
        because: 'it names class "haproxy", and the controller runs without --ingress.class',
      },
    ]);
  });

  test('a flag may stand apart from its value', () => {
    expect(read([controller('--ingress.class', 'edge'), ingress({ className: 'edge' })]).claimed).toHaveLength(1);
  });

  test('without a controller among the objects, a class that is named like its flag shows the flag', () => {
    const edge = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'edge' },
      spec: { controller: 'haproxy.org/ingress-controller/edge' },
    };
    expect(read([edge, ingress({ className: 'edge' })]).claimed).toHaveLength(1);
    expect(read([ingress({ className: 'edge' })]).claimed).toHaveLength(0);
  });

  test('a namespace that the flags leave out is not watched', () => {
    const args = ['--ingress.class=haproxy', '--namespace-blacklist=n'];
    expect(read([controller(...args), ingress()]).ignored.map(({ because }) => because)).toEqual([
      'the controller does not watch namespace n',
    ]);
  });
});

test.each<readonly [Annotations, string, object]>([
  [{ 'haproxy.org/allow-list': '10.0.0.0/8' }, '10.1.1.1', WEB],
  [{ 'haproxy.org/allow-list': '10.0.0.0/8' }, '192.0.2.1', { status: 403 }],
  [{ 'haproxy.org/whitelist': '10.0.0.0/8' }, '10.1.1.1', WEB],
  [{ 'haproxy.org/whitelist': '10.0.0.0/8' }, '192.0.2.1', { status: 403 }],
  [{ 'haproxy.org/deny-list': '10.0.0.0/8' }, '10.1.1.1', { status: 403 }],
  [{ 'haproxy.org/blacklist': '10.0.0.0/8' }, '10.1.1.1', { status: 403 }],
  [{ 'haproxy.org/blacklist': '10.0.0.0/8' }, '192.0.2.1', WEB],
  [{ 'haproxy.org/allow-list': '192.0.2.0/24', 'haproxy.org/whitelist': '10.0.0.0/8' }, '10.1.1.1', { status: 403 }],
])('a list of addresses by its new or its old name: %j, from %s', (annotations, clientAddress, answer) => {
  expect(ask('http://a.test/', [ingress({ annotations }), service('web')], {}, { clientAddress })).toEqual(answer);
});

test.each<readonly [string | undefined, string | undefined, object]>([
  ['10.1.1.1', '192.0.2.1', WEB],
  ['192.0.2.1', '10.1.1.1', { status: 403 }],
  ['192.0.2.1, 10.1.1.1', '192.0.2.1', WEB],
  ['unknown', '10.1.1.1', WEB],
  [undefined, '10.1.1.1', WEB],
])('a list looks at the address of src-ip-header: %s from %s', (header, clientAddress, answer) => {
  const annotations = { 'haproxy.org/src-ip-header': 'X-Real-IP', 'haproxy.org/allow-list': '10.0.0.0/8' };
  const headers = header === undefined ? {} : { 'x-real-ip': header };
  const more = { headers, ...(clientAddress === undefined ? {} : { clientAddress }) };
  expect(ask('http://a.test/', [ingress({ annotations }), service('web')], {}, more)).toEqual(answer);
});

describe('https', () => {
  test('an entry of spec.tls without hosts is dropped, so nothing is redirected', () => {
    expect(ask('http://a.test/', [ingress({ tls: [{ secretName: 's' }] })])).toEqual(WEB);
  });

  test('TLS that is passed through goes to one backend by its name, and http requests have no answer', () => {
    const passed = ingress({ path: '/only', annotations: { 'haproxy.org/ssl-passthrough': 'true' } });
    expect(ask('https://a.test/other', [passed])).toEqual({ backend: 'web', upstreamUri: '/other' });
    expect(ask('http://a.test/only', [passed])).toEqual({});
    expect(ask('https://b.test/other', [passed])).toEqual({ status: 404, backend: 'builtIn' });
  });

  test('whether a list of addresses refuses a connection that is passed through is not decided', () => {
    const annotations = { 'haproxy.org/ssl-passthrough': 'true', 'haproxy.org/deny-list': '10.0.0.0/8' };
    expect(ask('https://a.test/', [ingress({ annotations })])).toEqual({
      undecided: 'HAProxy asks lists of addresses before the TLS connection is passed through',
    });
  });

  test('passing TLS through needs a host', () => {
    const passed = ingress({ host: '', annotations: { 'haproxy.org/ssl-passthrough': 'true' } });
    expect(read([passed]).refused.map(({ because }) => because)).toEqual(['ssl-passthrough needs a host']);
  });
});

describe('two Ingresses with the same path and Service', () => {
  const auth = (secret: string): Annotations => ({ 'haproxy.org/auth-type': 'basic-auth', 'haproxy.org/auth-secret': secret });

  test('the one without annotations comes first, so the rules of the other are lost', () => {
    const limited = ingress({ annotations: { 'haproxy.org/deny-list': '10.0.0.0/8' } });
    const request = { clientAddress: '10.1.1.1' };
    expect(ask('http://a.test/', [limited], {}, request)).toEqual({ status: 403 });
    expect(ask('http://a.test/', [limited, ingress({ name: 'b' })], {}, request)).toEqual(WEB);
  });

  test('which one comes first is not known if it depends on passwords', () => {
    expect(ask('http://a.test/', [ingress({ annotations: auth('x') }), ingress({ name: 'b', annotations: auth('y') })])).toEqual({
      undecided: 'Ingress n/b has the same path and Service, and whose annotations count depends on passwords',
    });
  });
});

describe('the ConfigMap', () => {
  const settings = { 'deny-list': '10.0.0.0/8' };
  const request = { clientAddress: '10.1.1.1' };

  test('a rule that some Ingress has, too, acts on the paths of such Ingresses alone', () => {
    const scope = { settings };
    expect(ask('http://a.test/', [ingress()], scope, request)).toEqual({ status: 403 });
    expect(ask('http://b.test/', [ingress()], scope, request)).toEqual({ status: 404, backend: 'builtIn' });
  });

  test('what is wrong with it is reported once, however many Ingresses there are', () => {
    const { refused } = read([ingress(), ingress({ name: 'b' })], { settings: { 'allow-list': 'x' } });
    expect(refused.map(({ origin, part }) => [origin.field, part])).toEqual([['data["allow-list"]', 'guard']]);
  });

  test('a rule that every Ingress replaces acts on all requests', () => {
    const own = ingress({ annotations: { 'haproxy.org/deny-list': '192.0.2.1' } });
    expect(ask('http://a.test/', [own], { settings }, request)).toEqual({ status: 403 });
    expect(ask('http://b.test/', [own], { settings }, request)).toEqual({ status: 403 });
  });
});

describe('route-acl of a Service', () => {
  const canary = (name: string, acl: string): KubeObject => service(name, { 'haproxy.org/route-acl': acl });

  test('it is asked after the rules of the path that is there anyway', () => {
    const objects = [
      ingress({ annotations: { 'haproxy.org/ssl-redirect': 'true' } }),
      ingress({ name: 'b', service: 'canary' }),
      service('web'),
      canary('canary', 'hdr(X-Canary) -m found'),
    ];
    const request = { headers: { 'X-Canary': '1' } };
    expect(ask('http://a.test/', objects, {}, request)).toEqual({ status: 302, location: 'https://a.test:8443/' });
    expect(ask('https://a.test/', objects, {}, request)).toEqual({ backend: 'canary', upstreamUri: '/' });
    expect(ask('https://a.test/', objects)).toEqual(WEB);
  });

  test.each([
    ['cook(c) -m str on', { headers: { Cookie: 'b=1; c=on' } }],
    ['hdr(X-A) -i ON', { headers: { 'X-A': 'oN' } }],
    ['METH_POST', { method: 'POST' }],
    ['method GET POST', { method: 'POST' }],
  ])('%s is understood', (acl, request) => {
    const objects = [ingress(), ingress({ name: 'b', service: 'canary' }), service('web'), canary('canary', acl)];
    expect(ask('http://a.test/', objects, {}, request)).toEqual({ backend: 'canary', upstreamUri: '/' });
  });

  test('a condition that is not understood leaves its paths undecided', () => {
    const objects = [ingress(), ingress({ name: 'b', path: '/x', service: 'canary' }), service('web'), canary('canary', 'rand(100) lt 5')];
    expect(ask('http://a.test/x', objects)).toEqual({ undecided: 'whether "rand(100) lt 5" holds is not known' });
    expect(ask('http://a.test/', objects)).toEqual(WEB);
  });

  test('of two that may hold, each sync picks another', () => {
    const objects = [
      ingress({ service: 'one' }),
      ingress({ name: 'b', service: 'two' }),
      canary('one', 'hdr(X-A) -m found'),
      canary('two', 'hdr(X-B) -m found'),
    ];
    expect(ask('http://a.test/', objects, {}, { headers: { 'X-A': '1' } })).toMatchObject({ undecided: expect.stringContaining('X-B') });
    expect(ask('http://a.test/', objects)).toEqual({ status: 404, backend: 'builtIn' });
  });
});

describe('what the controller or HAProxy does not take', () => {
  test.each([
    ['a list with one wrong address', { 'haproxy.org/allow-list': '10.0.0.0/8, x' }, 'allow-list', 'guard'],
    ['a kind of authentication that is not known', { 'haproxy.org/auth-type': 'digest' }, 'auth-type', 'guard'],
    ['a rewrite with three values', { 'haproxy.org/path-rewrite': '/a /b /c' }, 'path-rewrite', 'setting'],
    ['a header without a value', { 'haproxy.org/request-set-header': 'X-A' }, 'request-set-header', 'setting'],
  ])('%s is left out, and everything else counts', (_, annotations, name, part) => {
    const { refused } = read([ingress({ annotations })]);
    expect(refused.map(({ origin, part: one }) => [origin.field, one])).toEqual([[`metadata.annotations["haproxy.org/${name}"]`, part]]);
    expect(ask('http://a.test/', [ingress({ annotations })])).toEqual(WEB);
  });

  test.each([
    ['a pattern that is none', { 'haproxy.org/path-rewrite': '/foo(( /x' }, 'path-rewrite'],
    ['an origin that is no pattern', { 'haproxy.org/cors-enable': 'true', 'haproxy.org/cors-allow-origin': '(' }, 'cors-allow-origin'],
    ['a rate limit without a period', { 'haproxy.org/rate-limit-requests': '5' }, 'rate-limit-requests'],
  ])('%s stops every change in the cluster', (_, annotations, cause) => {
    expect(read([ingress({ annotations })]).frozen.map((one) => one.cause)).toEqual([cause]);
  });

  test('raw text of the frontends that is not understood leaves what it may change undecided', () => {
    const settings = { 'frontend-config-snippet': 'http-request set-path /x' };
    expect(ask('http://a.test/', [ingress()], { settings })).toEqual({
      undecided: 'frontend-config-snippet has the line "http-request set-path /x", whose effect is not known',
    });
  });
});

test.each([
  ['cr-defaults', ['http', 'https'], 'Defaults'],
  ['cr-frontend-http', ['http'], 'Frontend'],
  ['cr-frontend-https', ['https'], 'Frontend'],
])('%s of the ConfigMap leaves requests of %j undecided', (entry, schemes, kind) => {
  const undecided = { undecided: `what ${kind} edge/own does to requests is not known` };
  for (const scheme of ['http', 'https'])
    expect(ask(`${scheme}://a.test/`, [ingress()], { settings: { [entry]: 'edge/own' } })).toEqual(
      schemes.includes(scheme) ? undecided : WEB,
    );
});

test('a rewrite may send an empty path', () => {
  const rewritten = ingress({ annotations: { 'haproxy.org/path-rewrite': '/foo/(.*) \\1' } });
  expect(ask('http://a.test/foo/', [rewritten])).toEqual({ backend: 'web', upstreamUri: '' });
});

test('effects say what differs between Ingresses that share a backend', () => {
  const slow = ingress({ annotations: { 'haproxy.org/timeout-server': '10s' } });
  const fast = ingress({ name: 'b', host: 'b.test', annotations: { 'haproxy.org/timeout-server': '5s' } });
  const [entry] = read([slow, fast]).hosts;
  expect(entry?.candidates[0]?.effects?.find(({ effect }) => effect === 'readTimeoutSeconds')?.value).toEqual({ oneOf: [10, 5] });
});

describe('a Backend of the controller', () => {
  const backend = (spec: object, name = 'b', namespace = 'n'): KubeObject => ({
    apiVersion: 'ingress.v3.haproxy.org/v3',
    kind: 'Backend',
    metadata: { name, namespace },
    spec,
  });
  const rules = (...http_request_rule_list: readonly object[]) => backend({ http_request_rule_list });
  const named = (annotations: Annotations = {}) => ingress({ annotations: { 'haproxy.org/cr-backend': 'b', ...annotations } });

  test.each<readonly [string, object, object]>([
    [
      'redirects',
      { type: 'redirect', redir_type: 'location', redir_value: 'https://b.test%[pathq]', redir_code: 308 },
      { status: 308, location: 'https://b.test/x?q' },
    ],
    [
      'redirects with 302 unless a code says otherwise',
      { type: 'redirect', redir_type: 'location', redir_value: '/y' },
      { status: 302, location: '/y' },
    ],
    ['answers', { type: 'return', return_status_code: 410, return_content_format: 'string', return_content: '"x"' }, { status: 410 }],
    ['answers 200 where the library writes no status', { type: 'return', return_status_code: 511 }, { status: 200 }],
    ['refuses', { type: 'deny', deny_status: 429 }, { status: 429 }],
    ['replaces the path', { type: 'replace-path', path_match: '^/x', path_fmt: '/y' }, { backend: 'web', upstreamUri: '/y?q' }],
    ...['add-header', 'capture', 'del-header', 'replace-header', 'replace-value', 'set-log-level', 'set-nice'].map(
      (type) => [`only ${type}`, { type, hdr_name: 'X-A' }, { backend: 'web', upstreamUri: '/x?q' }] as const,
    ),
    ['does nothing to where it goes', { type: 'set-header', hdr_name: 'X-A', hdr_format: '"a"' }, { backend: 'web', upstreamUri: '/x?q' }],
    [
      'lets a request pass without a body',
      { type: 'deny', cond: 'if', cond_test: '{ req.body_size gt 5 }' },
      { backend: 'web', upstreamUri: '/x?q' },
    ],
  ])('its rules count before any server is looked for: %s', (_, rule, answer) => {
    expect(ask('http://a.test/x?q', [rules(rule), named(), service('web')])).toEqual(answer);
  });

  test('a body that is too long is refused', () => {
    const rule = { type: 'deny', deny_status: 413, cond: 'if', cond_test: '{ req.body_size gt 5 }' };
    const headers = { 'content-length': '6' };
    expect(ask('http://a.test/x', [rules(rule), named()], {}, { method: 'POST', headers })).toEqual({ status: 413 });
  });

  test.each<readonly [string, KubeObject | undefined, string]>([
    ['it is not there', undefined, 'what Backend n/b says is not among the manifests'],
    ['a rule is not known', rules({ type: 'lua', lua_action: 'x' }), 'what the rule "lua" of a Backend does to requests is not known'],
    [
      'a condition is not known',
      rules({ type: 'deny', cond: 'if', cond_test: '{ src 10.0.0.1 }' }),
      'what the rule "deny" of a Backend does to requests is not known',
    ],
    [
      'a redirect has options',
      rules({ type: 'redirect', redir_type: 'location', redir_value: '/', redir_option: 'drop-query' }),
      'what the rule "redirect" of a Backend does to requests is not known',
    ],
    ['a field is not known', backend({ use_fcgi_app: 'php' }), 'what use_fcgi_app of Backend n/b does to requests is not known'],
  ])('%s, so nothing is decided', (_, object, undecided) => {
    expect(ask('http://a.test/x', [named(), ...(object === undefined ? [] : [object])])).toEqual({ undecided });
  });

  test('it may be of another namespace', () => {
    const objects = [backend({ http_request_rule_list: [{ type: 'deny' }] }, 'b', 'other'), named({ 'haproxy.org/cr-backend': 'other/b' })];
    expect(ask('http://a.test/x', objects)).toEqual({ status: 403 });
  });

  test('it takes the place of annotations about the backend, and of their defaults', () => {
    const { hosts } = read([backend({ server_timeout: 7000, retries: 2 }), named({ 'haproxy.org/server-ssl': 'true' }), service('web')]);
    const effects = Object.fromEntries((hosts[0]?.candidates[0]?.effects ?? []).map(({ effect, value }) => [effect, value]));
    expect(effects).toEqual({ readTimeoutSeconds: 7, connectTimeoutSeconds: 5, retries: '2' });
  });

  test('a Backend of somebody else is none of it', () => {
    const other = { ...rules({ type: 'deny' }), apiVersion: 'gateway.envoyproxy.io/v1alpha1' };
    expect(ask('http://a.test/x', [other, named()])).toMatchObject({ undecided: expect.any(String) });
  });
});

test.each([
  [{ 'server-ssl': 'true' }, 'HTTPS'],
  [{ 'server-ca': 'n/ca' }, 'HTTPS'],
  [{ 'server-ca': 'ca' }, undefined],
  [{ 'server-proto': 'h2' }, 'GRPC'],
  [{ 'server-proto': 'h2', 'server-crt': 'n/crt' }, 'GRPCS'],
])('%j: pods are spoken to by %s', (annotations, protocol) => {
  expect(resolve(read([ingress({ annotations }), service('web')]), requestTo('http://a.test/x')).protocol).toBe(protocol);
});

test.each([
  ['all', { undecided: undefined, upstreamUri: '/x' }],
  ['frontend,backend', { undecided: undefined, upstreamUri: '/x' }],
  ['frontend', { undecided: expect.any(String), upstreamUri: undefined }],
])('--disable-config-snippets=%s', (off, answer) => {
  const snippet = { 'backend-config-snippet': 'http-request deny' };
  const objects = [
    controller('--ingress.class=haproxy', `--disable-config-snippets=${off}`),
    ingress({ annotations: snippet }),
    service('web'),
  ];
  const { undecided, upstreamUri } = resolve(read(objects), requestTo('http://a.test/x'));
  expect({ undecided, upstreamUri }).toEqual(answer);
});

test.each([
  ['http-response deny deny_status 502', true],
  ['http-after-response set-status 503', true],
  ['filter spoe engine auth config /etc/spoe.conf', true],
  ['option http-restrict-req-hdr-names reject', true],
  ['mode tcp', true],
  ['# a remark', false],
  ['timeout server 5s', false],
  ['http-response set-header X-A b', false],
  ['option forwardfor', false],
])('the line "%s" of a snippet leaves the answer undecided: %s', (line, isUndecided) => {
  const objects = [ingress({ annotations: { 'backend-config-snippet': line } }), service('web')];
  expect(resolve(read(objects), requestTo('http://a.test/x')).undecided !== undefined).toBe(isUndecided);
});
