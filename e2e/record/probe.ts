import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { requestTo } from '../../src/table/request';
import type { Echo } from '../cluster/images/echo';
import { NODE_ADDRESS } from '../cluster/network';
import type { Observed, WantedRequest } from './recording';

/** Sends the bytes as they are written, over a connection of its own, and says what came of it. */
export async function observe(
  request: Pick<WantedRequest, 'url' | 'headers' | 'method'>,
  nameOf: (namespace: string, service: string, address: string) => string,
): Promise<Observed> {
  const { status, headers, body } = await exchange(request);
  const location = headers.get('location');
  const echo = status === 200 ? echoIn(body) : undefined;
  return {
    status,
    ...(location === undefined ? {} : { location }),
    ...(echo === undefined ? {} : { backend: nameOf(echo.namespace, echo.service, echo.address), path: echo.target }),
  };
}

function echoIn(body: string): Echo | undefined {
  try {
    const echo = JSON.parse(body) as Partial<Echo>;
    return echo.target === undefined ? undefined : (echo as Echo);
  } catch {
    return undefined;
  }
}

function exchange({
  url,
  headers,
  method = 'GET',
}: Pick<WantedRequest, 'url' | 'headers' | 'method'>): Promise<{ status: number; headers: Map<string, string>; body: string }> {
  const { scheme, host, target } = requestTo(url);
  return new Promise((resolve, reject) => {
    const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close'];
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    const send = () => socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const socket =
      scheme === 'http'
        ? connectTcp({ host: NODE_ADDRESS, port: 80 }, send)
        : // What is recorded is the routing; certificates are the business of the tests.
          connectTls({ host: NODE_ADDRESS, port: 443, servername: host ?? '', rejectUnauthorized: false }, send);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('error', reject);
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${url}`)));
    socket.once('end', () => {
      const text = Buffer.concat(chunks).toString('latin1');
      const [head = '', ...rest] = text.split('\r\n\r\n');
      const [statusLine = '', ...headerLines] = head.split('\r\n');
      const split = headerLines.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]);
      const received = new Map(split);
      const body = rest.join('\r\n\r\n');
      resolve({
        status: Number(statusLine.split(' ')[1]),
        headers: received,
        body: received.get('transfer-encoding') === 'chunked' ? unchunked(body) : body,
      });
    });
  });
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
