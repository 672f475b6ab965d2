import { programOf } from '../implementations';
import { EVERY_KIND } from '../own-kinds';
import type { Profile } from '../profile';
import { CORE_FILTERS, SPECIFIED_BACKENDS } from './unknown';

/** What every implementation does by the words of the specification alone; what it leaves open cannot be decided. */
export const SPECIFICATION: Profile = {
  ...programOf('specification'),
  evidence: 'specification',
  sources: ['kubernetes-sigs/gateway-api@v1.6.1:apis/v1/httproute_types.go', 'kubernetes-sigs/gateway-api@v1.6.1:apis/v1/gateway_types.go'],
  requests: { codec: 'neutral', trustsForwardedHeaders: false },
  listeners: {
    gateways: 'unknown',
    tlsHosts: 'byListener',
    entryPoints: false,
    sameListener: 'merged',
    // gateway_types.go (`Listeners`): no listener of those that conflict may be picked as the winner.
    mixedPort: 'none',
    listenerSets: true,
    attachment: 'namespaceFirst',
    oneGateway: false,
    brokenListeners: 'parent',
    tlsRoutes: 'unknown',
    clientValidation: 'unknown',
  },
  hosts: {
    precedence: 'own',
    isolation: 'covered',
    isolationReported: true,
    problemsWithoutHost: true,
    sameHostTwice: 'merged',
    blocks: 'none',
    addressesRefused: false,
    trailingDot: false,
    wildcard: 'anyText',
  },
  // Where a regular expression stands is left open, and so is what it means: it comes first, and whoever meets it is undecided.
  matches: {
    order: ['pathKind', 'pathLength', 'method', 'headers', 'queries'],
    pathKinds: ['regex', 'exact', 'prefix'],
    ties: 'age',
    prefixLength: 'asWritten',
    regex: 'unknown',
    brokenRegex: 'unknown',
    conflicts: false,
    sameHeaderTwice: 'first',
  },
  filters: CORE_FILTERS,
  rewrites: { prefix: 'bySegments', prefixToRoot: 'bySegments', emptyFullPath: 'noRewrite', fullPath: 'asWritten' },
  redirects: {
    prefix: 'bySegments',
    prefixToRoot: 'bySegments',
    emptyPrefix: 'root',
    emptyFullPath: 'root',
    fullPath: 'asWritten',
    givenPort: 'unlessOfScheme',
    withoutPort: 'listener',
    withScheme: 'none',
    portWithHostname: 'dropped',
  },
  backends: SPECIFIED_BACKENDS,
  own: EVERY_KIND,
  reasons: {
    backendMissing: ['ResolvedRefs', 'BackendNotFound'],
    kindUnknown: ['ResolvedRefs', 'InvalidKind'],
    notPermitted: ['ResolvedRefs', 'RefNotPermitted'],
    protocolUnknown: ['ResolvedRefs', 'UnsupportedProtocol'],
    gatewayWithoutListeners: ['Accepted', 'ListenersNotValid'],
    listenerProgrammed: 'Invalid',
  },
};
