import { lowerCase } from '../../../regex/pcre2/bytes';
import type { ReadHost } from '../codec';
import type { HaproxyTarget } from './target';

/**
 * A Host header as the controller compares it: the value after the last comma, in lower case, up to the first colon.
 * haproxytech/kubernetes-ingress@v3.2.11:pkg/controller/controller.go `setupHAProxyRules` (`req.hdr(Host),field(1,:),lower`).
 */
export function readHost(sent: string): ReadHost | undefined {
  if (FORBIDDEN.test(sent)) return undefined;
  const last = sent.slice(sent.lastIndexOf(',') + 1);
  return { name: lowerCase(last.split(':', 1)[0] as string), sent: last };
}

/** haproxy/haproxy@v3.2.0:include/haproxy/http.h `http_authority_has_forbidden_char`. */
const FORBIDDEN = /[^!$-.0-;=A-Z[\]_a-z~]/;

/**
 * Whether the authority of a target is that of the Host header; the default port of either may be left out.
 * haproxy/haproxy@v3.2.0:src/h1.c `h1_validate_mismatch_authority` and `h1_validate_connect_authority`.
 */
export function isSameAuthority({ scheme, text }: NonNullable<HaproxyTarget['authority']>, host: string): boolean {
  const plain = (one: string): string => {
    const [, name, port] = /^(.*):(\d*)$/.exec(one) ?? [];
    return lowerCase(name !== undefined && isDefaultPort(scheme, port as string) ? name : one);
  };
  return plain(text.slice(text.lastIndexOf('@') + 1)) === plain(host);
}

/** CONNECT has no scheme, so the ports of both are defaults. */
const isDefaultPort = (scheme: string, port: string): boolean =>
  port === '' || (port === '80' && scheme !== 'https') || (port === '443' && scheme !== 'http');
