import { row } from '../../../findings/catalogue/row';

/** Findings about the installation. */
export const INSTALL_FINDINGS = {
  'haproxy/no-default-certificate': row<Record<string, never>>(
    'info',
    'Without any certificate the port for https speaks plain HTTP.',
    () => ({
      what: 'the controller has no certificate for hosts that have none',
      why: 'as long as no Ingress has a certificate either, its port for https speaks plain HTTP',
      fix: 'give defaultTlsSecret, as "namespace/name"',
    }),
  ),
};
