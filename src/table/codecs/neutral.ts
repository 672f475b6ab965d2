import { bytesOf, lowerCase } from '../../regex/pcre2/bytes';
import { headerValues } from '../request';
import { basicCredentials } from './basic-credentials';
import type { EarlyAnswer, ReadHost, RequestCodec } from './codec';
import { cookiePair } from './cookie-pair';
import { declaredLength } from './declared-length';
import { trimBlanks } from './trim-blanks';

export interface NeutralSettings {
  readonly codec: 'neutral';
}

const undecided = (because: string): EarlyAnswer => ({ undecided: because });

/**
 * No family at all: the part of HTTP in which every proxy does the same (RFC 9110, RFC 9112, RFC 3986). Requests that proxies are known to
 * read in different ways are undecided, never a guess.
 */
export const NEUTRAL: RequestCodec = {
  readHost(text) {
    const sent = trimBlanks(bytesOf(text));
    const name = PLAIN_HOST.exec(sent)?.[1];
    return name === undefined ? undecided(`which host "${text}" stands for is not known`) : { name: lowerCase(name), sent };
  },

  readRequest(request, host) {
    const { method = 'GET', scheme = 'http', httpVersion = 'HTTP/1.1', target: sent } = request;
    const end = sent.indexOf('?');
    const path = end < 0 ? sent : sent.slice(0, end);
    const query = end < 0 ? undefined : sent.slice(end + 1);
    if (!PLAIN_METHODS.has(method)) return undecided(`whether method ${method} is let in is not known`);
    if (httpVersion !== 'HTTP/1.1') return undecided(`whether ${httpVersion} is served is not known`);
    if (!PLAIN_PATH.test(path)) return undecided('whether the path is decoded and its slashes and dots are resolved is not known');
    if (query !== undefined && !PLAIN_QUERY.test(query)) return undecided('whether the query is let in is not known');
    if (host === undefined) return { status: 400, because: 'the request has no Host header' };
    if (!isRead(host)) return host;
    return { request, scheme, method, name: host.name, hostAsSent: host.sent, target: { sent, path, query } };
  },

  headerValues(request, name) {
    const values = headerValues(request, name);
    return values.length === 0 ? [] : [bytesOf(values.join(', '))];
  },

  cookieValue(request, name) {
    return cookiePair(headerValues(request, 'cookie'), name);
  },

  clientAddress: (request) => request.clientAddress,

  bodyLength: (request) => declaredLength(headerValues(request, 'content-length')),

  hasCredentials: (request) => basicCredentials(headerValues(request, 'authorization')[0] ?? '') !== undefined,

  queryValues: ({ query = '' }, name) =>
    query.split('&').flatMap((part) => (part.startsWith(`${name}=`) ? [part.slice(name.length + 1)] : [])),

  forwardedTarget: ({ sent }) => sent,

  rewrittenTarget: (path, { query }) => (query === undefined ? path : `${path}?${query}`),

  locationCapture: (text) => text,

  location: (text) => text,
};

const isRead = (host: ReadHost | EarlyAnswer): host is ReadHost => 'name' in host;

/** CONNECT and TRACE are refused by some, names that are not registered too. */
const PLAIN_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Without a dot at the end, which is another host for some, and with a port that is a number, if any. */
const PLAIN_HOST = /^(\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)*)(?::\d*)?$/i;

/** Segments of characters that need no escape, none of them empty but the last one, and no dot segments. */
const PLAIN_PATH = /^(?:\/(?!\/|\.{1,2}(?:\/|$))[\w.~!$&'()*+,;=:@-]*)+$/;

const PLAIN_QUERY = /^[!"$-~]*$/;
