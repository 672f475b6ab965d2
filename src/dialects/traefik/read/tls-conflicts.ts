import { lowerCase } from '../../../regex/pcre2/bytes';

/**
 * Hosts whose routers have different TLS options. Such routers fall back to the default options, so none of them asks for a certificate.
 * traefik/traefik@v3.7.13:pkg/server/aggregator.go (`resolveHTTPTLSOptions`).
 */
export function conflictingHosts(routers: readonly { readonly hosts: readonly string[]; readonly option: string }[]): ReadonlySet<string> {
  const byHost = new Map<string, Set<string>>();
  for (const { hosts, option } of routers)
    for (const host of hosts.map(lowerCase)) byHost.set(host, (byHost.get(host) ?? new Set()).add(option));
  return new Set([...byHost].filter(([, options]) => options.size > 1).map(([host]) => host));
}
