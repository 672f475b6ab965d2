import * as ingressNginx from '../../../../src/dialects/ingress-nginx/public';
import { ControllerWorkload } from '../../../../src/installation/install-options';
import { expectValid } from '../../../kubernetes-schema';
import { collectWarnings } from '../../../synth-routes';
import { byName, differences } from './canonical';
import { SELECTOR } from './options/case';
import { CASES as CONTROLLER } from './options/controller';
import { CASES as IDENTITY } from './options/identity';
import { CASES as IMAGES } from './options/images';
import { CASES as OBSERVABILITY } from './options/observability';
import { CASES as PODS } from './options/pods';
import { CASES as SECURITY } from './options/security';
import { CASES as SERVICES } from './options/services';
import { CASES as WEBHOOK } from './options/webhook';
import { synth } from './synth';

collectWarnings();

const CASES = [...IDENTITY, ...PODS, ...IMAGES, ...SERVICES, ...OBSERVABILITY, ...SECURITY, ...CONTROLLER, ...WEBHOOK];

describe.each(CASES)('$option', ({ options, own, differences: expected, added = [] }) => {
  const before = synth({ platform: own?.platform ?? ingressNginx.Platform.CLOUD });
  const objects = synth(own, options);

  test('changes exactly this', () => {
    expect(differences(before, objects)).toEqual(expected);
  });

  test('adds exactly these objects', () => {
    const known = byName(before);
    expect(Object.entries(byName(objects)).flatMap(([name, object]) => (name in known ? [] : [object]))).toEqual(added);
  });

  test('gives objects that the API server takes', () => {
    expectValid(objects);
  });
});

test('namePrefix replaces the name of the project in names and in the label of the instance, and nowhere else', () => {
  const objects = synth({}, { namePrefix: 'edge-one' });
  // The prefix appears only where it was put, so replacing it everywhere must give the installation without it.
  expect(differences(synth(), JSON.parse(JSON.stringify(objects).replace(/edge-one/g, 'ingress-nginx')))).toEqual([]);
  expect(Object.keys(byName(objects))).toEqual([
    'ClusterRole edge-one',
    'ClusterRole edge-one-admission',
    'ClusterRoleBinding edge-one',
    'ClusterRoleBinding edge-one-admission',
    'ConfigMap edge-one-controller',
    'Deployment edge-one-controller',
    'IngressClass nginx',
    'Job edge-one-admission-create',
    'Job edge-one-admission-patch',
    'Namespace ingress-nginx',
    'Role edge-one',
    'Role edge-one-admission',
    'RoleBinding edge-one',
    'RoleBinding edge-one-admission',
    'Service edge-one-controller',
    'Service edge-one-controller-admission',
    'ServiceAccount edge-one',
    'ServiceAccount edge-one-admission',
    'ValidatingWebhookConfiguration edge-one-admission',
  ]);
  const selectors = objects.filter(({ kind }) => kind === 'Service').map(({ spec }) => (spec as { selector: object }).selector);
  expect(selectors).toEqual(Array(2).fill({ ...SELECTOR.controller, 'app.kubernetes.io/instance': 'edge-one' }));
  expectValid(objects);
});

test.each([
  [ingressNginx.Platform.CLOUD, ControllerWorkload.DAEMON_SET, 'Deployment', 'strategy', 'updateStrategy'],
  [ingressNginx.Platform.EXOSCALE, ControllerWorkload.DEPLOYMENT, 'DaemonSet', 'updateStrategy', 'strategy'],
])(
  'workload on platform %s becomes a %s: only the kind and the name of the strategy change',
  (platform, workload, was, field, newField) => {
    const before = synth({ platform }).map((object) => {
      if (object.kind !== was) return object;
      const { [field]: strategy, ...spec } = object.spec as { [field: string]: unknown };
      return { ...object, kind: workload, spec: { ...spec, [newField]: strategy } };
    });
    const objects = synth({ platform }, { workload });
    expect(differences(before, objects)).toEqual([]);
    expectValid(objects);
  },
);
