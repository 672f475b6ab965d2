import { lowerCase } from '../../../../regex/pcre2/bytes';
import type { Refusal } from '../../../../table/routing-table';
import type { StaticOptions } from '../options';
import type { NginxConfig } from './config';
import { requestBodyLimit } from './effects';
import type { Location, Locations } from './locations';

/** Annotations of ingress-nginx that keep somebody out or limit requests, and that Traefik does not read. */
const UNREAD: { readonly [name: string]: string } = {
  'auth-tls-match-cn': 'Traefik does not read it: every certificate that the authority has signed is let in',
  'denylist-source-range': 'Traefik does not read it: the addresses are let in',
  'enable-modsecurity': 'Traefik has no web application firewall, and says so in its log alone',
  'enable-owasp-core-rules': 'Traefik has no web application firewall, and says so in its log alone',
  'global-rate-limit': 'Traefik does not read it: there is no limit',
  'modsecurity-snippet': 'Traefik has no web application firewall, and says so in its log alone',
};

/**
 * Guards and limits that routes have under ingress-nginx and lose under Traefik.
 *
 * Sources: traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/annotations.go (`IngressConfig`), middleware.go (`buildBuffering`),
 * translator.go (`applyMiddlewares`), pkg/server/aggregator.go (`resolveHTTPTLSOptions`).
 */
export function lostGuards({ locations, tlsConflicts }: Locations, options: StaticOptions): readonly Refusal[] {
  const found = new Map<NginxConfig, readonly Refusal[]>();
  for (const location of locations) if (!found.has(location.config)) found.set(location.config, guardsOf(location, tlsConflicts, options));
  return [...found.values()].flat();
}

function guardsOf({ config, host, aliases }: Location, tlsConflicts: ReadonlySet<string>, options: StaticOptions): readonly Refusal[] {
  const refusal = (name: string, because: string): Refusal => ({
    origin: config.origin(name),
    by: 'controller',
    because,
    part: LIMITS.includes(name) ? 'setting' : 'guard',
  });
  const unread = Object.entries(UNREAD).flatMap(([name, because]) => (isOff(config.some(name)) ? [] : [refusal(name, because)]));
  const unlimited = config.some('proxy-body-size') !== undefined && requestBodyLimit(config, options) === undefined;
  const conflict = [host, ...aliases].find((name) => tlsConflicts.has(lowerCase(name)));
  return [
    ...unread,
    // docs/content/reference/routing-configuration/kubernetes/ingress-nginx.md: "Not supported yet".
    ...(config.some('satisfy') === 'any'
      ? [refusal('satisfy', 'Traefik does not read it: a client must pass every guard of the route, and not only one of them')]
      : []),
    ...(unlimited
      ? [
          refusal(
            'proxy-body-size',
            'Traefik limits only requests that it buffers, and it buffers them only if proxy-request-buffering is "on"',
          ),
        ]
      : []),
    ...(config.text('auth-tls-secret') !== undefined && conflict !== undefined
      ? [
          refusal(
            'auth-tls-secret',
            `routes of host "${conflict}" ask for different client certificates, or some for none, so Traefik asks nobody for one`,
          ),
        ]
      : []),
  ];
}

/** These keep nobody out. */
const LIMITS: readonly string[] = ['satisfy', 'global-rate-limit', 'proxy-body-size'];

const isOff = (value: string | undefined): boolean => value === undefined || value === 'false' || value === '0';
