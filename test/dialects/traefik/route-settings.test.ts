import { Chart, Testing } from 'cdk8s';
import { ControllerKind, IngressController, PathIngress, RouteTarget, traefik } from '../../../src';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import { collectWarnings } from '../../synth-routes';

/** What only Traefik has for routes. */

collectWarnings();

const SETTINGS: traefik.RouteSettings = {
  middlewares: ['auth@file', 'compress'],
  accessLogs: false,
  metrics: true,
  tracing: true,
  traceVerbosity: traefik.TraceVerbosity.DETAILED,
};

interface Written {
  readonly kind: string;
  readonly metadata: { readonly annotations?: { readonly [key: string]: string }; readonly labels?: { readonly [key: string]: string } };
  readonly spec: { readonly routes: readonly { readonly [field: string]: unknown }[] };
}

function synth(provider: traefik.Provider, props: PathIngressProps, route: traefik.RouteSettings | undefined): readonly Written[] {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  const controller = IngressController.fromIngressClassName('traefik', { kind: ControllerKind.traefik({ provider }) });
  const ingress = new PathIngress(chart, 'paths', { controller, name: 'paths', host: 'shop.example.com', ...props });
  ingress.addRoute('/cart', RouteTarget.external('cart', 80), {
    allowSourceRanges: ['10.0.0.0/8'],
    ...(route === undefined ? {} : { traefik: route }),
  });
  return Testing.synth(chart) as Written[];
}

const OBSERVABILITY = { accessLogs: false, metrics: true, tracing: true, traceVerbosity: 'detailed' };

test('an IngressRoute names Middlewares that are there before those that policies ask for', () => {
  const [routes] = synth(traefik.Provider.CRD, {}, SETTINGS).filter(({ kind }) => kind === 'IngressRoute');
  expect(routes?.spec.routes).toMatchObject([
    { middlewares: [{ name: 'auth@file' }, { name: 'compress' }, { name: 'paths-source-ranges' }], observability: OBSERVABILITY },
  ]);
});

test('one that is there and one of a policy are both named', () => {
  const [routes] = synth(traefik.Provider.CRD, {}, { middlewares: ['compress'] }).filter(({ kind }) => kind === 'IngressRoute');
  expect(routes?.spec.routes).toMatchObject([{ middlewares: [{ name: 'compress' }, { name: 'paths-source-ranges' }] }]);
});

test.each([traefik.Provider.CRD, traefik.Provider.INGRESS])('every object of %s has the labels of the construct', (provider) => {
  const objects = synth(provider, { labels: { team: 'shop' }, annotations: { note: 'shop' } }, SETTINGS);
  expect(objects.map(({ kind, metadata }) => [kind, metadata.labels])).toEqual(objects.map(({ kind }) => [kind, { team: 'shop' }]));
  const annotated = objects.filter(({ metadata }) => metadata.annotations?.note === 'shop').map(({ kind }) => kind);
  expect(new Set(annotated)).toEqual(new Set([provider === traefik.Provider.CRD ? 'IngressRoute' : 'Ingress']));
});

test('an Ingress names them with their namespace', () => {
  const [ingress] = synth(traefik.Provider.INGRESS, {}, SETTINGS).filter(({ kind }) => kind === 'Ingress');
  expect(ingress?.metadata.annotations).toMatchObject({
    'traefik.ingress.kubernetes.io/router.middlewares': 'auth@file,shop-compress@kubernetescrd,shop-paths-source-ranges@kubernetescrd',
    'traefik.ingress.kubernetes.io/router.observability.accesslogs': 'false',
    'traefik.ingress.kubernetes.io/router.observability.traceverbosity': 'detailed',
  });
});

test('those of a PathIngress hold for its routes, which may replace each', () => {
  const [routes] = synth(traefik.Provider.CRD, { traefik: SETTINGS }, { middlewares: [] }).filter(({ kind }) => kind === 'IngressRoute');
  expect(routes?.spec.routes).toMatchObject([{ middlewares: [{ name: 'paths-source-ranges' }], observability: OBSERVABILITY }]);
});

test('a name that Traefik would not find is an error', () => {
  expect(() => synth(traefik.Provider.CRD, {}, { middlewares: ['shop/auth'] })).toThrow(
    '[traefik/middleware-name] route "shop.example.com/cart" names the Middleware "shop/auth"',
  );
});

test('another controller has none of it', () => {
  const chart = new Chart(Testing.app(), 'shop');
  const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });
  const ingress = new PathIngress(chart, 'paths', { controller, host: 'shop.example.com' });
  expect(() => ingress.addRoute('/', RouteTarget.external('web', 80), { traefik: SETTINGS })).toThrow(
    'feature/annotations-of-another-controller',
  );
});
