import type { Finding } from '../../../../findings/finding';
import type { KubeObject } from '../../../../kinds/kube-object';
import { canonical } from '../../../../output/slot-text';
import { finding } from '../../findings';
import type { Gateway, Target } from '../gateway';
import { apiOf, groupOf } from '../slots';
import { clientsSlot, clientsSpec } from './client-traffic-policy';

/** How clients speak TLS to the listeners of a Gateway, as constructs with certificates for them say. */
export interface Clients {
  /** By slot key. */
  readonly objects: ReadonlyMap<string, KubeObject>;
  /** By construct. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

export function clientsOf(targets: readonly Target[], { httpsListeners }: Gateway, nameOf: (slotKey: string) => string): Clients {
  const objects = new Map<string, KubeObject>();
  const findings = new Map<string, Finding[]>();
  const report = (where: string, found: Finding): void => void findings.set(where, [...(findings.get(where) ?? []), found]);
  const first = new Map<string, { readonly text: string; readonly construct: string }>();
  for (const target of targets) {
    const spec = specOf(target);
    if (spec === undefined) continue;
    const { construct, tls, hosts } = target.to.routes;
    if (hosts.clientCertificates?.verifyDepth !== undefined) report(construct, finding('gateway-api/setting-not-used', construct, DEPTH));
    const text = canonical(spec);
    for (const host of tls.flatMap((certificate) => certificate.hosts)) {
      const other = first.get(host);
      if (other !== undefined && other.text !== text)
        report(construct, finding('gateway-api/listener-in-two-ways', construct, { host, other: other.construct }));
      if (other !== undefined) continue;
      first.set(host, { text, construct });
      const { key } = clientsSlot(host);
      const sectionName = httpsListeners.get(host);
      const targetRefs = [{ group: groupOf('Gateway'), kind: 'Gateway', name: target.settings.gateway.name, sectionName }];
      objects.set(key, { ...apiOf('ClientTrafficPolicy'), metadata: { name: nameOf(key) }, spec: { targetRefs, ...spec } });
    }
  }
  return { objects, findings };
}

const DEPTH = {
  subject: 'this PathIngress',
  option: 'clientCertificates.verifyDepth',
  because: 'a ClientTrafficPolicy has no limit for the length of a chain',
  instead: 'leave verifyDepth out',
};

function specOf({ to: { routes: set }, settings: { namespace, gateway, implementation } }: Target): object | undefined {
  if (implementation.ownPolicies === undefined) return undefined;
  const home = set.hosts.clientCertificates?.secretNamespace ?? namespace;
  return clientsSpec(set.hosts, home === gateway.namespace ? undefined : home);
}
