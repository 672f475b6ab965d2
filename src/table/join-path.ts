/** How Go joins paths: golang/go@go1.26.8:src/net/url/url.go `JoinPath`, src/path/path.go `Clean`. */

/** `path.Clean` of a path that begins with `/`, with one slash kept at its end: what `URL.JoinPath` does. */
export function cleanPath(path: string): string {
  if (!/\/\/|\/\./.test(path)) return path;
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  const clean = `/${kept.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

/** `URL.JoinPath` of an encoded base and an encoded rest. A base without a slash at its beginning stays without. */
export function joinPath(base: string, rest: string): string {
  const relative = !base.startsWith('/');
  const joined = cleanPath(`/${base}${rest === '' ? '' : `/${rest}`}`);
  const kept = rest.endsWith('/') || joined === '/' ? joined : joined.replace(/\/$/, '');
  return relative ? kept.slice(1) : kept;
}
