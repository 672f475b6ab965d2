import { type BuiltTable, buildTable, buildTables } from '../../../src/dialects/build-table';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { answerOf, HTTP, type Members, object, route, rule } from './manifests';

/** Gateways with addresses of their own. */

const CLASS = { kind: 'GatewayClass', apiVersion: 'gateway.networking.k8s.io/v1', metadata: { name: 'edge' } };
const ENVOY = { ...CLASS, spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' } };

const gateways = (more: Members = {}): readonly KubeObject[] => [
  object('Gateway', 'public', { gatewayClassName: 'edge', listeners: [HTTP], ...more }),
  object('Gateway', 'inside', { gatewayClassName: 'edge', listeners: [HTTP], ...more }),
];

const to = (name: string) => ({ parentRefs: [{ name }] });

const ROUTES = [
  route('shop', { ...to('public'), rules: [rule('PathPrefix', '/', 'shop')] }),
  route('admin', { ...to('inside'), rules: [rule('PathPrefix', '/', 'admin')] }),
];

const tables = (implementation: string, objects: readonly KubeObject[], classes: readonly string[] = []): readonly BuiltTable[] =>
  buildTables(objects, { controller: `gateway-api/${implementation}`, classes });

const answers = (all: readonly BuiltTable[]): readonly (readonly [string, string])[] =>
  all.map(({ title, table }) => [title, answerOf(table, 'http://a.example/x')]);

const APART = [
  ['web/inside', 'web/admin /x'],
  ['web/public', 'web/shop /x'],
];

test.each([
  ['envoy-gateway', [ENVOY]],
  ['istio', []],
  ['nginx-gateway-fabric', []],
  ['cilium', []],
  ['kgateway', []],
] as const)('%s: each Gateway has a table of its own', (implementation, further) => {
  const all = tables(implementation, [...further, ...gateways(), ...ROUTES]);
  expect(answers(all).map(([title, answer]) => [/\(([^()]*)\)$/.exec(title)?.[1], answer])).toEqual(APART);
  // What one table leaves out and another one has is not lost.
  expect(all.map(({ table }) => table.claimed.map(({ origin }) => origin.name))).toEqual([['admin'], ['shop']]);
  expect(all.map(({ others }) => others.map(({ origin }) => origin.name))).toEqual([['shop'], ['admin']]);
  expect(all.flatMap(({ unread }) => unread)).toEqual([]);
});

test('one of them is chosen by its name', () => {
  const objects = [ENVOY, ...gateways(), ...ROUTES];
  expect(answers(tables('envoy-gateway', objects, ['web/public']))).toEqual([['Envoy Gateway v1.9.1 (web/public)', 'web/shop /x']]);
  expect(tables('envoy-gateway', objects, ['edge'])).toHaveLength(2);
  const { table } = buildTable(objects, { controller: 'gateway-api/envoy-gateway', classes: ['web/inside'] });
  expect(answerOf(table, 'http://a.example/x')).toBe('web/admin /x');
});

test('one table of all of them does not decide where they differ', () => {
  const { table } = buildTable([ENVOY, ...gateways(), ...ROUTES], { controller: 'gateway-api/envoy-gateway' });
  expect(answerOf(table, 'http://a.example/x')).toBe('undecided');
});

describe('Gateways that share an address have one table', () => {
  const merged: KubeObject = {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyProxy',
    metadata: { name: 'one', namespace: 'web' },
    spec: { mergeGateways: true },
  };
  const parametersRef = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'one', namespace: 'web' };
  const ofClass = [{ ...ENVOY, spec: { ...ENVOY.spec, parametersRef } }, ...gateways(), ...ROUTES];
  const service = { addresses: [{ type: 'Hostname', value: 'ingress' }] };

  test.each([
    ['envoy-gateway', 'because the EnvoyProxy of their class says so', [...ofClass, merged]],
    ['istio', 'because they name the same Service', [...gateways(service), ...ROUTES]],
    ['traefik', 'always', [...gateways(), ...ROUTES]],
    ['contour', 'or none, but for the one that it serves', [gateways()[0] as KubeObject, ...ROUTES]],
  ])('%s: %s', (implementation, _, objects) => {
    expect(tables(implementation, objects)).toHaveLength(1);
  });

  test.each([
    ['envoy-gateway', 'the EnvoyProxy of the class is not among the manifests', ofClass],
    ['envoy-gateway', 'the class is not', [...gateways(), ...ROUTES]],
    ['specification', 'it is left open', [...gateways(), ...ROUTES]],
  ])('%s: what they share is not known where %s', (implementation, _, objects) => {
    const all = tables(implementation, objects);
    expect(answers(all).map(([, answer]) => answer)).toEqual(['undecided']);
  });

  test('istio: an IP address is one to ask for, and each Gateway gets its own', () => {
    expect(tables('istio', [...gateways({ addresses: [{ value: '192.0.2.1' }] }), ...ROUTES])).toHaveLength(2);
  });
});
