import { buildTable } from '../../src/dialects/build-table';
import type { KubeObject } from '../../src/kinds/kube-object';

/** Each controller with options that say which namespaces and labels it watches: objects of others are ignored, with the reason. */

const program = (image: string, args: readonly string[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'controller', namespace: 'edge' },
  spec: { template: { spec: { containers: [{ image, args }] } } },
});

const namespace = (name: string, labels: { readonly [label: string]: string }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

const NAMESPACES = [namespace('edge', { team: 'a' }), namespace('shop', { team: 'b' })];

const ingress = (className: string, home: string, labels: { readonly [label: string]: string } = {}): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: home, labels },
  spec: {
    ingressClassName: className,
    rules: [
      {
        host: `${home}.example.com`,
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] },
      },
    ],
  },
});

const ingressRoute = (home: string, labels: { readonly [label: string]: string } = {}): KubeObject => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'web', namespace: home, labels },
  spec: { routes: [{ kind: 'Rule', match: `Host(\`${home}.example.com\`)`, services: [{ name: 'web', port: 80 }] }] },
});

const httpRoute = (home: string): readonly KubeObject[] => [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'gw', namespace: home },
    spec: { gatewayClassName: 'traefik', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web', namespace: home },
    spec: { parentRefs: [{ name: 'gw' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
  },
];

const of =
  (className: string) =>
  (home: string): readonly KubeObject[] => [ingress(className, home, { of: home })];
const NGINX = 'registry.k8s.io/ingress-nginx/controller:v1.15.1';
const AWS = 'public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0';
const TRAEFIK = 'docker.io/traefik:v3.7.13';
const HAPROXY = 'haproxytech/kubernetes-ingress:3.2.11';
const crd = (home: string): readonly KubeObject[] => [ingressRoute(home, { of: home })];

test.each<readonly [string, string, readonly string[], (home: string) => readonly KubeObject[], string]>([
  ['ingress-nginx', NGINX, ['--watch-namespace', 'edge'], of('nginx'), 'the controller watches namespace "edge" alone'],
  ['ingress-nginx', NGINX, ['--watch-namespace=$(POD_NAMESPACE)'], of('nginx'), 'the controller watches namespace "edge" alone'],
  [
    'ingress-nginx',
    NGINX,
    ['--watch-namespace-selector', 'team in (a)'],
    of('nginx'),
    'the controller watches namespaces with labels "team in (a)" alone',
  ],
  ['aws-load-balancer', AWS, ['--enable-waf', '--watch-namespace', 'edge'], of('alb'), 'the controller watches namespace "edge" alone'],
  ['aws-load-balancer', AWS, ['--watch-namespace=$(POD_NAMESPACE)'], of('alb'), 'the controller watches namespace "edge" alone'],
  [
    'haproxy',
    HAPROXY,
    ['--ingress.class=haproxy', '--namespace-whitelist', 'edge'],
    of('haproxy'),
    'the controller does not watch namespace shop',
  ],
  [
    'traefik/ingress',
    TRAEFIK,
    ['--providers.kubernetesIngress.namespaces', 'edge'],
    of('traefik'),
    'Traefik watches namespaces "edge" alone',
  ],
  [
    'traefik/ingress',
    TRAEFIK,
    ['--providers.kubernetesIngress.labelSelector=of!=shop'],
    of('traefik'),
    'Traefik watches objects with labels "of!=shop" alone',
  ],
  [
    'traefik/nginx',
    TRAEFIK,
    ['--providers.kubernetesIngressNGINX.watchNamespace=edge'],
    of('nginx'),
    'Traefik watches namespaces "edge" alone',
  ],
  [
    'traefik/nginx',
    TRAEFIK,
    ['--providers.kubernetesIngressNGINX.watchNamespaceSelector=team=a'],
    of('nginx'),
    'Traefik watches namespaces with labels "team=a" alone',
  ],
  [
    'traefik/crd',
    TRAEFIK,
    ['--providers.kubernetesCRD', '--providers.kubernetesCRD.namespaces=edge,other'],
    crd,
    'Traefik watches namespaces "edge", "other" alone',
  ],
  ['traefik/crd', TRAEFIK, ['--providers.kubernetesCRD.namespaces[0]=edge'], crd, 'Traefik watches namespaces "edge" alone'],
  [
    'traefik/crd',
    TRAEFIK,
    ['--providers.kubernetesCRD.labelSelector', 'of in (edge)'],
    crd,
    'Traefik watches objects with labels "of in (edge)" alone',
  ],
  [
    'gateway-api/traefik',
    TRAEFIK,
    ['--entryPoints.web.address', ':80', '--providers.kubernetesGateway.namespaces=edge'],
    httpRoute,
    'namespaces "edge" alone are watched',
  ],
])('%s, %s %j', (controller, image, args, objectsIn, because) => {
  const { table } = buildTable([...NAMESPACES, program(image, args), ...objectsIn('edge'), ...objectsIn('shop')], { controller });
  expect(new Set(table.claimed.map(({ origin }) => origin.namespace))).toEqual(new Set(['edge']));
  expect(table.ignored.map((one) => `${one.origin.namespace}: ${one.because}`)).toContain(`shop: ${because}`);
});

describe('objects of a namespace that Traefik does not watch', () => {
  const middleware = {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name: 'strip', namespace: 'shop' },
    spec: { stripPrefix: { prefixes: ['/a'] } },
  };
  const route = (spec: object): KubeObject => ({
    ...ingressRoute('edge'),
    spec: { routes: [{ kind: 'Rule', match: 'PathPrefix(`/`)', services: [{ name: 'web', port: 80 }], ...spec }] },
  });
  const watching = program(TRAEFIK, ['--providers.kubernetesCRD.namespaces=edge', '--providers.kubernetesCRD.allowCrossNamespace']);
  const refusals = (spec: object, runs: KubeObject = watching) =>
    buildTable([middleware, route(spec), runs], { controller: 'traefik/crd', complete: true }).table.refused.map(({ because }) => because);

  test('are not there for its routes', () => {
    expect(refusals({ services: [{ name: 'web', namespace: 'shop', port: 80 }] })).toEqual([
      'Service shop/web is of a namespace that Traefik does not watch',
    ]);
    expect(
      refusals({ services: [{ name: 'noop@internal', kind: 'TraefikService' }], middlewares: [{ name: 'strip', namespace: 'shop' }] }),
    ).toEqual(['middleware "shop-strip@kubernetescrd" does not exist']);
  });

  test('what other providers made may be named in chosen namespaces alone', () => {
    const given = (list: string) => program(TRAEFIK, [`--providers.kubernetesCRD.crossProviderNamespaces=${list}`]);
    const spec = { services: [{ name: 'noop@internal', kind: 'TraefikService' }] };
    expect(refusals(spec, given('edge'))).toEqual([]);
    expect(refusals(spec, given('other'))).toEqual(['service "noop@internal" is of another provider, which namespace "edge" may not name']);
  });

  test('a TLSOption of another namespace loses the route, unless that is allowed', () => {
    const tls = { ...route({}), spec: { ...(route({}).spec as object), tls: { options: { name: 'strict', namespace: 'shop' } } } };
    const of = (...args: readonly string[]) => buildTable([tls, program(TRAEFIK, args)], { controller: 'traefik/crd' }).table.refused;
    expect(of().map(({ because }) => because)).toEqual(['shop/strict is of another namespace, which is not allowed']);
    expect(of('--providers.kubernetesCRD.allowCrossNamespace')).toEqual([]);
  });
});
