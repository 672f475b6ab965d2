import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { NODE_ADDRESS } from '../cluster/network';
import { runProgram } from '../cluster/run-program';
import { theCluster } from './the-cluster';

/** What curl got. */
export interface Answer {
  /** The request, as one would type it. */
  readonly asked: string;
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** Asks Traefik by curl. */
export const curl = (url: string, ...options: readonly string[]): Promise<Answer> => curlAt(NODE_ADDRESS, url, ...options);

/** Asks an address by curl: the certificate is checked against the run's own authority, for the host of the URL. */
export async function curlAt(address: string, url: string, ...options: readonly string[]): Promise<Answer> {
  const { hostname } = new URL(url);
  const resolve = ['80', '443'].flatMap((port) => ['--resolve', `${hostname}:${port}:${address}`]);
  const trust = ['--cacert', theCluster().authority.certificate];
  const asked = `curl ${[...options, url].join(' ')}`;
  const args = [
    '--silent',
    '--show-error',
    '--include',
    '--http1.1',
    '--path-as-is',
    '--max-time',
    '20',
    ...resolve,
    ...trust,
    ...options,
    url,
  ];
  const { status, stdout, stderr } = await runProgram('curl', args);
  if (status !== 0) throw new CurlFailure(asked, status, stderr.trim());
  const [head = '', ...rest] = stdout.split('\r\n\r\n');
  return {
    asked,
    status: Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1]),
    location: /^location: *(.*)$/im.exec(head)?.[1]?.trim(),
    body: rest.join('\r\n\r\n'),
  };
}

/** curl did not get an answer, for instance because the certificate is not for this host. */
export class CurlFailure extends Error {
  public constructor(
    asked: string,
    public readonly exitStatus: number,
    says: string,
  ) {
    super(`${asked}: ${says}`);
  }
}

/** curl's exit status for a certificate that it does not accept. */
export const CERTIFICATE_NOT_ACCEPTED = 60;

/** What a check expects. */
export interface Expected {
  readonly status: number;
  readonly body?: RegExp;
  readonly location?: string;
}

/** Fails, and says what was asked and what came, where it is not what was expected. */
export function expectAnswer({ asked, status, location, body }: Answer, expected: Expected): void {
  const isAsExpected =
    status === expected.status &&
    (expected.body?.test(body) ?? true) &&
    (expected.location === undefined || location === expected.location);
  if (isAsExpected) return;
  const wanted = [expected.status, expected.location ?? '', expected.body ?? ''].join(' ').trim();
  throw new Error(`${asked}\n  expected ${wanted}\n  got      ${status} ${location ?? ''}\n${body.slice(0, 600)}`);
}

/** A request after the other, each at its own time, as a user's would come. */
export class Stream {
  public sent = 0;
  public readonly failures: string[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly done: Promise<void>;
  private stopped = false;

  public constructor(
    private readonly host: string,
    private readonly path: string,
  ) {
    this.done = this.run();
  }

  public async stop(): Promise<void> {
    this.stopped = true;
    await this.done;
    this.agent.destroy();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const status = await this.send().catch((error: unknown) => String(error));
      this.sent += 1;
      if (status !== 200) this.failures.push(`request ${this.sent}: ${status}`);
      await pause(5);
    }
  }

  private send(): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: NODE_ADDRESS, path: this.path, headers: { Host: this.host }, agent: this.agent }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      });
      outgoing.once('error', reject).end();
    });
  }
}
