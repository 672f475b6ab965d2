import type { ExternalAuthPolicy, JwtPolicy, OidcPolicy, RoutePolicies } from '../../../../model/neutral-route';
import type { ObjectSlot } from '../../../../output/object-slot';
import { groupOf, slot } from '../slots';

/**
 * `spec` of a SecurityPolicy without its target (envoyproxy/gateway@v1.9.1:api/v1alpha1/securitypolicy_types.go, basic_auth_types.go,
 * ext_auth_types.go, jwt_types.go, oidc_types.go, authorization_types.go).
 */
export function securitySpec(policies: RoutePolicies, nameOf: (slotKey: string) => string): object | undefined {
  const { basicAuth, externalAuth, jwt, oidc, allowSourceRanges, denySourceRanges } = policies;
  const spec = {
    ...(basicAuth === undefined ? {} : { basicAuth: { users: { name: basicAuth.secretName } } }),
    ...(externalAuth === undefined ? {} : { extAuth: externalService(externalAuth, nameOf) }),
    ...(jwt === undefined ? {} : { jwt: { providers: [provider(jwt)] } }),
    ...(oidc === undefined ? {} : { oidc: signIn(oidc) }),
    ...(allowSourceRanges === undefined && denySourceRanges === undefined
      ? {}
      : { authorization: authorization(allowSourceRanges, denySourceRanges) }),
  };
  return Object.keys(spec).length === 0 ? undefined : spec;
}

/** Only a Backend names a service by its URL. */
export function authBackendSlot({ url }: ExternalAuthPolicy): ObjectSlot {
  return slot('Backend', new URL(url).origin, 'auth');
}

export function authBackendSpec(url: string): object {
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === 'https:';
  return {
    endpoints: [{ fqdn: { hostname, port: port === '' ? (secure ? 443 : 80) : Number(port) } }],
    ...(secure ? { tls: { wellKnownCACertificates: 'System' } } : {}),
  };
}

function externalService(policy: ExternalAuthPolicy, nameOf: (slotKey: string) => string): object {
  const { pathname, search } = new URL(policy.url);
  const { responseHeaders } = policy;
  return {
    http: {
      backendRefs: [{ group: groupOf('Backend'), kind: 'Backend', name: nameOf(authBackendSlot(policy).key) }],
      pathOverride: `${pathname}${search}`,
      ...(responseHeaders === undefined ? {} : { headersToBackend: [...responseHeaders] }),
    },
  };
}

const provider = ({ issuer, keysUrl, audiences }: JwtPolicy): object => ({
  name: 'issuer',
  issuer,
  ...(audiences === undefined ? {} : { audiences: [...audiences] }),
  remoteJWKS: { uri: keysUrl },
});

const signIn = ({ issuer, clientId, secretName, authorizationUrl, tokenUrl, scopes }: OidcPolicy): object => ({
  provider: {
    issuer,
    ...(authorizationUrl === undefined ? {} : { authorizationEndpoint: authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenEndpoint: tokenUrl }),
  },
  clientID: clientId,
  clientSecret: { name: secretName },
  ...(scopes === undefined ? {} : { scopes: [...scopes] }),
});

/** The first rule that an address meets decides. */
function authorization(allowed: readonly string[] | undefined, denied: readonly string[] | undefined): object {
  const rule = (action: 'Allow' | 'Deny', ranges: readonly string[] | undefined) =>
    ranges === undefined ? [] : [{ action, principal: { clientCIDRs: ranges.map(block) } }];
  return { defaultAction: allowed === undefined ? 'Allow' : 'Deny', rules: [...rule('Deny', denied), ...rule('Allow', allowed)] };
}

const block = (range: string): string => (range.includes('/') ? range : `${range}/${range.includes(':') ? 128 : 32}`);
