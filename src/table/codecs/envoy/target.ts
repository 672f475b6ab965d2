import { bytesOf } from '../../../regex/pcre2/bytes';
import type { EarlyAnswer, ReadTarget } from '../codec';
import { canonicalPath, mergeSlashes, unescapeSlashes } from './path';

/** What a controller sets of the connection manager: `merge_slashes`, `path_with_escaped_slashes_action`, `http_reject_path_with_fragment`. */
export interface PathSettings {
  readonly mergeSlashes: boolean;
  readonly escapedSlashes: 'kept' | 'redirected';
  readonly fragments: 'refused' | 'cut';
}

/** A target, taken apart. */
interface Target {
  /** Path and query as sent. */
  readonly sent: string;
  /** Of a target that is a whole URL. */
  readonly host?: string;
}

export const refused = (status: number, because: string): EarlyAnswer => ({ status, because });

/** What the parser takes. envoyproxy/envoy@v1.39.1:source/common/http/http1/balsa_parser.cc (`isUrlValid`), codec_impl.cc (`handlePath`). */
export function parseTarget(target: string, scheme: 'http' | 'https', method: string): Target | EarlyAnswer {
  if (method !== 'CONNECT' && isPlain(target)) return { sent: target };
  const text = bytesOf(target).replace(/[\t ]+$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  if (text === '' || /[\x00-\x20\x7f-\xff]/.test(text)) return refused(400, 'the target is empty, or has a byte that no URL has');
  if (method === 'CONNECT')
    return /^[^/?#]+:\d+$/.test(text) ? refused(404, 'no route takes CONNECT') : refused(400, 'CONNECT asks for a host and a port');
  if (text === '*')
    return method === 'OPTIONS' ? refused(404, 'no route takes a target without a path') : refused(400, 'the target is no path');
  if (text.startsWith('/')) return { sent: text };
  const absolute = /^(https?):\/\/(?:[^/?#]*@)?([^/?#]+)(.*)$/i.exec(text);
  if (absolute === null) return refused(400, 'the target is neither a path nor a URL');
  const [, wanted = '', host = '', rest = ''] = absolute;
  if (wanted.toLowerCase() === 'https' && scheme === 'http') return refused(403, 'a URL with https came in by http');
  return { sent: rest.startsWith('/') ? rest : `/${rest}`, host };
}

/** Whether a target is a path without a query that is compared as it is sent, as most are. */
const isPlain = (target: string): boolean => /^(?:\/(?![./])[\w~!$&'()*+,;=:@.-]*)+$/.test(target);

/** envoyproxy/envoy@v1.39.1:source/common/http/conn_manager_utility.cc (`maybeNormalizePath`). */
export function readPath(sent: string, settings: PathSettings): ReadTarget | EarlyAnswer {
  if (isPlain(sent)) return { sent, path: sent, query: undefined };
  const hash = sent.indexOf('#');
  if (hash >= 0 && settings.fragments === 'refused') return refused(400, 'the target has a fragment');
  const whole = hash < 0 ? sent : sent.slice(0, hash);
  const end = whole.indexOf('?');
  const raw = end < 0 ? whole : whole.slice(0, end);
  const query = end < 0 ? undefined : whole.slice(end + 1);
  const unescaped = settings.escapedSlashes === 'kept' ? raw : unescapeSlashes(raw);
  const canonical = canonicalPath(unescaped);
  if (canonical === undefined) return refused(400, 'the path has an escaped zero');
  const path = settings.mergeSlashes ? mergeSlashes(canonical) : canonical;
  if (unescaped === raw) return { sent: whole, path, query };
  return { status: 307, location: path + (query === undefined ? '' : `?${query}`), because: 'the path has an escaped slash' };
}
