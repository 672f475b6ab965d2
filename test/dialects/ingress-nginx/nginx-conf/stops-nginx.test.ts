import { KIND_WORDS } from '../../../../scripts/generated/kind-words';
import { checkAnnotations } from '../../../../src/dialects/ingress-nginx/check-annotations';
import { checkConfigMap } from '../../../../src/dialects/ingress-nginx/check-config-map';
import { checkBlock } from '../../../../src/dialects/ingress-nginx/nginx-conf/check-conf';
import { confFacts } from '../../../../src/dialects/ingress-nginx/nginx-conf/conf-facts';
import { allDirectives, type Context } from '../../../../src/dialects/ingress-nginx/nginx-conf/directives';
import {
  EVENTS_LINES,
  HTTP_LINES,
  MAIN_LINES,
  STATUS_LINES,
  STREAM_LINES,
  UPSTREAM_LINES,
} from '../../../../src/dialects/ingress-nginx/nginx-conf/global-lines';
import { KINDS } from '../../../../src/dialects/ingress-nginx/nginx-conf/kinds';
import { type Line, type LocationFacts, NO_MAPS } from '../../../../src/dialects/ingress-nginx/nginx-conf/line';
import { LOCATION_LINES } from '../../../../src/dialects/ingress-nginx/nginx-conf/location-lines';
import { EVERY_SERVER_LINES } from '../../../../src/dialects/ingress-nginx/nginx-conf/server-lines';
import { SettingValues } from '../../../../src/dialects/ingress-nginx/nginx-conf/settings-values';
import { writtenLines } from '../../../../src/dialects/ingress-nginx/nginx-conf/written-lines';
import { ingress, table } from '../read/objects';

type Texts = { readonly [name: string]: string };

const P = 'nginx.ingress.kubernetes.io/';
const SNIPPETS = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };

/** Why the table of one Ingress is not loaded. */
const frozen = (annotations: Texts, config: Texts = {}): readonly string[] =>
  table([ingress({ host: 'h.example.com', paths: ['Prefix /api app'], annotations })], { settings: config }).frozen.map(
    ({ because }) => because,
  );

const AUTH = { 'auth-url': 'http://auth.example.com/x' };

describe('an annotation that admission lets pass and nginx refuses stops the controller', () => {
  test.each<[string, Texts, Texts, Texts]>([
    ['one buffer is too few', { 'proxy-buffers-number': '1' }, { 'proxy-buffers-number': '3' }, {}],
    [
      'twice the buffer must fit into all buffers but one',
      { 'proxy-buffer-size': '256k', 'proxy-buffers-number': '2' },
      { 'proxy-buffer-size': '256k', 'proxy-buffers-number': '3' },
      {},
    ],
    [
      'busy buffers must fit into all buffers but one',
      { 'proxy-buffer-size': '16k', 'proxy-busy-buffers-size': '64k' },
      { 'proxy-buffer-size': '16k', 'proxy-busy-buffers-size': '48k' },
      {},
    ],
    ['busy buffers hold one buffer', { 'proxy-busy-buffers-size': '3k' }, { 'proxy-busy-buffers-size': '4k' }, {}],
    [
      'the config map gives what the annotation does not say',
      { 'proxy-buffer-size': '16k' },
      { 'proxy-buffer-size': '8k' },
      { 'proxy-busy-buffers-size': '8k', 'proxy-buffer-size': '8k', 'proxy-buffers-number': '3' },
    ],
    ['a file for an answer holds a buffer', { 'proxy-max-temp-file-size': '3k' }, { 'proxy-max-temp-file-size': '0' }, {}],
    ['a size has no gigabytes', { 'proxy-buffer-size': '1g' }, { 'proxy-body-size': '1g' }, {}],
    ['a time is not negative', { 'proxy-read-timeout': '-1' }, { 'proxy-read-timeout': '0' }, {}],
    ['a number is not negative', { 'proxy-next-upstream-tries': '-1' }, { 'proxy-next-upstream-tries': '0' }, {}],
    ['a burst is above 0', { 'limit-rps': '10', 'limit-burst-multiplier': '0' }, { 'limit-rps': '10', 'limit-burst-multiplier': '1' }, {}],
    ['connections are 65535 at most', { 'limit-connections': '65536' }, { 'limit-connections': '65535' }, {}],
    ['499 is no code of an error page', { 'custom-http-errors': '499' }, { 'custom-http-errors': '498' }, {}],
    ['a cookie path has two words', { 'proxy-cookie-path': '/a' }, { 'proxy-cookie-path': '/a /b' }, {}],
    ['a cookie path is a pattern behind "~"', { 'proxy-cookie-path': '~? /b' }, { 'proxy-cookie-path': '~a? /b' }, {}],
    [
      'a Location needs its replacement',
      { 'proxy-redirect-from': 'http://a/', 'proxy-redirect-to': '' },
      { 'proxy-redirect-from': 'http://a/', 'proxy-redirect-to': '/b' },
      { 'proxy-redirect-to': '' },
    ],
    [
      'a Location of gRPC has no default',
      { 'proxy-redirect-from': 'default', 'backend-protocol': 'GRPC' },
      { 'proxy-redirect-from': 'default' },
      {},
    ],
    [
      'a Location of a scheme that varies has no default',
      { 'proxy-redirect-from': 'default', 'backend-protocol': 'AUTO_HTTP' },
      { 'proxy-redirect-from': 'off', 'backend-protocol': 'AUTO_HTTP' },
      {},
    ],
    ['a variable in a URL', { 'auth-url': 'http://auth.example.com/$foo_bar' }, { 'auth-url': 'http://auth.example.com/$URI' }, {}],
    [
      'a variable in the page to sign in',
      { ...AUTH, 'auth-signin': 'https://l.example.com/$foo_bar' },
      { ...AUTH, 'auth-signin': 'https://l.example.com/$host' },
      {},
    ],
    [
      'a space in the page to sign in',
      { ...AUTH, 'auth-signin': 'https://l.example.com/a b' },
      { ...AUTH, 'auth-signin': 'https://l.example.com/ab' },
      {},
    ],
    ['a variable in a key', { ...AUTH, 'auth-cache-key': '$nope' }, { ...AUTH, 'auth-cache-key': '$remote_user$cookie_x' }, {}],
    [
      'a status before a time',
      { ...AUTH, 'auth-cache-key': 'a', 'auth-cache-duration': 'foo 5m' },
      { ...AUTH, 'auth-cache-key': 'a', 'auth-cache-duration': '200 5m' },
      {},
    ],
    [
      'a time in milliseconds',
      { ...AUTH, 'auth-cache-key': 'a', 'auth-cache-duration': '200 5ms' },
      { ...AUTH, 'auth-cache-duration': '200 5ms' },
      {},
    ],
    [
      'a variable in a mirror',
      { 'mirror-target': 'https://x.example.com$foo_bar' },
      { 'mirror-target': 'https://x.example.com$request_uri' },
      {},
    ],
    ['a mirror has http or https', { 'mirror-target': 'ftp://x.example.com/' }, { 'mirror-target': 'http://x.example.com/' }, {}],
    ['a variable in a host', { 'upstream-vhost': '$nope' }, { 'upstream-vhost': '$HOST' }, {}],
    ['no cipher is left', { 'ssl-ciphers': 'foo' }, { 'ssl-ciphers': 'foo:HIGH' }, {}],
    ['a list of ciphers is one word', { 'ssl-ciphers': 'HIGH MEDIUM' }, { 'ssl-ciphers': 'HIGH:MEDIUM' }, {}],
  ])('%s', (_, refused, accepted, config) => {
    expect(frozen(refused, config)).not.toEqual([]);
    expect(frozen(accepted, config)).toEqual([]);
  });

  test('the table says whose setting it is, and what nginx asks', () => {
    const { frozen: found } = table(
      [ingress({ host: 'h.example.com', paths: ['Prefix /api app'], annotations: { 'proxy-buffers-number': '2' } })],
      { settings: { 'proxy-buffer-size': '16k' } },
    );
    expect(found).toEqual([
      {
        cause: 'value',
        because: `"proxy-buffer-size" of the config map and annotation "${P}proxy-buffers-number": proxy_busy_buffers_size: 32768 bytes are more than all but one of proxy_buffers, 16384`,
        origins: [
          { kind: 'ConfigMap', namespace: '', name: '', field: 'data["proxy-buffer-size"]' },
          { kind: 'Ingress', namespace: 'default', name: 'a', field: `metadata.annotations["${P}proxy-buffers-number"]` },
        ],
      },
    ]);
  });

  test.each([
    [
      '46 bytes for the name of a header',
      { ...AUTH, 'auth-response-headers': `X-${'a'.repeat(45)}` },
      { ...AUTH, 'auth-response-headers': `X-${'a'.repeat(44)}` },
    ],
    [
      'modules are loaded by settings',
      { 'enable-modsecurity': 'true', 'modsecurity-transaction-id': '$nope' },
      { 'modsecurity-transaction-id': '$nope' },
    ],
  ])('%s', (_, refused, accepted) => {
    expect(frozen(refused)).not.toEqual([]);
    expect(frozen(accepted)).toEqual([]);
  });

  test.each([
    [126, 0],
    [127, 1],
  ])(
    'a limit makes a variable of the name of its Ingress: with %i characters and the id of the API server it stops nginx %i times',
    (length, times) => {
      const name = 'a'.repeat(length);
      const limited = ingress({ name, host: 'h.example.com', paths: ['Prefix /api app'], annotations: { 'limit-rps': '5' } });
      expect(table([limited]).frozen).toHaveLength(times);
    },
  );

  test.each([
    ['proxy-set-headers', { 'X-A': '$nope' }, { 'X-A': '$host' }],
    ['proxy-set-headers', { ['X'.repeat(47)]: 'a' }, { ['X'.repeat(46)]: 'a' }],
    ['add-headers', { 'X-A': '$nope' }, { 'X-A': '$host' }],
  ])('the ConfigMap of %s is written too', (option, refused, accepted) => {
    const on = (data: Texts): readonly string[] =>
      table(
        [
          ingress({ host: 'h.example.com', paths: ['Prefix /api app'] }),
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default', name: 'headers' }, data },
        ],
        { settings: { [option]: 'default/headers' } },
      ).frozen.map(({ because }) => because);
    expect([on(refused).length > 0, on(accepted)]).toEqual([true, []]);
  });

  test('a location that answers 503 by itself has no values of its Service', () => {
    expect(frozen({ 'proxy-buffers-number': '1', 'denylist-source-range': 'foo' })).toEqual([]);
  });
});

describe('an option that the controller reads and nginx refuses stops the controller', () => {
  test.each<[string, string, string, string]>([
    ['a number and a size', 'large-client-header-buffers', '4', '4 8k'],
    ['a header needs 512 bytes', 'large-client-header-buffers', '4 511', '4 512'],
    ['words that nginx knows', 'proxy-next-upstream', 'foo', 'error http_503'],
    ['a network', 'whitelist-source-range', '1.2.3.4/99', '1.2.3.4/32'],
    ['a network', 'block-cidrs', 'foo', '10.0.0.0/8, ::1'],
    ['a network', 'nginx-status-ipv4-whitelist', 'foo', '10.0.0.1'],
    ['a pattern', 'block-user-agents', '~*(bot', '~*(bot)'],
    ['one word an item', 'block-user-agents', 'bad bot', '"bad bot"'],
    ['an item once', 'block-referers', 'a,a', 'a,b'],
    ['46 bytes for a table of 64', 'skip-access-log-urls', `/${'x'.repeat(46)}`, `/${'x'.repeat(45)}`],
    ['a code of an error page', 'custom-http-errors', '499', '404,600'],
    ['a level', 'error-log-level', 'warning', 'warn'],
    ['a version of TLS', 'ssl-protocols', 'TLSv1.4', 'TLSv1.2 TLSv1.3'],
    ['a curve', 'ssl-ecdh-curve', 'foo', 'X25519:prime256v1'],
    ['a cipher', 'ssl-ciphers', '!aNULL', 'HIGH:!aNULL'],
    ['a time in one word', 'worker-shutdown-timeout', '1h 30m', '1h30m'],
    ['a time in whole seconds', 'ssl-session-timeout', '10ms', '10m'],
    ['32k for sessions', 'ssl-session-cache-size', '31k', '32k'],
    ['a status', 'limit-req-status-code', '600', '599'],
    ['a number of workers', 'worker-processes', 'many', 'auto'],
    ['a mask', 'worker-cpu-affinity', '12', '01 10'],
    ['more connections than sockets', 'max-worker-connections', '5', '6'],
    ['a bucket that holds something', 'map-hash-bucket-size', '-1', '1'],
    ['a table that holds something', 'variables-hash-max-size', '0', '1'],
    ['a variable in a log', 'log-format-upstream', '$nope', '$host $status'],
    ['a variable of stream in its log', 'log-format-stream', '$uri', '$session_time'],
    ['parameters of a log', 'access-log-params', 'foo=1', 'buffer=16k gzip'],
    ['a directive', 'server-snippet', 'foo bar;', 'gzip off;'],
    ['a directive of stream', 'stream-snippet', 'add_header A b;', 'tcp_nodelay on;'],
    ['a directive outside http', 'main-snippet', 'gzip on;', 'env A;'],
    ['a value without ";"', 'forwarded-for-header', 'X Real', 'X-Real-IP'],
    ['an address to listen on', 'bind-address-ipv4', 'foo', '10.0.0.1'],
  ])('%s: %s', (_, name, refused, accepted) => {
    expect(frozen({}, { [name]: refused })).not.toEqual([]);
    expect(frozen({}, { [name]: accepted })).toEqual([]);
  });

  test.each([
    ['trusted networks only where they are read', { 'proxy-real-ip-cidr': 'foo' }, { 'use-forwarded-headers': 'true' }],
    ['compression only where it is on', { 'gzip-level': '10' }, { 'use-gzip': 'true' }],
    ['syslog only where it is on', { 'syslog-port': '99999', 'syslog-host': '10.0.0.1' }, { 'enable-syslog': 'true' }],
    ['an authentication service only where there is one', { 'global-auth-snippet': 'foo;' }, { 'global-auth-url': 'http://a.example.com' }],
  ])('%s', (_, config, more) => {
    expect(frozen({}, config)).toEqual([]);
    expect(frozen({}, { ...config, ...more })).not.toEqual([]);
  });

  test('what limits are counted by is written only for an Ingress that limits', () => {
    const config = { 'limit-conn-zone-variable': '$nope' };
    expect(frozen({}, config)).toEqual([]);
    expect(frozen({ 'limit-rps': '5' }, config)).toEqual([
      '"limit-conn-zone-variable" of the config map: map: there is no variable "$nope"',
    ]);
  });

  test('a redirect without its replacement is one of the catch-all, which has no default for it', () => {
    expect(frozen({}, { 'proxy-redirect-from': 'http://a/', 'proxy-redirect-to': 'http://b/' })).toEqual([
      '"proxy-redirect-from" of the config map and "proxy-redirect-to" of the config map: proxy_redirect: "http://a/" is not "default" or "off", and has no replacement',
    ]);
  });

  test.each([
    ['0x10 is a number', 'keep-alive-requests', '0x10'],
    ['010 is one in octal', 'limit-req-status-code', '0770'],
    ['what is no number leaves the default', 'limit-req-status-code', 'foo'],
    ['nothing is 0', 'keep-alive', ''],
  ])('%s, as the decoder of the controller reads it', (_, name, text) => {
    expect(frozen({}, { [name]: text })).toEqual([]);
  });
});

describe('a snippet is judged with what the controller writes around it', () => {
  test.each([
    ['more_set_headers "A: b";', []],
    ['foo bar;', ['there is no directive "foo"']],
    ['modsecurity on;', ['there is no directive "modsecurity"']],
    ['server { }', ['server is not allowed there']],
    ['proxy_read_timeout 30s;', ['proxy_read_timeout is given twice']],
    ['rewrite_by_lua_block { ngx.exit(403) }', ['rewrite_by_lua_block is given twice']],
    ['proxy_cookie_path / "/; secure";', ['proxy_cookie_path is given with "off" and a second time']],
    ['add_header A;', ['add_header has 1 argument, which it does not take']],
    ['set $host x;', ['set: nginx itself sets "$host"']],
    ['set $mine x; add_header A $mine;', []],
    ['if ($nope) { return 403; }', ['if: there is no variable "$nope"']],
    ['if ($host = a) { server_name b; }', ['server_name is not allowed there']],
    ['if ($host) { proxy_buffers 8 1x; }', ['proxy_buffers is not allowed there']],
  ])('%j in a location', (snippet, expected) => {
    const found = frozen({ 'configuration-snippet': snippet }, SNIPPETS);
    expect(found.map((because) => because.replace(/^annotation "[^"]*": /, ''))).toEqual(
      expected.map((because) => expect.stringContaining(because)),
    );
  });

  test.each([
    ['location /api/ { return 200; }', ['location /api/ is given twice']],
    ['location = /api { return 200; }', ['location = /api is given twice']],
    ['location ~ ^/api/ { return 200; }', []],
    ['location /other { return 200; }', []],
  ])('%j in a server beside its locations', (snippet, expected) => {
    const found = frozen({ 'server-snippet': snippet }, SNIPPETS);
    expect(found.map((because) => because.replace(/^annotation "[^"]*": /, ''))).toEqual(expected);
  });

  test.each([
    ['Prefix /', 'location /x { return 200; }', []],
    ['Prefix /api', 'location /api/x { return 200; }', ['location "/api/x" cannot stand inside the exact location "/api"']],
    ['Exact /api', 'location ~ x { return 200; }', ['location "x" cannot stand inside the exact location "/api"']],
    ['ImplementationSpecific /', 'location ~ x { return 200; }', []],
  ])('in a location of %s, %j', (path, snippet, expected) => {
    const { frozen: found } = table(
      [ingress({ host: 'h.example.com', paths: [`${path} app`], annotations: { 'configuration-snippet': snippet } })],
      { settings: SNIPPETS },
    );
    expect(found.map(({ because }) => because.replace(/^annotation "[^"]*": /, ''))).toEqual(expected);
  });

  test('modules and variables are not judged where the configuration loads modules by itself', () => {
    const config = { ...SNIPPETS, 'main-snippet': 'load_module /etc/nginx/modules/x.so;' };
    expect(frozen({ 'configuration-snippet': 'foo $bar; add_header A $baz;' }, config)).toEqual([]);
  });

  test('variables are not judged where a file is included, which may make them; directives are', () => {
    const config = { ...SNIPPETS, 'http-snippet': 'include /etc/nginx/more/*.conf;' };
    expect(frozen({ 'configuration-snippet': 'add_header A $baz;' }, config)).toEqual([]);
    expect(frozen({ 'configuration-snippet': 'foo $baz;' }, config)).toHaveLength(1);
  });

  test('a setting loads its module', () => {
    expect(frozen({ 'configuration-snippet': 'modsecurity on;' }, { ...SNIPPETS, 'enable-modsecurity': 'true' })).toEqual([]);
  });
});

describe('synth says what the table says', () => {
  const where = 'chart/shop';

  test('of an annotation', () => {
    const found = checkAnnotations({ [`${P}custom-http-errors`]: '404,499' }, { where, settings: {} });
    expect(found.map(({ code, what }) => [code, what])).toEqual([
      [
        'annotation/stops-nginx',
        `annotation "${P}custom-http-errors": value "404,499" makes a configuration that nginx does not load: error_page: "499" is not a status from 300 to 599 except 499`,
      ],
    ]);
  });

  test('of an annotation that does not go with the defaults of others, and of two at the first', () => {
    const found = (annotations: Texts): readonly string[] =>
      checkAnnotations(Object.fromEntries(Object.entries(annotations).map(([name, text]) => [P + name, text])), {
        where,
        settings: {},
      }).map(({ code, what }) => `${code} ${what.split('"')[1]?.slice(P.length)}`);
    expect(found({ 'proxy-buffers-number': '2' })).toEqual(['annotation/stops-nginx proxy-buffers-number']);
    expect(found({ 'proxy-buffer-size': '256k', 'proxy-buffers-number': '2' })).toEqual(['annotation/stops-nginx proxy-buffer-size']);
  });

  test('of a variable only where the config map is known, which may make it', () => {
    const annotations = { [`${P}upstream-vhost`]: '$mine' };
    const codes = (settings?: Texts): readonly string[] =>
      checkAnnotations(annotations, { where, ...(settings === undefined ? {} : { settings }) }).map(({ code }) => code);
    expect([codes(), codes({}), codes({ 'http-snippet': 'map $host $mine { default a; }' })]).toEqual([[], ['annotation/stops-nginx'], []]);
  });

  test('of an option, once, and not again if the controller does not read it', () => {
    const codes = (data: Texts): readonly string[] => checkConfigMap(data, where).map(({ code }) => code);
    expect(codes({ 'worker-processes': '0x' })).toEqual(['config/stops-nginx']);
    expect(codes({ 'limit-req-status-code': 'many' })).toEqual(['config/wrong-type']);
    expect(codes({ 'log-format-upstream': '$nope' })).toEqual(['config/stops-nginx']);
    expect(codes({ 'proxy-buffers-number': '2' })).toEqual(['config/stops-nginx']);
  });
});

const PLAIN_LOCATION: LocationFacts = {
  protocol: 'HTTP',
  catchAll: false,
  rewrites: false,
  denied: false,
  authenticates: true,
  basicAuth: false,
  authUrl: '',
  globalAuth: false,
  backendAuthority: false,
  maps: NO_MAPS,
  redirect: { url: '', code: 0 },
};
const NO_GLOBALS = { limits: false, addHeaders: {} };

test('nginx takes every line that the controller writes by itself, so that a block of them alone need not be read', () => {
  const values = new SettingValues(undefined, {});
  const facts = confFacts(values, new Set(), [], '');
  const blocks: readonly [Context, readonly Line<never>[], object][] = [
    ['m', MAIN_LINES, NO_GLOBALS],
    ['e', EVENTS_LINES, NO_GLOBALS],
    ['h', HTTP_LINES, NO_GLOBALS],
    ['u', UPSTREAM_LINES, NO_GLOBALS],
    ['s', STATUS_LINES, NO_GLOBALS],
    ['S', STREAM_LINES, NO_GLOBALS],
    ['s', EVERY_SERVER_LINES, { asksForCertificates: false, backendAuthority: false }],
    ['l', LOCATION_LINES, PLAIN_LOCATION],
  ];
  for (const [context, lines, blockFacts] of blocks) {
    // With a name for each, so that each is read.
    const named = writtenLines(lines, values, blockFacts as never).map(({ text }) => ({ text, names: ['any'] }));
    expect([context, checkBlock(context, named, [], facts).problems]).toEqual([context, []]);
    expect(named.length).toBeGreaterThan(0);
  }
});

test('every kind of argument that refuses something has words on the page of refused values', () => {
  const silent = new Set(['any', 'once', 'str', 'list', 'luaHandler', 'defines', 'pass']);
  const kinds = [...new Set(allDirectives().map(({ kind }) => kind))];
  expect(kinds.filter((kind) => KINDS[kind] === undefined)).toEqual([]);
  expect(kinds.filter((kind) => !silent.has(kind)).sort()).toEqual(Object.keys(KIND_WORDS).sort());
});
