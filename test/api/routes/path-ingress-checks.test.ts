import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { type AnyCode, EVERY_FINDING } from '../../../scripts/generated/every-finding';
import { HttpsRedirect, type IIngressController, Tls } from '../../../src';
import { ControllerKind } from '../../../src/api/controller/controller-kind';
import { IngressController } from '../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import { Rewrite } from '../../../src/api/routes/rewrite';
import { codesIn, collectWarnings, messageOf, nginx, SHOP, to } from '../../synth-routes';
import { APP } from './path-ingress-checks/app';
import type { Check } from './path-ingress-checks/check';
import { INGRESS_NGINX } from './path-ingress-checks/ingress-nginx';
import { NAMES } from './path-ingress-checks/names';
import { OPTIONS } from './path-ingress-checks/options';
import { POLICIES } from './path-ingress-checks/policies';
import { ROUTES } from './path-ingress-checks/routes';

const TABLES = {
  options: OPTIONS,
  routes: ROUTES,
  names: NAMES,
  policies: POLICIES,
  'all routes and the app': APP,
  'ingress-nginx': INGRESS_NGINX,
};

const warnings = collectWarnings();

const traefik = () => IngressController.fromIngressClassName('traefik', { kind: ControllerKind.traefik() });

/** What is found out about a mistake, by how much it matters. */
function findingsOf(make: Check[2]): { readonly [severity: string]: readonly string[] } {
  const chart = new Chart(new App(), 'test');
  const error = codesIn(
    messageOf(() => {
      make(chart);
      Testing.synth(chart);
    }),
  );
  // What throws while it is made cannot be asked.
  if (error.length > 0) return { error };
  const constructs = chart.node.findAll().filter((construct) => construct instanceof PathIngress);
  const info = constructs.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'info').map(({ code }) => code));
  return { error, warning: warnings.flatMap(codesIn), info };
}

describe.each(Object.entries(TABLES))('mistakes of %s', (_, checks) => {
  test.each(checks)('%s: %s', (code, _reason, make) => {
    const { severity } = EVERY_FINDING[code as AnyCode];
    const found = findingsOf(make);
    if (severity === 'error') expect(found.error).toEqual([code]);
    else expect(found).toMatchObject({ error: [], [severity]: expect.arrayContaining([code]) });
  });
});

test.each<[string, (ingress: PathIngress) => void]>([
  ['one Ingress has it', (ingress) => ingress.addRoute('/y', to('web'))],
  ['the other Ingress has one of its own', (ingress) => ingress.addRoute('/y', to('web'), { rateLimit: { requestsPerSecond: 9 } })],
  ['a canary is an alternative', (ingress) => ingress.addRoute('/y', to('web'), { canary: { target: to('next'), weight: 5 } })],
])('a limit is not split where %s', (_, add) => {
  const chart = new Chart(new App(), 'test');
  const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP, rateLimit: { requestsPerSecond: 5 } });
  ingress.addRoute('/x', to('web'));
  add(ingress);
  Testing.synth(chart);
  expect(ingress.findings.map(({ code }) => code)).not.toContain('ingress-nginx/rate-limit-split');
});

test('a Service that a setting of the controller names is created by the app, once for all routes', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'web' });
  const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP });
  for (const path of ['/a', '/b']) ingress.addRoute(path, to('web'), { ingressNginx: { defaultBackend: 'erors' } });
  const found = () => {
    Testing.synth(chart);
    return ingress.findings.filter(({ code }) => code === 'backend/named-service-not-found').map(({ what }) => what);
  };
  expect(found()).toEqual([
    'annotation "nginx.ingress.kubernetes.io/default-backend" names Service web/erors, which nothing in this app creates',
  ]);
  new ApiObject(chart, 'errors', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'erors' }, spec: { ports: [{ port: 80 }] } });
  expect(found()).toEqual([]);
  expect(warnings.flatMap(codesIn)).toContain('backend/named-service-not-found');
});

test.each([
  ['lower case first', ['/foo', '/Foo']],
  ['upper case first', ['/Foo', '/foo']],
])('of paths that differ in case alone the controller tries the last by the bytes first, "/foo": %s', (_, paths) => {
  const chart = new Chart(new App(), 'test');
  const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP });
  for (const path of paths) ingress.addRoute(path, to('web'), { rewrite: Rewrite.stripPrefix() });
  const message = messageOf(() => Testing.synth(chart));
  expect(codesIn(message)).toEqual(['route/never-reached']);
  expect(message).toContain(`route "${SHOP}/Foo" can never be reached`);
  expect(message).toContain('and "/foo" takes all its requests');
});

test('every code about routes is in a table', () => {
  const inTables = new Set(Object.values(TABLES).flatMap((checks) => checks.map(([code]) => code)));
  const areas = ['route', 'host', 'backend', 'tls', 'policy', 'feature', 'ingress', 'ingress-nginx', 'name', 'option', 'annotation'];
  const ofRoutes = Object.keys(EVERY_FINDING).filter((code) => areas.includes(code.split('/')[0]!));
  expect(ofRoutes.filter((code) => !inTables.has(code))).toEqual([]);
});

test.each<[string, () => IIngressController, HttpsRedirect | undefined, boolean]>([
  ['the controller redirects nobody', traefik, undefined, true],
  ['plain http is meant', traefik, HttpsRedirect.NEVER, false],
  ['https is asked for', traefik, HttpsRedirect.WHEN_TLS, false],
  ['the controller redirects by itself', nginx, undefined, false],
])('plain http beside a certificate: %s', (_, controller, httpsRedirect, told) => {
  const chart = new Chart(new App(), 'test');
  const ingress = new PathIngress(chart, 'shop', {
    controller: controller(),
    host: SHOP,
    tls: Tls.secret('cert'),
    ...(httpsRedirect && { httpsRedirect }),
  });
  ingress.addRoute('/', to('web'));
  Testing.synth(chart);
  expect(ingress.findings.some(({ code }) => code === 'tls/also-without-tls')).toBe(told);
});
