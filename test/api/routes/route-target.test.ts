import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, Testing } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus32 from 'cdk8s-plus-32';
import * as plus33 from 'cdk8s-plus-33';
import * as plus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { HttpdService, RouteTarget } from '../../../src';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import { codesOf, type IngressPath, type Manifest, messageOf } from '../../synth-routes';
import { untyped } from './path-ingress-checks/check';

const WEB_PORTS = [
  { name: 'http', port: 8080 },
  { name: 'https', port: 8443 },
];

const newChart = (namespace?: string) => new Chart(new App(), 'test', namespace === undefined ? {} : { namespace });

const serviceObject = (scope: Construct, name: string, port: number, namespace?: string): ApiObject =>
  new ApiObject(scope, `service-${name}`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { ports: [{ name: 'web', port }] },
  });

/** What a Helm chart becomes: every object of the release is a child. Helm itself is a program that tests do not have. */
class Release extends Construct {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    serviceObject(this, 'redis-headless', 6379);
    serviceObject(this, 'redis-master', 6380);
    new ApiObject(this, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'redis' } });
  }
}

/** Synthesizes one route to a target, and returns the backend that its Ingress has. */
function backendOf(chart: Chart, target: RouteTarget): IngressPath['backend'] | undefined {
  new PathIngress(chart, 'shop', { host: 'shop.example.com' }).addRoute('/x', target);
  const manifests = Testing.synth(chart) as Manifest[];
  return manifests.find(({ kind }) => kind === 'Ingress')?.spec?.rules?.[0]?.http.paths[0]?.backend;
}

describe('a Service of any version of cdk8s-plus is a target', () => {
  test.each([
    ['27', (chart: Chart) => new plus27.Service(chart, 'web', { metadata: { name: 'web' }, ports: WEB_PORTS })],
    ['32', (chart: Chart) => new plus32.Service(chart, 'web', { metadata: { name: 'web' }, ports: WEB_PORTS })],
    ['33', (chart: Chart) => new plus33.Service(chart, 'web', { metadata: { name: 'web' }, ports: WEB_PORTS })],
    ['34', (chart: Chart) => new plus34.Service(chart, 'web', { metadata: { name: 'web' }, ports: WEB_PORTS })],
  ])('cdk8s-plus-%s, by its first port, by a number and by a name', (_, makeService) => {
    const backend = (options?: Parameters<typeof RouteTarget.service>[1]) => {
      const chart = newChart();
      return backendOf(chart, RouteTarget.service(makeService(chart), options));
    };
    expect(backend()).toEqual({ service: { name: 'web', port: { number: 8080 } } });
    expect(backend({ port: 8443 })).toEqual({ service: { name: 'web', port: { number: 8443 } } });
    expect(backend({ portName: 'https' })).toEqual({ service: { name: 'web', port: { name: 'https' } } });
  });

  test('one PathIngress routes to Services of several versions', () => {
    const chart = newChart();
    const old = new plus32.Service(chart, 'old', { metadata: { name: 'old' }, ports: [{ port: 80 }] });
    const next = new plus34.Service(chart, 'next', { metadata: { name: 'next' }, ports: [{ port: 81 }] });
    const ingress = new PathIngress(chart, 'shop');
    ingress.addRoute('/old', RouteTarget.service(old));
    ingress.addRoute('/next', RouteTarget.service(next));
    const manifests = Testing.synth(chart) as Manifest[];
    const paths = manifests.find(({ kind }) => kind === 'Ingress')?.spec?.rules?.[0]?.http.paths;
    expect(paths?.map(({ backend }) => backend)).toEqual([
      { service: { name: 'old', port: { number: 80 } } },
      { service: { name: 'next', port: { number: 81 } } },
    ]);
  });

  test('a name that cdk8s makes up is the name in the route', () => {
    const chart = newChart();
    const service = new plus34.Service(chart, 'web', { ports: [{ port: 80 }] });
    expect(backendOf(chart, RouteTarget.service(service))).toEqual({ service: { name: service.name, port: { number: 80 } } });
  });

  test('a Service with an Ingress of its own below it is still one Service', () => {
    const chart = newChart();
    const service = new plus34.Service(chart, 'web', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
    service.exposeViaIngress('/elsewhere');
    expect(RouteTarget.service(service)._input).toEqual({ kind: 'service', service: { name: 'web', port: 80, createdByApp: true } });
  });
});

describe('a construct that is or holds one Service is a target', () => {
  test('the KubeService that "cdk8s import k8s" writes', () => {
    const chart = newChart();
    const service = new plus34.k8s.KubeService(chart, 'web', {
      metadata: { name: 'web' },
      spec: { ports: [{ port: 9000, targetPort: plus34.k8s.IntOrString.fromString('http') }] },
    });
    expect(backendOf(chart, RouteTarget.service(service))).toEqual({ service: { name: 'web', port: { number: 9000 } } });
  });

  test('an Include of a file with one Service among other objects', () => {
    const folder = mkdtempSync(join(tmpdir(), 'route-target-'));
    try {
      const file = join(folder, 'web.yaml');
      const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n';
      const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 3000\n';
      writeFileSync(file, `${config}---\n${service}`);
      const chart = newChart();
      const include = new Include(chart, 'web', { url: file });
      expect(backendOf(chart, RouteTarget.service(include))).toEqual({ service: { name: 'web', port: { number: 3000 } } });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('one of the Services of a release of Helm, by its name', () => {
    const chart = newChart();
    const target = RouteTarget.service(new Release(chart, 'redis'), { serviceName: 'redis-master' });
    expect(backendOf(chart, target)).toEqual({ service: { name: 'redis-master', port: { number: 6380 } } });
  });

  test('another Chart of the same namespace', () => {
    const app = new App();
    const backend = new Chart(app, 'backend', { namespace: 'web' });
    serviceObject(backend, 'api', 80);
    expect(backendOf(new Chart(app, 'routes', { namespace: 'web' }), RouteTarget.service(backend))).toEqual({
      service: { name: 'api', port: { number: 80 } },
    });
  });

  test('a Deployment of cdk8s-plus that exposes itself: its Service is below it', () => {
    const chart = newChart();
    const deployment = new plus34.Deployment(chart, 'api', { containers: [{ image: 'api', portNumber: 8080 }] });
    deployment.exposeViaService({ name: 'api', ports: [{ port: 80, targetPort: 8080 }] });
    expect(backendOf(chart, RouteTarget.service(deployment))).toEqual({ service: { name: 'api', port: { number: 80 } } });
  });

  test('a Service of Knative beside it does not count: no Ingress can name it', () => {
    const chart = newChart();
    new ApiObject(chart, 'knative', { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'function' } });
    serviceObject(chart, 'web', 80);
    expect(backendOf(chart, RouteTarget.service(chart))).toEqual({ service: { name: 'web', port: { number: 80 } } });
  });
});

describe('what cannot be a target is named', () => {
  test('a construct without a Service', () => {
    const deployment = new plus34.Deployment(newChart(), 'web', { containers: [{ image: 'web', portNumber: 80 }] });
    expect(messageOf(() => RouteTarget.service(deployment))).toBe(
      [
        '[backend/no-service-in-construct] RouteTarget.service cannot take an object of class Deployment, which neither is nor contains a Service',
        '    fix: give a Service (kind Service, apiVersion v1) or a construct that contains one; for a Service of which only the name is known, use RouteTarget.named() or external()',
        '    at: test/web',
      ].join('\n'),
    );
  });

  test('a construct with several Services', () => {
    expect(messageOf(() => RouteTarget.service(new Release(newChart(), 'redis')))).toBe(
      [
        '[backend/several-services-in-construct] the object of class Release contains 2 Services: "redis-headless", "redis-master"',
        '    fix: choose one with the option serviceName, or give the Service itself',
        '    at: test/redis',
      ].join('\n'),
    );
  });

  test('a name that no Service of the construct has', () => {
    expect(messageOf(() => RouteTarget.service(new Release(newChart(), 'redis'), { serviceName: 'redis' }))).toBe(
      [
        '[backend/no-service-in-construct] the object of class Release contains no Service "redis"',
        '    fix: use one of these as serviceName: "redis-headless", "redis-master"',
        '    at: test/redis',
      ].join('\n'),
    );
  });

  test('what is no construct', () => {
    expect(messageOf(() => RouteTarget.service(untyped({ name: 'web', ports: [{ port: 80 }] })))).toBe(
      [
        '[option/wrong-type] service of RouteTarget.service cannot be an object',
        '    fix: give a construct that is or contains a Service, of cdk8s-plus or any other library; for a Service of which only the name is known, use RouteTarget.named() or external()',
      ].join('\n'),
    );
  });

  test('a port that is given twice', () => {
    const service = serviceObject(newChart(), 'web', 80);
    expect(codesOf(() => RouteTarget.service(service, { port: 80, portName: 'web' }))).toEqual(['backend/port-and-port-name']);
  });
});

describe('the whole app is asked about the Service, as for every other target', () => {
  const inChart = (make: (chart: Chart) => RouteTarget) => {
    const chart = newChart('web');
    return codesOf(() => backendOf(chart, make(chart)));
  };

  test('a Service in another namespace is for the controller to reach, which is one error if it cannot', () => {
    expect(inChart((chart) => RouteTarget.service(serviceObject(chart, 'api', 80, 'other')))).toEqual(['feature/not-supported']);
  });

  test('a Service in another namespace is not taken for one of the same name that could be reached', () => {
    const make = (chart: Chart) => {
      new ApiObject(chart, 'near', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: { ports: [{ port: 80 }] } });
      return RouteTarget.service(serviceObject(chart, 'api', 80, 'other'));
    };
    expect(inChart(make)).toEqual(['feature/not-supported']);
  });

  test.each([
    ['number', { port: 81 }],
    ['name', { portName: 'http' }],
  ])('a port by a %s that the Service does not have', (_, options) => {
    expect(inChart((chart) => RouteTarget.service(serviceObject(chart, 'api', 80), options))).toEqual(['backend/port-not-found']);
  });

  test('a Service without ports has no first port', () => {
    expect(inChart((chart) => RouteTarget.service(new plus34.Service(chart, 'api')))).toEqual(['backend/bad-port']);
  });

  test('a Service of another app is not created by this one', () => {
    const elsewhere = serviceObject(newChart('web'), 'api', 80);
    expect(inChart(() => RouteTarget.service(elsewhere))).toEqual(['backend/service-not-found']);
  });
});

test('a demo service holds one Service, so it is taken as what it is itself a target for', () => {
  const httpd = new HttpdService(newChart(), 'httpd');
  expect(RouteTarget.service(httpd)._input).toEqual(httpd.asRouteTarget()._input);
});

describe('of the ports of a Service', () => {
  const target = (ports: readonly object[]) => {
    const chart = new Chart(new App(), 'test');
    const service = new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports } });
    return RouteTarget.service(service)._input;
  };

  test.each([
    ['the only one', [{ port: 9090, name: 'metrics' }], 9090],
    [
      'the one called http',
      [
        { port: 9090, name: 'metrics' },
        { port: 8080, name: 'http' },
        { port: 80, name: 'web' },
      ],
      8080,
    ],
    [
      '80',
      [
        { port: 9090, name: 'metrics' },
        { port: 80, name: 'web' },
      ],
      80,
    ],
  ])('%s is taken', (_, ports, port) => {
    expect(target(ports)).toMatchObject({ service: { port } });
  });
});
