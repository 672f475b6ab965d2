import { bytesOf, lowerCase } from '../../../regex/pcre2/bytes';
import type { RoutingRequest } from '../../request';

interface Refused {
  readonly status: number;
  readonly because: string;
}

/** `tune.bufsize`, and the part of it that `tune.maxrewrite` keeps free: defaults of HAProxy, which the controller leaves. */
const BUFFER = 16_384;
const ROOM = BUFFER - 1024;

/** All header lines in the order in which they are sent, the Host header first. */
export function headerLines({ headers = {}, host }: RoutingRequest): readonly (readonly [name: string, value: string])[] {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => [name, bytesOf(value)] as const),
  );
  return host === null ? lines : [['Host', bytesOf(host)], ...lines];
}

/**
 * Why the head of a request is not taken, if it is not.
 * haproxy/haproxy@v3.2.0:src/h1.c `h1_headers_to_hdr_list`, `h1_parse_cont_len_header` and `h1_parse_xfer_enc_header`, src/mux_h1.c
 * `h1_handle_parsing_error`.
 */
export function refusedHead(request: RoutingRequest, lineBytes: number): Refused | undefined {
  const lines = headerLines(request);
  const bytes = lines.reduce((sum, [name, value]) => sum + name.length + value.length + ': \r\n'.length, lineBytes + '\r\n'.length);
  if (bytes > BUFFER) return { status: 414, because: `the head of the request has more than ${BUFFER} bytes` };
  if (bytes > ROOM) return { status: 431, because: `the head of the request has more than ${ROOM} bytes` };
  const values = (wanted: string): readonly string[] =>
    lines.flatMap(([name, value]) => (lowerCase(name) === wanted ? [value.trim()] : []));
  for (const [name] of lines)
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return { status: 400, because: `"${name}" cannot be the name of a header` };
  const lengths = new Set(values('content-length'));
  if (lengths.size > 1 || [...lengths].some((length) => !/^\d+$/.test(length)))
    return { status: 400, because: 'Content-Length is no number, or two of them' };
  const encodings = values('transfer-encoding').flatMap((value) => value.split(',').map((one) => lowerCase(one.trim())));
  if (encodings.length > 0 && encodings.at(-1) !== 'chunked')
    return { status: 400, because: `Transfer-Encoding "${encodings.join(', ')}" does not end in chunked` };
  if (values('upgrade').some((value) => lowerCase(value) === 'websocket') && values('sec-websocket-key').length === 0)
    return { status: 400, because: 'the request asks for a WebSocket and has no Sec-WebSocket-Key' };
  return undefined;
}
