/** The name and password of an Authorization header (RFC 7617), with a colon between them; `undefined` if it has none. */
export function basicCredentials(header: string): string | undefined {
  const encoded = /^basic +([\w+/-]+={0,2})$/i.exec(header.trim())?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  return decoded.indexOf(':') > 0 ? decoded : undefined;
}
