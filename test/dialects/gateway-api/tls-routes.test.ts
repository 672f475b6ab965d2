import { PROFILES } from '../../../src/dialects/gateway-api/profiles/registry';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { answerOf, gateway, HTTPS, type Members, object, route, rule, tableOf } from './manifests';

/** Connections that are passed on by the name of the handshake. */

const TLS = { name: 'tls', port: 443, protocol: 'TLS', hostname: '*.example.com', tls: { mode: 'Passthrough' } };

const tlsRoute = (name: string, hostnames: readonly string[], backendRefs: readonly Members[], more: Members = {}): KubeObject =>
  object('TLSRoute', name, { parentRefs: [{ name: 'gw' }], hostnames, rules: [{ backendRefs }], ...more });

const VAULT = tlsRoute('vault', ['vault.example.com'], [{ name: 'vault', port: 8200 }]);
const WEB = route('web', { rules: [rule('PathPrefix', '/', 'web')] });
const answer = (objects: readonly KubeObject[], url: string, request: Parameters<typeof answerOf>[2] = {}): string =>
  answerOf(tableOf('envoy-gateway', objects), url, request);

test('a connection goes to the backend by its name, whatever is asked on it', () => {
  const objects = [gateway([TLS]), VAULT];
  expect(answer(objects, 'https://vault.example.com/v1?x')).toBe('web/vault /v1?x');
  expect(answer(objects, 'https://vault.example.com/v1', { sni: 'vault.example.com' })).toBe('web/vault /v1');
  expect(answer(objects, 'https://elsewhere.example/', { sni: 'vault.example.com' })).toBe('web/vault /');
});

test('a route for HTTP has no place on a listener that passes TLS on, nor one for TLS on one of HTTP', () => {
  expect(answer([gateway([TLS]), WEB], 'https://shop.example.com/x')).toBe('no answer');
  expect(answer([gateway([HTTPS]), VAULT], 'https://vault.example.com/x')).toBe('404');
});

test('a name that no route has is not answered, and nor is http', () => {
  const objects = [gateway([TLS]), VAULT];
  expect(answer(objects, 'https://other.example.com/')).toBe('no answer');
  expect(answer(objects, 'http://vault.example.com/')).toBe('no answer');
});

test('a listener that ends TLS may have the same port, and takes other names', () => {
  const objects = [gateway([TLS, HTTPS]), VAULT, WEB];
  expect(answer(objects, 'https://vault.example.com/x')).toBe('web/vault /x');
  expect(answer(objects, 'https://shop.example.com/x')).toBe('web/web /x');
});

test('of two listeners with one name, one that ends TLS and one that passes it on, none is served', () => {
  const { conditions = [] } = tableOf('envoy-gateway', [gateway([TLS, { ...HTTPS, hostname: TLS.hostname }]), VAULT, WEB]);
  expect(conditions.filter(({ type }) => type === 'Conflicted').map(({ of, reason }) => [of, reason])).toEqual([
    ['listener https', 'HostnameConflict'],
    ['listener tls', 'HostnameConflict'],
  ]);
  expect(answer([gateway([TLS, { ...HTTPS, hostname: TLS.hostname }]), VAULT, WEB], 'https://vault.example.com/')).toBe('no answer');
});

test.each<[string, KubeObject, string]>([
  [
    'all rules are one, and weights count',
    tlsRoute(
      'r',
      ['vault.example.com'],
      [
        { name: 'a', port: 1, weight: 3 },
        { name: 'b', port: 2 },
      ],
    ),
    '0.75 web/a /, 0.25 web/b /',
  ],
  [
    'weight 0 takes nothing',
    tlsRoute(
      'r',
      ['vault.example.com'],
      [
        { name: 'a', port: 1, weight: 0 },
        { name: 'b', port: 2 },
      ],
    ),
    'web/b /',
  ],
  ['no backend', tlsRoute('r', ['vault.example.com'], []), 'no answer'],
  [
    'a Service of another namespace needs a grant',
    tlsRoute('r', ['vault.example.com'], [{ name: 'a', namespace: 'x', port: 1 }]),
    'no answer',
  ],
  ['a wildcard', tlsRoute('r', ['*.example.com'], [{ name: 'a', port: 1 }]), 'web/a /'],
  ['a name that the listener does not have', tlsRoute('r', ['vault.example.net'], [{ name: 'a', port: 1 }]), 'no answer'],
])('%s', (_, passed, expected) => {
  expect(answer([gateway([TLS]), passed], 'https://vault.example.com/')).toBe(expected);
});

test('the older name of two routes is not taken for granted', () => {
  expect(
    answer([gateway([TLS]), VAULT, tlsRoute('twin', ['vault.example.com'], [{ name: 'b', port: 1 }])], 'https://vault.example.com/'),
  ).toBe('undecided');
});

test('what a listener decrypts, and no HTTPRoute takes, is not known', () => {
  const ending = { ...TLS, tls: { mode: 'Terminate', certificateRefs: [{ name: 'tls' }] } };
  expect(answer([gateway([ending]), VAULT], 'https://vault.example.com/')).toBe('undecided');
});

test('a policy that may keep connections out', () => {
  const policy = (spec: Members): KubeObject => ({
    ...object('SecurityPolicy', 'p', { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gw' }], ...spec }),
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  });
  const asked = (spec: Members): string => answer([gateway([TLS]), VAULT, policy(spec)], 'https://vault.example.com/');
  expect(asked({ authorization: { rules: [] } })).toBe('undecided');
  expect(asked({ basicAuth: { users: { name: 'u' } } })).toBe('web/vault /');
});

test.each(PROFILES.map(({ name }) => name))('%s', (name) => {
  const expected = name === 'envoy-gateway' ? 'web/vault /' : 'undecided';
  expect(answerOf(tableOf(name, [gateway([TLS]), VAULT]), 'https://vault.example.com/')).toBe(expected);
});
