import { bytesOf } from '../../../regex/pcre2/bytes';
import { cleanPath } from '../../join-path';
import { headerValues, type RoutingRequest } from '../../request';
import { basicCredentials } from '../basic-credentials';
import type { EarlyAnswer, ReadHost, ReadTarget, RequestCodec, SeenRequest } from '../codec';
import { cookiePair, unquoted } from '../cookie-pair';
import { declaredLength } from '../declared-length';
import { TOKEN } from '../header-name';
import { bytesBetween, type PathImage } from '../path-image';
import { trimBlanks } from '../trim-blanks';
import { escapePath, isEncodedPath, queryValues, unescapePath } from './escape';
import { hostName, isHostHeader } from './host-name';
import { readTarget } from './target';

export interface GoSettings {
  readonly codec: 'go';
  /** Whether `//`, `/./` and `/../` are resolved before anything is compared. */
  readonly cleanPaths: boolean;
  /** Whether the name of a host is the same with a dot at its end. */
  readonly trailingDot?: 'ignored';
}

const refused = (status: number, because: string): EarlyAnswer => ({ status, because });

/**
 * net/http of Go, with what its proxies put in front of it: fragments are refused, unreserved characters are decoded, `;` separates
 * parameters as `&` does.
 *
 * Source: golang/go@go1.26.8:src/net/http/request.go, src/net/http/server.go, src/net/url/url.go.
 */
export class GoCodec implements RequestCodec {
  public readonly paths = { escape: escapePath, unescape: unescapePath, isWritten: isEncodedPath, clean: cleanPath };

  public readonly image: PathImage;

  public constructor(private readonly settings: GoSettings) {
    const { cleanPaths } = settings;
    this.image = {
      bytes: bytesBetween(0x20, 0xff, '\x7f'),
      emptySegments: !cleanPaths,
      dotSegments: !cleanPaths,
      rewritten: 'asWritten',
      words: `every path without control characters${cleanPaths ? ', in any form that is cleaned to one without empty and dot segments' : ''}`,
    };
  }

  public readHost(text: string): ReadHost | EarlyAnswer {
    const sent = trimBlanks(bytesOf(text));
    return isHostHeader(sent) ? { name: this.hostName(sent), sent } : refused(400, `"${text}" cannot be a host`);
  }

  public readRequest(request: RoutingRequest, host: ReadHost | EarlyAnswer | undefined): SeenRequest | EarlyAnswer {
    const { method = 'GET', httpVersion = 'HTTP/1.1' } = request;
    if (!TOKEN.test(method)) return refused(400, `"${method}" is no method`);
    const version = /^HTTP\/(\d)\.(\d)$/.exec(httpVersion);
    if (version === null) return refused(400, `"${httpVersion}" is no version of HTTP`);
    const target = readTarget(request.target, method, this.settings.cleanPaths);
    if ('malformed' in target) return refused(400, target.malformed);
    if (version[1] !== '1') return refused(505, `${httpVersion} is not served`);
    const wrong = wrongHeader(request);
    if (wrong !== undefined) return refused(400, wrong);
    if (host === undefined && httpVersion !== 'HTTP/1.0') return refused(400, 'the request has no Host header');
    if (host !== undefined && !('name' in host)) return host;
    if (method === 'OPTIONS' && request.target === '*') return { status: 200, because: 'OPTIONS * asks for the server itself' };
    const sent = target.host ?? host?.sent ?? '';
    const name = target.host === undefined ? (host?.name ?? '') : this.hostName(target.host);
    return { request, scheme: request.scheme ?? 'http', method, name, hostAsSent: sent, target };
  }

  private hostName(sent: string): string {
    const name = hostName(sent);
    return this.settings.trailingDot === 'ignored' ? name.replace(/\.$/, '') : name;
  }

  /** The server takes the Host header out of the others. */
  public headerValues(request: RoutingRequest, name: string): readonly string[] {
    if (name.toLowerCase() === 'host') return [];
    return headerValues(request, name).map((value) => trimBlanks(bytesOf(value)));
  }

  public clientAddress(request: RoutingRequest): string | undefined {
    return request.clientAddress;
  }

  public bodyLength(request: RoutingRequest): number | undefined {
    return declaredLength(headerValues(request, 'content-length'));
  }

  public hasCredentials(request: RoutingRequest): boolean {
    return basicCredentials(this.headerValues(request, 'authorization')[0] ?? '') !== undefined;
  }

  /** golang/go@go1.26.8:src/net/http/cookie.go `readCookies`: the first of a name, compared with case. */
  public cookieValue(request: RoutingRequest, name: string): string | undefined {
    return unquoted(cookiePair(headerValues(request, 'cookie'), name));
  }

  public queryValues({ query = '' }: ReadTarget, name: string): readonly string[] {
    return queryValues(query, name);
  }

  /** golang/go@go1.26.8:src/net/http/httputil/reverseproxy.go hands it on, and no proxy that is known answers it in another way. */
  public notForwarded({ method }: SeenRequest): EarlyAnswer | undefined {
    return method === 'CONNECT' ? refused(501, 'CONNECT is not forwarded') : undefined;
  }

  public forwardedTarget(target: ReadTarget): string {
    return target.sent;
  }

  public rewrittenTarget(path: string, { query }: ReadTarget): string {
    return (path || '/') + (query === undefined ? '' : `?${query}`);
  }

  public locationCapture(text: string): string {
    return text;
  }

  public location(text: string): string {
    return text;
  }
}

/** Why `readRequest` or `textproto` refuses a header. */
function wrongHeader({ headers = {}, host }: RoutingRequest): string | undefined {
  for (const [name, values] of Object.entries(headers)) {
    if (!TOKEN.test(name)) return `"${name}" cannot be the name of a header`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
    if ([values].flat().some((value) => /[\x00-\x08\x0a-\x1f\x7f]/.test(value))) return `header ${name} has a control character`;
    if (name.toLowerCase() === 'host' && host !== null) return 'there are several Host headers';
  }
  return undefined;
}
