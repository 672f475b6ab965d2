import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import {
  ControllerKind,
  HttpdService,
  IngressController,
  PathIngress,
  ResolutionKind,
  Rewrite,
  RouteTarget,
  RoutingTable,
  Tls,
  TomcatService,
} from '../../../src';
import { folderWith, ingressYaml } from '../../cli/run-cli';
import { codesOf, nginx, SHOP, to } from '../../synth-routes';

const URL = `https://${SHOP}`;

function demo(): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const controller = new IngressController(chart, 'controller', { kind: ControllerKind.ingressNginx() });
  const ingress = new PathIngress(chart, 'paths', { controller, name: 'shop', host: SHOP, tls: Tls.secret('shop-tls') });
  ingress.addRoute('/httpd', new HttpdService(chart, 'httpd'), { rewrite: Rewrite.stripPrefix() });
  ingress.addRoute('/tomcat', new TomcatService(chart, 'tomcat'), { rewrite: Rewrite.stripPrefix() });
  ingress.addRoute('/old', RouteTarget.redirect({ path: '/httpd', status: 308 }));
  ingress.addRoute('/beta', to('beta'), { canary: { target: to('next'), weight: 25 } });
  return chart;
}

describe('of the demo', () => {
  const table = RoutingTable.ofChart(demo());

  test('says whose it is', () => {
    expect([table.controller, table.version]).toEqual(['ingress-nginx', '1.15.1']);
  });

  test('a request that goes to a Service', () => {
    expect(table.resolve(`${URL}/httpd/x?y=1`)).toEqual({
      kind: ResolutionKind.FORWARD,
      backend: { namespace: 'default', service: 'httpd-service', port: '8080' },
      upstreamPath: '/x?y=1',
      decidedBy: { kind: 'Ingress', namespace: 'default', name: 'shop', field: 'spec.rules[0].http.paths[0]' },
      assuming: [],
      alternatives: [],
    });
  });

  test('a redirect', () => {
    expect(table.resolve(`${URL}/old`)).toMatchObject({ kind: ResolutionKind.REDIRECT, status: 308, redirect: '/httpd' });
    expect(table.resolve(`http://${SHOP}/httpd`)).toMatchObject({ status: 308, redirect: `${URL}/httpd` });
  });

  test('an answer of the controller itself', () => {
    expect(table.resolve('https://nobody.example.com/')).toMatchObject({
      kind: ResolutionKind.ANSWER,
      status: 404,
    });
  });

  test('what chance decides', () => {
    const { kind, alternatives } = table.resolve(`${URL}/beta`);
    expect(kind).toBe(ResolutionKind.WEIGHTED);
    expect(alternatives.map(({ share, resolution: { backend } }) => [backend?.service, share])).toEqual([
      ['next', 0.25],
      ['beta', 0.75],
    ]);
  });

  test('the way in words', () => {
    expect(table.explain(`${URL}/httpd`)).toMatch(
      /^GET https:\/\/shop\.example\.com\/httpd\n[\s\S]*\n {2}so {5}Service default\/httpd-service port 8080 gets "\/"\n/,
    );
  });

  test('the whole as text, the same each time', () => {
    expect(table.toString()).toContain('default/httpd-service:8080');
    expect(RoutingTable.ofChart(demo()).toString()).toBe(table.toString());
  });

  test('nothing is found that surprises', () => {
    expect(table.findings.map(({ code }) => code)).toEqual(['manifest/service-not-given']);
  });
});

test('findings are those of "check", errors first, and name the object', () => {
  const chart = new Chart(new App(), 'test');
  const cart = ingressYaml('cart', '/cart');
  const search = ingressYaml('search', '/search/.*', 'ImplementationSpecific').replace(
    '  name: search\n',
    '  name: search\n  annotations:\n    nginx.ingress.kubernetes.io/use-regex: "true"\n',
  );
  for (const text of [cart, search]) {
    const object = parse(text);
    new ApiObject(chart, object.metadata.name, object);
  }
  expect(RoutingTable.ofChart(chart).findings.map(({ code, where }) => [code, where])).toEqual([
    ['manifest/path-takes-more', 'Ingress default/cart spec.rules[0].http.paths[0]'],
  ]);
});

test('a path is not said to lead to the Service of the default backend, to which its host leads what no path takes', () => {
  const chart = new Chart(new App(), 'test');
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { ports: [{ port: 80 }] } };
  const ingress = parse(ingressYaml('shop', '/cart'));
  ingress.spec.defaultBackend = { service: { name: 'not-given', port: { number: 80 } } };
  for (const object of [service, ingress]) new ApiObject(chart, object.kind, object);
  const table = RoutingTable.ofChart(chart);
  expect(table.resolve(`${URL}/else`).backend).toEqual({ namespace: 'default', service: 'not-given', port: '80' });
  expect(table.findings).toEqual([]);
});

test('method, headers and address of a request count', () => {
  const chart = new Chart(new App(), 'test');
  const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP });
  ingress.addRoute('/', to('web'), { canary: { target: to('next'), header: 'x-next' } });
  ingress.addRoute('/inner', to('inner'), { allowSourceRanges: ['10.0.0.0/8'] });
  const table = RoutingTable.ofChart(chart);
  expect(table.resolve(`${URL}/`, { headers: { 'X-Next': 'always' } }).backend).toEqual({
    namespace: 'default',
    service: 'next',
    port: '80',
  });
  expect(table.resolve(`${URL}/`, { method: 'TRACE' }).status).toBe(405);
  expect(table.resolve(`${URL}/inner`, { clientAddress: '192.0.2.1' }).status).toBe(403);
  expect(table.resolve(`${URL}/inner`).assuming).toEqual([expect.stringContaining('10.0.0.0/8')]);
});

test('an app is read with all its charts, a chart alone without the others', () => {
  const app = new App();
  const services = new Chart(app, 'services');
  new ApiObject(services, 's', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 81 }] } });
  const routes = new Chart(app, 'routes');
  new PathIngress(routes, 'shop', { controller: nginx(), host: SHOP }).addRoute('/', to('web'));
  expect(RoutingTable.ofChart(routes).resolve(`${URL}/`).backend).toEqual({ namespace: 'default', service: 'web', port: '80' });
  expect(RoutingTable.ofApp(app).resolve(`${URL}/`).status).toBe(503);
});

test('without a controller it is the Ingress API, which leaves things open', () => {
  const chart = new Chart(new App(), 'test');
  const ingress = new PathIngress(chart, 'shop', { host: SHOP });
  ingress.addRoute('/cart', to('cart'));
  const table = RoutingTable.ofChart(chart);
  expect(table.controller).toBe('portable');
  expect(table.resolve(`${URL}/cart`).backend).toEqual({ namespace: 'default', service: 'cart', port: '80' });
  expect(table.resolve(`${URL}/a//b`)).toMatchObject({ kind: ResolutionKind.UNDECIDED, because: expect.any(String) });
});

describe('of manifests of others', () => {
  const folder = folderWith({ 'shop.yaml': ingressYaml() });

  test('text, files, folders and globs are read', () => {
    const tables = [
      RoutingTable.fromYaml(ingressYaml()),
      RoutingTable.fromFiles([join(folder, 'shop.yaml')]),
      RoutingTable.fromFiles([folder]),
      RoutingTable.fromFiles([`${folder}/*.yaml`]),
    ];
    for (const table of tables) expect(table.resolve(`${URL}/cart`).backend).toEqual({ namespace: 'default', service: 'shop', port: '80' });
    expect(tables[1]?.explain(`${URL}/cart`)).toMatch(/\n {2}at .*shop\.yaml:11 \(document 1\)$/);
  });

  test('what cannot be read is a finding, and the rest is read', () => {
    writeFileSync(join(folder, 'broken.yaml'), `${ingressYaml()}---\nkind: Service\nx: [\n`);
    const { findings } = RoutingTable.fromFiles([join(folder, 'broken.yaml')]);
    expect(findings.map(({ code }) => code)).toEqual(['input/not-yaml']);
  });

  test('the controller decides how they are read: its class, its settings, and whether that is all there is', () => {
    const text = ingressYaml().replace('ingressClassName: nginx', 'ingressClassName: inner');
    const controller = IngressController.fromIngressClassName('inner', {
      kind: ControllerKind.ingressNginx(),
      settings: { 'ssl-redirect': 'false' },
    });
    expect(RoutingTable.fromYaml(text, { controller }).resolve(`${URL}/cart`).backend).toEqual({
      namespace: 'default',
      service: 'shop',
      port: '80',
    });
    expect(RoutingTable.fromYaml(text, { controller: nginx() }).resolve(`${URL}/cart`).status).toBe(404);
    expect(RoutingTable.fromYaml(text, { controller, complete: true }).resolve(`${URL}/cart`).status).toBe(503);
  });
});

test.each<[string, () => unknown, string]>([
  ['no such file', () => RoutingTable.fromFiles(['no-such-file.yaml']), 'input/file-not-read'],
  ['no URL', () => RoutingTable.fromYaml(ingressYaml()).resolve('/cart'), 'input/not-a-url'],
  ['an unknown option', () => RoutingTable.fromYaml('', { kind: 'x' } as never), 'option/unknown'],
  ['an unknown member of a request', () => RoutingTable.fromYaml('').resolve(URL, { header: {} } as never), 'option/unknown'],
  ['a controller that is none', () => RoutingTable.fromYaml('', { controller: 'nginx' } as never), 'option/wrong-type'],
  [
    'routes for several controllers',
    () => {
      const chart = new Chart(new App(), 'test');
      new PathIngress(chart, 'a', { controller: nginx(), host: SHOP }).addRoute('/', to('a'));
      new PathIngress(chart, 'b', { host: SHOP }).addRoute('/b', to('b'));
      RoutingTable.ofChart(chart);
    },
    'input/controllers-of-chart',
  ],
])('%s is an error with a code', (_, act, code) => {
  expect(codesOf(act)).toEqual([code]);
});

test('what synth refuses, a table of the chart refuses too', () => {
  const chart = new Chart(new App(), 'test');
  new PathIngress(chart, 'shop', { host: SHOP }).addRoute('/', RouteTarget.named('missing', 80));
  expect(codesOf(() => RoutingTable.ofChart(chart))).toEqual(['backend/service-not-found']);
});
