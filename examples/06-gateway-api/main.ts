import { App, Chart, Duration, Size } from 'cdk8s';
import {
  ControllerKind,
  gatewayApi,
  HttpdService,
  HttpsRedirect,
  IngressController,
  PathIngress,
  Rewrite,
  Tls,
  TomcatService,
} from 'cdk8s-ingress';

const app = new App();

// The demo of example 01, with a host: only the controller is another one.
const demo = new Chart(app, 'demo', { namespace: 'demo' });
const controller = new IngressController(demo, 'controller', {
  kind: ControllerKind.gatewayApi({
    implementation: gatewayApi.GatewayImplementation.ENVOY_GATEWAY,
    gatewayName: 'edge',
    createGatewayClass: true,
  }),
});

// A Gateway speaks TLS only with hosts that have a certificate.
const paths = new PathIngress(demo, 'paths', { controller, name: 'paths', host: 'demo.example.com', tls: Tls.secret('demo-tls') });
paths.addRoute('/httpd', new HttpdService(demo, 'httpd'), { rewrite: Rewrite.stripPrefix() });
paths.addRoute('/tomcat', new TomcatService(demo, 'tomcat'), { rewrite: Rewrite.stripPrefix() });

// The routes of example 04, in another namespace. Envoy Gateway cannot limit the connections of an address, so that limit is left out.
const web = new Chart(app, 'web', { namespace: 'web' });
const www = new HttpdService(web, 'web', { name: 'web' });
const next = new HttpdService(web, 'next', { name: 'web-next', replicas: 1 });
const admin = new TomcatService(web, 'admin', { name: 'admin' });

const pages = new PathIngress(web, 'public', {
  controller,
  name: 'public',
  host: 'www.example.com',
  tls: Tls.secret('www-tls'),
  httpsRedirect: HttpsRedirect.WHEN_TLS,
  rateLimit: { requestsPerSecond: 20 },
  timeouts: { connect: Duration.seconds(3), read: Duration.seconds(30) },
});

// One request in ten goes to the next version, and every request that says so: curl -H 'X-Next: always'.
pages.addRoute('/', www, { canary: { target: next, header: 'X-Next', weight: 10 } });

// From the office, with a password, and with large uploads.
pages.addRoute('/admin', admin, {
  basicAuth: { secretName: 'admin-users' },
  allowSourceRanges: ['203.0.113.0/24'],
  maxBodySize: Size.mebibytes(50),
});

app.synth();
