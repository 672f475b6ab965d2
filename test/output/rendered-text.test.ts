import { ApiObject, App, Chart, Duration, JsonPatch, Lazy } from 'cdk8s';
import { ControllerKind, IngressController, PathIngress, PathType, Rewrite, RouteTarget, Tls } from '../../src';
import { collectWarnings } from '../synth-routes';

collectWarnings();

/**
 * The objects of a PathIngress do not go through the resolvers of cdk8s unless the app has some of its own. A resolver that does nothing
 * makes them go there, so both ways can be compared.
 */
const nothing = { resolve: () => {} };

function text(app: App, change: (ingress: PathIngress) => void = () => {}): string {
  const chart = new Chart(app, 'chart', { namespace: 'shop', labels: { team: 'a' } });
  const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });
  const ingress = new PathIngress(chart, 'ingress', {
    controller,
    hosts: ['shop.example.com', '*.example.org'],
    tls: Tls.secret('shop-tls', { hosts: ['shop.example.com'] }),
    labels: { tier: 'web' },
    annotations: { 'example.com/owner': 'yes' },
  });
  ingress.addRoute('/front', RouteTarget.external('front', 80));
  ingress.addRoute('/api', RouteTarget.external('api', 8080), { rewrite: Rewrite.stripPrefix(), timeouts: { read: Duration.seconds(90) } });
  ingress.addRoute('/old', RouteTarget.redirect({ path: '/new', status: 308 }));
  ingress.addRoute('/exact', RouteTarget.external('exact', 80), {
    pathType: PathType.EXACT,
    responseHeaders: { set: { 'X-Zone': '12', 'X-A': 'b' } },
  });
  ingress.addDefaultBackend(RouteTarget.external('fallback', 80));
  change(ingress);
  return app.synthYaml();
}

const eachObject =
  (change: (object: ApiObject) => void) =>
  (ingress: PathIngress): void => {
    for (const child of ingress.node.children) if (ApiObject.isApiObject(child)) change(child as ApiObject);
  };

test.each<readonly [string, (ingress: PathIngress) => void]>([
  ['as they are', () => {}],
  [
    'with metadata that a user adds',
    eachObject(({ metadata }) => {
      metadata.addLabel('a', '1');
      metadata.addAnnotation('example.com/late', Lazy.any({ produce: () => 'late' }) as unknown as string);
      metadata.addFinalizers('example.com/keep');
      metadata.add('generateName', 'x');
    }),
  ],
  [
    'with patches of a user',
    eachObject((object) => {
      object.addJsonPatch(JsonPatch.add('/metadata/labels/patched', 'true'), JsonPatch.add('/z', []));
    }),
  ],
])('objects are written as cdk8s writes them, %s', (_, change) => {
  const ours = text(new App(), change);
  expect(ours).toBe(text(new App({ resolvers: [nothing] }), change));
  expect(ours.match(/^kind: /gm)?.length).toBeGreaterThan(4);
});

test('members keep their order where cdk8s is told not to sort', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expect(text(new App())).toBe(text(new App({ resolvers: [nothing] })));
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('a resolver of the app sees every value', () => {
  const app = new App({ resolvers: [{ resolve: (context) => context.value === 'fallback' && context.replaceValue('standby') }] });
  expect(text(app)).toContain('name: standby');
});

test('a changed manifest does not change the next one', () => {
  const chart = new Chart(new App(), 'chart');
  const ingress = new PathIngress(chart, 'ingress');
  ingress.addRoute('/', RouteTarget.external('front', 80));
  const [first] = chart.toJson();
  first.spec.rules[0].http.paths.length = 0;
  expect(chart.toJson()[0].spec.rules[0].http.paths).toHaveLength(1);
});
