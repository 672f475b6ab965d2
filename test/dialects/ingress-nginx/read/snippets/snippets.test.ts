import { diffTables } from '../../../../../src/proof/diff/diff-tables';
import { resolve } from '../../../../../src/table/resolve';
import { narrate } from '../../../../../src/words/narrate';
import { ask, controller, H, ingress, others, secret, type Texts, table } from '../objects';
import { answerOf, comparable, tableOf } from './compare';
import { generateCases } from './generate';

const { seed, answers }: { readonly seed: number; readonly answers: readonly (readonly string[] | null)[] } = require('./recorded.json');

const ALLOWED = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };

const to = (annotations: Texts, paths = ['Prefix /foo svc']) => ingress({ host: 'h.example.com', paths, annotations });

const asked = (annotations: Texts, url: string, config: Texts = {}, more: object = {}): string =>
  ask([to(annotations)], { ...ALLOWED, ...config }, `${H}${url}`, more);

describe('as a real nginx answers', () => {
  const cases = generateCases(answers.length, seed);

  test('every request to generated snippets', () => {
    const wrong: string[] = [];
    let decided = 0;
    for (const [at, one] of cases.entries()) {
      const on = tableOf(one);
      const given = answers[at];
      if (given === null || given === undefined || on.frozen.length > 0) continue;
      for (const [index, request] of one.requests.entries()) {
        const ours = answerOf(on, request);
        if (ours.startsWith('undecided')) continue;
        decided++;
        if (ours !== comparable(given[index] as string))
          wrong.push(`${one.name} ${request.method} ${request.target}: ${ours}, not ${given[index]}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(decided).toBeGreaterThan(3500);
  });

  test('what it does not load is not said to load', () => {
    const refused = cases.filter((_, at) => answers[at] === null);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.filter((one) => tableOf(one).frozen.length === 0).map(({ name }) => name)).toEqual([]);
  });
});

test('a text that doubles with each line is not followed for ever', () => {
  const doubled = `set $a abcdefgh; ${'set $a $a$a; '.repeat(60)}`;
  const snippet = (end: string) => asked({ 'configuration-snippet': doubled + end }, '/foo');
  expect(snippet('return 302 /$a;')).toBe('undecided: it is longer than 65536 characters');
  expect(snippet('if ($a ~ b) { return 403; }')).toBe('undecided: if ($a ~ b): it is longer than 65536 characters');
  expect(snippet('return 403;')).toBe('403');
});

describe('one directive makes only what it can touch undecided', () => {
  test.each<readonly [string, string, string]>([
    ['more_set_headers "A: b"; add_header C d; expires 1h;', 'svc:80 /foo', 'headers of the answer'],
    ['proxy_set_header X-A "$remote_addr"; proxy_read_timeout 5s;', 'svc:80 /foo', 'what the backend sees beside the path'],
    ['return 403; content_by_lua_block { }', '403', 'nothing comes after a return'],
    ['try_files $uri /index.html;', 'undecided: "try_files $uri /index.html" of a snippet may answer it', 'content'],
    ['satisfy any;', 'undecided: "satisfy any" of a snippet', 'access'],
    ['include /etc/nginx/x.conf;', 'undecided: it is not known what "include /etc/nginx/x.conf" of a snippet does', 'anything'],
    [
      'set $proxy_upstream_name "x";',
      /^undecided: "set \$proxy_upstream_name x" of a snippet sets a variable/.source,
      'a variable that is read',
    ],
    ['set $mine "x"; if ($mine = y) { return 403; }', 'svc:80 /foo', 'a variable of its own'],
    ['if ($http_upgrade) { proxy_pass http://x; }', 'svc:80 /foo', 'a block that is not entered'],
    ['if ($http_host) { proxy_pass http://x; }', /^undecided: "proxy_pass http:\/\/x" of a snippet has an effect/.source, 'one that is'],
    ['if (-f /etc/x) { return 403; }', /^undecided: .* asks for a file/.source, 'a test of a file'],
    ['if ($ssl_cipher) { return 403; }', /^undecided: if \(\$ssl_cipher\): it depends on \$ssl_cipher/.source, 'what no request shows'],
    ['rewrite ^/foo /foo last;', '500', 'a rewrite that leads back again and again'],
    ['return 444;', 'undefined', 'the connection is closed'],
    ['error_page 404 /x;', 'svc:80 /foo', 'pages for other answers'],
    ['error_page 404 /x; return 404;', 'undecided: a snippet has a page for it', 'a page that is not followed'],
    ['location /foo/x { return 403; }', /^undecided: it is not known what "location \/foo\/x"/.source, 'a location in a location'],
  ])('%s gives %s: %s', (snippet, expected) => {
    expect(asked({ 'configuration-snippet': snippet }, '/foo')).toMatch(
      new RegExp(expected.startsWith('^') ? expected : `^${literal(expected)}`),
    );
  });

  test.each<readonly [string, string, string, string]>([
    ['location = /x { return 403; }', '/x', '403', 'an exact location'],
    ['location = /x { return 403; }', '/foo', 'svc:80 /foo', 'and its neighbours'],
    ['location = /x { proxy_pass http://y; }', '/x', 'undecided: "proxy_pass http://y" of a snippet answers it', 'one that hands on'],
    ['location /x { add_header A b; }', '/x/y', 'undecided: "location /x" of a snippet serves files', 'one that serves files'],
    [
      'location /x/ { proxy_pass http://y; }',
      '/x',
      'undecided: "proxy_pass http://y" of a snippet answers it',
      'the slash that nginx adds',
    ],
    ['location ^~ /x { return 200 a; } location ~ x { return 403; }', '/x', '200', 'a prefix that stops the search'],
    ['location ^~ /f { return 200 a; } location ~ o { return 403; }', '/foo/x', '403', 'which a longer prefix undoes'],
    ['location ~ o { deny all; }', '/foo', 'svc:80 /foo', 'an exact path comes before patterns'],
    ['location ~ o { deny all; }', '/foo/', '403', 'nobody sees files'],
    ['rewrite ^/old/(.*)$ /foo/$1 last;', '/old/x', 'svc:80 /foo/x', 'a path that is changed before a location is looked for'],
    ['listen 8080;', '/foo', 'undecided: it is not known what "listen 8080"', 'another port'],
    ['auth_basic "x"; auth_basic_user_file /x;', '/foo', 'undecided: "auth_basic x" of a snippet', 'who is let in'],
    ['deny all;', '/foo', '403', 'rules of the server'],
  ])('server-snippet %s, %s gives %s: %s', (snippet, url, expected) => {
    expect(asked({ 'server-snippet': snippet }, url)).toMatch(new RegExp(`^${literal(expected)}`));
  });

  test('a server on a port that a flag gives to the controller', () => {
    const on = table([to({}), controller('--http-port=8080')], {
      settings: { ...ALLOWED, 'http-snippet': 'server { listen 8080; server_name x; }' },
    });
    expect(resolve(on, { scheme: 'https', host: 'h.example.com', target: '/foo' }).undecided).toContain('what "server"');
  });

  test.each<readonly [string, string, string]>([
    ['server { listen 2443; return 308 https://$host$request_uri; }', 'svc:80 /foo', 'a server on a port of its own'],
    ['server { listen 80; server_name x; }', 'undecided: it is not known what "server"', 'one on a port of the controller'],
    ['server { server_name x; }', 'undecided: it is not known what "server"', 'which is 80 where nothing is said'],
    ['map $http_a $b { default 1; }', 'svc:80 /foo', 'a variable'],
    ['deny all;', '403', 'rules'],
    ['merge_slashes off;', 'undecided: it is not known what "merge_slashes off"', 'how requests are read'],
  ])('http-snippet %s gives %s: %s', (snippet, expected) => {
    expect(asked({}, '/foo', { 'http-snippet': snippet })).toMatch(new RegExp(`^${literal(expected)}`));
  });
});

const literal = (text: string): string => text.replace(/[.\\+*?()|[\]{}^$]/g, '\\$&');

describe('who is let in', () => {
  const basic = { 'auth-type': 'basic', 'auth-secret': 'users' };
  const asks = { 'auth-url': 'http://auth.example/check' };
  const on = (annotations: Texts, more: object = {}, config: Texts = {}) =>
    ask([to(annotations), secret('users', { auth: 'YTpi' })], { ...ALLOWED, ...config }, `${H}/foo`, more);

  test.each<readonly [string, Texts, object, string]>([
    ['a rule lets a client in', { ...basic, satisfy: 'any', 'configuration-snippet': 'allow 10.0.0.0/8; deny all;' }, { clientAddress: '10.1.1.1' }, 'svc:80 /foo'],
    ['another needs a password', { ...basic, satisfy: 'any', 'configuration-snippet': 'allow 10.0.0.0/8; deny all;' }, { clientAddress: '1.1.1.1' }, '401'],
    ['both are needed', { ...basic, 'configuration-snippet': 'allow 10.0.0.0/8; deny all;' }, { clientAddress: '10.1.1.1' }, '401'],
    ['a rule after those of the annotation', { 'allowlist-source-range': '10.0.0.0/8', 'configuration-snippet': 'allow 1.1.1.1;' }, { clientAddress: '1.1.1.1' }, '403'],
    ['rules whose order matters', { 'configuration-snippet': 'allow 10.0.0.1; deny 10.0.0.0/8;' }, { clientAddress: '10.0.0.1' }, 'undecided: the order of "allow" and "deny" matters for some clients'],
    ['an allow without a deny, where one is enough', { ...basic, satisfy: 'any', 'configuration-snippet': 'allow 10.0.0.0/8;' }, {}, 'undecided: some clients are let in by their addresses, and others by something else'],
    ['a password that a snippet sends', { ...basic, 'configuration-snippet': 'more_set_input_headers "Authorization: Basic YTpi";' }, {}, 'undecided: a snippet changes the header "authorization" of the request'],
    ['a snippet that refuses for the service', { ...asks, 'auth-snippet': 'if ($request_method = GET) { return 401; }' }, {}, '401'],
    ['an answer that is none of the three', { ...asks, 'auth-snippet': 'return 302 /login;' }, {}, '500'],
    ['a snippet that answers for the service, where one is enough', { ...asks, ...basic, satisfy: 'any', 'auth-snippet': 'if ($arg_a) { return 200; }' }, {}, 'undecided: "if ($arg_a)" stands before the authentication service'],
    ['a snippet that asks for the path of the question', { ...asks, 'auth-snippet': 'if ($uri ~ x) { return 200; }' }, {}, 'undecided: "if ($uri ~ x)" stands before the authentication service'],
    ['a service that another is asked for', { ...asks, 'server-snippet': 'rewrite ^/(.*) /foo last;' }, {}, 'undecided: "rewrite ^/(.*) /foo last" is run for the question to the authentication service, too'],
    ['headers for the service', { ...asks, 'auth-snippet': 'proxy_set_header X-A b;' }, {}, 'svc:80 /foo'],
    ['a redirect of other paths', { ...asks, 'server-snippet': 'rewrite ^/old /new permanent; if ($host = x) { return 403; }' }, {}, 'svc:80 /foo'],
  ])('%s', (_, annotations, more, expected) => {
    expect(on(annotations, more)).toBe(expected);
  }); // biome-ignore format: a table

  test('a snippet that lets requests pass for the service', () => {
    const passes = (url: string) =>
      others([to({ ...asks, 'auth-snippet': 'if ($request_uri ~ ^/foo/public) { return 200; }' })], ALLOWED, H + url);
    expect(passes('/foo/public/x').otherwise).toEqual([]);
    expect(passes('/foo/private').otherwise).toEqual([401, 403, 500]);
    // The question has no query, whatever the request has.
    expect(others([to({ ...asks, 'auth-snippet': 'if ($arg_free) { return 200; }' })], ALLOWED, `${H}/foo?free=1`).otherwise).toEqual([
      401, 403, 500,
    ]);
  });

  test('what is decided names the gates that are left', () => {
    const found = others([to({ ...asks, 'configuration-snippet': 'if ($arg_a) { return 403; }' })], ALLOWED, `${H}/foo`);
    expect(found.otherwise).toEqual([401, 403, 500]);
  });

  test('a canary by a header that a snippet changes', () => {
    const main = to({ 'configuration-snippet': 'more_set_input_headers "X-C: always";' });
    const canary = ingress({
      name: 'z',
      host: 'h.example.com',
      paths: ['Prefix /foo can'],
      annotations: { canary: 'true', 'canary-by-header': 'X-C' },
    });
    expect(ask([main, canary], ALLOWED, `${H}/foo`)).toBe('undecided: a snippet changes the header "x-c" of the request');
  });
});

describe('snippets of several places', () => {
  const all = {
    'server-snippet': 'if ($arg_a = own) { return 401; }\nset $x server;',
    'app-root': '/home',
    'configuration-snippet': 'if ($arg_a = $x) { return 402; }\nif ($arg_b) { break; }',
    'permanent-redirect': 'https://x.example',
  };
  const config = { 'server-snippet': 'if ($arg_a = all) { return 403; }', 'location-snippet': 'if ($arg_c) { return 410; }' };

  test.each<readonly [string, string, string]>([
    ['/foo?a=own', '401', 'that of the server first'],
    ['/?a=own', '401', 'before the app root'],
    ['/?a=all', '302 https://h.example.com/home', 'that of the config map behind it'],
    ['/foo?a=all', '403', 'for every server'],
    ['/foo?a=server', '402', 'a variable of the server is known in the location'],
    ['/foo?c=1', '410', 'that of the config map for every location'],
    ['/foo', '301 https://x.example', 'then the redirect of the annotation'],
    ['/foo?b=1&c=1', 'svc:80 /foo?b=1&c=1', 'which a break skips'],
  ])('%s gives %s: %s', (url, expected) => {
    expect(ask([to(all)], { ...ALLOWED, ...config }, `${H}${url}`)).toBe(expected);
  });

  test('the statement that decides is named', () => {
    const on = table([to({ 'configuration-snippet': 'set $a b;\nif ($a = b) { return 403; }' })], { settings: ALLOWED });
    const request = { scheme: 'https', host: 'h.example.com', target: '/foo' } as const;
    const { because, decidedBy } = resolve(on, request);
    expect([because, decidedBy?.field]).toEqual([
      '"return 403" of a snippet',
      'metadata.annotations["nginx.ingress.kubernetes.io/configuration-snippet"]',
    ]);
    const by = '(Ingress default/a metadata.annotations["nginx.ingress.kubernetes.io/configuration-snippet"])';
    expect(narrate(on, request).filter((line) => line.startsWith('  then'))).toEqual([
      `  then   set $a b ${by}`,
      `  then   if ($a = b) ${by}`,
      `  then   return 403 ${by}`,
    ]);
  });

  test.each<readonly [string, Texts, Texts, string]>([
    ['the same', { 'configuration-snippet': 'if ($arg_a) { return 403; }' }, { 'configuration-snippet': 'if ($arg_a) { return 403; }' }, 'same'],
    ['another status', { 'configuration-snippet': 'if ($arg_a) { return 403; }' }, { 'configuration-snippet': 'if ($arg_a) { return 404; }' }, 'different'],
    ['a rewrite of the server', { 'server-snippet': 'rewrite ^/a /b;' }, { 'server-snippet': 'rewrite ^/a /c;' }, 'undecided'],
    ['a return for all', { 'configuration-snippet': 'return 403;' }, { 'configuration-snippet': 'return 404;' }, 'different'],
    ['a look for another route', { 'configuration-snippet': 'rewrite ^/a /b last;' }, { 'configuration-snippet': 'rewrite ^/a /b last;', 'app-root': '/x' }, 'undecided'],
  ])('a comparison of %s: %s', (_, before, after, expected) => {
    const [one, other] = [before, after].map((annotations) => table([to(annotations, ['Prefix / svc'])], { settings: ALLOWED }));
    if (one === undefined || other === undefined) throw new Error('two tables');
    const { verdict } = diffTables(one, other);
    expect(verdict).toBe(expected);
  }); // biome-ignore format: a table
});

describe('a second Host header', () => {
  const HOST = { 'configuration-snippet': 'proxy_set_header Host other.test;' };

  test('is refused by the default backend of the controller', () => {
    expect(asked(HOST, '/other')).toMatch(/400/);
    expect(asked({ 'configuration-snippet': 'proxy_set_header host "";' }, '/other')).toMatch(/404/);
    expect(asked({ 'configuration-snippet': 'proxy_set_header X-Host other.test;' }, '/other')).toMatch(/404/);
  });

  test('leaves the Service to answer as it does', () => {
    expect(asked(HOST, '/foo')).toBe(asked({}, '/foo'));
  });

  test('of the config map is one too', () => {
    expect(asked({}, '/other', { 'location-snippet': 'proxy_set_header Host x;' })).toMatch(/400/);
    expect(asked({}, '/other', { 'server-snippet': 'proxy_set_header Host x;' })).toMatch(/404/);
  });
});

describe('limit_except of a snippet', () => {
  const LIMITED = { 'configuration-snippet': 'return 403; limit_except GET { deny all; }' };

  test.each([
    ['GET', /403/],
    ['HEAD', /403/],
    ['PATCH', /503/],
    ['OPTIONS', /503/],
    ['FOO', /503/],
  ])('%s', (method, expected) => {
    expect(asked(LIMITED, '/foo', {}, { method })).toMatch(expected);
  });

  test('comes before redirects and the question of CORS', () => {
    const more = {
      'configuration-snippet': 'limit_except GET POST { allow 10.0.0.0/8; deny all; }',
      'temporal-redirect': 'https://n.test/',
      'enable-cors': 'true',
    };
    expect(asked(more, '/foo', {}, { method: 'DELETE' })).toMatch(/503/);
    expect(asked(more, '/foo', {}, { method: 'OPTIONS' })).toMatch(/503/);
    expect(asked(more, '/foo', {}, { method: 'POST' })).toMatch(/302/);
  });

  test('of a location that a snippet writes is not decided', () => {
    const own = { 'server-snippet': 'location /own { limit_except GET { deny all; } return 200; }' };
    expect(asked(own, '/own', {}, { method: 'PUT' })).not.toMatch(/503/);
  });
});
