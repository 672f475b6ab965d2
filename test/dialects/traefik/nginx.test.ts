import { readNginx } from '../../../src/dialects/traefik/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { ReadScope } from '../../../src/kinds/read-scope';
import { resolve } from '../../../src/table/resolve';
import { answer, ingress } from '../ingress-nginx/read/objects';
import { service } from './objects';

const H = 'https://h.example.com';

const withAnnotations = (annotations: { readonly [name: string]: string }, more: object = {}) =>
  ingress({ host: 'h.example.com', paths: ['Prefix /a a', 'Prefix / web'], annotations, ...more });

const table = (objects: readonly KubeObject[], scope?: ReadScope) => readNginx(objects, scope);
const refusals = (objects: readonly KubeObject[], scope?: ReadScope) =>
  table(objects, scope).refused.map(({ origin, because }) => `${origin.field.replace(/^.*\/|"\]$/g, '')}: ${because}`);

type Annotations = { readonly [name: string]: string };

describe('what annotations of ingress-nginx do under Traefik', () => {
  test.each<readonly [Annotations, string, string, string]>([
    [{ 'rewrite-target': '/b' }, `${H}/a/x/a`, 'a:80 /b/x/b', 'every match is replaced, and the rest stays'],
    [{ 'rewrite-target': '/b/' }, `${H}/a/x`, '400', 'the result must be clean'],
    [
      { 'rewrite-target': 'https://o.example.com/b' },
      `${H}/a/x?q`,
      '302 https://o.example.com/b?q',
      'a URL is a redirect that keeps the query',
    ],
    [{ 'app-root': '/start' }, `${H}/`, '302 https://h.example.com/start', 'the root alone'],
    [
      { 'permanent-redirect': 'https://o.example.com$request_uri' },
      `${H}/a`,
      '301 https://o.example.com',
      'variables of nginx become nothing',
    ],
    [
      { 'permanent-redirect': '/b', 'permanent-redirect-code': '418' },
      `${H}/a`,
      '301 /b',
      'another code than that of a redirect is the usual one',
    ],
    [{ 'temporal-redirect': '/t', 'permanent-redirect': '/p' }, `${H}/a`, '302 /t', 'the temporal one counts'],
    [{ 'force-ssl-redirect': 'TRUE' }, 'http://h.example.com:8080/a?q', '308 https://h.example.com/a?q', 'without the port'],
    [{ 'from-to-www-redirect': 'true' }, 'https://www.h.example.com/a/', '308 https://h.example.com/a', 'without a slash at the end'],
    [{ 'server-alias': 'o.example.com, p.example.com' }, 'https://p.example.com/a', 'a:80 /a', 'further names'],
    [{ 'auth-type': 'basic', 'auth-secret': 'users' }, `${H}/a`, '401', 'passwords'],
    [{ 'denylist-source-range': '192.0.2.0/24' }, `${H}/a`, 'a:80 /a', 'it is not read'],
    [{ 'use-regex': 'true' }, `${H}/Apple`, 'a:80 /Apple', 'paths are patterns, in any case'],
  ])('%j: %s: %s: %s', (annotations, url, expected) => {
    expect(answer(table([withAnnotations(annotations)]), url)).toBe(expected);
  });

  test('addresses that are not let in are answered 403', () => {
    const on = table([withAnnotations({ 'whitelist-source-range': '192.0.2.0/24' })]);
    expect(answer(on, `${H}/a`, { clientAddress: '198.51.100.1' })).toBe('403');
    expect(answer(on, `${H}/a`, { clientAddress: '192.0.2.1' })).toBe('a:80 /a');
  });

  test('a client that is not signed in is sent to the page for it, if there is one', () => {
    const refusedWith = (annotations: Annotations) =>
      resolve(table([withAnnotations({ 'auth-url': 'http://auth.example.com', ...annotations })]), {
        scheme: 'https',
        host: 'h.example.com',
        target: '/a',
      }).assuming?.map(({ otherwise }) => otherwise.map(({ decision }) => decision.status));
    expect(refusedWith({})).toEqual([[401, 403, 500]]);
    expect(refusedWith({ 'auth-signin': 'https://login.example.com' })).toEqual([[302, 403, 500]]);
  });

  test('an Exact path loses against the Prefix of the same path, whose rule is longer', () => {
    const on = table([ingress({ host: 'h.example.com', paths: ['Exact /a exact', 'Prefix /a prefix'] })]);
    expect(answer(on, `${H}/a`)).toBe('prefix:80 /a');
  });

  test('a header that the provider does not allow makes the backend unavailable', () => {
    const headers = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'h', namespace: 'default' }, data: { 'X-A': 'b' } };
    const objects = [withAnnotations({ 'custom-headers': 'default/h' }), headers];
    expect(answer(table(objects), `${H}/a`)).toBe('503');
    const settings = { 'providers.kubernetesIngressNGINX.globalAllowedResponseHeaders': 'X-A' };
    expect(answer(table(objects, { settings }), `${H}/a`)).toBe('a:80 /a');
  });

  test('a Service without endpoints is unavailable, and the default backend of its Ingress stands in', () => {
    const services = [service({ name: 'a', ready: false }), service({ name: 'b' }), service({ name: 'web' })];
    expect(answer(table([withAnnotations({}), ...services]), `${H}/a`)).toBe('503');
    expect(answer(table([withAnnotations({ 'default-backend': 'b' }), ...services]), `${H}/a`)).toBe('b:80 /a');
  });
});

describe('canaries', () => {
  const canary = (annotations: Annotations, paths = ['Prefix /a next']) =>
    ingress({ name: 'canary', host: 'h.example.com', paths, annotations: { canary: 'true', ...annotations } });

  test.each<readonly [Annotations, object, string]>([
    [{ 'canary-weight': '25' }, {}, '0.75 a, 0.25 next'],
    [{ 'canary-weight': '25', 'canary-weight-total': '50' }, {}, '0.75 a, 0.25 next'],
    [{ 'canary-by-header': 'X-C' }, { 'X-C': 'always' }, 'next:80 /a'],
    [{ 'canary-by-header': 'X-C', 'canary-by-cookie': 'c' }, { Cookie: 'b=1; c=always' }, 'next:80 /a'],
    [{ 'canary-by-header': 'X-C', 'canary-by-cookie': 'c' }, { Cookie: 'c=always', 'X-C': 'never' }, 'a:80 /a'],
    [{ 'canary-by-header': 'X-C', 'canary-weight': '50' }, { 'X-C': 'never' }, 'a:80 /a'],
    [{ 'canary-by-header': 'X-C', 'canary-by-header-pattern': '^v[12]$' }, { 'X-C': 'v2' }, 'next:80 /a'],
    [{ 'canary-by-header': 'X-C', 'canary-by-header-value': 'on' }, { 'X-C': 'always' }, 'a:80 /a'],
  ])('%j: %j: %s', (annotations, headers, expected) => {
    expect(answer(table([withAnnotations({}), canary(annotations)]), `${H}/a`, { headers: headers as never })).toBe(expected);
  });

  test('a canary stands beside a backend, so it takes requests of other paths that lead there', () => {
    const primary = ingress({ host: 'h.example.com', paths: ['Prefix /a a', 'Prefix /b a'] });
    expect(answer(table([primary, canary({ 'canary-weight': '100' })]), `${H}/b`)).toBe('next:80 /b');
  });

  test('without the same path of another Ingress it does nothing', () => {
    expect(refusals([withAnnotations({}), canary({ 'canary-weight': '50' }, ['Prefix /other next'])])).toEqual([
      'spec.rules[0].http.paths[0]: no other Ingress has the path beside which it stands',
    ]);
  });
});

describe('what is lost', () => {
  const NOT_READ = 'Traefik does not read it: the addresses are let in';
  test.each<readonly [Annotations, readonly string[], string]>([
    [{ 'denylist-source-range': '192.0.2.0/24' }, [`denylist-source-range: ${NOT_READ}`], 'a guard'],
    [
      { 'proxy-body-size': '8m' },
      ['proxy-body-size: Traefik limits only requests that it buffers, and it buffers them only if proxy-request-buffering is "on"'],
      'a limit',
    ],
    [{ 'proxy-body-size': '8m', 'proxy-request-buffering': 'on' }, [], 'nothing, because requests are buffered'],
    [
      { 'configuration-snippet': 'return 403;' },
      ['configuration-snippet: snippets are not allowed, so the whole Ingress is left out'],
      'the whole Ingress',
    ],
    [
      { 'whitelist-source-range': '192.0.2.0/24,office' },
      [0, 1].map((path) => `spec.rules[0].http.paths[${path}]: "office" is neither an address nor a network`),
      'the routes',
    ],
    [{ 'auth-type': 'basic' }, [0, 1].map((path) => `spec.rules[0].http.paths[${path}]: auth-secret is empty`), 'the routes'],
    [{ 'auth-tls-secret': 'ca' }, ['auth-tls-secret: auth-tls-secret is "ca", without a namespace'], 'the whole Ingress'],
  ])('%j: %j: %s', (annotations, expected) => {
    expect(refusals([withAnnotations(annotations)])).toEqual(expected);
  });

  test.each([
    ['proxy-body-size', '8m', 'setting'],
    ['global-rate-limit', '5', 'setting'],
    ['satisfy', 'any', 'setting'],
    ['denylist-source-range', '192.0.2.0/24', 'guard'],
    ['enable-modsecurity', 'true', 'guard'],
  ])('%s: all but it counts', (name, value, part) => {
    expect(table([withAnnotations({ [name]: value })]).refused).toEqual([expect.objectContaining({ part })]);
  });

  test('client certificates, if two Ingresses of a host disagree about them', () => {
    const guarded = withAnnotations({ 'auth-tls-secret': 'default/ca' });
    const open = ingress({ name: 'b', host: 'h.example.com', paths: ['Prefix /b b'] });
    const gates = (objects: readonly KubeObject[]) =>
      table(objects).hosts[0]?.candidates.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'gate' ? step.gate.kind : [])));
    expect(gates([guarded])).toEqual(['clientCertificate', 'clientCertificate']);
    expect(gates([guarded, open])).toEqual([]);
    expect(refusals([guarded, open])).toEqual([
      'auth-tls-secret: routes of host "h.example.com" ask for different client certificates, or some for none, so Traefik asks nobody for one',
    ]);
  });

  test('a path with other characters, unless it is ImplementationSpecific', () => {
    const refused = 'so the whole Ingress is left out';
    expect(refusals([ingress({ host: 'h.example.com', paths: ['Prefix /a|b a'] })])).toEqual([
      `spec.rules[0].http.paths[0]: path "/a|b" has characters that only a path of type ImplementationSpecific may have, ${refused}`,
    ]);
    expect(refusals([ingress({ host: 'h.example.com', paths: ['ImplementationSpecific /a|b a'] })])).toEqual([]);
  });
});

describe('what other versions lose', () => {
  const traefik = (version: string): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'traefik' },
    spec: { template: { spec: { containers: [{ image: `docker.io/traefik:v${version}`, args: [] }] } } },
  });
  const passwords = { 'auth-type': 'basic', 'auth-secret': 'users' };
  const fallback = withAnnotations(passwords, {
    paths: undefined,
    spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
  });
  const mtls = (name: string) => withAnnotations({ 'auth-tls-secret': 'default/ca' }, { name, paths: [`Prefix /${name} a`] });

  test.each<readonly [string, readonly KubeObject[], readonly string[]]>([
    [
      '3.7.4',
      [withAnnotations({ 'auth-type': 'basic' })],
      ['auth-type: Traefik v3.7.4 serves a route without passwords if it cannot read their Secret; v3.7.5 does not'],
    ],
    ['3.7.10', [fallback], ['auth-type: Traefik v3.7.10 serves spec.defaultBackend without passwords; v3.7.11 does not']],
    [
      '3.7.9',
      [mtls('a'), mtls('b')],
      [1, 2].map(
        () =>
          'auth-tls-secret: Traefik v3.7.9 asks nobody for a client certificate on a host that two Ingresses guard, even if both name the same Secret; v3.7.11 does not',
      ),
    ],
    ['3.7.11', [fallback, mtls('a'), mtls('b')], []],
    ['3.10.0', [fallback], []],
  ])('%s: %#', (version, objects, expected) => {
    expect(refusals([...objects, traefik(version)]).filter((text) => text.includes(version))).toEqual(expected);
  });
});

describe('effects', () => {
  test('what annotations ask for, and what Traefik does by itself, in the words of every controller', () => {
    const [candidate] = table([withAnnotations({ 'limit-rps': '5', 'proxy-read-timeout': '30' })]).hosts[0]?.candidates ?? [];
    const found = Object.fromEntries(
      (candidate?.effects ?? []).map(({ effect, value, byDefault = false }) => [effect, { value, byDefault }]),
    );
    expect(found).toEqual({
      rateLimit: { value: { perSecond: { requests: 5, burst: 25 }, countedBy: '$binary_remote_addr', status: 429 }, byDefault: false },
      readTimeoutSeconds: { value: 30, byDefault: false },
      sendTimeoutSeconds: { value: 60, byDefault: true },
      connectTimeoutSeconds: { value: 60, byDefault: true },
      loadBalancing: { value: { by: 'round_robin' }, byDefault: true },
      requestBuffering: { value: 'off', byDefault: true },
      responseBuffering: { value: 'off', byDefault: true },
      retries: { value: { on: ['error', 'timeout'], tries: 3, seconds: 0 }, byDefault: true },
    });
  });

  test.each<readonly [Annotations, string, unknown]>([
    [
      { 'limit-rpm': '60', 'limit-burst-multiplier': '2' },
      'rateLimit',
      { perMinute: { requests: 60, burst: 120 }, countedBy: '$binary_remote_addr', status: 429 },
    ],
    [
      { 'limit-rps': '5', 'limit-burst-multiplier': '0' },
      'rateLimit',
      { perSecond: { requests: 5, burst: 25 }, countedBy: '$binary_remote_addr', status: 429 },
    ],
    [{ 'limit-rps': '0' }, 'rateLimit', undefined],
    [{ 'service-upstream': 'true' }, 'endpoints', 'address of the Service'],
    [{ 'service-upstream': 'false' }, 'endpoints', undefined],
    [{ 'proxy-http-version': '1.1' }, 'backendHttpVersion', '1.1'],
    [{ 'upstream-hash-by': '$uri' }, 'loadBalancing', { by: 'hash', of: '$uri' }],
  ])('%j: %s is %j', (annotations, effect, value) => {
    const [candidate] = table([withAnnotations(annotations)]).hosts[0]?.candidates ?? [];
    const found = candidate?.effects?.find((one) => one.effect === effect);
    expect(found?.value).toEqual(value);
    if (value !== undefined)
      expect(found?.origin?.field).toBe(`metadata.annotations["nginx.ingress.kubernetes.io/${Object.keys(annotations)[0]}"]`);
  });

  test('TLS that is passed through', () => {
    const on = table([withAnnotations({ 'ssl-passthrough': 'true' })]);
    expect(answer(on, `${H}/x`)).toBe('web:80 /x');
    expect(on.hosts[0]?.candidates.flatMap(({ effects = [] }) => effects.map(({ effect }) => effect))).toEqual(['tlsPassthrough']);
  });

  test('http beside TLS that is passed through is sent to https only with a certificate, or if it is asked for', () => {
    const plain = (annotations: Annotations, more: object = {}) =>
      answer(table([withAnnotations({ 'ssl-passthrough': 'true', ...annotations }, more)]), 'http://h.example.com/x');
    expect(plain({})).toBe('web:80 /x');
    expect(plain({}, { spec: { tls: [{ hosts: ['h.example.com'], secretName: 'cert' }] } })).toBe('308 https://h.example.com/x');
    expect(plain({ 'force-ssl-redirect': 'true' })).toBe('308 https://h.example.com/x');
  });
});
