import type { Cluster } from './cluster';

/**
 * The ports that the command line of the program opens, whatever the Gateways say: traefik/traefik@v3.7.13:pkg/config/static/entrypoints.go
 * (`--entrypoints.<name>.address`).
 */
export function entryPointsOf({ containers }: Cluster): readonly number[] {
  return containers.flatMap(({ args }) =>
    args.flatMap((arg) => {
      const port = /^--entrypoints\.[^.=]+\.address=[^/]*:(\d+)(?:\/tcp)?$/i.exec(arg)?.[1];
      return port === undefined ? [] : [Number(port)];
    }),
  );
}
