/**
 * A value as a word of the configuration that is a log format: in double quotes, where `\`, `"` and `$` need a backslash, and with `%`
 * doubled. Source: haproxy/haproxy@v3.2.0:src/tools.c (`parse_line`), doc/configuration.txt, sections 2.2 and 8.2.6.
 */
export const quotedFormat = (value: string): string => quoted(value.replaceAll('%', '%%'));

/** A value as a word of the configuration, in double quotes. Line breaks would end the directive. */
export const quoted = (value: string): string => `"${value.replace(/[\\"$]/g, '\\$&').replace(/[\n\r\t]/g, (char) => BREAKS[char] ?? '')}"`;

const BREAKS: { readonly [char: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A word that needs no quotes, as a log format. `isPlain` says which texts can be one. */
export const plainFormat = (text: string): string => text.replaceAll('%', '%%');

/** Whether a text is one word of the configuration, without anything that HAProxy reads as more than itself. */
export const isPlain = (text: string): boolean => /^[^\s"'#\\\p{Cc}]+$/u.test(text);

/** A literal text as a regular expression without quotes. */
export const literalPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
