import { isAddress, isAddressIn } from '../../client-address';

/** The source of the address of the client: the realip module. */
export interface RealAddress {
  /** The header, in lower case. */
  readonly header: string;
  /** Only from these addresses it is believed. */
  readonly trusted: readonly string[];
}

/**
 * The address that a client counts as: the last one in the header that is not trusted, or the first one if all are.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c `ngx_http_get_forwarded_addr_internal`, with `real_ip_recursive`.
 */
export function realAddress(connected: string, header: string, trusted: readonly string[]): string {
  let address = connected;
  const named = header.split(/[ ,]+/).filter((one) => one !== '');
  while (isAddressIn(address, trusted) === true) {
    const next = withoutPort(named.pop() ?? '');
    if (!isAddress(next)) break;
    address = next;
  }
  return address;
}

const withoutPort = (text: string): string => /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
