import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ControllerKind } from '../src/controller-kind';
import { FindingError } from '../src/findings/fail';
import { controllerReference, IngressController, type IngressControllerProps } from '../src/ingress-controller';
import type { IngressNginxOptions } from '../src/ingress-nginx-options';
import { expectValid } from './kubernetes-schema';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: { readonly [key: string]: string } };
}

const CLUSTER_KINDS = ['ClusterRole', 'ClusterRoleBinding', 'IngressClass', 'Namespace', 'ValidatingWebhookConfiguration'];

const nginx = (own: IngressNginxOptions) => ControllerKind.ingressNginx(own);

/** Two controllers in one app, in charts of their own; gives the codes of what synth complains about. */
function clashCodes(first: IngressControllerProps, second: IngressControllerProps): string[] {
  const app = Testing.app();
  new IngressController(new Chart(app, 'one'), 'controller', first);
  new IngressController(new Chart(app, 'two'), 'controller', second);
  try {
    app.synth();
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/\[(controller\/[a-z-]+)\]/g)].map((match) => match[1]!);
  }
}

/** What a second controller needs to be one of its own. */
const SECOND: IngressControllerProps = {
  namePrefix: 'internal',
  namespace: 'internal',
  ingressClassName: 'internal',
  kind: nginx({ controllerValue: 'example.com/internal' }),
};

describe('installs', () => {
  test('into its own namespace, whatever the namespace of the chart, and objects of the cluster into none', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
    new IngressController(chart, 'controller');
    const objects = Testing.synth(chart) as Manifest[];
    const places = new Set(objects.map(({ kind, metadata }) => `${CLUSTER_KINDS.includes(kind)} ${metadata.namespace}`));
    expect([...places].sort()).toEqual(['false ingress-nginx', 'true undefined']);
    expectValid(objects);
  });

  test('with the labels of the chart beside its own, which win', () => {
    const chart = new Chart(Testing.app(), 'test', { labels: { team: 'edge', 'app.kubernetes.io/name': 'shop' } });
    new IngressController(chart, 'controller');
    for (const { metadata } of Testing.synth(chart) as Manifest[])
      expect(metadata.labels).toMatchObject({ team: 'edge', 'app.kubernetes.io/name': 'ingress-nginx' });
  });

  test('one child for each object, found by kind and name', () => {
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller');
    expect(controller.node.children.map(({ node }) => node.id)).toEqual([
      'Namespace-ingress-nginx',
      'ServiceAccount-ingress-nginx',
      'Role-ingress-nginx',
      'ClusterRole-ingress-nginx',
      'RoleBinding-ingress-nginx',
      'ClusterRoleBinding-ingress-nginx',
      'ConfigMap-ingress-nginx-controller',
      'Service-ingress-nginx-controller',
      'Deployment-ingress-nginx-controller',
      'IngressClass-nginx',
      'Service-ingress-nginx-controller-admission',
      'ServiceAccount-ingress-nginx-admission',
      'Role-ingress-nginx-admission',
      'ClusterRole-ingress-nginx-admission',
      'RoleBinding-ingress-nginx-admission',
      'ClusterRoleBinding-ingress-nginx-admission',
      'Job-ingress-nginx-admission-create',
      'Job-ingress-nginx-admission-patch',
      'ValidatingWebhookConfiguration-ingress-nginx-admission',
    ]);
    expect(controller.node.children.every((child) => ApiObject.isApiObject(child))).toBe(true);
  });

  test('and says what it installed', () => {
    const kind = nginx({ config: { useForwardedHeaders: true } });
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', {
      kind,
      ingressClassName: 'edge',
      namespace: 'edge',
    });
    expect(controller).toMatchObject({ kind, ingressClassName: 'edge', namespace: 'edge', settings: { 'use-forwarded-headers': 'true' } });
    expect(kind).toMatchObject({ name: 'ingress-nginx', version: '1.15.1' });
  });

  test('and tells what deploys but may surprise', () => {
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', { podDisruptionBudget: {} });
    expect(controller.findings).toEqual([
      {
        code: 'controller/drain-blocked',
        severity: 'warning',
        where: 'test/controller',
        what: 'podDisruptionBudget keeps 1 of 1 pods',
        why: 'no pod may be evicted then, and draining its node waits for ever',
        fix: 'run at least 2 replicas, or leave out podDisruptionBudget',
      },
    ]);
  });

  test('nothing where a value is wrong: the error has the code, the way out and the construct', () => {
    const chart = new Chart(Testing.app(), 'test');
    const attempt = () => new IngressController(chart, 'controller', { replicas: -1 });
    expect(attempt).toThrow(FindingError);
    expect(() => new IngressController(chart, 'other', { replicas: -1 })).toThrow(
      '[controller/number-out-of-range] replicas -1 must be a whole number of pods from 0 to 2147483647\n' +
        '    fix: use a value from 0 to 2147483647\n' +
        '    at: test/other',
    );
  });
});

describe('two controllers in one app', () => {
  test('go together with a prefix, a namespace, a class and a value of their own', () => {
    expect(clashCodes({}, SECOND)).toEqual([]);
  });

  test('go together in one namespace that one of them creates', () => {
    expect(clashCodes({}, { ...SECOND, namespace: 'ingress-nginx', createNamespace: false })).toEqual([]);
  });

  test('clash with one prefix, object by object', () => {
    const codes = clashCodes(
      {},
      { ingressClassName: 'internal', namespace: 'internal', kind: nginx({ controllerValue: 'example.com/internal' }) },
    );
    // ClusterRole, ClusterRoleBinding, both for the webhook too, and the webhook.
    expect(codes).toEqual(Array(5).fill('controller/object-clash'));
  });

  test.each<readonly [string, IngressControllerProps, IngressControllerProps, string]>([
    ['one class', {}, { ...SECOND, ingressClassName: 'nginx' }, 'controller/class-clash'],
    ['one controller value', {}, { ...SECOND, kind: nginx({}) }, 'controller/controller-value-clash'],
    [
      'one controller value, although one of them serves only some namespaces',
      {},
      { ...SECOND, kind: nginx({ watchNamespace: 'shop' }) },
      'controller/controller-value-clash',
    ],
    ['two default classes', { defaultIngressClass: true }, { ...SECOND, defaultIngressClass: true }, 'controller/default-class-clash'],
    ['one Namespace', {}, { ...SECOND, namespace: 'ingress-nginx' }, 'controller/object-clash'],
  ])('clash with %s', (_, first, second, code) => {
    expect(clashCodes(first, second)).toEqual([code]);
  });

  test('may have one controller value where each serves a namespace of its own', () => {
    expect(clashCodes({ kind: nginx({ watchNamespace: 'a' }) }, { ...SECOND, kind: nginx({ watchNamespace: 'b' }) })).toEqual([]);
  });

  test('are told apart by path', () => {
    const app = Testing.app();
    new IngressController(new Chart(app, 'one'), 'controller');
    new IngressController(new Chart(app, 'two'), 'controller', { ...SECOND, ingressClassName: 'nginx' });
    expect(() => app.synth()).toThrow(
      '[two/controller] [controller/class-clash] ingress class "nginx" belongs to "one/controller" too\n' +
        '    why: an Ingress says by its class which controller serves it\n' +
        '    fix: give each controller its own ingressClassName',
    );
  });

  test('in two apps never meet', () => {
    for (const outdir of [Testing.app().outdir, Testing.app().outdir]) {
      const app = new App({ outdir });
      new IngressController(new Chart(app, 'chart'), 'controller');
      expect(() => app.synth()).not.toThrow();
    }
  });
});

describe('a controller that is installed already', () => {
  test('adds nothing to the app, and keeps what is known of it', () => {
    const settings = { 'use-gzip': 'true' };
    const controller = IngressController.imported({ ingressClassName: 'edge', settings });
    expect(controller).toMatchObject({ ingressClassName: 'edge', settings, kind: { name: 'ingress-nginx' } });
  });

  test('must have a class that can be one', () => {
    expect(() => IngressController.imported({ ingressClassName: 'My Class' })).toThrow(
      '[controller/name-malformed] ingressClassName "My Class"',
    );
  });
});

describe('routes learn', () => {
  test('of an installed controller: its dialect, its version and its settings', () => {
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', {
      kind: nginx({ config: { useGzip: true } }),
    });
    expect(controllerReference(controller)).toEqual({
      dialect: 'ingress-nginx',
      ingressClassName: 'nginx',
      facts: { version: '1.15.1', settings: { 'use-gzip': 'true' } },
    });
  });

  test('of one without settings that it has none, and of an imported one nothing that was not said', () => {
    const installed = new IngressController(new Chart(Testing.app(), 'test'), 'controller');
    expect(controllerReference(installed).facts).toEqual({ version: '1.15.1', settings: {} });
    expect(controllerReference(IngressController.imported({ ingressClassName: 'edge' })).facts).toEqual({ version: '1.15.1' });
  });

  test('without a controller that only the Ingress API is known', () => {
    expect(controllerReference(undefined)).toEqual({ dialect: 'portable', facts: { version: 'v1' } });
  });
});
