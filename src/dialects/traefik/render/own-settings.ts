import type { Native } from '../../../model/neutral-route';
import type { TraefikNative } from '../native';

/** Middlewares that a route names, as an IngressRoute does. */
export const namedMiddlewares = (native: Native | undefined): readonly string[] =>
  (native as TraefikNative | undefined)?.traefik?.middlewares ?? [];

/**
 * Which logs, metrics and traces have the requests of a route, in the words of IngressRoutes; undefined if nothing is said.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/traefikio/v1alpha1/ingressroute.go (`Observability`).
 */
export function observabilityOf(native: Native | undefined): { readonly [field: string]: boolean | string } | undefined {
  const { accessLogs, metrics, tracing, traceVerbosity } = (native as TraefikNative | undefined)?.traefik ?? {};
  const said = Object.entries({ accessLogs, metrics, tracing, traceVerbosity }).flatMap(([field, value]) =>
    value === undefined ? [] : [[field, value] as const],
  );
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
