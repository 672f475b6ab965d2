import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
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

/** Whoever has the manifests of 2020 beside the checkout sees that the list leaves nothing out. */
const BESIDE = resolve(__dirname, '../../../../../shared/upstream/ingress-nginx-0.30.0');
const whereBeside = existsSync(BESIDE) ? test : test.skip;

whereBeside('the list above has every object and every setting of the manifests', () => {
  const files = ['mandatory.yaml', 'patch-configmap-l4.yaml', 'service-l4.yaml'];
  const documents = files.flatMap((file) => parseAllDocuments(readFileSync(resolve(BESIDE, file), 'utf8')).map((one) => one.toJS()));
  const real = byName(documents.filter((document) => document !== null));
  expect(DEMO.map(({ was }) => was)).toEqual(Object.keys(real));
  const ofToday = (path: string) =>
    path
      .replace('containers[nginx-ingress-controller]', 'containers[controller]')
      .replace('[nginx-ingress-serviceaccount]', '[ingress-nginx]');
  for (const { was, kept, changed } of DEMO) {
    const listed = { ...kept, ...Object.fromEntries(changed.map(({ setting, value }) => [ofToday(setting), value])) };
    const settings = Object.entries(leaves(real[was])).map(([path, value]) => [ofToday(path), value]);
    expect(listed).toEqual(Object.fromEntries(settings));
  }
});
