import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, Duration, JsonPatch, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { FindingSeverity, HttpMethod, ingressNginx, PathType, RequestMatch, Rewrite, RouteTarget, RoutingTable, Tls } from '../../../src';
import { ControllerKind } from '../../../src/api/controller/controller-kind';
import { IngressController } from '../../../src/api/controller/ingress-controller';
import { HttpdService } from '../../../src/api/demo/httpd-service';
import { TomcatService } from '../../../src/api/demo/tomcat-service';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import { expectValid } from '../../kubernetes-schema';
import {
  codesOf,
  collectWarnings,
  type Manifest,
  messageOf,
  nginx,
  nginxAnnotations,
  ruleLines,
  SHOP,
  synthRoutes,
  to,
} from '../../synth-routes';

const warnings = collectWarnings();

const synth = (chart: Chart) => Testing.synth(chart) as Manifest[];
const newChart = (props: { namespace?: string; labels?: { [key: string]: string } } = {}) => new Chart(new App(), 'test', props);

describe('names and ids', () => {
  test('without a name, the chart makes one from the path of the construct, and keeps it when routes are added', () => {
    const build = (routes: readonly string[]) => {
      const chart = newChart();
      const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP });
      for (const path of routes) ingress.addRoute(path, to('x'), { canary: { target: to('y'), weight: 5 } });
      return synth(chart).map(({ metadata }) => metadata.name);
    };
    expect(build(['/a'])).toEqual(['test-shop-c8bb8caa', 'test-shop-a-canary-c8c7d876']);
    expect(build(['/a', '/b'])).toEqual(build(['/a']));
  });

  test('ids of children are words about the routes, and stay', () => {
    const ingress = new PathIngress(newChart(), 'shop', { controller: nginx(), host: SHOP });
    ingress.addRoute('/a', to('a'), { canary: { target: to('b'), weight: 5 } });
    ingress.addRoute('/old', RouteTarget.redirect({ path: '/a', status: 301 }));
    ingress.addRoute('/up', to('c'), { responseHeaders: { set: { 'X-A': 'b' } } });
    ingress.addDefaultBackend(to('d'));
    expect(ingress.node.children.map(({ node }) => node.id)).toEqual(['Resource', 'a-canary', '301-old', 'up', 'headers', 'default']);
  });

  test('a long path gives a short name', () => {
    const manifests = synthRoutes((ingress) => {
      ingress.addRoute('/', to('x'));
      ingress.addRoute(`/${'very-'.repeat(60)}long`, to('y'), { upstreamHost: 'y.example.com' });
    });
    expectValid(manifests);
    expect(manifests[1]?.metadata.name).toBe('shop-very-very-very-very-very-very-very-very');
  });

  test('a name of 253 characters is enough for one object', () => {
    expectValid(synthRoutes((ingress) => ingress.addRoute('/', to('x')), { name: 'a'.repeat(253) }));
  });

  test('PathIngresses of one name may lie in different charts, which may be for different clusters', () => {
    const app = new App();
    for (const id of ['staging', 'production']) {
      new PathIngress(new Chart(app, id), 'shop', { name: 'shop', host: `${id}.example.com` }).addRoute('/', to('x'));
    }
    expect(() => app.synthYaml()).not.toThrow();
  });
});

describe('namespaces', () => {
  const namespaces = (chart: Chart) => synth(chart).map(({ metadata }) => metadata.namespace);
  test.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['that of the chart', 'web', undefined, 'web'],
    ['its own, where it has one', 'web', 'other', 'other'],
    ['none, which kubectl fills in', undefined, undefined, undefined],
  ])('%s', (_, ofChart, own, expected) => {
    const chart = newChart(ofChart === undefined ? {} : { namespace: ofChart });
    new PathIngress(chart, 'shop', own === undefined ? {} : { namespace: own }).addRoute('/', to('x'));
    expect(namespaces(chart)).toEqual([expected]);
  });

  test('a namespace of the chart that Kubernetes does not accept is found here too', () => {
    expect(codesOf(() => new PathIngress(newChart({ namespace: 'a.b' }), 'shop'))).toEqual(['name/not-a-label']);
  });

  test('no namespace and "default" are the same namespace', () => {
    const chart = newChart();
    new ApiObject(chart, 'web', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: { ports: [{ port: 80 }] },
    });
    new PathIngress(chart, 'shop').addRoute('/', RouteTarget.named('web', 80));
    expect(() => synth(chart)).not.toThrow();
  });
});

describe('labels and annotations', () => {
  test('labels are on every object, with those of the chart', () => {
    const chart = newChart({ labels: { team: 'web', stage: 'test' } });
    const ingress = new PathIngress(chart, 'shop', {
      controller: nginx({ 'global-allowed-response-headers': 'X-A' }),
      namespace: 'web',
      labels: { team: 'shop' },
    });
    ingress.addRoute('/a', to('a'), { canary: { target: to('b'), weight: 5 } });
    ingress.addRoute('/b', to('c'), { responseHeaders: { set: { 'X-A': 'b' } } });
    expect(synth(chart).map(({ kind, metadata }) => [kind, metadata.labels])).toEqual([
      ['Ingress', { team: 'shop', stage: 'test' }],
      ['Ingress', { team: 'shop', stage: 'test' }],
      ['Ingress', { team: 'shop', stage: 'test' }],
      ['ConfigMap', { team: 'shop', stage: 'test' }],
    ]);
  });

  test('what users add to the objects survives: labels, annotations, patches, dependencies', () => {
    const chart = newChart();
    const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP, name: 'shop' });
    ingress.addRoute('/a', to('a'), { rewrite: Rewrite.stripPrefix() });
    const resource = ingress.node.findChild('Resource') as ApiObject;
    resource.metadata.addLabel('team', 'shop');
    resource.metadata.addAnnotation('example.com/owner', 'ann');
    resource.addJsonPatch(JsonPatch.add('/spec/rules/0/http/paths/0/backend/service/port/number', 81));
    resource.addJsonPatch(JsonPatch.add('/metadata/annotations/nginx.ingress.kubernetes.io~1rewrite-target', '/$1'));
    ingress.addRoute('/b', to('b'), { rewrite: Rewrite.stripPrefix() });
    const [manifest] = synth(chart);
    expect(manifest?.metadata).toEqual({
      name: 'shop',
      labels: { team: 'shop' },
      annotations: {
        'example.com/owner': 'ann',
        'nginx.ingress.kubernetes.io/rewrite-target': '/$1',
        'nginx.ingress.kubernetes.io/use-regex': 'true',
      },
    });
    expect(ruleLines(manifest)).toEqual([
      `${SHOP}/a(/|$)(.*) ImplementationSpecific a:81`,
      `${SHOP}/b(/|$)(.*) ImplementationSpecific b:80`,
    ]);
  });
});

describe('synth', () => {
  const build = (ingress: PathIngress) => {
    ingress.addRoute('/a', to('a'), { rewrite: Rewrite.stripPrefix() });
    ingress.addRoute('/b', to('b'), { canary: { target: to('c'), weight: 5 } });
  };

  test('a second time gives the same', () => {
    const chart = newChart();
    build(new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP }));
    expect(synth(chart)).toEqual(synth(chart));
  });

  test('the text of the manifest says what the object says', () => {
    const app = new App();
    const chart = new Chart(app, 'test');
    build(new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP, annotations: { 'a.b/c': 'true', 'a.b/d': '1: "x"\n' } }));
    const path = join(mkdtempSync(join(tmpdir(), 'synth-')), 'text.yaml');
    writeFileSync(path, app.synthYaml());
    expect(Yaml.load(path)).toEqual(synth(chart));
    rmSync(dirname(path), { recursive: true });
  });

  test('routes that are added after a first one appear in the next, which is what a fresh app gives', () => {
    const start = (chart: Chart) => {
      const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP, appRoot: '/x', hostAliases: ['example.com'] });
      ingress.addDefaultBackend(to('fallback'));
      return ingress;
    };
    const goOn = (ingress: PathIngress) => {
      ingress.addRoute('/x', to('x'), { rewrite: Rewrite.replacePrefix('/y') });
      ingress.addTls(Tls.secret('cert'));
    };
    const [chart, fresh] = [newChart(), newChart()];
    const ingress = start(chart);
    expect(synth(chart).map(nginxAnnotations)).toEqual([{ 'app-root': '/x', 'server-alias': 'example.com' }]);
    goOn(ingress);
    goOn(start(fresh));
    expect(synth(chart)).toEqual(synth(fresh));
    expect(synth(chart).map(nginxAnnotations)).toEqual([
      { 'use-regex': 'true' },
      { 'app-root': '/x', 'rewrite-target': '/y$1$2', 'server-alias': 'example.com', 'use-regex': 'true' },
    ]);
  });

  test('a Service that is created after the route counts', () => {
    const chart = newChart();
    new PathIngress(chart, 'shop').addRoute('/', RouteTarget.named('web', 80));
    expect(codesOf(() => synth(chart))).toEqual(['backend/service-not-found']);
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } });
    expect(codesOf(() => synth(chart))).toEqual([]);
  });
});

describe('targets', () => {
  test('the demo services are targets', () => {
    const chart = newChart();
    const ingress = new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP });
    ingress.addRoute('/httpd', new HttpdService(chart, 'httpd'));
    ingress.addRoute('/tomcat', new TomcatService(chart, 'tomcat'));
    expect(
      synth(chart)
        .filter(({ kind }) => kind === 'Ingress')
        .flatMap(ruleLines),
    ).toEqual([`${SHOP}/httpd Prefix httpd-service:8080`, `${SHOP}/tomcat Prefix tomcat-service:8080`]);
  });

  test('a Service of cdk8s-plus, with its first port and with another', () => {
    const chart = newChart();
    const service = new kplus.Service(chart, 'web', {
      metadata: { name: 'web' },
      ports: [
        { port: 8080, name: 'http' },
        { port: 8443, name: 'https' },
      ],
    });
    const ingress = new PathIngress(chart, 'shop', { host: SHOP });
    ingress.addRoute('/a', RouteTarget.service(service));
    ingress.addRoute('/b', RouteTarget.service(service, { port: 8443 }));
    ingress.addRoute('/c', RouteTarget.namedPort('web', 'https'));
    expect(synth(chart).flatMap(ruleLines)).toEqual([
      `${SHOP}/a Prefix web:8080`,
      `${SHOP}/b Prefix web:8443`,
      `${SHOP}/c Prefix web:https`,
    ]);
  });

  test('a Service without ports that is a name of something outside is taken with any port', () => {
    const chart = newChart();
    new ApiObject(chart, 'db', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db' },
      spec: { type: 'ExternalName', externalName: 'db.example.com' },
    });
    new PathIngress(chart, 'shop').addRoute('/', RouteTarget.named('db', 5432));
    expect(() => synth(chart)).not.toThrow();
  });
});

describe('findings', () => {
  test('are listed with code, severity, place and what to do', () => {
    const ingress = new PathIngress(newChart(), 'shop', { controller: nginx(), host: SHOP });
    ingress.addRoute('/httpd', to('httpd'), { rewrite: Rewrite.stripPrefix() });
    expect(ingress.findings).toEqual([
      {
        code: 'feature/approximate',
        severity: FindingSeverity.INFO,
        where: 'test/shop',
        what: `route "${SHOP}/httpd" asks for removing the path prefix of the route before the backend sees it; with ingress-nginx v1.15.1 the path is sent in normal form (%2F as /, several slashes as one), and every path of the host becomes a regular expression that ignores case`,
        fix: expect.any(String),
      },
    ]);
  });

  test.each<[string, FindingSeverity | undefined, string[]]>([
    ['errors alone unless more is asked for', undefined, []],
    ['warnings too', FindingSeverity.WARNING, ['ingress-nginx/redirect-takes-unmatched']],
    ['infos too', FindingSeverity.INFO, ['feature/approximate', 'ingress-nginx/redirect-takes-unmatched']],
  ])('stop synth: %s', (_, failOn, codes) => {
    const build = (ingress: PathIngress) => ingress.addRoute('/old', RouteTarget.redirect({ hostname: 'new.example.com' }));
    expect(
      codesOf(() => synthRoutes(build, failOn === undefined ? {} : { failOn })).filter(
        (code) => code !== 'feature/approximate' || codes.includes(code),
      ),
    ).toEqual(codes);
  });

  test('a severity that nobody knows is an error', () => {
    expect(codesOf(() => synthRoutes(() => undefined, { failOn: 'never' as FindingSeverity }))).toEqual(['option/wrong-type']);
  });

  test('a warning is told once, however often synth looks', () => {
    const chart = newChart();
    new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP }).addRoute('/old', RouteTarget.redirect({ path: '/new' }));
    synth(chart);
    const once = [...warnings];
    expect(once.length).toBeGreaterThan(0);
    synth(chart);
    expect(warnings).toEqual(once);
  });
});

describe('texts', () => {
  test('a thrown error says where, since nothing else does', () => {
    expect(messageOf(() => synthRoutes((ingress) => ingress.addRoute('tomcat', to('tomcat'))))).toBe(
      '[route/path-without-slash] path "tomcat" must begin with "/"\n    fix: use "/tomcat"\n    at: test/shop',
    );
  });

  test('conditions that a controller cannot test are one error, however many there are', () => {
    const matches = [RequestMatch.header('X-Beta', 'on'), RequestMatch.method(HttpMethod.GET, HttpMethod.HEAD)];
    expect(messageOf(() => synthRoutes((ingress) => ingress.addRoute('/api', to('beta'), { matches })))).toBe(
      'Validation failed with the following errors:\n' +
        '  [test/shop] [feature/not-supported] route "shop.example.com/api [header X-Beta = on, method GET or HEAD]" asks for taking only requests that meet conditions besides host and path, which ingress-nginx v1.15.1 cannot do\n' +
        '    fix: for one header, give the Service to the route without matches as its canary: { target, matches }; for all else route to one Service that decides; it can be done with Gateway API v1.6.1, Envoy Gateway v1.9.1, Istio v1.31, Traefik v3.7.13 (Gateway API), NGINX Gateway Fabric (e55bfe3), Cilium v1.20.2 (Gateway API), kgateway (08be94b), Contour v1.33.8 (Gateway API), Traefik v3.7.13, reading IngressRoutes, AWS Load Balancer Controller v3.5.0',
    );
  });

  test('a Service of another namespace is one error, although the app creates it there', () => {
    const chart = newChart();
    const metadata = { name: 'billing', namespace: 'finance' };
    const service = new ApiObject(chart, 'billing', { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } });
    new PathIngress(chart, 'shop', { controller: nginx(), namespace: 'web', host: SHOP }).addRoute(
      '/billing',
      RouteTarget.service(service),
    );
    expect(messageOf(() => synth(chart))).toBe(
      'Validation failed with the following errors:\n' +
        '  [test/shop] [feature/not-supported] route "shop.example.com/billing" asks for sending requests to a Service of another namespace, which ingress-nginx v1.15.1 cannot do\n' +
        '    fix: give the route to a PathIngress with the namespace of the Service; both may have the same host; it can be done with Gateway API v1.6.1, Envoy Gateway v1.9.1, Istio v1.31, Traefik v3.7.13 (Gateway API), NGINX Gateway Fabric (e55bfe3), Cilium v1.20.2 (Gateway API), kgateway (08be94b), Contour v1.33.8 (Gateway API)',
    );
  });

  test('a condition by another name is told with the option that there is', () => {
    expect(messageOf(() => synthRoutes((ingress) => ingress.addRoute('/api', to('beta'), { methods: ['GET'] } as never)))).toContain(
      '[option/unknown] addRoute has no option "methods"\n' +
        '    why: an unknown option has no effect, so a restriction in it would not apply\n' +
        '    fix: use matches: [RequestMatch.header("x-beta", "on")]',
    );
  });

  test("the classic demo's mistake is told with the name that was meant", () => {
    const chart = newChart();
    new HttpdService(chart, 'httpd');
    new PathIngress(chart, 'shop', { controller: nginx(), host: SHOP }).addRoute('/httpd', RouteTarget.named('htpd-service', 8080));
    expect(messageOf(() => synth(chart))).toBe(
      'Validation failed with the following errors:\n' +
        `  [test/shop] [backend/service-not-found] route "${SHOP}/httpd" goes to Service default/htpd-service, which nothing in this app creates\n` +
        '    fix: create it, correct the name (did you mean "httpd-service"?), or mark it RouteTarget.external(...)',
    );
  });
});

describe('one wish in two spellings', () => {
  const text = (build: (ingress: PathIngress) => void, props: PathIngressProps = {}) => JSON.stringify(synthRoutes(build, props));
  test.each<[string, () => string, () => string]>([
    [
      'host and hosts',
      () => text((i) => i.addRoute('/x', to('x')), { host: SHOP }),
      () => text((i) => i.addRoute('/x', to('x')), { hosts: [SHOP, SHOP] }),
    ],
    ['a slash at the end of a prefix', () => text((i) => i.addRoute('/x', to('x'))), () => text((i) => i.addRoute('/x/', to('x')))],
    [
      'the path type said aloud',
      () => text((i) => i.addRoute('/x', to('x'))),
      () => text((i) => i.addRoute('/x', to('x'), { pathType: PathType.PREFIX })),
    ],
    ['the host said again', () => text((i) => i.addRoute('/x', to('x'))), () => text((i) => i.addRoute('/x', to('x'), { host: SHOP }))],
    [
      'options that are undefined',
      () => text((i) => i.addRoute('/x', to('x'))),
      () => text((i) => i.addRoute('/x', to('x'), { cors: undefined, host: undefined } as object)),
    ],
    [
      'options that are null, as from Python',
      () => text((i) => i.addRoute('/x', to('x'))),
      () =>
        text(
          (i) =>
            i.addRoute('/x', to('x'), { cors: null, host: null, pathType: null, rewrite: null, canary: null, ingressNginx: null } as never),
          { host: SHOP, hosts: null, labels: null, tls: null, appRoot: null } as never,
        ),
    ],
    [
      'a policy on the PathIngress',
      () => text((i) => i.addRoute('/x', to('x'), { upstreamHost: 'y.z' })),
      () => text((i) => i.addRoute('/x', to('x')), { upstreamHost: 'y.z' }),
    ],
    [
      'a time in other units',
      () => text((i) => i.addRoute('/x', to('x'), { timeouts: { read: Duration.minutes(1) } })),
      () => text((i) => i.addRoute('/x', to('x'), { timeouts: { read: Duration.seconds(60) } })),
    ],
    [
      'replacing a prefix by "/" is stripping it',
      () => text((i) => i.addRoute('/x', to('x'), { rewrite: Rewrite.stripPrefix() })),
      () => text((i) => i.addRoute('/x', to('x'), { rewrite: Rewrite.replacePrefix('/') })),
    ],
    [
      'all weight on one',
      () => text((i) => i.addRoute('/x', to('x'))),
      () => text((i) => i.addRoute('/x', RouteTarget.weighted({ target: to('x'), weight: 3 }))),
    ],
    [
      'a certificate for all hosts',
      () => text((i) => i.addRoute('/x', to('x')), { tls: Tls.secret('c') }),
      () =>
        text((i) => {
          i.addRoute('/x', to('x'));
          i.addTls(Tls.secret('c', { hosts: [SHOP] }));
        }),
    ],
    [
      'a policy and its annotation',
      () => text((i) => i.addRoute('/x', to('x'), { upstreamHost: 'y.z' })),
      () => text((i) => i.addRoute('/x', to('x'), { ingressNginx: { upstreamVhost: 'y.z' } })),
    ],
    [
      'an annotation, typed and raw',
      () => text((i) => i.addRoute('/x', to('x')), { ingressNginx: { proxyReadTimeout: 7 } }),
      () => text((i) => i.addRoute('/x', to('x')), { annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '7' } }),
    ],
  ])('%s', (_, one, other) => {
    expect(other()).toBe(one());
  });
});

test('all annotations of the controller can be reached by their typed option', () => {
  const manifests = synthRoutes(
    (ingress) =>
      ingress.addRoute('/x', to('x'), { ingressNginx: { proxySslProtocols: ['TLSv1.3'], serviceUpstream: true, satisfy: 'any' } }),
    {
      ingressNginx: { loadBalance: 'ewma', satisfy: 'all' },
    },
  );
  expect(nginxAnnotations(manifests[0])).toEqual({
    'load-balance': 'ewma',
    'proxy-ssl-protocols': 'TLSv1.3',
    'service-upstream': 'true',
    satisfy: 'any',
  });
});

test('an installed controller brings its class and its settings', () => {
  const chart = newChart({ namespace: 'web' });
  const controller = new IngressController(chart, 'controller', { kind: ControllerKind.ingressNginx() });
  new PathIngress(chart, 'shop', { controller, host: SHOP }).addRoute('/x', to('x'), {
    ingressNginx: { configurationSnippet: 'return 200;', acceptedRisk: ingressNginx.AnnotationRisk.CRITICAL },
  });
  expect(codesOf(() => synth(chart))).toEqual(['annotation/snippets-not-allowed']);
});

describe('response headers that routes set', () => {
  const ALLOW_LIST = 'global-allowed-response-headers';

  function newShop(config: ingressNginx.Config = {}) {
    const chart = newChart({ namespace: 'web' });
    const controller = new IngressController(chart, 'controller', { kind: ControllerKind.ingressNginx({ config }) });
    const ingress = new PathIngress(chart, 'shop', { controller, host: SHOP });
    ingress.addRoute('/x', to('x'), { responseHeaders: { set: { 'X-A': 'b', 'X-B': 'c' } } });
    const written = () =>
      (synth(chart) as { kind: string; metadata: { name: string }; data?: { [key: string]: string } }[]).find(
        ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'ingress-nginx-controller',
      )?.data;
    return { chart, controller, ingress, written };
  }

  test('are listed by the controller of the app', () => {
    const { controller, ingress, written } = newShop();
    expect(written()).toEqual({ [ALLOW_LIST]: 'X-A,X-B' });
    ingress.addRoute('/y', to('y'), { responseHeaders: { set: { 'X-C': 'd' } } });
    expect(controller.settings).toEqual({ [ALLOW_LIST]: 'X-A,X-B,X-C' });
    expect(written()).toEqual({ [ALLOW_LIST]: 'X-A,X-B,X-C' });
  });

  test('are listed besides those that the user lists', () => {
    expect(newShop({ useHttp2: true, globalAllowedResponseHeaders: ['X-Own', 'X-A'] }).written()).toEqual({
      [ALLOW_LIST]: 'X-Own,X-A,X-B',
      'use-http2': 'true',
    });
  });

  test('are sent to clients', () => {
    const { chart } = newShop();
    expect(RoutingTable.ofChart(chart).resolve(`http://${SHOP}/x`).status).toBeUndefined();
  });

  test('are no longer listed once the routes are gone', () => {
    const { chart, controller } = newShop();
    chart.node.tryRemoveChild('shop');
    expect(controller.settings).toEqual({});
  });

  test('stay beside patches of the ConfigMap', () => {
    const { controller, written } = newShop({ useHttp2: true });
    controller.objects.find(({ kind }) => kind === 'ConfigMap')?.addJsonPatch(JsonPatch.add('/data/use-gzip', 'true'));
    expect(written()).toEqual({ [ALLOW_LIST]: 'X-A,X-B', 'use-gzip': 'true', 'use-http2': 'true' });
    expect(controller.settings).toEqual({ [ALLOW_LIST]: 'X-A,X-B', 'use-gzip': 'true', 'use-http2': 'true' });
  });
});

test('the objects that routes become can be patched: there is one for each set of annotations, in the order of the routes', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'web' });
  const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings: {} });
  const ingress = new PathIngress(chart, 'paths', { controller, name: 'shop', host: 'shop.example.com' });
  expect(ingress.objects).toEqual([]);
  ingress.addRoute('/cart', RouteTarget.external('cart', 80));
  ingress.addRoute('/old', RouteTarget.redirect({ path: '/cart' }));
  expect(ingress.objects.map(({ kind, name }) => [kind, name])).toEqual([
    ['Ingress', 'shop'],
    ['Ingress', '302-shop-old'],
  ]);
  for (const object of ingress.objects) object.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'cart' }));
  const labels = (Testing.synth(chart) as { metadata: { labels?: object } }[]).map(({ metadata }) => metadata.labels);
  expect(labels).toEqual([{ team: 'cart' }, { team: 'cart' }]);
});
