import { ANNOTATIONS } from '../../src/dialects/ingress-nginx/annotations';
import { CONFIG_MAP_OPTIONS } from '../../src/dialects/ingress-nginx/config-map';
import { settingsStruct } from './settings-struct';

/** `src/dialects/ingress-nginx/public/annotations.ts` */
export const annotationsStruct = (): string =>
  settingsStruct(
    'Annotations',
    [
      'The annotations that ingress-nginx v1.15.1 reads on an Ingress, by their names in camel case: `proxyReadTimeout` is',
      '`nginx.ingress.kubernetes.io/proxy-read-timeout`. A value that the controller would refuse or ignore is an error at synth, and so is an annotation whose risk is not accepted.',
    ],
    ANNOTATIONS,
    ({ risk, scope }) => [`Risk ${risk}; changes the ${scope}.`],
  );

/** `src/dialects/ingress-nginx/public/config.ts` */
export const configStruct = (): string =>
  settingsStruct(
    'Config',
    [
      'The options of the config map that ingress-nginx v1.15.1 reads, by their names in camel case: `useForwardedHeaders` is',
      '`use-forwarded-headers`. A value that the controller cannot read is an error at synth.',
    ],
    CONFIG_MAP_OPTIONS.flatMap(({ value, ...option }) => (value === undefined ? [] : [{ ...option, value }])),
  );
