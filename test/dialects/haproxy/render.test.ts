import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import {
  BackendProtocol,
  BasicAuthSecretType,
  ControllerKind,
  HttpsRedirect,
  IngressController,
  type PathIngress,
  type PathIngressProps,
  PathType,
  Rewrite,
  PathIngress as Routes,
  RouteTarget,
  SameSite,
  Tls,
} from '../../../src';
import { expectValid } from '../../kubernetes-schema';
import { codesOf, collectWarnings, type Manifest, ruleLines, SHOP, synthRoutes, to } from '../../synth-routes';

const warnings = collectWarnings();

const haproxy = (settings?: { [name: string]: string }) =>
  IngressController.fromIngressClassName('haproxy', { kind: ControllerKind.haproxy(), ...(settings && { settings }) });

function synth(build: (ingress: PathIngress) => void, props: PathIngressProps = {}): Manifest[] {
  const manifests = synthRoutes(build, { controller: haproxy({}), ...props });
  expectValid(manifests);
  return manifests;
}

const annotationsOf = ({ metadata: { annotations = {} } }: Manifest) =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [key.replace('haproxy.org/', ''), value]));

const ofKind = (kind: string, manifests: readonly Manifest[]) => manifests.filter((one) => one.kind === kind);

/** Annotations and rules of each Ingress. */
const ingresses = (build: (ingress: PathIngress) => void, props?: PathIngressProps) =>
  ofKind('Ingress', synth(build, props)).map((one) => [annotationsOf(one), ...ruleLines(one)]);

/** What the Backend of one route says, and the annotations beside it. */
function backendOf(options: Parameters<PathIngress['addRoute']>[2], target: RouteTarget = to('web') as RouteTarget) {
  const manifests = synth((ingress) => ingress.addRoute('/app', target, options));
  const [backend] = ofKind('Backend', manifests);
  const { 'cr-backend': named, 'standalone-backend': own, ...annotations } = annotationsOf(ofKind('Ingress', manifests)[0]!);
  expect([named, own]).toEqual([backend?.metadata.name, 'true']);
  return { spec: (backend as unknown as { spec: object }).spec, annotations };
}

/** What a Backend says because annotations would by default. */
const LIKE_ANNOTATIONS = {
  abortonclose: 'disabled',
  balance: { algorithm: 'roundrobin' },
  default_server: { check: 'enabled' },
  forwardfor: { enabled: 'enabled' },
};

describe('rewrites', () => {
  test('routes whose paths have equally many segments share an Ingress, and the pattern takes none of the paths for another', () => {
    const build = (ingress: PathIngress) => {
      for (const path of ['/httpd', '/tomcat', '/a/b']) ingress.addRoute(path, to('web'), { rewrite: Rewrite.stripPrefix() });
      ingress.addRoute('/v1', to('web'), { rewrite: Rewrite.replacePrefix('/api/first') });
      ingress.addRoute('/icon', to('web'), { rewrite: Rewrite.replacePath('/100%25.png') });
      ingress.addRoute('/', to('web'), { rewrite: Rewrite.stripPrefix() });
    };
    expect(ingresses(build)).toEqual([
      [{ 'path-rewrite': '^/[^/]*/?(.*) /\\1' }, `${SHOP}/httpd Prefix web:80`, `${SHOP}/tomcat Prefix web:80`],
      [{ 'path-rewrite': '^(?:/[^/]*){2}/?(.*) /\\1' }, `${SHOP}/a/b Prefix web:80`],
      [{ 'path-rewrite': '^/[^/]*(.*) /api/first\\1' }, `${SHOP}/v1 Prefix web:80`],
      [{ 'path-rewrite': '/100%%25.png' }, `${SHOP}/icon Prefix web:80`],
      [{}, `${SHOP}/ Prefix web:80`],
    ]);
  });
});

test.each([
  ['credentials are allowed unless something else is said', {}, ['true', '.']],
  [
    'then browsers need names of methods and headers',
    { allowOrigins: ['https://a.example.com'] },
    ['true', '^(https://a\\.example\\.com)$'],
  ],
  ['without credentials "*" will do', { allowCredentials: false }, [undefined, undefined]],
])('CORS: %s', (_, cors, [credentials, origin]) => {
  const [[annotations]] = ingresses((ingress) => ingress.addRoute('/a', to('web'), { cors })) as [[{ [name: string]: string }]];
  expect([annotations['cors-allow-credentials'], annotations['cors-allow-origin']]).toEqual([credentials, origin]);
  const named = credentials === undefined ? undefined : expect.stringContaining(',');
  expect([annotations['cors-allow-methods'], annotations['cors-allow-headers']]).toEqual([named, named]);
});

describe('settings of backends', () => {
  test('an Ingress with some has backends of its own, and others share theirs', () => {
    const build = (ingress: PathIngress) => {
      ingress.addRoute('/a', to('web'), { timeouts: { read: Duration.seconds(5) } });
      ingress.addRoute('/b', to('web'), { haproxy: { podMaxconn: 5 } });
      ingress.addRoute('/c', to('web'), { allowSourceRanges: ['10.0.0.0/8'] });
    };
    expect(ingresses(build).map(([annotations]) => annotations)).toEqual([
      { 'standalone-backend': 'true', 'timeout-server': '5s' },
      { 'pod-maxconn': '5', 'standalone-backend': 'true' },
      { 'allow-list': '10.0.0.0/8' },
    ]);
  });

  test('headers that browsers may show to scripts are a header of the response, beside others', () => {
    const cors = { allowOrigins: ['https://a.example.com'], exposeHeaders: ['X-A', 'X-B'] };
    const build = (ingress: PathIngress) => {
      ingress.addRoute('/a', to('web'), { cors, responseHeaders: { set: { 'X-C': 'd' } } });
    };
    const [[annotations] = []] = ingresses(build);
    expect(annotations).toMatchObject({ 'response-set-header': 'Access-Control-Expose-Headers "X-A, X-B"\nX-C "d"' });
  });

  test('a Backend has every setting, since the controller reads no annotation about the backend beside it', () => {
    const options = {
      timeouts: { read: Duration.seconds(5), connect: Duration.millis(2000) },
      healthChecks: { path: '/healthz', interval: Duration.seconds(3), healthyThreshold: 2 },
      backendProtocol: BackendProtocol.HTTPS,
      requestHeaders: { set: { 'X-Set': '50% "a" $b' }, add: { 'X-Add': '50% "a" $b' }, remove: ['X-Gone'] },
      maxBodySize: Size.kibibytes(1),
      retries: { attempts: 2, statuses: [503] },
    };
    expect(backendOf(options)).toEqual({
      annotations: { 'request-set-header': 'X-Set "50%% \\"a\\" \\$b"' },
      spec: {
        ...LIKE_ANNOTATIONS,
        server_timeout: 5000,
        connect_timeout: 2000,
        adv_check: 'httpchk',
        httpchk_params: { method: 'GET', uri: '/healthz' },
        default_server: { check: 'enabled', inter: 3000, rise: 2, ssl: 'enabled', alpn: 'h2,http/1.1', verify: 'none' },
        retries: 2,
        retry_on: 'conn-failure 503',
        redispatch: { enabled: 'enabled', interval: 1 },
        http_request_rule_list: [
          { type: 'deny', deny_status: 413, cond: 'if', cond_test: '{ req.body_size gt 1024 }' },
          { type: 'del-header', hdr_name: 'X-Gone' },
          { type: 'add-header', hdr_name: 'X-Add', hdr_format: '"50%% \\"a\\" \\$b"' },
        ],
      },
    });
  });

  test('attributes of a cookie need a Backend', () => {
    const cookie = { name: 'SERVERID', type: 'insert', dynamic: true, indirect: true, nocache: true, secure: true };
    const attr = [{ value: 'Max-Age=60' }, { value: 'SameSite=None' }];
    expect(backendOf({ sessionAffinity: { maxAge: Duration.minutes(1), secure: true, sameSite: SameSite.NONE } }).spec).toEqual({
      ...LIKE_ANNOTATIONS,
      cookie: { ...cookie, attr },
    });
  });

  test('the server name of TLS is a field of a Backend, and a line of a snippet without one', () => {
    const tls = { backendProtocol: BackendProtocol.HTTPS, backendTls: { serverName: 'web.internal' } };
    const { spec } = backendOf({ ...tls, timeouts: { connect: Duration.seconds(1) } });
    expect(spec).toMatchObject({ default_server: { sni: 'str(web.internal)' } });
    expect(ingresses((ingress) => ingress.addRoute('/', to('web'), tls))[0]![0]).toEqual({
      'backend-config-snippet': 'default-server sni str(web.internal)',
      'server-ssl': 'true',
      'standalone-backend': 'true',
    });
  });
});

describe('what the controller answers', () => {
  test.each([
    ['a path', { path: '/new' }, '/new'],
    ['an encoded path', { path: '/100%25' }, '/100%%25'],
    ['a host', { hostname: 'b.example.com' }, '%[ssl_fc,iif(https,http)]://b.example.com%[pathq]'],
    ['a scheme', { scheme: 'https', path: '/x' }, 'https://%[req.hdr(host),field(1,:)]/x'],
    ['a port', { port: 8080, path: '/x' }, '%[ssl_fc,iif(https,http)]://%[req.hdr(host),field(1,:)]:8080/x'],
  ])('a redirect to %s', (_, redirect, value) => {
    const { spec } = backendOf({}, RouteTarget.redirect(redirect as never));
    expect(spec).toEqual({ http_request_rule_list: [{ type: 'redirect', redir_type: 'location', redir_value: value, redir_code: 302 }] });
  });

  test('the body of a response is one word of the configuration', () => {
    const { spec } = backendOf(
      {},
      RouteTarget.fixedResponse({ status: 503, body: 'a "b"\n$c\\d', contentType: 'text/html; charset=utf-8' }),
    );
    expect(spec).toEqual({
      http_request_rule_list: [
        {
          type: 'return',
          return_status_code: 503,
          return_content_type: '"text/html; charset=utf-8"',
          return_content_format: 'string',
          return_content: '"a \\"b\\"\\n\\$c\\\\d"',
        },
      ],
    });
  });

  test('all such routes of a PathIngress have one Service without pods behind them: the controller knows no path without one', () => {
    const manifests = synth(
      (ingress) => {
        ingress.addRoute('/a', RouteTarget.redirect({ path: '/b' }));
        ingress.addRoute('/c', RouteTarget.fixedResponse({ status: 404 }));
      },
      { appRoot: '/start' },
    );
    const [service, ...others] = ofKind('Service', manifests);
    expect(others).toEqual([]);
    expect(service?.spec).toEqual({ clusterIP: 'None', ports: [{ name: 'http', port: 80 }] });
    expect(ofKind('Ingress', manifests).flatMap(ruleLines)).toEqual([
      `${SHOP}/a Prefix ${service?.metadata.name}:80`,
      `${SHOP}/ Exact ${service?.metadata.name}:80`,
      `${SHOP}/c Prefix ${service?.metadata.name}:80`,
    ]);
  });
});

describe('https', () => {
  test.each([
    [HttpsRedirect.WHEN_TLS, true, { 'ssl-redirect': 'true', 'ssl-redirect-code': '308', 'ssl-redirect-port': '443' }],
    [HttpsRedirect.WHEN_TLS, false, {}],
    [HttpsRedirect.ALWAYS, false, { 'ssl-redirect': 'true', 'ssl-redirect-code': '308', 'ssl-redirect-port': '443' }],
    [HttpsRedirect.NEVER, true, { 'ssl-redirect': 'false' }],
    [undefined, true, {}],
  ])('%s, with a certificate: %s', (httpsRedirect, certified, annotations) => {
    const props = { ...(httpsRedirect && { httpsRedirect }), ...(certified && { tls: Tls.secret('tls') }) };
    expect(ingresses((ingress) => ingress.addRoute('/', to('web')), props)[0]![0]).toEqual(annotations);
  });
});

test('further names of a host are hosts with the same rules', () => {
  const build = (ingress: PathIngress) => ingress.addRoute('/a', to('web'));
  expect(ingresses(build, { hostAliases: ['b.example.com'] })).toEqual([[{}, `${SHOP}/a Prefix web:80`, 'b.example.com/a Prefix web:80']]);
});

test('a default backend without hosts is that of the controller, unless a rule for paths has to act on it', () => {
  const props: PathIngressProps = { host: '', controller: haproxy({}) };
  const [plain] = synth((ingress) => ingress.addDefaultBackend(to('web')), props);
  expect(plain?.spec).toEqual({ defaultBackend: { service: { name: 'web', port: { number: 80 } } }, ingressClassName: 'haproxy' });
  const guarded = ingresses((ingress) => ingress.addDefaultBackend(to('web')), { ...props, denySourceRanges: ['10.0.0.0/8'] });
  expect(guarded).toEqual([[{ 'deny-list': '10.0.0.0/8' }, '/ Prefix web:80']]);
});

const FILE = { secretName: 'users', secretType: BasicAuthSecretType.MAP };

function sameRow(ingress: PathIngress): void {
  for (const pathType of [PathType.PREFIX, PathType.IMPLEMENTATION_SPECIFIC]) ingress.addRoute('/a', to('web'), { pathType });
}

function nothingLeft(ingress: PathIngress): void {
  ingress.addRoute('/', to('web'));
  ingress.addDefaultBackend(to('web'));
}

type Finds = readonly [code: string, build: (ingress: PathIngress) => void, props: PathIngressProps | undefined];

/** Without properties unless there are some. */
const finds = (...all: readonly (readonly [string, Finds[1], PathIngressProps?])[]): Finds[] =>
  all.map(([code, build, props]) => [code, build, props]);

describe('findings', () => {
  test.each(
    finds(
      ['haproxy/same-row', sameRow],
      ['haproxy/default-backend-takes-nothing', nothingLeft],
      [
        'haproxy/alias-needs-one-host',
        (one) => one.addRoute('/', to('web')),
        { hosts: [SHOP, 'c.example.com'], hostAliases: ['b.example.com'] },
      ],
      ['haproxy/app-root-and-exact-root', (one) => one.addRoute('/', to('web'), { pathType: PathType.EXACT }), { appRoot: '/a' }],
      [
        'haproxy/annotation-beside-backend',
        (one) => one.addRoute('/', to('web'), { haproxy: { podMaxconn: 5 }, timeouts: { connect: Duration.seconds(1) } }),
      ],
      [
        'haproxy/backend-tls-files',
        (one) =>
          one.addRoute('/', to('web'), {
            backendProtocol: BackendProtocol.HTTPS,
            backendTls: { secretName: 'ca' },
            timeouts: { connect: Duration.seconds(1) },
          }),
      ],
      [
        'haproxy/backend-tls-files',
        (one) =>
          one.addRoute('/', to('web'), {
            backendProtocol: BackendProtocol.HTTPS,
            backendTls: { secretName: 'ca', verify: true, verifyDepth: 2 },
          }),
      ],
      [
        'haproxy/namespace-needed',
        (one) => one.addRoute('/', to('web'), { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca' } }),
        { namespace: undefined } as never,
      ],
      ['haproxy/word-characters', (one) => one.addRoute('/a', to('web'), { rewrite: Rewrite.replacePath("/it's") })],
      ['haproxy/word-characters', (one) => one.addRoute('/a', RouteTarget.redirect({ path: "/it's" }))],
      ['haproxy/word-characters', (one) => one.addRoute('/a', to('web'), { basicAuth: { ...FILE, realm: "Ann's shop" } })],
      ['haproxy/response-status', (one) => one.addRoute('/a', RouteTarget.fixedResponse({ status: 511 }))],
      ['haproxy/rate-limit-twice', (one) => one.addRoute('/a', to('web'), { rateLimit: { requestsPerSecond: 1, requestsPerMinute: 10 } })],
      ['haproxy/retry-status', (one) => one.addRoute('/a', to('web'), { retries: { attempts: 1, statuses: [505] } })],
      ['haproxy/cookie-path', (one) => one.addRoute('/a', to('web'), { sessionAffinity: { path: '/a' } })],
      [
        'annotation/conflict',
        (one) => one.addRoute('/a', to('web'), { timeouts: { read: Duration.seconds(1) }, haproxy: { timeoutServer: '2s' } }),
      ],
      ['annotation/value-not-accepted', (one) => one.addRoute('/a', to('web'), { haproxy: { allowList: '10.0.0.0/8, x' } })],
      ['annotation/unknown', (one) => one.addRoute('/a', to('web')), { annotations: { 'haproxy.org/timeout-sever': '5s' } }],
      ['manifest/configuration-refused', (one) => one.addRoute('/a', to('web'), { haproxy: { rateLimitRequests: 5 } })],
      ['feature/not-supported', (one) => one.addRoute('/a', to('web'), { basicAuth: { secretName: 'users' } })],
      [
        'feature/annotations-of-another-controller',
        (one) => one.addRoute('/a', to('web'), { ingressNginx: { proxyBuffering: 'off' }, haproxy: { podMaxconn: 5 } }),
      ],
    ),
  )('%s', (code, build, props) => {
    expect(codesOf(() => synth(build, props))).toContain(code);
  });

  test.each(
    finds(
      ['haproxy/preflight-needs-password', (one) => one.addRoute('/a', to('web'), { cors: {}, basicAuth: FILE })],
      [
        'haproxy/redirects-host-without-certificate',
        (one) => one.addRoute('/a', to('web')),
        { hosts: [SHOP, 'b.example.com'], tls: Tls.secret('tls', { hosts: [SHOP] }) } as never,
      ],
    ),
  )('%s is a warning', (code, build, props) => {
    synth(build, props);
    expect(warnings.join('\n')).toContain(code);
  });

  test('a server name needs snippets, which a flag of the controller may switch off', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'web' });
    const kind = ControllerKind.haproxy({ extraArgs: { 'disable-config-snippets': 'backend' } });
    const ingress = new Routes(chart, 'shop', { controller: new IngressController(chart, 'controller', { kind }), host: SHOP });
    ingress.addRoute('/', to('web'), { backendProtocol: BackendProtocol.HTTPS, backendTls: { serverName: 'web.internal' } });
    expect(codesOf(() => Testing.synth(chart))).toContain('haproxy/backend-tls-files');
  });

  test('two default backends for all hosts', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'web' });
    for (const id of ['a', 'b']) new Routes(chart, id, { controller: haproxy({}) }).addDefaultBackend(to('web'));
    expect(codesOf(() => Testing.synth(chart))).toContain('haproxy/default-backend-twice');
  });
});
