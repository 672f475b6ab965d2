import { App, Chart, Testing } from 'cdk8s';
import { gatewayApi, HttpsRedirect, Tls } from '../../../src';
import { ControllerKind } from '../../../src/api/controller/controller-kind';
import { IngressController } from '../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import { collectWarnings, messageOf, to } from '../../synth-routes';
import { Edge, synthShop } from './synth';

/** The Gateway follows from the routes of all constructs. */
const { ENVOY_GATEWAY, SPECIFICATION } = gatewayApi.GatewayImplementation;

const warnings = collectWarnings();

test('listeners: one for http, and one for https for each host of a certificate, whichever construct has it', () => {
  const edge = new Edge();
  edge.routes('shop', { host: 'shop.example.com', tls: Tls.secret('shop-tls') }).addRoute('/', to('web'));
  edge.routes('all', { host: '*.example.com', tls: Tls.secret('all-tls') }).addRoute('/', to('web'));
  edge.routes('more', { host: 'shop.example.com', tls: Tls.secret('more-tls') }).addRoute('/more', to('web'));
  expect(edge.synth().spec('Gateway', 'edge')).toEqual({
    gatewayClassName: 'eg',
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP' },
      {
        name: 'wildcard-https-example.com',
        hostname: '*.example.com',
        port: 443,
        protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ name: 'all-tls' }] },
      },
      {
        name: 'https-shop.example.com',
        hostname: 'shop.example.com',
        port: 443,
        protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ name: 'shop-tls' }, { name: 'more-tls' }] },
      },
    ],
  });
});

test('routes of another namespace are let in, and their certificates may be read', () => {
  const edge = new Edge({ httpPort: 8080, httpsPort: 8443 });
  const other = { host: 'pay.example.com', namespace: 'finance', tls: Tls.secret('pay-tls') };
  edge.routes('pay', other).addRoute('/', to('pay'));
  const objects = edge.synth();
  const selector = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['finance'] }] };
  const allowedRoutes = { namespaces: { from: 'Selector', selector } };
  expect(objects.spec('Gateway', 'edge').listeners).toEqual([
    { name: 'http', port: 8080, protocol: 'HTTP', allowedRoutes },
    {
      name: 'https-pay.example.com',
      hostname: 'pay.example.com',
      port: 8443,
      protocol: 'HTTPS',
      tls: { mode: 'Terminate', certificateRefs: [{ namespace: 'finance', name: 'pay-tls' }] },
      allowedRoutes,
    },
  ]);
  expect(objects.spec('HTTPRoute', 'pay').parentRefs).toEqual([{ name: 'edge', namespace: 'web' }]);
  expect(objects.ofKind('ReferenceGrant')).toEqual([
    {
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'pay-certificates-to-web', namespace: 'finance' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'web' }],
        to: [{ group: '', kind: 'Secret', name: 'pay-tls' }],
      },
    },
  ]);
});

test('a 65th listener is an error', () => {
  const hosts = Array.from({ length: 64 }, (_, index) => `h${index}.example.com`);
  expect(messageOf(() => synthShop((shop) => shop.addRoute('/', to('web')), { hosts, tls: Tls.secret('tls') }))).toContain(
    '[gateway-api/too-many-listeners] Gateway web/edge would have 65 listeners',
  );
});

test('a certificate needs a Secret, as a Gateway has no default one', () => {
  const build = () => synthShop((shop) => shop.addRoute('/', to('web')), { host: 'a.example.com', tls: Tls.controllerDefault() });
  expect(messageOf(build)).toContain('TLS with a certificate that the controller has');
});

test('https that nobody serves is a warning', () => {
  synthShop((shop) => shop.addRoute('/', to('web')), { host: 'a.example.com', httpsRedirect: HttpsRedirect.ALWAYS });
  expect(warnings.join()).toContain('http requests to "a.example.com" are sent to https, which this Gateway does not serve');
});

test.each([HttpsRedirect.WHEN_TLS, HttpsRedirect.ALWAYS])(
  'http goes to https (%s) only if the certificate is in the same construct',
  (httpsRedirect) => {
    const edge = new Edge();
    edge.routes('one', { host: 'shop.example.com', tls: Tls.secret('shop-tls') }).addRoute('/', to('web'));
    edge.routes('two', { host: 'shop.example.com', httpsRedirect }).addRoute('/cart', to('cart'));
    expect(messageOf(() => edge.synth())).toContain(
      '[web/two] [gateway-api/certificate-elsewhere] httpsRedirect is given for "shop.example.com", whose certificate is in "web/one"',
    );
  },
);

describe('what is made besides', () => {
  test('a GatewayClass only if asked, in no namespace', () => {
    expect(synthShop((shop) => shop.addRoute('/', to('web'))).ofKind('GatewayClass')).toEqual([]);
    const asked = synthShop((shop) => shop.addRoute('/', to('web')), {}, { createGatewayClass: true });
    expect(asked.ofKind('GatewayClass')).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata: { name: 'eg' },
        spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
      },
    ]);
  });

  test.each<[reason: string, options: Partial<gatewayApi.Options>, props: object, message: string]>([
    ['options of a program that is not installed', {}, { replicas: 2 }, '[gateway-api/option-not-used] "replicas" would have no effect'],
    ['a class that nobody names', { implementation: SPECIFICATION }, {}, '[gateway-api/class-not-named] gatewayClassName must be given'],
    ['a port that is none', { httpPort: 0 }, {}, '[controller/port-out-of-range] httpPort 0'],
    ['a name that is none', { gatewayName: 'Edge' }, {}, '[controller/name-malformed] gatewayName "Edge"'],
  ])('refuses %s', (_, options, props, message) => {
    const chart = new Chart(new App(), 'test');
    const kind = ControllerKind.gatewayApi({ implementation: ENVOY_GATEWAY, ...options });
    expect(messageOf(() => new IngressController(chart, 'controller', { kind, ...props }))).toContain(message);
  });

  test('nothing that runs, which an error says to who asks for it', () => {
    expect(messageOf(() => new Edge().controller.workload)).toContain('[controller/without-workload]');
  });

  test('two controllers may not be one Gateway', () => {
    const edge = new Edge();
    const kind = ControllerKind.gatewayApi({ implementation: ENVOY_GATEWAY, gatewayName: 'edge' });
    new IngressController(edge.chart, 'again', { kind });
    expect(messageOf(() => edge.synth())).toContain('[controller/class-clash]');
  });
});

describe('a Gateway that is there', () => {
  const existing = (props: PathIngressProps = {}, sectionName?: string) => {
    const chart = new Chart(new App(), 'test', { namespace: 'web' });
    const controller = IngressController.fromGateway('edge', {
      namespace: 'infra',
      implementation: ENVOY_GATEWAY,
      ...(sectionName && { sectionName }),
    });
    new PathIngress(chart, 'shop', { controller, name: 'shop', host: 'shop.example.com', ...props }).addRoute('/', to('web'));
    return Testing.synth(chart);
  };

  test('is referred to, at one listener if it is named, and nothing else is made', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'shop', namespace: 'web' },
      spec: {
        parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'https' }],
        hostnames: ['shop.example.com'],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'web', port: 80 }] }],
      },
    };
    expect(existing({}, 'https')).toEqual([route]);
  });

  test.each<[reason: string, props: PathIngressProps, option: string]>([
    ['certificates are of its listeners', { tls: Tls.secret('shop-tls') }, 'tls'],
    ['nobody knows which of its listeners is for http', { httpsRedirect: HttpsRedirect.ALWAYS }, 'httpsRedirect'],
  ])('stays as it is: %s', (_, props, option) => {
    expect(messageOf(() => existing(props))).toContain(`[gateway-api/listeners-not-ours] ${option} needs listeners of Gateway infra/edge`);
  });

  test('has no IngressClass', () => {
    const kind = ControllerKind.gatewayApi({ implementation: ENVOY_GATEWAY });
    expect(messageOf(() => IngressController.fromIngressClassName('eg', { kind }))).toContain('[controller/without-ingress-class]');
  });
});
