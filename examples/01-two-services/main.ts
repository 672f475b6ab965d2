import { App, Chart } from 'cdk8s';
import { ControllerKind, HttpdService, IngressController, ingressNginx, PathIngress, Rewrite, TomcatService } from 'cdk8s-ingress';

const app = new App();
const chart = new Chart(app, 'demo');

// The controller, behind a load balancer of AWS.
const controller = new IngressController(chart, 'controller', {
  kind: ControllerKind.ingressNginx({ platform: ingressNginx.Platform.AWS }),
});

// Two services, each with two pods.
const httpd = new HttpdService(chart, 'httpd');
const tomcat = new TomcatService(chart, 'tomcat');

// No host, so the load balancer's own name will do.
const ingress = new PathIngress(chart, 'paths', { controller });
ingress.addRoute('/httpd', httpd, { rewrite: Rewrite.stripPrefix() });
ingress.addRoute('/tomcat', tomcat, { rewrite: Rewrite.stripPrefix() });

app.synth(); // writes dist/demo.k8s.yaml, or into the folder that CDK8S_OUTDIR names
console.log(app.synthYaml()); // and shows it
