import type { Finding } from '../../../../findings/finding';
import type { RoutePolicies, ServiceRef } from '../../../../model/neutral-route';
import { canonical } from '../../../../output/slot-text';
import { finding } from '../../findings';
import type { Target } from '../gateway';
import { backendsOf } from '../place';
import { backendTlsSpec, secureService } from './backend-tls-policy';

/** How routes speak to a Service, and who was the first to want it. */
interface Way {
  /** Of the policy; empty without TLS. */
  readonly spec: string;
  readonly construct: string;
}

/** Services that some routes speak TLS to, and others something else. By construct. */
export function checkSecureServices(targets: readonly Target[]): ReadonlyMap<string, readonly Finding[]> {
  const findings = new Map<string, Finding[]>();
  const ways = new Map<string, Way>();
  for (const { service, policies, home, construct } of targets.flatMap(usesOf)) {
    const name = `${service.namespace ?? home}/${service.name}`;
    const spec = policies.backendProtocol === 'HTTPS' ? canonical(backendTlsSpec(secureService(service, policies), home)) : '';
    const other = ways.get(name);
    if (other === undefined) ways.set(name, { spec, construct });
    if (other === undefined || other.spec === spec) continue;
    const list = findings.get(construct) ?? [];
    const elsewhere = other.construct === construct ? 'the same PathIngress' : `"${other.construct}"`;
    const found = finding('gateway-api/service-in-two-ways', construct, { service: name, other: elsewhere });
    if (!list.some(({ what }) => what === found.what)) findings.set(construct, [...list, found]);
  }
  return findings;
}

interface Use {
  readonly service: ServiceRef;
  readonly policies: RoutePolicies;
  readonly home: string;
  readonly construct: string;
}

const usesOf = ({ to: { routes: set }, settings: { namespace: home } }: Target): readonly Use[] => [
  ...set.routes.flatMap((route) =>
    backendsOf(route).map((service) => ({ service, policies: route.policies, home, construct: set.construct })),
  ),
  ...(set.defaultBackend === undefined ? [] : [{ service: set.defaultBackend, policies: set.policies, home, construct: set.construct }]),
];
