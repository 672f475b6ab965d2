import { isIP } from 'node:net';
import type { RoutingRequest } from '../../table/request';

/** What lines of a log do not say. */
export interface LogDefaults {
  /** For lines without a host, as those of the common and the combined format. */
  readonly host: string | undefined;
  readonly scheme: 'http' | 'https';
}

/** The request of a line, and which parts of it the line does not have. */
export interface LoggedRequest {
  readonly request: RoutingRequest;
  readonly assumesHost: boolean;
  readonly assumesScheme: boolean;
}

/**
 * The request of a line of an access log: common and combined format, with a host and port in front or not, the default format of Envoy, and JSON
 * with the usual names of members. Undefined if the line has none, or if no host is known. The address of the client is the one that the proxy took
 * for it, as far as the line has one.
 *
 * Sources: nginx/nginx@release-1.27.1:src/http/modules/ngx_http_log_module.c (`combined`); envoyproxy/envoy@v1.39.1:
 * docs/root/configuration/observability/access_log/usage.rst ("Default format string"), docs/root/configuration/http/http_conn_man/headers.rst
 * ("x-forwarded-for": the last address is the trusted one where no hops are trusted); traefik/traefik@v3.7.13:pkg/middlewares/accesslog.
 */
export function requestOfLine(line: string, defaults: LogDefaults): LoggedRequest | undefined {
  return line.startsWith('{') ? ofJson(line, defaults) : ofText(line, defaults);
}

function ofText(line: string, defaults: LogDefaults): LoggedRequest | undefined {
  const quote = line.indexOf('"');
  const end = quote < 0 ? -1 : line.indexOf('"', quote + 1);
  if (end < 0) return undefined;
  const request = requestLine(line.slice(quote + 1, end));
  if (request === undefined) return undefined;
  if (line.startsWith('[')) {
    const [forwardedFor, authority] = behindRequest(line.slice(end + 1));
    return complete(request, { host: authority, address: lastAddress(forwardedFor) }, defaults);
  }
  const before = line.slice(0, quote);
  const host = hostInFront(before);
  const start = host === undefined ? 0 : before.indexOf(' ') + 1;
  return complete(request, { host, address: addressOf(before.slice(start, before.indexOf(' ', start))) }, defaults);
}

type RequestLine = Pick<RoutingRequest, 'method' | 'target' | 'httpVersion'>;

/** The version is left out by HTTP/0.9, and requests by HTTP/2 are matched as those by HTTP/1.1. */
function requestLine(text: string): RequestLine | undefined {
  const first = text.indexOf(' ');
  const last = text.lastIndexOf(' ');
  if (first <= 0 || last <= first) return undefined;
  const method = text.slice(0, first);
  const target = text.slice(first + 1, last);
  const version = text.slice(last + 1);
  if (!isMethod(method) || !version.startsWith('HTTP/') || target === '') return undefined;
  return { method, target, ...versionOf(version) };
}

const KNOWN: ReadonlySet<string> = new Set(['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);
const isMethod = (text: string): boolean => KNOWN.has(text) || /^[A-Z_-]+$/.test(text);

const versionOf = (version: string): { httpVersion?: string } => (version === 'HTTP/1.0' ? { httpVersion: version } : {});

/** `host:port` before the address of the client. */
function hostInFront(text: string): string | undefined {
  // An address, which is what stands there otherwise, begins with a digit or a colon, or has no dot.
  const end = text.indexOf(' ');
  const first = end < 0 ? '' : text.slice(0, end);
  if (/^[\d.]+$|^[\da-f:.]*:[\da-f:.]*$/i.test(first) || !text.slice(end + 1).match(/^\S+ \S+ \S+ \[/)) return undefined;
  return /^[\w.-]*[a-z][\w.-]*(?::\d+)?$/i.test(first) ? first.replace(/:\d+$/, '') : undefined;
}

/** Of the quoted parts behind the request the first, and the last but one: a user agent may have quotes in it. */
function behindRequest(text: string): readonly [forwardedFor: string | undefined, authority: string | undefined] {
  const quoted = text.split('"').filter((_, index) => index % 2 === 1);
  const authority = quoted.at(-2);
  return [quoted[0], authority === '-' ? undefined : authority];
}

const lastAddress = (list: string | undefined): string | undefined => addressOf(list?.slice(list.lastIndexOf(',') + 1).trim());

/** Without the port that may stand behind it. */
function addressOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '-') return undefined;
  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/i.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  return isIP(address) === 0 ? undefined : address;
}

const NAMES = {
  host: ['host', 'http_host', 'authority', ':authority', 'vhost', 'server_name', 'RequestHost', 'request_host'],
  method: ['method', 'request_method', 'RequestMethod'],
  target: ['request_uri', 'uri', 'path', 'RequestPath', 'request_path', 'url'],
  version: ['protocol', 'server_protocol', 'RequestProtocol'],
  scheme: ['scheme', 'RequestScheme', 'x_forwarded_proto'],
  address: ['remote_addr', 'downstream_remote_address', 'ClientHost', 'ClientAddr', 'client_ip', 'remote_ip'],
} as const;

function ofJson(line: string, defaults: LogDefaults): LoggedRequest | undefined {
  let members: { readonly [name: string]: unknown };
  try {
    members = JSON.parse(line) as typeof members;
  } catch {
    return undefined;
  }
  const text = (what: keyof typeof NAMES): string | undefined => {
    const name = NAMES[what].find((one) => typeof members[one] === 'string' && members[one] !== '-');
    return name === undefined ? undefined : (members[name] as string);
  };
  const whole = typeof members.request === 'string' ? requestLine(members.request) : undefined;
  const target = text('target');
  const request =
    whole ?? (target?.startsWith('/') ? { method: text('method') ?? 'GET', target, ...versionOf(text('version') ?? '') } : undefined);
  const said = text('scheme');
  const scheme = said === 'http' || said === 'https' ? said : undefined;
  return request && complete(request, { host: text('host'), scheme, address: addressOf(text('address')) }, defaults);
}

interface Said {
  readonly host: string | undefined;
  readonly scheme?: 'http' | 'https' | undefined;
  readonly address: string | undefined;
}

function complete(line: RequestLine, said: Said, defaults: LogDefaults): LoggedRequest | undefined {
  const { host = defaults.host, scheme = defaults.scheme, address } = said;
  if (host === undefined || host === '') return undefined;
  const request = { ...line, host, scheme, ...(address === undefined ? {} : { clientAddress: address }) };
  return { request, assumesHost: said.host === undefined, assumesScheme: said.scheme === undefined };
}
