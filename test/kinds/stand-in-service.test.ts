import { App, Chart, Testing } from 'cdk8s';
import { ControllerKind, IngressController, PathIngress, RouteTarget } from '../../src';
import { runWith } from '../cli/run-cli';
import { messageOf } from '../synth-routes';

const haproxy = () => IngressController.fromIngressClassName('haproxy', { kind: ControllerKind.haproxy() });

test('the Service behind a redirect is suggested to nobody', () => {
  const chart = new Chart(new App(), 'test');
  const ingress = new PathIngress(chart, 'shop', { controller: haproxy() });
  ingress.addRoute('/old', RouteTarget.redirect({ path: '/new' }));
  const name = (Testing.synth(chart) as { kind: string; metadata: { name: string } }[]).find(({ kind }) => kind === 'Service')?.metadata
    .name;
  expect(name).toContain('no-pods');
  ingress.addRoute('/new', RouteTarget.named(`${name}s`, 80));
  const message = messageOf(() => Testing.synth(chart));
  expect(message).toContain('[backend/service-not-found]');
  expect(message).not.toContain(`"${name}"`);
});

test.each([
  ['a Service behind a redirect', { clusterIP: 'None', ports: [{ port: 80 }] }, []],
  ['a headless Service of pods', { clusterIP: 'None', selector: { app: 'a' }, ports: [{ port: 80 }] }, ['manifest/service-not-given']],
  ['a Service without a selector', { ports: [{ port: 80 }] }, ['manifest/service-not-given']],
])('%s as the only Service of manifests', async (_, spec, codes) => {
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      ingressClassName: 'haproxy',
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
    },
  };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'other', namespace: 'shop' }, spec };
  const text = [ingress, service].map((one) => JSON.stringify(one)).join('\n---\n');
  const { output } = await runWith(text, 'check', '-c', 'ingress-nginx', '--class', 'haproxy', '-o', 'json');
  const { findings } = JSON.parse(output) as { findings: readonly { code: string }[] };
  expect(findings.map(({ code }) => code).filter((code) => code === 'manifest/service-not-given')).toEqual(codes);
});
