import { App, Chart } from 'cdk8s';
import { PathIngress, Rewrite, RouteTarget, RoutingTable } from '../src';
import '../src/jest';
import { routingMatchers } from '../src/jest';
import { nginx, SHOP, to } from './synth-routes';

const URL = `https://${SHOP}`;
const chart = new Chart(new App(), 'test', { namespace: 'web' });
const ingress = new PathIngress(chart, 'shop', { controller: nginx(), name: 'shop', host: SHOP });
ingress.addRoute('/httpd', to('httpd', 8080), { rewrite: Rewrite.stripPrefix() });
ingress.addRoute('/old', RouteTarget.redirect({ path: '/httpd', status: 308 }));
ingress.addRoute('/beta', to('beta'), { canary: { target: to('next'), weight: 25 } });
ingress.addRoute('/', to('front'));
const table = RoutingTable.ofChart(chart);

test('toRoute', () => {
  expect(table).toRoute(`${URL}/httpd/x`, { to: 'httpd:8080', as: '/x' });
  expect(table).toRoute(`${URL}/httpd/x?y`, { to: 'web/httpd:8080', as: '/x' });
  expect(table).toRoute(`${URL}/httpd/x?y`, { to: 'httpd:8080', as: '/x?y' });
  expect(table).not.toRoute(`${URL}/httpd/x`, { to: 'httpd:80' });
  expect(table).not.toRoute(`${URL}/httpd/x`, { to: 'httpd:8080', as: '/httpd/x' });
  expect(table).not.toRoute(`${URL}/httpd/x`, { to: 'other/httpd:8080' });
  expect(table).not.toRoute(`${URL}/httpd/x`, { to: 'ttpd:8080' });
});

test('toRouteLike holds only if it is proved, and names the requests that are treated differently', () => {
  const yaml = (service: string): string =>
    JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop', namespace: 'web' },
      spec: {
        ingressClassName: 'nginx',
        rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: service, port: { number: 80 } } } }] } }],
      },
    });
  const [one, other] = [RoutingTable.fromYaml(yaml('one')), RoutingTable.fromYaml(yaml('other'))];
  expect(one).toRouteLike(RoutingTable.fromYaml(yaml('one')));
  expect(other).not.toRouteLike(one);
  expect(() => expect(other).toRouteLike(one)).toThrow(
    'elsewhere: GET http://other.invalid/: web/one:80 got it, and now web/other:80 does',
  );
  expect(() => expect(one).not.toRouteLike(one)).toThrow('not to treat every request as the other does');
  expect(() => routingMatchers.toRouteLike(one, {})).toThrow('must each be given a RoutingTable');
});

test('toRoute, by chance', () => {
  expect(table).toRoute(`${URL}/beta`, { to: 'beta:80', share: 0.75 });
  expect(table).toRoute(`${URL}/beta`, { to: 'next:80', share: 0.25 });
  expect(table).not.toRoute(`${URL}/beta`, { to: 'beta:80' });
});

test.each([
  ['less than it gets', 0.7],
  ['more than it gets', 0.8],
  ['no share', 0],
  ['the share of the canary', 0.25],
])('toRoute compares a share both ways: "beta" gets 75 %% of the requests, and %s is wrong', (_, share) => {
  expect(table).not.toRoute(`${URL}/beta`, { to: 'beta:80', share });
});

test('toRedirect and toAnswer', () => {
  expect(table).toRedirect(`${URL}/old`, { to: '/httpd', status: 308 });
  expect(table).not.toRedirect(`${URL}/old`, { to: '/httpd', status: 301 });
  expect(table).not.toRedirect(`${URL}/httpd`, { to: '/httpd' });
  // The same place, whichever way a controller writes it.
  expect(table).toRedirect(`${URL}/old`, { to: `${URL}/httpd` });
  expect(table).toRedirect(`${URL}/old`, { to: `${URL}:443/httpd` });
  expect(table).not.toRedirect(`${URL}/old`, { to: `${URL}:8443/httpd` });
  expect(table).not.toRedirect(`${URL}/old`, { to: 'http://shop.example.com/httpd' });
  expect(table).not.toRedirect(`${URL}/old`, { to: '/httpd/' });
  expect(table).toAnswer('https://nobody.example.com/', { status: 404 });
  expect(table).toAnswer(`${URL}/`, { status: 405, request: { method: 'TRACE' } });
  expect(table).not.toAnswer(`${URL}/`, { status: 404 });
});

test('a failure shows the way of the request', () => {
  expect(() => expect(table).toRoute(`${URL}/httpdocs`, { to: 'httpd:8080', as: '/' })).toThrow(
    `expected ${URL}/httpdocs to go to httpd:8080 as "/"\n\n${table.explain(`${URL}/httpdocs`)}`,
  );
  expect(() => expect(table).not.toAnswer('https://nobody.example.com/', { status: 404 })).toThrow(/ not to be answered 404 /);
});

test('what would make a test that cannot fail is an error', () => {
  expect(() => expect(table).not.toRoute(URL, { to: 'httpd' })).toThrow('"to" must be "service:port"');
  expect(() => expect('a table').toAnswer(URL, { status: 404 })).toThrow(TypeError);
  expect(() => expect(table).not.toRoute(URL, { to: 'x:80', path: '/' } as never)).toThrow('there is no "path" to expect');
});

test('frameworks without a global expect take the matchers themselves', () => {
  expect(Object.keys(routingMatchers)).toEqual(['toRoute', 'toRedirect', 'toAnswer', 'toRouteLike']);
});
