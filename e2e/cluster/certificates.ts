import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate and its key, as files. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** A certification authority of the run's own, made by openssl. */
export class Authority {
  /** What clients trust. */
  public readonly certificate: string;
  private readonly key: string;

  public constructor(
    private readonly folder: string,
    name: string,
  ) {
    this.certificate = join(folder, `${name}.crt`);
    this.key = join(folder, `${name}.key`);
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      this.key,
      '-out',
      this.certificate,
    );
  }

  /** A certificate for a server by these names (DNS:..., IP:...) or for a client by this subject. */
  public issue(
    name: string,
    { subject = `/CN=${name}`, names = [] }: { readonly subject?: string; readonly names?: readonly string[] },
  ): KeyPair {
    const pair = { certificate: join(this.folder, `${name}.crt`), key: join(this.folder, `${name}.key`) };
    const request = join(this.folder, `${name}.csr`);
    const extensions = join(this.folder, `${name}.ext`);
    const usage = ['extendedKeyUsage=serverAuth,clientAuth', ...(names.length > 0 ? [`subjectAltName=${names.join(',')}`] : [])];
    writeFileSync(extensions, `${usage.join('\n')}\n`);
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      subject,
      '-keyout',
      pair.key,
      '-out',
      request,
    );
    openssl(
      'x509',
      '-req',
      '-in',
      request,
      '-CA',
      this.certificate,
      '-CAkey',
      this.key,
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      extensions,
      '-out',
      pair.certificate,
    );
    return pair;
  }
}

/** A key for signing, without a certificate. */
export function signingKey(folder: string, name: string): { readonly privateKey: string; readonly publicKey: string } {
  const keys = { privateKey: join(folder, `${name}.key`), publicKey: join(folder, `${name}.pub`) };
  openssl('genrsa', '-out', keys.privateKey, '2048');
  openssl('rsa', '-in', keys.privateKey, '-pubout', '-out', keys.publicKey);
  return keys;
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
