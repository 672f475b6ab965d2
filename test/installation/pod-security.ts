/**
 * Which level of the Pod Security Standards the pods of an installation meet. The controls that the fields of these pods can break are checked,
 * as kubernetes/website@main:content/en/docs/concepts/security/pod-security-standards.md has them.
 */
export type Level = 'restricted' | 'baseline' | 'privileged';

/** Of a pod, or of a container, which counts first. */
interface SecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seccompProfile?: { readonly type: string };
}

interface PodSpec {
  readonly securityContext?: SecurityContext;
  readonly hostNetwork?: boolean;
  readonly volumes?: readonly { readonly name: string; readonly [source: string]: unknown }[];
  readonly containers: readonly {
    readonly ports?: readonly { readonly hostPort?: number }[];
    readonly securityContext?: SecurityContext & {
      readonly privileged?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
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

function levelOf({ hostNetwork, volumes = [], containers, securityContext: ofPod }: PodSpec): Level {
  const contexts = containers.map(({ securityContext }) => ({ ...ofPod, ...securityContext }));
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

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: unknown;
}

/** The pods of an installation, by kind and name of what runs them. */
export const podsOf = (objects: readonly Workload[]): readonly (readonly [workload: string, pod: PodSpec])[] =>
  objects.flatMap(({ kind, metadata, spec }) => {
    const { template } = (spec ?? {}) as { readonly template?: { readonly spec: PodSpec } };
    return template === undefined ? [] : [[`${kind} ${metadata.name}`, template.spec] as const];
  });

export const levelsOf = (objects: readonly Workload[]): { readonly [workload: string]: Level } =>
  Object.fromEntries(podsOf(objects).map(([name, pod]) => [name, levelOf(pod)]));
