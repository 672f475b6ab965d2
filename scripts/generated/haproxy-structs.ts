import { ANNOTATIONS } from '../../src/dialects/haproxy/annotations';
import { CONFIG_MAP_OPTIONS } from '../../src/dialects/haproxy/config-map';
import { settingsStruct } from './settings-struct';

const SCOPES = {
  path: 'Holds for the paths of the Ingress.',
  backend: 'Holds for the backend; the Ingress gets one of its own.',
};

/** `src/dialects/haproxy/public/annotations.ts` */
export const haproxyAnnotationsStruct = (): string =>
  settingsStruct(
    'Annotations',
    [
      'The annotations that the HAProxy Kubernetes Ingress Controller v3.2.11 reads on an Ingress, by their names in camel case: `timeoutServer` is',
      '`haproxy.org/timeout-server`. A value that the controller would refuse or ignore is an error at synth.',
    ],
    ANNOTATIONS,
    ({ scope }) => [SCOPES[scope]],
  );

/** `src/dialects/haproxy/public/config.ts` */
export const haproxyConfigStruct = (): string =>
  settingsStruct(
    'Config',
    [
      'The entries of the ConfigMap that the HAProxy Kubernetes Ingress Controller v3.2.11 reads, by their names in camel case: `sslRedirectPort` is',
      '`ssl-redirect-port`. A value that the controller cannot read is an error at synth.',
    ],
    CONFIG_MAP_OPTIONS.flatMap(({ value, ...option }) => (value === undefined ? [] : [{ ...option, value }])),
  );
