import { domainToASCII } from 'node:url';

/** A request as the client sends it. */
export interface RoutingRequest {
  /** `http` if absent. */
  readonly scheme?: 'http' | 'https';
  /** The port that the client connects to; that of the scheme if absent. */
  readonly port?: number;
  /** `GET` if absent. */
  readonly method?: string;
  /** The Host header exactly as sent; `null`: none. */
  readonly host: string | null;
  /** What stands between method and version, exactly as sent: path and query, `*`, or a whole URL. Text counts as UTF-8. */
  readonly target: string;
  readonly headers?: { readonly [name: string]: string | readonly string[] };
  /** The name of the TLS handshake; that of `host` if absent; `null`: none. */
  readonly sni?: string | null;
  /** `HTTP/1.1` if absent. */
  readonly httpVersion?: string;
  /** Where the client connects from. Absent: it is taken to be let in wherever addresses are restricted. */
  readonly clientAddress?: string;
}

/** The request that a browser would send for a URL, but with the path as it is written. Throws where the text has no scheme or host. */
export function requestTo(url: string, more: Omit<RoutingRequest, 'scheme' | 'host' | 'target'> = {}): RoutingRequest {
  const parts = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#]+)([^#]*)/i.exec(url);
  if (parts === null) throw new TypeError(`"${url}" is not a URL with http:// or https:// and a host`);
  const [, scheme = '', host = '', target = ''] = parts;
  const port = /:(\d{1,5})$/.exec(host)?.[1];
  return {
    ...(port === undefined ? {} : { port: Number(port) }),
    ...more,
    scheme: scheme.toLowerCase() as 'http' | 'https',
    host: asciiHost(host),
    target: target.startsWith('/') ? target : `/${target}`,
  };
}

/** Clients send names of other scripts in the form of DNS (IDNA), and so do the rules of an Ingress. */
function asciiHost(host: string): string {
  const [, name = '', port = ''] = /^(.*?)(:\d*)?$/s.exec(host) ?? [];
  return /^[\x20-\x7e]*$/.test(name) ? host : (domainToASCII(name) || name) + port;
}

/** Values of a header, in order. Names are compared without case. */
export function headerValues({ headers, host }: RoutingRequest, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const values = Object.entries(headers ?? {})
    .filter(([key]) => key.toLowerCase() === wanted)
    .flatMap(([, value]) => value);
  return values.length === 0 && wanted === 'host' && host !== null ? [host] : values;
}
