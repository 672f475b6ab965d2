import type { Redirect } from '../../../model/neutral-route';

/** Scheme, host, port and the rest of a URL. */
const URL = '^(https?)://(\\[[0-9a-fA-F:.]*\\]|[^/:?#]*)(:[0-9]+)?(.*)$';

/** Traefik answers GET with 301 or 302, and other methods with 308 or 307: traefik/traefik@v3.7.13:pkg/middlewares/redirect/redirect.go. */
const isPermanent = (status: Redirect['status']): boolean => status === 301 || status === 308;

/** A redirect as a Middleware: the whole URL is compared and built anew. */
export function redirectSpec({ scheme, hostname, port, path, status }: Redirect): object {
  // Another scheme or host has ports of its own.
  const oldPort = scheme === undefined && hostname === undefined ? '${3}' : '';
  const replacement = [
    scheme ?? '${1}',
    '://',
    hostname ?? '${2}',
    port === undefined ? oldPort : `:${port}`,
    path === undefined ? '${4}' : literal(path),
  ].join('');
  return { redirectRegex: { regex: URL, replacement, ...(isPermanent(status) ? { permanent: true } : {}) } };
}

/** Text in which Go puts no captures. */
export const literal = (text: string): string => text.replaceAll('$', '$$$$');

export const TO_HTTPS = { redirectScheme: { scheme: 'https', permanent: true } };
