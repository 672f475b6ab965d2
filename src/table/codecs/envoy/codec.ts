import { bytesOf, lowerCase } from '../../../regex/pcre2/bytes';
import { headerValues, type RoutingRequest } from '../../request';
import { basicCredentials } from '../basic-credentials';
import type { EarlyAnswer, ReadHost, ReadTarget, RequestCodec, SeenRequest } from '../codec';
import { cookiePair, unquoted } from '../cookie-pair';
import { declaredLength } from '../declared-length';
import { TOKEN } from '../header-name';
import { bytesBetween, type PathImage } from '../path-image';
import { trimBlanks } from '../trim-blanks';
import { type PathSettings, parseTarget, readPath, refused } from './target';

export interface EnvoySettings extends PathSettings {
  readonly codec: 'envoy';
  /** `accept_http_10`. */
  readonly http10: boolean;
  /** `headers_with_underscores_action`. */
  readonly underscoreHeaders: 'kept' | 'refused';
  /** How lines of one name are compared: each by itself since 1.39, joined by a comma before. */
  readonly headerLines: 'each' | 'joined';
}

/**
 * Envoy, and everything that is built on it.
 *
 * Source: envoyproxy/envoy@v1.39.1:source/common/http/http1/balsa_parser.cc, source/common/http/http1/codec_impl.cc,
 * source/common/http/header_utility.cc, source/common/http/utility.cc (`QueryParamsMulti`), and what recordings of it show.
 */
export class EnvoyCodec implements RequestCodec {
  public readonly image: PathImage = {
    bytes: bytesBetween(0x21, 0x7e, '#?\\"<>^`{|}'),
    emptySegments: true,
    dotSegments: false,
    rewritten: 'asCompared',
    words: 'every path, in any form that is normalized to one without dot segments',
  };

  public constructor(private readonly settings: EnvoySettings) {}

  public readHost(text: string): ReadHost | EarlyAnswer {
    const sent = trimBlanks(bytesOf(text));
    return AUTHORITY.test(sent) ? { name: hostName(sent), sent } : refused(400, `"${text}" cannot be a host`);
  }

  public readRequest(request: RoutingRequest, host: ReadHost | EarlyAnswer | undefined): SeenRequest | EarlyAnswer {
    const { method = 'GET', scheme = 'http', httpVersion = 'HTTP/1.1' } = request;
    if (!METHODS.has(method)) return refused(400, `"${method}" is no method that is known`);
    const parsed = parseTarget(request.target, scheme, method);
    if (!('sent' in parsed)) return parsed;
    if (host !== undefined && !('name' in host)) return host;
    const wrong = this.wrongHeader(request);
    if (wrong !== undefined) return refused(400, wrong);
    if (httpVersion === '' && this.settings.http10) return refused(400, 'the request line has no version');
    if (httpVersion !== 'HTTP/1.1' && !this.settings.http10) return refused(426, `${httpVersion || 'no version'} is not served`);
    const sent = parsed.host ?? (host === undefined ? undefined : withFurtherHosts(host.sent, request));
    if (sent === undefined) return refused(400, 'the request has no Host header');
    const target = readPath(parsed.sent, this.settings);
    return 'path' in target ? { request, scheme, method, name: hostName(sent), hostAsSent: sent, target } : target;
  }

  /** A condition on Host is one on `:authority`. */
  public headerValues(request: RoutingRequest, name: string): readonly string[] {
    const values = headerValues(request, name).map((value) => trimBlanks(bytesOf(value)));
    return this.settings.headerLines === 'joined' && values.length > 1 ? [values.join(',')] : values;
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

  public cookieValue(request: RoutingRequest, name: string): string | undefined {
    return unquoted(cookiePair(headerValues(request, 'cookie'), name));
  }

  /** The first of a name, as it is sent. */
  public queryValues({ query = '' }: ReadTarget, name: string): readonly string[] {
    const found = query.split('&').find((part) => part.split('=', 1)[0] === name);
    return found === undefined ? [] : [found.slice(name.length + 1)];
  }

  public forwardedTarget({ path, query }: ReadTarget): string {
    return query === undefined ? path : `${path}?${query}`;
  }

  public rewrittenTarget(path: string, target: ReadTarget): string {
    return this.forwardedTarget({ ...target, path });
  }

  public locationCapture(text: string): string {
    return text;
  }

  public location(text: string): string {
    return text;
  }

  private wrongHeader({ headers = {} }: RoutingRequest): string | undefined {
    for (const [name, values] of Object.entries(headers)) {
      if (!TOKEN.test(name)) return `"${name}" cannot be the name of a header`;
      if (name.includes('_') && this.settings.underscoreHeaders === 'refused') return `header ${name} has "_" in its name`;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
      if ([values].flat().some((value) => /[\x00\x0a\x0d]/.test(value))) return `header ${name} has a line break`;
    }
    return undefined;
  }
}

/** Several Host headers are one with commas. */
const withFurtherHosts = (sent: string, { headers = {} }: RoutingRequest): string =>
  [sent, ...Object.entries(headers).flatMap(([name, value]) => (name.toLowerCase() === 'host' ? value : []))].join(',');

/** envoyproxy/envoy@v1.39.1:source/common/http/header_utility.cc `authorityIsValid`. */
const AUTHORITY = /^[\w%.~!$&'()*+,;=:@[\]-]*$/;

/** Any port is cut off: `ignore_port_in_host_matching`. A dot at the end stays. */
function hostName(text: string): string {
  const colon = text.startsWith('[') ? text.indexOf(']:') + 1 : text.lastIndexOf(':');
  return lowerCase(colon <= 0 ? text : text.slice(0, colon));
}

/** envoyproxy/envoy@v1.39.1:source/common/http/http1/balsa_parser.cc `kValidMethods`. */
const METHODS: ReadonlySet<string> = new Set(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE MSEARCH NOTIFY OPTIONS PATCH POST ' +
    'PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'
  ).split(' '),
);
