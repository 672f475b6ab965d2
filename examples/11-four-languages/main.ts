import { App, Chart } from 'cdk8s';
import {
  ControllerKind,
  DifferenceKind,
  gatewayApi,
  HttpdService,
  HttpsRedirect,
  type IIngressController,
  IngressController,
  PathIngress,
  Rewrite,
  type RouteOptions,
  RouteTarget,
  RoutingTable,
  Tls,
  TomcatService,
} from 'cdk8s-ingress';

/** The services of the shop, and its routes for a controller. */
function addShop(chart: Chart, controller: IIngressController, settings: RouteOptions = {}): void {
  const httpd = new HttpdService(chart, 'httpd');
  const tomcat = new TomcatService(chart, 'tomcat');
  const next = new TomcatService(chart, 'next', { name: 'tomcat-next', replicas: 1 });

  const ingress = new PathIngress(chart, 'paths', {
    controller,
    name: 'shop',
    hosts: ['shop.example.com', 'www.shop.example.com'],
    tls: Tls.secret('shop-tls'),
    httpsRedirect: HttpsRedirect.WHEN_TLS,
  });
  ingress.addRoute('/httpd', httpd, { rewrite: Rewrite.stripPrefix(), ...settings });
  ingress.addRoute('/tomcat', RouteTarget.weighted({ target: tomcat, weight: 9 }, { target: next, weight: 1 }), {
    rewrite: Rewrite.stripPrefix(),
  });
  ingress.addRoute('/old', RouteTarget.redirect({ path: '/httpd', status: 308 }));
}

const app = new App();

// Today the shop is behind an ingress-nginx that is installed already.
const today = new Chart(app, 'today', { namespace: 'shop' });
const nginx = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });
addShop(today, nginx, { ingressNginx: { proxyBufferSize: '8k' } });

// Tomorrow it is behind a Gateway of Envoy Gateway.
const tomorrow = new Chart(app, 'tomorrow', { namespace: 'shop' });
const edge = new IngressController(tomorrow, 'edge', {
  kind: ControllerKind.gatewayApi({
    implementation: gatewayApi.GatewayImplementation.ENVOY_GATEWAY,
    gatewayName: 'edge',
    createGatewayClass: true,
  }),
});
addShop(tomorrow, edge);

app.synth(); // writes dist/today.k8s.yaml and dist/tomorrow.k8s.yaml

// Which requests does the move leave without a guard, or without a backend?
const diff = RoutingTable.ofChart(today).diff(RoutingTable.ofChart(tomorrow));
console.log(diff.statement);
for (const { code, kind, url, what } of diff.differences)
  if (kind === DifferenceKind.UNGUARDED || kind === DifferenceKind.LOST) console.log(`${code}: ${url}: ${what}`);
