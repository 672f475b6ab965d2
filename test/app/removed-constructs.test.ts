import { App, Chart } from 'cdk8s';
import { ControllerKind, HttpdService, IngressController, PathIngress, RouteTarget } from '../../src';

const controller = () => IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings: {} });

function routes(chart: Chart, id: string, target = RouteTarget.external('web', 80)): PathIngress {
  const ingress = new PathIngress(chart, id, { controller: controller(), host: 'shop.example.com' });
  ingress.addRoute('/cart', target);
  return ingress;
}

test('routes of a removed construct count no more', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  routes(chart, 'old', RouteTarget.named('nosuch', 80));
  chart.node.tryRemoveChild('old');
  const kept = routes(chart, 'new');
  expect(app.synthYaml().match(/kind: Ingress$/gm)).toHaveLength(1);
  expect(kept.findings.map(({ code }) => code)).toEqual([]);
});

test('a construct may be removed between two syntheses', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const kept = routes(chart, 'kept');
  routes(chart, 'other');
  expect(() => app.synthYaml()).toThrow('[route/duplicate]');
  chart.node.tryRemoveChild('other');
  expect(() => app.synthYaml()).not.toThrow();
  expect(kept.findings).toEqual([]);
});

test('routes of a removed chart count no more', () => {
  const app = new App();
  routes(new Chart(app, 'old'), 'routes');
  app.node.tryRemoveChild('old');
  routes(new Chart(app, 'new'), 'routes');
  expect(() => app.synthYaml()).not.toThrow();
});

test('a removed Service and a removed controller are there no more', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const httpd = new HttpdService(chart, 'httpd');
  new IngressController(chart, 'first', { kind: ControllerKind.ingressNginx() });
  for (const id of ['httpd', 'first']) chart.node.tryRemoveChild(id);
  new IngressController(chart, 'second', { kind: ControllerKind.ingressNginx() });
  expect(() => app.synthYaml()).not.toThrow();
  routes(chart, 'routes', httpd.asRouteTarget());
  expect(() => app.synthYaml()).toThrow('[backend/service-not-found]');
});
