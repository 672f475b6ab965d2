import { bytesOf, lowerCase } from '../regex/pcre2/bytes';
import { hostName, trimBlanks } from './codecs/host-name';
import { type ReadTarget, readTarget } from './codecs/request-target';
import { headerValues, type RoutingRequest } from './request';
import type { RequestRules } from './routing-table';

/** A request as the controller sees it. Texts of the client are bytes, one character each. */
export interface SeenRequest {
  readonly request: RoutingRequest;
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** Lower case, without port; absent where the request has none. */
  readonly name: string | undefined;
  readonly hostAsSent: string | undefined;
  readonly target: ReadTarget;
}

/** What is answered before any host is looked at. */
export type Malformed = { readonly status: number; readonly because: string } | { readonly undecided: string };

/** `header`: what `readHostHeader` makes of the host of the request. */
export function seeRequest(request: RoutingRequest, rules: RequestRules, header: HostHeader | undefined): SeenRequest | Malformed {
  const method = request.method ?? 'GET';
  const version = request.httpVersion ?? 'HTTP/1.1';
  // A character is at most three bytes.
  if (method.length + 3 * request.target.length + version.length + 4 > rules.longestLineBytes) {
    if (method.length + bytesOf(request.target).length + version.length + 4 > rules.longestLineBytes)
      return { status: 414, because: `the request line has more than ${rules.longestLineBytes} bytes` };
  }
  if (method !== 'GET' && !/^[A-Z_-]+$/.test(method)) return { status: 400, because: `"${method}" is no method` };
  const target = readTarget(request.target, rules);
  if ('malformed' in target) return rules.known ? { status: 400, because: target.malformed } : { undecided: target.malformed };
  if (!rules.known && target.changed)
    return { undecided: 'whether the path is decoded and its slashes and dots are resolved is not known' };
  if (request.host === null && version === 'HTTP/1.1') return { status: 400, because: 'the request has no Host header' };
  if (request.host !== null && header === undefined) return { status: 400, because: `"${request.host}" cannot be a host` };
  const name = target.host === undefined ? header?.name : hostName(target.host);
  if (target.host !== undefined && name === undefined) return { status: 400, because: `"${target.host}" cannot be a host` };
  if (rules.refusedMethods.includes(method)) return { status: 405, because: `${method} is not let in` };
  return { request, scheme: request.scheme ?? 'http', method, name, hostAsSent: header?.sent, target };
}

/** A Host header, read. */
export interface HostHeader {
  readonly name: string;
  /** In bytes, without blanks around it. */
  readonly sent: string;
}

/** `undefined` where the text cannot be a host. */
export function readHostHeader(text: string): HostHeader | undefined {
  const sent = trimBlanks(bytesOf(text));
  const name = hostName(sent);
  return name === undefined ? undefined : { name, sent };
}

/** One value: several headers of a name count as one with commas. `undefined`: the request has none. */
export function headerOf({ request }: SeenRequest, name: string, rules: RequestRules): string | undefined {
  const wanted = headerKey(name);
  const values = Object.entries(request.headers ?? {})
    .filter(([key]) => headerKey(key) === wanted && (rules.underscoreHeaders === 'asDash' || !key.includes('_')))
    .flatMap(([, value]) => value);
  if (values.length > 0) return bytesOf(values.join(', '));
  return wanted === 'host' ? (request.host ?? undefined) : undefined;
}

/** Names are compared without case, and `_` stands for `-` where it is let in at all. */
const headerKey = (name: string): string => lowerCase(name).replaceAll('_', '-');

/** The value of the first cookie of a name, compared without case. */
export function cookieOf({ request }: SeenRequest, name: string): string | undefined {
  for (const header of headerValues(request, 'cookie')) {
    for (const part of bytesOf(header).split(/[;,]/)) {
      const found = /^ *([^=]*?) *= *(.*)$/s.exec(part);
      if (found !== null && lowerCase(found[1] ?? '') === lowerCase(name)) return found[2];
    }
  }
  return undefined;
}

export function queryValuesOf({ target }: SeenRequest, name: string): readonly string[] {
  return new URLSearchParams(target.query ?? '').getAll(name);
}
