import { bytesOf } from '../../../regex/pcre2/bytes';
import type { ReadTarget } from '../codec';
import { trimBlanks } from '../trim-blanks';

interface NginxTarget extends ReadTarget {
  /** The host of a target that is a whole URL. */
  readonly host: string | undefined;
}

/** `within`: a fault of the line is found before the version of HTTP is looked at, a fault of the path after it. */
interface MalformedTarget {
  readonly malformed: string;
  readonly within: 'line' | 'path';
}

/**
 * Reads a request target, which is text, or says why it is malformed.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_parse.c `ngx_http_parse_request_line` and `ngx_http_parse_complex_uri`.
 */
export function readTarget(target: string): NginxTarget | MalformedTarget {
  if (isPlain(target)) return { sent: target, path: target, query: undefined, host: undefined };
  const text = trimBlanks(bytesOf(target));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  if (/[\x00-\x20\x7f]/.test(text)) return { malformed: 'the target has a space or a control character', within: 'line' };
  let sent = text;
  let host: string | undefined;
  if (!text.startsWith('/')) {
    const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(\[[^\]/?]*\]|[A-Za-z0-9.-]*)(?::(\d*))?(?=[/?]|$)/.exec(text);
    if (absolute === null || absolute[1] === '') return { malformed: 'the target is neither a path nor a URL', within: 'line' };
    host = absolute[1];
    sent = text.slice(absolute[0].length);
    if (!sent.startsWith('/')) sent = `/${sent}`;
  }
  const read = readPath(sent);
  return 'malformed' in read ? read : { ...read, sent, host };
}

/** Whether a target is a path without a query that is compared as it is sent, as most are. */
const isPlain = (target: string): boolean => target.startsWith('/') && !TO_BE_READ.test(target);

/** Beyond printable ASCII; what begins or quotes something; empty segments and those that begin with a dot. */
const TO_BE_READ = /[^!-~]|[#%+?]|\/[/.]/;

function readPath(sent: string): Pick<ReadTarget, 'path' | 'query'> | MalformedTarget {
  const end = sent.search(/[?#]/);
  const raw = end < 0 ? sent : sent.slice(0, end);
  const rest = end < 0 ? '' : sent.slice(end);
  const query = rest.startsWith('?') ? (rest.slice(1).split('#', 1)[0] as string) : undefined;
  // Most paths are normalized as they are.
  if (!/%|\/\/|\/\./.test(raw)) return { path: raw, query };
  const path = normalizePath(raw);
  return path === undefined ? { malformed: 'the path has a broken escape, or leaves the root', within: 'path' } : { path, query };
}

/** Decodes, merges slashes and resolves dot segments, or `undefined` if that cannot be done. A decoded slash or dot counts as one. */
function normalizePath(raw: string): string | undefined {
  const decoded = raw.includes('%') ? decode(raw) : raw;
  return decoded === undefined ? undefined : resolveDots(decoded.replace(/\/{2,}/g, '/'));
}

function decode(raw: string): string | undefined {
  let broken = false;
  const decoded = raw.replace(/%([0-9a-fA-F]{2})?/g, (_, digits: string | undefined) => {
    const byte = digits === undefined ? 0 : Number.parseInt(digits, 16);
    if (byte === 0) broken = true;
    return String.fromCharCode(byte);
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
