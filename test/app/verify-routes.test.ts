import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { ControllerKind, type Finding, IngressController, PathIngress, PathType, RoutingTable } from '../../src';
import { codesOf, nginx, SHOP, to } from '../synth-routes';

/** Apps that are right although something about them is unusual: none of them may be stopped, nor the report of what they write. */
const newChart = () => new Chart(new App(), 'test', { namespace: 'web' });

function otherIngress(chart: Chart, path: string, spec: object = {}, annotations: { [key: string]: string } = {}): void {
  const backend = { service: { name: 'other', port: { number: 80 } } };
  new ApiObject(chart, 'other', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'other', annotations },
    spec: { ingressClassName: 'nginx', rules: [{ host: SHOP, http: { paths: [{ path, pathType: 'Prefix', backend }] } }], ...spec },
  });
}

const shop = (chart: Chart, props: object = {}) =>
  new PathIngress(chart, 'shop', { controller: nginx(), name: 'shop', host: SHOP, ...props });

test.each<[string, (chart: Chart) => void]>([
  [
    'an exact root, a pattern for words, and the root for the rest',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/', to('landing'), { pathType: PathType.EXACT });
      ingress.addRoute('/[a-z]+', to('users'), { pathType: PathType.REGEX });
      ingress.addRoute('/', to('rest'));
    },
  ],
  [
    'an app root, a pattern, and the root for the rest',
    (chart) => {
      const ingress = shop(chart, { appRoot: '/app' });
      ingress.addRoute('/[a-z]+', to('users'), { pathType: PathType.REGEX });
      ingress.addRoute('/', to('rest'));
    },
  ],
  [
    'an app root, and routes with hosts of their own',
    (chart) => shop(chart, { host: null, appRoot: '/app' }).addRoute('/app', to('app'), { host: SHOP }),
  ],
  [
    'a patch that takes the Ingress to another class',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/cart', to('cart'));
      ApiObject.of(ingress.node.findChild('Resource')).addJsonPatch(JsonPatch.replace('/spec/ingressClassName', 'other'));
    },
  ],
  [
    'a patch that takes it to another host',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/cart', to('cart'));
      ApiObject.of(ingress.node.findChild('Resource')).addJsonPatch(JsonPatch.replace('/spec/rules/0/host', 'other.example.com'));
    },
  ],
  [
    'a controller without a webhook, which lets in what it would refuse',
    (chart) => {
      const kind = ControllerKind.ingressNginx({ admissionWebhook: { enabled: false } });
      shop(chart, { controller: new IngressController(chart, 'controller', { kind }) }).addRoute('/cart', to('cart'));
      otherIngress(chart, '/cart');
    },
  ],
  [
    'settings of another controller, which hold for that one alone',
    (chart) => {
      const kind = ControllerKind.ingressNginx({ config: { annotationValueWordBlocklist: ['cart'] } });
      new IngressController(chart, 'inner', { kind, ingressClassName: 'inner' });
      shop(chart, { controller: nginx({}) }).addRoute('/cart', to('cart'), { ingressNginx: { appRoot: '/cart' } });
    },
  ],
  [
    'a Secret that somebody fills later',
    (chart) => {
      new ApiObject(chart, 'ca', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'ca' } });
      shop(chart, { clientCertificates: { secretName: 'ca' } }).addRoute('/cart', to('cart'));
    },
  ],
])('%s', (_, build) => {
  const chart = newChart();
  build(chart);
  expect(codesOf(() => Testing.synth(chart))).toEqual([]);
  const isError = ({ severity, code }: Finding) => severity === 'error' && code !== 'manifest/refused';
  expect(RoutingTable.ofChart(chart, { controller: nginx() }).findings.filter(isError)).toEqual([]);
});

test('a canary of somebody else does not hide what happens to its route', () => {
  const chart = newChart();
  shop(chart).addRoute('/a', to('a'));
  otherIngress(chart, '/a', {}, { 'nginx.ingress.kubernetes.io/canary': 'true', 'nginx.ingress.kubernetes.io/canary-weight': '10' });
  const backend = { service: { name: 'taker', port: { number: 80 } } };
  new ApiObject(chart, 'taker', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'taker', annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' } },
    spec: {
      ingressClassName: 'nginx',
      rules: [{ host: SHOP, http: { paths: [{ path: '/a.*', pathType: 'ImplementationSpecific', backend }] } }],
    },
  });
  expect(codesOf(() => Testing.synth(chart))).toEqual(['route/never-as-meant']);
});

test('where some routes are wrong by themselves, those beside them are not blamed', () => {
  const chart = newChart();
  shop(chart).addRoute('/cart', to('cart'));
  const other = new PathIngress(chart, 'other', { controller: nginx(), host: SHOP });
  other.addRoute('/cart', to('cart'), { pathType: PathType.EXACT });
  other.addRoute('/x', to('x'));
  other.addRoute('/x', to('y'));
  const codes = codesOf(() => Testing.synth(chart));
  expect(codes).toContain('route/duplicate');
  expect(codes.filter((code) => code.startsWith('manifest/') || code === 'route/never-as-meant')).toEqual([]);
});

test('two controllers do not take each other for themselves', () => {
  const chart = newChart();
  new IngressController(chart, 'one', {
    kind: ControllerKind.ingressNginx({ watchNamespace: 'one' }),
    namespace: 'one',
    ingressClassName: 'one',
  });
  const second = new IngressController(chart, 'two', {
    kind: ControllerKind.ingressNginx({ watchNamespace: 'web' }),
    namespace: 'two',
    namePrefix: 'two',
  });
  shop(chart, { controller: second }).addRoute('/cart', to('cart'));
  expect(RoutingTable.ofChart(chart).resolve(`https://${SHOP}/cart`).backend).toEqual({ namespace: 'web', service: 'cart', port: '80' });
});

test('a chart that is looked at early does not keep what comes later from being seen', () => {
  const app = new App();
  const first = new Chart(app, 'first', { namespace: 'web' });
  const second = new Chart(app, 'second', { namespace: 'web' });
  shop(second).addRoute('/cart', to('cart'));
  RoutingTable.ofChart(second);
  new ApiObject(first, 's', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'late' }, spec: { ports: [{ port: 80 }] } });
  new PathIngress(first, 'late', { controller: nginx(), host: 'late.example.com' }).addRoute('/', to('late'));
  expect(() => app.synthYaml()).not.toThrow();
});
