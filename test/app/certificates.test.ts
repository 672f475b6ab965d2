import { App, Chart, Testing } from 'cdk8s';
import { RouteTarget, Tls } from '../../src';
import { PathIngress } from '../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../src/api/routes/path-ingress-options';
import { codesIn, collectWarnings, type IngressSpec, type Manifest, nginx, SHOP, synthRoutes, to } from '../synth-routes';

const warnings = collectWarnings();
const WWW = `www.${SHOP}`;

const tlsOf = (manifests: readonly Manifest[]): IngressSpec['tls'] => manifests.flatMap(({ spec }) => spec?.tls ?? []);
const withRoot = (props: PathIngressProps) => synthRoutes((ingress) => ingress.addRoute('/', to('web')), props);

describe('hosts of certificates', () => {
  test.each<[string, PathIngressProps]>([
    ['the host that is redirected', { ingressNginx: { fromToWwwRedirect: true } }],
    ['an alias as annotation', { ingressNginx: { serverAlias: [WWW] } }],
    ['an alias as text', { annotations: { 'nginx.ingress.kubernetes.io/server-alias': `a.example.com, ${WWW}` } }],
    ['an alias', { hostAliases: [WWW] }],
  ])('%s counts as routed, and is written for those who issue certificates', (_, props) => {
    const manifests = withRoot({ ...props, tls: Tls.secret('cert', { hosts: [SHOP, WWW] }) });
    expect(tlsOf(manifests)).toEqual([{ hosts: [SHOP, WWW], secretName: 'cert' }]);
    expect(warnings).toEqual([]);
  });

  test('one that another PathIngress of the app routes is fine beside one of its own', () => {
    const chart = new Chart(new App(), 'test');
    new PathIngress(chart, 'other', { host: 'other.example.com' }).addRoute('/', to('web'));
    const ingress = new PathIngress(chart, 'shop', {
      controller: nginx(),
      host: SHOP,
      tls: Tls.secret('cert', { hosts: [SHOP, 'other.example.com'] }),
    });
    ingress.addRoute('/', to('web'));
    expect(tlsOf(Testing.synth(chart) as Manifest[])).toEqual([{ hosts: [SHOP, 'other.example.com'], secretName: 'cert' }]);
  });
});

describe('hosts without a certificate', () => {
  const bare = (props: PathIngressProps, host: string) => {
    synthRoutes((ingress) => {
      ingress.addRoute('/', to('web'));
      ingress.addRoute('/', to('api'), { host });
    }, props);
    return warnings.flatMap(codesIn);
  };

  test.each<[string, PathIngressProps, string]>([
    ['there is no certificate at all', {}, 'api.example.com'],
    ['a wildcard covers it', { tls: Tls.secret('cert', { hosts: [SHOP, '*.example.com'] }) }, 'api.example.com'],
    ['the routes are for every host', { tls: Tls.secret('cert') }, ''],
  ])('none where %s', (_, props, host) => {
    expect(bare(props, host)).toEqual([]);
  });

  test('a wildcard is for one label', () => {
    expect(bare({ tls: Tls.secret('cert', { hosts: ['*.example.com'] }) }, 'a.b.example.com')).toEqual(['tls/host-without-certificate']);
  });

  test('none where its TLS is passed through to a Service, which has the certificate', () => {
    const chart = new Chart(new App(), 'test');
    const shop = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP, tls: Tls.secret('cert') });
    shop.addRoute('/', to('web'));
    shop.addRoute('/', RouteTarget.tlsPassthrough(to('vault')), { host: 'vault.example.com' });
    Testing.synth(chart);
    expect(warnings).toEqual([]);
  });

  test('none where another PathIngress has its certificate', () => {
    const chart = new Chart(new App(), 'test');
    new PathIngress(chart, 'other', { controller: nginx(), host: 'api.example.com', tls: Tls.secret('api') }).addRoute('/v1', to('v1'));
    const shop = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP, tls: Tls.secret('cert') });
    shop.addRoute('/', to('web'));
    shop.addRoute('/v2', to('v2'), { host: 'api.example.com' });
    Testing.synth(chart);
    expect(warnings).toEqual([]);
  });
});

test('one certificate that is given twice is one', () => {
  synthRoutes(
    (ingress) => {
      ingress.addRoute('/', to('web'));
      ingress.addTls(Tls.secret('cert', { hosts: [SHOP] }));
    },
    { tls: Tls.secret('cert') },
  );
  expect(warnings).toEqual([]);
});
