/**
 * How net/url of Go writes and reads paths and queries. Texts are bytes, one character each.
 *
 * Source: golang/go@go1.26.8:src/net/url/url.go.
 */

/** Bytes that stand in a path as they are: `shouldEscape` with `encodePath`. */
const TO_ESCAPE = /[^\w.~$&+,/:;=@-]/g;

/** What `validEncoded` accepts in a path. */
const ENCODED_PATH = /^[\w.~$&+,/:;=@!'()*[\]%-]*$/;

const escapeByte = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** A decoded path as `URL.EscapedPath` writes it where nothing is known of the way that it was written before. */
export const escapePath = (path: string): string => path.replace(TO_ESCAPE, escapeByte);

export const isEncodedPath = (path: string): boolean => ENCODED_PATH.test(path);

/** `undefined` if an escape is broken. */
export function unescapePath(text: string): string | undefined {
  if (!text.includes('%')) return text;
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  return text.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** `url.ParseQuery`: the values of a name, in order. A part with a broken escape is left out. */
export function queryValues(query: string, name: string): readonly string[] {
  const values: string[] = [];
  for (const part of query.split('&')) {
    if (part === '' || part.includes(';')) continue;
    const equals = part.indexOf('=');
    const key = unescapePath((equals < 0 ? part : part.slice(0, equals)).replaceAll('+', ' '));
    if (key !== name) continue;
    const value = unescapePath((equals < 0 ? '' : part.slice(equals + 1)).replaceAll('+', ' '));
    if (value !== undefined) values.push(value);
  }
  return values;
}
