import type { Origin, Step, UrlRedirect } from '../../../table/routing-table';
import { goTemplate } from './go-template';

interface HowLong {
  readonly permanent: boolean;
  /** One status for all. */
  readonly status?: number;
}

/** traefik/traefik@v3.7.13:pkg/middlewares/redirect/redirect.go (`moveHandler`). */
const statuses = ({ permanent, status }: HowLong): Pick<UrlRedirect, 'status' | 'statusOfOtherMethods'> => ({
  status: status ?? (permanent ? 301 : 302),
  statusOfOtherMethods: status ?? (permanent ? 308 : 307),
});

/** traefik/traefik@v3.7.13:pkg/middlewares/redirect/redirect_regex.go. */
export const redirectRegex = (
  { pattern, replacement }: { readonly pattern: string; readonly replacement: string },
  how: HowLong,
  origin: Origin,
): Step => ({
  kind: 'redirectUrl',
  redirect: {
    of: 'url',
    pattern,
    caseSensitive: true,
    substitution: goTemplate(replacement, pattern),
    defaultPort: 'kept',
    ...statuses(how),
  },
  origin,
});

/** traefik/traefik@v3.7.13:pkg/middlewares/redirect/redirect_scheme.go (`uriPattern`). */
const URL_PATTERN = '^(https?:\\/\\/)?(\\[[\\w:.]+\\]|[\\w\\._-]+)?(:\\d+)?(.*)$';

/** The same URL with another scheme, and the port that is given or none. */
export function redirectScheme(
  scheme: string,
  port: string,
  { permanent, always308, from }: { readonly permanent: boolean; readonly always308: boolean; readonly from?: 'http' },
  origin: Origin,
): Step {
  const usual = port === '' || (scheme === 'http' && port === '80') || (scheme === 'https' && port === '443');
  const substitution = goTemplate(`${scheme}://\${2}${usual ? '' : `:${port}`}\${4}`, URL_PATTERN);
  return {
    kind: 'redirectUrl',
    redirect: {
      of: 'url',
      ...(from === undefined ? {} : { from }),
      pattern: URL_PATTERN,
      caseSensitive: true,
      substitution,
      defaultPort: 'dropped',
      ...statuses(always308 ? { permanent, status: 308 } : { permanent }),
    },
    origin,
  };
}
