/** The protocol of a listener. */
export enum ListenerProtocol {
  /** Plain HTTP. */
  HTTP = 'HTTP',
  /** HTTP over TLS. */
  HTTPS = 'HTTPS',
}

/** A port that the load balancer listens on. */
export interface ListenPort {
  /** The protocol. */
  readonly protocol: ListenerProtocol;
  /** From 1 to 65535. */
  readonly port: number;
}

/** What becomes of client certificates. */
export enum MutualAuthenticationMode {
  /** Clients are not asked. */
  OFF = 'off',
  /** The certificate is passed on to the backend, and not verified. */
  PASSTHROUGH = 'passthrough',
  /** Clients without a valid certificate are refused. */
  VERIFY = 'verify',
}

/** Client certificates on one port. */
export interface MutualAuthentication {
  /** The port of an HTTPS listener. */
  readonly port: number;
  /** What becomes of client certificates. */
  readonly mode: MutualAuthenticationMode;
  /**
   * Name or ARN of the trust store. Only with VERIFY, which needs it.
   * @default - none
   */
  readonly trustStore?: string;
  /**
   * Whether certificates that are past their end are taken too. Only with VERIFY.
   * @default false
   */
  readonly ignoreClientCertificateExpiry?: boolean;
  /**
   * Whether the names of the authorities are sent to clients, "on" or "off". Only with VERIFY.
   * @default - as AWS does it: off
   */
  readonly advertiseTrustStoreCaNames?: string;
}

/** A user pool of Amazon Cognito. */
export interface CognitoProvider {
  /** ARN of the user pool. */
  readonly userPoolArn: string;
  /** ID of the client of the user pool. */
  readonly userPoolClientId: string;
  /** Prefix of its domain, or the domain itself. */
  readonly userPoolDomain: string;
  /**
   * Further parameters of the URL that users are sent to.
   * @default - none
   */
  readonly authenticationRequestExtraParams?: { [name: string]: string };
}

/** A provider of OpenID Connect. */
export interface OidcProvider {
  /** The claim "iss" of its tokens. */
  readonly issuer: string;
  /** URL that users are sent to. */
  readonly authorizationEndpoint: string;
  /** URL where tokens are given out. */
  readonly tokenEndpoint: string;
  /** URL where facts about users are given out. */
  readonly userInfoEndpoint: string;
  /** Secret with the keys "clientID" and "clientSecret", in the namespace of the Ingress. */
  readonly secretName: string;
  /**
   * Further parameters of the URL that users are sent to.
   * @default - none
   */
  readonly authenticationRequestExtraParams?: { [name: string]: string };
}

/** How the value of a claim is written. */
export enum JwtClaimFormat {
  /** One text. */
  SINGLE_STRING = 'single-string',
  /** A list of texts. */
  STRING_ARRAY = 'string-array',
  /** One text with spaces between its parts. */
  SPACE_SEPARATED_VALUES = 'space-separated-values',
}

/** A claim that tokens must have. */
export interface JwtClaim {
  /** How its value is written. */
  readonly format: JwtClaimFormat;
  /** Its name, such as "aud". */
  readonly name: string;
  /** The values, up to 10. */
  readonly values: string[];
}

/** The check of JSON web tokens. */
export interface JwtValidation {
  /** URL of the keys that tokens are signed with. */
  readonly jwksEndpoint: string;
  /** The claim "iss" of the tokens. */
  readonly issuer: string;
  /**
   * Further claims, up to 10.
   * @default - none
   */
  readonly additionalClaims?: JwtClaim[];
}
