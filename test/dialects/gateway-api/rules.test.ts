import { ApiObject, Duration, Testing } from 'cdk8s';
import { gatewayApi, HttpMethod, RequestMatch, Rewrite, RouteTarget } from '../../../src';
import type { RouteOptions } from '../../../src/api/routes/route-options';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { collectWarnings, messageOf, to } from '../../synth-routes';
import { Edge, Objects, synthShop } from './synth';

/** One route, and the rules that it becomes. */
const rulesOf = (path: string, target: RouteTarget, options: RouteOptions = {}, gateway: Partial<gatewayApi.Options> = {}) =>
  synthShop((shop) => shop.addRoute(path, target, options), undefined, gateway).spec('HTTPRoute', 'shop').rules;

const PREFIX = { type: 'PathPrefix', value: '/app' };
const WEB = [{ name: 'web', port: 80 }];
const NEXT = [{ name: 'next', port: 80 }];

test('conditions are matches: of each method one, and all others in each', () => {
  const matches = [RequestMatch.method(HttpMethod.POST, HttpMethod.PUT), RequestMatch.header('X-Team', 'a'), RequestMatch.query('v', '2')];
  const others = { headers: [{ name: 'X-Team', value: 'a' }], queryParams: [{ name: 'v', value: '2' }] };
  expect(rulesOf('/app', to('web'), { matches })).toEqual([
    {
      matches: [
        { path: PREFIX, ...others, method: 'POST' },
        { path: PREFIX, ...others, method: 'PUT' },
      ],
      backendRefs: WEB,
    },
  ]);
});

test('a rule whose prefix is replaced has one match, as the API wants', () => {
  const matches = [RequestMatch.method(HttpMethod.POST, HttpMethod.PUT)];
  const rules = rulesOf('/app', to('web'), { matches, rewrite: Rewrite.stripPrefix() });
  expect(rules.map((rule: { readonly matches: unknown }) => rule.matches)).toEqual([
    [{ path: PREFIX, method: 'POST' }],
    [{ path: PREFIX, method: 'PUT' }],
  ]);
});

test('a canary with its own conditions comes first and keeps those of the route', () => {
  const rules = rulesOf('/app', to('web'), {
    matches: [RequestMatch.header('X-Team', 'a')],
    canary: { target: to('next'), matches: [RequestMatch.headerPresent('X-Beta')], weight: 25 },
  });
  const team = { name: 'X-Team', value: 'a' };
  expect(rules).toEqual([
    { matches: [{ path: PREFIX, headers: [team, { type: 'RegularExpression', name: 'X-Beta', value: '.*' }] }], backendRefs: NEXT },
    {
      matches: [{ path: PREFIX, headers: [team] }],
      backendRefs: [
        { name: 'web', port: 80, weight: 3 },
        { name: 'next', port: 80, weight: 1 },
      ],
    },
  ]);
});

test('of two conditions on one header the API leaves one out, so a canary may not add a second', () => {
  const options = {
    matches: [RequestMatch.header('X-User', 'ann')],
    canary: { target: to('next'), matches: [RequestMatch.headerPattern('X-User', 'a.*')] },
  };
  expect(messageOf(() => rulesOf('/app', to('web'), options))).toContain('[gateway-api/condition-twice]');
});

test('a canary whose condition contradicts that of its route has no rule', () => {
  const options = {
    matches: [RequestMatch.header('X-User', 'ann')],
    canary: { target: to('next'), matches: [RequestMatch.header('X-User', 'ben')] },
  };
  expect(rulesOf('/app', to('web'), options)).toHaveLength(1);
});

test.each<[reason: string, path: string, value: string]>([
  ['letters beyond ASCII are sent encoded', '/café', '/caf%C3%A9'],
  ['a character that is allowed stays', "/a:b@c!$&'()*+,;=", "/a:b@c!$&'()*+,;="],
  ['a percent sign that begins no escape is one', '/100%', '/100%25'],
  ['an escape stays', '/a%20b', '/a%20b'],
])('paths: %s', (_, path, value) => {
  expect(rulesOf(path, to('web'))[0].matches[0].path.value).toBe(value);
});

describe('a path that is put before every path', () => {
  const filters = (implementation: gatewayApi.GatewayImplementation) =>
    rulesOf('/', to('web'), { rewrite: Rewrite.replacePrefix('/site') }, { implementation })[0].filters;
  const replaced = (replacePrefixMatch: string) => [
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch } } },
  ];

  test('is as the specification says', () => {
    expect(filters(gatewayApi.GatewayImplementation.CILIUM)).toEqual(replaced('/site'));
  });

  test('ends in a slash for Contour, which puts a text in the place of "/"', () => {
    expect(filters(gatewayApi.GatewayImplementation.CONTOUR)).toEqual(replaced('/site/'));
  });

  test('is an error for Istio, which takes that slash away', () => {
    expect(messageOf(() => filters(gatewayApi.GatewayImplementation.ISTIO))).toContain('[gateway-api/root-not-replaced]');
  });
});

test.each([
  [gatewayApi.GatewayImplementation.ENVOY_GATEWAY, 'a|b'],
  [gatewayApi.GatewayImplementation.TRAEFIK, '^(?:a|b)$'],
])('a pattern of a header is for the whole value, as %s reads it', (implementation, value) => {
  const [rule] = rulesOf('/app', to('web'), { matches: [RequestMatch.headerPattern('X-User', 'a|b')] }, { implementation });
  expect(rule.matches[0].headers).toEqual([{ type: 'RegularExpression', name: 'X-User', value }]);
});

test('time limits: no try is longer than all tries together', () => {
  const [rule] = rulesOf('/app', to('web'), {
    timeouts: { read: Duration.seconds(30) },
    retries: { attempts: 1, totalTimeout: Duration.seconds(10) },
  });
  expect(rule.timeouts).toEqual({ request: '10s', backendRequest: '10s' });
});

test('the start page is a redirect of the root alone', () => {
  const edge = new Edge();
  edge.routes('shop', { host: 'shop.example.com', appRoot: '/start' }).addRoute('/start', to('web'));
  const rules = edge
    .synth()
    .ofKind('HTTPRoute')
    .flatMap(({ spec }) => (spec as { readonly rules: readonly { readonly matches: unknown; readonly filters?: unknown }[] }).rules);
  expect(rules.filter(({ filters }) => filters !== undefined)).toEqual([
    {
      matches: [{ path: { type: 'Exact', value: '/' } }],
      filters: [
        { type: 'RequestRedirect', requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: '/start' }, statusCode: 302 } },
      ],
    },
  ]);
});

test('time limits are for backends: a redirect has none', () => {
  const [rule] = rulesOf('/app', RouteTarget.redirect({ path: '/new', status: 302 }), { timeouts: { read: Duration.seconds(30) } });
  expect(rule.timeouts).toBeUndefined();
});

describe('retries, for who has no policy for them', () => {
  const rules = (channel: gatewayApi.GatewayChannel) => {
    const edge = new Edge({ implementation: gatewayApi.GatewayImplementation.CILIUM, channel });
    edge.routes('shop').addRoute('/app', to('web'), { retries: { attempts: 2, statuses: [502] } });
    return new Objects(Testing.synth(edge.chart) as KubeObject[]).spec('HTTPRoute', 'shop').rules;
  };

  test('are a field of the experimental channel', () => {
    expect(rules(gatewayApi.GatewayChannel.EXPERIMENTAL)).toEqual([
      { matches: [{ path: PREFIX }], backendRefs: WEB, retry: { attempts: 2, codes: [502] } },
    ]);
  });

  test('are refused with the standard channel', () => {
    expect(messageOf(() => rules(gatewayApi.GatewayChannel.STANDARD))).toContain('use GatewayChannel.EXPERIMENTAL');
  });
});

describe('a port by name', () => {
  const route = RouteTarget.namedPort('web', 'http');

  test('gets its number from the Service of the app', () => {
    const edge = new Edge();
    const ports = [{ name: 'http', port: 8080 }];
    edge.routes('shop').addRoute('/', route);
    new ApiObject(edge.chart, 'web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports } });
    expect(edge.synth().spec('HTTPRoute', 'shop').rules[0].backendRefs).toEqual([{ name: 'web', port: 8080 }]);
  });

  test('is an error if nothing in the app creates the Service', () => {
    expect(messageOf(() => synthShop((shop) => shop.addRoute('/', route)))).toContain(
      '[gateway-api/port-by-name] route "shop.example.com/" names port "http" of Service web/web, and its number is not known',
    );
  });
});

test('a rule takes 16 headers to set', () => {
  const set = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`X-H${index}`, 'x']));
  expect(messageOf(() => rulesOf('/app', to('web'), { requestHeaders: { set } }))).toContain(
    '[gateway-api/too-many-values] route "shop.example.com/app" has 17 request headers to set, and an HTTPRoute takes 16',
  );
});

describe('what Envoy Gateway puts into normal form', () => {
  const warnings = collectWarnings();

  test('sends the client to the same path, so a route gets no less', () => {
    synthShop((shop) => shop.addRoute('/', to('cart')));
    expect(warnings).toEqual([]);
  });
});
