import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  type awsLoadBalancer,
  ControllerKind,
  HttpsRedirect,
  type IIngressController,
  IngressController,
  PathIngress,
  type PathIngressProps,
  PathType,
  RequestMatch,
  Rewrite,
  type RouteOptions,
  RouteTarget,
  Tls,
  UrlScheme,
} from '../../../src';
import { read } from '../../../src/dialects/aws-load-balancer/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { requestTo } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import { collectWarnings, messageOf } from '../../synth-routes';

collectWarnings();

const HOST = 'shop.example.com';

/** A chart with routes for a controller that is there. */
class Routes {
  public readonly chart = new Chart(new App(), 'demo', { namespace: 'web' });
  private readonly controller: IIngressController;

  public constructor(options: awsLoadBalancer.Options = {}) {
    this.controller = IngressController.fromIngressClassName('alb', { kind: ControllerKind.awsLoadBalancer(options), settings: {} });
  }

  public add(id: string, props: PathIngressProps = { host: HOST }): PathIngress {
    return new PathIngress(this.chart, id, { name: id, controller: this.controller, ...props });
  }

  public synth(): readonly KubeObject[] {
    return Testing.synth(this.chart) as KubeObject[];
  }
}

/** The Ingresses of routes of one construct. */
function ingressesOf(write: (ingress: PathIngress) => void, props: PathIngressProps = { host: HOST }): readonly KubeObject[] {
  const routes = new Routes();
  write(routes.add('shop', props));
  return routes.synth();
}

const messagesOf = (write: (ingress: PathIngress) => void, props: PathIngressProps = { host: HOST }): string =>
  messageOf(() => ingressesOf(write, props));

const to = (name: string, port = 80): RouteTarget => RouteTarget.external(name, port);

/** What is behind the prefix. */
const annotationsOf = (object: KubeObject | undefined): { readonly [name: string]: string } =>
  Object.fromEntries(
    Object.entries(object?.metadata.annotations ?? {}).map(([key, text]) => [key.replace('alb.ingress.kubernetes.io/', ''), text]),
  );

interface BackendSpec {
  readonly service: { readonly name: string; readonly port: { readonly number?: number; readonly name?: string } };
}

/** The rules in order, as `host path type -> backend`. */
const rulesOf = ({ spec }: KubeObject): readonly string[] =>
  (
    spec as { rules: readonly { host?: string; http: { paths: readonly { path: string; pathType: string; backend: BackendSpec }[] } }[] }
  ).rules.flatMap(({ host = '*', http }) =>
    http.paths.map(
      ({ path, pathType, backend: { service } }) =>
        `${host} ${path} ${pathType} -> ${service.name}:${service.port.number ?? service.port.name}`,
    ),
  );

const orders = (objects: readonly KubeObject[]): { readonly [name: string]: string } =>
  Object.fromEntries(objects.map((object) => [object.metadata.name, annotationsOf(object)['group.order'] ?? '0']));

// ---- one Ingress

test('routes go to pods, in the group of the controller, and sorted so that the first rule that matches is the right one', () => {
  const [object, ...others] = ingressesOf((ingress) => {
    ingress.addRoute('/', to('web'));
    ingress.addRoute('/cart', to('cart', 8080));
    ingress.addRoute('/cart/pay', to('pay'));
    ingress.addRoute('/cart', to('exact'), { pathType: PathType.EXACT });
  });
  expect(others).toEqual([]);
  expect(annotationsOf(object)).toEqual({ 'group.name': 'alb', 'target-type': 'ip' });
  expect(rulesOf(object as KubeObject)).toEqual([
    'shop.example.com /cart Exact -> exact:80',
    'shop.example.com /cart/pay Prefix -> pay:80',
    'shop.example.com /cart Prefix -> cart:8080',
    'shop.example.com / Prefix -> web:80',
  ]);
});

test('patterns stand before prefixes, in an element of their own, as the controller sorts the paths of an element', () => {
  const [object] = ingressesOf((ingress) => {
    ingress.addRoute('/items', to('items'), { pathType: PathType.REGEX });
    ingress.addRoute('/items/[0-9]+|/x', to('item'), { pathType: PathType.REGEX });
  });
  expect(annotationsOf(object)).toEqual({ 'group.name': 'alb', 'target-type': 'ip', 'use-regex-path-match': 'true' });
  expect(rulesOf(object as KubeObject)).toEqual([
    'shop.example.com /^(?:/items/[0-9]+|/x) ImplementationSpecific -> item:80',
    'shop.example.com /^/items ImplementationSpecific -> items:80',
  ]);
});

test('the demo: each application loses its own path', () => {
  const [object] = ingressesOf((ingress) => {
    ingress.addRoute('/httpd', to('httpd-service', 8080), { rewrite: Rewrite.stripPrefix() });
    ingress.addRoute('/tomcat', to('tomcat-service', 8080), { rewrite: Rewrite.stripPrefix() });
  });
  expect(rulesOf(object as KubeObject)).toEqual([
    'shop.example.com /tomcat Prefix -> tomcat-service:8080',
    'shop.example.com /httpd Prefix -> httpd-service:8080',
  ]);
  expect(annotationsOf(object)['transforms.httpd-service']).toBe(
    '[{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[{"regex":"^/httpd/?(.*)$","replace":"/$1"}]}}]',
  );
});

test('conditions and transforms hold for every path of a Service, so one that differs gets a name of its own', () => {
  const [object] = ingressesOf((ingress) => {
    ingress.addRoute('/', to('web'));
    ingress.addRoute('/old', to('web'), { rewrite: Rewrite.replacePrefix('/new') });
    ingress.addRoute('/2024', to('web'), { rewrite: Rewrite.stripPrefix() });
  });
  expect(rulesOf(object as KubeObject)).toEqual([
    'shop.example.com /2024 Prefix -> path-2024:use-annotation',
    'shop.example.com /old Prefix -> old:use-annotation',
    'shop.example.com / Prefix -> web:80',
  ]);
  const { 'actions.old': action, 'transforms.old': transforms } = annotationsOf(object);
  expect(JSON.parse(action ?? '')).toEqual({
    type: 'forward',
    forwardConfig: { targetGroups: [{ serviceName: 'web', servicePort: 80 }] },
  });
  expect(JSON.parse(transforms ?? '')[0].urlRewriteConfig.rewrites).toEqual([{ regex: '^/old(.*)$', replace: '/new$1' }]);
});

test('redirects, responses and shares are actions', () => {
  const [object] = ingressesOf((ingress) => {
    ingress.addRoute('/a', RouteTarget.redirect({ path: '/b', status: 301 }));
    ingress.addRoute('/c', RouteTarget.redirect({ scheme: UrlScheme.HTTPS, hostname: 'other.example.com', status: 302 }));
    ingress.addRoute('/d', RouteTarget.fixedResponse({ status: 503, body: 'Back at noon', contentType: 'text/plain' }));
    ingress.addRoute('/e', RouteTarget.weighted({ target: to('a'), weight: 2000 }, { target: to('b'), weight: 6000 }));
  });
  const action = (name: string) => JSON.parse(annotationsOf(object)[`actions.${name}`] ?? '');
  expect(action('a')).toEqual({ type: 'redirect', redirectConfig: { path: '/b', query: '', statusCode: 'HTTP_301' } });
  expect(action('c')).toEqual({
    type: 'redirect',
    redirectConfig: { protocol: 'HTTPS', host: 'other.example.com', port: '443', statusCode: 'HTTP_302' },
  });
  expect(action('d')).toEqual({
    type: 'fixed-response',
    fixedResponseConfig: { contentType: 'text/plain', messageBody: 'Back at noon', statusCode: '503' },
  });
  expect(action('e').forwardConfig.targetGroups).toEqual([
    { serviceName: 'a', servicePort: 80, weight: 1 },
    { serviceName: 'b', servicePort: 80, weight: 3 },
  ]);
  // Nothing is sent to a Service but by "e", and the default of the controller is node ports.
  expect(annotationsOf(object)['target-type']).toBe('ip');
});

test('a long list of addresses is shared out, as a rule has five values', () => {
  const ranges = Array.from({ length: 5 }, (_, index) => `10.0.${index}.0/24`);
  const [object] = ingressesOf((ingress) => {
    ingress.addRoute('/admin', to('admin'), { allowSourceRanges: [...ranges, '192.0.2.7'] });
  });
  const annotations = annotationsOf(object);
  const conditions = Object.entries(annotations).flatMap(([name, text]) => (name.startsWith('conditions.') ? [JSON.parse(text)] : []));
  expect(conditions.map(([{ sourceIPConfig }]) => sourceIPConfig.values)).toEqual([
    ['10.0.0.0/24', '10.0.1.0/24'],
    ['10.0.2.0/24', '10.0.3.0/24'],
    ['10.0.4.0/24', '192.0.2.7/32'],
  ]);
  expect(rulesOf(object as KubeObject)).toHaveLength(4);
  const ask = (from: string) => resolve(read([object as KubeObject]), requestTo(`http://${HOST}/admin/x`, { clientAddress: from }));
  expect(ask('10.0.4.1').backend).toMatchObject({ service: 'admin' });
  expect(ask('192.0.2.7').backend).toMatchObject({ service: 'admin' });
  expect(ask('192.0.2.8').status).toBe(403);
});

// ---- several Ingresses

const CHECKED = { healthChecks: { path: '/healthz' } };

test('routes with other annotations go to another Ingress, whose place in the group follows from the paths', () => {
  const objects = ingressesOf((ingress) => {
    ingress.addRoute('/', to('web'));
    ingress.addRoute('/cart', to('cart'), CHECKED);
  });
  expect(orders(objects)).toEqual({ shop: '1', 'shop-cart': '0' });
});

test('Ingresses whose requests do not meet need no order', () => {
  const objects = ingressesOf((ingress) => {
    ingress.addRoute('/a', to('web'));
    ingress.addRoute('/b', to('cart'), CHECKED);
  });
  expect(orders(objects)).toEqual({ shop: '0', 'shop-b': '0' });
});

test('a route that would have to stand between others of an Ingress opens a third one', () => {
  const objects = ingressesOf((ingress) => {
    ingress.addRoute('/', to('web'));
    ingress.addRoute('/cart', to('cart'), CHECKED);
    ingress.addRoute('/cart/help', to('web'));
  });
  expect(orders(objects)).toEqual({ shop: '2', 'shop-cart': '1', 'shop-cart-help': '0' });
});

test('a wildcard host comes after the host that it would take', () => {
  const routes = new Routes();
  routes.add('every', { host: '*.example.com' }).addRoute('/cart', to('every'));
  routes.add('shop').addRoute('/', to('web'));
  expect(orders(routes.synth())).toEqual({ every: '1', shop: '0' });
});

test('another group is another load balancer, which needs no order', () => {
  const routes = new Routes();
  routes.add('every', { host: '*.example.com', awsLoadBalancer: { groupName: 'every' } }).addRoute('/', to('every'));
  routes.add('shop').addRoute('/', to('web'));
  const objects = routes.synth();
  expect(orders(objects)).toEqual({ every: '0', shop: '0' });
  expect(objects.map((object) => annotationsOf(object)['group.name'])).toEqual(['every', 'alb']);
});

test('the group of IngressClassParams is not repeated by each Ingress, nor is its target type', () => {
  const routes = new Routes({ ingressClassParams: { group: 'edge', targetType: 'ip' } });
  routes.add('shop').addRoute('/', to('web'));
  expect(annotationsOf(routes.synth()[0])).toEqual({});
});

test('the default backend takes what is left of each host, after all other routes', () => {
  const routes = new Routes();
  const ingress = routes.add('shop', { hosts: [HOST, 'store.example.com'] });
  ingress.addDefaultBackend(to('rest'));
  ingress.addRoute('/cart', to('cart'));
  const [rest, cart] = routes.synth() as [KubeObject, KubeObject];
  expect(rulesOf(rest)).toEqual([`${HOST} / Prefix -> rest:80`, 'store.example.com / Prefix -> rest:80']);
  expect([annotationsOf(rest)['group.order'], annotationsOf(cart)['group.order']]).toEqual(['1', undefined]);
});

// ---- https

test('a certificate gives both listeners, and http is served', () => {
  const [object] = ingressesOf((ingress) => ingress.addRoute('/', to('web')), { host: HOST, tls: Tls.controllerDefault() });
  expect(annotationsOf(object)['listen-ports']).toBe('[{"HTTP":80},{"HTTPS":443}]');
  expect(object?.spec).toMatchObject({ tls: [{ hosts: [HOST] }] });
});

test('http is sent to https by an Ingress of its own, so that other routes of the load balancer keep theirs', () => {
  const objects = ingressesOf(
    (ingress) => {
      ingress.addRoute('/', to('web'));
      ingress.addRoute('/.well-known/acme-challenge', to('acme'), { httpsRedirect: HttpsRedirect.NEVER });
    },
    { host: HOST, tls: Tls.controllerDefault(), httpsRedirect: HttpsRedirect.WHEN_TLS },
  );
  expect(objects.map((object) => annotationsOf(object)['listen-ports'])).toEqual([
    '[{"HTTPS":443}]',
    '[{"HTTP":80}]',
    '[{"HTTP":80},{"HTTPS":443}]',
  ]);
  const table = read(objects);
  const ask = (url: string) => resolve(table, requestTo(url));
  expect(ask(`http://${HOST}/a?b=c`)).toMatchObject({ status: 301, location: `https://${HOST}:443/a?b=c` });
  expect(ask(`http://${HOST}/.well-known/acme-challenge/x`).backend).toMatchObject({ service: 'acme' });
  expect(ask(`https://${HOST}/a`).backend).toMatchObject({ service: 'web' });
});

test('the annotation for the whole load balancer takes the place of that Ingress', () => {
  const objects = ingressesOf((ingress) => ingress.addRoute('/', to('web')), {
    host: HOST,
    tls: Tls.controllerDefault(),
    httpsRedirect: HttpsRedirect.WHEN_TLS,
    awsLoadBalancer: { sslRedirect: 443 },
  });
  expect(objects.map((object) => annotationsOf(object)['listen-ports'])).toEqual(['[{"HTTP":80},{"HTTPS":443}]']);
  expect(resolve(read(objects), requestTo(`http://${HOST}/a`))).toMatchObject({ status: 301, location: `https://${HOST}:443/a` });
});

const OIDC = {
  oidc: {
    issuer: 'https://idp.example.net',
    clientId: 'shop',
    secretName: 'oidc',
    authorizationUrl: 'https://idp.example.net/auth',
    tokenUrl: 'https://idp.example.net/token',
    userInfoUrl: 'https://idp.example.net/me',
    scopes: ['email'],
  },
};

test('users are asked for on https alone', () => {
  const [object] = ingressesOf((ingress) => ingress.addRoute('/', to('web')), { host: HOST, tls: Tls.controllerDefault(), ...OIDC });
  const { 'listen-ports': ports, 'auth-type': type, 'auth-idp-oidc': provider, 'auth-scope': scope } = annotationsOf(object);
  expect({ ports, type, scope }).toEqual({ ports: '[{"HTTPS":443}]', type: 'oidc', scope: 'openid email' });
  expect(JSON.parse(provider ?? '')).toEqual({
    issuer: 'https://idp.example.net',
    authorizationEndpoint: 'https://idp.example.net/auth',
    tokenEndpoint: 'https://idp.example.net/token',
    userInfoEndpoint: 'https://idp.example.net/me',
    secretName: 'oidc',
  });
});

// ---- typed settings

test('typed settings are annotations, in the forms that the controller reads', () => {
  const [object] = ingressesOf((ingress) => ingress.addRoute('/', to('web')), {
    host: HOST,
    awsLoadBalancer: {
      scheme: 'internet-facing',
      certificateArn: ['arn:a', 'arn:b'],
      listenPorts: [{ protocol: 'HTTPS' as awsLoadBalancer.ListenerProtocol, port: 8443 }],
      loadBalancerAttributes: { 'idle_timeout.timeout_seconds': '120', note: 'a,b=c' },
      listenerAttributes: { 'HTTPS-8443': { 'routing.http.response.server.enabled': 'false' } },
      targetControlPort: { 'web.80': 3000 },
      mutualAuthentication: [{ port: 8443, mode: 'verify' as awsLoadBalancer.MutualAuthenticationMode, trustStore: 'clients' }],
      healthcheckIntervalSeconds: 20,
      shieldAdvancedProtection: true,
    },
  });
  const { 'group.name': _, 'target-type': __, ...annotations } = annotationsOf(object);
  expect(annotations).toEqual({
    scheme: 'internet-facing',
    'certificate-arn': 'arn:a,arn:b',
    'listen-ports': '[{"HTTPS":8443}]',
    'load-balancer-attributes': 'idle_timeout.timeout_seconds=120,note=a\\,b=c',
    'listener-attributes.HTTPS-8443': 'routing.http.response.server.enabled=false',
    'target-control-port.web.80': '3000',
    'mutual-authentication': '[{"port":8443,"mode":"verify","trustStore":"clients"}]',
    'healthcheck-interval-seconds': '20',
    'shield-advanced-protection': 'true',
  });
});

// ---- what is refused

const LONG = `/${'a'.repeat(126)}`;

const REFUSED: readonly (readonly [code: string, write: (ingress: PathIngress) => void, props?: PathIngressProps])[] = [
  ['aws-load-balancer/path-with-wildcard', (one) => one.addRoute('/a*b', to('web'))],
  ['aws-load-balancer/path-with-wildcard', (one) => one.addRoute('/a*', to('web'), { pathType: PathType.EXACT })],
  ['aws-load-balancer/pattern-not-possible', (one) => one.addRoute('/(?=a)', to('web'), { pathType: PathType.REGEX })],
  ['aws-load-balancer/value-with-wildcard', (one) => one.addRoute('/', to('web'), { matches: [RequestMatch.header('x-beta', 'o*')] })],
  ['aws-load-balancer/not-possible', (one) => one.addRoute('/', RouteTarget.fixedResponse({ status: 200, body: 'x'.repeat(1025) }))],
  [
    'aws-load-balancer/not-possible',
    (one) => one.addRoute('/', RouteTarget.fixedResponse({ status: 200, body: '', contentType: 'text/csv' })),
  ],
  ['aws-load-balancer/not-possible', (one) => one.addRoute('/tea', RouteTarget.redirect({ path: '/caf%C3%A9', status: 301 }))],
  [
    'aws-load-balancer/not-possible',
    (one) => one.addRoute('/', RouteTarget.redirect({ scheme: UrlScheme.HTTP, hostname: 'a.example.com', status: 301 })),
    { host: HOST, tls: Tls.controllerDefault() },
  ],
  [
    'aws-load-balancer/not-possible',
    (one) => one.addRoute('/', RouteTarget.weighted({ target: to('a'), weight: 1000 }, { target: to('b'), weight: 1 })),
  ],
  ['aws-load-balancer/needs-https', (one) => one.addRoute('/', to('web')), { host: HOST, ...OIDC }],
  [
    'aws-load-balancer/host-without-certificate',
    (one) => one.addRoute('/', to('web')),
    { hosts: [HOST, 'plain.example.com'], tls: Tls.controllerDefault({ hosts: [HOST] }) },
  ],
  [
    'aws-load-balancer/order-not-possible',
    (one) => {
      one.addRoute('/', to('web'), { awsLoadBalancer: { groupOrder: 1 } });
      one.addRoute('/cart', to('cart'), { awsLoadBalancer: { groupOrder: 2 } });
    },
  ],
  [
    'aws-load-balancer/too-many-rules',
    (one) => {
      for (let i = 0; i < 101; i++) one.addRoute(`/${i}`, to('web'));
    },
  ],
  [
    'aws-load-balancer/too-many-values',
    (one) => one.addRoute('/a', to('web'), { matches: ['a', 'b', 'c'].map((name) => RequestMatch.header(name, '1')) }),
  ],
  [
    'aws-load-balancer/too-many-evaluations',
    (one) => one.addRoute('/', to('web')),
    {
      host: HOST,
      awsLoadBalancer: {
        conditions: { web: JSON.stringify([{ field: 'host-header', hostHeaderConfig: { values: ['a.b', 'c.d', 'e.f'] } }]) },
      },
    },
  ],
  [
    'aws-load-balancer/too-many-wildcards',
    (one) => one.addRoute('/*a*b*c*d*e*f*', to('web'), { pathType: PathType.IMPLEMENTATION_SPECIFIC }),
  ],
  ['aws-load-balancer/value-too-long', (one) => one.addRoute(LONG, to('web'))],
  [
    'aws-load-balancer/too-many-target-groups',
    (one) => one.addRoute('/', RouteTarget.weighted(...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ target: to(name), weight: 1 })))),
  ],
  [
    'aws-load-balancer/open-on-http',
    (one) => one.addRoute('/', to('web')),
    {
      host: HOST,
      awsLoadBalancer: {
        listenPorts: [
          { protocol: 'HTTP' as awsLoadBalancer.ListenerProtocol, port: 80 },
          { protocol: 'HTTPS' as awsLoadBalancer.ListenerProtocol, port: 443 },
        ],
        jwtValidation: { jwksEndpoint: 'https://idp.example.net/keys', issuer: 'https://idp.example.net' },
      },
    },
  ],
  ['aws-load-balancer/group-refused', (one) => one.addRoute('/', to('web')), { host: HOST, awsLoadBalancer: { sslRedirect: 443 } }],
  [
    'aws-load-balancer/group-refused',
    (one) => {
      one.addRoute('/', to('web'), { awsLoadBalancer: { scheme: 'internal' } });
      one.addRoute('/a', to('web'), { awsLoadBalancer: { scheme: 'internet-facing' } });
    },
  ],
  [
    'aws-load-balancer/protocol-on-http',
    (one) => one.addRoute('/', to('web')),
    { host: HOST, awsLoadBalancer: { backendProtocolVersion: 'GRPC' } },
  ],
  [
    'aws-load-balancer/not-possible',
    (one) => one.addRoute('/', to('web')),
    {
      host: HOST,
      httpsRedirect: HttpsRedirect.ALWAYS,
      annotations: { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:eu-west-1:123456789012:certificate/a' },
    },
  ],
  [
    'annotation/conflict',
    (one) => one.addRoute('/', to('web')),
    {
      host: HOST,
      tls: Tls.controllerDefault(),
      httpsRedirect: HttpsRedirect.WHEN_TLS,
      awsLoadBalancer: { listenPorts: [{ protocol: 'HTTPS' as awsLoadBalancer.ListenerProtocol, port: 8443 }] },
    },
  ],
  ['annotation/value-not-accepted', (one) => one.addRoute('/', to('web')), { host: HOST, awsLoadBalancer: { scheme: 'public' } }],
  ['annotation/value-not-accepted', (one) => one.addRoute('/', to('web'), { healthChecks: { path: '/', healthyThreshold: 11 } })],
  [
    'annotation/unknown',
    (one) => one.addRoute('/', to('web')),
    { host: HOST, annotations: { 'alb.ingress.kubernetes.io/listen-port': '[{"HTTP":80}]' } },
  ],
  [
    'annotation/conflict',
    (one) => one.addRoute('/', to('web'), { healthChecks: { path: '/healthz' } }),
    { host: HOST, awsLoadBalancer: { healthcheckPath: '/' } },
  ],
];

test.each(REFUSED.map(([code, write, props = { host: HOST }]) => [code, write, props] as const))('%s', (code, write, props) => {
  expect(messagesOf(write, props)).toContain(`[${code}]`);
});

test('the longest Prefix path is as long as AWS takes it', () => {
  expect(messagesOf((one) => one.addRoute(LONG.slice(0, -1), to('web')))).toBe('');
});

test('a challenge of ACME is lost with the redirect of the whole load balancer, and synth says so', () => {
  const routes = new Routes();
  const ingress = routes.add('shop', { host: HOST, tls: Tls.controllerDefault(), awsLoadBalancer: { sslRedirect: 443 } });
  ingress.addRoute('/.well-known/acme-challenge', to('acme'));
  routes.synth();
  expect(ingress.findings.map(({ code }) => code)).toContain('aws-load-balancer/challenge-lost');
});

test.each([
  ['a Service without node port, with target type instance', { targetType: 'instance' }, 80, 'has no node port'],
  ['a port that the Service does not have', {}, 81, 'has no port 81'],
] as const)('a fault that only the whole app shows stops the group: %s', (_, awsLoadBalancer, port, because) => {
  const routes = new Routes();
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } };
  new ApiObject(routes.chart, 'web', service);
  routes.add('shop', { host: HOST, awsLoadBalancer }).addRoute('/', to('web', port));
  const message = messageOf(() => routes.synth());
  expect(message).toMatch(/\[(?:manifest\/configuration-refused|backend\/[\w-]+)\]/);
  expect(message).toContain(because.startsWith('has no port') ? '81' : because);
});

// ---- a law

const PATHS = ['/', '/a', '/a/b', '/a/b/c', '/ab', '/b'];
const HOSTS = [HOST, 'store.example.com', '*.example.com', undefined];

/** A route, with policies that send it to one of three Ingresses. */
const route = fc.record({
  host: fc.constantFrom(...HOSTS),
  path: fc.constantFrom(...PATHS),
  exact: fc.boolean(),
  checks: fc.constantFrom(undefined, '/healthz', '/ready'),
});

test('whatever is rendered is read back as it is meant: the most precise host, then the exact path, then the longest prefix', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(route, { minLength: 1, maxLength: 8, selector: ({ host, path, exact }) => `${host} ${path} ${exact}` }),
      (all) => {
        const routes = new Routes();
        const constructs = new Map<string | undefined, PathIngress>();
        all.forEach(({ host, path, exact, checks }, index) => {
          const ingress = constructs.get(host) ?? routes.add(`on-${constructs.size}`, host === undefined ? {} : { host });
          constructs.set(host, ingress);
          const options: RouteOptions = {
            ...(exact ? { pathType: PathType.EXACT } : {}),
            ...(checks === undefined ? {} : { healthChecks: { path: checks } }),
          };
          ingress.addRoute(path, to(`s${index}`), options);
        });
        let objects: readonly KubeObject[];
        try {
          objects = routes.synth();
        } catch (error) {
          expect((error as Error).message).toContain('aws-load-balancer/order-not-possible');
          return;
        }
        const table = read(objects);
        for (const host of [HOST, 'store.example.com', 'other.example.com', 'example.net']) {
          for (const path of [...PATHS, '/a/x', '/a/b/x']) {
            const meant = ownerOf(all, host, path);
            const { backend } = resolve(table, requestTo(`http://${host}${path}`));
            expect([host, path, backend?.kind === 'service' ? backend.service : undefined]).toEqual([host, path, meant]);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

type Written = typeof route extends fc.Arbitrary<infer R> ? R : never;

/** Written out by hand: hosts in order of precision, of each the exact path, then prefixes. A host without a rule for the path leaves it to the next. */
function ownerOf(all: readonly Written[], host: string, path: string): string | undefined {
  const levels: readonly ((one: string | undefined) => boolean)[] = [
    (one) => one === host,
    (one) => one?.startsWith('*.') === true && host.endsWith(one.slice(1)),
    (one) => one === undefined,
  ];
  for (const isOf of levels) {
    const own = all.map((one, index) => ({ ...one, index })).filter((one) => isOf(one.host));
    const exact = own.find((one) => one.exact && one.path === path);
    if (exact !== undefined) return `s${exact.index}`;
    const [longest] = own
      .filter((one) => !one.exact && (one.path === '/' || path === one.path || path.startsWith(`${one.path}/`)))
      .sort((a, b) => b.path.length - a.path.length);
    if (longest !== undefined) return `s${longest.index}`;
  }
  return undefined;
}
