import { CHECKED_LATER, readStruct, type Shape } from '../../input/struct-shape';

/** Hosts that a certificate is for. */
export interface TlsOptions {
  /**
   * Names as in the certificate, such as `shop.example.com` or `*.example.com`. Each must have a route, at least one in this
   * PathIngress and the others in any PathIngress of the app; names in the certificate without routes need not be listed.
   *
   * @default - the hosts of the PathIngress
   */
  readonly hosts?: string[];
}

const TLS_OPTIONS: Shape<TlsOptions> = { hosts: CHECKED_LATER };

const CERTIFICATE = { where: '', words: 'an object such as { hosts: ["shop.example.com"] }' };

/** The source of a certificate for hosts. */
export class Tls {
  /** The certificate in a Secret of type `kubernetes.io/tls`, in the namespace of the routes. */
  public static secret(secretName: string, options: TlsOptions = {}): Tls {
    const { hosts = [] } = readStruct(options, TLS_OPTIONS, { ...CERTIFICATE, owner: 'Tls.secret' });
    // A missing name, such as from an unset variable, must not select the default certificate.
    return new Tls(hosts, secretName ?? '');
  }

  /** The default certificate of the controller. */
  public static controllerDefault(options: TlsOptions = {}): Tls {
    const { hosts = [] } = readStruct(options, TLS_OPTIONS, { ...CERTIFICATE, owner: 'Tls.controllerDefault' });
    return new Tls(hosts);
  }

  private constructor(
    /** Names that the certificate is for; empty: the hosts of the PathIngress. */
    public readonly hosts: string[],
    /** Name of the Secret; absent for the default certificate of the controller. */
    public readonly secretName?: string,
  ) {}
}
