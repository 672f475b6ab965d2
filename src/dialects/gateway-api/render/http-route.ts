import { wildcardOf } from '../../../model/host-names';
import type { NeutralRoute, RoutePolicies, ServiceRef, WeightedService } from '../../../model/neutral-route';
import type { ControllerRoutes } from '../../dialect';
import { filterSlot, replacesRoot } from './envoy/http-route-filter';
import { type Filter, portableFilters, redirectFilter } from './filters';
import { type Gateway, HTTP, type Target } from './gateway';
import type { Part } from './parts';
import { type RouteMatch, type Rule, rulesOf } from './rules';
import { groupOf } from './slots';

type PortOf = ControllerRoutes['portOf'];

const TO_HTTPS = redirectFilter({ scheme: 'https', status: 308 });

/** `spec` of the HTTPRoute of a part. */
export function httpRouteSpec(part: Part, target: Target, { httpsListeners }: Gateway, portOf: PortOf): object {
  const redirects = target.parts.redirects(part);
  const listeners = redirects === 'no' ? undefined : redirects === 'everywhere' ? [HTTP] : listenersFor(part.hostnames, httpsListeners);
  return {
    parentRefs: parentRefs(target, listeners),
    ...hostnames(part),
    // https is spoken to nobody who could be sent there, so requests over http never get further.
    rules: redirects === 'everywhere' ? redirectRules(part, target) : rules(part, target, portOf),
  };
}

/** `spec` of the HTTPRoute that sends requests of the http listener to https. */
export const redirectSpec = (part: Part, target: Target): object => ({
  parentRefs: parentRefs(target, [HTTP]),
  ...hostnames(part),
  rules: redirectRules(part, target),
});

const hostnames = (part: Part): object => (part.hostnames.length === 0 ? {} : { hostnames: [...part.hostnames] });

export function parentRefs({ settings }: Target, listeners: readonly string[] | undefined): readonly object[] {
  const { gateway, namespace, sectionName } = settings;
  const parent = { name: gateway.name, ...(gateway.namespace === namespace ? {} : { namespace: gateway.namespace }) };
  const names = listeners ?? (sectionName === undefined ? [] : [sectionName]);
  return names.length === 0 ? [parent] : names.map((name) => ({ ...parent, sectionName: name }));
}

/** A request is taken by the listener with the most particular hostname. */
const listenersFor = (hosts: readonly string[], listeners: ReadonlyMap<string, string>): readonly string[] => [
  ...new Set(hosts.flatMap((host) => listeners.get(host) ?? listeners.get(wildcardOf(host)) ?? [])),
];

/** What a rule may hold of `matches`. */
const MOST_MATCHES = 64;

function redirectRules(part: Part, { settings }: Target): readonly object[] {
  const matches =
    part.kind === 'unmatched' ? [EVERYTHING] : part.routes.flatMap((route) => allMatches(rulesOf(route, settings.implementation)));
  const chunks = Array.from({ length: Math.ceil(matches.length / MOST_MATCHES) }, (_, index) =>
    matches.slice(index * MOST_MATCHES, (index + 1) * MOST_MATCHES),
  );
  return chunks.map((chunk) => ({ matches: chunk, filters: [TO_HTTPS] }));
}

/** The last branch of a route has its conditions alone, so its matches are met by the requests of all. */
function allMatches(rules: readonly Rule[]): readonly RouteMatch[] {
  const last = rules.at(-1)?.branch;
  return rules.flatMap(({ branch, matches }) => (branch === last ? matches : []));
}

const EVERYTHING: RouteMatch = { path: { type: 'PathPrefix', value: '/' } };

function rules(part: Part, target: Target, portOf: PortOf): readonly object[] {
  const { to, settings } = target;
  const { defaultBackend, hosts, policies } = to.routes;
  if (part.kind === 'appRoot') {
    const filter = redirectFilter({ path: hosts.appRoot ?? '/', status: 302 });
    return [{ matches: [{ path: { type: 'Exact', value: '/' } }], filters: [filter] }];
  }
  if (part.kind === 'unmatched' && defaultBackend !== undefined) {
    const route: Forwarding = { action: { kind: 'forward', backends: [] }, path: { kind: 'segmentPrefix', path: '/' }, policies };
    return [ruleOf([EVERYTHING], [{ service: defaultBackend, weight: 1 }], route, target, portOf)];
  }
  return part.routes.flatMap((route) =>
    rulesOf(route, settings.implementation).map(({ matches, branch }) => ruleOf(matches, branch.backends, route, target, portOf)),
  );
}

type Forwarding = Pick<NeutralRoute, 'action' | 'path' | 'policies'>;

function ruleOf(
  matches: readonly RouteMatch[],
  backends: readonly WeightedService[],
  route: Forwarding,
  target: Target,
  portOf: PortOf,
): object {
  const { settings, to } = target;
  const reference = (service: ServiceRef) => backendRef(service, settings.namespace, portOf(service, to.namespace));
  const filters = filtersOf(route as NeutralRoute, target, reference);
  const timeouts = timeoutsOf(route.policies);
  const one = backends.length === 1;
  return {
    matches,
    ...(filters.length === 0 ? {} : { filters }),
    ...(backends.length === 0
      ? {}
      : { backendRefs: backends.map(({ service, weight }) => ({ ...reference(service), ...(one ? {} : { weight }) })) }),
    ...(timeouts === undefined || route.action.kind !== 'forward' ? {} : { timeouts }),
    ...(settings.experimental && settings.implementation.ownPolicies === undefined ? retryOf(route.policies) : {}),
  };
}

function filtersOf(route: NeutralRoute, { settings, to }: Target, reference: (service: ServiceRef) => object): readonly Filter[] {
  const own = settings.implementation.ownPolicies === undefined ? undefined : filterSlot(route);
  const filters = portableFilters(own !== undefined && replacesRoot(route) ? withoutRewrite(route) : route, settings.implementation);
  const { mirror } = route.policies;
  return [
    ...filters,
    ...(mirror === undefined || route.action.kind !== 'forward'
      ? []
      : [
          {
            type: 'RequestMirror',
            requestMirror: { backendRef: reference(mirror.service), ...(mirror.percent === undefined ? {} : { percent: mirror.percent }) },
          },
        ]),
    ...(own === undefined
      ? []
      : [{ type: 'ExtensionRef', extensionRef: { group: groupOf('HTTPRouteFilter'), kind: own.kind, name: to.nameOf(own.key) } }]),
  ];
}

/** The object of the implementation changes the path in its place. */
function withoutRewrite(route: NeutralRoute): NeutralRoute {
  if (route.action.kind !== 'forward') return route;
  const { rewrite: _, ...action } = route.action;
  return { ...route, action };
}

export const backendRef = ({ name, namespace, port }: ServiceRef, own: string, number: number | undefined): object => ({
  name,
  ...(namespace === undefined || namespace === own ? {} : { namespace }),
  // What has no number is reported, and nothing is written.
  port: number ?? port,
});

/** Gateway API knows no time between two reads, only the time of a whole response. */
function timeoutsOf({ timeouts, retries }: RoutePolicies): object | undefined {
  const request = retries?.totalTimeoutSeconds;
  const read = timeouts?.readSeconds;
  const backend = read === undefined || request === undefined ? read : Math.min(read, request);
  if (request === undefined && backend === undefined) return undefined;
  return {
    ...(request === undefined ? {} : { request: `${request}s` }),
    ...(backend === undefined ? {} : { backendRequest: `${backend}s` }),
  };
}

/** Of the experimental channel. It has no word for connections that fail, which an implementation tries again by itself. */
function retryOf({ retries }: RoutePolicies): object {
  if (retries === undefined) return {};
  const { attempts, statuses = [] } = retries;
  return { retry: { attempts, ...(statuses.length === 0 ? {} : { codes: [...statuses] }) } };
}
