import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import type { KeyPair } from './certificates';

/** As much of a Kubernetes object as all of them have. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: { readonly [name: string]: string };
    readonly annotations?: { readonly [name: string]: string };
    readonly deletionTimestamp?: string;
  };
}

/** The API server refused, and says why. */
export class Refused extends Error {
  public constructor(
    request: string,
    public readonly status: number,
    body: string,
  ) {
    super(`${request}: ${status} ${messageOf(body)}`);
  }
}

interface Options {
  readonly body?: unknown;
  readonly contentType?: string;
  /** Asks in the name of this user, with this user's rights. */
  readonly as?: string;
}

/** A client of the API server with the rights of an administrator. */
export class KubeApi {
  private readonly agent: Agent;

  public constructor(
    public readonly server: string,
    public readonly authority: string,
    public readonly identity: KeyPair,
  ) {
    this.agent = new Agent({
      keepAlive: true,
      ca: readFileSync(authority),
      cert: readFileSync(identity.certificate),
      key: readFileSync(identity.key),
    });
  }

  public get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  /** An object, or nothing where there is none. */
  public async find<T>(path: string): Promise<T | undefined> {
    try {
      return await this.get<T>(path);
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return undefined;
      throw error;
    }
  }

  public async list<T>(path: string): Promise<T[]> {
    return (await this.get<{ items: T[] }>(path)).items;
  }

  public create<T>(path: string, body: unknown, as?: string): Promise<T> {
    return this.send<T>('POST', path, { body, ...(as === undefined ? {} : { as }) });
  }

  /** Changes what the patch names. */
  public patch<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PATCH', path, { body, contentType: 'application/merge-patch+json' });
  }

  public delete(path: string, body?: unknown): Promise<unknown> {
    return this.send('DELETE', path, { body });
  }

  /** Calls back for every object there is and for every change, until stopped. */
  public async watch<T>(path: string, onEvent: (type: string, object: T) => void, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const response = await this.open('GET', `${path}${path.includes('?') ? '&' : '?'}watch=true`, {}, stop).catch((error: unknown) => {
        if (stop.aborted) return undefined;
        throw error;
      });
      if (response === undefined) return;
      try {
        // The server ends a watch now and then; a new one begins with all objects again.
        for await (const line of createInterface({ input: response })) {
          const { type, object } = JSON.parse(line) as { type: string; object: T };
          onEvent(type, object);
        }
      } catch (error) {
        if (!stop.aborted) throw error;
      }
    }
  }

  private async send<T>(method: string, path: string, options: Options = {}): Promise<T> {
    const response = await this.open(method, path, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const status = response.statusCode ?? 0;
    if (status >= 300) throw new Refused(`${method} ${path}${options.as === undefined ? '' : ` as ${options.as}`}`, status, text);
    // Not everything is JSON: /readyz says "ok".
    return (response.headers['content-type']?.includes('json') ? JSON.parse(text) : text) as T;
  }

  private open(method: string, path: string, { body, contentType = 'application/json', as }: Options, signal?: AbortSignal) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(
        `${this.server}${path}`,
        {
          method,
          agent: this.agent,
          headers: {
            // Without its length Node sends no proper body with DELETE.
            ...(text === undefined ? {} : { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text) }),
            ...(as === undefined ? {} : { 'Impersonate-User': as }),
          },
          ...(signal === undefined ? {} : { signal }),
        },
        resolve,
      );
      outgoing.once('error', reject);
      outgoing.end(text);
    });
  }
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as { message: string }).message;
  } catch {
    return body;
  }
}
