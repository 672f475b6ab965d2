import { bytesOf } from '../../../regex/pcre2/bytes';
import type { Location, Server } from './servers';

/** `needsRewrite` */
export const needsRewrite = ({ annotations, path }: Location): boolean =>
  annotations !== undefined && annotations.rewrite.target !== '' && annotations.rewrite.target !== path;

const usesRegex = (location: Location): boolean => location.annotations?.rewrite.useRegex === true || needsRewrite(location);

/**
 * Longest path first, then in descending order of bytes; then each prefix path becomes a prefix with a slash at its end and an exact one.
 *
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (end of `getBackendServers`) and
 * internal/ingress/controller/location.go (`updateServerLocations`).
 */
export function writtenLocations({ locations }: Server): readonly Location[] {
  const sorted = sortLocations(locations);
  const exact = new Set(sorted.filter(({ pathType }) => pathType === 'Exact').map(({ path }) => path));
  return sorted.flatMap((location) => {
    const { path, pathType } = location;
    if (path === '/' || pathType !== 'Prefix' || usesRegex(location)) return [location];
    const prefix = { ...location, path: path.endsWith('/') ? path : `${path}/` };
    return exact.has(path) ? [prefix] : [prefix, { ...location, pathType: 'Exact' }];
  });
}

function sortLocations(locations: readonly Location[]): readonly Location[] {
  const keyed = locations.map((location) => ({ location, bytes: bytesOf(location.path) }));
  keyed.sort((a, b) => b.bytes.length - a.bytes.length || (a.bytes < b.bytes ? 1 : a.bytes > b.bytes ? -1 : 0));
  return keyed.map(({ location }) => location);
}

/**
 * The first location that makes every path of a host a regular expression, if there is one.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/template/template.go (`enforceRegexModifier`).
 */
export const regexCause = (written: readonly Location[]): Location | undefined => written.find(usesRegex);

/** As Go compares texts. */
export const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
