import type { Options } from './public';

/**
 * Options of the command line of a Traefik that is there, as far as the user says them; the entry points are otherwise as in the chart
 * (traefik/traefik-helm-chart@v41.3.0:traefik/values.yaml).
 */
export function saidOptions({ httpEntryPoint = 'web', httpsEntryPoint = 'websecure', allowCrossNamespace = false }: Options): {
  readonly [option: string]: string;
} {
  return {
    [`entrypoints.${httpEntryPoint}.address`]: ':8000/tcp',
    [`entrypoints.${httpsEntryPoint}.address`]: ':8443/tcp',
    [`entrypoints.${httpsEntryPoint}.http.tls`]: 'true',
    'providers.kubernetescrd.allowcrossnamespace': String(allowCrossNamespace),
  };
}
