import type { Origin } from '../../../table/routing-table';
import { chain, type Middlewares } from './middlewares';
import type { EntryPoint } from './options';
import { redirectScheme } from './redirects';
import type { Router } from './routers';

/** Before every other router. */
const FIRST = Number.MAX_SAFE_INTEGER;

const originOf = ({ name }: EntryPoint, option: string): Origin => ({
  kind: 'command line',
  namespace: 'Traefik',
  name: 'options',
  field: `--entrypoints.${name}.http.${option}`,
});

/**
 * Routers of entry points that send all requests to another scheme.
 * traefik/traefik@v3.7.13:pkg/provider/traefik/internal.go (`redirection`).
 */
export function redirectionsOf(entryPoints: readonly EntryPoint[]): readonly Router[] {
  return entryPoints.flatMap((entryPoint) => {
    const { name, redirection } = entryPoint;
    if (redirection === undefined) return [];
    const origin = originOf(entryPoint, 'redirections.entrypoint.to');
    return {
      path: { kind: 'always' },
      conditions: [{ kind: 'host', pattern: '^.+$' }],
      priority: redirection.priority ?? FIRST,
      entryPoints: [name],
      tls: false,
      steps: [redirectScheme(redirection.scheme, redirection.port, { permanent: redirection.permanent, always308: false }, origin)],
      outcome: { kind: 'answer', status: 418, because: 'the entry point is there for its redirect alone' },
      origin,
    };
  });
}

/**
 * A router for each entry point that has Middlewares of its own, in front of those of the router, and one for the others; none on an entry
 * point whose Middlewares cannot be built. traefik/traefik@v3.7.13:pkg/server/aggregator.go (`applyModel`).
 */
export function withEntryPoints(router: Router, entryPoints: readonly EntryPoint[], middlewares: Middlewares): readonly Router[] {
  const used = entryPoints.filter(({ name, isDefault }) => router.entryPoints?.includes(name) ?? isDefault);
  const guarded = used.filter((one) => one.middlewares.length > 0);
  if (guarded.length === 0) return [router];
  const others = used.filter((one) => one.middlewares.length === 0).map(({ name }) => name);
  const own = guarded.flatMap((entryPoint) => {
    const built = chain(entryPoint.middlewares, middlewares, originOf(entryPoint, 'middlewares'));
    if ('invalid' in built) return [];
    return {
      ...router,
      entryPoints: [entryPoint.name],
      steps: [...built.steps, ...router.steps],
      effects: [...built.effects, ...(router.effects ?? [])],
    };
  });
  return [...own, ...(others.length === 0 ? [] : [{ ...router, entryPoints: others }])];
}
