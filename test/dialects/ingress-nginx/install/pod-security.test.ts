import * as ingressNginx from '../../../../src/dialects/ingress-nginx/public';
import type { InstallOptions } from '../../../../src/installation/install-options';
import { collectWarnings } from '../../../synth-routes';
import { type Manifest, nameOf } from './canonical';
import { synth } from './synth';

collectWarnings();

/**
 * Which level of the Pod Security Standards the pods of an installation meet. The controls that the fields of these pods can break are checked,
 * as kubernetes/website@main:content/en/docs/concepts/security/pod-security-standards.md has them.
 */
type Level = 'restricted' | 'baseline' | 'privileged';

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly volumes?: readonly { readonly name: string; readonly [source: string]: unknown }[];
  readonly containers: readonly {
    readonly ports?: readonly { readonly hostPort?: number }[];
    readonly securityContext?: {
      readonly privileged?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly runAsNonRoot?: boolean;
      readonly runAsUser?: number;
      readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
      readonly seccompProfile?: { readonly type: string };
    };
  }[];
}

/** Capabilities that the level baseline lets a container add. */
const BASELINE_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const RESTRICTED_VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

function levelOf({ hostNetwork, volumes = [], containers }: PodSpec): Level {
  const contexts = containers.map(({ securityContext }) => securityContext ?? {});
  const baseline =
    hostNetwork !== true &&
    containers.every(({ ports = [] }) => ports.every(({ hostPort = 0 }) => hostPort === 0)) &&
    contexts.every(
      ({ privileged, capabilities }) =>
        privileged !== true && (capabilities?.add ?? []).every((name) => BASELINE_CAPABILITIES.includes(name)),
    ) &&
    volumes.every((volume) => !('hostPath' in volume));
  if (!baseline) return 'privileged';
  const restricted =
    volumes.every(({ name: _, ...source }) => Object.keys(source).every((type) => RESTRICTED_VOLUMES.includes(type))) &&
    contexts.every(
      ({ allowPrivilegeEscalation, runAsNonRoot, runAsUser, capabilities, seccompProfile }) =>
        allowPrivilegeEscalation === false &&
        runAsNonRoot === true &&
        runAsUser !== 0 &&
        capabilities?.drop?.includes('ALL') === true &&
        (capabilities.add ?? []).every((name) => name === 'NET_BIND_SERVICE') &&
        ['RuntimeDefault', 'Localhost'].includes(seccompProfile?.type ?? ''),
    );
  return restricted ? 'restricted' : 'baseline';
}

const podsOf = (objects: readonly Manifest[]): [string, PodSpec][] =>
  objects.flatMap((object) => {
    const { template } = (object.spec ?? {}) as { template?: { spec: PodSpec } };
    return template === undefined ? [] : [[nameOf(object), template.spec]];
  });

const levels = (own: ingressNginx.Options, options: InstallOptions = {}) =>
  Object.fromEntries(podsOf(synth(own, options)).map(([name, pod]) => [name, levelOf(pod)]));

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
