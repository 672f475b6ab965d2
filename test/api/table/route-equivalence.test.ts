import { App, Chart } from 'cdk8s';
import { ControllerKind, IngressController, PathIngress, RouteEquivalence, RouteTarget, RoutingTable } from '../../../src';

/** An app whose only chart has one route. */
function chartWith(path: string, service: string): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const controller = new IngressController(chart, 'edge', { kind: ControllerKind.ingressNginx() });
  new PathIngress(chart, 'routes', { controller, host: 'shop.example.com' }).addRoute(path, RouteTarget.external(service, 80));
  return chart;
}
const before = () => RoutingTable.ofChart(chartWith('/cart', 'cart'));

test('an app with the same routes synthesizes', () => {
  const chart = chartWith('/cart', 'cart');
  const proof = new RouteEquivalence(chart, 'proof', { before: before() });
  expect(() => chart.toJson()).not.toThrow();
  expect(proof.diff().verdict).toBe('same');
});

test('an app that treats a request differently does not, and says which', () => {
  const chart = chartWith('/cart', 'basket');
  new RouteEquivalence(chart, 'proof', { before: before() });
  expect(() => chart.toJson()).toThrow(
    /\[shop\/proof\] \[diff\/elsewhere\] http:\/\/shop\.example\.com\/cart: shop\/cart:80 got it, and now shop\/basket:80 does\n.*why: before: shop\/cart:80 gets \/cart; after: shop\/basket:80 gets \/cart/,
  );
});

test.each([['elsewhere'], ['diff/elsewhere'], ['shop.example.com']])('a difference that "%s" allows is no error', (allowed) => {
  const chart = chartWith('/cart', 'basket');
  new RouteEquivalence(chart, 'proof', { before: before(), allow: [allowed] });
  expect(() => chart.toJson()).not.toThrow();
});

test('a guard that another way to write a request passes is an error, unless it is allowed', () => {
  const chartOf = (kind: ControllerKind): Chart => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const controller = new IngressController(chart, 'edge', { kind });
    const ingress = new PathIngress(chart, 'routes', { controller, host: 'shop.example.com' });
    ingress.addRoute('/admin', RouteTarget.external('admin', 80), { allowSourceRanges: ['10.0.0.0/8'] });
    ingress.addRoute('/', RouteTarget.external('shop', 80));
    return chart;
  };
  const others = ['unguarded', 'elsewhere', 'lost', 'rewritten', 'answered', 'gained', 'guarded', 'effect', 'diff/undecided'];
  const synth = (allow: string[]) => () => {
    const chart = chartOf(ControllerKind.traefik());
    new RouteEquivalence(chart, 'proof', { before: RoutingTable.ofChart(chartOf(ControllerKind.ingressNginx())), allow });
    chart.toJson();
  };
  expect(synth(others)).toThrow('[diff/raw] http://shop.example.com/admin%2Fx: an escaped slash');
  expect(synth([...others, 'raw'])).not.toThrow();
});

test.each([
  ['efect', 'effect'],
  ['diff/lots', 'diff/lost'],
  ['a b', undefined],
])('"%s" in allow is no kind and no host', (word, meant) => {
  const build = (): unknown => new RouteEquivalence(chartWith('/cart', 'cart'), 'proof', { before: before(), allow: [word] });
  expect(build).toThrow(`allow of RouteEquivalence has no option "${word}"${meant === undefined ? '' : `; did you mean "${meant}"`}`);
});

test.each([['effect'], ['other.example.com']])('"%s" allows only what it names', (allowed) => {
  const chart = chartWith('/cart', 'basket');
  new RouteEquivalence(chart, 'proof', { before: before(), allow: [allowed] });
  expect(() => chart.toJson()).toThrow('[diff/elsewhere]');
});

test('another chart can be the one that is compared', () => {
  const chart = chartWith('/cart', 'cart');
  new RouteEquivalence(chart, 'proof', { before: before(), after: new Chart(chart.node.root as App, 'empty') });
  expect(() => chart.toJson()).toThrow('[diff/');
});

test.each([1, 2, 3, 4])('%i proofs of one app do not hide each other', (count) => {
  const chart = chartWith('/cart', 'basket');
  for (let index = 0; index < count; index++) new RouteEquivalence(chart, `proof-${index}`, { before: before() });
  let message = '';
  try {
    (chart.node.root as App).synthYaml();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.match(/\[diff\/elsewhere\]/g)).toHaveLength(count);
});

test('a chart of another app that is not valid is no proof', () => {
  const other = chartWith('/cart', 'cart');
  other.node.addValidation({ validate: () => ['something is wrong'] });
  const chart = chartWith('/cart', 'cart');
  expect(() => RoutingTable.ofChart(other)).toThrow('Validation failed');
  new RouteEquivalence(chart, 'proof', { before: before(), after: other });
  expect(() => chart.toJson()).toThrow('Validation failed');
});

test('without anything to compare with, and with what is no table, the call is wrong', () => {
  const chart = chartWith('/cart', 'cart');
  expect(() => new RouteEquivalence(chart, 'proof', {})).toThrow('[option/missing]');
  expect(() => before().diff({} as RoutingTable)).toThrow(/\[option\/wrong-type\].*RoutingTable/s);
  expect(() => new RouteEquivalence(chart, 'other', { befor: 1 } as object)).toThrow('[option/unknown]');
});
