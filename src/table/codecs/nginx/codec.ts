import { bytesOf, lowerCase } from '../../../regex/pcre2/bytes';
import { headerValues, type RoutingRequest } from '../../request';
import { basicCredentials } from '../basic-credentials';
import type { EarlyAnswer, ReadHost, ReadTarget, RequestCodec, SeenRequest } from '../codec';
import { bytesBetween, type PathImage } from '../path-image';
import { trimBlanks } from '../trim-blanks';
import { type RealAddress, realAddress } from './client-address';
import { escapeArgument, escapePath, unescapeRedirect } from './escape';
import { type HeaderSettings, headerKey, isDropped, refusedHeaders } from './headers';
import { hostName } from './host-name';
import { readTarget } from './target';

export interface NginxSettings extends HeaderSettings {
  readonly codec: 'nginx';
  /** Absent: the client is who connects. */
  readonly realAddress?: RealAddress;
  /** The connection itself says who the client is, before the request: what is known of the address is not the client's. */
  readonly proxyProtocol?: true;
}

/** The answer to a request whose target could not be read, so that nothing can be looked up by it. */
const unread = (status: number, because: string): EarlyAnswer => ({ status, because, seen: { name: undefined } });

const refused = (seen: SeenRequest, status: number, because: string): EarlyAnswer => ({ status, because, seen });

/**
 * nginx, and everything that is built on it.
 *
 * Sources: nginx/nginx@release-1.27.1:src/http/ngx_http_request.c, src/http/ngx_http_parse.c, src/core/ngx_string.c.
 */
export class NginxCodec implements RequestCodec {
  public readonly image: PathImage = {
    bytes: bytesBetween(0x20, 0xff, '\x7f'),
    emptySegments: false,
    dotSegments: false,
    rewritten: 'asCompared',
    words: 'every path without control characters, in any form that is normalized to one without empty and dot segments',
  };

  public constructor(private readonly settings: NginxSettings) {}

  public readHost(text: string): ReadHost | EarlyAnswer {
    const sent = trimBlanks(bytesOf(text));
    const name = hostName(sent);
    return name === undefined ? { status: 400, because: noHost(text) } : { name, sent };
  }

  public readRequest(request: RoutingRequest, host: ReadHost | EarlyAnswer | undefined): SeenRequest | EarlyAnswer {
    const { method = 'GET', httpVersion = 'HTTP/1.1', scheme = 'http' } = request;
    const lineBytes = this.lineBytes(method, request.target, httpVersion);
    const longest = Math.max(this.settings.firstBufferBytes, this.settings.furtherBufferBytes);
    if (lineBytes > longest) return unread(414, `the request line has more than ${longest} bytes`);
    if (method !== 'GET' && !/^[A-Z_-]+$/.test(method)) return unread(400, `"${method}" is no method`);
    const target = readTarget(request.target);
    if ('malformed' in target && target.within === 'line') return unread(400, target.malformed);
    if (httpVersion !== 'HTTP/1.1' && !VERSION.test(httpVersion)) {
      if (NEWER_VERSION.test(httpVersion)) return unread(505, `${httpVersion} is not spoken`);
      return unread(400, `"${httpVersion}" is no version of HTTP`);
    }
    // The path is read after the whole line: `ngx_http_process_request_uri`.
    if ('malformed' in target) return unread(400, target.malformed);
    const targetName = target.host === undefined ? undefined : hostName(target.host);
    const sent = host !== undefined && 'name' in host ? host : undefined;
    const name = target.host === undefined ? sent?.name : targetName;
    const seen: SeenRequest = { request, scheme, method, name, hostAsSent: sent?.sent, target };
    if (target.host !== undefined && targetName === undefined) return refused(seen, 400, noHost(target.host));
    if (host !== undefined && sent === undefined) return refused(seen, 400, noHost(request.host ?? ''));
    const headers = refusedHeaders(request, lineBytes, this.settings);
    if (headers !== undefined && !headers.mayHavePage) return { status: headers.status, because: headers.because };
    if (host === undefined && httpVersion !== 'HTTP/1.0') return refused(seen, 400, 'the request has no Host header');
    if (headers !== undefined) return refused(seen, headers.status, headers.because);
    if (method === 'CONNECT' || method === 'TRACE') return refused(seen, 405, `${method} is not let in`);
    return seen;
  }

  /** Lines of one name are joined. A name with `_` that is not dropped is the same variable as the one with `-`. */
  public headerValues({ headers, host }: RoutingRequest, name: string): readonly string[] {
    const wanted = headerKey(name);
    const values = Object.entries(headers ?? {})
      .filter(([key]) => headerKey(key) === wanted && !isDropped(key, this.settings))
      .flatMap(([, value]) => value);
    // Spaces around a value are no part of it.
    if (values.length > 0) return [bytesOf(values.map((value) => value.replace(/^ +| +$/g, '')).join(wanted === 'cookie' ? '; ' : ', '))];
    return wanted === 'host' && host !== null ? [host] : [];
  }

  public clientAddress(request: RoutingRequest): string | undefined {
    const { realAddress: from, proxyProtocol } = this.settings;
    if (request.clientAddress === undefined || proxyProtocol) return undefined;
    return from === undefined
      ? request.clientAddress
      : realAddress(request.clientAddress, this.headerValues(request, from.header)[0] ?? '', from.trusted);
  }

  public bodyLength({ headers }: RoutingRequest): number | undefined {
    for (const name in headers) {
      if (name.length === CONTENT_LENGTH.length && lowerCase(name) === CONTENT_LENGTH) return Number(headers[name]);
    }
    return undefined;
  }

  public hasCredentials(request: RoutingRequest): boolean {
    return basicCredentials(this.headerValues(request, 'authorization')[0] ?? '') !== undefined;
  }

  /** The first cookie of a name counts, compared without case: `ngx_http_parse_multi_header_lines`. */
  public cookieValue(request: RoutingRequest, name: string): string | undefined {
    for (const part of headerValues(request, 'cookie').flatMap((line) => bytesOf(line).split(/[;,]/))) {
      const found = /^ *([^=]*?) *= *(.*)$/s.exec(part);
      if (found !== null && lowerCase(found[1] ?? '') === lowerCase(name)) return found[2];
    }
    return undefined;
  }

  /** `ngx_http_arg`: the first of a name, compared without case, as it is sent. */
  public queryValues({ query = '' }: ReadTarget, name: string): readonly string[] {
    const wanted = `${lowerCase(name)}=`;
    const found = query.split('&').find((part) => lowerCase(part.slice(0, wanted.length)) === wanted);
    return found === undefined ? [] : [found.slice(wanted.length)];
  }

  public forwardedTarget(target: ReadTarget): string {
    return target.sent;
  }

  public rewrittenTarget(path: string, { query }: ReadTarget): string {
    return escapePath(path) + (query ? `?${query}` : '');
  }

  /** Captures are escaped again only if the path had `%` or `+` (`quoted_uri`, `plus_in_uri`). */
  public locationCapture(text: string, { sent }: ReadTarget): string {
    return /^[^?#]*[%+]/.test(sent) ? escapeArgument(text) : text;
  }

  public location(text: string): string {
    return unescapeRedirect(text);
  }

  /** The length of the request line with its end. */
  private lineBytes(method: string, target: string, version: string): number {
    // A character is at most three bytes, and most lines are far from any limit.
    const most = method.length + 3 * target.length + version.length + 4;
    return most <= this.settings.firstBufferBytes ? most : method.length + bytesOf(target).length + version.length + 4;
  }
}

const CONTENT_LENGTH = 'content-length';

const VERSION = /^HTTP\/1\.\d{1,3}$/;
const NEWER_VERSION = /^HTTP\/[1-9]\d*\.\d{1,3}$/;

const noHost = (text: string): string => `"${text}" cannot be a host`;
