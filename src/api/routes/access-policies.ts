/** Which JSON web tokens let a request pass. The token comes in the header `Authorization: Bearer`; without a valid one the answer is 401. */
export interface JwtOptions {
  /** Who must have issued the token: its claim `iss`. */
  readonly issuer: string;
  /** The URL of the keys of the issuer (JWKS), https. */
  readonly keysUrl: string;
  /**
   * For whom the token must be: one of these must be in its claim `aud`.
   *
   * @default - for anybody
   */
  readonly audiences?: string[];
}

/** Signing in with a provider of OpenID Connect. Whoever is not signed in is sent to the provider. */
export interface OidcOptions {
  /** The provider, an https URL. */
  readonly issuer: string;
  /** The name that the provider knows this application by. */
  readonly clientId: string;
  /** Secret with what the application proves that name with, in the form that the controller reads, in the namespace of the routes. */
  readonly secretName: string;
  /**
   * Where users sign in, an https URL.
   *
   * @default - the provider publishes it
   */
  readonly authorizationUrl?: string;
  /**
   * Where tokens are given out, an https URL.
   *
   * @default - the provider publishes it
   */
  readonly tokenUrl?: string;
  /**
   * Where facts about users are given out, an https URL.
   *
   * @default - the provider publishes it
   */
  readonly userInfoUrl?: string;
  /**
   * What the application wants to know, beside `openid`.
   *
   * @default - nothing else
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
   * Whether requests that break a rule are refused. False: they are only reported.
   *
   * @default - the controller's
   */
  readonly blocks?: boolean;
}
