import type { ClientCertificatePolicy, HostPolicies } from '../../../model/neutral-route';

const CLIENT_AUTH = {
  on: 'RequireAndVerifyClientCert',
  optional: 'VerifyClientCertIfGiven',
  optional_no_ca: 'RequestClientCert',
} as const;

/** `spec` of the TLSOption of a construct; undefined if it says nothing of clients. traefik/traefik@v3.7.13:pkg/tls/tls.go, tlsmanager.go. */
export function tlsOptionSpec({ clientCertificates, tlsPolicy }: HostPolicies): object | undefined {
  const { minVersion, maxVersion, ciphers } = tlsPolicy ?? {};
  const spec = {
    ...(minVersion === undefined ? {} : { minVersion: versionName(minVersion) }),
    ...(maxVersion === undefined ? {} : { maxVersion: versionName(maxVersion) }),
    ...(ciphers === undefined ? {} : { cipherSuites: [...ciphers] }),
    ...(clientCertificates === undefined || clientCertificates.verify === 'off'
      ? {}
      : { clientAuth: { secretNames: [clientCertificates.secretName], clientAuthType: CLIENT_AUTH[clientCertificates.verify] } }),
  };
  return Object.keys(spec).length === 0 ? undefined : spec;
}

const versionName = (version: '1.2' | '1.3'): string => `VersionTLS${version.replace('.', '')}`;

/** Whether nobody may come in without a certificate. */
export const needsCertificate = (clients: ClientCertificatePolicy | undefined): boolean => clients?.verify === 'on';
