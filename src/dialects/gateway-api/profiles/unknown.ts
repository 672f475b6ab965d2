import type { BackendFacts, FilterFacts } from '../profile';

/** What nobody has looked up: a request that it matters for cannot be decided. */
export const UNKNOWN_BACKENDS: BackendFacts = {
  missing: 'unknown',
  missingShare: 'answered',
  noEndpoints: 'unknown',
  noEndpointSlice: 'unknown',
  notReady: 'unknown',
  none: 'unknown',
  noneWithFilters: 'unknown',
  allWeightsZero: 'unknown',
  mixedFailures: 'each',
  tls: 'nothing',
  brokenTls: 'unknown',
  unknownProtocol: 'unknown',
  externalNames: 'unknown',
  zeroWeights: 'checked',
  missingPort: 'reported',
};

/**
 * The specification asks for 500 where a backend, port, kind or grant is missing, and for no endpoints for 503:
 * kubernetes-sigs/gateway-api@v1.6.1:apis/v1/httproute_types.go (`HTTPRouteRule.backendRefs`, `HTTPBackendRef`).
 */
export const SPECIFIED_BACKENDS: BackendFacts = {
  ...UNKNOWN_BACKENDS,
  missing: 500,
  none: 500,
  allWeightsZero: 500,
  noEndpoints: 503,
  noEndpointSlice: 503,
  notReady: 503,
};

/** Filters of the standard channel that every implementation must or may have. */
export const CORE_FILTERS: FilterFacts = {
  known: ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite', 'CORS'],
  unknown: 'unknown',
  knownOfBackends: ['RequestHeaderModifier', 'ResponseHeaderModifier'],
  unknownOfBackends: 'unknown',
  hostHeader: 'unknown',
  headerValues: 'any',
  mirrorOfRedirect: 'unknown',
  preflights: 'unknown',
  brokenMirror: 'unknown',
  redirectQueries: 'compared',
};
