import { fail } from '../findings/fail';
import { checkFlag, checkList, checkToken, checkUrl, checkWhole } from './check-values';
import type { ClientCertificatePolicy, HostPolicies, TlsPolicy } from './neutral-route';
import { checkHostname, checkNamespace, checkObjectName } from './normalize';

/** Checks the policies of whole hosts. */
export function checkHostPolicies(policies: HostPolicies, where: string): void {
  checkList('hostAliases', policies.aliases, where);
  for (const alias of policies.aliases ?? []) checkHostname(alias, where);
  if (policies.appRoot !== undefined) {
    if (typeof policies.appRoot !== 'string') fail('route/path-not-text', where, { path: policies.appRoot });
    if (!policies.appRoot.startsWith('/')) fail('route/path-without-slash', where, { path: policies.appRoot });
    if (policies.appRoot === '/') fail('policy/app-root-loop', where, {});
    checkToken('appRoot', policies.appRoot, /^[^\s\p{Cc}$]+$/u, 'a path without spaces and "$"', where);
  }
  if (policies.clientCertificates !== undefined) checkClientCertificates(policies.clientCertificates, where);
  if (policies.tlsPolicy !== undefined) checkTlsPolicy(policies.tlsPolicy, where);
}

function checkTlsPolicy({ minVersion, maxVersion, ciphers }: TlsPolicy, where: string): void {
  for (const [option, version] of Object.entries({ minVersion, maxVersion }))
    if (version !== undefined) checkToken(`tlsPolicy.${option}`, version, /^1\.[23]$/, 'TlsVersion.TLS_1_2 or TLS_1_3', where);
  if (minVersion === '1.3' && maxVersion === '1.2') fail('policy/tls-versions-reversed', where, {});
  checkList('tlsPolicy.ciphers', ciphers, where);
  for (const cipher of ciphers ?? [])
    checkToken(
      'tlsPolicy.ciphers',
      cipher,
      /^TLS_ECDHE_(?:ECDSA|RSA)_WITH_(?:AES_128_GCM_SHA256|AES_256_GCM_SHA384|CHACHA20_POLY1305_SHA256)$/,
      'members of TlsCipher',
      where,
    );
  if (ciphers !== undefined && minVersion === '1.3') fail('policy/ciphers-never-used', where, {});
}

function checkClientCertificates(policy: ClientCertificatePolicy, where: string): void {
  checkObjectName('Secret', policy.secretName, where);
  if (policy.secretNamespace !== undefined) checkNamespace(policy.secretNamespace, where);
  checkToken(
    'clientCertificates.verify',
    policy.verify,
    /^(?:on|off|optional|optional_no_ca)$/,
    'ClientCertificateVerification.ON, OFF, OPTIONAL or OPTIONAL_NO_CA',
    where,
  );
  checkFlag('clientCertificates.passToBackend', policy.passToBackend, where);
  checkWhole('clientCertificates.verifyDepth', policy.verifyDepth, 1, 'certificates', where);
  if (policy.errorPage !== undefined) checkUrl('clientCertificates.errorPage', policy.errorPage, where);
}
