import { read } from '../../../src/dialects/aws-load-balancer/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import { requestTo } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import { ingress, service } from './objects';

const HTTP_AND_HTTPS = { 'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }], 'certificate-arn': 'arn:aws:acm:eu-central-1:1:certificate/x' };

const ask = (objects: readonly KubeObject[], url: string, headers: { readonly [name: string]: string } = {}): Decision =>
  resolve(read(objects), requestTo(url, { headers }));

/** `namespace/name:port`, status, Location, or `?` with the reason. */
function did({ backend, status, location, undecided, alternatives }: Decision): string {
  if (undecided !== undefined) return `? ${undecided}`;
  if (alternatives !== undefined) return alternatives.map(({ share, decision }) => `${share} ${did(decision)}`).join(', ');
  if (location !== undefined) return `${status} ${location}`;
  return backend?.kind === 'service' ? `${backend.namespace}/${backend.service}:${backend.port}` : `${status}`;
}

const SHOP = ingress({
  paths: [
    { path: '/img/*.png', pathType: 'ImplementationSpecific', service: 'img' },
    { path: '/cart', service: 'cart' },
    { path: '/cart', pathType: 'Exact', service: 'cart-page' },
    { path: '/about', pathType: 'ImplementationSpecific', service: 'about' },
  ],
});

test.each([
  ['http://shop.example.com/cart', 'web/cart-page:80', 'Exact paths come first'],
  ['http://shop.example.com/cart/1', 'web/cart:80', 'a Prefix takes what is below'],
  ['http://shop.example.com/cartx', '404', 'and no longer segment'],
  ['http://SHOP.example.com/cart/', 'web/cart:80', 'hosts have no case'],
  ['http://shop.example.com/CART', '404', 'paths have'],
  ['http://shop.example.com/img/a/b.png', 'web/img:80', 'a star stands for slashes too'],
  ['http://shop.example.com/about', 'web/about:80', 'a path that is specific to the controller is exact without a star'],
  ['http://shop.example.com/about/us', '404', 'and takes nothing below'],
  ['http://other.example.com/cart', '404', 'a host that no rule names gets the default action'],
  ['http://shop.example.com//cart', '? whether the path is decoded and its slashes and dots are resolved is not known', 'AWS does not say'],
  ['http://shop.example.com/a/../cart', '? whether the path is decoded and its slashes and dots are resolved is not known', 'nor here'],
  ['https://shop.example.com/cart', '? no listener has this port and scheme, so the connection fails', 'HTTP 80 is the only listener'],
  ['http://shop.example.com:8080/cart', '? no listener has this port and scheme, so the connection fails', 'a port of the URL counts'],
])('%s: %s, as %s', (url, expected) => {
  expect(did(ask([SHOP], url))).toBe(expected);
});

test('rules of an earlier member of a group precede, whatever their paths and hosts are', () => {
  const wide = ingress({ name: 'b', host: '*.example.com', annotations: { 'group.name': 'g' }, paths: [{ service: 'wide' }] });
  const narrow = (order: string) =>
    ingress({ name: 'c', annotations: { 'group.name': 'g', 'group.order': order }, paths: [{ path: '/cart', service: 'cart' }] });
  expect(did(ask([narrow('1'), wide], 'http://shop.example.com/cart'))).toBe('web/wide:80');
  expect(did(ask([narrow('-1'), wide], 'http://shop.example.com/cart'))).toBe('web/cart:80');
  expect(did(ask([narrow('-1'), wide], 'http://a.b.example.com/cart'))).toBe('web/wide:80');
});

test('of two load balancers the one with rules for the host is asked; where both have some, DNS decides', () => {
  const one = ingress({ name: 'one', paths: [{ service: 'one' }] });
  const two = ingress({ name: 'two', host: 'two.example.com', paths: [{ service: 'two' }] });
  expect(did(ask([one, two], 'http://two.example.com/'))).toBe('web/two:80');
  expect(did(ask([one, two], 'http://three.example.com/'))).toBe(
    '? DNS says whether the load balancer of group "web/one" or "web/two" is asked',
  );
  const twin = ingress({ name: 'twin', paths: [{ service: 'twin' }] });
  expect(did(ask([one, twin], 'http://shop.example.com/'))).toBe(
    '? DNS says whether the load balancer of group "web/one" or "web/twin" is asked',
  );
});

test('conditions of an annotation hold for header, query, method and address', () => {
  const conditions = [
    { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X-Beta', values: ['y*', 'on'] } },
    { field: 'query-string', queryStringConfig: { values: [{ key: 'v', value: '2' }, { value: 'a\\*' }] } },
  ];
  const objects = [
    ingress({
      annotations: { 'conditions.beta': conditions },
      paths: [
        { path: '/x', service: 'beta' },
        { path: '/', service: 'web' },
      ],
    }),
  ];
  const asked = (url: string, beta?: string) => did(ask(objects, url, beta === undefined ? {} : { 'x-beta': beta }));
  expect(asked('http://shop.example.com/x?V=2', 'YES')).toBe('web/beta:80');
  expect(asked('http://shop.example.com/x?q=a*', 'on')).toBe('web/beta:80');
  expect(asked('http://shop.example.com/x?q=ab', 'on')).toBe('web/web:80');
  expect(asked('http://shop.example.com/x?v=2', 'no')).toBe('web/web:80');
  expect(asked('http://shop.example.com/x?v=2')).toBe('web/web:80');
});

test('actions of annotations redirect, answer and share', () => {
  const targets = [
    { serviceName: 'old', servicePort: 'http', weight: 3 },
    { serviceName: 'new', servicePort: 80, weight: 1 },
  ];
  const objects = [
    ingress({
      annotations: {
        'actions.moved': { type: 'redirect', redirectConfig: { path: '/new/#{path}', statusCode: 'HTTP_302' } },
        'actions.elsewhere': {
          type: 'redirect',
          redirectConfig: { host: 'www.#{host}', query: '', protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
        },
        'actions.gone': { type: 'fixed-response', fixedResponseConfig: { statusCode: '410' } },
        'actions.shared': { type: 'forward', forwardConfig: { targetGroups: targets } },
      },
      paths: ['moved', 'elsewhere', 'gone', 'shared', 'missing'].map((name) => ({
        path: `/${name}`,
        service: name,
        port: 'use-annotation',
      })),
    }),
    service('old'),
    service('new'),
  ];
  expect(did(ask(objects, 'http://shop.example.com/moved/a?x=1'))).toBe('302 http://shop.example.com:80/new/moved/a?x=1');
  expect(did(ask(objects, 'http://shop.example.com/elsewhere?x=1'))).toBe('301 https://www.shop.example.com:443/elsewhere');
  expect(did(ask(objects, 'http://shop.example.com/gone'))).toBe('410');
  expect(did(ask(objects, 'http://shop.example.com/shared'))).toBe('0.75 web/old:80, 0.25 web/new:80');
  expect(did(ask(objects, 'http://shop.example.com/missing'))).toBe('503');
});

test('ssl-redirect takes every request on http, default backends and ACME paths too', () => {
  const objects = [
    ingress({
      annotations: { ...HTTP_AND_HTTPS, 'ssl-redirect': '443' },
      paths: [{ path: '/.well-known/acme-challenge/x', service: 'solver' }, { service: 'web' }],
    }),
  ];
  expect(did(ask(objects, 'http://shop.example.com/.well-known/acme-challenge/x'))).toBe(
    '301 https://shop.example.com:443/.well-known/acme-challenge/x',
  );
  expect(did(ask(objects, 'https://shop.example.com/a'))).toBe('web/web:80');
  expect(read(objects).warnings).toEqual([
    {
      kind: 'lost',
      because:
        'ssl-redirect sends every request on port 80 to https, so "/.well-known/acme-challenge/x" is never served on http, where ACME asks for it',
      origin: { kind: 'Ingress', namespace: 'web', name: 'shop', field: 'spec.rules[0].http.paths[0]' },
    },
  ]);
});

test('users are asked for on https, and on http the same path is open, which is an error', () => {
  const auth = {
    'auth-type': 'oidc',
    'auth-idp-oidc': {
      issuer: 'https://idp.example.net',
      authorizationEndpoint: 'https://idp.example.net/auth',
      tokenEndpoint: 'https://idp.example.net/token',
      userInfoEndpoint: 'https://idp.example.net/me',
      secretName: 'oidc',
    },
  };
  const objects = [ingress({ annotations: { ...HTTP_AND_HTTPS, ...auth }, paths: [{ service: 'web' }] })];
  const origin = { kind: 'Ingress', namespace: 'web', name: 'shop', field: 'metadata.annotations["alb.ingress.kubernetes.io/auth-type"]' };
  expect(ask(objects, 'https://shop.example.com/').assuming).toEqual([
    {
      gate: { kind: 'externalAuth', url: 'https://idp.example.net/auth', refusals: [{}] },
      origin,
      otherwise: [
        {
          decision: {
            undecided: 'https://idp.example.net/auth does not let the request pass, and the status is not known',
            decidedBy: origin,
          },
        },
      ],
    },
  ]);
  expect(ask(objects, 'http://shop.example.com/').assuming).toBeUndefined();
  const denying = { ...HTTP_AND_HTTPS, ...auth, 'auth-on-unauthenticated-request': 'deny' };
  const [assumed] = ask([ingress({ annotations: denying, paths: [{ service: 'web' }] })], 'https://shop.example.com/').assuming ?? [];
  expect(assumed?.otherwise.map(({ decision }) => decision.status)).toEqual([401]);
  expect(read(objects).warnings).toEqual([
    {
      kind: 'open',
      because: 'port 80 is HTTP, where auth-type is left out; ssl-redirect, or an HTTPS listener alone, closes it',
      origin,
    },
  ]);
  const closed = [ingress({ annotations: { ...HTTP_AND_HTTPS, ...auth, 'ssl-redirect': '443' }, paths: [{ service: 'web' }] })];
  expect(read(closed).warnings).toEqual([]);
});

test('a transform of the URL and a regular expression are not decided, as their syntax is not documented', () => {
  const objects = [
    ingress({
      annotations: {
        'transforms.api': [{ type: 'url-rewrite', urlRewriteConfig: { rewrites: [{ regex: '^/api', replace: '' }] } }],
        'use-regex-path-match': 'true',
      },
      paths: [
        { path: '/api', service: 'api' },
        { path: '/^/v[0-9]+$', pathType: 'ImplementationSpecific', service: 'version' },
      ],
    }),
  ];
  expect(did(ask(objects, 'http://shop.example.com/api/x'))).toBe(
    '? a transform replaces "^/api" in path and query with "", in a syntax that is not documented',
  );
  expect(did(ask(objects, 'http://shop.example.com/v1'))).toBe(
    '? the meaning of "^/v[0-9]+$" is not known: how the controller reads regular expressions is not known',
  );
});

describe('what the controller refuses', () => {
  test.each([
    [
      'a wildcard in a Prefix',
      ingress({ paths: [{ path: '/x*', service: 'web' }] }),
      'path "/x*" of pathType Prefix has a wildcard, which only ImplementationSpecific may have',
    ],
    [
      'a wildcard in an Exact path',
      ingress({ paths: [{ path: '/x?', pathType: 'Exact', service: 'web' }] }),
      'path "/x?" of pathType Exact has a wildcard, which only ImplementationSpecific may have',
    ],
    ['a port that the Service does not have', ingress({ paths: [{ service: 'web', port: 81 }] }), 'Service web/web has no port 81'],
    [
      'a ClusterIP Service with target type instance',
      ingress({ paths: [{ service: 'inner' }] }),
      'Service web/inner has no node port, which target type instance needs: its type must be NodePort or LoadBalancer',
    ],
    [
      'a malformed annotation',
      ingress({ annotations: { 'listen-ports': 'HTTP:80' }, paths: [{ service: 'web' }] }),
      'listen-ports is no JSON: `HTTP:80`',
    ],
  ])('%s stops the whole group, and what was there before stays', (_, bad, because) => {
    const inGroup = (object: KubeObject): KubeObject => ({
      ...object,
      metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, 'alb.ingress.kubernetes.io/group.name': 'g' } },
    });
    const good = ingress({ name: 'good', host: 'good.example.com', paths: [{ service: 'web' }] });
    const table = read([inGroup(bad), inGroup(good), service('web'), service('inner', 'ClusterIP')]);
    expect(table.frozen).toEqual([
      {
        cause: 'group',
        because,
        of: 'the load balancer of group "g"',
        origins: [
          { kind: 'Ingress', namespace: 'web', name: 'good', field: 'spec' },
          { kind: 'Ingress', namespace: 'web', name: 'shop', field: 'spec' },
        ],
      },
    ]);
    expect(did(resolve(table, requestTo('http://good.example.com/')))).toBe(`? the load balancer of group "g" stays as it was: ${because}`);
    expect(table.claimed).toEqual([]);
  });

  test('conditions that are wrong are refused at admission, unless the object is in the cluster already', () => {
    const given = ingress({ annotations: { 'conditions.web': [{ field: 'http-header' }] }, paths: [{ service: 'web' }] });
    const origin = { kind: 'Ingress', namespace: 'web', name: 'shop', field: '' };
    const because = 'a condition has no httpHeaderConfig';
    expect(read([given]).refused).toEqual([{ origin, by: 'admission', because }]);
    const there = read([{ ...given, metadata: { ...given.metadata, uid: 'x' } }]);
    expect(there.refused).toEqual([{ origin, by: 'admission', because, applied: true }]);
    expect(there.frozen.map((freeze) => freeze.because)).toEqual([because]);
  });

  test('a group name that is none leaves an Ingress alone without a word', () => {
    const table = read([ingress({ annotations: { 'group.name': 'Shop' }, paths: [{ service: 'web' }] })]);
    expect(table.ignored).toEqual([
      {
        origin: { kind: 'Ingress', namespace: 'web', name: 'shop', field: '' },
        by: 'controller',
        because: 'group name "Shop" must be lower case letters, digits, "-" and ".", with a letter or digit at both ends',
      },
    ]);
  });
});

describe('limits of AWS, which the controller does not check', () => {
  const limitsOf = (object: KubeObject): readonly string[] =>
    (read([object]).warnings ?? []).map(({ kind, because }) => `${kind}: ${because}`);
  const header = (count: number) => [
    { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X', values: Array.from({ length: count }, (_, at) => `v${at}`) } },
  ];

  test.each([
    [
      '100 rules for all listeners together',
      ingress({ annotations: HTTP_AND_HTTPS, paths: Array.from({ length: 51 }, (_, at) => ({ path: `/${at}`, service: 'web' })) }),
      ['limit: the load balancer has 102 rules, all listeners together, and 100 are possible unless AWS raises the quota'],
    ],
    [
      '5 condition values of a rule',
      ingress({ annotations: { 'conditions.web': header(3) }, paths: [{ path: '/a', service: 'web' }] }),
      ['limit: the rule has 6 condition values, and 5 are possible'],
    ],
    [
      '3 values of a condition',
      ingress({
        annotations: { 'conditions.web': header(4) },
        paths: [{ path: '/a', pathType: 'ImplementationSpecific', service: 'web' }],
        host: '',
      }),
      ['limit: its condition http-header has 4 values, and 3 are possible'],
    ],
    [
      '6 wildcards',
      ingress({ paths: [{ path: '/*/*/*/*/*/*/*', pathType: 'ImplementationSpecific', service: 'web' }] }),
      ['limit: the rule has 7 wildcards, and 6 are possible'],
    ],
    [
      '128 characters, of which a Prefix takes two',
      ingress({ paths: [{ path: `/${'a'.repeat(126)}`, service: 'web' }] }),
      [`limit: "/${'a'.repeat(126)}/*" has 129 characters, and 128 are possible; a Prefix path costs two more`],
    ],
  ])('%s', (_, object, expected) => {
    expect(limitsOf(object)).toEqual(expected);
  });

  test('what is at a limit passes', () => {
    const paths = Array.from({ length: 50 }, (_, at) => ({ path: `/${at}`, service: 'web' }));
    expect(limitsOf(ingress({ annotations: HTTP_AND_HTTPS, paths }))).toEqual([]);
    expect(limitsOf(ingress({ paths: [{ path: `/${'a'.repeat(125)}`, service: 'web' }] }))).toEqual([]);
  });
});

test('flags of the controller among the manifests count', () => {
  const controller: KubeObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'c', namespace: 'kube-system' },
    spec: {
      template: {
        spec: {
          containers: [
            { image: 'public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0', args: ['--ingress-class=alb', '--default-target-type=ip'] },
          ],
        },
      },
    },
  };
  const objects = [ingress({ paths: [{ service: 'inner' }] }), service('inner', 'ClusterIP')];
  expect(read(objects).frozen).toHaveLength(1);
  expect(read([...objects, controller]).frozen).toEqual([]);
});
