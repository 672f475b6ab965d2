import { buildTable } from '../../../src/dialects/build-table';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { answerOf, gateway, HTTP, type Members, object, route, rule } from './manifests';

/** Namespaces that the configuration of an implementation leaves out. */

const configMap = (name: string, namespace: string, data: { readonly [key: string]: string }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

const namespace = (name: string, labels: { readonly [label: string]: string }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

const NAMESPACES = [namespace('web', { team: 'web' }), namespace('shop', { team: 'shop' })];

const envoyGateway = (watch: Members, more: Members = {}): KubeObject => {
  const settings = { apiVersion: 'gateway.envoyproxy.io/v1alpha1', kind: 'EnvoyGateway', provider: { kubernetes: { watch } }, ...more };
  return configMap('envoy-gateway-config', 'envoy-gateway-system', { 'envoy-gateway.yaml': JSON.stringify(settings) });
};

const mesh = (name: string, settings: string): KubeObject => configMap(name, 'istio-system', { mesh: settings });

const ANYBODY = { ...HTTP, allowedRoutes: { namespaces: { from: 'All' } } };

const ROUTES = [
  gateway([ANYBODY]),
  route('here', { hostnames: ['here.example'], rules: [rule('PathPrefix', '/', 'web')] }),
  route('there', { hostnames: ['there.example'], rules: [rule('PathPrefix', '/', 'shop')] }, { namespace: 'shop' }),
];

const BOTH = ['web/web /x', 'shop/shop /x'];
const ONE = ['web/web /x', '404'];

describe.each<readonly [implementation: string, what: string, config: readonly KubeObject[], expected: readonly string[]]>([
  ['envoy-gateway', 'no configuration', [], BOTH],
  ['envoy-gateway', 'a configuration that leaves out nothing', [envoyGateway({})], BOTH],
  ['envoy-gateway', 'a list of namespaces', [envoyGateway({ type: 'Namespaces', namespaces: ['web'] })], ONE],
  ['envoy-gateway', 'a list without its type', [envoyGateway({ namespaces: ['web'] })], BOTH],
  ['envoy-gateway', 'a selector', [envoyGateway({ type: 'NamespaceSelector', namespaceSelector: { matchLabels: { team: 'web' } } })], ONE],
  [
    'envoy-gateway',
    'a selector with expressions',
    [
      envoyGateway({
        type: 'NamespaceSelector',
        namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['shop'] }] },
      }),
    ],
    ONE,
  ],
  ['envoy-gateway', 'an empty selector', [envoyGateway({ type: 'NamespaceSelector', namespaceSelector: {} })], BOTH],
  [
    'envoy-gateway',
    'the configuration of a controller with another name',
    [envoyGateway({ type: 'Namespaces', namespaces: ['web'] }, { gateway: { controllerName: 'example.com/other' } })],
    BOTH,
  ],
  ['istio', 'no mesh', [], BOTH],
  ['istio', 'a mesh that leaves out nothing', [mesh('istio', 'trustDomain: cluster.local')], BOTH],
  ['istio', 'selectors', [mesh('istio', 'discoverySelectors:\n- matchLabels: { team: web }\n- matchLabels: { team: none }\n')], ONE],
  [
    'istio',
    'selectors of which each selects one',
    [mesh('istio', 'discoverySelectors:\n- matchLabels: { team: web }\n- matchLabels: { team: shop }\n')],
    BOTH,
  ],
  ['istio', 'the mesh of a revision', [mesh('istio-1-31', 'discoverySelectors: [{ matchLabels: { team: web } }]')], ONE],
  ['istio', 'a mesh that cannot be read', [mesh('istio', '{')], BOTH],
])('%s: %s', (implementation, _, config, expected) => {
  const { table } = buildTable([...NAMESPACES, ...config, ...ROUTES], { controller: `gateway-api/${implementation}` });

  test('which routes are served', () => {
    expect(['here', 'there'].map((host) => answerOf(table, `http://${host}.example/x`))).toEqual(expected);
  });

  test('of the others it is said why', () => {
    const unwatched = table.ignored.filter(({ because }) => because.endsWith('alone are watched'));
    expect(unwatched.map(({ origin }) => `${origin.kind} ${origin.namespace}/${origin.name}`)).toEqual(
      expected === ONE ? ['HTTPRoute shop/there'] : [],
    );
  });
});

test('istio: a policy in a namespace that is not watched guards nothing', () => {
  const deny = { ...object('AuthorizationPolicy', 'nobody', {}, 'istio-system'), apiVersion: 'security.istio.io/v1' };
  const answers = [[], [mesh('istio', 'discoverySelectors: [{ matchLabels: { team: web } }]')]].map((config) => {
    const objects = [...NAMESPACES, namespace('istio-system', {}), ...config, deny, ...ROUTES];
    return answerOf(buildTable(objects, { controller: 'gateway-api/istio' }).table, 'http://here.example/x');
  });
  expect(answers).toEqual(['403', 'web/web /x']);
});

test('istio: the mesh says where policies hold for every namespace', () => {
  const deny = (where: string) => ({ ...object('AuthorizationPolicy', 'nobody', {}, where), apiVersion: 'security.istio.io/v1' });
  const answer = (...objects: readonly KubeObject[]) =>
    answerOf(buildTable([...NAMESPACES, ...objects, ...ROUTES], { controller: 'gateway-api/istio' }).table, 'http://here.example/x');
  const own = mesh('istio', 'rootNamespace: policies');
  expect([answer(deny('istio-system')), answer(own, deny('istio-system')), answer(own, deny('policies'))]).toEqual([
    '403',
    'web/web /x',
    '403',
  ]);
});

test('envoy-gateway: the configuration has a default for mergeGateways', () => {
  const spec = { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' };
  const other = object('Gateway', 'other', { gatewayClassName: 'edge', listeners: [HTTP] });
  const decided = [[], [envoyGateway({ type: 'Namespaces', namespaces: ['web'] }, { envoyProxy: { mergeGateways: true } })]].map(
    (config) => {
      const objects = [object('GatewayClass', 'edge', spec), ...NAMESPACES, ...config, ...ROUTES, other];
      return buildTable(objects, { controller: 'gateway-api/envoy-gateway' }).table.refused.map(({ because }) => because);
    },
  );
  expect(decided[0]).toEqual([]);
  expect(decided[1]?.[0]).toContain('has its port and hostname already');
});
