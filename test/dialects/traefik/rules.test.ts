import { HttpMethod, HttpsRedirect, PathType, RequestMatch, RouteTarget, Tls } from '../../../src';
import type { RouteOptions } from '../../../src/api/routes/route-options';
import { routingPath } from '../../../src/dialects/traefik/render/rule';
import { messageOf, to } from '../../synth-routes';
import { Edge, synthShop } from './synth';

/** The rules of one route. */
const rulesOf = (path: string, options: RouteOptions = {}, target: RouteTarget = to('web')) =>
  synthShop((shop) => shop.addRoute(path, target, options))
    .routes()
    .map(({ match }) => match);

test.each<[path: string, options: RouteOptions, rule: string]>([
  ['/', {}, 'PathPrefix(`/`)'],
  ['/app', {}, '(Path(`/app`) || PathPrefix(`/app/`))'],
  ['/app', { pathType: PathType.EXACT }, 'Path(`/app`)'],
  ['/a|/b', { pathType: PathType.REGEX }, 'PathRegexp(`^(?:/a|/b)`)'],
  ['/', { matches: [RequestMatch.method(HttpMethod.POST, HttpMethod.PUT)] }, 'PathPrefix(`/`) && (Method(`POST`) || Method(`PUT`))'],
  ['/', { matches: [RequestMatch.header('X-Team', 'a`b')] }, 'PathPrefix(`/`) && Header(`X-Team`, "a`b")'],
  ['/', { matches: [RequestMatch.headerPattern('X-Team', 'a|b')] }, 'PathPrefix(`/`) && HeaderRegexp(`X-Team`, `^(?:a|b)$`)'],
  ['/', { matches: [RequestMatch.headerPresent('X-Team')] }, 'PathPrefix(`/`) && HeaderRegexp(`X-Team`, `.*`)'],
  ['/', { matches: [RequestMatch.query('v', '2')] }, 'PathPrefix(`/`) && Query(`v`, `2`)'],
  ['/', { matches: [RequestMatch.clientAddress('10.0.0.0/8')] }, 'PathPrefix(`/`) && ClientIP(`10.0.0.0/8`)'],
])('%s with %j is the rule %s', (path, options, rule) => {
  expect(rulesOf(path, options)).toEqual([`Host(\`shop.example.com\`) && ${rule}`]);
});

test.each<[written: string, compared: string]>([
  ['/a%20b', '/a b'],
  ['/caf%C3%A9', '/café'],
  ['/a%2fb', '/a%2Fb'],
  ['/100%25', '/100%25'],
  ['/%ff', '/%FF'],
  ['/100%', '/100%25'],
])('%s is compared as %s: only escapes of reserved characters stay', (written, compared) => {
  expect(routingPath(written)).toBe(compared);
});

test('hosts of one kind share a rule, and hosts of different kinds have priorities of their own', () => {
  const routes = synthShop((shop) => shop.addRoute('/', to('web')), {
    hosts: ['a.example.com', 'b.example.com', '*.example.org'],
  }).routes();
  expect(routes.map(({ match, priority }) => [match, priority])).toEqual([
    ['(Host(`a.example.com`) || Host(`b.example.com`)) && PathPrefix(`/`)', 3_0_0001_0_00_00_0_9999],
    ['Host(`*.example.org`) && PathPrefix(`/`)', 2_0_0001_0_00_00_0_9999],
  ]);
});

test('every priority is a whole number that JSON can write', () => {
  const matches = [
    RequestMatch.method(HttpMethod.GET),
    RequestMatch.header('X-A', 'a'),
    RequestMatch.query('v', '2'),
    RequestMatch.clientAddress('::/0'),
  ];
  const [route] = synthShop((shop) => shop.addRoute(`/${'a'.repeat(2000)}`, to('web'), { pathType: PathType.EXACT, matches })).routes();
  expect(route?.priority).toBe(3_1_2001_1_01_01_1_9999);
  expect(Number.isSafeInteger(3_1_9999_9_99_99_9_9999)).toBe(true);
});

test('of equal routes the first one that was written comes first', () => {
  const routes = synthShop((shop) => {
    shop.addRoute('/app', to('a'), { matches: [RequestMatch.header('X-A', 'a')] });
    shop.addRoute('/app', to('b'), { matches: [RequestMatch.header('X-B', 'b')] });
  }).routes();
  expect(routes.map(({ priority }) => priority)).toEqual([3_0_0004_0_01_00_0_9999, 3_0_0004_0_01_00_0_9998]);
});

test('without certificates both entry points have the same routes, and https is served by the entry point', () => {
  const objects = synthShop((shop) => shop.addRoute('/', to('web')));
  expect(objects.names('IngressRoute')).toEqual(['shop']);
  expect(objects.spec('IngressRoute', 'shop')).toEqual({
    ingressClassName: 'traefik',
    entryPoints: ['web', 'websecure'],
    routes: [
      {
        kind: 'Rule',
        match: 'Host(`shop.example.com`) && PathPrefix(`/`)',
        priority: 3_0_0001_0_00_00_0_9999,
        services: [{ name: 'web', port: 80, scheme: 'http' }],
      },
    ],
  });
});

test('with a certificate each entry point has routes of its own, by the names that the user gave', () => {
  const props = { host: 'shop.example.com', tls: Tls.secret('shop-tls'), httpsRedirect: HttpsRedirect.WHEN_TLS };
  const objects = synthShop((shop) => shop.addRoute('/', to('web')), props, { httpEntryPoint: 'http', httpsEntryPoint: 'https' });
  expect(objects.spec('IngressRoute', 'shop')).toMatchObject({
    entryPoints: ['http'],
    routes: [{ middlewares: [{ name: 'shop-https-redirect' }], services: [{ kind: 'TraefikService', name: 'noop@internal' }] }],
  });
  expect(objects.spec('Middleware', 'shop-https-redirect')).toEqual({ redirectScheme: { scheme: 'https', permanent: true } });
  expect(objects.spec('IngressRoute', 'shop-https')).toMatchObject({
    entryPoints: ['https'],
    tls: { secretName: 'shop-tls' },
    routes: [{ services: [{ name: 'web' }] }],
  });
});

test('every certificate is loaded: one by the routes, and the others by IngressRoutes without routes', () => {
  const objects = synthShop(
    (shop) => {
      shop.addRoute('/', to('web'));
      shop.addTls(Tls.secret('b-tls', { hosts: ['b.example.com'] }));
    },
    { hosts: ['a.example.com', 'b.example.com'], tls: Tls.secret('a-tls', { hosts: ['a.example.com'] }) },
  );
  expect(objects.spec('IngressRoute', 'shop-https').tls).toEqual({ secretName: 'a-tls' });
  expect(objects.spec('IngressRoute', 'shop-certificate')).toEqual({
    ingressClassName: 'traefik',
    entryPoints: ['websecure'],
    routes: [],
    tls: { secretName: 'b-tls' },
  });
});

test('a certificate that comes after the routes changes where they are', () => {
  const objects = synthShop((shop) => {
    shop.addRoute('/', to('web'), { httpsRedirect: HttpsRedirect.WHEN_TLS });
    shop.addTls(Tls.secret('shop-tls'));
  });
  expect(objects.routes('shop')[0]?.middlewares).toEqual([{ name: 'shop-https-redirect' }]);
  expect(objects.routes('shop-https')[0]?.middlewares).toBeUndefined();
});

test('a canary has routes of its own, which precede that of its route', () => {
  const routes = synthShop((shop) =>
    shop.addRoute('/app', to('web'), { canary: { target: to('next'), header: 'X-Canary', weight: 25 } }),
  ).routes();
  const rule = 'Host(`shop.example.com`) && (Path(`/app`) || PathPrefix(`/app/`))';
  expect(routes.map(({ match, priority, services }) => [match, priority, services.map(({ name, weight }) => [name, weight])])).toEqual([
    [`${rule} && Header(\`X-Canary\`, \`always\`)`, 3_0_0004_0_01_00_0_9999, [['next', undefined]]],
    [`${rule} && Header(\`X-Canary\`, \`never\`)`, 3_0_0004_0_01_00_0_9998, [['web', undefined]]],
    [
      rule,
      3_0_0004_0_00_00_0_9999,
      [
        ['web', 3],
        ['next', 1],
      ],
    ],
  ]);
});

test('a pattern that Go does not have is refused', () => {
  expect(messageOf(() => rulesOf('/(?!admin)', { pathType: PathType.REGEX }))).toContain(
    '[traefik/pattern-not-understood] route "shop.example.com/(?!admin)" has the pattern "/(?!admin)", which Traefik refuses',
  );
});

test('objects of one app for several constructs have names of their own', () => {
  const edge = new Edge();
  for (const name of ['a', 'b']) edge.routes(name, { host: `${name}.example.com` }).addRoute('/x', RouteTarget.redirect({ path: '/y' }));
  const objects = edge.synth();
  expect(objects.names('IngressRoute')).toEqual(['a', 'b']);
  expect(objects.names('Middleware')).toEqual(['a-redirect', 'b-redirect']);
});
