import type { Profile } from '../profile';
import type { Cluster } from './cluster';

/**
 * The ports that the command line of the program opens, whatever the Gateways say: traefik/traefik@v3.7.13:pkg/config/static/entrypoints.go
 * (`--entrypoints.<name>.address`).
 */
export function entryPointsOf({ containers }: Cluster, { workloads = [] }: Profile): readonly number[] {
  const own = containers.filter(({ image }) => workloads.some((word) => image.includes(word)));
  return own.flatMap(({ args }) =>
    args.flatMap((arg) => {
      const port = /^--entrypoints\.[^.=]+\.address=[^/]*:(\d+)(?:\/tcp)?$/i.exec(arg)?.[1];
      return port === undefined ? [] : [Number(port)];
    }),
  );
}
