import type { Redirect } from '../../../model/neutral-route';
import { plainFormat } from './config-text';

/**
 * The Location of a redirect, as a log format. Without scheme, host and port it is a path alone, which clients complete.
 * Source of the fetches: haproxy/haproxy@v3.2.0:doc/configuration.txt, section 7.3.
 */
export function locationFormat({ scheme, hostname, port, path }: Redirect): string {
  const target = path === undefined ? '%[pathq]' : plainFormat(path);
  if (scheme === undefined && hostname === undefined && port === undefined) return target;
  const to = hostname ?? (scheme === undefined && port === undefined ? '%[req.hdr(host)]' : '%[req.hdr(host),field(1,:)]');
  return `${scheme ?? '%[ssl_fc,iif(https,http)]'}://${to}${port === undefined ? '' : `:${port}`}${target}`;
}
