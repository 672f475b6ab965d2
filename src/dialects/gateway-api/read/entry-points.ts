import { goBoolean } from '../../../annotation-table/go-text';
import { flagsOf, GO_FLAGS } from '../../container-flags';
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
export function entryPointsOf(cluster: Cluster, profile: Profile): readonly EntryPoint[] {
  if (!profile.listeners.entryPoints) return [];
  const options = optionsOf(cluster, profile);
  return [...options].flatMap(([option, values]) => {
    const [, name] = /^entrypoints\.([^.]+)\.address$/.exec(option) ?? [];
    const [, port] = /^[^/]*:(\d+)(?:\/tcp)?$/i.exec(values.at(-1) ?? '') ?? [];
    if (name === undefined || port === undefined) return [];
    const http = `entrypoints.${name}.http.`;
    const begins = (member: string): boolean => [...options.keys()].some((other) => other.startsWith(http + member));
    const tls = goBoolean(options.get(`${http}tls`)?.at(-1)) ?? begins('tls.');
    return [{ port: Number(port), tls, isGuarded: begins('middlewares') || begins('redirections') }];
  });
}

/** The options of the program, by their names in lower case. */
export const optionsOf = ({ containers }: Cluster, { workloads = [] }: Profile): ReadonlyMap<string, readonly string[]> =>
  flagsOf(
    containers.flatMap(({ image, args }) => (workloads.some((word) => image.includes(word)) ? args : [])),
    GO_FLAGS,
  );
