import { App, Chart } from 'cdk8s';
import {
  ControllerKind,
  HttpdService,
  IngressController,
  PathIngress,
  PathType,
  Rewrite,
  RouteTarget,
  Tls,
  TomcatService,
} from 'cdk8s-ingress';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// The cluster has a controller already.
const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });

const site = new HttpdService(chart, 'site', { name: 'site' });
const api = new TomcatService(chart, 'api', { name: 'api' });
const notFound = new HttpdService(chart, 'not-found', { name: 'not-found', replicas: 1 });

// Two hosts with the same routes, and one certificate for both. Plain http is sent to https.
const ingress = new PathIngress(chart, 'public', {
  controller,
  name: 'public',
  hosts: ['shop.example.com', 'www.shop.example.com'],
  tls: Tls.secret('shop-tls'),
});
ingress.addRoute('/catalog', site, { rewrite: Rewrite.stripPrefix() });
ingress.addRoute('/favicon.ico', site, { pathType: PathType.EXACT });
ingress.addRoute('/products', RouteTarget.redirect({ path: '/catalog', status: 308 }));

// One route for a host of its own, with a certificate of its own.
ingress.addRoute('/', api, { host: 'api.example.com' });
ingress.addTls(Tls.secret('api-tls', { hosts: ['api.example.com'] }));

// What no route takes.
ingress.addDefaultBackend(notFound);

app.synth();
