import { type Image, image } from './images';
import type { HostPorts } from './install-options';
import type { Installation } from './names';

/** Settings of the controller's container. */
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
  /** Default resources, if the user gives none. Absent: none. */
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

/**
 * A port for clients. If host ports are used, it is also a port of the node: the one that the options have under its name, or else the
 * same number.
 */
export const clientPort = (
  { name, port, protocol = 'TCP' }: { readonly name: string; readonly port: number; readonly protocol?: 'TCP' | 'UDP' },
  hostPorts: HostPorts | undefined,
): ContainerPort => {
  const onHost: { readonly [name: string]: number } = { http: hostPorts?.http ?? 80, https: hostPorts?.https ?? 443 };
  return { name, containerPort: port, hostPort: hostPorts && (onHost[name] ?? port), protocol };
};

/** A container that runs as an unprivileged user and cannot gain privileges. Its root file system is read-only unless `writable`. */
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
