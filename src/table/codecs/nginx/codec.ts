import { bytesOf, lowerCase } from '../../../regex/pcre2/bytes';
import { headerValues, type RoutingRequest } from '../../request';
import type { EarlyAnswer, ReadHost, ReadTarget, RequestCodec, SeenRequest } from '../codec';
import { trimBlanks } from '../trim-blanks';
import { escapeArgument, escapePath, unescapeRedirect } from './escape';
import { hostName } from './host-name';
import { readTarget } from './target';

export interface NginxSettings {
  readonly codec: 'nginx';
  /** The longest request line, with method and version: `large_client_header_buffers`. A longer one is answered 414. */
  readonly longestLineBytes: number;
  /** Request headers with `_` in their name are dropped, or count as the one with `-`: `underscores_in_headers`. */
  readonly underscoreHeaders: 'dropped' | 'asDash';
}

const refused = (status: number, because: string): EarlyAnswer => ({ status, because });

/**
 * nginx, and everything that is built on it.
 *
 * Sources: nginx/nginx@release-1.27.1:src/http/ngx_http_request.c, src/http/ngx_http_parse.c, src/core/ngx_string.c.
 */
export class NginxCodec implements RequestCodec {
  public constructor(private readonly settings: NginxSettings) {}

  public readHost(text: string): ReadHost | EarlyAnswer {
    const sent = trimBlanks(bytesOf(text));
    const name = hostName(sent);
    return name === undefined ? noHost(text) : { name, sent };
  }

  public readRequest(request: RoutingRequest, host: ReadHost | EarlyAnswer | undefined): SeenRequest | EarlyAnswer {
    const method = request.method ?? 'GET';
    const version = request.httpVersion ?? 'HTTP/1.1';
    if (this.isTooLong(method, request.target, version))
      return refused(414, `the request line has more than ${this.settings.longestLineBytes} bytes`);
    if (method !== 'GET' && !/^[A-Z_-]+$/.test(method)) return refused(400, `"${method}" is no method`);
    const target = readTarget(request.target);
    if ('malformed' in target) return refused(400, target.malformed);
    if (host === undefined && version === 'HTTP/1.1') return refused(400, 'the request has no Host header');
    if (host !== undefined && !('name' in host)) return host;
    const name = target.host === undefined ? host?.name : hostName(target.host);
    if (target.host !== undefined && name === undefined) return noHost(target.host);
    if (method === 'CONNECT' || method === 'TRACE') return refused(405, `${method} is not let in`);
    return { request, scheme: request.scheme ?? 'http', method, name, hostAsSent: host?.sent, target };
  }

  /** Lines of one name are joined. A name with `_` that is not dropped is the same variable as the one with `-`. */
  public headerValues({ headers, host }: RoutingRequest, name: string): readonly string[] {
    const wanted = headerKey(name);
    const values = Object.entries(headers ?? {})
      .filter(([key]) => headerKey(key) === wanted && (this.settings.underscoreHeaders === 'asDash' || !key.includes('_')))
      .flatMap(([, value]) => value);
    if (values.length > 0) return [bytesOf(values.join(', '))];
    return wanted === 'host' && host !== null ? [host] : [];
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

  private isTooLong(method: string, target: string, version: string): boolean {
    const most = this.settings.longestLineBytes - method.length - version.length - 4;
    // A character is at most three bytes.
    return 3 * target.length > most && bytesOf(target).length > most;
  }
}

const noHost = (text: string): EarlyAnswer => refused(400, `"${text}" cannot be a host`);

const headerKey = (name: string): string => lowerCase(name).replaceAll('_', '-');
