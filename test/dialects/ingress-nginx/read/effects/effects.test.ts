import type { KubeObject } from '../../../../../src/kinds/kube-object';
import type { EffectName } from '../../../../../src/table/effects';
import type { Candidate, RoutingTableData } from '../../../../../src/table/routing-table';
import { answer, ingress, table } from '../objects';

const HOST = 'h.example.com';
const OPEN = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };

type Annotations = { readonly [name: string]: string };

const route = (annotations: Annotations, path = '/foo', name = 'a', service = 'svc'): KubeObject =>
  ingress({ name, host: HOST, paths: [`Prefix ${path} ${service}`], annotations });

const candidateOf = (on: RoutingTableData, path = '/foo'): Candidate =>
  on.hosts.find(({ host }) => host === HOST)!.candidates.find(({ match }) => 'path' in match.path && match.path.path === path)!;

const values = (on: RoutingTableData, name: EffectName, path = '/foo'): readonly unknown[] =>
  candidateOf(on, path).effects!.flatMap(({ effect, value }) => (effect === name ? [value] : []));

const annotation = (key: string, name = 'a') => ({
  kind: 'Ingress',
  namespace: 'default',
  name,
  field: `metadata.annotations["nginx.ingress.kubernetes.io/${key}"]`,
});

describe('values', () => {
  test.each<readonly [EffectName, Annotations, unknown, string]>([
    ['requestBodyBytes', {}, 1048576, 'the default of the controller is 1m'],
    ['requestBodyBytes', { 'proxy-body-size': '2k' }, 2048, 'sizes are bytes'],
    ['requestBodyBytes', { 'proxy-body-size': '0' }, 'unlimited', '0 is no limit'],
    ['readTimeoutSeconds', { 'proxy-read-timeout': '5m' }, 60, 'a value that the parser does not take is none'],
    ['retries', {}, { causes: ['error', 'timeout'], everyMethod: false, tries: 3, seconds: 'unlimited' }, 'POST is not sent twice'],
    [
      'retries',
      { 'proxy-next-upstream': 'timeout error non_idempotent' },
      { causes: ['error', 'timeout'], everyMethod: true, tries: 3, seconds: 'unlimited' },
      'the order of causes does not count',
    ],
    [
      'retries',
      { 'proxy-next-upstream': 'timeout', 'proxy-next-upstream-tries': '1', 'backend-protocol': 'GRPC' },
      { causes: ['error', 'timeout'], everyMethod: false, tries: 'unlimited', seconds: 'unlimited' },
      'the directives are not those of gRPC',
    ],
    ['readTimeoutSeconds', { 'proxy-read-timeout': '5', 'backend-protocol': 'GRPC' }, 5, 'gRPC has this one'],
    ['readTimeoutSeconds', { 'proxy-read-timeout': '5', 'backend-protocol': 'FCGI' }, 60, 'FastCGI has not'],
    ['connectTimeoutSeconds', { 'proxy-connect-timeout': '5', 'backend-protocol': 'FCGI' }, 60, 'nor this one'],
    ['requestHeaders', { 'backend-protocol': 'FCGI' }, undefined, 'FastCGI gets no headers of the controller'],
    ['upstreamHost', { 'upstream-vhost': 'a.internal', 'backend-protocol': 'FCGI' }, undefined, 'FastCGI has no headers'],
    [
      'customErrors',
      { 'custom-http-errors': '503', 'backend-protocol': 'GRPC' },
      { statuses: [503], backend: 'the default backend of the controller', ofBackendToo: false },
      'errors of a gRPC backend are not intercepted, those of nginx are',
    ],
    [
      'rateLimit',
      { 'limit-rps': '10', 'limit-allowlist': '10.0.0.0/8' },
      { perSecond: { requests: 10, burst: 50 }, countedBy: '$binary_remote_addr', free: ['10.0.0.0/8'], status: 503 },
      'five times as many may come at once',
    ],
    ['bandwidth', { 'limit-rate': '10' }, { bytesPerSecond: 10240, afterBytes: 0 }, 'the annotation counts in kilobytes'],
    ['cors', { 'cors-allow-origin': 'https://a.example.com' }, undefined, 'CORS is off unless enable-cors says otherwise'],
    [
      'mirror',
      { 'mirror-target': 'https://b.example.com:8443/x$request_uri' },
      { target: 'https://b.example.com:8443/x$request_uri', host: 'b.example.com', body: true },
      'the host is that of the URL',
    ],
    ['backendTls', { 'proxy-ssl-verify': 'on', 'backend-protocol': 'HTTPS' }, { verified: false }, 'without a Secret nothing is verified'],
    [
      'backendTls',
      { 'proxy-ssl-secret': 'default/ca', 'proxy-ssl-verify': 'on', 'backend-protocol': 'GRPCS' },
      { verified: false },
      'the directives are not those of gRPC',
    ],
    [
      'basicAuth',
      { 'auth-type': 'basic', 'auth-secret': 'users' },
      { type: 'basic', secret: 'default/users', secretType: 'auth-file' },
      'a Secret of the same name in another namespace has other users',
    ],
    ['waf', { 'modsecurity-snippet': 'SecRuleEngine On' }, undefined, 'rules alone do not switch it on'],
    [
      'waf',
      { 'enable-modsecurity': 'true', 'enable-owasp-core-rules': 'true' },
      { refuses: false, owaspRules: true },
      'the configuration of the image only reports',
    ],
    [
      'waf',
      { 'enable-modsecurity': 'true', 'modsecurity-snippet': 'SecRuleEngine DetectionOnly\nSecRuleEngine On' },
      { refuses: true, rules: { unknown: 'SecRuleEngine DetectionOnly\nSecRuleEngine On' }, owaspRules: false },
      'the last word of a snippet holds',
    ],
    [
      'waf',
      { 'enable-modsecurity': 'true', 'modsecurity-snippet': 'Include /etc/rules.conf' },
      { rules: { unknown: 'Include /etc/rules.conf' }, owaspRules: false },
      'another file may say anything',
    ],
    ['snippet', { 'configuration-snippet': 'more_set_headers "X-A: b";' }, { unknown: 'more_set_headers "X-A: b";' }, 'the text is kept'],
    ['requestHeaders', { 'x-forwarded-prefix': '/foo' }, { requestId: true }, 'the prefix is written beside a rewrite only'],
  ])('%s of %j is %j: %s', (name, annotations, expected) => {
    expect(values(table([route(annotations)], { settings: OPEN }), name)).toEqual(expected === undefined ? [] : [expected]);
  });

  test('that are not known are not known: a ConfigMap that is not among the objects', () => {
    const on = table([route({ 'auth-url': 'https://auth.example.com', 'auth-proxy-set-headers': 'default/more' })]);
    expect(values(on, 'externalAuth')).toEqual([
      { method: 'GET', requestHeaders: { unknown: 'ConfigMap default/more' }, alwaysSetsCookie: false },
    ]);
  });
});

describe('origins', () => {
  test('an annotation, an option of the config map, or nobody', () => {
    const on = table([route({ 'proxy-read-timeout': '5' })], { settings: { 'proxy-send-timeout': '5' } });
    const timeouts = candidateOf(on).effects!.filter(({ effect }) => effect.endsWith('TimeoutSeconds'));
    expect(timeouts).toEqual([
      {
        effect: 'connectTimeoutSeconds',
        value: 5,
        origin: { kind: 'ConfigMap', namespace: '', name: '', field: 'data' },
        byDefault: true,
      },
      {
        effect: 'sendTimeoutSeconds',
        value: 5,
        origin: { kind: 'ConfigMap', namespace: '', name: '', field: 'data["proxy-send-timeout"]' },
      },
      { effect: 'readTimeoutSeconds', value: 5, origin: annotation('proxy-read-timeout') },
    ]);
  });
});

/** Later names come first, as the objects have no age. */
describe('of several Ingresses', () => {
  test('the first with an authority decides about TLS to the backends of a host', () => {
    const on = table([
      route({ 'proxy-ssl-secret': 'default/ca', 'proxy-ssl-verify': 'on' }, '/other', 'b'),
      route({ 'backend-protocol': 'HTTPS' }),
    ]);
    const [found] = candidateOf(on).effects!.filter(({ effect }) => effect === 'backendTls');
    expect(found).toEqual({
      effect: 'backendTls',
      value: { verified: true, depth: 1, secret: 'default/ca', sendsName: false, protocols: ['TLSv1.2'], ciphers: 'DEFAULT' },
      origin: annotation('proxy-ssl-secret', 'b'),
    });
  });

  test('the last decides about the cookie of a Service, and the first whether a session moves', () => {
    const on = table([
      route({ affinity: 'cookie', 'session-cookie-name': 'first', 'affinity-mode': 'persistent' }, '/other', 'b'),
      route({ affinity: 'cookie', 'session-cookie-name': 'last' }),
    ]);
    const expected = [{ cookie: 'last', secure: false, sameSiteNoneOnlyWhereUnderstood: false, changesOnFailure: false }, { moves: false }];
    expect([values(on, 'affinity'), values(on, 'affinity', '/other')]).toEqual([expected, expected]);
  });

  test('the first decides about the snippet of a host', () => {
    const on = table([route({ 'server-snippet': 'gzip on;' }, '/other', 'b'), route({ 'server-snippet': 'gzip off;' })], {
      settings: OPEN,
    });
    expect(values(on, 'snippet')).toEqual([{ unknown: 'gzip on;' }]);
  });

  test('each decides about its own limits', () => {
    const on = table([route({ 'proxy-body-size': '2k' }, '/other', 'b'), route({})]);
    expect([values(on, 'requestBodyBytes'), values(on, 'requestBodyBytes', '/other')]).toEqual([[1048576], [2048]]);
  });
});

describe('lists', () => {
  test('are one list for all routes with the same effects, so that many routes cost nothing', () => {
    const on = table([route({}, '/a', 'a', 'x'), route({}, '/b', 'b', 'y'), route({ 'proxy-body-size': '2k' }, '/c', 'c')]);
    expect(candidateOf(on, '/a').effects).toBe(candidateOf(on, '/b').effects);
    expect(candidateOf(on, '/c').effects).not.toBe(candidateOf(on, '/a').effects);
  });

  test('are there for redirects and answers of the controller too, with what holds for the whole host', () => {
    const on = table([ingress({ host: HOST, paths: ['Prefix /foo/ svc'], annotations: { 'app-root': '/foo/' } })]);
    const { before, candidates } = on.hosts.find(({ host }) => host === HOST)!;
    const names = [...before, ...candidates].map(({ effects }) => effects!.map(({ effect }) => effect));
    expect(names.every((own) => own.includes('hsts'))).toBe(true);
    expect(names.filter((own) => own.includes('requestBodyBytes'))).toHaveLength(candidates.length - 1);
  });
});

describe('what the rows of effects brought to light', () => {
  test('a path of no-auth-locations asks nobody for a password, by default that of ACME', () => {
    const on = table([
      ingress({
        host: HOST,
        paths: ['Prefix /foo svc', 'Prefix /.well-known/acme-challenge svc'],
        annotations: { 'auth-type': 'basic', 'auth-secret': 'users' },
      }),
    ]);
    expect(answer(on, `https://${HOST}/foo`)).toBe('401');
    expect(answer(on, `https://${HOST}/.well-known/acme-challenge/x`)).toBe('svc:80 /.well-known/acme-challenge/x');
  });

  test.each([
    ['X-Team', 'svc:80 /foo', 'is sent'],
    ['X-Other', '503', 'closes the route'],
  ])('with global-allowed-response-headers %s the answer is %s: a header of custom-headers %s', (allowed, expected) => {
    const headers = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'headers', namespace: 'default' }, data: { 'X-Team': 'a' } };
    const on = table([route({ 'custom-headers': 'default/headers' }), headers], {
      settings: { 'global-allowed-response-headers': allowed },
    });
    expect(answer(on, `https://${HOST}/foo`)).toBe(expected);
  });
});
