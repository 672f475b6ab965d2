import { bytesOf } from '../../regex/pcre2/bytes';
import type { RequestRules } from '../routing-table';
import { trimBlanks } from './host-name';

/** A request target, read. Texts are bytes, one character each. */
export interface ReadTarget {
  /** Path and query as sent, without scheme and host. */
  readonly sent: string;
  /** Decoded and normalized, as it is compared. */
  readonly path: string;
  /** Without `?`; absent where the target has none. */
  readonly query: string | undefined;
  /** The host of a target that is a whole URL. */
  readonly host: string | undefined;
  /** Whether the path had `%`, or a `+`; both are escaped again when they go into a Location. */
  readonly quoted: boolean;
  /** Whether anything was decoded or resolved. */
  readonly changed: boolean;
}

/**
 * Reads a request target, which is text, by the rules of a controller, or says why it is malformed.
 *
 * What is malformed is what nginx refuses: nginx/nginx@release-1.27.1:src/http/ngx_http_parse.c `ngx_http_parse_request_line` and
 * `ngx_http_parse_complex_uri`.
 */
export function readTarget(target: string, rules: RequestRules): ReadTarget | { readonly malformed: string } {
  if (isPlain(target)) return { sent: target, path: target, query: undefined, host: undefined, quoted: false, changed: false };
  const text = trimBlanks(bytesOf(target));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  if (/[\x00-\x20\x7f]/.test(text)) return { malformed: 'the target has a space or a control character' };
  let sent = text;
  let host: string | undefined;
  if (!text.startsWith('/')) {
    const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(\[[^\]/?]*\]|[A-Za-z0-9.-]*)(?::(\d*))?(?=[/?]|$)/.exec(text);
    if (absolute === null || absolute[1] === '') return { malformed: 'the target is neither a path nor a URL' };
    host = absolute[1];
    sent = text.slice(absolute[0].length);
    if (!sent.startsWith('/')) sent = `/${sent}`;
  }
  const read = readPath(sent, rules);
  return 'malformed' in read ? read : { ...read, sent, host };
}

/** Whether a target is a path without a query that is compared as it is sent, as most are. */
const isPlain = (target: string): boolean => target.startsWith('/') && !TO_BE_READ.test(target);

/** Beyond printable ASCII; what begins or quotes something; empty segments and those that begin with a dot. */
const TO_BE_READ = /[^!-~]|[#%+?]|\/[/.]/;

function readPath(
  sent: string,
  rules: RequestRules,
): Pick<ReadTarget, 'path' | 'query' | 'quoted' | 'changed'> | { readonly malformed: string } {
  const end = sent.search(/[?#]/);
  const raw = end < 0 ? sent : sent.slice(0, end);
  const rest = end < 0 ? '' : sent.slice(end);
  const query = rest.startsWith('?') ? (rest.slice(1).split('#', 1)[0] as string) : undefined;
  const quoted = raw.includes('%') || raw.includes('+');
  // Most paths are normalized as they are.
  if (!/%|\/\/|\/\./.test(raw)) return { path: raw, query, quoted, changed: false };
  const path = normalizePath(raw, rules);
  return path === undefined
    ? { malformed: 'the path has a broken escape, or leaves the root' }
    : { path, query, quoted, changed: path !== raw };
}

/** Decodes, merges slashes and resolves dot segments, or `undefined` where that cannot be done. A decoded slash or dot counts as one. */
export function normalizePath(raw: string, rules: RequestRules): string | undefined {
  const decoded = decode(raw, rules.percentDecoding);
  if (decoded === undefined) return undefined;
  const merged = rules.mergeSlashes ? decoded.replace(/\/{2,}/g, '/') : decoded;
  return rules.resolveDotSegments ? resolveDots(merged) : merged;
}

function decode(raw: string, which: RequestRules['percentDecoding']): string | undefined {
  if (which === 'none' || !raw.includes('%')) return raw;
  let broken = false;
  const decoded = raw.replace(/%([0-9a-fA-F]{2})?/g, (written, digits: string | undefined) => {
    const byte = digits === undefined ? 0 : Number.parseInt(digits, 16);
    if (byte === 0) broken = true;
    const char = String.fromCharCode(byte);
    return which === 'all' || /[A-Za-z0-9._~-]/.test(char) ? char : written;
  });
  return broken ? undefined : decoded;
}

function resolveDots(path: string): string | undefined {
  if (!/\/\.{1,2}(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '.') {
      if (last) kept.push('');
    } else if (segment === '..') {
      if (kept.pop() === undefined) return undefined;
      if (last) kept.push('');
    } else kept.push(segment);
  }
  return `/${kept.join('/')}`;
}

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
