/** The maps in which HAProxy looks a path up, in order. */
export type MapName = 'exact' | 'prefix-exact' | 'prefix';

export const MAPS: readonly MapName[] = ['exact', 'prefix-exact', 'prefix'];

/**
 * The rows that a path has in the maps, without its host. None for a path type that the controller does not know.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/route/route.go (`AddHostPathRoute`).
 */
export function mapRows(path: string, pathType: string): readonly (readonly [map: MapName, key: string])[] {
  if (pathType === 'Exact') return [['exact', path]];
  if (path === '' || path === '/') return [['prefix', '/']];
  const base = path.replace(/\/$/, '');
  if (pathType === 'Prefix')
    return [
      ['prefix-exact', base],
      ['prefix', `${base}/`],
    ];
  return pathType === 'ImplementationSpecific'
    ? [
        ['prefix-exact', base],
        ['prefix', base],
      ]
    : [];
}
