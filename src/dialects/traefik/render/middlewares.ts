import { withCorsDefaults } from '../../../model/cors-defaults';
import type {
  ClientCertificatePolicy,
  CorsPolicy,
  HeaderChanges,
  NeutralRoute,
  RateLimitPolicy,
  RetryPolicy,
  RoutePolicies,
} from '../../../model/neutral-route';
import { redirectSpec } from './redirect';
import { rewriteSpec } from './rewrite';
import { serviceOf } from './services';
import { type NamedObject, namedObject } from './slots';
import { allowedRanges } from './source-ranges';

export type Forwarding = Pick<NeutralRoute, 'action' | 'path' | 'policies'> & Partial<Pick<NeutralRoute, 'native'>>;

/**
 * The Middlewares of a route, in the order in which requests pass them: who may come in, then what the answers say, then what the backend sees.
 * traefik/traefik@v3.7.13:pkg/config/dynamic/middlewares.go has their fields.
 */
export function middlewaresOf(route: Forwarding, clients: ClientCertificatePolicy | undefined): readonly NamedObject[] {
  const { action, path, policies } = route;
  const guards = [...accessMiddlewares(policies), ...responseMiddlewares(policies), ...authMiddlewares(policies)];
  if (action.kind === 'redirect') return [...guards, middleware('redirect', redirectSpec(action.redirect))];
  if (action.kind !== 'forward') return guards;
  const rewrite = rewriteSpec(path, action.rewrite);
  return [
    ...guards,
    ...bodyMiddlewares(policies),
    ...requestMiddlewares(policies, clients),
    ...(rewrite === undefined ? [] : [middleware('rewrite', rewrite)]),
  ];
}

const middleware = (suffix: string, spec: object): NamedObject => namedObject('Middleware', suffix, () => spec);

const given = <T>(value: T | undefined, make: (value: T) => readonly NamedObject[]): readonly NamedObject[] =>
  value === undefined ? [] : make(value);

function accessMiddlewares({ allowSourceRanges, denySourceRanges = [], rateLimit }: RoutePolicies): readonly NamedObject[] {
  const limited = allowSourceRanges !== undefined || denySourceRanges.length > 0;
  return [
    ...(limited
      ? [middleware('source-ranges', { ipAllowList: { sourceRange: [...allowedRanges(allowSourceRanges, denySourceRanges)] } })]
      : []),
    ...given(rateLimit, rateMiddlewares),
  ];
}

/** The address that a connection comes from. Requests are counted by it unless said otherwise, connections by host. */
const BY_ADDRESS = { ipStrategy: { depth: 0 } };

function rateMiddlewares({
  requestsPerSecond,
  requestsPerMinute,
  burstMultiplier = 5,
  connections,
}: RateLimitPolicy): readonly NamedObject[] {
  const rate = (average: number | undefined, period: string): readonly NamedObject[] =>
    given(average, (one) => [
      middleware('rate-limit', { rateLimit: { average: one, period, burst: one * burstMultiplier, sourceCriterion: BY_ADDRESS } }),
    ]);
  return [
    ...given(connections, (amount) => [middleware('connection-limit', { inFlightReq: { amount, sourceCriterion: BY_ADDRESS } })]),
    ...rate(requestsPerSecond, '1s'),
    ...rate(requestsPerMinute, '1m'),
  ];
}

function responseMiddlewares({ cors, responseHeaders }: RoutePolicies): readonly NamedObject[] {
  return [
    ...given(cors, (one) => [middleware('cors', { headers: corsHeaders(one) })]),
    ...given(responseHeaders, (changes) => [middleware('response-headers', { headers: { customResponseHeaders: changed(changes) } })]),
  ];
}

/** Traefik takes a header away that is set to nothing. */
const changed = ({ set = {}, remove = [] }: HeaderChanges): { readonly [name: string]: string } => ({
  ...set,
  ...Object.fromEntries(remove.map((name) => [name, ''])),
});

function corsHeaders(cors: CorsPolicy): object {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAgeSeconds } = withCorsDefaults(cors);
  const patterns = allowOrigins.filter((origin) => origin.includes('*.'));
  const names = allowOrigins.filter((origin) => !patterns.includes(origin));
  return {
    ...(names.length === 0 ? {} : { accessControlAllowOriginList: names }),
    ...(patterns.length === 0 ? {} : { accessControlAllowOriginListRegex: patterns.map(originPattern) }),
    accessControlAllowMethods: [...allowMethods],
    accessControlAllowHeaders: [...allowHeaders],
    ...(exposeHeaders === undefined ? {} : { accessControlExposeHeaders: [...exposeHeaders] }),
    ...(allowCredentials ? { accessControlAllowCredentials: true } : {}),
    ...(maxAgeSeconds === undefined ? {} : { accessControlMaxAge: maxAgeSeconds }),
    addVaryHeader: true,
  };
}

/** `*.` is for one label. */
const originPattern = (origin: string): string => `^${origin.replace(/[.+]/g, '\\$&').replace('*\\.', '[A-Za-z0-9-]+\\.')}$`;

function authMiddlewares({ basicAuth, externalAuth }: RoutePolicies): readonly NamedObject[] {
  return [
    ...given(basicAuth, ({ secretName, realm }) => [
      middleware('basic-auth', { basicAuth: { secret: secretName, ...(realm === undefined ? {} : { realm }) } }),
    ]),
    ...given(externalAuth, ({ url, responseHeaders }) => [
      middleware('auth', {
        forwardAuth: { address: url, ...(responseHeaders === undefined ? {} : { authResponseHeaders: [...responseHeaders] }) },
      }),
    ]),
  ];
}

function bodyMiddlewares({ maxBodyBytes = 0, customErrors, retries }: RoutePolicies): readonly NamedObject[] {
  return [
    ...(maxBodyBytes === 0 ? [] : [middleware('body-size', { buffering: { maxRequestBodyBytes: maxBodyBytes } })]),
    ...given(customErrors, ({ statuses, service }) => [
      middleware('errors', { errors: { status: statuses.map(String), query: '/', service: serviceOf(service) } }),
    ]),
    ...given(retries, (policy) => [middleware('retry', { retry: retry(policy) })]),
  ];
}

/** The first try counts too. */
const retry = ({ attempts, statuses, totalTimeoutSeconds }: RetryPolicy): object => ({
  attempts: attempts + 1,
  ...(statuses === undefined ? {} : { status: statuses.map(String) }),
  ...(totalTimeoutSeconds === undefined ? {} : { timeout: `${totalTimeoutSeconds}s` }),
});

function requestMiddlewares(
  { requestHeaders, upstreamHost }: RoutePolicies,
  clients: ClientCertificatePolicy | undefined,
): readonly NamedObject[] {
  const headers = { ...changed(requestHeaders ?? {}), ...(upstreamHost === undefined ? {} : { Host: upstreamHost }) };
  return [
    ...(clients?.passToBackend === true ? [middleware('client-certificate', { passTLSClientCert: { pem: true } })] : []),
    ...(Object.keys(headers).length === 0 ? [] : [middleware('request-headers', { headers: { customRequestHeaders: headers } })]),
  ];
}
