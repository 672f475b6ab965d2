import { type Annotations, integerIn, jsonIn, textIn } from './annotations';
import type { GoType } from './go-json';
import { refuse } from './refused';

/** How users log in. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/auth_config_builder.go. */
export interface AuthConfig {
  readonly type: string;
  readonly cognito?: CognitoProvider;
  readonly oidc?: OidcProvider;
  readonly onUnauthenticatedRequest: string;
  readonly scope: string;
  readonly sessionCookieName: string;
  readonly sessionTimeout: number;
}

export interface CognitoProvider {
  readonly userPoolARN: string;
  readonly userPoolClientID: string;
  readonly userPoolDomain: string;
  readonly authenticationRequestExtraParams: { readonly [name: string]: string };
}

export interface OidcProvider {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userInfoEndpoint: string;
  readonly secretName: string;
  readonly authenticationRequestExtraParams: { readonly [name: string]: string };
}

const EXTRA: GoType = { map: 'text' };

const COGNITO: GoType = {
  struct: { userPoolARN: 'text', userPoolClientID: 'text', userPoolDomain: 'text', authenticationRequestExtraParams: EXTRA },
};

const OIDC: GoType = {
  struct: {
    issuer: 'text',
    authorizationEndpoint: 'text',
    tokenEndpoint: 'text',
    userInfoEndpoint: 'text',
    secretName: 'text',
    authenticationRequestExtraParams: EXTRA,
  },
};

const TYPES = ['none', 'cognito', 'oidc'];

export function authOf(annotations: Annotations): AuthConfig {
  const type = textIn(annotations, 'auth-type') ?? 'none';
  if (!TYPES.includes(type)) refuse(`auth-type is one of ${TYPES.join(', ')}, and not "${type}"`);
  const cognito = jsonIn<CognitoProvider>(annotations, 'auth-idp-cognito', COGNITO);
  const oidc = jsonIn<OidcProvider>(annotations, 'auth-idp-oidc', OIDC);
  return {
    type,
    ...(cognito === undefined ? {} : { cognito }),
    ...(oidc === undefined ? {} : { oidc }),
    onUnauthenticatedRequest: textIn(annotations, 'auth-on-unauthenticated-request') ?? 'authenticate',
    scope: textIn(annotations, 'auth-scope') ?? 'openid',
    sessionCookieName: textIn(annotations, 'auth-session-cookie') ?? 'AWSELBAuthSessionCookie',
    sessionTimeout: integerIn(annotations, 'auth-session-timeout', 64) ?? 604_800,
  };
}
