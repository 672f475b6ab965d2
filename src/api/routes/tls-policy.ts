/** Versions of TLS. */
export enum TlsVersion {
  /** TLS 1.2. */
  TLS_1_2 = '1.2',
  /** TLS 1.3. */
  TLS_1_3 = '1.3',
}

/** Cipher suites of TLS 1.2 that every controller has and that are not considered weak; values are the IANA names. */
export enum TlsCipher {
  /** For certificates with elliptic curves. */
  ECDHE_ECDSA_AES_128_GCM = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  /** For certificates with elliptic curves. */
  ECDHE_ECDSA_AES_256_GCM = 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  /** For certificates with elliptic curves. */
  ECDHE_ECDSA_CHACHA20_POLY1305 = 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  /** For RSA certificates. */
  ECDHE_RSA_AES_128_GCM = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  /** For RSA certificates. */
  ECDHE_RSA_AES_256_GCM = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  /** For RSA certificates. */
  ECDHE_RSA_CHACHA20_POLY1305 = 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
}

/** TLS versions and cipher suites for connections of clients to a host. */
export interface TlsPolicyOptions {
  /**
   * The minimum version.
   *
   * @default - the controller's
   */
  readonly minVersion?: TlsVersion;
  /**
   * The maximum version.
   *
   * @default - the controller's
   */
  readonly maxVersion?: TlsVersion;
  /**
   * The cipher suites of TLS 1.2, the preferred one first. Those of TLS 1.3 cannot be chosen.
   *
   * @default - the controller's
   */
  readonly ciphers?: TlsCipher[];
}
