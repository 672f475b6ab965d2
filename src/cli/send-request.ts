import { type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { messageOf } from '../manifests/file-error';
import type { Reply } from '../proof/probe/judge-response';
import type { RoutingRequest } from '../table/request';

/** Where requests go, whatever their host is. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface SendOptions {
  readonly timeoutSeconds: number;
  /** Whether certificates that nobody vouches for are taken. */
  readonly insecure: boolean;
}

/** So much of a body is looked at. */
const MOST_BODY_BYTES = 64 * 1024;
/** A longer body is not sent. */
export const LONGEST_BODY_BYTES = 16 * 1024 * 1024;

/** Sends one request on a connection of its own, as it is written. A redirect is an answer like any other. */
export function send(request: RoutingRequest, address: Address, options: SendOptions): Promise<Reply> {
  return new Promise((resolve) => {
    try {
      exchange(request, address, options, resolve);
    } catch (error) {
      // Such as a character that a client cannot send.
      resolve({ kind: 'failed', because: messageOf(error) });
    }
  });
}

/** Only the first reply counts. */
function exchange(request: RoutingRequest, { host, port }: Address, options: SendOptions, reply: (reply: Reply) => void): void {
  const { scheme = 'http', method = 'GET', host: name, target, headers = {} } = request;
  const fields = { Host: name ?? '', ...arraysOf(headers) };
  const all = { host, port, method, path: target, setHost: false, agent: false as const, headers: fields };
  const sent =
    scheme === 'https'
      ? requestByHttps({ ...all, servername: nameOf(request), rejectUnauthorized: !options.insecure })
      : requestByHttp(all);
  let written = false;
  sent.on('finish', () => {
    written = true;
  });
  sent.on('error', (error: NodeJS.ErrnoException) =>
    reply(written && CLOSED.includes(error.code) ? { kind: 'closed' } : { kind: 'failed', because: messageOf(error) }),
  );
  sent.on('response', (response) => takeResponse(response, reply));
  const deadline = setTimeout(() => {
    reply({ kind: 'failed', because: `no answer in ${options.timeoutSeconds} seconds` });
    sent.destroy();
  }, options.timeoutSeconds * 1000);
  sent.on('close', () => clearTimeout(deadline));
  const length = bodyLength(request);
  sent.end(length > 0 ? Buffer.alloc(length, 'x') : undefined);
}

const CLOSED: readonly (string | undefined)[] = ['ECONNRESET', 'EPIPE'];

function takeResponse(response: IncomingMessage, reply: (reply: Reply) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = (): void => {
    const { rawHeaders: values, statusCode = 0 } = response;
    const headers = Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i] as string, values[2 * i + 1] as string] as const);
    reply({ kind: 'response', status: statusCode, headers, body: Buffer.concat(chunks).toString('utf8') });
    response.destroy();
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk.subarray(0, MOST_BODY_BYTES - size));
    size += chunk.length;
    if (size >= MOST_BODY_BYTES) end();
  });
  for (const event of ['end', 'close', 'error']) response.on(event, end);
}

/** Of the body that the request says it has. */
export function bodyLength({ headers = {} }: RoutingRequest): number {
  const said = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  return said === undefined ? 0 : Number(said);
}

const arraysOf = (headers: NonNullable<RoutingRequest['headers']>): { [name: string]: string | string[] } =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]));

/** The name of the handshake; addresses are not sent as one (RFC 6066, section 3). */
function nameOf({ host, sni }: RoutingRequest): string {
  const name = sni === undefined ? (host ?? '') : (sni ?? '');
  return /^[\d.]+$|:/.test(name) ? '' : name;
}
