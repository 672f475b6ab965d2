/**
 * An unquoted word of the configuration as HAProxy reads it; undefined where it would not be one word.
 * Source: haproxy/haproxy@v3.2.0:src/tools.c (`parse_line`).
 */
export function configWord(text: string): string | undefined {
  if (/(?:^|[^\\])(?:\\\\)*["'#]/.test(text)) return undefined;
  return text.replace(/\\(x[\da-fA-F]{2}|[\\ #"'rnt])/g, (_, escape: string) => ESCAPES[escape] ?? plain(escape));
}

const ESCAPES: { readonly [escape: string]: string } = { r: '\r', n: '\n', t: '\t' };

const plain = (escape: string): string => (escape.startsWith('x') ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : escape);
