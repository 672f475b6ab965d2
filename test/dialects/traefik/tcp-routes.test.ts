import { readCrd } from '../../../src/dialects/traefik/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { ReadScope } from '../../../src/kinds/read-scope';
import { requestTo } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import { answer } from '../ingress-nginx/read/objects';
import { service } from './objects';

/** Connections that IngressRouteTCPs take. */

const object = (kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec,
});

const VAULT = [{ name: 'vault', port: 8200 }];
const PASSED = { passthrough: true };

const tcp = (match: string, more: object = {}, spec: object = {}, name = 'a') =>
  object('IngressRouteTCP', name, { entryPoints: ['websecure'], routes: [{ match, services: VAULT, ...more }], tls: PASSED, ...spec });

const http = (match: string, name = 'web') =>
  object('IngressRoute', name, { routes: [{ kind: 'Rule', match, services: [{ name, port: 80 }] }], tls: {} });

const SNI = 'HostSNI(`vault.example.com`)';
const URL = 'https://vault.example.com/v1?x';
const ask = (objects: readonly KubeObject[], url = URL, scope: ReadScope = {}): string => answer(readCrd(objects, scope), url);
const refusals = (objects: readonly KubeObject[], scope: ReadScope = {}) => readCrd(objects, scope).refused.map(({ because }) => because);

test('a connection goes to the Service by the name of its handshake, whatever is asked on it', () => {
  expect(ask([tcp(SNI)])).toBe('vault:8200 /v1?x');
  expect(ask([tcp(SNI)], 'https://other.example.com/')).toBe('404');
  expect(ask([tcp(SNI)], 'http://vault.example.com/')).toBe('404');
  const request = { ...requestTo('https://other.example.com/'), sni: 'vault.example.com' };
  expect(resolve(readCrd([tcp(SNI)]), request).backend).toMatchObject({ service: 'vault' });
});

test.each([
  ['Host(`vault.example.com`)', '404', 'a router for https with this name comes first'],
  ['Host(`*.example.com`)', '404', 'so does one with a wildcard that covers it'],
  ['PathPrefix(`/`)', 'vault:8200 /v1?x', 'one for all names comes later'],
  ['Host(`other.example.com`)', 'vault:8200 /v1?x', 'another name is another host'],
])('beside a router with the rule %s: %s, as %s', (match, expected) => {
  const [first] = ask([tcp(SNI), http(`${match} && Path(\`/only\`)`)]).split('\n');
  expect(first).toBe(expected);
});

test.each<readonly [string, object, object, string]>([
  [`${SNI} || HostSNI(\`b.example.com\`)`, {}, {}, 'vault:8200 /v1?x'],
  ['hostsni("vault.example.com.")', {}, {}, 'vault:8200 /v1?x'],
  ['HostSNI(`*.example.com`)', {}, {}, 'vault:8200 /v1?x'],
  ['HostSNI(`*`)', {}, {}, 'vault:8200 /v1?x'],
  ['HostSNI(`other.example.com`)', {}, {}, '404'],
  [`${SNI} && ClientIP(\`10.0.0.0/8\`)`, {}, {}, 'undecided: which of several routes takes the connection is not known'],
  ['HostSNIRegexp(`^v`)', {}, {}, 'undecided: which of several routes takes the connection is not known'],
  [SNI, {}, { tls: {} }, 'undecided: its TLS is ended, and what is in it goes to a Service unread'],
  [SNI, { middlewares: [{ name: 'm' }] }, {}, 'undecided: a MiddlewareTCP decides whose connections pass'],
  [SNI, { services: [...VAULT, { name: 'b', port: 1, weight: 3 }] }, {}, '0.25 vault, 0.75 b'],
  [SNI, {}, { entryPoints: ['web'] }, 'undecided: TLS is passed on at some entry points alone'],
  [SNI, {}, { entryPoints: undefined }, 'vault:8200 /v1?x'],
  [SNI, {}, { ingressClassName: 'other' }, '404'],
])('%s with %j and %j: %s', (match, route, spec, expected) => {
  expect(ask([tcp(match, route, spec)])).toBe(expected);
});

test('`*` leaves names to routers for https, and to those of all names', () => {
  const all = tcp('HostSNI(`*`)');
  expect(ask([all, http('Host(`shop.example.com`)')], 'https://shop.example.com/')).toBe('web:80 /');
  expect(ask([all, http('PathPrefix(`/`)')], 'https://shop.example.com/')).toBe('web:80 /');
});

test('the higher priority counts, and of the same the rule that is longer', () => {
  const other = [{ name: 'b', port: 1 }];
  expect(ask([tcp(SNI), tcp('HostSNI(`*.example.com`)', { services: other }, {}, 'b')])).toBe('vault:8200 /v1?x');
  expect(ask([tcp(SNI), tcp('HostSNI(`*.example.com`)', { services: other, priority: 99 }, {}, 'b')])).toBe('b:1 /v1?x');
  expect(ask([tcp(SNI), tcp(SNI, { services: other }, {}, 'b')])).toBe(
    'undecided: which of several routes takes the connection is not known',
  );
});

test('a route without TLS takes all connections without TLS', () => {
  const plain = tcp('HostSNI(`*`)', {}, { entryPoints: ['web'], tls: undefined });
  expect(ask([plain, http('Host(`shop.example.com`)')], 'http://shop.example.com/')).toBe(
    'undecided: an IngressRouteTCP takes connections without TLS',
  );
  expect(refusals([tcp(SNI, {}, { tls: undefined })])).toEqual(['its rule asks for a name, and it has no TLS']);
});

test('a Service that is not there, or of which no pod is ready, loses the route', () => {
  expect(refusals([tcp(SNI)], { complete: true })).toEqual(['there is no Service default/vault']);
  expect(refusals([tcp(SNI, { services: [{ name: 'vault', port: 80 }] }), service({ name: 'vault', ready: false })])).toEqual([
    'Service default/vault has no endpoint',
  ]);
  const settings = { 'providers.kubernetesCRD.allowEmptyServices': 'true' };
  const idle = [tcp(SNI, { services: [{ name: 'vault', port: 80 }] }), service({ name: 'vault', ready: false })];
  const { backend, because } = resolve(readCrd(idle, { settings }), requestTo(URL));
  expect([backend, because]).toEqual([undefined, 'Service default/vault has no endpoint']);
});
