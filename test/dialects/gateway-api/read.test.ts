import { buildTable } from '../../../src/dialects/build-table';
import { PROFILES } from '../../../src/dialects/gateway-api/profiles/registry';
import { answerOf, gateway, HTTP, HTTPS, type Members, object, route, rule, service, tableOf } from './manifests';

/** What is recorded is compared in test/truth/gateway-api.test.ts; here stands what recordings do not have, and the differences at a glance. */

const IMPLEMENTATIONS = PROFILES.map(({ name }) => name);

const answersOf = (objects: Parameters<typeof tableOf>[1], url: string): { readonly [implementation: string]: string } =>
  Object.fromEntries(IMPLEMENTATIONS.map((name) => [name, answerOf(tableOf(name, objects), url)]));

const everywhere = (answer: string, but: { readonly [implementation: string]: string } = {}) => ({
  ...Object.fromEntries(IMPLEMENTATIONS.map((name) => [name, answer])),
  ...but,
});

describe('implementations differ', () => {
  const rules = [rule('PathPrefix', '/', 'web'), rule('PathPrefix', '/api', 'api'), rule('RegularExpression', '/api/v[0-9]+/.*', 'v2')];
  const objects = [gateway([HTTP]), route('r', { rules })];

  test('in whether a regular expression precedes a prefix', () => {
    expect(answersOf(objects, 'http://a.example/api/v2/x')).toEqual(
      everywhere('web/v2 /api/v2/x', { specification: 'undecided', istio: 'web/api /api/v2/x' }),
    );
  });

  test('in which of two regular expressions precedes', () => {
    const two = [
      gateway([HTTP]),
      route('r', { rules: [rule('RegularExpression', '/a.*', 'first'), rule('RegularExpression', '/a/b/c.*', 'longer')] }),
    ];
    expect(answersOf(two, 'http://a.example/a/b/c')).toEqual(
      everywhere('web/longer /a/b/c', { specification: 'undecided', kgateway: 'web/first /a/b/c' }),
    );
  });

  test('in whether it must match the whole path', () => {
    const one = [gateway([HTTP]), route('r', { rules: [rule('RegularExpression', '/v[0-9]', 'v')] })];
    expect(answersOf(one, 'http://a.example/x/v2/y')).toEqual(everywhere('404', { specification: 'undecided', traefik: 'web/v /x/v2/y' }));
  });

  test('in what they make of an escaped slash, and of most nothing is known', () => {
    expect(answersOf(objects, 'http://a.example/api%2Fv2/x')).toEqual(
      everywhere('undecided', {
        'envoy-gateway': '307 /api/v2/x',
        istio: 'web/web /api%2Fv2/x',
        contour: 'web/web /api%2Fv2/x',
        traefik: 'web/web /api%2Fv2/x',
      }),
    );
  });

  test('in what a rule with an unknown filter does', () => {
    const filters = [{ type: 'ExtensionRef', extensionRef: { group: 'example.com', kind: 'Guard', name: 'g' } }];
    const guarded = [gateway([HTTP]), route('r', { rules: [rule('PathPrefix', '/', 'web', { filters })] })];
    expect(answersOf(guarded, 'http://a.example/x')).toEqual(
      everywhere('undecided', { 'envoy-gateway': '500', traefik: '500', istio: '404', contour: 'web/web /x' }),
    );
  });
});

describe('attachment', () => {
  const all = { allowedRoutes: { namespaces: { from: 'All' } } };
  const reasonsOf = (listeners: readonly Members[], spec: Members, metadata: Members = {}): readonly string[] => {
    const rules = [rule('PathPrefix', '/', 'web')];
    const { conditions = [] } = tableOf('envoy-gateway', [gateway(listeners), route('r', { rules, ...spec }, metadata)]);
    return conditions.map(({ type, status, reason, of }) => `${of ?? ''} ${type} ${status} ${reason}`.trim());
  };

  test.each<readonly [string, readonly Members[], Members, Members, readonly string[]]>([
    ['the port is another one', [HTTP], { parentRefs: [{ name: 'gw', port: 81 }] }, {}, ['Accepted False NoMatchingParent']],
    [
      'the section is another one',
      [HTTP],
      { parentRefs: [{ name: 'gw', sectionName: 'x' }] },
      {},
      ['parentRef "x" Accepted False NoMatchingParent'],
    ],
    ['the namespace is another one', [HTTP], {}, { namespace: 'other' }, ['Accepted False NotAllowedByListeners']],
    ['all namespaces are let in', [{ ...HTTP, ...all }], {}, { namespace: 'other' }, []],
    [
      'the kind is another one',
      [{ ...HTTP, allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } }],
      {},
      {},
      ['Accepted False NotAllowedByListeners'],
    ],
    [
      'no hostname fits',
      [{ ...HTTP, hostname: '*.example.com' }],
      { hostnames: ['example.com', 'example.org'] },
      {},
      ['Accepted False NoMatchingListenerHostname'],
    ],
    ['one hostname fits', [{ ...HTTP, hostname: '*.example.com' }], { hostnames: ['a.b.example.com', 'example.org'] }, {}, []],
  ])('%s', (_, listeners, spec, metadata, expected) => expect(reasonsOf(listeners, spec, metadata)).toEqual(expected));

  test.each<readonly [string, Members, string]>([
    ['a label is asked for and there', { matchLabels: { team: 'shop' } }, 'shop/web /'],
    ['a label has another value', { matchLabels: { team: 'web' } }, '404'],
    ['one of several values is there', { matchExpressions: [{ key: 'team', operator: 'In', values: ['web', 'shop'] }] }, 'shop/web /'],
    ['a value must not be there', { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['shop'] }] }, '404'],
    ['the label must be there', { matchExpressions: [{ key: 'team', operator: 'Exists' }] }, 'shop/web /'],
    ['the label must not be there', { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }, '404'],
    ['the name counts as a label', { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, 'shop/web /'],
  ])('namespaces by labels: %s', (_, selector, expected) => {
    const listener = { ...HTTP, allowedRoutes: { namespaces: { from: 'Selector', selector } } };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'shop' } } };
    const objects = [namespace, gateway([listener]), route('r', { rules: [rule('PathPrefix', '/', 'web')] }, { namespace: 'shop' })];
    expect(answerOf(tableOf('istio', objects), 'http://a.example/')).toBe(expected);
  });

  test('a ListenerSet adds listeners where the Gateway lets it and the implementation has them', () => {
    const set = object('ListenerSet', 'more', { parentRef: { name: 'gw' }, listeners: [{ name: 'alt', port: 8080, protocol: 'HTTP' }] });
    const parentRefs = [{ group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'more' }];
    const routes = [set, route('r', { parentRefs, rules: [rule('PathPrefix', '/', 'web')] })];
    const letsIn = gateway([HTTP], { allowedListeners: { namespaces: { from: 'Same' } } });
    const of = (implementation: string, one = letsIn) => answerOf(tableOf(implementation, [one, ...routes]), 'http://a.example:8080/');
    expect([of('envoy-gateway'), of('istio'), of('envoy-gateway', gateway([HTTP])), of('contour')]).toEqual([
      'web/web /',
      'web/web /',
      'no answer',
      'no answer',
    ]);
  });

  test('a Gateway of another class is left alone, and without any of its own an implementation reads all as its own', () => {
    const classes = [
      object('GatewayClass', 'edge', { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' }),
      object('GatewayClass', 'mesh', { controllerName: 'istio.io/gateway-controller' }),
    ];
    const routes = [gateway([HTTP]), route('r', { rules: [rule('PathPrefix', '/', 'web')] })];
    const mesh = object('Gateway', 'mesh', { gatewayClassName: 'mesh', listeners: [HTTP] });
    const { ignored } = tableOf('istio', [...classes, ...routes, mesh]);
    expect(ignored.map(({ origin, because }) => [origin.kind, origin.name, because])).toEqual([
      ['HTTPRoute', 'r', 'no parent of it is a Gateway of the implementation'],
      ['Gateway', 'gw', 'its class "edge" is another one'],
    ]);
    expect(answerOf(tableOf('istio', [...classes.slice(0, 1), ...routes]), 'http://a.example/')).toBe('web/web /');
  });
});

describe('listeners', () => {
  const rules = [rule('PathPrefix', '/', 'web')];

  test('each port and scheme has hosts of its own, and what nothing listens on has no answer', () => {
    const redirect = [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }];
    const objects = [
      gateway([HTTP, { ...HTTPS, hostname: '*.example.com' }]),
      route('web', { parentRefs: [{ name: 'gw', sectionName: 'https' }], rules }),
      route('redirect', { parentRefs: [{ name: 'gw', sectionName: 'http' }], rules: redirect }),
    ];
    const table = tableOf('envoy-gateway', objects);
    expect([
      answerOf(table, 'https://a.example.com/x'),
      answerOf(table, 'http://a.example.com/x?y'),
      answerOf(table, 'https://a.example.org/'),
      answerOf(table, 'https://a.example.com/', { sni: 'b.example.org' }),
      answerOf(table, 'http://a.example.com:8080/'),
      answerOf(table, 'http://a.example.com/', { port: 443 }),
    ]).toEqual(['web/web /x', '301 https://a.example.com/x?y', 'no answer', 'no answer', 'no answer', 'no answer']);
  });

  test('a host that two listeners of a port have makes Envoy Gateway give the proxy a configuration that it refuses', () => {
    const objects = [
      gateway([HTTP, { ...HTTP, name: 'wide', hostname: '*.example.com' }]),
      route('r', { hostnames: ['a.example.com'], rules }),
    ];
    const frozen = (implementation: string) => tableOf(implementation, objects).frozen.map(({ cause, because }) => `${cause}: ${because}`);
    expect(frozen('envoy-gateway')).toEqual([
      'duplicate-host: listeners "http" and "wide" of one port both have routes for host "a.example.com", and the proxy takes a host once',
    ]);
    expect(frozen('istio')).toEqual([]);
  });

  test('two Gateways of Envoy Gateway have a proxy each, and what both do is decided', () => {
    const second = object('Gateway', 'second', { gatewayClassName: 'edge', listeners: [HTTP] });
    const both = { parentRefs: [{ name: 'gw' }, { name: 'second' }], rules };
    const table = tableOf('envoy-gateway', [gateway([HTTP]), second, route('r', both)]);
    expect([table.frozen, answerOf(table, 'http://a.example/'), answerOf(table, 'http://a.example./')]).toEqual([
      [],
      'web/web /',
      'web/web /',
    ]);
  });

  test('two Gateways at their own addresses leave it open which one is asked', () => {
    const second = object('Gateway', 'second', { gatewayClassName: 'edge', listeners: [HTTP] });
    const objects = [
      gateway([HTTP]),
      second,
      route('one', { rules }),
      route('two', { parentRefs: [{ name: 'second' }], rules: [rule('PathPrefix', '/', 'other')] }),
    ];
    expect(answerOf(tableOf('cilium', objects), 'http://a.example/')).toBe('undecided');
    expect(answerOf(tableOf('cilium', objects.slice(0, 3)), 'http://a.example/')).toBe('web/web /');
  });
});

describe('filters', () => {
  const cors = { type: 'CORS', cors: { allowOrigins: ['https://*.example.com'] } };
  const preflight = (origin: string) => ({ method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' } });

  test('Envoy answers a preflight request of an origin that is allowed', () => {
    const table = tableOf('istio', [gateway([HTTP]), route('r', { rules: [rule('PathPrefix', '/', 'web', { filters: [cors] })] })]);
    expect([
      answerOf(table, 'http://a.example/', preflight('https://x.example.com')),
      answerOf(table, 'http://a.example/', preflight('https://x.example.org')),
      answerOf(table, 'http://a.example/', { method: 'OPTIONS' }),
    ]).toEqual(['200', 'web/web /', 'web/web /']);
  });

  test('what filters do besides is among the effects', () => {
    const filters = [
      { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-A', value: '1' }], remove: ['X-B'] } },
      { type: 'URLRewrite', urlRewrite: { hostname: 'b.example' } },
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'shadow', port: 80 } } },
    ];
    const more = { filters, timeouts: { request: '1m30s' }, retry: { attempts: 2 } };
    const tls = object('BackendTLSPolicy', 'tls', {
      targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
      validation: { hostname: 'w' },
    });
    const { patterns } = tableOf('envoy-gateway', [
      gateway([HTTP]),
      service('web'),
      tls,
      route('r', { rules: [rule('PathPrefix', '/', 'web', more)] }),
    ]);
    expect(patterns[0]?.candidates[0]?.effects?.map(({ effect, value, origin }) => [effect, value, origin.field])).toEqual([
      ['requestHeaders', { set: [{ name: 'X-A', value: '1' }], remove: ['X-B'] }, 'spec.rules[0].filters[0]'],
      ['upstreamHost', 'b.example', 'spec.rules[0].filters[1]'],
      ['mirror', { backendRef: { name: 'shadow', port: 80 } }, 'spec.rules[0].filters[2]'],
      ['readTimeoutSeconds', 90, 'spec.rules[0].timeouts'],
      ['retries', { attempts: 2 }, 'spec.rules[0].retry'],
      ['backendTls', { hostname: 'w' }, 'spec.validation'],
    ]);
    expect(patterns[0]?.candidates[0]?.outcome).toMatchObject({ kind: 'forward', protocol: 'HTTPS' });
  });

  test.each([
    ['a value with a byte beyond ASCII', { set: [{ name: 'X-A', value: '\u00e9' }] }],
    ['the Host header', { add: [{ name: 'host', value: 'b.example' }] }],
  ])('Envoy Gateway refuses a header modifier with %s, and serves nothing else in its place', (_, requestHeaderModifier) => {
    const filters = [{ type: 'RequestHeaderModifier', requestHeaderModifier }];
    const rules = [rule('PathPrefix', '/a', 'web', { filters }), rule('PathPrefix', '/', 'web')];
    const table = tableOf('envoy-gateway', [gateway([HTTP]), route('r', { rules })]);
    expect([answerOf(table, 'http://a.example/a'), answerOf(table, 'http://a.example/b')]).toEqual(['500', 'web/web /b']);
    expect(table.conditions?.map(({ type, reason }) => `${type} ${reason}`)).toEqual(['PartiallyInvalid UnsupportedValue']);
  });
});

describe('which implementation', () => {
  const objects = [gateway([HTTP]), route('r', { rules: [rule('PathPrefix', '/', 'web')] })];

  test.each([
    ['gateway.envoyproxy.io/gatewayclass-controller', 'gateway-api/envoy-gateway'],
    ['istio.io/gateway-controller', 'gateway-api/istio'],
    ['projectcontour.io/gateway-controller', 'gateway-api/contour'],
    ['traefik.io/gateway-controller', 'gateway-api/traefik'],
    ['io.cilium/gateway-controller', 'gateway-api/cilium'],
  ])('a GatewayClass with %s shows %s', (controllerName, controller) => {
    const { table, findings } = buildTable([object('GatewayClass', 'edge', { controllerName }), ...objects], {});
    expect([table.controller, findings]).toEqual([controller, []]);
  });

  test('without a mark the specification is read, and that is said', () => {
    const { table, findings } = buildTable(objects, {});
    expect([table.controller, findings.map(({ code }) => code)]).toEqual(['gateway-api/specification', ['input/controller-assumed']]);
  });

  test.each(PROFILES.map((profile) => [profile.name, profile] as const))('%s has sources', (_, { sources, evidence }) => {
    expect(sources.filter((source) => !/^[\w.-]+\/[\w.-]+@[\w.-]+:/.test(source))).toEqual([]);
    expect([sources.length > 0, evidence === 'recorded' || evidence === 'read in source' || evidence === 'specification']).toEqual([
      true,
      true,
    ]);
  });
});
