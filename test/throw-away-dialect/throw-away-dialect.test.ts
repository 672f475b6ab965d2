// First, because the library reads its lists when it is loaded.
import './register';

import { ApiObject, Chart, Testing } from 'cdk8s';
import { IngressController } from '../../src/api/controller/ingress-controller';
import { PathIngress } from '../../src/api/routes/path-ingress';
import { PathType } from '../../src/api/routes/route-options';
import { RouteTarget } from '../../src/api/routes/route-target';
import { RoutingTable } from '../../src/api/table/routing-table';
import type { KubeObject } from '../../src/kinds/kube-object';
import { collectWarnings } from '../synth-routes';
import { mossKind } from './register';

/**
 * A dialect is one folder, and lines in a few lists. This one is of a made-up controller as unlike ingress-nginx as the contract allows:
 * prefixes are texts, routes are objects of its own CRD and limited in number, an object of the controller follows from the routes of all
 * constructs, and another namespace lets routes in.
 */
const web = RouteTarget.external('web', 80);
const api = RouteTarget.external('api', 8080);

function app(): { readonly chart: Chart; readonly controller: IngressController } {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  return { chart, controller: new IngressController(chart, 'controller', { kind: mossKind() }) };
}

collectWarnings();

const ofKind = (chart: Chart, kind: string) => (Testing.synth(chart) as KubeObject[]).filter((object) => object.kind === kind);

test('routes become objects of its CRD, and the third route of a host opens a second one', () => {
  const { chart, controller } = app();
  const ingress = new PathIngress(chart, 'routes', { controller, name: 'routes', host: 'shop.example.com' });
  ingress.addRoute('/', web);
  ingress.addRoute('/api', api);
  ingress.addRoute('/login', web, { pathType: PathType.EXACT });
  expect(ofKind(chart, 'MossRoute')).toEqual([
    {
      apiVersion: 'moss.example.com/v1',
      kind: 'MossRoute',
      metadata: { name: 'routes', namespace: 'shop' },
      className: 'moss',
      spec: {
        host: 'shop.example.com',
        rules: [
          { prefix: '/', to: { name: 'web', port: 80 } },
          { exact: '/api', to: { name: 'api', port: 8080 } },
          { prefix: '/api/', to: { name: 'api', port: 8080 } },
        ],
      },
    },
    {
      apiVersion: 'moss.example.com/v1',
      kind: 'MossRoute',
      metadata: { name: 'routes-shop-example-com-1', namespace: 'shop' },
      className: 'moss',
      spec: { host: 'shop.example.com', rules: [{ exact: '/login', to: { name: 'web', port: 80 } }] },
    },
  ]);
});

test('an object of the controller follows from the routes of all constructs, once, in the namespace of the chart that installs it', () => {
  const { chart, controller } = app();
  for (const host of ['b.example.com', 'a.example.com']) new PathIngress(chart, host, { controller, host }).addRoute('/', web);
  expect(ofKind(chart, 'MossEdge')).toEqual([
    {
      apiVersion: 'moss.example.com/v1',
      kind: 'MossEdge',
      metadata: { name: expect.stringMatching(/^shop-controller-/), namespace: 'shop' },
      spec: { hosts: ['a.example.com', 'b.example.com'] },
    },
  ]);
});

test('a controller that the app does not install has its object beside the first routes', () => {
  const chart = new Chart(Testing.app(), 'shop');
  const controller = IngressController.fromIngressClassName('moss', { kind: mossKind() });
  new PathIngress(chart, 'routes', { controller, host: 'a.example.com' }).addRoute('/', web);
  expect(ofKind(chart, 'MossEdge').map(({ metadata }) => metadata.name)).toEqual([expect.stringMatching(/^shop-routes-/)]);
});

test('native settings reach the objects', () => {
  const { chart, controller } = app();
  const ingress = new PathIngress(chart, 'routes', { controller, host: 'a.example.com' });
  ingress.addRoute('/', web, { moss: { shade: 'deep' } } as never);
  expect(ofKind(chart, 'MossRoute')[0]?.metadata.annotations).toEqual({ 'moss.example.com/shade': 'deep' });
});

test('another controller refuses its native settings, and it those of another controller', () => {
  const { chart, controller } = app();
  const noController = new PathIngress(chart, 'portable', { host: 'a.example.com' });
  expect(() => noController.addRoute('/', web, { moss: {} } as never)).toThrow('[feature/annotations-of-another-controller]');
  const ingress = new PathIngress(chart, 'routes', { controller, host: 'b.example.com' });
  expect(() => ingress.addRoute('/', web, { ingressNginx: {} })).toThrow('[feature/annotations-of-another-controller]');
});

test('a feature that it cannot do stops synth, and names who can', () => {
  const { chart, controller } = app();
  new PathIngress(chart, 'routes', { controller, host: 'a.example.com', appRoot: '/start' }).addRoute('/', web);
  expect(() => Testing.synth(chart)).toThrow(/\[feature\/not-supported\].*Moss v0\.3\.0[\s\S]*ingress-nginx/);
});

test('synth verifies what its reader says: the same host and path in two constructs is a duplicate', () => {
  const { chart, controller } = app();
  for (const id of ['one', 'two']) new PathIngress(chart, id, { controller, host: 'a.example.com' }).addRoute('/x', web);
  expect(() => Testing.synth(chart)).toThrow('[route/duplicate]');
});

test('synth verifies what becomes of requests: a route that an object of somebody else takes is found', () => {
  const { chart, controller } = app();
  new ApiObject(chart, 'by-hand', {
    apiVersion: 'moss.example.com/v1',
    kind: 'MossRoute',
    className: 'moss',
    spec: { host: 'a.example.com', rules: [{ exact: '/x', to: { name: 'api', port: 80 } }] },
  });
  const ingress = new PathIngress(chart, 'one', { controller, host: 'a.example.com' });
  ingress.addRoute('/x', web);
  Testing.synth(chart);
  expect(ingress.findings.map(({ code, what }) => ({ code, what }))).toEqual([
    {
      code: 'route/takes-less',
      what: expect.stringMatching(
        /^route "a\.example\.com\/x" \(Prefix\) does not get all of its requests as it should: "\/x" \(it goes to shop\/api:80 by MossRoute shop\//,
      ),
    },
  ]);
});

describe('its manifests are read', () => {
  const yaml = (host: string) => `
apiVersion: moss.example.com/v1
kind: MossRoute
metadata: { name: routes }
className: moss
spec:
  host: ${host}
  rules:
    - { prefix: /api, to: { name: api, port: 80 } }
`;

  test('an object of its kind shows the controller, and a prefix takes what its text begins', () => {
    const table = RoutingTable.fromYaml(yaml('a.example.com'));
    expect(table.resolve('https://a.example.com/apiary').backend).toMatchObject({ service: 'api' });
  });

  test('a field of another type is found', () => {
    expect(RoutingTable.fromYaml(yaml('[1]')).findings.map(({ code }) => code)).toContain('input/field-type');
  });
});
