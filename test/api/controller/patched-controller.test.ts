import { ApiObject, App, Chart, JsonPatch, Testing, Yaml } from 'cdk8s';
import { ControllerKind, FindingSeverity, IngressController, PathIngress, RoutingTable } from '../../../src';
import { collectWarnings, SHOP, to } from '../../synth-routes';

// Which warnings there are, the findings of the routes say.
collectWarnings();

/** A controller of the app, its chart, and routes for it. */
function newShop(annotations: { [key: string]: string } = {}) {
  const app = new App();
  const chart = new Chart(app, 'test', { namespace: 'web' });
  const controller = new IngressController(chart, 'nginx', { kind: ControllerKind.ingressNginx({ config: { useHttp2: true } }) });
  const ingress = new PathIngress(chart, 'shop', { controller, host: SHOP, annotations });
  ingress.addRoute('/cart', to('cart'));
  const configMap = controller.objects.find(({ kind }) => kind === 'ConfigMap') as ApiObject;
  return { app, chart, controller, ingress, configMap };
}

type Shop = ReturnType<typeof newShop>;

/** The ways to a table of a controller of the app. */
const TABLES: readonly (readonly [string, (shop: Shop) => RoutingTable])[] = [
  ['ofApp', ({ app }) => RoutingTable.ofApp(app)],
  ['ofChart', ({ chart }) => RoutingTable.ofChart(chart)],
  ['ofChart with the controller', ({ chart, controller }) => RoutingTable.ofChart(chart, { controller })],
  [
    'fromYaml with the controller',
    ({ chart, controller }) => RoutingTable.fromYaml(Yaml.stringify(...(chart.toJson() as unknown[])), { controller }),
  ],
  [
    'fromYaml of the routes alone with the controller',
    ({ ingress, controller }) =>
      RoutingTable.fromYaml(Yaml.stringify(...ingress.objects.map((object) => object.toJson() as unknown)), { controller }),
  ],
];

const ARGS = '/spec/template/spec/containers/0/args/-';
const arg = (text: string) => JsonPatch.add(ARGS, text);

describe.each(TABLES)('patches of a controller are seen by %s', (_, tableOf) => {
  test('of its ConfigMap', () => {
    const shop = newShop();
    const ask = () => tableOf(shop).resolve(`http://${SHOP}/cart`, { headers: { 'User-Agent': 'curl' } });
    expect(ask().backend?.service).toBe('cart');
    shop.configMap.addJsonPatch(JsonPatch.add('/data/block-user-agents', 'curl'));
    expect(ask().status).toBe(403);
  });

  test('of its Deployment', () => {
    const shop = newShop();
    const ask = () => tableOf(shop).resolve('http://unknown.example.com/');
    expect(ask().status).toBe(404);
    shop.controller.workload.addJsonPatch(arg('--default-backend-service=web/fallback'));
    expect(ask().backend?.service).toBe('fallback');
  });
});

test('settings are those that the patched ConfigMap has', () => {
  const { controller, configMap } = newShop();
  expect(controller.settings).not.toHaveProperty('use-gzip');
  configMap.addJsonPatch(JsonPatch.add('/data/use-gzip', 'true'));
  expect(controller.settings).toMatchObject({ 'use-gzip': 'true' });
  configMap.addJsonPatch(JsonPatch.remove('/data/use-gzip'));
  expect(controller.settings).not.toHaveProperty('use-gzip');
});

test.each<[string, ControllerKind, string, string, { [name: string]: string }]>([
  [
    'ConfigMap of HAProxy',
    ControllerKind.haproxy({ config: { maxconn: 100 } }),
    'ConfigMap',
    '/data/ssl-redirect',
    { 'ssl-redirect': 'x' },
  ],
  ['command line of Traefik', ControllerKind.traefik(), 'Deployment', ARGS, { x: 'true' }],
  ['command line for AWS', ControllerKind.awsLoadBalancer({ clusterName: 'shop' }), 'Deployment', ARGS, { x: 'true' }],
])('settings are those of the patched %s', (_, kind, of, path, expected) => {
  const controller = new IngressController(new Chart(new App(), 'test'), 'controller', { kind });
  const before = controller.settings;
  const patched = controller.objects.find((object) => object.kind === of) as ApiObject;
  patched.addJsonPatch(JsonPatch.add(path, of === 'ConfigMap' ? 'x' : '--x'));
  expect(controller.settings).toEqual({ ...before, ...expected });
});

test('settings are not known once the controller reads another ConfigMap', () => {
  const { controller } = newShop();
  const { args } = (controller.workload.toJson() as { spec: { template: { spec: { containers: { args: string[] }[] } } } }).spec.template
    .spec.containers[0] as { args: string[] };
  const at = args.findIndex((one) => one.startsWith('--configmap='));
  controller.workload.addJsonPatch(JsonPatch.replace(`/spec/template/spec/containers/0/args/${at}`, '--configmap=other/settings'));
  expect(controller.settings).toBeUndefined();
});

describe('synth sees patches that are made after the routes', () => {
  const SNIPPET = { 'nginx.ingress.kubernetes.io/configuration-snippet': 'more_set_headers "X-A: b";' };

  test('what a patched ConfigMap blocks is an error', () => {
    const { chart, configMap } = newShop({ 'nginx.ingress.kubernetes.io/x-forwarded-prefix': '/cart' });
    expect(() => Testing.synth(chart)).not.toThrow();
    configMap.addJsonPatch(JsonPatch.add('/data/annotation-value-word-blocklist', 'cart'));
    expect(() => Testing.synth(chart)).toThrow('cart');
  });

  test('what a patched ConfigMap allows is none', () => {
    const { chart, ingress, configMap } = newShop();
    ApiObject.of(ingress.objects[0] as ApiObject).metadata.addAnnotation(...(Object.entries(SNIPPET)[0] as [string, string]));
    expect(() => Testing.synth(chart)).toThrow('snippets are not allowed');
    configMap.addJsonPatch(
      JsonPatch.add('/data/allow-snippet-annotations', 'true'),
      JsonPatch.add('/data/annotations-risk-level', 'Critical'),
    );
    expect(() => Testing.synth(chart)).not.toThrow();
  });

  test('what a patched Deployment leaves out is an error', () => {
    const { chart, controller } = newShop();
    expect(() => Testing.synth(chart)).not.toThrow();
    controller.workload.addJsonPatch(arg('--watch-namespace=elsewhere'));
    expect(() => Testing.synth(chart)).toThrow('route/never-as-meant');
  });
});

describe('a controller that is not part of the app', () => {
  const existing = (annotation: readonly [string, string]) => {
    const chart = new Chart(new App(), 'test', { namespace: 'web' });
    const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });
    const ingress = new PathIngress(chart, 'shop', { controller, host: SHOP });
    ingress.addRoute('/cart', to('cart'));
    // Added to the object itself, so that nobody has looked at it.
    (ingress.objects[0] as ApiObject).metadata.addAnnotation(`nginx.ingress.kubernetes.io/${annotation[0]}`, annotation[1]);
    return { chart, ingress };
  };

  test('refuses whatever its settings are: an error', () => {
    const { chart } = existing(['permanent-redirect', 'foo bar']);
    expect(() => Testing.synth(chart)).toThrow('[manifest/refused] Ingress web/');
  });

  test.each([['a snippet', ['configuration-snippet', 'return 403;'], 'allow-snippet-annotations to "true"']] as const)(
    'refuses %s by its usual settings: a warning with the condition',
    (_, annotation, condition) => {
      const { chart, ingress } = existing(annotation);
      Testing.synth(chart);
      const found = ingress.findings.filter(({ code }) => code === 'manifest/refused-unless');
      expect(found).toEqual([expect.objectContaining({ severity: FindingSeverity.WARNING, what: expect.stringContaining(condition) })]);
    },
  );

  test('refuses a path by its usual settings: a warning with the condition', () => {
    const { chart, ingress } = existing(['x-forwarded-prefix', '/']);
    (ingress.objects[0] as ApiObject).addJsonPatch(JsonPatch.replace('/spec/rules/0/http/paths/0/path', '/cart+more'));
    Testing.synth(chart);
    expect(ingress.findings.map(({ code, what }) => `${code} ${what}`).join()).toContain('strict-validate-path-type to "false"');
  });
});
