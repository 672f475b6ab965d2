import * as ingressNginx from '../../../../src/dialects/ingress-nginx/public';
import type { InstallOptions } from '../../../../src/installation/install-options';
import { levelsOf, podsOf } from '../../../installation/pod-security';
import { collectWarnings } from '../../../synth-routes';
import { synth } from './synth';

collectWarnings();

const levels = (own: ingressNginx.Options, options: InstallOptions = {}) => levelsOf(synth(own, options));

const JOBS = { 'Job ingress-nginx-admission-create': 'restricted', 'Job ingress-nginx-admission-patch': 'restricted' };

test.each(Object.values(ingressNginx.Platform).filter((platform) => platform !== ingressNginx.Platform.KIND))(
  'platform %s meets the level restricted: its one capability, NET_BIND_SERVICE, is the one that this level allows',
  (platform) => {
    const workload = platform === ingressNginx.Platform.EXOSCALE ? 'DaemonSet' : 'Deployment';
    expect(levels({ platform })).toEqual({ [`${workload} ingress-nginx-controller`]: 'restricted', ...JOBS });
  },
);

test('platform kind meets only the level privileged, because of its ports of the node', () => {
  expect(levels({ platform: ingressNginx.Platform.KIND })).toEqual({ 'Deployment ingress-nginx-controller': 'privileged', ...JOBS });
});

test.each<readonly [string, InstallOptions]>([
  ['hostNetwork', { hostNetwork: true }],
  ['hostPorts', { hostPorts: {} }],
])('%s leaves only the level privileged', (_, options) => {
  expect(levels({}, options)).toEqual({ 'Deployment ingress-nginx-controller': 'privileged', ...JOBS });
});

test('the default backend meets the level restricted', () => {
  expect(levels({ defaultBackend: ingressNginx.DefaultBackend.install() })).toHaveProperty(
    'Deployment ingress-nginx-defaultbackend',
    'restricted',
  );
});

test('every image is pinned by digest', () => {
  const objects = synth({ defaultBackend: ingressNginx.DefaultBackend.install() });
  const images = podsOf(objects).flatMap(([, { containers }]) =>
    containers.map((container) => (container as unknown as { image: string }).image),
  );
  expect(images).toHaveLength(4);
  expect(images.filter((image) => !/@sha256:[0-9a-f]{64}$/.test(image))).toEqual([]);
});
