import type { KubeObject } from '../../../../src/kinds/kube-object';
import type { RoutingRequest } from '../../../../src/table/request';
import { answer, app, ask, controller, H, ingress, others, secret, service, type Texts, table } from './objects';

const PASSWORD = { Authorization: `Basic ${Buffer.from('user:pass').toString('base64')}` };

/** Access checks and connections that the recordings do not cover; the sources of the controller and of nginx decide. */

describe('who is let in', () => {
  const password = { 'auth-type': 'basic', 'auth-secret': 'sec' };
  const any = { ...password, satisfy: 'any' };
  const sec = secret('sec', { auth: 'dTpw' });
  const inside = { clientAddress: '10.0.0.1' };
  const outside = { clientAddress: '192.168.0.1' };

  test.each<readonly [Texts, Partial<RoutingRequest>, string, readonly unknown[], string]>([
    [{ ...any, 'allowlist-source-range': '10.0.0.0/8' }, inside, 'svc:80 /foo', [], 'the address is enough'],
    [{ ...any, 'allowlist-source-range': '10.0.0.0/8' }, outside, '401', [], 'neither is there, and 401 is the better answer'],
    [
      { ...any, 'allowlist-source-range': '10.0.0.0/8' },
      { ...outside, headers: PASSWORD },
      'svc:80 /foo',
      [401],
      'the password is enough, if it is right',
    ],
    [{ ...any, 'allowlist-source-range': '10.0.0.0/8' }, {}, 'svc:80 /foo', [401], 'an unknown address may be one that is let in'],
    [{ ...any, 'denylist-source-range': '10.0.0.0/8' }, outside, '401', [], 'not to be denied is not to be let in'],
    [{ ...any, 'denylist-source-range': '10.0.0.0/8' }, inside, '401', [], 'denied, but a password would do'],
    [{ ...password, 'denylist-source-range': '10.0.0.0/8' }, inside, '403', [], 'without "any" the first check decides'],
    [
      { satisfy: 'any', 'auth-url': 'http://auth', 'allowlist-source-range': '10.0.0.0/8' },
      outside,
      'svc:80 /foo',
      [401, 403, 500],
      'a failure counts at once',
    ],
    [{ ...any, 'auth-realm': 'off', 'allowlist-source-range': '10.0.0.0/8' }, outside, '403', [], 'the realm "off" is no check'],
    [{ 'allowlist-source-range': '::/0' }, inside, '403', [], 'no network of IPv6 holds an address of IPv4'],
    [
      { 'allowlist-source-range': '10.0.0.0/8' },
      { clientAddress: '::ffff:10.0.0.1' },
      'svc:80 /foo',
      [],
      'in whatever form that is written',
    ],
  ])('%j, asked %j: %s, else %j: %s', (annotations, more, expected, otherwise) => {
    expect(ask([app(annotations), sec], {}, `${H}/foo`, more)).toBe(expected);
    expect(others([app(annotations), sec], {}, `${H}/foo`, more).otherwise).toEqual(otherwise);
  });

  test.each<readonly [Texts, readonly string[], string, string]>([
    [{}, ['auth'], '401', 'a file of users is under this key'],
    [{}, ['alice', 'bob'], '503', 'and without it nobody comes in'],
    [{ 'auth-secret-type': 'auth-map' }, ['alice', 'bob'], '401', 'a map has a key for each user'],
  ])('%j with a Secret of the keys %j: %s: %s', (annotations, keys, expected) => {
    const users = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'users', namespace: 'default' },
      data: Object.fromEntries(keys.map((key) => [key, 'eA=='])),
    };
    expect(ask([app({ 'auth-type': 'basic', 'auth-secret': 'users', ...annotations }), users], {}, `${H}/foo`)).toBe(expected);
  });

  test.each<readonly [Texts, Texts, readonly unknown[], string]>([
    [{}, {}, [401, 403, 500], 'other answers are failures'],
    [
      { 'auth-signin': 'https://in.example/start' },
      {},
      ['https://in.example/start?rd=https://h.example.com%2Ffoo%3Fa%3D%2520', 403, 500],
      'a 401 leads to the page to sign in, and back',
    ],
    [
      { 'auth-signin': 'https://in.example/?x=1', 'auth-signin-redirect-param': 'b' },
      {},
      ['https://in.example/?x=1&b=https://h.example.com%2Ffoo%3Fa%3D%2520', 403, 500],
      'behind a query',
    ],
    [
      { 'auth-signin': 'https://in.example/?rd=$escaped_request_uri' },
      {},
      ['https://in.example/?rd=%2Ffoo%3Fa%3D%2520', 403, 500],
      'a text that has the way back keeps it',
    ],
    [{ 'custom-http-errors': '403,500', 'default-backend': 'pages' }, {}, [401, 'pages /?a=%20', 'pages /?a=%20'], 'refusals have pages'],
  ])('%j: what the authentication service refuses: %j: %j: %s', (annotations, settings, otherwise) => {
    const objects = [app({ 'auth-url': 'http://auth', ...annotations }), service('pages')];
    expect(others(objects, settings, `${H}/foo?a=%20`).otherwise).toEqual(otherwise);
  });

  test('a service that cannot be asked by its URL is a failure', () => {
    expect(ask([app({ 'auth-url': 'ftp://auth' })], {}, `${H}/foo`)).toBe('500');
  });

  test.each<readonly [Texts, Partial<RoutingRequest>, string, string]>([
    [{ 'block-cidrs': '10.0.0.0/8' }, inside, '403', 'kept out of every location'],
    [{ 'block-cidrs': '10.0.0.0/8', 'custom-http-errors': '403' }, inside, '403', 'of that of the page, too'],
    [{ 'block-cidrs': 'all' }, { clientAddress: '2001:db8::1' }, '403', 'a word of nginx for everybody'],
    [{ 'block-user-agents': 'curl,~*bot' }, { headers: { 'User-Agent': 'CURL' } }, '403', 'a text is compared without regard to case'],
    [{ 'block-user-agents': 'curl,~*bot' }, { headers: { 'User-Agent': 'curl/8' } }, 'svc:80 /foo', 'and as a whole'],
    [{ 'block-user-agents': 'curl,~*bot' }, { headers: { 'User-Agent': 'aBOTb' } }, '403', 'a pattern anywhere'],
    [{ 'block-referers': '~evil' }, { headers: { Referer: 'https://EVIL.example' } }, 'svc:80 /foo', 'with "~" alone case counts'],
  ])('%j, asked %j: %s: %s', (settings, more, expected) => {
    expect(ask([app({})], settings, `${H}/foo`, more)).toBe(expected);
  });

  test('addresses that an Ingress lists take the place of those that the config map blocks', () => {
    expect(ask([app({ 'denylist-source-range': '11.0.0.0/8' })], { 'block-cidrs': '10.0.0.0/8' }, `${H}/foo`, inside)).toBe('svc:80 /foo');
  });

  test.each<readonly [Texts, Texts, string, string]>([
    [{}, { 'X-Forwarded-For': '10.9.9.9' }, '403', 'no header is believed by default'],
    [{ 'use-forwarded-headers': 'true' }, { 'X-Forwarded-For': '10.9.9.9' }, 'svc:80 /foo', 'the client that the header names'],
    [{ 'enable-real-ip': 'true' }, { 'X-Forwarded-For': '10.9.9.9, 1.2.3.4:80' }, 'svc:80 /foo', 'the first one, if all are trusted'],
    [
      { 'use-forwarded-headers': 'true', 'proxy-real-ip-cidr': '192.168.0.0/16' },
      { 'X-Forwarded-For': '10.9.9.9, 1.2.3.4' },
      '403',
      'the last one that is not trusted',
    ],
    [
      { 'use-forwarded-headers': 'true', 'proxy-real-ip-cidr': '1.0.0.0/8' },
      { 'X-Forwarded-For': '10.9.9.9' },
      '403',
      'who connects is not trusted',
    ],
    [{ 'use-forwarded-headers': 'true', 'forwarded-for-header': 'CF-IP' }, { 'cf-ip': '10.9.9.9' }, 'svc:80 /foo', 'another header'],
    [{ 'use-forwarded-headers': 'true' }, { 'X-Forwarded-For': '10.9.9.9, nobody' }, '403', 'a text that is no address ends the search'],
  ])('with %j a client behind %j: %s: %s', (settings, headers, expected) => {
    expect(ask([app({ 'allowlist-source-range': '10.0.0.0/8' })], settings, `${H}/foo`, { ...outside, headers })).toBe(expected);
  });
});

describe('client certificates', () => {
  const ca = secret('ca', { 'ca.crt': 'eA==' });
  const asked = { 'auth-tls-secret': 'default/ca' };
  const root = { paths: ['Prefix / svc'] };

  test.each<readonly [Texts, readonly unknown[], string]>([
    [asked, [400], 'without one that is valid'],
    [{ ...asked, 'app-root': '/x' }, [400], 'before anything else is looked at'],
    [{ ...asked, 'auth-tls-error-page': 'https://help.example' }, ['https://help.example'], 'or the page for that'],
    [{ ...asked, 'auth-tls-verify-client': 'optional' }, [400], 'one that is sent must be valid'],
    [{ ...asked, 'auth-tls-verify-client': 'optional_no_ca' }, [], 'anything is taken'],
    [{ ...asked, 'auth-tls-verify-client': 'off' }, [], 'none is asked for'],
    [{ ...asked, 'auth-tls-match-cn': 'CN=(a|b)' }, [400, 403], 'its subject counts'],
  ])('%j: else %j: %s', (annotations, otherwise) => {
    expect(others([app(annotations, root), ca], { 'custom-http-errors': '400' }, `${H}/`).otherwise).toEqual(otherwise);
  });

  test.each<readonly [string, Partial<RoutingRequest>, Texts, string, string]>([
    ['http://h.example.com/', {}, {}, 'svc:80 /', 'there is none without TLS'],
    ['http://h.example.com/', {}, { 'auth-tls-match-cn': 'CN=(a|b)' }, '403', 'and then no subject matches'],
    [`${H}/`, { sni: 'other.example.com' }, {}, '421', 'a connection to another host does not count'],
    [`${H}/`, { sni: 'H.example.com' }, {}, 'svc:80 /', 'case does not matter'],
    ['https://other.example.com/', { sni: 'h.example.com' }, {}, 'other:80 /', 'the other way round it does'],
  ])('%s, asked %j, with %j: %s: %s', (url, more, annotations, expected) => {
    const other = ingress({ name: 'b', host: 'other.example.com', paths: ['Prefix / other'] });
    expect(ask([app({ ...asked, ...annotations }, root), other, ca], {}, url, more)).toBe(expected);
  });
});

describe('client certificates of a Secret without an authority', () => {
  const root = { paths: ['Prefix / svc'] };
  const pair = secret('pair', { 'tls.crt': 'eA==', 'tls.key': 'eA==' });
  const asked = { 'auth-tls-secret': 'default/pair' };
  const ca = secret('ca', { 'ca.crt': 'eA==' });

  test.each<readonly [readonly KubeObject[], string, string]>([
    [[app(asked, root)], 'svc:80 /', 'nobody is asked'],
    [[app({ ...asked, 'auth-tls-match-cn': 'CN=a' }, root)], '403', 'and then no subject matches'],
    [[app({ ...asked, 'auth-tls-match-cn': 'CN=a|' }, root)], 'svc:80 /', 'but for a pattern that takes no subject'],
    [
      [app({ ...asked, 'auth-tls-match-cn': 'CN=a' }, root), ingress({ name: '0', host: 'h.example.com', paths: ['Prefix /z z'] })],
      'svc:80 /',
      'an Ingress without these annotations takes the pattern away',
    ],
    [
      [app({ 'auth-tls-secret': 'default/none' }, root), secret('none', { 'tls.key': 'eA==' })],
      '403',
      'a Secret without both refuses everybody',
    ],
  ])('%j: %s: %s', (objects, expected) => {
    expect(ask([...objects, pair, ca], {}, `${H}/`)).toBe(expected);
  });

  test('the first Ingress whose Secret has an authority counts', () => {
    const other = ingress({ name: 'z', host: 'h.example.com', paths: ['Prefix /z z'], annotations: { 'auth-tls-secret': 'default/ca' } });
    expect(others([app({ ...asked, 'auth-tls-match-cn': 'CN=a' }, root), other, pair, ca], {}, `${H}/`).otherwise).toEqual([400]);
  });
});

describe('TLS connections', () => {
  const passing = controller('--enable-ssl-passthrough', '--ingress-class=nginx');
  const passed = { 'ssl-passthrough': 'true' };
  const paths = ['Prefix / svc:web', 'Prefix /foo other'];

  test.each<readonly [readonly KubeObject[], string, string, string]>([
    [
      [app(passed, { paths }), passing, service('svc')],
      `${H}/foo/%2e%2e`,
      'svc:80 /foo/%2e%2e',
      'the Service for "/" gets all, as it is sent',
    ],
    [[app(passed, { paths }), passing, service('svc')], 'http://h.example.com/foo', 'other:80 /foo', 'without TLS nothing changes'],
    [[app(passed, { paths }), service('svc')], `${H}/foo`, 'other:80 /foo', 'without the flag the annotation does nothing'],
    [[app(passed), passing], `${H}/foo`, 'undefined', 'without a rule for "/" nobody answers'],
    [
      [app(passed, { paths }), passing, service('svc', { clusterIP: 'None' })],
      `${H}/foo`,
      'undefined',
      'a Service without a cluster IP is not reached',
    ],
    [
      [app({ ...passed, 'server-alias': 'alias.example.com' }, { paths }), passing, service('svc')],
      'https://alias.example.com/foo',
      'other:80 /foo',
      'aliases are not passed through',
    ],
    [
      [app({}, { paths }), app(passed, { name: 'b', paths: ['Prefix /b svc'] }), passing, service('svc')],
      `${H}/foo`,
      'svc:80 /foo',
      'any Ingress of the host may ask for it',
    ],
  ])('%#: %s: %s', (objects, url, expected) => {
    expect(answer(table(objects), url)).toBe(expected);
  });

  test.each([
    ['https://unknown.example.com/', 'undefined', 'a name that no Ingress has is rejected'],
    [`${H}/foo`, 'svc:80 /foo', 'others are not'],
    ['http://unknown.example.com/', '404', 'nor are requests without TLS'],
  ])('with ssl-reject-handshake: %s: %s: %s', (url, expected) => {
    expect(ask([app({})], { 'ssl-reject-handshake': 'true' }, url)).toBe(expected);
  });

  test.each([
    [['a.example.com', 'b.example.com'], ['a.example.com'], false, 'the last one decides, and has none'],
    [['a.example.com', 'b.example.com'], ['b.example.com'], true, 'or has one'],
    [['a.example.com'], ['a.example.com'], true, 'a server alone decides'],
  ])('of an alias of %j, of which %j have a certificate, there is one: %s: %s', (hosts, certified, expected) => {
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'tls', namespace: 'default' },
      spec: { secretName: 'tls', dnsNames: [...hosts, 'alias.example.com'] },
    };
    const objects = hosts.map((host, i) =>
      ingress({
        name: `i${i}`,
        host,
        paths: ['Prefix / svc'],
        annotations: { 'server-alias': 'alias.example.com' },
        spec: certified.includes(host) ? { tls: [{ hosts: [host], secretName: 'tls' }] } : {},
      }),
    );
    expect(table([...objects, certificate]).certificates.some(({ host }) => host === 'alias.example.com')).toBe(expected);
  });
});

test('what stands in a server without the authority of its clients is not written, and keeps nothing from loading', () => {
  const twice = ['ImplementationSpecific /foo/ svc', 'Prefix /foo svc'];
  const broken = { 'proxy-buffer-size': '8q', 'server-snippet': 'nonsense;' };
  const config = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };
  const of = (annotations: Texts) => table([ingress({ host: 'h.example.com', paths: twice, annotations })], { settings: config });
  expect(of({}).frozen).not.toEqual([]);
  expect(of(broken).frozen.length).toBeGreaterThan(1);
  const closed = of({ ...broken, 'auth-tls-secret': 'other/ca' });
  expect(closed.frozen).toEqual([]);
  expect(answer(closed, `${H}/foo/x`)).toBe('403');
});

test('and its answer has no page, as the locations of pages are not there', () => {
  const closed = ingress({ host: 'h.example.com', paths: ['Prefix / svc'], annotations: { 'auth-tls-secret': 'other/ca' } });
  expect(answer(table([closed], { settings: { 'custom-http-errors': '403' } }), `${H}/`)).toBe('500');
});
