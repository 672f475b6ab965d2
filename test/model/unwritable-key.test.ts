import { App, Chart, Testing } from 'cdk8s';
import { ControllerKind, HttpdService, IngressController, PathIngress } from '../../src';
import { unwritableKey } from '../../src/model/unwritable-key';
import { SHOP, to } from '../synth-routes';

test.each<[unknown, string | undefined]>([
  [undefined, undefined],
  [{ a: [{ b: 'constructor' }] }, undefined],
  [{ constructor: 'shop' }, 'constructor'],
  [JSON.parse('{"a":{"__proto__":"x"}}'), 'a.__proto__'],
  [{ a: [{}, { constructor: 1 }] }, 'a[1].constructor'],
  [{ toString: 'x' }, undefined],
])('of %j it is %s', (value, expected) => {
  expect(unwritableKey(value)).toBe(expected);
});

const KEY = { constructor: 'shop' };
const nginx = (options: object) => new IngressController(newChart(), 'nginx', { kind: ControllerKind.ingressNginx(), ...options });
const newChart = () => new Chart(new App(), 'test');
const shop = (chart: Chart, props: object) => new PathIngress(chart, 'shop', { host: SHOP, ...props });

test.each<[string, () => unknown]>([
  ['labels of a PathIngress', () => shop(newChart(), { labels: KEY })],
  ['annotations of a PathIngress', () => shop(newChart(), { annotations: KEY })],
  [
    'headers of responses',
    () => {
      const chart = newChart();
      const controller = IngressController.fromIngressClassName('nginx', {
        kind: ControllerKind.ingressNginx(),
        settings: { 'global-allowed-response-headers': 'constructor' },
      });
      shop(chart, { controller, responseHeaders: { set: KEY } }).addRoute('/', to('web'));
      Testing.synth(chart);
    },
  ],
  ['labels of a demo service', () => new HttpdService(newChart(), 'httpd', { labels: KEY })],
  ['labels of pods', () => nginx({ podLabels: KEY })],
  ['annotations of pods', () => nginx({ podAnnotations: KEY })],
  ['annotations of a Service', () => nginx({ service: { annotations: KEY } })],
  ['labels of a namespace', () => nginx({ namespaceLabels: KEY })],
  [
    'the labels of topology spread constraints',
    () =>
      nginx({
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: KEY } },
        ],
      }),
  ],
])('a key "constructor" in %s is an error with a code', (_, make) => {
  expect(make).toThrow('[option/key-not-writable]');
});

test.each<[string, () => unknown]>([
  ['an affinity', () => nginx({ affinity: { nodeAffinity: KEY } })],
  ['a behavior of scaling', () => nginx({ autoscaling: { maxReplicas: 3, behavior: KEY } })],
])('a key "constructor" in %s is a field that Kubernetes does not have', (_, make) => {
  expect(make).toThrow('constructor is refused: there is no such field');
});
