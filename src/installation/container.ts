import { type Image, image } from './images';
import type { HostPorts } from './install-options';
import type { Installation } from './names';

/** What a controller says of its container. */
export interface ControllerContainer {
  /** Absent: `controller`. */
  readonly name?: string;
  readonly image: Image;
  readonly args: readonly string[];
  readonly env: readonly object[];
  readonly lifecycle?: object;
  readonly livenessProbe: object;
  readonly readinessProbe: object;
  readonly ports: readonly ContainerPort[];
  /** What it asks for unless the user says otherwise. Absent: nothing. */
  readonly resources?: object;
  readonly securityContext: object;
  readonly volumeMounts?: readonly object[] | undefined;
}

export function controllerContainer({ options }: Installation, container: ControllerContainer): object {
  return {
    name: container.name ?? 'controller',
    image: image(container.image, options, options.image),
    imagePullPolicy: options.image?.pullPolicy ?? 'IfNotPresent',
    args: container.args,
    env: container.env,
    lifecycle: container.lifecycle,
    livenessProbe: container.livenessProbe,
    readinessProbe: container.readinessProbe,
    ports: container.ports,
    resources: options.resources ?? container.resources,
    securityContext: container.securityContext,
    volumeMounts: container.volumeMounts,
  };
}

/** A variable that holds a field of the pod. */
export const podField = (name: string, fieldPath: string): object => ({ name, valueFrom: { fieldRef: { fieldPath } } });

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly hostPort: number | undefined;
  readonly protocol: 'TCP' | 'UDP';
}

/** A port that only the cluster connects to. */
export const innerPort = (name: string, containerPort: number): ContainerPort => ({
  name,
  containerPort,
  hostPort: undefined,
  protocol: 'TCP',
});

/** A port for clients. It is a port of the node too if host ports are wanted: its own number, unless the options have another for its name. */
export const clientPort = (
  { name, port, protocol = 'TCP' }: { readonly name: string; readonly port: number; readonly protocol?: 'TCP' | 'UDP' },
  hostPorts: HostPorts | undefined,
): ContainerPort => {
  const onHost: { readonly [name: string]: number } = { http: hostPorts?.http ?? 80, https: hostPorts?.https ?? 443 };
  return { name, containerPort: port, hostPort: hostPorts && (onHost[name] ?? port), protocol };
};

/** A container that runs as an ordinary user, cannot become another, and unless `writable` cannot write to its own file system. */
export function asUser(
  id: number,
  {
    group = id,
    capabilities,
    writable = false,
  }: { readonly group?: number; readonly capabilities?: readonly string[]; readonly writable?: boolean } = {},
): object {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { ...(capabilities && { add: capabilities }), drop: ['ALL'] },
    readOnlyRootFilesystem: !writable,
    runAsGroup: group,
    runAsNonRoot: true,
    runAsUser: id,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
