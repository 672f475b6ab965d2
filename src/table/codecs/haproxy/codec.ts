import { bytesOf, lowerCase } from '../../../regex/pcre2/bytes';
import type { RoutingRequest } from '../../request';
import { basicCredentials } from '../basic-credentials';
import type { EarlyAnswer, ReadHost, ReadTarget, RequestCodec, SeenRequest } from '../codec';
import { declaredLength } from '../declared-length';
import { bytesBetween, type PathImage } from '../path-image';
import { trimBlanks } from '../trim-blanks';
import { headerLines, refusedHead } from './head';
import { isSameAuthority, readHost } from './host';
import { readTarget } from './target';

export interface HaproxySettings {
  readonly codec: 'haproxy';
}

const badRequest = (because: string): EarlyAnswer => ({ status: 400, because });

const noHost = (text: string): EarlyAnswer => badRequest(`"${text}" cannot be a host`);

/**
 * HAProxy with its defaults: it compares and sends on what it gets, byte by byte.
 *
 * Sources: haproxy/haproxy@v3.2.0:src/h1.c, src/http.c, src/mux_h1.c; the recorded answers in test/truth.
 */
export class HaproxyCodec implements RequestCodec {
  public readonly image: PathImage = {
    bytes: bytesBetween(0x21, 0x7e, '#?'),
    emptySegments: true,
    dotSegments: true,
    rewritten: 'asCompared',
    words: 'every path',
  };

  public readHost(text: string): ReadHost | EarlyAnswer {
    const sent = trimBlanks(bytesOf(text));
    return readHost(sent) ?? noHost(text);
  }

  public readRequest(request: RoutingRequest): SeenRequest | EarlyAnswer {
    const { method = 'GET', httpVersion = 'HTTP/1.1', scheme = 'http' } = request;
    const head = refusedHead(request, method.length + bytesOf(request.target).length + httpVersion.length + '  \r\n'.length);
    if (head !== undefined && head.status !== 400) return head;
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(method)) return badRequest(`"${method}" is no method`);
    const target = readTarget(trimBlanks(bytesOf(request.target)), method);
    if ('malformed' in target) return badRequest(target.malformed);
    if (!/^HTTP\/\d\.\d$/.test(httpVersion)) return badRequest(`"${httpVersion}" is no version of HTTP`);
    if (head !== undefined) return head;
    const hosts = [...new Set(headerLines(request).flatMap(([name, value]) => (lowerCase(name) === 'host' ? [trimBlanks(value)] : [])))];
    if (hosts.length > 1) return badRequest('the request has two different Host headers');
    const [sent] = hosts;
    const host = sent === undefined ? undefined : readHost(sent);
    if (sent !== undefined && host === undefined) return noHost(sent);
    if (target.authority !== undefined && sent !== undefined && !isSameAuthority(target.authority, sent))
      return badRequest(`the target is for "${target.authority.text}", and the Host header is "${sent}"`);
    if (httpVersion === 'HTTP/0.9') return { status: 502, because: 'no backend answers HTTP/0.9' };
    return { request, scheme, method, name: host?.name, hostAsSent: host?.sent, target };
  }

  public headerValues(request: RoutingRequest, name: string): readonly string[] {
    const wanted = lowerCase(name);
    return headerLines(request).flatMap(([key, value]) => (lowerCase(key) === wanted ? [trimBlanks(value)] : []));
  }

  public cookieValue(request: RoutingRequest, name: string): string | undefined {
    const pairs = this.headerValues(request, 'cookie').flatMap((line) => line.split(';').map(trimBlanks));
    return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  }

  public clientAddress({ clientAddress }: RoutingRequest): string | undefined {
    return clientAddress;
  }

  public bodyLength(request: RoutingRequest): number | undefined {
    return declaredLength(this.headerValues(request, 'content-length'));
  }

  public hasCredentials(request: RoutingRequest, users?: readonly string[]): boolean {
    const credentials = basicCredentials(this.headerValues(request, 'authorization')[0] ?? '');
    if (credentials === undefined) return false;
    return users === undefined || users.includes(credentials.slice(0, credentials.indexOf(':')));
  }

  /**
   * As `url_param` finds them: every one counts in a condition, byte by byte, and `?` separates parameters too.
   * Source: haproxy/haproxy@v3.2.0:src/http_fetch.c (`smp_fetch_url_param`), src/http.c (`http_find_next_url_param`),
   * include/haproxy/http.h (`http_is_param_delimiter`), src/acl.c (`acl_exec_cond`, SMP_F_NOT_LAST).
   */
  public queryValues({ query = '' }: ReadTarget, name: string): readonly string[] {
    return query
      .split(/[&;?]/)
      .filter((part) => part.startsWith(`${name}=`))
      .map((part) => part.slice(name.length + 1));
  }

  public forwardedTarget({ root = '', sent }: ReadTarget): string {
    return root + sent;
  }

  public rewrittenTarget(path: string, { root = '', query }: ReadTarget): string {
    return root + path + (query === undefined ? '' : `?${query}`);
  }

  public locationCapture(text: string): string {
    return text;
  }

  public location(text: string): string {
    return text;
  }
}
