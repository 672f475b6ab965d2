import { createHash } from 'node:crypto';
import * as ingressNginx from '../../../../src/dialects/ingress-nginx/public';
import { collectWarnings } from '../../../synth-routes';
import { byName, leaves } from './canonical';
import { type Change, DEMO } from './demo-2020';
import { synth } from './synth';

collectWarnings();

const today = byName(synth({ platform: ingressNginx.Platform.AWS_CLASSIC_L4 }));

const verdict = (now: string | undefined, was: string) => (now === undefined ? 'is gone' : now === was ? 'is kept' : `is ${now} now`);

function fate(setting: string, now: Change['now']): string {
  if (now === undefined) return 'was dropped';
  return now.setting === setting ? `is ${JSON.stringify(now.value)} now` : `became ${now.setting}`;
}

describe.each(DEMO.map((object) => ({ ...object, verdict: verdict(object.now, object.was) })))('$was of 2020 $verdict', (object) => {
  const now = object.now === undefined ? undefined : today[object.now];

  test('and the settings that were kept are the same', () => {
    expect(now === undefined ? {} : leaves(now)).toMatchObject(object.kept);
  });

  for (const { setting, value, now: renamed, because } of object.changed) {
    test(`${setting} ${fate(setting, renamed)}: ${because}`, () => {
      const settings = now === undefined ? {} : leaves(now);
      if (renamed === undefined) expect(settings).not.toHaveProperty([setting], value);
      else expect(leaves(today[renamed.object ?? object.now ?? ''])).toHaveProperty([renamed.setting], renamed.value);
    });
  }
});

test('what came after 2020 is the admission webhook with its certificate, and the ingress class', () => {
  const known = DEMO.map(({ now }) => now);
  expect(Object.keys(today).filter((name) => !known.includes(name))).toEqual([
    'ClusterRole ingress-nginx-admission',
    'ClusterRoleBinding ingress-nginx-admission',
    'IngressClass nginx',
    'Job ingress-nginx-admission-create',
    'Job ingress-nginx-admission-patch',
    'Role ingress-nginx-admission',
    'RoleBinding ingress-nginx-admission',
    'Service ingress-nginx-controller-admission',
    'ServiceAccount ingress-nginx-admission',
    'ValidatingWebhookConfiguration ingress-nginx-admission',
  ]);
});

/**
 * SHA-256 of the settings of each object of the manifests that `demo-2020.ts` names: `[path, value]` of its leaves in the order of their
 * paths, the container and the service account named as they are today. The manifests themselves are not part of this repository.
 */
const PUBLISHED: { readonly [object: string]: string } = {
  'ClusterRole nginx-ingress-clusterrole': '71c685843deb071390ecfd1fcc4486a11acb00efa86f0a8270706de42d3e48c4',
  'ClusterRoleBinding nginx-ingress-clusterrole-nisa-binding': '920772fcdfd88dfaed5dfce28d438f2c6611d3abe82cc30b954f5cd1803299f2',
  'ConfigMap nginx-configuration': 'fe4de9e1bd1eccfbc82d8d8362d299fa653041566ad18dc11ca64d87bd8a43d2',
  'ConfigMap tcp-services': 'ad6b01b2390a45bae97f68046c90f6b7de588c4d616ac46fd7a1f46e8ae8e818',
  'ConfigMap udp-services': '5a503bc2f60a80ead131d4001654406faf56338ddf43100ab52b897e286b87c3',
  'Deployment nginx-ingress-controller': '5cd6d6fb747d986fafadfc676438a7ecbe55d0f851dfbbeacb593eeb01f8d2b9',
  'LimitRange ingress-nginx': '7eee5616badf276af3bd45da087c40ceffddbabb2f8321ebb29d9e1a904a2ca5',
  'Namespace ingress-nginx': '97a5d8fca60bc21dec790f7abaaaa3a963ff59daeef80846d88b21e4304c4e78',
  'Role nginx-ingress-role': '076cb0a2d7aac1ae952d1ebebe1b86a0ef3e106f2ee59352f0b7958eb19bbf4f',
  'RoleBinding nginx-ingress-role-nisa-binding': '075845b2508dafb76796d750dc04ecd0cb06e578dc43374cd6fc34387a3b3ce5',
  'Service ingress-nginx': '43bdfbce8e3e06da7951f12a52a5bee56438061a6eeec05d5f2810f073709326',
  'ServiceAccount nginx-ingress-serviceaccount': 'fa71d40b11b933ae6590877e9af96921656bd20034f0fe081ae58d2f0d669702',
};

/** What an object had in 2020, as the list tells it. */
const listedSettings = ({ kept, changed }: (typeof DEMO)[number]): [path: string, value: unknown][] => [
  ...Object.entries(kept),
  ...changed.map(({ setting, value }): [string, unknown] => [ofToday(setting), value]),
];

/** What was kept stands in the list under the path that it has today. */
const ofToday = (path: string): string =>
  path
    .replace('containers[nginx-ingress-controller]', 'containers[controller]')
    .replace('[nginx-ingress-serviceaccount]', '[ingress-nginx]');

const digestOf = (settings: readonly [path: string, value: unknown][]): string =>
  createHash('sha256')
    .update(JSON.stringify([...settings].sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');

test('the list has every object of the manifests of 2020', () => {
  expect(DEMO.map(({ was }) => was)).toEqual(Object.keys(PUBLISHED));
});

test.each(DEMO)('the list has every setting that $was had in 2020, with its value, and no other', (object) => {
  expect(digestOf(listedSettings(object))).toBe(PUBLISHED[object.was]);
});
