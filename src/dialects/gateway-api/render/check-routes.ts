import type { Finding } from '../../../findings/finding';
import { branchesOf } from '../../../model/branches';
import { type NeutralRoute, type RoutePolicies, routeText, type ServiceRef } from '../../../model/neutral-route';
import { notInRe2 } from '../../../model/written-pattern';
import type { ControllerRoutes } from '../../dialect';
import { finding } from '../findings';
import { checkListeners } from './check-gateway';
import { conditionTwice } from './condition-twice';
import { checkOwnPolicies } from './envoy/check-policies';
import { replacesRoot } from './envoy/http-route-filter';
import type { Target } from './gateway';
import { backendsOf } from './place';

/** What the API server or the implementation would refuse in the routes of one construct. */
export function checkRoutes(target: Target, portOf: ControllerRoutes['portOf']): readonly Finding[] {
  const { routes, defaultBackend, policies, construct } = target.to.routes;
  const last = defaultBackend === undefined ? [] : checkPorts('default backend', [defaultBackend], target, portOf);
  const own = target.settings.implementation.ownPolicies;
  return [
    ...checkListeners(target),
    ...routes.flatMap((route) => checkRoute(route, target, portOf)),
    ...last,
    ...(own === undefined
      ? []
      : checkOwnPolicies(
          [...policyUses(routes), ...(defaultBackend === undefined ? [] : [['the default backend', policies] as const])],
          construct,
        )),
  ];
}

/** Mostly many routes share their policies: the first speaks for all. */
function policyUses(routes: readonly NeutralRoute[]): readonly (readonly [subject: string, policies: RoutePolicies])[] {
  const first = new Map<RoutePolicies, NeutralRoute>();
  for (const route of routes) if (!first.has(route.policies)) first.set(route.policies, route);
  return [...first].map(([policies, route]) => [`route "${routeText(route)}"`, policies] as const);
}

function checkRoute(route: NeutralRoute, target: Target, portOf: ControllerRoutes['portOf']): readonly Finding[] {
  const { mirror } = route.policies;
  const services = mirror === undefined ? backendsOf(route) : [...backendsOf(route), mirror.service];
  return [
    ...(services.every(({ port }) => typeof port === 'number') ? [] : checkPorts(routeText(route), services, target, portOf)),
    ...checkPatterns(route, target),
    ...checkRoot(route, target),
    ...checkConditions(route),
    ...checkLimits(route),
  ];
}

function checkPorts(
  route: string,
  services: readonly ServiceRef[],
  { to: { routes, namespace }, settings }: Target,
  portOf: ControllerRoutes['portOf'],
): readonly Finding[] {
  return services.flatMap((service) =>
    portOf(service, namespace) === undefined
      ? [
          finding('gateway-api/port-by-name', routes.construct, {
            route,
            service: `${service.namespace ?? settings.namespace}/${service.name}`,
            port: String(service.port),
          }),
        ]
      : [],
  );
}

function checkRoot(route: NeutralRoute, { settings: { implementation } }: Target): readonly Finding[] {
  if (implementation.rootPrefix !== 'never' || !replacesRoot(route)) return [];
  return [finding('gateway-api/root-not-replaced', route.origin.construct, { route: routeText(route), target: implementation.title })];
}

/** Only NGINX matches with PCRE2. */
function checkPatterns(route: NeutralRoute, { settings: { implementation }, to }: Target): readonly Finding[] {
  if (implementation.regex === undefined || implementation.regex === 'beginning') return [];
  const { path, matches = [], action } = route;
  const canary = (action.kind === 'forward' ? action.canary?.matches : undefined) ?? [];
  const values = [...matches, ...canary].flatMap((one) => ('value' in one && one.value.kind === 'pattern' ? [one.value.pattern] : []));
  return [...(path.kind === 'regexPrefix' ? [path.pattern] : []), ...values].flatMap((pattern) => {
    const part = notInRe2(pattern);
    return part === undefined
      ? []
      : [
          finding('gateway-api/pattern-not-understood', to.routes.construct, {
            route: routeText(route),
            part,
            target: implementation.title,
          }),
        ];
  });
}

function checkConditions(route: NeutralRoute): readonly Finding[] {
  return branchesOf(route).flatMap(({ conditions }) => {
    const condition = conditionTwice(conditions);
    return condition === undefined
      ? []
      : [finding('gateway-api/condition-twice', route.origin.construct, { route: routeText(route), condition })];
  });
}

/** Of every list of a rule (gateway.networking.k8s.io_httproutes.yaml of v1.6.1). */
const MOST = 16;

function checkLimits(route: NeutralRoute): readonly Finding[] {
  const { action, matches = [], policies } = route;
  const counts: readonly (readonly [values: string, count: number])[] = [
    ['Services', action.kind === 'forward' ? action.backends.length : 0],
    ['header conditions', matches.filter(({ kind }) => kind === 'header').length],
    ['query conditions', matches.filter(({ kind }) => kind === 'query').length],
    ...headerCounts('request', policies.requestHeaders),
    ...headerCounts('response', policies.responseHeaders),
  ];
  return counts.flatMap(([values, count]) =>
    count <= MOST
      ? []
      : [finding('gateway-api/too-many-values', route.origin.construct, { route: routeText(route), values, count, most: MOST })],
  );
}

const headerCounts = (of: string, changes: RoutePolicies['requestHeaders']): readonly (readonly [string, number])[] =>
  changes === undefined
    ? []
    : [
        [`${of} headers to set`, Object.keys(changes.set ?? {}).length],
        [`${of} headers to add`, Object.keys(changes.add ?? {}).length],
        [`${of} headers to remove`, changes.remove?.length ?? 0],
      ];
