import { HttpsRedirect, RouteTarget, Tls, traefik } from '../../../src';
import type { PathIngress } from '../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import { messageOf, to } from '../../synth-routes';
import { synthShop } from './synth';

/** Routes as Ingresses: each has one for itself, because an annotation holds for a whole Ingress. */
const synth = (build: (shop: PathIngress) => void, props: PathIngressProps = { host: 'shop.example.com' }) =>
  synthShop(build, props, { provider: traefik.Provider.INGRESS });

const ROUTER = 'traefik.ingress.kubernetes.io/router';

const annotationsOf = (objects: ReturnType<typeof synth>, name: string) =>
  objects.all.find(({ kind, metadata }) => kind === 'Ingress' && metadata.name === name)?.metadata.annotations;

test('a prefix is two paths, and the priority says what comes first', () => {
  const objects = synth((shop) => {
    shop.addRoute('/app', to('web'));
    shop.addRoute('/', to('rest'));
  });
  const backend = { service: { name: 'web', port: { number: 80 } } };
  expect(objects.names('Ingress')).toEqual(['shop', 'shop-root']);
  expect(objects.spec('Ingress', 'shop')).toEqual({
    ingressClassName: 'traefik',
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [
            { backend, path: '/app', pathType: 'Exact' },
            { backend, path: '/app/', pathType: 'Prefix' },
          ],
        },
      },
    ],
  });
  expect(annotationsOf(objects, 'shop')).toEqual({
    [`${ROUTER}.entrypoints`]: 'web,websecure',
    [`${ROUTER}.priority`]: '3000040000009999',
  });
});

test('with a certificate each route has an Ingress for each entry point', () => {
  const props = { host: 'shop.example.com', tls: Tls.secret('shop-tls'), clientCertificates: { secretName: 'ca' } };
  const objects = synth((shop) => shop.addRoute('/', to('web'), { httpsRedirect: HttpsRedirect.WHEN_TLS }), props);
  expect(annotationsOf(objects, 'shop')).toMatchObject({
    [`${ROUTER}.entrypoints`]: 'web',
    [`${ROUTER}.middlewares`]: 'web-shop-https-redirect@kubernetescrd',
  });
  expect(annotationsOf(objects, 'shop-root-https')).toMatchObject({
    [`${ROUTER}.entrypoints`]: 'websecure',
    [`${ROUTER}.tls`]: 'true',
    [`${ROUTER}.tls.options`]: 'web-shop-tls@kubernetescrd',
  });
  expect(objects.spec('Ingress', 'shop-root-https').tls).toEqual([{ hosts: ['shop.example.com'], secretName: 'shop-tls' }]);
});

test('a redirect names the Service of another route, which it never reaches', () => {
  const objects = synth((shop) => {
    shop.addRoute('/old', RouteTarget.redirect({ path: '/new' }));
    shop.addRoute('/new', to('web'));
  });
  expect(objects.spec('Ingress', 'shop').rules[0].http.paths[0].backend).toEqual({ service: { name: 'web', port: { number: 80 } } });
  expect(messageOf(() => synth((shop) => shop.addRoute('/old', RouteTarget.redirect({ path: '/new' }))))).toContain(
    '[traefik/ingress-without-service]',
  );
});

test('a port to which Traefik would speak TLS by itself is refused', () => {
  expect(messageOf(() => synth((shop) => shop.addRoute('/', to('web', 443))))).toContain('[traefik/port-means-tls]');
});
