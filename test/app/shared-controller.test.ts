import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { PathType, Rewrite, RouteTarget } from '../../src';
import { ControllerKind } from '../../src/api/controller/controller-kind';
import { IngressController } from '../../src/api/controller/ingress-controller';
import { PathIngress } from '../../src/api/routes/path-ingress';

/** Rules of each Ingress by its name: host, path text, path type, and whether it says use-regex. */
function rules(app: App): { [name: string]: string[] } {
  const out: { [name: string]: string[] } = {};
  for (const document of parseAllDocuments(app.synthYaml())) {
    const { metadata, spec } = document.toJS() as {
      metadata: { name: string; annotations?: { [key: string]: string } };
      spec: { rules: { host?: string; http: { paths: { path: string; pathType: string }[] } }[] };
    };
    const regex = metadata.annotations?.['nginx.ingress.kubernetes.io/use-regex'] === 'true' ? ' regex' : '';
    out[metadata.name] = spec.rules.flatMap(({ host, http }) =>
      http.paths.map(({ path, pathType }) => `${host ?? ''}${path} ${pathType}${regex}`),
    );
  }
  return out;
}

const target = RouteTarget.external('web', 80);

function twoTeams(second: (ingress: PathIngress) => void, props: { host?: string; hosts?: string[]; className?: string } = {}): App {
  const app = new App();
  const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });
  const first = new PathIngress(new Chart(app, 'one'), 'one', { controller, name: 'one', host: 'shop.example.com' });
  first.addRoute('/api', target);
  first.addRoute('/login', target, { pathType: PathType.EXACT });
  const { className = 'nginx', ...hosts } = props;
  const other = new PathIngress(new Chart(app, 'two'), 'two', {
    controller: IngressController.fromIngressClassName(className, { kind: ControllerKind.ingressNginx() }),
    name: 'two',
    ...(hosts.hosts === undefined ? { host: hosts.host ?? 'shop.example.com' } : hosts),
  });
  second(other);
  return app;
}

const PLAIN = ['shop.example.com/api Prefix', 'shop.example.com/login Exact'];
const AS_REGEX = [
  'shop.example.com/api(/|$)(.*) ImplementationSpecific regex',
  'shop.example.com/login(?:$)(?:$) ImplementationSpecific regex',
];

test.each<[string, (ingress: PathIngress) => void, Parameters<typeof twoTeams>[1], string[]]>([
  [
    'another construct that rewrites on the same host: its paths become expressions too',
    (i) => i.addRoute('/web', target, { rewrite: Rewrite.stripPrefix() }),
    {},
    AS_REGEX,
  ],
  ['another construct with a pattern on the same host', (i) => i.addRoute('/v[0-9]', target, { pathType: PathType.REGEX }), {}, AS_REGEX],
  ['another construct that only forwards', (i) => i.addRoute('/web', target), {}, PLAIN],
  ['another host', (i) => i.addRoute('/web', target, { rewrite: Rewrite.stripPrefix() }), { host: 'other.example.com' }, PLAIN],
  ['another controller', (i) => i.addRoute('/web', target, { rewrite: Rewrite.stripPrefix() }), { className: 'nginx-two' }, PLAIN],
  [
    'an Ingress with both hosts, of which the other has a pattern: use-regex holds for the whole Ingress',
    (i) => {
      i.addRoute('/web', target);
      i.addRoute('/v[0-9]', target, { host: 'other.example.com', pathType: PathType.REGEX });
    },
    { hosts: ['shop.example.com', 'other.example.com'] },
    AS_REGEX,
  ],
])('%s', (_, second, props, expected) => {
  expect(rules(twoTeams(second, props)).one).toEqual(expected);
});

test('a route that comes after a first synth changes what the others write', () => {
  let late: PathIngress | undefined;
  const app = twoTeams((ingress) => {
    late = ingress;
    ingress.addRoute('/web', target);
  });
  expect(rules(app).one).toEqual(PLAIN);
  late?.addRoute('/app', target, { rewrite: Rewrite.stripPrefix() });
  expect(rules(app).one).toEqual(AS_REGEX);
});

test('what makes expressions of the paths of one host goes on from construct to construct: each shares a host with the next', () => {
  const app = new App();
  const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });
  const shop = (name: string, hosts: string[]) => new PathIngress(new Chart(app, name), name, { controller, name, hosts });
  // In this order, so that what the last one does reaches the first by way of the second, and no earlier than in a second round.
  shop('first', ['a.example.com']).addRoute('/cart', target);
  shop('second', ['a.example.com', 'b.example.com']).addRoute('/web', target);
  shop('third', ['b.example.com']).addRoute('/app', target, { rewrite: Rewrite.stripPrefix() });
  expect(rules(app)).toEqual({
    first: ['a.example.com/cart(/|$)(.*) ImplementationSpecific regex'],
    second: ['a.example.com/web(/|$)(.*) ImplementationSpecific regex', 'b.example.com/web(/|$)(.*) ImplementationSpecific regex'],
    third: ['b.example.com/app(/|$)(.*) ImplementationSpecific regex'],
  });
});
