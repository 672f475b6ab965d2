import { ApiObject, type App, Chart, Testing } from 'cdk8s';
import { RouteTarget } from '../../src';
import { ControllerKind } from '../../src/api/controller/controller-kind';
import { IngressController } from '../../src/api/controller/ingress-controller';
import { PathIngress } from '../../src/api/routes/path-ingress';
import { DIALECTS } from '../../src/dialects/registry';
import { collectWarnings } from '../synth-routes';

/**
 * cdk8s validates the whole app again for each chart that it writes. Routes are placed once each, all of them are rendered and verified once,
 * and again only after a change.
 */
const dialect = DIALECTS['ingress-nginx'];
const web = RouteTarget.external('web', 80);
const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings: {} });
collectWarnings();

function count() {
  const place = jest.spyOn(dialect, 'place');
  const render = jest.spyOn(dialect, 'render');
  const read = jest.spyOn(dialect as Required<typeof dialect>, 'read');
  return () => ({ place: place.mock.calls.length, render: render.mock.calls.length, read: read.mock.calls.length });
}

afterEach(() => jest.restoreAllMocks());

function threeCharts(app: App): readonly PathIngress[] {
  return ['a', 'b', 'c'].map((id) => {
    const ingress = new PathIngress(new Chart(app, id), 'shop', { controller, host: `${id}.example.com` });
    ingress.addRoute('/', web);
    return ingress;
  });
}

test('three constructs in three charts: each route is placed once, and all are rendered and read once', () => {
  const counts = count();
  const app = Testing.app();
  threeCharts(app);
  app.synth();
  expect(counts()).toEqual({ place: 3, render: 1, read: 1 });
});

test('a second synth without a change computes nothing', () => {
  const app = Testing.app();
  threeCharts(app);
  app.synth();
  const counts = count();
  app.synth();
  expect(counts()).toEqual({ place: 0, render: 0, read: 0 });
});

test('a new route is rendered and verified, with all others', () => {
  const app = Testing.app();
  const [first] = threeCharts(app);
  app.synth();
  const counts = count();
  first?.addRoute('/new', web);
  app.synth();
  expect(counts()).toEqual({ place: 1, render: 1, read: 1 });
});

test('an object of somebody else that changes between two synths is verified, and nothing is rendered', () => {
  const app = Testing.app();
  const [first] = threeCharts(app);
  app.synth();
  const counts = count();
  new ApiObject(first?.node.scope as Chart, 'by-hand', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'by-hand', annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' } },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [{ path: '/[a-z]+', pathType: 'ImplementationSpecific', backend: { service: { name: 'x', port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
  app.synth();
  expect(counts()).toEqual({ place: 0, render: 0, read: 1 });
});

test('an annotation that the user adds to a rendered object after a synth is seen by the next', () => {
  const app = Testing.app();
  const [first] = threeCharts(app);
  app.synth();
  const counts = count();
  first?.objects[0]?.metadata.addAnnotation('nginx.ingress.kubernetes.io/proxy-body-size', '8m');
  app.synth();
  expect(counts()).toEqual({ place: 0, render: 0, read: 1 });
});

test('two references to one controller that say different settings are an error', () => {
  const chart = new Chart(Testing.app(), 'test');
  const says = (settings?: { [key: string]: string }) =>
    IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), ...(settings && { settings }) });
  const add = (id: string, settings?: { [key: string]: string }) =>
    new PathIngress(chart, id, { controller: says(settings), host: `${id}.example.com` }).addRoute('/', web);
  add('one', { 'use-gzip': 'true' });
  add('nothing-said');
  add('the-same', { 'use-gzip': 'true' });
  expect(() => Testing.synth(chart)).not.toThrow();
  add('other', {});
  expect(() => Testing.synth(chart)).toThrow('[test/other] [controller/settings-contradicted]');
});

describe('manifests of the app are looked at', () => {
  /** How often the manifest of a Service is asked for. */
  function app() {
    const root = Testing.app();
    const charts = threeCharts(root).map(({ node }) => node.scope as Chart);
    const service = new ApiObject(charts[0] as Chart, 'web', { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } });
    return { root, charts, service, asked: jest.spyOn(service, 'toJson') };
  }

  test('once in a synth of the whole app, beside the once that cdk8s writes it', () => {
    const { root, asked } = app();
    root.synthYaml();
    expect(asked).toHaveBeenCalledTimes(2);
    root.synth();
    expect(asked).toHaveBeenCalledTimes(4);
  });

  test('for each chart that the user writes alone, because code may have run before', () => {
    const { charts, asked } = app();
    for (const chart of charts) chart.toJson();
    expect(asked).toHaveBeenCalledTimes(4);
  });

  test('anew where a function of the user with the name of one of cdk8s writes chart after chart', () => {
    const { root, charts, asked } = app();
    class Mine {
      public synth(): void {
        for (const chart of charts) chart.toJson();
      }
    }
    new Mine().synth();
    expect(asked).toHaveBeenCalledTimes(4);
    expect(root.charts).toHaveLength(3);
  });
});

test('an object that cannot be written stops synth only after what is wrong with the routes is reported', () => {
  const chart = new Chart(Testing.app(), 'test');
  const ingress = new PathIngress(chart, 'shop', { controller, host: 'a.example.com' });
  ingress.addRoute('/', web);
  new ApiObject(chart, 'broken', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { constructor: 'x' } } });
  expect(() => Testing.synth(chart)).toThrow("can't render non-simple object");
  ingress.addRoute('/', web);
  expect(() => Testing.synth(chart)).toThrow('[route/duplicate]');
});
