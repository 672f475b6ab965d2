/** `#` and `?` are never data in a path, the others are what nginx escapes since 1.21.1 (its change log; `ngx_escape_uri`). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are among the bytes to escape
const IN_PATH = /[\x00-\x20"#%<>?\\^`{|}\x7f-\xff]/g;
/** Of a capture that goes into a Location. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are among the bytes to escape
const IN_ARGUMENT = /[\x00-\x20"#%&+;<>?\\^`{|}\x7f-\xff]/g;

const escapeByte = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** A decoded path as it goes over the wire again. */
export const escapePath = (path: string): string => path.replace(IN_PATH, escapeByte);

export const escapeArgument = (text: string): string => text.replace(IN_ARGUMENT, escapeByte);

/**
 * What nginx makes of a Location that a rewrite has put together: what was escaped for safety is plain again where that does no harm.
 * nginx/nginx@release-1.27.1:src/core/ngx_string.c `ngx_unescape_uri` with `NGX_UNESCAPE_REDIRECT`.
 */
export function unescapeRedirect(text: string): string {
  const end = text.indexOf('?');
  const path = end < 0 ? text : text.slice(0, end);
  let stopped = -1;
  const plain = path.replace(/%([0-9a-fA-F]{2})/g, (written, digits: string, at: number) => {
    if (stopped >= 0) return written;
    const byte = Number.parseInt(digits, 16);
    if (byte === 0x3f) stopped = at;
    return byte > 0x25 && byte < 0x7f ? String.fromCharCode(byte) : written;
  });
  return plain + (end < 0 ? '' : text.slice(end));
}
