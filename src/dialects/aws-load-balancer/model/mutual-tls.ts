import { type Annotations, jsonIn } from './annotations';
import type { GoType } from './go-json';
import { refuse } from './refused';
import type { Settings } from './settings';

/** Whether clients show a certificate. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener.go. */
export interface MutualTls {
  readonly mode: string;
  readonly trustStoreArn: string;
  readonly ignoreClientCertificateExpiry?: boolean;
  readonly advertiseTrustStoreCaNames?: string;
}

interface Written {
  readonly port: number;
  readonly mode: string;
  readonly trustStore?: string;
  readonly ignoreClientCertificateExpiry?: boolean;
  readonly advertiseTrustStoreCaNames?: string;
}

const WRITTEN: GoType = {
  list: {
    struct: {
      port: 'int32',
      mode: 'text',
      trustStore: 'text?',
      ignoreClientCertificateExpiry: 'boolean?',
      advertiseTrustStoreCaNames: 'text?',
    },
  },
};

const MODES = ['off', 'passthrough', 'verify'];

/** By port. What is said of a port that is no HTTPS listener has no effect. */
export function mutualTlsOf(annotations: Annotations, settings: Settings): ReadonlyMap<number, MutualTls> {
  const entries = jsonIn<readonly Written[]>(annotations, 'mutual-authentication', WRITTEN);
  if (entries?.length === 0) refuse('mutual-authentication is an empty list');
  return new Map((entries ?? []).map((entry) => [entry.port, checked(entry, settings)]));
}

function checked(
  { port, mode, trustStore = '', ignoreClientCertificateExpiry, advertiseTrustStoreCaNames }: Written,
  { account }: Settings,
) {
  const text = `mutual-authentication of port ${port}`;
  if (port < 1 || port > 65_535) refuse(`${text}: a port is within 1 and 65535`);
  if (!MODES.includes(mode)) refuse(`${text}: mode is one of ${MODES.join(', ')}, and not "${mode}"`);
  const verifies = mode === 'verify';
  if (verifies && trustStore === '') refuse(`${text}: mode verify needs a trustStore`);
  if (!verifies && trustStore !== '') refuse(`${text}: mode ${mode} has no trustStore`);
  if (!verifies && ignoreClientCertificateExpiry !== undefined) refuse(`${text}: mode ${mode} has no ignoreClientCertificateExpiry`);
  if (!verifies && advertiseTrustStoreCaNames !== undefined) refuse(`${text}: mode ${mode} has no advertiseTrustStoreCaNames`);
  if (advertiseTrustStoreCaNames !== undefined && !['on', 'off'].includes(advertiseTrustStoreCaNames))
    refuse(`${text}: advertiseTrustStoreCaNames is on or off, and not "${advertiseTrustStoreCaNames}"`);
  if (verifies && !trustStore.startsWith('arn:') && account !== undefined && !account.trustStores.includes(trustStore))
    refuse(`${text}: there is no trust store "${trustStore}" in the AWS account`);
  const ignored = ignoreClientCertificateExpiry ?? (verifies ? false : undefined);
  return {
    mode,
    trustStoreArn: trustStore,
    ...(ignored === undefined ? {} : { ignoreClientCertificateExpiry: ignored }),
    ...(advertiseTrustStoreCaNames === undefined ? {} : { advertiseTrustStoreCaNames }),
  };
}
