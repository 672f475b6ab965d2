import { bytesOf } from '../../../regex/pcre2/bytes';
import { cleanPath } from '../../join-path';
import type { ReadTarget } from '../codec';
import { escapePath, isEncodedPath, unescapePath } from './escape';
import { isHostHeader } from './host-name';

interface GoTarget extends ReadTarget {
  /** The host of a target that is a whole URL, with its port. */
  readonly host: string | undefined;
  readonly written: string;
}

/**
 * Reads a request target as `url.ParseRequestURI` does, or says why it is malformed; then unreserved characters are decoded, and segments
 * are resolved if the server asks for that.
 *
 * Source: golang/go@go1.26.8:src/net/url/url.go (`parse`, `parseHost`, `JoinPath`), src/net/http/request.go (`readRequest`).
 */
export function readTarget(target: string, method: string, cleanPaths: boolean): GoTarget | { readonly malformed: string } {
  if (isPlain(target)) return { sent: target, path: target, written: target, query: undefined, host: undefined };
  const text = bytesOf(target);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  if (text === '' || /[\x00-\x20\x7f]/.test(text)) return { malformed: 'the target is empty, or has a space or a control character' };
  if (text === '*') return { sent: text, path: text, written: text, query: undefined, host: undefined };
  const url = parseUrl(method === 'CONNECT' && !text.startsWith('/') ? `http://${text}` : text);
  if ('malformed' in url) return url;
  const { host, path: raw, query } = url;
  const decoded = unescapePath(raw);
  if (decoded === undefined) return { malformed: 'the path has a broken escape' };
  if (raw.includes('#')) return { malformed: 'the path has a fragment' };
  const normalized = decodeUnreserved(raw);
  const encoded = isEncodedPath(normalized) ? normalized : escapePath(decoded);
  const written = cleanPaths ? cleanPath(encoded === '' ? '/' : encoded) : encoded;
  return { sent: written + (query === undefined ? '' : `?${query}`), path: decodeForRouting(written), written, query, host };
}

/** Whether a target is a path without a query that is compared as it is sent, as most are. */
const isPlain = (target: string): boolean => /^(?:\/(?!\/|\.)[\w.~$&+,:;=@-]*)+$/.test(target);

function parseUrl(
  text: string,
): { readonly host?: string | undefined; readonly path: string; readonly query?: string | undefined } | { readonly malformed: string } {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(text)?.[0] ?? '';
  const whole = text.slice(scheme.length);
  const end = whole.indexOf('?');
  const rest = end < 0 ? whole : whole.slice(0, end);
  // Semicolons count as separators: `http.AllowQuerySemicolons`.
  const query = end < 0 ? undefined : whole.slice(end + 1).replaceAll(';', '&');
  if (!rest.startsWith('/')) return { malformed: 'the target is neither a path nor a URL' };
  if (scheme === '' || !rest.startsWith('//')) return { path: rest, query };
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (!isHostHeader(host) || !/^(?:\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/.test(host)) return { malformed: `"${host}" cannot be a host` };
  return { host: host === '' ? undefined : host, path: slash < 0 ? '' : rest.slice(slash), query };
}

/** Characters that mean the same with and without an escape are decoded, and the digits of other escapes are capital letters. */
const decodeUnreserved = (path: string): string =>
  path.replace(/%(..)/g, (written, digits: string) => {
    const char = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : written.toUpperCase();
  });

/** A reserved character keeps its escape, because `%2F` is no `/`. */
const decodeForRouting = (path: string): string =>
  path.replace(/%(..)/g, (written, digits: string) => {
    const char = String.fromCharCode(Number.parseInt(digits, 16));
    return ":/?#[]@!$&'()*+,;=%".includes(char) ? written : char;
  });
