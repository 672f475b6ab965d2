import { bytesOf, lowerCase } from '../../../regex/pcre2/bytes';
import type { RoutingRequest } from '../../request';

/** Directives of the http block about headers. */
export interface HeaderSettings {
  /** The first buffer, in bytes: `client_header_buffer_size`. */
  readonly firstBufferBytes: number;
  /** How many more there are, and how large each is: `large_client_header_buffers`. */
  readonly furtherBuffers: number;
  readonly furtherBufferBytes: number;
  /** Request headers with `_` in their name are dropped, or count as the one with `-`: `underscores_in_headers`. */
  readonly underscoreHeaders: 'dropped' | 'asDash';
  /** Whether headers are dropped whose names have other characters than letters, digits, `-` and `_`: `ignore_invalid_headers`. */
  readonly dropsOtherNames: boolean;
}

export interface RefusedHeaders {
  readonly status: number;
  readonly because: string;
  /** Whether a page for errors may take the place of the answer. */
  readonly mayHavePage: boolean;
}

/** Headers of which a second line is refused: nginx/nginx@release-1.27.1:src/http/ngx_http_request.c `ngx_http_headers_in`. */
const ONCE = new Set([
  'authorization',
  'content-length',
  'content-range',
  'expect',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'transfer-encoding',
]);

/** The key by which nginx knows headers: a name without case, where `_` and `-` are one. */
export const headerKey = (name: string): string => lowerCase(name).replaceAll('_', '-');

export function isDropped(name: string, { underscoreHeaders, dropsOtherNames }: HeaderSettings): boolean {
  if (name.includes('_') && underscoreHeaders === 'dropped') return true;
  return dropsOtherNames && !/^[\w-]*$/.test(name);
}

/** All header lines in the order in which they are sent: the Host header first. */
function headerLines({ headers = {}, host }: RoutingRequest): readonly (readonly [name: string, value: string])[] {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => [name, value] as const),
  );
  return host === null ? lines : [['Host', host], ...lines];
}

/**
 * Why the headers of a request are not taken, if they are not.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_parse.c `ngx_http_parse_header_line`, src/http/ngx_http_request.c
 * `ngx_http_process_request_headers` and `ngx_http_process_request_header`.
 */
export function refusedHeaders(request: RoutingRequest, requestLineBytes: number, settings: HeaderSettings): RefusedHeaders | undefined {
  if (isPlain(request, settings.firstBufferBytes - requestLineBytes)) return undefined;
  const lines = headerLines(request);
  const found = new Map<string, string>();
  const fits = new Buffers(settings, requestLineBytes);
  for (const [name, value] of lines) {
    if (!fits.add(bytesOf(name).length + bytesOf(value).length + 4))
      return { status: 400, because: 'the headers do not fit into the buffers', mayHavePage: false };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
    if (/^:|^$|[\x00-\x20\x7f]/.test(name)) return refused(400, `"${name}" cannot be the name of a header`);
    if (value.includes('\0')) return refused(400, `header "${name}" has a zero byte`);
    if (isDropped(name, settings)) continue;
    const key = lowerCase(name);
    if (found.has(key) && ONCE.has(key)) return refused(400, `the request has two headers "${name}"`);
    found.set(key, value.trim());
  }
  return refusedBody(request, found.get('content-length'), found.get('transfer-encoding'));
}

/** Whether all headers fit and none of them can be wrong, as of most requests. */
function isPlain({ headers, host }: RoutingRequest, bytes: number): boolean {
  // A character is at most three bytes.
  let left = bytes - 3 * (host?.length ?? 0) - 'Host: \r\n'.length;
  for (const name in headers) {
    const value = headers[name];
    if (typeof value !== 'string' || !PLAIN_NAME.test(name) || value.includes('\0')) return false;
    left -= 3 * (name.length + value.length) + ': \r\n'.length;
  }
  return left >= 0;
}

/** None of which there can be only one. */
const PLAIN_NAME = /^(?!authorization$|content-|expect$|host$|if-|transfer-)[a-z][a-z\d-]*$/i;

const refused = (status: number, because: string): RefusedHeaders => ({ status, because, mayHavePage: true });

function refusedBody(
  { httpVersion = 'HTTP/1.1' }: RoutingRequest,
  length: string | undefined,
  encoding: string | undefined,
): RefusedHeaders | undefined {
  if (length !== undefined && !isLength(length)) return refused(400, `Content-Length "${length}" is no number`);
  if (encoding === undefined) return undefined;
  if (httpVersion === 'HTTP/1.0') return refused(400, 'HTTP/1.0 has no Transfer-Encoding');
  if (lowerCase(encoding) !== 'chunked') return refused(501, `Transfer-Encoding "${encoding}" is not known`);
  return length === undefined ? undefined : refused(400, 'the request has both Content-Length and Transfer-Encoding');
}

/** `ngx_atoof` */
const isLength = (text: string): boolean => /^\d+$/.test(text) && BigInt(text) <= 9_223_372_036_854_775_807n;

/** The buffers that lines are read into: a line has to stand in one of them. */
class Buffers {
  private left: number;
  private further: number;
  private readonly size: number;

  public constructor({ firstBufferBytes, furtherBuffers, furtherBufferBytes }: HeaderSettings, requestLineBytes: number) {
    this.left = firstBufferBytes;
    this.further = furtherBuffers;
    this.size = furtherBufferBytes;
    this.add(requestLineBytes);
  }

  /** Whether a line fits. */
  public add(bytes: number): boolean {
    if (bytes > this.left) {
      if (bytes > this.size || this.further === 0) return false;
      this.further--;
      this.left = this.size;
    }
    this.left -= bytes;
    return true;
  }
}
