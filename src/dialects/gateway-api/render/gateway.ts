import type { KubeObject } from '../../../kinds/kube-object';
import type { ConstructRoutes } from '../../dialect';
import type { Parts } from './parts';
import type { Settings } from './settings';
import { apiOf, GATEWAY } from './slots';
import { passedHosts } from './tls-route';

/** One construct with routes for a Gateway. */
export interface Target {
  readonly to: ConstructRoutes;
  readonly settings: Settings;
  readonly parts: Parts;
}

/** The Gateway that all constructs share. */
export interface Gateway {
  readonly object: KubeObject;
  /** Names of the listeners for https, by the host of their certificates. */
  readonly httpsListeners: ReadonlyMap<string, string>;
  /** How many listeners there are. */
  readonly listeners: number;
}

/** Name of the listener for http, which takes every host. */
export const HTTP = 'http';

interface CertificateRef {
  readonly namespace?: string;
  readonly name: string;
}

/**
 * A listener for http, one for https for each host that certificates are for, and one for each host whose TLS is passed on. Of a listener
 * with several certificates the handshake chooses one (kubernetes-sigs/gateway-api@v1.6.1:apis/v1/gateway_types.go).
 */
export function gatewayOf(targets: readonly Target[]): Gateway {
  const settings = targets[0]?.settings;
  const certificates = new Map<string, CertificateRef[]>();
  for (const { to, settings: own } of targets) {
    for (const { hosts, secretName } of to.routes.tls) {
      if (secretName === undefined) continue;
      const ref = { ...(own.namespace === own.gateway.namespace ? {} : { namespace: own.namespace }), name: secretName };
      for (const host of hosts) {
        const refs = certificates.get(host) ?? [];
        if (!refs.some((one) => one.name === ref.name && one.namespace === ref.namespace)) refs.push(ref);
        certificates.set(host, refs);
      }
    }
  }
  const allowedRoutes = allowed(targets);
  const passed = [...new Set(targets.flatMap(({ to }) => passedHosts(to.routes)))].sort();
  // Nobody needs a certificate for what is passed on, and two listeners of one host and port would exclude each other.
  const certified = [...certificates.keys()].filter((host) => !passed.includes(host)).sort();
  const httpsListeners = new Map(certified.map((host) => [host, listenerName('https', host)]));
  const listeners = [
    { name: HTTP, port: settings?.httpPort, protocol: 'HTTP', ...allowedRoutes },
    ...[...httpsListeners].map(([hostname, name]) => ({
      name,
      hostname,
      port: settings?.httpsPort,
      protocol: 'HTTPS',
      tls: { mode: 'Terminate', certificateRefs: certificates.get(hostname) },
      ...allowedRoutes,
    })),
    ...passed.map((hostname) => ({
      name: listenerName('tls', hostname),
      hostname,
      port: settings?.httpsPort,
      protocol: 'TLS',
      tls: { mode: 'Passthrough' },
      ...allowedRoutes,
    })),
  ];
  const spec = { gatewayClassName: settings?.gatewayClassName, listeners };
  return {
    object: { ...apiOf('Gateway'), metadata: { name: settings?.gateway.name ?? GATEWAY.suffix }, spec },
    httpsListeners,
    listeners: listeners.length,
  };
}

/** Names of exact hosts begin with another text than those of wildcards. */
export const listenerName = (protocol: 'https' | 'tls', host: string): string =>
  host.startsWith('*.') ? `wildcard-${protocol}-${host.slice(2)}` : `${protocol}-${host}`;

/** Routes of the namespace of the Gateway are always let in. */
function allowed(targets: readonly Target[]): object {
  const namespaces = [...new Set(targets.map(({ settings }) => settings.namespace))].sort();
  const own = targets[0]?.settings.gateway.namespace;
  if (namespaces.every((namespace) => namespace === own)) return {};
  const selector = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }] };
  return { allowedRoutes: { namespaces: { from: 'Selector', selector } } };
}
