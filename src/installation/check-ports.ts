import type { Raise } from './check-install-options';
import type { ContainerPort } from './container';
import type { ServicePort } from './services';

/** The ports of an installation. Keys of the Services are the names of their options. */
interface Ports {
  readonly container: readonly ContainerPort[];
  readonly services: { readonly [option: string]: readonly ServicePort[] };
  readonly hostNetwork: boolean;
}

/** Checks that no two listeners share a port of the node or of one Service. */
export function checkPorts({ container, services, hostNetwork }: Ports, raise: Raise): void {
  once(
    'hostPorts',
    container.map(({ hostPort, protocol }) => ({ port: hostPort, protocol })),
  );
  for (const [option, ports] of Object.entries(services)) {
    once(`${option}.ports`, ports);
    once(
      `${option}.nodePorts`,
      ports.map(({ nodePort, protocol }) => ({ port: nodePort, protocol })),
    );
  }
  if (!hostNetwork) return;
  for (const { name, hostPort, containerPort: port } of container)
    if (hostPort !== undefined && hostPort !== port) raise('controller/host-port-differs', { listener: name, hostPort, port });

  function once(option: string, ports: readonly { readonly port: number | undefined; readonly protocol: string }[]): void {
    const seen = new Set<string>();
    for (const { port, protocol } of ports) {
      if (port === undefined) continue;
      if (seen.has(`${protocol} ${port}`)) raise('controller/port-twice', { option, port, protocol });
      seen.add(`${protocol} ${port}`);
    }
  }
}
