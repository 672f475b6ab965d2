import { PathType, type RedirectOptions, RouteTarget, UrlScheme } from '../../../../src';
import { expectValid } from '../../../kubernetes-schema';
import { codesIn, codesOf, collectWarnings, messageOf, nginxAnnotations, ruleLines, SHOP, synthRoutes, to } from '../../../synth-routes';

const warnings = collectWarnings();

const annotationsOf = (options: RedirectOptions, path = '/old') => {
  const manifests = synthRoutes((ingress) => ingress.addRoute(path, RouteTarget.redirect(options)));
  expectValid(manifests);
  return nginxAnnotations(manifests[0]);
};

describe('a redirect with a path is an answer of the Ingress', () => {
  test.each<[string, RedirectOptions, string, string]>([
    ['to a path of the same host', { path: '/new' }, '/new', '302'],
    ['for good', { path: '/new', status: 301 }, '/new', '301'],
    ['that keeps the method', { path: '/new', status: 308 }, '/new', '308'],
    ['for now, that keeps the method', { path: '/new', status: 307 }, '/new', '307'],
    ['after a form', { path: '/thanks', status: 303 }, '/thanks', '303'],
    ['with a query', { path: '/new?from=old' }, '/new?from=old', '302'],
    ['to another host', { path: '/new', hostname: 'www.example.com' }, '//www.example.com/new', '302'],
    [
      'to another host over https',
      { path: '/', hostname: 'www.example.com', scheme: UrlScheme.HTTPS, status: 301 },
      'https://www.example.com/',
      '301',
    ],
    ['to a port of another host', { path: '/', hostname: 'www.example.com', port: 8443 }, '//www.example.com:8443/', '302'],
    ['to https on the same host, which must be named then', { path: '/new', scheme: UrlScheme.HTTPS }, `https://${SHOP}/new`, '302'],
  ])('%s', (_, options, url, status) => {
    expect(annotationsOf(options)).toEqual({
      'permanent-redirect': url,
      'permanent-redirect-code': status,
      ...(/^\/(?!\/)/.test(url) || url.startsWith('//') ? { 'relative-redirects': 'true' } : {}),
    });
  });
});

describe('a redirect without a path keeps path and query, as a rewrite to a URL', () => {
  test.each<[string, RedirectOptions, string, string]>([
    ['to another host', { hostname: 'www.example.com' }, '/old', '$scheme://www.example.com/old$1$2'],
    ['to https on another host', { hostname: 'www.example.com', scheme: UrlScheme.HTTPS }, '/old', 'https://www.example.com/old$1$2'],
    ['of everything', { hostname: 'www.example.com' }, '/', '$scheme://www.example.com/$1'],
    ['to another port', { port: 8443 }, '/old', '$scheme://$host:8443/old$1$2'],
  ])('%s', (_, options, path, url) => {
    expect(annotationsOf(options, path)).toEqual({ 'rewrite-target': url, 'use-regex': 'true' });
  });

  test('with another status is an error that says what can be done', () => {
    expect(messageOf(() => annotationsOf({ hostname: 'www.example.com', status: 308 }))).toBe(
      'Validation failed with the following errors:\n' +
        `  [test/shop] [ingress-nginx/redirect-status] route "${SHOP}/old" redirects with status 308 and keeps the path; ingress-nginx can do that with 302 only\n` +
        '    fix: use status 302, or give the redirect a path',
    );
  });
});

test('redirects to one place share an Ingress, whose name begins with the status so that it is read last', () => {
  const manifests = synthRoutes((ingress) => {
    ingress.addRoute('/', to('front'));
    ingress.addRoute('/old', RouteTarget.redirect({ path: '/', status: 301 }), { pathType: PathType.EXACT });
    ingress.addRoute('/older', RouteTarget.redirect({ path: '/', status: 301 }), { pathType: PathType.EXACT });
    ingress.addRoute('/temp', RouteTarget.redirect({ path: '/' }), { pathType: PathType.EXACT });
  });
  expect(manifests.map((manifest) => [manifest.metadata.name, ...ruleLines(manifest)])).toEqual([
    ['shop', `${SHOP}/ Prefix front:80`],
    ['301-shop-old', `${SHOP}/old Exact front:80`, `${SHOP}/older Exact front:80`],
    ['302-shop-temp', `${SHOP}/temp Exact front:80`],
  ]);
});

test('a PathIngress that only redirects names a Service that need not exist: the API asks for one', () => {
  const manifests = synthRoutes((ingress) => ingress.addRoute('/old', RouteTarget.redirect({ path: '/new' })));
  expect(manifests.flatMap(ruleLines)).toEqual([`${SHOP}/old Prefix redirect-has-no-backend:80`]);
});

test('a redirect of several hosts keeps the host of the request', () => {
  const manifests = synthRoutes((ingress) => ingress.addRoute('/old', RouteTarget.redirect({ path: '/new' })), {
    hosts: ['a.example.com', 'b.example.com'],
  });
  expect(manifests.map(nginxAnnotations)).toEqual([
    { 'permanent-redirect': '/new', 'permanent-redirect-code': '302', 'relative-redirects': 'true' },
  ]);
  expect(manifests.flatMap(ruleLines)).toEqual([
    'a.example.com/old Prefix redirect-has-no-backend:80',
    'b.example.com/old Prefix redirect-has-no-backend:80',
  ]);
});

test.each([
  ['several hosts', { hosts: ['a.example.com', 'b.example.com'] }],
  ['a wildcard', { host: '*.example.com' }],
  ['no host', { host: '' }],
])('another scheme with a path needs the name of the host, which is not certain with %s', (_, props) => {
  const target = RouteTarget.redirect({ path: '/new', scheme: UrlScheme.HTTPS });
  expect(codesOf(() => synthRoutes((ingress) => ingress.addRoute('/old', target), props))).toEqual([
    'ingress-nginx/redirect-needs-hostname',
  ]);
});

describe('the redirect of the first Ingress of a host also takes requests that no route takes', () => {
  test('a host that only redirects is told so', () => {
    synthRoutes((ingress) => ingress.addRoute('/old', RouteTarget.redirect({ path: '/new' })));
    expect(codesIn(warnings.join())).toEqual(['ingress-nginx/redirect-takes-unmatched']);
  });

  test.each([
    ['a route for "/"', 'front'],
    ['a default backend', undefined],
  ])('not where %s takes the rest', (_, root) => {
    synthRoutes((ingress) => {
      ingress.addRoute('/old', RouteTarget.redirect({ path: '/new' }));
      if (root === undefined) ingress.addDefaultBackend(to('fallback'));
      else ingress.addRoute('/', to(root));
    });
    expect(warnings).toEqual([]);
  });
});
