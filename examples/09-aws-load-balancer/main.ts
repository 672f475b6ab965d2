import { App, Chart } from 'cdk8s';
import { ControllerKind, HttpdService, IngressController, PathIngress, Rewrite, TomcatService } from 'cdk8s-ingress';

const app = new App();
const chart = new Chart(app, 'demo', { namespace: 'demo' });

// The demo of example 01: only the controller is another one.
const controller = new IngressController(chart, 'controller', {
  kind: ControllerKind.awsLoadBalancer({
    clusterName: 'demo',
    roleArn: 'arn:aws:iam::123456789012:role/demo-load-balancers',
    // Of every load balancer of the class.
    ingressClassParams: {
      scheme: 'internet-facing',
      certificateArns: ['arn:aws:acm:eu-west-1:123456789012:certificate/11112222-3333-4444-5555-666677778888'],
    },
  }),
});

// No host, so the load balancer's own name will do.
const ingress = new PathIngress(chart, 'paths', { controller, name: 'paths' });
ingress.addRoute('/httpd', new HttpdService(chart, 'httpd'), { rewrite: Rewrite.stripPrefix() });
ingress.addRoute('/tomcat', new TomcatService(chart, 'tomcat'), { rewrite: Rewrite.stripPrefix() });

app.synth();
