/**
 * An unquoted word of the configuration as HAProxy reads it; undefined where it would not be one word.
 * Source: haproxy/haproxy@v3.2.0:src/tools.c (`parse_line`).
 */
export function configWord(text: string): string | undefined {
  if (/(?:^|[^\\])(?:\\\\)*["'#]/.test(text)) return undefined;
  return text.replace(/\\(x[\da-fA-F]{2}|[\\ #"'rnt])/g, (_, written: string) => ESCAPES[written] ?? plain(written));
}

const ESCAPES: { readonly [letter: string]: string } = { r: '\r', n: '\n', t: '\t' };

const plain = (written: string): string => (written.startsWith('x') ? String.fromCharCode(Number.parseInt(written.slice(1), 16)) : written);
