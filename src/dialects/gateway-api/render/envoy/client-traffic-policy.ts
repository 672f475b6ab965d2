import type { ClientCertificatePolicy, HostPolicies } from '../../../../model/neutral-route';
import type { ObjectSlot } from '../../../../output/object-slot';
import { slot } from '../slots';

/** The policy of a listener for https, which belongs to the Gateway. */
export const clientsSlot = (host: string): ObjectSlot =>
  slot('ClientTrafficPolicy', host, `clients-${host.replace('*', 'wildcard').replaceAll('.', '-')}`, { owner: 'controller' });

/** Lets the policies of a Gateway of another namespace read the authorities of client certificates. */
export const authorityGrant = (namespace: string, gatewayNamespace: string, own: string): ObjectSlot =>
  slot('ReferenceGrant', 'authorities', `authorities-to-${gatewayNamespace}-from-${own}`, namespace === own ? {} : { namespace });

/** `off` asks for nothing. */
export const asksForCertificates = ({ clientCertificates }: HostPolicies): boolean =>
  clientCertificates !== undefined && clientCertificates.verify !== 'off';

/**
 * `spec` of a ClientTrafficPolicy without its target (envoyproxy/gateway@v1.9.1:api/v1alpha1/clienttrafficpolicy_types.go, tls_types.go).
 * Undefined: the hosts ask for nothing of it. `authorities`: the namespace of the Secret, unless it is that of the Gateway.
 */
export function clientsSpec(hosts: HostPolicies, authorities: string | undefined): object | undefined {
  const { tlsPolicy: { minVersion, maxVersion, ciphers } = {}, clientCertificates } = hosts;
  const asked = clientCertificates !== undefined && asksForCertificates(hosts);
  const tls = {
    ...(minVersion === undefined ? {} : { minVersion }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
    ...(ciphers === undefined ? {} : { ciphers: [...ciphers] }),
    ...(asked ? { clientValidation: validation(clientCertificates, authorities) } : {}),
  };
  if (Object.keys(tls).length === 0) return undefined;
  const passed = asked && clientCertificates.passToBackend === true;
  return { tls, ...(passed ? { headers: { xForwardedClientCert: { mode: 'SanitizeSet', certDetailsToAdd: ['Cert'] } } } : {}) };
}

const MODES = { on: 'RequireAndVerify', off: 'Request', optional: 'VerifyIfGiven', optional_no_ca: 'Request' } as const;

function validation({ secretName, verify }: ClientCertificatePolicy, namespace: string | undefined): object {
  const authority = { kind: 'Secret', name: secretName, ...(namespace === undefined ? {} : { namespace }) };
  return { mode: MODES[verify], caCertificateRefs: [authority] };
}
