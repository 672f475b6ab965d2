import { list, record, text, texts } from '../../../../../kinds/ingress-view';
import type { Effect, EffectName, EffectValue } from '../../../../../table/effects';
import type { TokenPlaces } from '../../../../../table/gate';
import { originOf } from '../../../../../table/origin';
import type { Gate, Origin, Outcome, Step } from '../../../../../table/routing-table';
import type { Cluster } from '../../cluster';
import { answeredPreflight } from '../../preflights';
import { type Fields, type Named, nameOf, objectRef } from '../../view';
import { failure, type RuleAround, type Treatment, undecidedStep } from '../treatment';
import { GROUP, secretOf } from './secrets';

/** What one member of the policy does. `error`: why the policy cannot be translated. */
interface Member {
  readonly steps?: readonly Step[];
  readonly effects?: readonly Effect[];
  readonly error?: string;
}

interface Around {
  readonly policy: Named;
  readonly spec: Fields;
  readonly cluster: Cluster;
  readonly origin: Origin;
}

/**
 * The requests of a rule under a SecurityPolicy. What cannot be translated is answered with 500, so nobody gets past it.
 *
 * envoyproxy/gateway@v1.9.1:internal/gatewayapi/securitypolicy.go (`translateSecurityPolicyForRoute`), internal/xds/translator/httpfilters.go
 * (the order of filters).
 */
export function readSecurityPolicy(policy: Named, cluster: Cluster, { hasCors }: RuleAround): Treatment {
  const { targetRef: _1, targetRefs: _2, targetSelectors: _3, mergeType: _4, ...spec } = record(policy.object.spec);
  const unknown = Object.keys(spec).filter((member) => !MEMBERS.some(([name]) => name === member) && member !== 'cors');
  const whole = originOf(policy, 'spec');
  const errors: string[] = [];
  const steps: Step[] = unknown.map((member) => undecidedStep(`what ${member} of ${nameOf(policy)} does`, whole));
  const last: Step[] = [];
  const effects: Effect[] = [];
  for (const [name, read] of MEMBERS) {
    if (spec[name] === undefined) continue;
    const member = read(record(spec[name]), { policy, spec, cluster, origin: originOf(policy, `spec.${name}`) });
    if (member.error !== undefined) errors.push(member.error);
    (name === 'authorization' ? last : steps).push(...(member.steps ?? []));
    effects.push(...(member.effects ?? []));
  }
  const outcome: { readonly outcome?: Outcome } = errors.length === 0 ? {} : { outcome: failure(errors.join('; ')) };
  const treatment = { steps, last, effects, ...outcome };
  // A filter of the rule takes precedence: internal/xds/translator/cors.go.
  if (spec.cors === undefined || hasCors) return treatment;
  const origin = originOf(policy, 'spec.cors');
  return {
    ...treatment,
    first: [answeredPreflight(origin)],
    effects: [...effects, { effect: 'cors', value: record(spec.cors) as EffectValue, origin }],
  };
}

/** In the order of the filters. */
const MEMBERS: readonly (readonly [member: string, read: (own: Fields, around: Around) => Member])[] = [
  ['csrf', (_, { origin, policy }) => ({ steps: [undecidedStep(`which origins csrf of ${nameOf(policy)} lets pass`, origin)] })],
  ['extAuth', externalAuth],
  ['apiKeyAuth', apiKeys],
  ['basicAuth', basicAuth],
  ['oidc', signIn],
  ['jwt', tokens],
  ['authorization', authorization],
];

const gateOf = (gate: Gate, origin: Origin, effect?: EffectName, value?: unknown): Member => ({
  steps: [{ kind: 'gate', gate, origin }],
  ...(effect === undefined ? {} : { effects: [{ effect, value: value as EffectValue, origin }] }),
});

// ---- external authentication

/**
 * An answer of the service that is not 200 is passed on; one of 5xx, or none, is an error, which is 403 by default.
 * envoyproxy/envoy@v1.39.1:source/extensions/filters/common/ext_authz/ext_authz_http_impl.cc (`toResponse`), filters/http/ext_authz/ext_authz.cc.
 */
function externalAuth(own: Fields, { policy, cluster, origin }: Around): Member {
  const { failOpen, statusOnError, http, grpc } = own;
  const service = record(http ?? grpc);
  const [first] = [...list(service.backendRefs), ...(service.backendRef === undefined ? [] : [service.backendRef])];
  if (first === undefined) return { error: 'extAuth names no service' };
  const url = serviceUrl(record(first), service, grpc === undefined ? 'http' : 'grpc', policy, cluster);
  const effects: readonly Effect[] = [{ effect: 'externalAuth', value: own as EffectValue, origin }];
  // A service that is missing lets everybody pass where a failure does.
  if ('missing' in url) return failOpen === true ? { effects } : { error: url.missing, effects };
  const failed = typeof statusOnError === 'number' ? statusOnError : 403;
  const refusals = [{ answer: 401, status: 401 }, { answer: 403, status: 403 }, ...(failOpen === true ? [] : [{ status: failed }])];
  return { steps: [{ kind: 'gate', gate: { kind: 'externalAuth', url: url.text, refusals }, origin }], effects };
}

/** internal/gatewayapi/ext_service.go. A Backend is used only where the Backend API is switched on, which is taken for granted. */
function serviceUrl(
  given: Fields,
  { path, pathOverride }: Fields,
  scheme: string,
  policy: Named,
  cluster: Cluster,
): { readonly text: string } | { readonly missing: string } {
  const ref = objectRef(given, '', 'Service', policy.namespace);
  const key = `${ref.namespace}/${ref.name}`;
  if (!cluster.permits({ group: GROUP, kind: 'SecurityPolicy', ...policy }, ref))
    return { missing: `no ReferenceGrant permits ${ref.kind} ${key}` };
  const rest = text(pathOverride) || text(path);
  if (ref.kind === 'Backend') {
    const backend = cluster.find('Backend', key);
    if (backend === undefined && cluster.complete) return { missing: `there is no Backend ${key}` };
    const { hostname, port } = record(record(list(record(backend?.spec).endpoints)[0]).fqdn);
    const secure = record(record(backend?.spec).tls);
    const host = text(hostname) === '' ? key : `${hostname}${portText(port, Object.keys(secure).length > 0)}`;
    return { text: `${Object.keys(secure).length > 0 ? scheme.replace('http', 'https') : scheme}://${host}${rest}` };
  }
  if (!cluster.services.has(key) && cluster.complete) return { missing: `there is no Service ${key}` };
  return { text: `${scheme}://${ref.name}.${ref.namespace}${portText(given.port, false)}${rest}` };
}

const portText = (port: unknown, secure: boolean): string => (typeof port === 'number' && port !== (secure ? 443 : 80) ? `:${port}` : '');

// ---- names, passwords, keys and tokens

/** envoyproxy/envoy@v1.39.1:source/extensions/filters/http/api_key_auth/api_key_auth.cc: 403 is for clients that a route does not let pass. */
function apiKeys(own: Fields, { policy, cluster, origin }: Around): Member {
  const secrets: string[] = [];
  for (const given of list(own.credentialRefs).map(record)) {
    const secret = secretOf(given, policy, cluster);
    if ('missing' in secret) return { error: secret.missing };
    secrets.push(`Secret ${secret.key}`);
  }
  const places = placesOf(list(own.extractFrom).map(record));
  return gateOf({ kind: 'token', of: secrets, places, status: 401, refusals: [401] }, origin, 'tokens', own);
}

/** internal/gatewayapi/securitypolicy.go (`buildBasicAuth`, `validateHtpasswdFormat`). */
function basicAuth(own: Fields, { policy, cluster, origin }: Around): Member {
  const secret = secretOf(record(own.users), policy, cluster);
  if ('missing' in secret) return { error: secret.missing };
  const { values } = secret;
  const file = values?.['.htpasswd'];
  if (values !== undefined && (file === undefined || file === '')) return { error: `Secret ${secret.key} has no key .htpasswd` };
  if (file !== undefined && !isHtpasswd(file)) return { error: `Secret ${secret.key} holds a password that is not of {SHA}` };
  return gateOf({ kind: 'credentials', status: 401 }, origin, 'basicAuth', own);
}

const isHtpasswd = (file: string): boolean =>
  file
    .split(/\r?\n/)
    .map((line) => line.trim())
    .every((line) => line === '' || /^[^:]*:\{SHA\}[A-Za-z0-9+/]{27}=$/.test(line));

const BEARER: TokenPlaces = { headers: ['authorization'], parameters: ['access_token'], cookies: [] };

const placesOf = (given: readonly Fields[]): TokenPlaces => {
  const names = (member: string): readonly string[] =>
    given.flatMap((one) => list(one[member]).map((entry) => (typeof entry === 'string' ? entry : text(record(entry).name))));
  return { headers: names('headers'), parameters: names('params'), cookies: names('cookies') };
};

/** Without a place a token is in the header Authorization, or in the query: proto of envoy.filters.http.jwt_authn (`JwtProvider`). */
function tokenPlaces(jwt: Fields): TokenPlaces {
  const all = list(jwt.providers).map((provider) => {
    const { extractFrom } = record(provider);
    return extractFrom === undefined ? BEARER : placesOf([record(extractFrom)]);
  });
  return {
    headers: all.flatMap(({ headers }) => headers),
    parameters: all.flatMap(({ parameters }) => parameters),
    cookies: all.flatMap(({ cookies }) => cookies),
  };
}

/**
 * internal/xds/translator/jwt.go (`buildJWTAuthn`); envoyproxy/envoy@v1.39.1:source/extensions/filters/http/jwt_authn/filter.cc: 403 is for a
 * token of another audience.
 */
function tokens(own: Fields, { policy, cluster, origin }: Around): Member {
  const providers = list(own.providers).map(record);
  for (const provider of providers) {
    const missing = localKeysMissing(record(provider.localJWKS), policy, cluster);
    if (missing !== undefined) return { error: missing };
  }
  const effects: readonly Effect[] = [{ effect: 'tokens', value: own as EffectValue, origin }];
  if (own.failOpen === true) return { effects };
  const gate: Gate = {
    kind: 'token',
    of: providers.map(({ issuer, name }) => text(issuer) || text(name)),
    places: tokenPlaces(own),
    ...(own.optional === true ? { optional: true } : {}),
    status: 401,
    refusals: providers.some(({ audiences }) => list(audiences).length > 0) ? [401, 403] : [401],
  };
  return { steps: [{ kind: 'gate', gate, origin }], effects };
}

function localKeysMissing({ valueRef }: Fields, { namespace }: Named, cluster: Cluster): string | undefined {
  if (valueRef === undefined || !cluster.complete) return undefined;
  const { kind, name } = record(valueRef);
  const key = `${namespace}/${text(name)}`;
  return cluster.find(text(kind) || 'ConfigMap', key) === undefined ? `there is no ${text(kind) || 'ConfigMap'} ${key}` : undefined;
}

/**
 * internal/gatewayapi/securitypolicy.go (`buildOIDC`), internal/xds/translator/oidc.go. The paths of the callback and of logging out are the
 * filter's own.
 */
function signIn(own: Fields, { policy, spec, cluster, origin }: Around): Member {
  const secret = secretOf(record(own.clientSecret), policy, cluster);
  if ('missing' in secret) return { error: secret.missing };
  if (secret.values !== undefined && !secret.values['client-secret']) return { error: `Secret ${secret.key} has no key client-secret` };
  if (own.denyRedirect !== undefined) return { steps: [undecidedStep(`whom oidc of ${nameOf(policy)} sends to the provider`, origin)] };
  const passesTokens = own.passThroughAuthHeader === true;
  if (passesTokens && spec.jwt === undefined)
    return { steps: [undecidedStep(`what becomes of ${nameOf(policy)}, whose oidc wants jwt`, origin)] };
  const paths = [text(own.redirectURL).replace(/^[a-z%][^/]*:\/\/[^/]*/i, '') || '/oauth2/callback', text(own.logoutPath) || '/logout'];
  const reserved: readonly Step[] = paths.map((path) => ({
    kind: 'when',
    conditions: [{ kind: 'path', path: { kind: 'exact', path, caseSensitive: true } }],
    outcome: { kind: 'undecided', because: `what signing in with a provider does at "${path}"` },
    origin,
  }));
  const gate: Gate = {
    kind: 'signIn',
    provider: text(record(own.provider).issuer),
    status: 302,
    ...(passesTokens ? { tokens: tokenPlaces(record(spec.jwt)) } : {}),
  };
  const { clientSecret, ...shown } = own;
  return {
    steps: [...reserved, { kind: 'gate', gate, origin }],
    effects: [{ effect: 'signIn', value: { ...shown, clientSecret: texts(clientSecret) } as EffectValue, origin }],
  };
}

// ---- authorization

/**
 * The first rule that a request meets decides: internal/gatewayapi/securitypolicy.go (`buildAuthorization`),
 * internal/xds/translator/authorization.go (`buildRBACPerRoute`). Refused requests are answered with 403.
 */
function authorization({ defaultAction, rules }: Fields, { policy, origin }: Around): Member {
  const all = list(rules).map(record);
  const networks = all.map(networksOf);
  const undecided = { steps: [undecidedStep(`whom authorization of ${nameOf(policy)} lets pass`, origin)] };
  if (networks.some((one) => one === undefined)) return undecided;
  const ofAction = (action: string): readonly string[] => all.flatMap((rule, at) => (rule.action === action ? (networks[at] ?? []) : []));
  const [allow, deny] = [ofAction('Allow'), ofAction('Deny')];
  const firstAllow = all.findIndex(({ action }) => action === 'Allow');
  const lastDeny = all.map(({ action }) => action).lastIndexOf('Deny');
  // A network that is let in before another one is refused cannot be said by two lists.
  if (firstAllow >= 0 && lastDeny > firstAllow) return undecided;
  const open = defaultAction === 'Allow';
  if (!open && allow.length === 0) return { steps: [refusal(origin)] };
  return open && deny.length === 0 ? {} : gateOf({ kind: 'clientAddress', allow: open ? [] : allow, deny, status: 403 }, origin);
}

const refusal = (origin: Origin): Step => ({
  kind: 'when',
  conditions: [],
  outcome: { kind: 'answer', status: 403, because: 'authorization lets nobody pass' },
  origin,
});

/** The networks of a rule that looks at nothing else. */
function networksOf({ principal, operation, cel }: Fields): readonly string[] | undefined {
  const { clientCIDRs, ...others } = record(principal);
  const networks = list(clientCIDRs).map(text);
  return operation === undefined && cel === undefined && Object.keys(others).length === 0 && networks.length > 0 ? networks : undefined;
}
