import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { requestTo } from '../../src/table/request';
import type { Echo } from '../cluster/images/echo';
import type { Observed, WantedRequest } from './recording';

/** Where a request is sent to. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Sends the bytes as they are written, over a connection of its own, and says what came of it. */
export async function observe(
  request: Pick<WantedRequest, 'url' | 'headers' | 'method'>,
  place: Place,
  nameOf: (namespace: string, service: string, address: string) => string,
): Promise<Observed> {
  const { status, headers, body } = await exchange(request, place);
  const location = headers.get('location');
  const echo = status === 200 ? echoIn(body) : undefined;
  return {
    status,
    ...(location === undefined ? {} : { location }),
    ...(echo === undefined ? {} : { backend: nameOf(echo.namespace, echo.service, echo.address), path: echo.target }),
  };
}

/** Nobody listens there, or not for that host. */
const NO_ANSWER = ['ECONNREFUSED', 'ECONNRESET'];

function echoIn(body: string): Echo | undefined {
  try {
    const echo = JSON.parse(body) as Partial<Echo>;
    return echo.target === undefined ? undefined : (echo as Echo);
  } catch {
    return undefined;
  }
}

function exchange({ url, headers, method = 'GET' }: Pick<WantedRequest, 'url' | 'headers' | 'method'>, place: Place): Promise<Answer> {
  const { scheme, host, target } = requestTo(url);
  return new Promise((resolve, reject) => {
    const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close'];
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    const send = () => socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const socket =
      scheme === 'http'
        ? connectTcp(place, send)
        : // What is recorded is the routing; certificates are the business of the tests.
          connectTls({ ...place, servername: (host ?? '').replace(/:\d+$/, ''), rejectUnauthorized: false }, send);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      // Envoy keeps the connection of an answer of its own open for a second.
      if (isWhole(Buffer.concat(chunks).toString('latin1'))) socket.destroy();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (NO_ANSWER.includes(error.code ?? '')) resolve({ status: 0, headers: new Map(), body: '' });
      else reject(error);
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${url}`)));
    socket.once('close', () => resolve(answerIn(Buffer.concat(chunks).toString('latin1'))));
  });
}

interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Whether nothing more comes; an answer without a length ends with the connection. */
function isWhole(text: string): boolean {
  const { headers, body } = answerIn(text);
  return text.includes('\r\n\r\n') && body.length >= Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY);
}

function answerIn(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...headerLines] = head.split('\r\n');
  const split = headerLines.map((line): [string, string] => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  const headers = new Map(split);
  const body = rest.join('\r\n\r\n');
  return {
    status: text === '' ? 0 : Number(statusLine.split(' ')[1]),
    headers,
    body: headers.get('transfer-encoding') === 'chunked' ? unchunked(body) : body,
  };
}

function unchunked(body: string): string {
  let rest = body;
  let whole = '';
  for (;;) {
    const end = rest.indexOf('\r\n');
    const length = Number.parseInt(rest.slice(0, end), 16);
    if (!(length > 0)) return whole;
    whole += rest.slice(end + 2, end + 2 + length);
    rest = rest.slice(end + 2 + length + 2);
  }
}
