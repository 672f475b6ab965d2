import { PathType, Rewrite } from '../../../../src';
import type { RouteOptions } from '../../../../src/api/routes/route-options';
import { expectValid } from '../../../kubernetes-schema';
import { collectWarnings, nginxAnnotations, ruleLines, SHOP, synthRoutes, to } from '../../../synth-routes';
import { readsRegex, takenBy } from './controller-order';

collectWarnings();

/** `elsewhere`: the request is not one of the route. */
type Probes = { readonly [request: string]: string };

const CASES: readonly (readonly [string, string, RouteOptions, Probes])[] = [
  [
    'stripPrefix removes the path of the route by whole segments',
    '/httpd',
    { rewrite: Rewrite.stripPrefix() },
    {
      '/httpd': '/',
      '/httpd/': '/',
      '/httpd/x': '/x',
      '/httpd/x/y.css': '/x/y.css',
      '/httpd/httpd/x': '/httpd/x',
      '/httpdocs': 'elsewhere',
    },
  ],
  [
    'stripPrefix with a slash at the end is the same',
    '/httpd/',
    { rewrite: Rewrite.stripPrefix() },
    { '/httpd': '/', '/httpd/x': '/x', '/httpdocs': 'elsewhere' },
  ],
  ['stripPrefix at the root changes nothing', '/', { rewrite: Rewrite.stripPrefix() }, { '/': '/', '/x': '/x' }],
  [
    'stripPrefix of several segments',
    '/a/b',
    { rewrite: Rewrite.stripPrefix() },
    { '/a/b/c': '/c', '/a/b': '/', '/a': 'elsewhere', '/a/bc': 'elsewhere' },
  ],
  ['stripPrefix with a dot in the path', '/v1.0', { rewrite: Rewrite.stripPrefix() }, { '/v1.0/x': '/x', '/v1x0/x': 'elsewhere' }],
  [
    'replacePrefix puts another path in its place',
    '/v1',
    { rewrite: Rewrite.replacePrefix('/api') },
    { '/v1': '/api', '/v1/': '/api/', '/v1/x': '/api/x', '/v1x': 'elsewhere' },
  ],
  ['replacePrefix ignores a slash at the end', '/v1', { rewrite: Rewrite.replacePrefix('/api/') }, { '/v1': '/api', '/v1/x': '/api/x' }],
  [
    'replacePrefix at the root puts a path before everything',
    '/',
    { rewrite: Rewrite.replacePrefix('/app') },
    { '/': '/app/', '/x/y': '/app/x/y' },
  ],
  [
    "the classic demo's rewrite: every request arrives at one path",
    '/httpd',
    { rewrite: Rewrite.replacePath('/') },
    { '/httpd': '/', '/httpd/': '/', '/httpd/css/site.css': '/', '/httpdocs': 'elsewhere' },
  ],
  [
    'replacePath of an exact path',
    '/old.html',
    { pathType: PathType.EXACT, rewrite: Rewrite.replacePath('/new.html') },
    { '/old.html': '/new.html', '/old.html/x': 'elsewhere' },
  ],
  [
    'captures of a pattern',
    '/items/(\\d+)/([a-z]+)$',
    { pathType: PathType.REGEX, rewrite: Rewrite.regex('/$2/$1') },
    { '/items/12/size': '/size/12', '/items/x/size': 'elsewhere' },
  ],
];

test.each(CASES)('%s', (_, path, options, probes) => {
  const manifests = synthRoutes((ingress) => {
    ingress.addRoute(path, to('httpd'), options);
    // Makes regular expressions of the host also where the route alone does not.
    ingress.addRoute('/other', to('other'), { rewrite: Rewrite.stripPrefix() });
  });
  expectValid(manifests);
  const seen = Object.keys(probes).map((request) => {
    const taken = takenBy(manifests, SHOP, request);
    return [request, taken?.service === 'httpd' ? taken.path : 'elsewhere'];
  });
  expect(Object.fromEntries(seen)).toEqual(probes);
});

test('the query is not part of the path that is matched and replaced, so it stays: nginx appends it by itself', () => {
  const [manifest] = synthRoutes((ingress) => ingress.addRoute('/httpd', to('httpd'), { rewrite: Rewrite.stripPrefix() }));
  // nginx drops the query only where the target ends in "?".
  expect(nginxAnnotations(manifest)['rewrite-target']).not.toContain('?');
});

test('stripPrefix as it is written', () => {
  const [manifest] = synthRoutes((ingress) => ingress.addRoute('/httpd', to('httpd-service', 8080), { rewrite: Rewrite.stripPrefix() }));
  expect(manifest).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'shop',
      namespace: 'web',
      annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2', 'nginx.ingress.kubernetes.io/use-regex': 'true' },
    },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [
              {
                path: '/httpd(/|$)(.*)',
                pathType: 'ImplementationSpecific',
                backend: { service: { name: 'httpd-service', port: { number: 8080 } } },
              },
            ],
          },
        },
      ],
    },
  });
});

test('routes with the same rewrite share an Ingress, others have one of their own', () => {
  const manifests = synthRoutes((ingress) => {
    ingress.addRoute('/httpd', to('httpd'), { rewrite: Rewrite.stripPrefix() });
    ingress.addRoute('/tomcat', to('tomcat'), { rewrite: Rewrite.stripPrefix() });
    ingress.addRoute('/v1', to('api'), { rewrite: Rewrite.replacePrefix('/api') });
    ingress.addRoute('/plain', to('plain'));
  });
  expect(manifests.map((manifest) => [manifest.metadata.name, ...ruleLines(manifest)])).toEqual([
    ['shop', `${SHOP}/httpd(/|$)(.*) ImplementationSpecific httpd:80`, `${SHOP}/tomcat(/|$)(.*) ImplementationSpecific tomcat:80`],
    ['shop-v1', `${SHOP}/v1(/|$)(.*) ImplementationSpecific api:80`],
    ['shop-plain', `${SHOP}/plain(/|$)(.*) ImplementationSpecific plain:80`],
  ]);
  expect(manifests.map(nginxAnnotations)).toEqual([
    { 'rewrite-target': '/$2', 'use-regex': 'true' },
    { 'rewrite-target': '/api$1$2', 'use-regex': 'true' },
    { 'use-regex': 'true' },
  ]);
});

test('a rewrite on one host leaves other hosts alone', () => {
  const manifests = synthRoutes((ingress) => {
    ingress.addRoute('/httpd', to('httpd'), { rewrite: Rewrite.stripPrefix() });
    ingress.addRoute('/httpd', to('httpd'), { host: 'other.example.com' });
  });
  expect(manifests.flatMap(ruleLines)).toEqual([
    `${SHOP}/httpd(/|$)(.*) ImplementationSpecific httpd:80`,
    'other.example.com/httpd Prefix httpd:80',
  ]);
  expect([readsRegex(manifests, SHOP), readsRegex(manifests, 'other.example.com')]).toEqual([true, false]);
});

test('a rewrite on one of several hosts of an Ingress spreads over all of them, and all paths are written for it', () => {
  const manifests = synthRoutes(
    (ingress) => {
      ingress.addRoute('/both', to('both'));
      ingress.addRoute('/httpd', to('httpd'), { host: 'a.example.com', rewrite: Rewrite.stripPrefix() });
      ingress.addRoute('/far', to('far'), { host: 'b.example.com' });
    },
    { hosts: ['a.example.com', 'b.example.com'] },
  );
  expect(manifests.map((manifest) => [nginxAnnotations(manifest)['use-regex'], ...ruleLines(manifest)])).toEqual([
    ['true', 'a.example.com/both(/|$)(.*) ImplementationSpecific both:80', 'b.example.com/both(/|$)(.*) ImplementationSpecific both:80'],
    ['true', 'a.example.com/httpd(/|$)(.*) ImplementationSpecific httpd:80'],
    ['true', 'b.example.com/far(/|$)(.*) ImplementationSpecific far:80'],
  ]);
});

test.each([
  ['as text, for all routes', { annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' } }],
  ['as text that Go reads as true', { annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'T' } }],
  ['as text, by a rewrite', { annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' } }],
  ['by the typed annotation', { ingressNginx: { useRegex: true } }],
  ['by the typed rewrite', { ingressNginx: { rewriteTarget: '/$2' } }],
])('regular expressions that the user asks for %s make expressions of all paths', (_, props) => {
  const manifests = synthRoutes((ingress) => ingress.addRoute('/a.b', to('a')), props);
  expect(manifests.flatMap(ruleLines)).toEqual([`${SHOP}/a\\.b(/|$)(.*) ImplementationSpecific a:80`]);
});
