import { App, Chart, Testing } from 'cdk8s';
import { ControllerKind, IngressController, PathIngress, type PathIngressProps, Rewrite, Tls, traefik } from '../../src';
import { type Manifest, to } from '../synth-routes';

const ISSUER = { 'cert-manager.io/cluster-issuer': 'letsencrypt', 'acme.cert-manager.io/http01-edit-in-place': 'true' };

const KINDS = {
  'ingress-nginx': ControllerKind.ingressNginx(),
  haproxy: ControllerKind.haproxy(),
  traefik: ControllerKind.traefik({ provider: traefik.Provider.INGRESS }),
};

/** Routes of two hosts that every controller here writes into several Ingresses. */
function ingressesOf(kind: ControllerKind, annotations: PathIngressProps['annotations'], ...tls: readonly Tls[]): readonly Manifest[] {
  const chart = new Chart(new App(), 'test');
  const controller = IngressController.fromIngressClassName('edge', { kind, settings: {} });
  const ingress = new PathIngress(chart, 'shop', {
    controller,
    hosts: ['a.example.com', 'b.example.com'],
    ...(annotations && { annotations }),
  });
  for (const one of tls) ingress.addTls(one);
  ingress.addRoute('/', to('web'), { host: 'a.example.com' });
  ingress.addRoute('/app', to('app'), { rewrite: Rewrite.stripPrefix() });
  ingress.addRoute('/api', to('api'), { rewrite: Rewrite.replacePrefix('/v1'), host: 'b.example.com' });
  return (Testing.synth(chart) as Manifest[]).filter((object) => object.kind === 'Ingress');
}

const keysOf = ({ metadata: { annotations = {} } }: Manifest): readonly string[] =>
  Object.keys(annotations).filter((key) => key in ISSUER || key === 'team');

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  test('one Ingress asks cert-manager for a certificate, and names all its hosts', () => {
    const ingresses = ingressesOf(kind, { ...ISSUER, team: 'shop' }, Tls.secret('shop-tls'));
    const owners = ingresses.filter((ingress) => keysOf(ingress).length === 3);
    const others = ingresses.filter((ingress) => !owners.includes(ingress));
    expect(owners.map(({ spec }) => spec?.tls)).toEqual([[{ hosts: ['a.example.com', 'b.example.com'], secretName: 'shop-tls' }]]);
    expect(others.length).toBeGreaterThan(0);
    expect(others.map(keysOf)).toEqual(others.map(() => ['team']));
  });

  test('each certificate has an Ingress that asks for it', () => {
    const ingresses = ingressesOf(
      kind,
      ISSUER,
      Tls.secret('a-tls', { hosts: ['a.example.com'] }),
      Tls.secret('b-tls', { hosts: ['b.example.com'] }),
    );
    const asked = ingresses.filter((ingress) => keysOf(ingress).length > 0).flatMap(({ spec }) => spec?.tls ?? []);
    expect(new Set(asked.map(({ secretName }) => secretName))).toEqual(new Set(['a-tls', 'b-tls']));
  });

  test('without an issuer every Ingress has the annotations', () => {
    const ingresses = ingressesOf(kind, { team: 'shop' }, Tls.secret('shop-tls'));
    expect(ingresses.map(keysOf)).toEqual(ingresses.map(() => ['team']));
  });
});
