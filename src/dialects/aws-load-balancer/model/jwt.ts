import { type Annotations, jsonIn } from './annotations';
import type { GoType } from './go-json';
import { refuse } from './refused';

/** The check of a token. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/enhanced_backend_builder.go. */
export interface JwtValidation {
  readonly jwksEndpoint: string;
  readonly issuer: string;
  readonly additionalClaims: readonly { readonly format: string; readonly name: string; readonly values: readonly string[] }[];
}

const JWT: GoType = {
  struct: {
    jwksEndpoint: 'text',
    issuer: 'text',
    additionalClaims: { list: { struct: { format: 'text', name: 'text', values: { list: 'text' } } } },
  },
};

export function jwtOf(annotations: Annotations): JwtValidation | undefined {
  const jwt = jsonIn<JwtValidation>(annotations, 'jwt-validation', JWT);
  if (jwt === undefined) return undefined;
  if (jwt.jwksEndpoint === '') refuse('jwt-validation has no jwksEndpoint');
  if (jwt.issuer === '') refuse('jwt-validation has no issuer');
  for (const { format, name, values } of jwt.additionalClaims)
    if (format === '' || name === '' || values.length === 0) refuse('an additional claim of jwt-validation needs format, name and values');
  return jwt;
}
