import { App, Chart } from 'cdk8s';
import {
  ControllerKind,
  gatewayApi,
  HttpdService,
  type IIngressController,
  IngressController,
  PathIngress,
  Rewrite,
  TomcatService,
} from 'cdk8s-ingress';

const app = new App();
const namespace = 'demo';

// The demo of example 01, in a file of its own.
const demo = new Chart(app, 'demo', { namespace });
const httpd = new HttpdService(demo, 'httpd');
const tomcat = new TomcatService(demo, 'tomcat');

/** The same routes for any controller: one file each. */
function routesFor(name: string, controllerIn: (chart: Chart) => IIngressController): void {
  const chart = new Chart(app, name, { namespace });
  const paths = new PathIngress(chart, 'paths', { controller: controllerIn(chart), name });
  paths.addRoute('/httpd', httpd, { rewrite: Rewrite.stripPrefix() });
  paths.addRoute('/tomcat', tomcat, { rewrite: Rewrite.stripPrefix() });
}

// Controllers that are there, by the name of their class.
routesFor('ingress-nginx', () => IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() }));
routesFor('traefik', () => IngressController.fromIngressClassName('traefik', { kind: ControllerKind.traefik() }));
routesFor('haproxy', () => IngressController.fromIngressClassName('haproxy', { kind: ControllerKind.haproxy() }));
routesFor('aws-load-balancer', () => IngressController.fromIngressClassName('alb', { kind: ControllerKind.awsLoadBalancer() }));

// Implementations of Gateway API that are there: the Gateway is part of the routes.
for (const implementation of Object.values(gatewayApi.GatewayImplementation)) {
  if (implementation === gatewayApi.GatewayImplementation.SPECIFICATION) continue;
  routesFor(
    `gateway-${implementation}`,
    (chart) =>
      new IngressController(chart, 'gateway', {
        kind: ControllerKind.gatewayApi({ implementation, gatewayName: implementation, createGatewayClass: true }),
      }),
  );
}

app.synth();
