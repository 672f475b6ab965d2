import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { PathType, Rewrite, RouteTarget, Tls } from '../../../../src';
import type { PathIngress } from '../../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../../src/api/routes/path-ingress-options';
import { HttpsRedirect } from '../../../../src/api/routes/route-policies';
import { expectValid } from '../../../kubernetes-schema';
import { collectWarnings, type Manifest, nginx, nginxAnnotations, ruleLines, SHOP, synthRoutes, to } from '../../../synth-routes';

collectWarnings();

const outline = (manifests: readonly Manifest[]) =>
  Object.fromEntries(
    manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, ruleLines(manifest).map((line) => line.replace(SHOP, ''))]),
  );

const CASES: readonly (readonly [string, (ingress: PathIngress) => void, { [object: string]: string[] }])[] = [
  [
    'routes that need nothing of their own share one Ingress, whatever their path type',
    (ingress) => {
      ingress.addRoute('/a', to('a'));
      ingress.addRoute('/b', to('b'), { pathType: PathType.EXACT });
      ingress.addRoute('/c', to('c'), { pathType: PathType.IMPLEMENTATION_SPECIFIC });
    },
    { 'Ingress shop': ['/a Prefix a:80', '/b Exact b:80', '/c ImplementationSpecific c:80'] },
  ],
  [
    'policies that are equal share an Ingress, in whatever order they are written',
    (ingress) => {
      ingress.addRoute('/a', to('a'), { rateLimit: { requestsPerSecond: 5, connections: 2 }, maxBodySize: Size.mebibytes(1) });
      ingress.addRoute('/b', to('b'), { maxBodySize: Size.kibibytes(1024), rateLimit: { connections: 2, requestsPerSecond: 5 } });
    },
    { 'Ingress shop': ['/a Prefix a:80', '/b Prefix b:80'] },
  ],
  [
    'a policy of its own means an Ingress of its own, named by the first path',
    (ingress) => {
      ingress.addRoute('/a', to('a'));
      ingress.addRoute('/up/load.x', to('b'), { maxBodySize: Size.mebibytes(100) });
      ingress.addRoute('/up/other', to('c'), { maxBodySize: Size.mebibytes(100) });
    },
    { 'Ingress shop': ['/a Prefix a:80'], 'Ingress shop-up-load-x': ['/up/load.x Prefix b:80', '/up/other Prefix c:80'] },
  ],
  [
    'a host of its own means an Ingress of its own',
    (ingress) => {
      ingress.addRoute('/a', to('a'));
      ingress.addRoute('/a', to('b'), { host: 'b.example.com' });
    },
    { 'Ingress shop': ['/a Prefix a:80'], 'Ingress shop-a': ['b.example.com/a Prefix b:80'] },
  ],
  [
    'the host of the PathIngress, said again, is no host of its own',
    (ingress) => {
      ingress.addRoute('/a', to('a'));
      ingress.addRoute('/b', to('b'), { host: SHOP });
    },
    { 'Ingress shop': ['/a Prefix a:80', '/b Prefix b:80'] },
  ],
  [
    'paths that give the same name get numbers',
    (ingress) => {
      ingress.addRoute('/', to('x'));
      ingress.addRoute('/a-b', to('a'), { timeouts: { read: Duration.seconds(1) } });
      ingress.addRoute('/a.b', to('b'), { timeouts: { read: Duration.seconds(2) } });
      ingress.addRoute('/A_B', to('c'), { timeouts: { read: Duration.seconds(3) } });
    },
    {
      'Ingress shop': ['/ Prefix x:80'],
      'Ingress shop-a-b': ['/a-b Prefix a:80'],
      'Ingress shop-a-b-2': ['/a.b Prefix b:80'],
      'Ingress shop-a-b-3': ['/A_B Prefix c:80'],
    },
  ],
  [
    'a path without letters is called root',
    (ingress) => {
      ingress.addRoute('/a', to('a'));
      ingress.addRoute('/', to('b'), { maxBodySize: Size.mebibytes(1) });
    },
    { 'Ingress shop': ['/a Prefix a:80'], 'Ingress shop-root': ['/ Prefix b:80'] },
  ],
  [
    'a default backend is a route for "/" in an Ingress of its own',
    (ingress) => {
      ingress.addRoute('/a', to('a'));
      ingress.addDefaultBackend(to('fallback'));
    },
    { 'Ingress shop': ['/a Prefix a:80'], 'Ingress shop-default': ['/ Prefix fallback:80'] },
  ],
];

test.each(CASES)('%s', (_, build, objects) => {
  const manifests = synthRoutes(build);
  expectValid(manifests);
  expect(outline(manifests)).toEqual(objects);
});

describe('a default backend', () => {
  test('without routes and hosts is the default backend of the Ingress', () => {
    const [manifest] = synthRoutes((ingress) => ingress.addDefaultBackend(to('fallback')), { host: '' });
    expect(manifest?.spec).toEqual({
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'fallback', port: { number: 80 } } },
    });
  });

  test('without routes and hosts, but with policies, is a route: otherwise the controller would leave out the redirect to https', () => {
    const [manifest] = synthRoutes((ingress) => ingress.addDefaultBackend(to('fallback')), {
      host: '',
      httpsRedirect: HttpsRedirect.ALWAYS,
    });
    expect(manifest?.spec).not.toHaveProperty('defaultBackend');
    expect(ruleLines(manifest)).toEqual(['/ Prefix fallback:80']);
  });

  test('without routes, on a host, is a route for "/"', () => {
    const manifests = synthRoutes((ingress) => ingress.addDefaultBackend(to('fallback')));
    expect(manifests.map((manifest) => [manifest.metadata.name, ...ruleLines(manifest)])).toEqual([
      ['shop', `${SHOP}/ Prefix fallback:80`],
    ]);
  });

  test('leaves hosts alone that have a route for "/" of their own', () => {
    const manifests = synthRoutes(
      (ingress) => {
        ingress.addRoute('/', to('front'), { host: 'a.example.com' });
        ingress.addRoute('/x', to('x'));
        ingress.addDefaultBackend(to('fallback'));
      },
      { hosts: ['a.example.com', 'b.example.com'] },
    );
    expectValid(manifests);
    expect(manifests.flatMap(ruleLines)).toEqual([
      'a.example.com/ Prefix front:80',
      'a.example.com/x Prefix x:80',
      'b.example.com/x Prefix x:80',
      'b.example.com/ Prefix fallback:80',
    ]);
  });

  test('that nothing is left for is an error, not an Ingress without rules', () => {
    const build = () =>
      synthRoutes((ingress) => {
        ingress.addRoute('/', to('front'));
        ingress.addDefaultBackend(to('fallback'));
      });
    expect(build).toThrow('[route/never-reached] route "default backend" can never be reached');
  });

  test('does not make expressions of the paths of a host that it has no rule for', () => {
    const manifests = synthRoutes(
      (ingress) => {
        ingress.addRoute('/', to('front'), { host: 'a.example.com' });
        ingress.addRoute('/x', to('x'), { host: 'a.example.com' });
        ingress.addRoute('/strip', to('y'), { host: 'b.example.com', rewrite: Rewrite.stripPrefix() });
        ingress.addDefaultBackend(to('fallback'));
      },
      { hosts: ['a.example.com', 'b.example.com'] },
    );
    expect(manifests.map((manifest) => [nginxAnnotations(manifest)['use-regex'], ...ruleLines(manifest)])).toEqual([
      [undefined, 'a.example.com/ Prefix front:80', 'a.example.com/x Prefix x:80'],
      ['true', 'b.example.com/strip(/|$)(.*) ImplementationSpecific y:80'],
      ['true', 'b.example.com/ Prefix fallback:80'],
    ]);
  });
});

describe('TLS', () => {
  const tlsOf = (manifests: readonly Manifest[]) => Object.fromEntries(manifests.map(({ metadata, spec }) => [metadata.name, spec?.tls]));
  const twoIngresses = (ingress: PathIngress) => {
    ingress.addRoute('/a', to('a'));
    ingress.addRoute('/b', to('b'), { maxBodySize: Size.mebibytes(1) });
  };

  test.each<[string, PathIngressProps, unknown]>([
    ['a Secret is for all hosts', { tls: Tls.secret('cert') }, [{ hosts: [SHOP], secretName: 'cert' }]],
    ['the default certificate has no Secret', { tls: Tls.controllerDefault() }, [{ hosts: [SHOP] }]],
    [
      'of several hosts, some',
      { hosts: ['a.example.com', 'b.example.com'], tls: Tls.secret('cert', { hosts: ['b.example.com'] }) },
      [{ hosts: ['b.example.com'], secretName: 'cert' }],
    ],
    ['a wildcard host', { host: '*.example.com', tls: Tls.secret('cert') }, [{ hosts: ['*.example.com'], secretName: 'cert' }]],
    [
      'a wildcard certificate for one host',
      { tls: Tls.secret('cert', { hosts: ['*.example.com'] }) },
      [{ hosts: ['*.example.com'], secretName: 'cert' }],
    ],
    ['a host that is named twice', { tls: Tls.secret('cert', { hosts: [SHOP, SHOP] }) }, [{ hosts: [SHOP], secretName: 'cert' }]],
    [
      'an alias of the host, which whoever makes the certificate must know',
      { hostAliases: ['www.example.com'], tls: Tls.secret('cert', { hosts: [SHOP, 'www.example.com'] }) },
      [{ hosts: [SHOP, 'www.example.com'], secretName: 'cert' }],
    ],
  ])('%s: it stands on each Ingress of the host, for any of them may be the first that the controller looks at', (_, props, tls) => {
    const manifests = synthRoutes(twoIngresses, props);
    expectValid(manifests);
    expect(tlsOf(manifests)).toEqual({ shop: tls, 'shop-b': tls });
  });

  test('an Ingress with two hosts has the certificates of both, also where one of them stands in another Ingress too', () => {
    const manifests = synthRoutes(
      (ingress) => {
        ingress.addRoute('/x', to('b'), { host: 'b.example.com' });
        ingress.addRoute('/y', to('a'));
        ingress.addTls(Tls.secret('cert-b', { hosts: ['b.example.com'] }));
      },
      { hosts: ['a.example.com', 'b.example.com'], tls: Tls.secret('cert-a', { hosts: ['a.example.com'] }) },
    );
    const [a, b] = ['a', 'b'].map((name) => ({ hosts: [`${name}.example.com`], secretName: `cert-${name}` }));
    expect(tlsOf(manifests)).toEqual({ shop: [b], 'shop-y': [a, b] });
  });

  test('several certificates', () => {
    const manifests = synthRoutes(
      (ingress) => {
        twoIngresses(ingress);
        ingress.addTls(Tls.secret('cert-b', { hosts: ['b.example.com'] }));
      },
      { hosts: ['a.example.com', 'b.example.com'], tls: Tls.secret('cert-a', { hosts: ['a.example.com'] }) },
    );
    expect(tlsOf(manifests).shop).toEqual([
      { hosts: ['a.example.com'], secretName: 'cert-a' },
      { hosts: ['b.example.com'], secretName: 'cert-b' },
    ]);
  });
});

describe('hosts', () => {
  test.each<[string, PathIngressProps, (string | undefined)[]]>([
    ['one', { host: 'a.example.com' }, ['a.example.com']],
    ['a wildcard', { host: '*.example.com' }, ['*.example.com']],
    ['none', { controller: nginx(), host: '' }, [undefined]],
    ['several, in the order in which they are written', { hosts: ['b.example.com', 'a.example.com'] }, ['b.example.com', 'a.example.com']],
    ['the same twice is once', { hosts: ['a.example.com', 'a.example.com'] }, ['a.example.com']],
  ])('%s', (_, props, hosts) => {
    const manifests = synthRoutes((ingress) => ingress.addRoute('/x', to('x')), props);
    expectValid(manifests);
    expect(manifests.flatMap(({ spec }) => spec?.rules?.map(({ host }) => host))).toEqual(hosts);
  });
});

test('routes placed in any order lie in the same objects together', () => {
  const routes: readonly ((ingress: PathIngress) => void)[] = [
    (ingress) => ingress.addRoute('/a', to('a')),
    (ingress) => ingress.addRoute('/b', to('b'), { pathType: PathType.EXACT }),
    (ingress) => ingress.addRoute('/c', to('c'), { rewrite: Rewrite.stripPrefix() }),
    (ingress) => ingress.addRoute('/d', to('d'), { rewrite: Rewrite.stripPrefix() }),
    (ingress) => ingress.addRoute('/e', to('e'), { maxBodySize: Size.mebibytes(1) }),
    (ingress) => ingress.addRoute('/f', to('f'), { maxBodySize: Size.mebibytes(1) }),
    (ingress) => ingress.addRoute('/g', to('g'), { canary: { target: to('g2'), weight: 5 } }),
    (ingress) => ingress.addRoute('/h', to('h'), { canary: { target: to('h2'), weight: 5 } }),
    (ingress) => ingress.addRoute('/i', RouteTarget.redirect({ path: '/a', status: 301 })),
    (ingress) => ingress.addRoute('/j', RouteTarget.redirect({ path: '/a', status: 301 })),
    (ingress) => ingress.addRoute('/k', to('k'), { host: 'k.example.com' }),
    (ingress) => ingress.addDefaultBackend(to('fallback')),
  ];
  /** Objects by what they hold: names depend on which route came first. */
  const contents = (builds: typeof routes) =>
    synthRoutes((ingress) => {
      for (const build of builds) build(ingress);
    })
      .map((manifest) => JSON.stringify([nginxAnnotations(manifest), ruleLines(manifest).sort()]))
      .sort();
  const expected = contents(routes);
  expect(expected).toHaveLength(7);
  fc.assert(
    fc.property(fc.shuffledSubarray([...routes], { minLength: routes.length }), (shuffled) => {
      expect(contents(shuffled)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
