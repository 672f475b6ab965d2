import { lowerCase } from '../../../regex/pcre2/bytes';
import type { ReadTarget } from '../codec';

export interface HaproxyTarget extends ReadTarget {
  /** Scheme and authority of a target that is a whole URL, or the authority that CONNECT asks for. */
  readonly authority?: { readonly scheme: string; readonly text: string };
}

/**
 * Reads a request target, or says why it is malformed. Nothing is decoded, merged or resolved: a path is compared as it is sent.
 * haproxy/haproxy@v3.2.0:src/h1.c `h1_parse_msg_hdrs`, src/http.c `http_uri_parser_init` and `http_parse_path`.
 */
export function readTarget(sent: string, method: string): HaproxyTarget | { readonly malformed: string } {
  if (!/^[!-"$-~]+$/.test(sent)) return { malformed: 'the target is empty or has a character that stands in no target, such as "#"' };
  if (method === 'CONNECT') {
    if (!/^[^/?]*:\d+$/.test(sent)) return { malformed: 'CONNECT asks for no host with a port' };
    return { sent, path: '', query: undefined, authority: { scheme: '', text: sent } };
  }
  if (sent === '*') return method === 'OPTIONS' ? { sent, path: '', query: undefined } : { malformed: `"*" is no target of ${method}` };
  if (sent.startsWith('/')) return { sent, ...split(sent) };
  const [, scheme, text, rest] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?]*)(.*)$/.exec(sent) ?? [];
  if (scheme === undefined || text === undefined || rest === undefined) return { malformed: 'the target is neither a path nor a URL' };
  // The path is never empty when it is sent on.
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return { sent: path, ...split(path), root: `${scheme}://${text}`, authority: { scheme: lowerCase(scheme), text } };
}

function split(text: string): Pick<ReadTarget, 'path' | 'query'> {
  const end = text.indexOf('?');
  return end < 0 ? { path: text, query: undefined } : { path: text.slice(0, end), query: text.slice(end + 1) };
}
