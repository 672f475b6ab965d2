/**
 * JSON Web Tokens (JWT) that a request needs. The token is in the header `Authorization: Bearer`; without a valid one the answer is
 * 401.
 */
export interface JwtOptions {
  /** The required issuer of the token: its claim `iss`. */
  readonly issuer: string;
  /** The URL of the keys of the issuer (JWKS), https. */
  readonly keysUrl: string;
  /**
   * Audiences: one of these must be in the claim `aud` of the token.
   *
   * @default - any audience
   */
  readonly audiences?: string[];
}

/** Sign-in with an OpenID Connect provider. Clients that are not signed in are redirected to the provider. */
export interface OidcOptions {
  /** The issuer, an https URL. */
  readonly issuer: string;
  /** The client ID of this application at the provider. */
  readonly clientId: string;
  /** Secret with the client secret, in the form that the controller reads, in the namespace of the routes. */
  readonly secretName: string;
  /**
   * The authorization endpoint, an https URL.
   *
   * @default - the provider publishes it
   */
  readonly authorizationUrl?: string;
  /**
   * The token endpoint, an https URL.
   *
   * @default - the provider publishes it
   */
  readonly tokenUrl?: string;
  /**
   * The userinfo endpoint, an https URL.
   *
   * @default - the provider publishes it
   */
  readonly userInfoUrl?: string;
  /**
   * Scopes to request, beside `openid`.
   *
   * @default - no other scopes
   */
  readonly scopes?: string[];
}

/** A web application firewall. */
export interface WafOptions {
  /**
   * Whether requests are checked by the OWASP core rule set.
   *
   * @default false
   */
  readonly owaspCoreRules?: boolean;
  /**
   * Whether requests that break a rule are refused. If false, they are only reported.
   *
   * @default - the controller's
   */
  readonly blocks?: boolean;
}
