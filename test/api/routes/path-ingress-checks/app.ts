import { ApiObject, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ControllerKind, IngressController, PathType, Rewrite, RouteTarget, Tls } from '../../../../src';
import { HttpdService } from '../../../../src/api/demo/httpd-service';
import { PathIngress } from '../../../../src/api/routes/path-ingress';
import { nginx, SHOP, to } from '../../../synth-routes';
import { type Check, props, route, shop } from './check';

const serviceOf = (chart: Chart, name: string, port: { port: number; name?: string }, namespace?: string) =>
  new ApiObject(chart, `service-${name}`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { ports: [port] },
  });

const two = (first: { path: string; pathType?: PathType }, second: { path: string; pathType?: PathType }) => (chart: Chart) => {
  [first, second].forEach(({ path, pathType }, i) => {
    const ingress = new PathIngress(chart, `shop-${i}`, { controller: nginx(), host: SHOP });
    ingress.addRoute(path, to(`s${i}`), pathType === undefined ? {} : { pathType });
  });
};

/** An Ingress with regular expressions that somebody else writes for the same host and controller. */
const otherIngress = (
  chart: Chart,
  path: string,
  pathType: string,
  {
    host = SHOP,
    also,
    annotations = { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
  }: { host?: string; also?: string; annotations?: { [key: string]: string } } = {},
) => {
  const backend = { service: { name: 'other', port: { number: 80 } } };
  const paths = [path, ...(also === undefined ? [] : [also])].map((one) => ({ path: one, pathType, backend }));
  new ApiObject(chart, 'other', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'other', namespace: 'web', annotations },
    spec: { ingressClassName: 'nginx', rules: [{ host, http: { paths } }] },
  });
};

const beside =
  (path: string, other: string, pathType = 'ImplementationSpecific') =>
  (chart: Chart) => {
    otherIngress(chart, other, pathType);
    shop(chart).addRoute(path, to('web'));
  };

/** Mistakes that only all routes, or the whole app, show. */
export const APP: readonly Check[] = [
  ['route/never-as-meant', 'the pattern of another Ingress is the longer text', beside('/cart', '/cart.*')],
  ['route/takes-less', 'another Ingress lets the host ignore case, and has a longer path', beside('/cart', '/CART/x', 'Prefix')],
  ['manifest/refused', 'another Ingress that is applied before has the path already', beside('/cart', '/cart', 'Prefix')],
  [
    'manifest/refused',
    'another Ingress that is applied after has a path of ours, so it is not there',
    (chart) => {
      shop(chart, { name: 'shop' }).addRoute('/cart', to('web'));
      otherIngress(chart, '/cart', 'Prefix', { annotations: {} });
    },
  ],
  ['route/takes-more', 'also where a pattern of another Ingress could take it', beside('/cart', '/(.*)')],
  [
    'manifest/configuration-refused',
    'two paths of another Ingress, for another host, are one location: the webhook lets them pass, and nginx does not',
    (chart) => {
      otherIngress(chart, '/foo', 'Prefix', { host: 'other.example.com', also: '/foo/', annotations: {} });
      shop(chart).addRoute('/cart', to('web'));
    },
  ],
  ['route/takes-more', 'the pattern of another Ingress makes a beginning of the path of it', beside('/cart', '/search/.*')],
  ['route/ignores-case', 'the pattern of another Ingress', beside('/cart', '/search/.*')],
  ['backend/service-not-found', 'nothing creates it', route('/x', {}, RouteTarget.named('web', 80))],
  [
    'backend/service-not-found',
    "the classic demo's own mistake",
    (chart) => {
      new HttpdService(chart, 'httpd');
      shop(chart, { namespace: 'default' }).addRoute('/alpine', RouteTarget.named('alpine-service', 8080));
    },
  ],
  ['backend/service-not-found', 'a canary', route('/x', { canary: { target: RouteTarget.named('next', 80), weight: 5 } })],
  ['backend/service-not-found', 'a default backend', (chart) => shop(chart).addDefaultBackend(RouteTarget.named('web', 80))],
  [
    'backend/service-not-found',
    'that another route calls it external does not create it',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/a', RouteTarget.external('web', 80));
      ingress.addRoute('/b', RouteTarget.named('web', 80));
    },
  ],
  [
    'backend/named-service-not-found',
    'a setting of the controller names a Service that nothing creates',
    route('/x', { ingressNginx: { defaultBackend: 'errors' } }),
  ],
  [
    'backend/named-service-not-found',
    'the Service that an annotation names is in another namespace',
    (chart) => {
      serviceOf(chart, 'errors', { port: 80 }, 'other');
      shop(chart, { annotations: { 'nginx.ingress.kubernetes.io/default-backend': 'errors' } }).addRoute('/x', to('web'));
    },
  ],
  [
    'backend/named-service-not-found',
    'an action of the AWS Load Balancer Controller leads to it',
    (chart) => {
      const controller = IngressController.fromIngressClassName('alb', { kind: ControllerKind.awsLoadBalancer() });
      const forward = { type: 'forward', forwardConfig: { targetGroups: [{ serviceName: 'next', servicePort: 80 }] } };
      new PathIngress(chart, 'shop', {
        controller,
        host: SHOP,
        awsLoadBalancer: { actions: { next: JSON.stringify(forward) } },
      }).addRoute('/x', to('web'));
    },
  ],
  [
    'backend/port-not-found',
    'the port of the container instead of the port of the Service',
    (chart) => {
      serviceOf(chart, 'web', { port: 8080 }, 'web');
      shop(chart).addRoute('/x', RouteTarget.named('web', 80));
    },
  ],
  [
    'backend/port-not-found',
    'a name that no port has',
    (chart) => {
      serviceOf(chart, 'web', { port: 8080, name: 'http' }, 'web');
      shop(chart).addRoute('/x', RouteTarget.namedPort('web', 'https'));
    },
  ],
  [
    'backend/port-not-found',
    'a port that a Service of cdk8s-plus does not have',
    (chart) => {
      const service = new kplus.Service(chart, 'web', { metadata: { namespace: 'web' }, ports: [{ port: 8080 }] });
      shop(chart).addRoute('/x', RouteTarget.service(service, { port: 80 }));
    },
  ],
  [
    'backend/bad-port',
    'a Service of cdk8s-plus without ports',
    (chart) => shop(chart).addRoute('/x', RouteTarget.service(new kplus.Service(chart, 'web', { metadata: { namespace: 'web' } }))),
  ],
  [
    'backend/no-service-in-construct',
    'a Deployment that no Service stands before',
    (chart) => {
      const web = new kplus.Deployment(chart, 'web', { containers: [{ image: 'web', portNumber: 80 }] });
      shop(chart).addRoute('/x', RouteTarget.service(web));
    },
  ],
  [
    'backend/several-ports',
    'which of the ports of a Service?',
    (chart) => {
      const spec = {
        ports: [
          { port: 8080, name: 'api' },
          { port: 9090, name: 'metrics' },
        ],
      };
      const service = new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'web' }, spec });
      shop(chart).addRoute('/x', RouteTarget.service(service));
    },
  ],
  [
    'backend/several-services-in-construct',
    'which of the Services of a chart?',
    (chart) => {
      serviceOf(chart, 'web', { port: 80 }, 'web');
      serviceOf(chart, 'api', { port: 80 }, 'web');
      shop(chart).addRoute('/x', RouteTarget.service(chart));
    },
  ],
  [
    'backend/port-and-port-name',
    'which of the ports?',
    (chart) => {
      const web = serviceOf(chart, 'web', { port: 80, name: 'http' }, 'web');
      shop(chart).addRoute('/x', RouteTarget.service(web, { port: 80, portName: 'http' }));
    },
  ],
  [
    'feature/not-supported',
    'a Service of another namespace, by its word',
    route('/x', {}, RouteTarget.external('web', 80, { namespace: 'other' })),
  ],
  [
    'backend/other-namespace',
    'a Service that the app creates in another namespace',
    (chart) => {
      serviceOf(chart, 'web', { port: 80 }, 'other');
      shop(chart).addRoute('/x', RouteTarget.named('web', 80));
    },
  ],
  [
    'route/passthrough-with-policies',
    'nobody would ask for the password',
    (chart) => {
      const ingress = shop(chart, { basicAuth: { secretName: 'users' } });
      ingress.addRoute('/', RouteTarget.tlsPassthrough(to('vault')));
    },
  ],
  [
    'route/passthrough-without-host',
    'without a host there is no name in the handshake',
    route('/', {}, RouteTarget.tlsPassthrough(to('vault')), { host: '' }),
  ],
  [
    'route/only-plain-http',
    'all TLS of the host goes elsewhere',
    (chart) => {
      shop(chart).addRoute('/x', to('web'));
      new PathIngress(chart, 'vault', { controller: nginx(), namespace: 'web', host: SHOP }).addRoute(
        '/',
        RouteTarget.tlsPassthrough(to('v')),
      );
    },
  ],
  [
    'route/duplicate',
    'the same path twice in one PathIngress',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/x', to('a'));
      ingress.addRoute('/x/', to('b'));
    },
  ],
  ['route/duplicate', 'the same path in two PathIngresses of one controller', two({ path: '/x' }, { path: '/x' })],
  [
    'route/duplicate',
    'one of several hosts',
    (chart) => {
      const ingress = shop(chart, { hosts: [SHOP, 'b.example.com'] });
      ingress.addRoute('/x', to('a'));
      ingress.addRoute('/x', to('b'), { host: 'b.example.com' });
    },
  ],
  [
    'route/never-reached',
    'a pattern that is the longer text takes all',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/[a-z0-9]{1,30}', to('a'), { pathType: PathType.REGEX });
      ingress.addRoute('/foo', to('b'), { pathType: PathType.EXACT });
    },
  ],
  [
    'route/never-reached',
    'a pattern in words that JavaScript does not have',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/(?i)[[:alnum:]]++', to('a'), { pathType: PathType.REGEX });
      ingress.addRoute('/foo', to('b'), { pathType: PathType.EXACT });
    },
  ],
  [
    'route/never-reached',
    'paths that differ in case alone, where case does not count',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/foo', to('a'), { rewrite: Rewrite.stripPrefix() });
      ingress.addRoute('/Foo', to('b'));
    },
  ],
  [
    'route/never-reached',
    'the start page takes "/"',
    (chart) => shop(chart, { appRoot: '/app' }).addRoute('/', to('web'), { pathType: PathType.EXACT }),
  ],
  [
    'route/never-reached',
    'a default backend to which "/" leaves nothing',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/', to('web'));
      ingress.addDefaultBackend(to('fallback'));
    },
  ],
  ['ingress-nginx/overlap', 'a path with two types in two PathIngresses', two({ path: '/x' }, { path: '/x', pathType: PathType.EXACT })],
  [
    'ingress-nginx/overlap',
    'two default backends of one host',
    (chart) => {
      for (const id of ['a', 'b']) new PathIngress(chart, id, { controller: nginx(), host: SHOP }).addDefaultBackend(to(id));
    },
  ],
  [
    'ingress-nginx/overlap',
    'a default backend, and a route for "/" in another PathIngress',
    (chart) => {
      new PathIngress(chart, 'a', { controller: nginx(), host: SHOP }).addRoute('/', to('a'));
      new PathIngress(chart, 'b', { controller: nginx(), host: SHOP }).addDefaultBackend(to('b'));
    },
  ],
  [
    'host/alias-routed',
    'an alias that another PathIngress routes',
    (chart) => {
      const alias = 'www.example.com';
      new PathIngress(chart, 'a', { controller: nginx(), host: SHOP, hostAliases: [alias] }).addRoute('/x', to('a'));
      new PathIngress(chart, 'b', { controller: nginx(), host: alias }).addRoute('/x', to('b'));
    },
  ],
  [
    'tls/host-not-routed',
    'an alias counts as routed, others do not',
    props({ hostAliases: ['www.example.com'], tls: Tls.secret('cert', { hosts: ['w.example.com'] }) }),
  ],
];
