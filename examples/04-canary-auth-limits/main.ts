import { App, Chart, Duration, Size } from 'cdk8s';
import { ControllerKind, HttpdService, IngressController, PathIngress, Tls, TomcatService } from 'cdk8s-ingress';

const app = new App();
const chart = new Chart(app, 'web', { namespace: 'web' });
const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings: {} });

const web = new HttpdService(chart, 'web', { name: 'web' });
const next = new HttpdService(chart, 'next', { name: 'web-next', replicas: 1 });
const admin = new TomcatService(chart, 'admin', { name: 'admin' });

const ingress = new PathIngress(chart, 'public', {
  controller,
  name: 'public',
  host: 'www.example.com',
  tls: Tls.secret('www-tls'),
  // For all routes that do not say otherwise.
  timeouts: { connect: Duration.seconds(3), read: Duration.seconds(30) },
});

// One request in ten goes to the next version, and every request that says so: curl -H 'X-Next: always'.
ingress.addRoute('/', web, {
  canary: { target: next, header: 'X-Next', weight: 10 },
  rateLimit: { requestsPerSecond: 20, burstMultiplier: 3, connections: 10 },
});

// From the office, with a password, and with large uploads.
ingress.addRoute('/admin', admin, {
  basicAuth: { secretName: 'admin-users', realm: 'Administration' },
  allowSourceRanges: ['203.0.113.0/24'],
  maxBodySize: Size.mebibytes(50),
  rateLimit: { requestsPerSecond: 2 },
});

app.synth();
