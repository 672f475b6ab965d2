import type { Profile } from '../profile';
import type { Cluster } from './cluster';

export interface EntryPoint {
  readonly port: number;
  /** Whether its routes have TLS without saying so. */
  readonly tls: boolean;
  /** Whether all requests go through something first. */
  readonly isGuarded: boolean;
}

/**
 * The ports that the command line of the program opens, whatever the Gateways say; none where the program is not among the manifests.
 * traefik/traefik@v3.7.13:pkg/config/static/entrypoints.go (`--entrypoints.<name>.address`, `.http.tls`,
 * `.http.middlewares`, `.http.redirections`).
 */
export function entryPointsOf({ containers }: Cluster, { workloads = [], listeners }: Profile): readonly EntryPoint[] {
  if (!listeners.entryPoints) return [];
  const args = containers.flatMap((one) => (workloads.some((word) => one.image.includes(word)) ? one.args : []));
  return args.flatMap((arg) => {
    const [, name = '', port = ''] = /^--entrypoints\.([^.=]+)\.address=[^/]*:(\d+)(?:\/tcp)?$/i.exec(arg) ?? [];
    if (port === '') return [];
    const tls = args.some((other) => other.toLowerCase() === `--entrypoints.${name.toLowerCase()}.http.tls=true`);
    const before = new RegExp(`^--entrypoints\\.${name}\\.http\\.(?:middlewares|redirections)`, 'i');
    return [{ port: Number(port), tls, isGuarded: args.some((other) => before.test(other)) }];
  });
}
