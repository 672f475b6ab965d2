import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ControllerWorkload, UpdateStrategy } from '../../../src';
import { ControllerKind } from '../../../src/api/controller/controller-kind';
import { controllerReference, IngressController, type IngressControllerProps } from '../../../src/api/controller/ingress-controller';
import * as ingressNginx from '../../../src/dialects/ingress-nginx/public';
import { FindingError } from '../../../src/findings/fail';
import { expectValid } from '../../kubernetes-schema';
import { collectWarnings } from '../../synth-routes';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: { readonly [key: string]: string } };
}

const CLUSTER_KINDS = ['ClusterRole', 'ClusterRoleBinding', 'IngressClass', 'Namespace', 'ValidatingWebhookConfiguration'];

const nginx = (own: ingressNginx.Options) => ControllerKind.ingressNginx(own);

/** What must be said. */
const BARE: IngressControllerProps = { kind: nginx({}) };

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
    new IngressController(chart, 'controller', BARE);
    const objects = Testing.synth(chart) as Manifest[];
    const places = new Set(objects.map(({ kind, metadata }) => `${CLUSTER_KINDS.includes(kind)} ${metadata.namespace}`));
    expect([...places].sort()).toEqual(['false ingress-nginx', 'true undefined']);
    expectValid(objects);
  });

  test('with the labels of the chart beside its own, which win', () => {
    const chart = new Chart(Testing.app(), 'test', { labels: { team: 'edge', 'app.kubernetes.io/name': 'shop' } });
    new IngressController(chart, 'controller', BARE);
    for (const { metadata } of Testing.synth(chart) as Manifest[])
      expect(metadata.labels).toMatchObject({ team: 'edge', 'app.kubernetes.io/name': 'ingress-nginx' });
  });

  test('one child for each object, found by kind and name', () => {
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', BARE);
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

  test('and hands out what runs it and the Service in front of it, for what no option covers', () => {
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', { ...BARE, namePrefix: 'edge' });
    expect([controller.workload.kind, controller.workload.name]).toEqual(['Deployment', 'edge-controller']);
    expect([controller.service?.kind, controller.service?.name]).toEqual(['Service', 'edge-controller']);
    expect(controller.objects).toEqual(controller.node.children);
  });

  test('and hands out no Service if there is none', () => {
    const props = { ...BARE, service: { enabled: false }, hostNetwork: true, workload: ControllerWorkload.DAEMON_SET };
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', props);
    expect(controller.workload.kind).toBe('DaemonSet');
    expect(controller.service).toBeUndefined();
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
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', { ...BARE, podDisruptionBudget: {} });
    expect(controller.findings).toEqual([
      {
        code: 'controller/drain-blocked',
        severity: 'warning',
        where: 'test/controller',
        what: 'podDisruptionBudget keeps 1 of 1 pods',
        why: 'no pod may be evicted, so draining its node never ends',
        fix: 'run at least 2 replicas, or leave out podDisruptionBudget',
      },
    ]);
  });

  test('nothing where a value is wrong: the error has the code, the way out and the construct', () => {
    const chart = new Chart(Testing.app(), 'test');
    const attempt = () => new IngressController(chart, 'controller', { ...BARE, replicas: -1 });
    expect(attempt).toThrow(FindingError);
    expect(() => new IngressController(chart, 'other', { ...BARE, replicas: -1 })).toThrow(
      '[controller/number-out-of-range] replicas -1 must be a whole number of pods from 0 to 2147483647\n' +
        '    fix: use a value from 0 to 2147483647\n' +
        '    at: test/other',
    );
  });
});

describe('two controllers in one app', () => {
  test('go together with a prefix, a namespace, a class and a value of their own', () => {
    expect(clashCodes(BARE, SECOND)).toEqual([]);
  });

  test('go together in one namespace that one of them creates', () => {
    expect(clashCodes(BARE, { ...SECOND, namespace: 'ingress-nginx', createNamespace: false })).toEqual([]);
  });

  test('clash with one prefix, which is said once', () => {
    const second = { ingressClassName: 'internal', namespace: 'internal', kind: nginx({ controllerValue: 'example.com/internal' }) };
    expect(clashCodes(BARE, second)).toEqual(['controller/object-clash']);
  });

  test('with nothing of their own are told all that must differ, in one message', () => {
    const app = Testing.app();
    new IngressController(new Chart(app, 'one'), 'controller', BARE);
    new IngressController(new Chart(app, 'two'), 'controller', BARE);
    expect(() => app.synth()).toThrow(
      '[two/controller] [controller/object-clash] Namespace ingress-nginx, ServiceAccount ingress-nginx/ingress-nginx, ' +
        'Role ingress-nginx/ingress-nginx and 15 other objects are installed by "one/controller" too\n' +
        '    why: the object that is applied last would replace the other\n' +
        '    fix: give each controller its own namePrefix, its own namespace (or one of them createNamespace: false), ' +
        'its own ingressClassName and its own controllerValue (or watchNamespace)',
    );
    expect(clashCodes(BARE, BARE)).toEqual(['controller/object-clash']);
  });

  test.each<readonly [string, IngressControllerProps, IngressControllerProps, string]>([
    ['one class', BARE, { ...SECOND, ingressClassName: 'nginx' }, 'controller/class-clash'],
    ['one controller value', BARE, { ...SECOND, kind: nginx({}) }, 'controller/controller-value-clash'],
    [
      'one controller value, although one of them serves only some namespaces',
      BARE,
      { ...SECOND, kind: nginx({ watchNamespace: 'shop' }) },
      'controller/controller-value-clash',
    ],
    [
      'two default classes',
      { ...BARE, defaultIngressClass: true },
      { ...SECOND, defaultIngressClass: true },
      'controller/default-class-clash',
    ],
    ['one Namespace', BARE, { ...SECOND, namespace: 'ingress-nginx' }, 'controller/object-clash'],
  ])('clash with %s', (_, first, second, code) => {
    expect(clashCodes(first, second)).toEqual([code]);
  });

  test('may have one controller value where each serves a namespace of its own', () => {
    expect(clashCodes({ kind: nginx({ watchNamespace: 'a' }) }, { ...SECOND, kind: nginx({ watchNamespace: 'b' }) })).toEqual([]);
  });

  test('are told apart by path', () => {
    const app = Testing.app();
    new IngressController(new Chart(app, 'one'), 'controller', BARE);
    new IngressController(new Chart(app, 'two'), 'controller', { ...SECOND, ingressClassName: 'nginx' });
    expect(() => app.synth()).toThrow(
      '[two/controller] [controller/class-clash] ingress class "nginx" belongs to "one/controller" too\n' +
        '    why: the class of an Ingress decides which controller serves it\n' +
        '    fix: give each controller its own ingressClassName',
    );
  });

  test('in two apps never meet', () => {
    for (const outdir of [Testing.app().outdir, Testing.app().outdir]) {
      const app = new App({ outdir });
      new IngressController(new Chart(app, 'chart'), 'controller', BARE);
      expect(() => app.synth()).not.toThrow();
    }
  });
});

describe('warnings of an installation', () => {
  const warnings = collectWarnings();

  test('are shown at synth, once, although synth validates more than once', () => {
    const app = Testing.app();
    new IngressController(new Chart(app, 'test'), 'controller', {
      podDisruptionBudget: {},
      kind: nginx({ platform: ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION }),
    });
    app.synth();
    app.synth();
    expect(warnings.map((text) => text.split('\n')[0])).toEqual([
      '[test/controller] [controller/drain-blocked] podDisruptionBudget keeps 1 of 1 pods',
      expect.stringContaining('[test/controller] [controller/placeholder-left] the manifest of platform "aws-nlb-with-tls-termination"'),
    ]);
  });

  test('are those that the findings hold: infos are not shown', () => {
    const app = Testing.app();
    const controller = new IngressController(new Chart(app, 'test'), 'controller', { ...BARE, replicas: 2, hostPorts: {} });
    app.synth();
    expect(controller.findings).toMatchObject([{ severity: 'info', where: 'test/controller' }]);
    expect(warnings).toEqual([]);
  });
});

/** What plain JavaScript and other languages can pass. */
const untyped = (value: unknown) => value as never;

describe('what no compiler has seen is refused', () => {
  const controller = (props: unknown) => () => {
    const given = typeof props === 'object' ? { ...BARE, ...props } : props;
    return new IngressController(new Chart(Testing.app(), 'test'), 'controller', untyped(given));
  };
  const fromClass = (className: unknown, options: unknown) => () =>
    IngressController.fromIngressClassName(untyped(className), untyped(options));

  test.each<readonly [string, () => unknown, string]>([
    ['an option that nobody knows', controller({ frobnicate: 1 }), '[option/unknown] IngressController has no option "frobnicate"\n'],
    ['a slip in a name', controller({ replcas: 2 }), 'did you mean "replicas"?'],
    ['an option of the kind', controller({ platform: 'aws' }), 'fix: use kind: ControllerKind.ingressNginx({ platform: ... })'],
    ['a slip in an option of the kind', controller({ platfrom: 'aws' }), 'fix: use kind: ControllerKind.ingressNginx({ platform: ... })'],
    ['an option of a struct', controller({ minAvailable: 1 }), 'fix: use podDisruptionBudget: { minAvailable: ... }'],
    ['a slip inside a struct', controller({ service: { tpye: 'NodePort' } }), 'did you mean "service.type"?'],
    ['a slip two structs deep', controller({ service: { ports: { htp: 80 } } }), 'did you mean "service.ports.http"?'],
    [
      'an option of the controller given to the kind',
      () => nginx(untyped({ replicas: 2 })),
      'fix: use new IngressController(scope, id, { replicas: ..., kind })',
    ],
    ['a slip in an option of the kind', () => nginx(untyped({ plattform: 'aws' })), 'did you mean "platform"?'],
    ['a slip in the webhook', () => nginx(untyped({ admissionWebhook: { enable: false } })), 'did you mean "admissionWebhook.enabled"?'],
    ['a slip in a factory', () => ingressNginx.WebhookCertificate.certManager(untyped({ issuer: 'x' })), 'did you mean "issuerName"?'],
    ['a slip in limits', () => UpdateStrategy.rolling(untyped({ maxUnavailabel: 1 })), 'did you mean "maxUnavailable"?'],
    ['a slip in an image', () => ingressNginx.DefaultBackend.install(untyped({ image: { tga: '1' } })), 'did you mean "image.tag"?'],
    [
      'a name instead of a kind',
      controller({ kind: 'ingress-nginx' }),
      '[option/wrong-type] kind of IngressController cannot be "ingress-nginx"',
    ],
    ['a text instead of options', () => nginx(untyped('aws')), '[option/wrong-type] ControllerKind.ingressNginx cannot take "aws"'],
    ['a text instead of properties', controller('nginx'), '[option/wrong-type] IngressController cannot take "nginx"'],
    ['a number as a namespace', controller({ namespace: 7 }), '[option/wrong-type] namespace of IngressController cannot be 7'],
    ['a text as a flag', controller({ hostNetwork: 'false' }), '[option/wrong-type] hostNetwork of IngressController cannot be "false"'],
    [
      'a number as the value of a label',
      controller({ podLabels: { version: 2 } }),
      '[option/wrong-type] podLabels.version of IngressController cannot be 2',
    ],
    [
      'a number as a duration',
      controller({ terminationGracePeriod: 30 }),
      '[option/wrong-type] terminationGracePeriod of IngressController cannot be 30',
    ],
    [
      'a word as an update strategy',
      controller({ updateStrategy: 'Recreate' }),
      '[option/wrong-type] updateStrategy of IngressController cannot be "Recreate"',
    ],
    [
      'a policy that does not exist',
      controller({ image: { pullPolicy: 'Sometimes' } }),
      '[option/wrong-type] image.pullPolicy of IngressController cannot be',
    ],
    [
      'a text as a budget',
      controller({ podDisruptionBudget: '50%' }),
      '[option/wrong-type] podDisruptionBudget of IngressController cannot be "50%"',
    ],
    [
      'a list instead of TCP services',
      () => nginx(untyped({ tcpServices: ['a/b:1'] })),
      '[option/wrong-type] tcpServices of ControllerKind.ingressNginx cannot be a list',
    ],
    ['no kind', () => new IngressController(new Chart(Testing.app(), 'test'), 'controller', untyped({})), 'IngressController needs kind'],
    ['no name of a class', fromClass(undefined, BARE), '[option/missing] IngressController.fromIngressClassName needs ingressClassName'],
    [
      'a number as a class',
      fromClass(7, BARE),
      '[option/wrong-type] ingressClassName of IngressController.fromIngressClassName cannot be 7',
    ],
    ['a class without a kind', fromClass('nginx', {}), '[option/missing] IngressController.fromIngressClassName needs kind'],
    ['a class alone', fromClass('nginx', undefined), '[option/missing] IngressController.fromIngressClassName needs kind'],
    [
      'an autoscaler without its most pods',
      controller({ autoscaling: {} }),
      '[option/missing] IngressController needs autoscaling.maxReplicas',
    ],
    ['another name for the kind', fromClass('nginx', { ...BARE, knid: 1 }), 'did you mean "kind"?'],
    [
      'settings that are no texts',
      fromClass('a', { ...BARE, settings: { x: true } }),
      '[option/wrong-type] settings.x of IngressController.fromIngressClassName cannot be true',
    ],
    [
      'a name instead of the kind of a class',
      fromClass('a', { kind: 'nginx' }),
      '[option/wrong-type] kind of IngressController.fromIngressClassName cannot be "nginx"',
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(FindingError);
    expect(act).toThrow(message);
  });

  test('but null and undefined are as if they were left out, also inside', () => {
    const chart = new Chart(Testing.app(), 'test');
    const bare = new IngressController(new Chart(Testing.app(), 'test'), 'controller', BARE);
    new IngressController(chart, 'controller', untyped({ ...BARE, namespace: undefined, service: { type: null } }));
    expect(Testing.synth(chart)).toEqual(Testing.synth(Chart.of(bare)));
  });
});

describe('a controller that is installed already', () => {
  test('adds nothing to the app, and keeps what is known of it', () => {
    const settings = { 'use-gzip': 'true' };
    const controller = IngressController.fromIngressClassName('edge', { ...BARE, settings });
    expect(controller).toMatchObject({ ingressClassName: 'edge', settings, kind: { name: 'ingress-nginx' } });
  });

  test('must have a class that can be one', () => {
    expect(() => IngressController.fromIngressClassName('My Class', BARE)).toThrow(
      '[controller/name-malformed] ingressClassName "My Class"',
    );
  });
});

describe('routes learn', () => {
  test('of an installed controller: its dialect, its version and its settings', () => {
    const controller = new IngressController(new Chart(Testing.app(), 'test'), 'controller', {
      kind: nginx({ config: { useGzip: true } }),
    });
    const { facts, ...reference } = controllerReference(controller);
    expect(reference).toEqual({ dialect: 'ingress-nginx', ingressClassName: 'nginx', construct: controller });
    const { version, own, settings, workloads } = facts;
    expect({ version, own, settings, workloads }).toEqual({
      version: '1.15.1',
      own: { config: { useGzip: true } },
      settings: { 'use-gzip': 'true' },
      workloads: [expect.objectContaining({ kind: 'Deployment' })],
    });
  });

  test('of one without settings that it has none, and of an imported one nothing that was not said', () => {
    const installed = new IngressController(new Chart(Testing.app(), 'test'), 'controller', BARE);
    expect(controllerReference(installed).facts).toMatchObject({ version: '1.15.1', settings: {} });
    expect(controllerReference(IngressController.fromIngressClassName('edge', BARE)).facts).toEqual({ version: '1.15.1', own: {} });
  });

  test('without a controller that only the Ingress API is known', () => {
    expect(controllerReference(undefined)).toEqual({ dialect: 'portable', facts: { version: 'v1' } });
  });
});
