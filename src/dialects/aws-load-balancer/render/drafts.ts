import {
  type Annotations,
  hostText,
  type NeutralRoute,
  type RoutePolicies,
  type RouteSet,
  type ServiceRef,
} from '../../../model/neutral-route';
import { comparePrecedence } from '../../../model/request-match';
import type { ObjectSlot } from '../../../output/object-slot';
import type { ConstructRoutes, ControllerRoutes } from '../../dialect';
import { identity } from '../identity';
import { type Listeners, listenersOf } from './listeners';
import type { Part } from './order';
import { DEFAULT_REDIRECT_SLOT, DEFAULT_SLOT, hasRedirect, hostsOf, isCertified, Placing } from './placing';
import { type Claim, claimsOf, compareHosts, comparePaths } from './precedence';
import { type Rule, redirectRules, rulesOf } from './rules';

/** One construct, and the controller that its routes go to. */
export type Target = ConstructRoutes & Pick<ControllerRoutes, 'controller' | 'ingressClassName'>;

/** An Ingress in the making. */
export interface Draft extends Part {
  readonly slot: ObjectSlot;
  readonly target: Target;
  /** As manifests write them, the most precise first; empty for any host. */
  readonly hosts: readonly string[];
  /** In the order in which they must be looked at. */
  readonly routes: readonly NeutralRoute[];
  readonly policies: RoutePolicies;
  /** That the user wrote, with the prefix. */
  readonly written: Annotations;
  readonly certified: boolean;
  readonly listeners: Listeners;
  /** Whether it only sends http requests to https. */
  readonly isRedirect: boolean;
}

/** The Ingresses that the routes of one construct become. */
export function draftsOf(target: Target): readonly Draft[] {
  const { routes: set } = target;
  const drafts = Placing.of(set).all.flatMap(({ slot, redirectSlot, ...place }) => withRedirect({ slot, redirectSlot }, place, target));
  const all = set.defaultBackend === undefined ? drafts : [...drafts, ...defaultDrafts(set, set.defaultBackend, target)];
  return set.hosts.appRoot === undefined ? all : withAppRoots(all, set, set.hosts.appRoot);
}

type Content = Pick<Draft, 'hosts' | 'routes' | 'policies'> & {
  readonly annotations: Annotations;
  /** Of which one with a certificate makes all be served by https. Absent: `hosts`. */
  readonly allHosts?: readonly string[];
};

function withRedirect(
  slots: { readonly slot: ObjectSlot; readonly redirectSlot: ObjectSlot },
  content: Content,
  target: Target,
): readonly Draft[] {
  const { hosts, allHosts = hosts, policies, annotations } = content;
  const certified = isCertified(allHosts, annotations, { tls: target.routes.tls, controller: target.controller });
  const redirects = hasRedirect(policies, annotations, certified);
  const main = draft(slots.slot, content, target, { certified, part: redirects ? 'https' : 'all' });
  return redirects ? [main, draft(slots.redirectSlot, content, target, { certified, part: 'http' })] : [main];
}

function draft(
  slot: ObjectSlot,
  { hosts, routes, policies, annotations }: Content,
  target: Target,
  { certified, part }: { readonly certified: boolean; readonly part: 'all' | 'http' | 'https' },
): Draft {
  const written = { ...target.annotations, ...annotations };
  const listeners = listenersOf(written, policies, { certified, part });
  const order = Number(written[`${identity.annotationPrefix}group.order`] ?? Number.NaN);
  const { httpsRedirect } = policies;
  return {
    slot,
    target,
    hosts: [...hosts].sort(compareHosts),
    routes: sorted(routes),
    policies,
    written,
    certified,
    listeners,
    // Without a certificate https ends somewhere else.
    isRedirect: part === 'http' || (httpsRedirect === 'always' && !listeners.ports.has('HTTPS')),
    ports: [...listeners.ports.values()],
    claims: routes.flatMap((route) => claimsOf(route, hosts)),
    ...(Number.isInteger(order) ? { order } : {}),
  };
}

const sorted = (routes: readonly NeutralRoute[]): readonly NeutralRoute[] =>
  [...routes].sort((a, b) => comparePaths(a.path, b.path) || comparePrecedence(a.matches ?? [], b.matches ?? []));

/** The rules of a host, in order. */
export const rulesOn = ({ routes, isRedirect }: Draft, host: string): readonly Rule[] =>
  routes.flatMap((route) => (isRedirect ? redirectRules : rulesOf)(route, host !== ''));

/** Prefix `/` of every host that has no such route: `spec.defaultBackend` of one Ingress holds for all hosts of a load balancer. */
function defaultDrafts(set: RouteSet, service: ServiceRef, target: Target): readonly Draft[] {
  const takesAll = new Set(
    set.routes.flatMap(({ path, matches, hosts }) =>
      path.kind === 'segmentPrefix' && path.path === '/' && matches === undefined ? hosts.map(hostText) : [],
    ),
  );
  const free = set.hostMatches.filter((host) => !takesAll.has(hostText(host)));
  const hosts = free.length > 0 ? free : set.hostMatches;
  const route: NeutralRoute = {
    hosts,
    path: { kind: 'segmentPrefix', path: '/' },
    action: { kind: 'forward', backends: [{ service, weight: 1 }] },
    policies: set.policies,
    native: set.native,
    origin: { construct: set.construct, index: -1 },
  };
  return withRedirect(
    { slot: DEFAULT_SLOT, redirectSlot: DEFAULT_REDIRECT_SLOT },
    {
      hosts: defaultHosts(set, hosts),
      // Which of them are free changes with each route.
      allHosts: defaultHosts(set, set.hostMatches),
      routes: [route],
      policies: set.policies,
      annotations: set.native.annotations,
    },
    target,
  );
}

/** Further names belong to the hosts that are named. */
const defaultHosts = ({ hosts: { aliases = [] } }: RouteSet, hosts: RouteSet['hostMatches']): readonly string[] =>
  hostsOf({ hosts }, aliases);

/** On each listener the first Ingress of a host sends its "/" to the start page. */
function withAppRoots(drafts: readonly Draft[], set: RouteSet, appRoot: string): readonly Draft[] {
  const done = new Set<string>();
  return drafts.map((one) => {
    const key = (host: string): string => `${[...one.ports].join(',')} ${host}`;
    const hosts = one.hosts.filter((host) => !done.has(key(host)));
    for (const host of hosts) done.add(key(host));
    if (hosts.length === 0) return one;
    const { policies, native, construct } = set;
    const route: NeutralRoute = {
      hosts: set.hostMatches,
      path: { kind: 'exact', path: '/' },
      action: { kind: 'redirect', redirect: { path: appRoot, status: 302 } },
      policies,
      native,
      origin: { construct, index: -1 },
    };
    const claims: readonly Claim[] = claimsOf(route, one.hosts);
    return { ...one, routes: [route, ...one.routes], claims: [...one.claims, ...claims] };
  });
}
