import { Chart, Testing } from 'cdk8s';
import { HttpdService } from '../src/api/demo/httpd-service';
import { TomcatService } from '../src/api/demo/tomcat-service';

/** The objects of the classic demo, `ingress-prep.yaml`, as everybody has applied them. */
const DEMO = {
  'Deployment httpd': {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'httpd' },
    spec: {
      selector: { matchLabels: { app: 'httpd' } },
      replicas: 2,
      template: { metadata: { labels: { app: 'httpd' } }, spec: { containers: [{ name: 'httpd-ctr', image: 'httpd:alpine' }] } },
    },
  },
  'Deployment tomcat': {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'tomcat' },
    spec: {
      selector: { matchLabels: { app: 'tomcat' } },
      replicas: 2,
      template: { metadata: { labels: { app: 'tomcat' } }, spec: { containers: [{ name: 'tomcat-ctr', image: 'tomcat' }] } },
    },
  },
  'Service httpd-service': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'httpd-service' },
    spec: { selector: { app: 'httpd' }, ports: [{ protocol: 'TCP', port: 8080, targetPort: 80 }] },
  },
  'Service tomcat-service': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'tomcat-service' },
    spec: { selector: { app: 'tomcat' }, ports: [{ protocol: 'TCP', port: 8080, targetPort: 8080 }] },
  },
};

const objects = (() => {
  const chart = new Chart(Testing.app(), 'demo');
  new HttpdService(chart, 'httpd');
  new TomcatService(chart, 'tomcat');
  return Object.fromEntries(
    (Testing.synth(chart) as { kind: string; metadata: { name: string } }[]).map((o) => [`${o.kind} ${o.metadata.name}`, o]),
  );
})();

test('the constructs make the objects of the demo, under its names', () => {
  expect(Object.keys(objects).sort()).toEqual(Object.keys(DEMO).sort());
});

test.each(Object.entries(DEMO))('%s has all that the demo gives it', (name, original) => {
  expect(objects[name]).toMatchObject(original);
});

test.each(['httpd', 'tomcat'])('%s selects by the label of the demo, and by nothing else', (app) => {
  expect(objects[`Deployment ${app}`]).toHaveProperty('spec.selector', { matchLabels: { app } });
  expect(objects[`Service ${app}-service`]).toHaveProperty('spec.selector', { app });
});
