import type { NeutralRoute, RoutePolicies, ServiceRef } from '../../../../model/neutral-route';
import type { ObjectSlot } from '../../../../output/object-slot';
import { slot } from '../slots';

/** A Service that is spoken to over TLS. */
export interface SecureService {
  readonly slot: ObjectSlot;
  readonly service: ServiceRef;
  readonly policies: RoutePolicies;
}

/** The Services of a route that its policies want TLS for. */
export function secureServices({ action, policies }: Pick<NeutralRoute, 'action' | 'policies'>): readonly SecureService[] {
  if (action.kind !== 'forward' || policies.backendProtocol !== 'HTTPS') return [];
  const services = [...action.backends.map(({ service }) => service), ...(action.canary === undefined ? [] : [action.canary.service])];
  return services.map((service) => secureService(service, policies));
}

export function secureService(service: ServiceRef, policies: RoutePolicies): SecureService {
  const { name, namespace } = service;
  const own = namespace === undefined ? {} : { namespace };
  return { slot: slot('BackendTLSPolicy', `${namespace ?? ''}/${name}`, `tls-to-${name}`, own), service, policies };
}

/** `spec` of a BackendTLSPolicy (kubernetes-sigs/gateway-api@v1.6.1:apis/v1/backendtlspolicy_types.go): the certificate is always verified. */
export function backendTlsSpec({ service, policies: { backendTls = {} } }: SecureService, namespace: string): object {
  const { secretName, serverName = `${service.name}.${service.namespace ?? namespace}.svc.cluster.local` } = backendTls;
  return {
    targetRefs: [{ group: '', kind: 'Service', name: service.name }],
    validation: {
      ...(secretName === undefined
        ? { wellKnownCACertificates: 'System' }
        : { caCertificateRefs: [{ group: '', kind: 'Secret', name: secretName }] }),
      hostname: serverName,
    },
  };
}
