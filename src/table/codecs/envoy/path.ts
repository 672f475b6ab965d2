/**
 * What the connection manager makes of a path before it is compared. Texts are bytes, one character each, and have no query.
 *
 * Source: envoyproxy/envoy@v1.39.1:source/common/http/path_utility.cc; chromium/chromium@main:url/url_canon_path.cc
 * (`CanonicalizePath`, `kPathCharLookup`), which it calls.
 */

/** Decodes what needs no escape, escapes what must not stand in a path, resolves dot segments. `undefined`: the path is refused. */
export function canonicalPath(path: string): string | undefined {
  if (/^[\w/~!$&'()*+,;=:@[\]-]*$/.test(path)) return path;
  if (path.includes('%00')) return undefined;
  const escaped = path
    .replaceAll('\\', '/')
    .replace(/%([0-9a-fA-F]{2})/g, (written, digits: string) => {
      const char = String.fromCharCode(Number.parseInt(digits, 16));
      return /[\w.~-]/.test(char) ? char : written;
    })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are among the bytes to escape
    .replace(/[\x00-\x20"<>^`{|}\x7f]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return resolveDots(escaped);
}

/** Nothing leaves the root. An empty segment is one like any other. */
function resolveDots(path: string): string {
  if (!/\/\.{1,2}(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    const dots = segment === '.' || segment === '..';
    if (segment === '..') kept.pop();
    if (!dots) kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}

/** A path of nothing but slashes keeps the first and the last of them. */
export const mergeSlashes = (path: string): string => (/^\/{2,}$/.test(path) ? '//' : path.replace(/\/{2,}/g, '/'));

/** `%2F` and `%5C` become what they stand for. */
export const unescapeSlashes = (path: string): string => path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
